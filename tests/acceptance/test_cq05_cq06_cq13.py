"""What no treaty backs, what no plan names, what is nearly ratified: questions and plain Python agree."""

from __future__ import annotations

import datetime

import pytest
from acceptance.graph_answers import key
from independent.counterparts import (
    Covered,
    Nearest,
    groups_without_measure,
    nearest_to_ratification,
    soft_law_only,
)

from dutygraph.api import Graph

TODAY = datetime.date(2026, 11, 24)
IN_2018 = datetime.date(2018, 7, 1)
DAYS = [datetime.date(1999, 1, 1), datetime.date(2005, 1, 1), datetime.date(2013, 1, 1), IN_2018, TODAY]
STATES = ["KGZ", "RUS", "KAZ", "ARM"]


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("state", STATES)
def test_commitments_without_a_treaty_are_those_of_the_csv_files(graph: Graph, state: str, day: datetime.date) -> None:
    found: dict[str, set[Nearest]] = {}
    for row in graph.ask("obligations/soft_law_only", state=state, on=day, today=TODAY).rows:
        commitment = str(row.commitment).split(f"/id/commitment/{state}/")[1]
        near = found.setdefault(commitment, set())
        if row.nearest_treaty_not_ratified is not None:
            relations = frozenset(key(kind) for kind in row.relation)
            near.add(Nearest(key(row.nearest_treaty_not_ratified), key(row.answer), relations))
    assert found == soft_law_only(state, day)


def test_the_answer_of_2018_is_no_longer_known_today(graph: Graph) -> None:
    """Convention 143 did not bind Kyrgyzstan in July 2018; no later source says so."""
    for day, answer, finding in ((IN_2018, "not-bound", "none-found"), (TODAY, "unknown", "unknown")):
        rows = graph.ask("obligations/soft_law_only", on=day, today=TODAY).rows
        assert len(rows) == 35  # of Recommendation 151, resolution 1325 and the Paris Principles
        joined = [row for row in rows if row.relation]
        assert len(joined) == 8
        assert {(key(row.answer), key(row.finding)) for row in joined} == {(answer, finding)}
        assert {key(row.finding) for row in rows if not row.relation} == {"unknown"}
        assert {key(row.last_known) for row in joined} == {"not-bound"}


@pytest.mark.parametrize("day", [datetime.date(2013, 1, 1), IN_2018, TODAY], ids=str)
@pytest.mark.parametrize("state", STATES)
def test_treaties_near_ratification_are_covered_as_in_the_csv_files(
    graph: Graph, state: str, day: datetime.date
) -> None:
    found = {}
    for row in graph.ask("participation/nearest_to_ratification", state=state, on=day, today=TODAY).rows:
        counts = Covered(*(int(cell or 0) for cell in (row.provisions, row.compared, row.provisions_covered)))
        found[key(row.instrument)] = counts
        assert (row.share is None) == (counts.compared == 0), "without a relation the share is unknown, not zero"
        assert row.share is None or float(row.share) == pytest.approx(counts.covered / counts.provisions, abs=0.006)
        assert row.finding is None if counts.covered else key(row.finding) in ("unknown", "none-found")
    assert found == nearest_to_ratification(state, day)


def test_groups_that_no_plan_action_names_are_those_of_the_csv_files(graph: Graph) -> None:
    rows = graph.ask("obligations/groups_without_measure", today=TODAY).rows
    assert {key(row.group): int(row.recommendations) for row in rows} == groups_without_measure("KGZ")


def test_without_a_search_of_plan_actions_their_absence_is_unknown(graph: Graph) -> None:
    rows = graph.ask("obligations/groups_without_measure", state="RUS", today=TODAY).rows
    assert {key(row.finding) for row in rows} == {"unknown"}
