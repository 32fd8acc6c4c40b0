"""An absence rests on a search: without the coverage of a topic, every absence that rested on it is unknown.

Each question that says what an absence means is asked of the sources as they stand, and of scratch copies from which
the rows of one topic were taken. Topics on which no common finding rests share a copy.
"""

from __future__ import annotations

import csv
import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from acceptance.scratch import Changed, build_copy

from dutygraph.api import Graph
from dutygraph.catalogue import Question
from dutygraph.resources import folder

TODAY = datetime.date(2026, 11, 24)
TABLE = "coverage/coverage.csv"
COVERAGE = "https://w3id.org/dutygraph/id/coverage/"
FINDING = "https://w3id.org/dutygraph/scheme/finding/"
# Columns that tell the rows of a question apart, besides what the row is about.
_BESIDE = {"finding", "coverage"}

Row = tuple[str, ...]


def rows_of_coverage() -> dict[str, tuple[int, str]]:
    """Return number and topic of each row of coverage."""
    with (folder("loaders") / TABLE).open(encoding="utf-8", newline="") as text:
        return {row["id"]: (number, row["topic"]) for number, row in enumerate(csv.DictReader(text), 2)}


def questions(graph: Graph) -> list[Question]:
    """Return the questions that say what an absence means."""
    return [one for one in graph.catalogue if {"finding", "coverage"} <= one.columns.keys()]


def absences(graph: Graph, question: Question) -> dict[Row, tuple[str, frozenset[str]]]:
    """Return what each absence means, and the topics of the coverage that it names."""
    topics = {name: topic for name, (_, topic) in rows_of_coverage().items()}
    found = {}
    for row in graph.answer(question, {}, today=TODAY).table:
        if row["finding"] is None:
            continue
        names = str(getattr(row["coverage"], "value", "")).split()
        about = tuple(
            str(term) for column, term in row.items() if column not in _BESIDE and not _is_list(question, column)
        )
        rested = frozenset(topics[name.removeprefix(COVERAGE)] for name in names)
        found[about] = (row["finding"].value.removeprefix(FINDING), rested)
    return found


def _is_list(question: Question, column: str) -> bool:
    return question.columns[column].is_list


@pytest.fixture(scope="module")
def before(graph: Graph) -> dict[str, dict[Row, tuple[str, frozenset[str]]]]:
    return {one.name: absences(graph, one) for one in questions(graph)}


@pytest.fixture(scope="module")
def without(real_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[frozenset[str]], Graph]:
    """Return a function that builds the sources without the coverage of some topics, each set once."""
    built: dict[frozenset[str], Graph] = {}

    def graph_without(topics: frozenset[str]) -> Graph:
        if topics not in built:
            numbers = {number for number, topic in rows_of_coverage().values() if topic in topics}

            def take_away(copy: Changed) -> None:
                copy.remove(TABLE, numbers)

            built[topics] = build_copy(tmp_path_factory.mktemp("without"), real_home / "cache", take_away)
        return built[topics]

    return graph_without


def apart(before: dict[str, Any]) -> list[frozenset[str]]:
    """Group the topics on which absences rest so that no absence rests on two topics of one group."""
    resting = [rested for found in before.values() for _, rested in found.values()]
    groups: list[set[str]] = []
    for topic in sorted({one for rested in resting for one in rested}):
        companions = {one for rested in resting if topic in rested for one in rested}
        free = next((group for group in groups if group.isdisjoint(companions)), None)
        if free is None:
            groups.append({topic})
        else:
            free.add(topic)
    return [frozenset(group) for group in groups]


def test_absences_name_what_they_rest_on(before: dict[str, dict[Row, tuple[str, frozenset[str]]]]) -> None:
    assert any(before.values())
    said = [
        (name, row)
        for name, found in before.items()
        for row, (what, on) in found.items()
        if what != "unknown" and not on
    ]
    assert said == []


def test_without_its_coverage_every_absence_becomes_unknown(
    before: dict[str, dict[Row, tuple[str, frozenset[str]]]],
    without: Callable[[frozenset[str]], Graph],
) -> None:
    groups = apart(before)
    assert groups
    for topics in groups:
        poorer = without(topics)
        for question in questions(poorer):
            after = absences(poorer, question)
            assert after.keys() == before[question.name].keys(), (
                f"{question.name}: coverage changes only what an absence means"
            )
            for row, (what, rested) in before[question.name].items():
                expected = "unknown" if rested & topics else what
                assert after[row][0] == expected, f"{question.name} without {sorted(topics)}: {row}"
