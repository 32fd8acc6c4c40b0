"""Every example of every question has an answer that was reviewed, in the small world and in the real graph.

The answers of the small world were written by hand from its tables. `pytest --update-golden` writes the files
anew: read the difference like code.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from queries.golden import Answer, case_files, update
from ruamel.yaml import YAML

from dutygraph.api import Graph
from dutygraph.catalogue import Catalogue, compile_catalogue
from dutygraph.resources import folder

HERE = Path(__file__).parent
TODAY = datetime.date(2026, 11, 24)
CATALOGUE = Catalogue(compile_catalogue(folder("queries")))
MORE: dict[str, dict[str, Any]] = YAML(typ="safe", pure=True).load(HERE / "cases.yml")


class Case(NamedTuple):
    """One way to ask a question, in the small world or in the real graph."""

    question: str
    name: str
    world: str
    given: dict[str, Any]

    @property
    def files(self) -> tuple[Path, Path]:
        """Return where its golden table and its golden digest stand."""
        return case_files(HERE, self.question, self.name, self.world)


def cases() -> list[Case]:
    found = []
    for question in CATALOGUE:
        more = MORE.get(question.name, {})
        for name, given in {"default": {}, **question.examples, **more}.items():
            worlds = ("small",) if name in more else ("small", "real")
            found += [Case(question.name, name, world, dict(given)) for world in worlds]
    return found


def words(notes: list[str]) -> list[list[str]]:
    """Return the parts of each sentence, sorted: a list in a sentence has no order of its own."""
    return [sorted(part.strip() for part in re.split(r"[;:.]\s", f"{note} ")) for note in notes]


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.question}-{case.name}-{case.world}")
def test_answer_is_the_reviewed_one(
    case: Case, graph_of: Callable[[str], Graph], request: pytest.FixtureRequest
) -> None:
    graph = graph_of(case.world)
    found = Answer.of_result(graph.answer(graph.catalogue[case.question], case.given, today=TODAY))
    table, digest = case.files
    if request.config.getoption("--update-golden"):
        update(table, digest, found)
    if digest.exists():
        assert found.digest() == digest.read_text("utf-8")
        return
    assert table.exists(), f"{table.relative_to(HERE)} is missing: write it by hand, or run with --update-golden"
    golden = Answer.read(table)
    found = found.cut(golden.columns)
    assert found.rows == golden.rows
    assert words(found.notes[:1]) == words(golden.notes[:1])


def test_every_golden_file_belongs_to_a_case() -> None:
    known = {path for case in cases() for path in case.files}
    assert sorted(set(HERE.glob("*/*/*.tsv")) - known) == []


def test_a_case_has_a_table_or_a_digest_and_not_both() -> None:
    assert [table for table, digest in (case.files for case in cases()) if table.exists() and digest.exists()] == []


def test_more_cases_are_of_questions_that_exist() -> None:
    assert MORE.keys() <= {question.name for question in CATALOGUE}
