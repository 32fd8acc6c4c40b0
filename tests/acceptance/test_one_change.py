"""One changed cell changes the answers that it must change, and no other.

Each test changes a scratch copy of the sources, builds it, and compares all rows of the questions before and after,
with each other and with the plain-Python reading of the changed copy.
"""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from acceptance import graph_answers
from acceptance.scratch import Changed, build_copy
from independent import derive

from dutygraph.api import Graph

Answers = dict[str, set[tuple[object, ...]]]

TODAY = derive.DAYS[-1]
STATEMENT_DAY = datetime.date(2018, 7, 1)


def answers(graph: Graph) -> Answers:
    return {name: set(lines) for name, lines in graph_answers.tables_of_answers(graph).items()}


def plain_reading(loaders: Path) -> Answers:
    tables = derive.tables_of_answers(derive.curated(loaders))
    return {name: set(lines) for name, lines in tables.items()}


@pytest.fixture(scope="module")
def before(graph: Graph) -> Answers:
    return answers(graph)


def agree(after: Answers, expected: Answers) -> None:
    for name, rows in expected.items():
        different = sorted(after[name] ^ rows, key=str)
        assert not different, f"{name}: graph and plain reading differ in\n" + "\n".join(map(str, different[:20]))


def changes(before: Answers, after: Answers) -> Answers:
    """Return the rows that are new, by table."""
    return {name: after[name] - before[name] for name in before if after[name] != before[name]}


def test_a_ratification_by_russia_changes_only_russias_answers(
    graph: Graph, before: Answers, real_home: Path, tmp_path: Path
) -> None:
    pair = {"state": "RUS", "instrument_id": "icrmw"}

    def ratify(copy: Changed) -> None:
        dated = {"date": "2016-03-10", "date_precision": "day", "entry_into_force": "2016-07-01"}
        window = {"entry_into_force_earliest": "2016-07-01", "entry_into_force_latest": "2016-07-01"}
        act = {"action": "ratification", "as_of": "", **dated, **window}
        copy.set("treaty_actions/treaty_actions.csv", {**pair, "action": "none"}, act)

    changed = build_copy(tmp_path, real_home / "cache", ratify)
    after = answers(changed)
    agree(after, plain_reading(tmp_path / "loaders"))
    new = changes(before, after)
    assert set(new) == {"participation"}
    assert new["participation"] == {
        ("RUS", "icrmw", STATEMENT_DAY, "bound", "", ""),
        ("RUS", "icrmw", TODAY, "bound", "", ""),
    }
    owed = {state: graph_answers.obligations(changed, state) for state in derive.curated().states}
    had = {state: graph_answers.obligations(graph, state) for state in derive.curated().states}
    assert {state for state in owed if owed[state] != had[state]} == {"RUS"}
    assert had["RUS"] < owed["RUS"]
    assert {duty.split("/")[0] for duty in owed["RUS"] - had["RUS"]} == {"icrmw"}
    tables = derive.curated(tmp_path / "loaders")
    assert owed["RUS"] == {f"{duty.provision}/{duty.duty_type}" for duty in derive.duties("RUS", tables)}


def test_an_addressee_changes_only_that_call_and_the_load_of_that_body(
    before: Answers, real_home: Path, tmp_path: Path
) -> None:
    def address(copy: Changed) -> None:
        cells = {"addressees": "ministry-of-internal-affairs", "addressee_basis": "explicit"}
        copy.set("statement_2018/claims.csv", {"id": "S2018-16"}, cells)

    changed = build_copy(tmp_path, real_home / "cache", address)
    after = answers(changed)
    agree(after, plain_reading(tmp_path / "loaders"))
    assert changes(before, after) == {
        "no_body": set(),
        "load": {("ministry-of-internal-affairs", *_one_more_call(before, "ministry-of-internal-affairs"))},
        "calls": {("S2018-16", "ministry-of-internal-affairs", "explicit", "opening", "3743", "3886")},
    }
    assert before["no_body"] - after["no_body"] == {("S2018-16", "call")}
    assert before["calls"] - after["calls"] == {("S2018-16", "", "unspecified", "opening", "3743", "3886")}


def test_a_complete_search_changes_only_what_an_absence_means(
    graph: Graph, before: Answers, real_home: Path, tmp_path: Path
) -> None:
    def complete(copy: Changed) -> None:
        copy.set("coverage/coverage.csv", {"id": "mandates"}, {"completeness": "complete"})

    changed = build_copy(tmp_path, real_home / "cache", complete)
    assert answers(changed) == before
    assert _findings(graph) == {"none-found"}
    assert _findings(changed) == {"none"}
    was, now = (_completeness(one) for one in (graph, changed))
    assert {topic for topic in was if was[topic] != now[topic]} == {"mandates"}


def _one_more_call(before: Answers, body: str) -> tuple[object, ...]:
    (row,) = [row for row in before["load"] if row[0] == body]
    counts = derive.Load(*row[1:])  # type: ignore[arg-type]
    return tuple(counts._replace(calls=counts.calls + 1))


def _findings(graph: Graph) -> set[str]:
    rows = graph.ask("responsibility/no_body", today=TODAY).rows
    return {graph_answers.key(row.finding) for row in rows}


def _completeness(graph: Graph) -> dict[str, str]:
    rows = graph.ask("trust/coverage").rows
    return {graph_answers.key(row.coverage): graph_answers.key(row.completeness) for row in rows}
