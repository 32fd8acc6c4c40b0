"""Compare two releases: which answers changed, in which rows, and because of which rows of the sources."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import pyoxigraph as ox

from dutygraph.affected import may_differ
from dutygraph.api import Graph
from dutygraph.catalogue import Catalogue, Question, bind
from dutygraph.coverage import read_coverage
from dutygraph.errors import WrongUse, msgid
from dutygraph.evidence import read_grounds
from dutygraph.fact_changes import FactChanges, RowChange, changed_rows, compare_facts
from dutygraph.frozen import Release
from dutygraph.names import Names
from dutygraph.namespaces import rebase
from dutygraph.pairing import Cells, Pair, pair_rows
from dutygraph.parameters import Terms, read_parameters
from dutygraph.questions import release_catalogue
from dutygraph.results import Result, iris_of
from dutygraph.store import LocalStore, Table

CAME, WENT, REWORDED = (
    msgid("the question is new"), msgid("the question is gone"), msgid("the question changed"),
)  # fmt: skip
ROWS = "rows changed"  # for programs; the account shows the rows
COVERAGE, REFUSED = (
    msgid("what was searched changed"), msgid("it can be asked of one of them only"),
)  # fmt: skip
_SMALL = 1 << 28  # bytes of a dump whose store is made in memory
_NEAR = 200  # nodes beside a row that are looked at
_COVERAGE = ("coverage", "until", "completeness", "source")


class Side:
    """One of the two releases, opened when it is first asked."""

    def __init__(self, release: Release, lang: str, asks_many: bool = True) -> None:
        self.release = release
        self.asks_many = asks_many
        self.lang = lang
        self.catalogue: Catalogue = release_catalogue(release.folder)
        self.questions = {question.name: question for question in self.catalogue}

    @cached_property
    def store(self) -> LocalStore:
        """Return its store: in memory if many questions are asked and it is not too large."""
        if self.asks_many and (self.release.folder / "dump.nq").stat().st_size <= _SMALL:
            return LocalStore(self.release.in_memory())
        return LocalStore.open(self.release.store())

    @cached_property
    def graph(self) -> Graph:
        """Return it as a graph to ask."""
        names = Names(self.store, self.release.folder / "names.tsv")
        return Graph(self.store, self.catalogue, names, self.lang, self.release.name)


class Asked(NamedTuple):
    """A question as one side answers it: its rows, or why it cannot be asked."""

    terms: Terms
    table: Table
    coverage: Table
    problem: str = ""


@dataclass
class AnswerChange:
    """An answer that the two releases do not have in common."""

    question: str
    summary: str
    parameters: dict[str, Any]
    change: str
    rows: list[Pair] = field(default_factory=list)
    coverage: list[Pair] = field(default_factory=list)
    counts: tuple[int, int] = (0, 0)
    results: tuple[Result | None, Result | None] = (None, None)
    because: list[str] = field(default_factory=list)
    problem: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return plain data; columns as in `dutygraph ask --format json`."""
        said = [result.summary if result else "" for result in self.results]
        return {
            "question": self.question,
            "parameters": self.parameters,
            "summary": self.summary,
            "change": self.change,
            "answer_before": said[0],
            "answer_after": said[1],
            "rows_before": self.counts[0],
            "rows_after": self.counts[1],
            "came": [self._cells(1, pair) for pair in self.rows if pair.before is None],
            "went": [self._cells(0, pair) for pair in self.rows if pair.after is None],
            "changed": [
                {"before": self._cells(0, pair), "after": self._cells(1, pair), "columns": list(pair.changed)}
                for pair in self.rows
                if pair.changed
            ],
            "coverage": [{"before": _plain(pair, 0), "after": _plain(pair, 1)} for pair in self.coverage],
            "because": self.because,
            **({"problem": self.problem} if self.problem else {}),
        }

    def _cells(self, side: int, pair: Pair) -> dict[str, Any]:
        result, cells = self.results[side], (pair.before, pair.after)[side]
        assert result is not None
        assert cells is not None
        pairs = zip(pair.columns, cells, strict=True)
        return {name: result.to_cell(name, term) for name, term in pairs if term is not None}


def _plain(pair: Pair, side: int) -> dict[str, str] | None:
    cells = (pair.before, pair.after)[side]
    if cells is None:
        return None
    return {name: term.value for name, term in zip(pair.columns, cells, strict=True) if term is not None}


@dataclass
class Comparison:
    """What differs between two releases."""

    old: Side
    new: Side
    on: datetime.date
    facts: FactChanges = field(default_factory=FactChanges)
    source_rows: dict[str, RowChange] = field(default_factory=dict)
    questions: dict[str, str] = field(default_factory=dict)
    answers: list[AnswerChange] = field(default_factory=list)
    asked: int = 0
    is_whole: bool = True  # all questions were asked, not one of them

    @property
    def is_same(self) -> bool:
        """Say whether nothing differs of what was asked about."""
        return not (self.answers or self.questions or (self.is_whole and self.facts.graphs))

    @property
    def row_counts(self) -> Counter[str]:
        """Count the changed rows of the sources by kind of change."""
        return Counter(row.kind for row in self.source_rows.values())

    def to_json(self) -> dict[str, Any]:
        """Return the object that `dutygraph diff --format json` prints."""
        shown = set(self.source_rows) if self.is_whole else {iri for one in self.answers for iri in one.because}
        return {
            "from": _name(self.old.release),
            "to": _name(self.new.release),
            "on": self.on.isoformat(),
            "same": self.is_same,
            "questions": self.questions,
            "answers": [answer.to_json() for answer in self.answers],
            "rows": [row.to_json() for iri, row in self.source_rows.items() if iri in shown],
            "rows_moved": self.facts.moved,
            "graphs": {name: {"added": new, "removed": old} for name, (new, old) in self.facts.graphs.items()},
        }


def _name(release: Release) -> dict[str, str]:
    return {"name": release.name, "release": release.hash}


def compare(
    old: Release,
    new: Release,
    *,
    on: datetime.date | None = None,
    question: str | None = None,
    given: Mapping[str, Any] | None = None,
    lang: str = "en",
    progress: Callable[[str], None] = lambda _: None,
) -> Comparison:
    """Compare the facts of two releases and their answers to every question, or to one.

    Each question is asked with its defaults and its examples; `today` is the day `on` for both.
    """
    before, after = (Side(one, lang, asks_many=question is None) for one in (old, new))
    found = Comparison(before, after, on or datetime.date.today())
    is_equal = old.hash == new.hash
    if question is None and is_equal and _files_equal(old, new):
        return found
    cases = _cases(found.old, found.new) if question is None else _one_case(found.old, found.new, question, given)
    found.is_whole = question is None
    found.questions = _changed_questions(found.old, found.new)
    if not found.is_whole:
        found.questions = {name: what for name, what in found.questions.items() if name in dict(cases)}
    if not is_equal:
        progress("facts")
        found.facts = compare_facts(old, new)
        progress("source rows")
        found.source_rows = changed_rows(found.facts, found.old.store, found.new.store)
    for name, parameters in cases:
        progress(f"question {name}")
        if answer := _Asking(found, name, parameters, is_forced=not found.is_whole).change():
            found.answers.append(answer)
    return found


def _files_equal(old: Release, new: Release) -> bool:
    return (old.folder / "catalogue.json").read_bytes() == (new.folder / "catalogue.json").read_bytes()


def _changed_questions(old: Side, new: Side) -> dict[str, str]:
    found = {}
    for name in sorted(old.questions.keys() | new.questions.keys()):
        if name not in old.questions or name not in new.questions:
            found[name] = CAME if name in new.questions else WENT
        elif _meaning(old.questions[name]) != _meaning(new.questions[name]):
            found[name] = REWORDED
    return found


def _meaning(question: Question) -> tuple[Any, ...]:
    """Return what the answer hangs on: the query, and what its parameters are when nobody gives them."""
    return question.text, {name: (one.type, one.default) for name, one in question.parameters.items()}


def _cases(old: Side, new: Side) -> list[tuple[str, dict[str, Any]]]:
    """Return every question that both have, with its defaults and with its examples; each parameter set once."""
    found = []
    for name, question in new.questions.items():
        if name in old.questions:
            wanted = [{}, *question.examples.values(), *old.questions[name].examples.values()]
            unique = {json.dumps(one, sort_keys=True, default=str): dict(one) for one in wanted}
            found += [(name, one) for one in unique.values()]
    return found


def _one_case(
    old: Side, new: Side, question: str, given: Mapping[str, Any] | None
) -> list[tuple[str, dict[str, Any]]]:
    name = new.catalogue[question].name
    if name not in old.questions:
        problem, repair = msgid("the release {release} has no question {name}"), msgid("compare later releases")
        raise WrongUse(problem, repair, release=old.release.name, name=name)
    return [(name, dict(given or {}))]


class _Asking:
    """Ask one question of both sides and tell what differs."""

    def __init__(self, found: Comparison, name: str, parameters: dict[str, Any], is_forced: bool) -> None:
        self.found, self.name, self.parameters, self.is_forced = found, name, parameters, is_forced
        self.sides = (found.old, found.new)
        self.lists = frozenset(
            column.name for side in self.sides for column in side.questions[name].columns.values() if column.is_list
        )

    def change(self) -> AnswerChange | None:
        """Return what differs, or nothing."""
        texts = [bind(rebase(side.questions[self.name].text), {}) for side in self.sides]
        is_same_question = self.name not in self.found.questions
        if is_same_question and not self.is_forced and not self._may_differ(texts[0]):
            return None
        self.found.asked += 1
        old, new = (self._ask(side) for side in self.sides)
        if old.problem or new.problem:
            return self._refused(old, new)
        rows = pair_rows(old.table, new.table, self.lists)
        coverage = pair_rows(old.coverage, new.coverage)
        if not rows and not coverage:
            return None
        return self._told(rows, coverage, (old, new))

    def _may_differ(self, text: str) -> bool:
        facts = self.found.facts
        topics = any(side.questions[self.name].coverage for side in self.sides)
        if topics and any("/id/coverage/" in subject for subject in facts.subjects):
            return True
        return may_differ(text, facts.terms) or self._means_otherwise()

    def _means_otherwise(self) -> bool:
        """Say whether a typed name means another thing in each of the two."""
        old, new = (self._terms(side) for side in self.sides)
        return old != new

    def _terms(self, side: Side) -> Terms | str:
        try:
            return read_parameters(
                side.questions[self.name], self.parameters, side.graph.names, side.lang, self.found.on
            )
        except WrongUse as error:
            if self.is_forced:
                raise
            return error.problem

    def _ask(self, side: Side) -> Asked:
        terms = self._terms(side)
        if isinstance(terms, str):
            return Asked({}, Table((), []), Table(_COVERAGE, []), terms)
        question = side.questions[self.name]
        table = side.store.select(bind(rebase(question.text), terms))
        covered = read_coverage(side.store, question.coverage, terms, side.lang)
        rows: list[Cells] = [
            (ox.NamedNode(one.iri), *map(ox.Literal, (one.until, one.completeness, one.source))) for one in covered
        ]
        return Asked(terms, table, Table(_COVERAGE, list(dict.fromkeys(rows))))

    def _refused(self, old: Asked, new: Asked) -> AnswerChange | None:
        if old.problem and new.problem:
            return None
        side = self.found.old if old.problem else self.found.new
        problem = f"{side.release.name}: {old.problem or new.problem}"
        return AnswerChange(self.name, self._summary(), self._plain_parameters({}), REFUSED, problem=problem)

    def _told(self, rows: list[Pair], coverage: list[Pair], asked: tuple[Asked, Asked]) -> AnswerChange:
        results = tuple(
            side.graph.answer(side.questions[self.name], self.parameters, today=self.found.on) for side in self.sides
        )
        return AnswerChange(
            self.name,
            self._summary(),
            self._plain_parameters(asked[1].terms),
            ROWS if rows else COVERAGE,
            rows,
            coverage,
            (len(asked[0].table.rows), len(asked[1].table.rows)),
            (results[0], results[1]),
            _Causes(self.found, self.name, asked, self.lists).of(rows, coverage),
        )

    def _summary(self) -> str:
        return self.found.new.questions[self.name].summary_in(self.found.new.lang)

    def _plain_parameters(self, terms: Terms) -> dict[str, Any]:
        """Return the values asked with: as typed, and the day that `today` was."""
        days = {name: found[0].value for name, found in terms.items() if found and _is_today(self, name)}
        return {name: ", ".join(map(str, _several(value))) for name, value in self.parameters.items()} | days


def _is_today(asking: _Asking, name: str) -> bool:
    parameter = asking.found.new.questions[asking.name].parameters[name]
    return _several(asking.parameters.get(name, parameter.default)) == ["today"]


def _several(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


class _Causes:
    """Find the changed rows of the sources behind the changed rows of an answer."""

    def __init__(self, found: Comparison, name: str, asked: tuple[Asked, Asked], lists: frozenset[str]) -> None:
        self.found, self.lists = found, lists
        self.given = {term.value for side in asked for terms in side.terms.values() for term in terms}
        self.cited = frozenset(found.new.questions[name].evidence)

    def of(self, rows: list[Pair], coverage: list[Pair]) -> list[str]:
        """Return the rows of sources: those that are evidence, else those behind any cell, else those beside it.

        A row that is about an absence has no evidence that changed; what changed then is a node that points to the
        things in the row, or once did.
        """
        pairs = [*rows, *coverage]
        if not self.found.source_rows:
            return []
        cited = self._behind(pairs, lambda name: not self.cited or name in self.cited)
        found = cited or self._behind(pairs, lambda _: True) or self._beside(pairs)
        return [iri for iri in self.found.source_rows if iri in found]

    def _behind(self, pairs: list[Pair], is_wanted: Callable[[str], bool]) -> set[str]:
        found = set()
        for side, place in ((self.found.old, 0), (self.found.new, 1)):
            found |= self._changed_under(side, self._things(pairs, place, is_wanted))
        return found

    def _changed_under(self, side: Side, iris: Iterable[str]) -> set[str]:
        nodes = sorted(set(iris))
        grounds = read_grounds(side.store, nodes)
        return {leaf.iri for node in nodes for leaf in grounds.leaves_of(node)} & self.found.source_rows.keys()

    def _beside(self, pairs: list[Pair]) -> set[str]:
        things = {iri for place in (0, 1) for iri in self._things(pairs, place, lambda _: True)} - self.given
        nodes = sorted({node for iri in things for node in self.found.facts.near.get(iri, ())})[:_NEAR]
        return self._changed_under(self.found.old, nodes) | self._changed_under(self.found.new, nodes)

    def _things(self, pairs: list[Pair], place: int, is_wanted: Callable[[str], bool]) -> Iterator[str]:
        for pair in pairs:
            cells: Cells = (pair.before, pair.after)[place] or ()
            for name, term in zip(pair.columns, cells, strict=False):
                if is_wanted(name) or name == _COVERAGE[0]:
                    yield from iris_of(term, name in self.lists)
