"""An absence rests on a search: without the coverage of a topic, every absence that rested on it is unknown.

Each question that says what an absence means is asked of the facts as they stand, then without the coverage of a topic
(topics on which no common finding rests are taken away together), then without each row of coverage by itself. The
facts are changed in memory: no rule reads coverage, so a build of the sources without the rows would say the same.
"""

from __future__ import annotations

import csv
import datetime
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from typing import Any

import pyoxigraph as ox
import pytest

from dutygraph.api import Graph
from dutygraph.catalogue import Question
from dutygraph.resources import folder
from dutygraph.store import LocalStore

TODAY = datetime.date(2026, 11, 24)
COVERAGE = "https://w3id.org/dutygraph/id/coverage/"
FINDING = "https://w3id.org/dutygraph/scheme/finding/"
# Columns that tell the rows of a question apart, besides what the row is about.
_BESIDE = {"finding", "coverage"}

Row = tuple[str, ...]
Absence = tuple[str, frozenset[str]]  # what it means, and the coverage that it names
Without = Callable[[Iterable[str]], AbstractContextManager[Graph]]


@cache
def rows_of_coverage() -> dict[str, str]:
    """Return the topic of each row of coverage."""
    with (folder("loaders") / "coverage/coverage.csv").open(encoding="utf-8", newline="") as text:
        return {row["id"]: row["topic"] for row in csv.DictReader(text)}


def questions(graph: Graph) -> list[Question]:
    """Return the questions that say what an absence means."""
    return [one for one in graph.catalogue if {"finding", "coverage"} <= one.columns.keys()]


def absences(graph: Graph, question: Question) -> dict[Row, Absence]:
    """Return what each absence means, and the rows of coverage that it names."""
    found = {}
    for row in graph.answer(question, {}, today=TODAY).table:
        if row["finding"] is None:
            continue
        names = str(getattr(row["coverage"], "value", "")).split()
        about = tuple(
            str(term) for column, term in row.items() if column not in _BESIDE and not _is_list(question, column)
        )
        rested = frozenset(name.removeprefix(COVERAGE) for name in names)
        found[about] = (row["finding"].value.removeprefix(FINDING), rested)
    return found


def _is_list(question: Question, column: str) -> bool:
    return question.columns[column].is_list


def topics_of(rows: frozenset[str]) -> frozenset[str]:
    """Return the topics of some rows of coverage."""
    known = rows_of_coverage()
    return frozenset(known[row] for row in rows)


@pytest.fixture(scope="module")
def before(graph: Graph) -> dict[str, dict[Row, Absence]]:
    return {one.name: absences(graph, one) for one in questions(graph)}


@pytest.fixture(scope="module")
def facts(graph: Graph) -> ox.Store:
    """The facts of the graph in memory, where they can be taken away and put back."""
    store = ox.Store()
    assert isinstance(graph.store, LocalStore)
    store.bulk_extend(graph.store.store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    return store


@pytest.fixture
def without(graph: Graph, facts: ox.Store) -> Without:
    """Return a context in which some rows of coverage are taken away."""

    @contextmanager
    def poorer(rows: Iterable[str]) -> Iterator[Graph]:
        nodes = [ox.NamedNode(COVERAGE + row) for row in rows]
        about = [quad for node in nodes for quad in facts.quads_for_pattern(node, None, None, None)]
        assert about
        for quad in about:
            facts.remove(quad)
        yield Graph(LocalStore(facts), graph.catalogue, graph.names, release=graph.release)
        facts.extend(about)

    return poorer


def apart(before: dict[str, Any]) -> list[frozenset[str]]:
    """Group the topics on which absences rest so that no absence rests on two topics of one group."""
    resting = [topics_of(rested) for found in before.values() for _, rested in found.values()]
    groups: list[set[str]] = []
    for topic in sorted({one for rested in resting for one in rested}):
        companions = {one for rested in resting if topic in rested for one in rested}
        free = next((group for group in groups if group.isdisjoint(companions)), None)
        if free is None:
            groups.append({topic})
        else:
            free.add(topic)
    return [frozenset(group) for group in groups]


def test_absences_name_what_they_rest_on(before: dict[str, dict[Row, Absence]]) -> None:
    assert any(before.values())
    said = [
        (name, row)
        for name, found in before.items()
        for row, (what, on) in found.items()
        if what != "unknown" and not on
    ]
    assert said == []


def test_no_rule_reads_coverage() -> None:
    rules = {rule.name: rule.read_text("utf-8") for rule in (folder("ontology") / "rules").glob("*.rq")}
    assert [name for name, text in rules.items() if "dg:Coverage" in text or "dg:topic" in text] == []


def test_without_its_topic_every_absence_becomes_unknown(
    before: dict[str, dict[Row, Absence]], without: Without
) -> None:
    groups = apart(before)
    assert groups
    for topics in groups:
        with without(row for row, topic in rows_of_coverage().items() if topic in topics) as poorer:
            for question in questions(poorer):
                after = absences(poorer, question)
                assert after.keys() == before[question.name].keys(), (
                    f"{question.name}: coverage changes only what an absence means"
                )
                for row, (what, rested) in before[question.name].items():
                    expected = "unknown" if topics_of(rested) & topics else what
                    assert after[row][0] == expected, f"{question.name} without {sorted(topics)}: {row}"


def test_each_row_of_coverage_is_missed_by_the_absences_that_rested_on_it(
    before: dict[str, dict[Row, Absence]], without: Without
) -> None:
    """Unknown is what rested on this row alone; what another search of the topic covers may stand, without the row."""
    turned = set()
    for taken in sorted({row for found in before.values() for _, rested in found.values() for row in rested}):
        with without([taken]) as poorer:
            for name, found in before.items():
                if not any(taken in rested for _, rested in found.values()):
                    continue
                after = absences(poorer, poorer.catalogue[name])
                assert after.keys() == found.keys(), f"{name}: coverage changes only what an absence means"
                for row, (what, rested) in found.items():
                    is_alone = topics_of(rested) != topics_of(rested - {taken})
                    allowed = {what} if taken not in rested else {"unknown"} if is_alone else {what, "unknown"}
                    assert after[row][0] in allowed, f"{name} without {taken}: {row}"
                    assert taken not in after[row][1], f"{name} without {taken}: {row}"
                    turned |= {taken} if after[row][0] != what else set()
    assert turned
