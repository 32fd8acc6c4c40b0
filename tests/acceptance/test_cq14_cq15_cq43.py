"""Who answers for what: the questions and the plain-Python reading of the CSV files agree row by row."""

from __future__ import annotations

import datetime

import pytest
from acceptance import graph_answers
from independent import derive

from dutygraph.api import Graph

TODAY = datetime.date(2026, 11, 24)
DAYS = [datetime.date(2018, 7, 1), datetime.date(2012, 1, 1), TODAY]


@pytest.mark.parametrize("state", ["KGZ", "RUS", "KAZ", "TUR", "BLR", "SUN"])
def test_obligations_are_the_duties_of_the_instruments_joined_in_the_roles_held(graph: Graph, state: str) -> None:
    expected = {f"{duty.provision}/{duty.duty_type}" for duty in derive.duties(state)}
    assert graph_answers.obligations(graph, state) == expected


def test_items_without_a_body_are_those_of_the_csv_files(graph: Graph) -> None:
    assert graph_answers.no_body(graph, TODAY) == derive.no_body()


@pytest.mark.parametrize("kind", ["duty", "recommendation", "call"])
def test_each_kind_can_be_asked_alone(graph: Graph, kind: str) -> None:
    rows = graph.ask("responsibility/no_body", kind=kind, today=TODAY).rows
    found = {(graph_answers.item_key(row.item), graph_answers.key(row.kind)) for row in rows}
    assert found == {item for item in derive.no_body() if item[1] == kind}


def test_an_absence_says_that_the_search_was_partial(graph: Graph) -> None:
    rows = graph.ask("responsibility/no_body", today=TODAY).rows
    assert {graph_answers.key(row.finding) for row in rows} == {"none-found"}


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_load_of_each_body_is_that_of_the_csv_files(graph: Graph, day: datetime.date) -> None:
    assert graph_answers.load(graph, day) == derive.load("KGZ", day)


def test_calls_and_their_addressees_are_those_of_the_csv_files(graph: Graph) -> None:
    def in_order(rows: list[dict[str, str]]) -> list[list[str]]:
        return sorted([*row.values()] for row in rows)

    assert in_order(graph_answers.calls(graph)) == in_order(derive.calls())


def test_calls_that_name_nobody_are_listed_as_such(graph: Graph) -> None:
    rows = graph.ask("statement/calls").rows
    nobody = {graph_answers.item_key(row.call) for row in rows if row.addressee is None}
    assert nobody == {row["call"] for row in derive.calls() if not row["addressee"]}
    assert len(nobody) == 34
    assert {graph_answers.key(row.addressee_basis) for row in rows if row.addressee is None} == {"unspecified"}
