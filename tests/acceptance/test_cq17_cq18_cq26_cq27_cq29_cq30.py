"""Was it done, with what money, under which mandate: the questions and the reading of the CSV files agree."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from acceptance.graph_answers import item_key, key
from acceptance.scratch import Changed, build_copy
from independent import implementation

from dutygraph.api import Graph

TODAY = datetime.date(2026, 11, 24)


@pytest.mark.parametrize("since", [None, datetime.date(2021, 1, 1)], ids=str)
def test_recommendations_without_evidence_are_those_of_the_csv_files(graph: Graph, since: datetime.date | None) -> None:
    given = {"since": since} if since else {}
    rows = graph.ask("implementation/no_evidence", **given, today=TODAY).rows
    assert {key(row.recommendation) for row in rows} == implementation.no_evidence(since)
    assert {key(row.finding) for row in rows} == {"none-found"}


def test_how_the_review_fared_is_in_the_csv_files(graph: Graph) -> None:
    rows = graph.ask("implementation/supported_and_noted", today=TODAY).rows
    found = {
        (row.cycle, key(row.response)): implementation.Fate(
            row.recommendations, row.with_action, row.with_claim, row.share
        )
        for row in rows
    }
    assert found == implementation.fates()


def test_money_is_that_of_the_csv_files_and_an_unknown_sum_is_no_none(graph: Graph) -> None:
    rows = graph.ask("implementation/money", today=TODAY).rows
    found = {
        (key(row.plan), str(row.gist or "")): implementation.Money(
            str(row.amount or ""), row.currency or "", key(row.source_kind)
        )
        for row in rows
    }
    assert found == implementation.money()
    assert all(row.is_empty == (not row.source_kind and not row.amount) for row in rows)
    assert {key(row.finding) for row in rows if key(row.source_kind) == "none"} == {""}
    assert {key(row.finding) for row in rows if row.is_empty} == {"none-found"}


def test_mandates_cover_what_they_do_in_the_csv_files(graph: Graph) -> None:
    rows = graph.ask("responsibility/mandate_gap", today=TODAY).rows
    found = {_pair(row): key(row.covered) for row in rows if key(row.kind) in ("plan-action", "call")}
    assert found == implementation.mandate_gap()


def test_items_of_several_bodies_are_those_of_the_csv_files(graph: Graph) -> None:
    rows = graph.ask("responsibility/shared_without_lead", basis="stated", today=TODAY).rows
    found = {_name(row): frozenset(key(body) for body in row.bodies) for row in rows}
    assert found == implementation.shared()


def _name(row: object) -> str:
    """Name a call by its key, an action by its plan and gist, for the table gives no other key."""
    item = item_key(row.item)  # type: ignore[attr-defined]
    return item if key(row.kind) == "call" else f"{item.split('/')[0]}: {row.gist}"  # type: ignore[attr-defined]


def _pair(row: object) -> tuple[str, str]:
    return _name(row), key(row.body)  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def stated(tmp_path_factory: pytest.TempPathFactory, real_home: Path) -> Graph:
    """Open the graph of a copy in which a source names two recommendations that one action carries out."""

    def change(loaders: Changed) -> None:
        action = {"plan_id": "hr-action-plan-2019-2021"}
        loaders.set("plan_actions/plan_actions.csv", action, {"implements": "UPR1-76.58;CCPR2-11"})

    return build_copy(tmp_path_factory.mktemp("stated"), real_home / "cache", change)


def test_an_action_counts_for_the_recommendations_that_it_names_and_no_others(graph: Graph, stated: Graph) -> None:
    before, after = (
        {key(row.recommendation) for row in one.ask("implementation/no_evidence", today=TODAY).rows}
        for one in (graph, stated)
    )
    assert before - after == {"UPR1-76.58", "CCPR2-11"}
    assert after < before


def test_an_action_of_two_recommendations_is_their_one_action(graph: Graph, stated: Graph) -> None:
    assert graph.ask("implementation/leverage", today=TODAY).rows == []
    rows = stated.ask("implementation/leverage", today=TODAY).rows
    found = {(key(row.kind), key(row.item), row.links) for row in rows}
    (action,) = {key(row.item) for row in rows if key(row.kind) == "plan-action"}
    assert found == {("plan-action", action, 2), ("recommendation", "UPR1-76.58", 1), ("recommendation", "CCPR2-11", 1)}
    assert {key(row.via) for row in rows} == {"stated"}


def test_a_named_recommendation_is_with_an_action_in_its_cycle(stated: Graph) -> None:
    rows = stated.ask("implementation/supported_and_noted", cycle=1, today=TODAY).rows
    assert {(key(row.response), row.with_action) for row in rows} == {("supported", 1), ("noted", 0), ("mixed", 0)}


def test_a_shared_provision_is_a_link_only_if_asked_for(graph: Graph) -> None:
    rows = graph.ask("implementation/leverage", via="provision", today=TODAY).rows
    assert rows
    assert {key(row.via) for row in rows} == {"provision"}
    assert all(row.shared for row in rows)
