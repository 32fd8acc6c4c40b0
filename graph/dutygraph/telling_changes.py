"""Say what differs between two releases: in words on a terminal, in Markdown, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

import pyoxigraph as ox

from dutygraph import layout
from dutygraph.comparing import COVERAGE, AnswerChange, Comparison
from dutygraph.errors import msgid
from dutygraph.fact_changes import RowChange, Value
from dutygraph.formats.reading import heading
from dutygraph.labels import Label, read_labels
from dutygraph.namespaces import LABEL, local_name
from dutygraph.pairing import Pair
from dutygraph.results import Result, iris_of
from dutygraph.spellings import key_of
from dutygraph.store import Term
from dutygraph.translation import Translation, translation

Item = TypeVar("Item")
FORMATS = ("text", "md", "json")
_ROWS, _ANSWERS, _GRAPHS = 30, 10, 12  # shown without --verbose: source rows, rows of one answer, graphs
_TOLD = 6  # columns of a row that came or went
_KEPT = 4  # cells that say which row changed
_LONG = 300  # letters of one value
_NOTHING = "–"
_UNEXPLAINED = msgid("No changed source row explains this: a rule, a loader or the vocabulary changed.")
_MORE = msgid("and {count} more; --verbose shows all")


class Line(NamedTuple):
    """A line of the account: how deep it stands, and its text; depth 0 is a heading."""

    depth: int
    text: str


def write(found: Comparison, form: str, room: int = 100, is_verbose: bool = False) -> str:
    """Write a comparison in a format."""
    if form == "json":
        return json.dumps(found.to_json(), ensure_ascii=False, indent=2) + "\n"
    lines = list(_Account(found, is_verbose).lines())
    return _markdown(lines) if form == "md" else _plain(lines, room)


def _plain(lines: Iterable[Line], room: int) -> str:
    text = ""
    for depth, line in lines:
        indent = "  " * depth
        first, *rest = layout.wrap(line, max(room - len(indent) - 4, 20))
        text += ("\n" if depth == 0 and text else "") + f"{indent}{first}\n"
        text += "".join(f"{indent}    {more}\n" for more in rest)
    return text


_MARKS = str.maketrans({letter: f"\\{letter}" for letter in "\\`*_[]<>#|"})


def _markdown(lines: Iterable[Line]) -> str:
    text = ""
    for depth, line in lines:
        safe = line.translate(_MARKS)
        text += f"{chr(10) if text else ''}## {safe}\n\n" if depth == 0 else f"{'  ' * (depth - 1)}- {safe}\n"
    return text


class _Account:
    """Tell a comparison line by line."""

    def __init__(self, found: Comparison, is_verbose: bool) -> None:
        self.found, self.is_verbose = found, is_verbose
        self.words: Translation = translation(found.new.lang)
        shown = [*found.source_rows] if found.is_whole else [iri for one in found.answers for iri in one.because]
        self.numbers = {iri: number for number, iri in enumerate(dict.fromkeys(shown), 1)}
        self.labels = self._labels()

    def _labels(self) -> dict[str, Label]:
        """Read the names of all properties and things in the changed rows, in the later release first."""
        iris: dict[str, None] = {}
        for row in (self.found.source_rows[iri] for iri in self.numbers):
            for value in row.values:
                terms = [ox.NamedNode(value.of), ox.NamedNode(value.property), *value.before, *value.after]
                iris.update((term.value, None) for term in terms if isinstance(term, ox.NamedNode))
        if not iris:
            return {}
        sides = (read_labels(side.store, iris, self.words.lang) for side in (self.found.old, self.found.new))
        return {iri: label for side in sides for iri, label in side.items()}

    def say(self, message: str, **values: object) -> str:
        return self.words.say(message).format(**values)

    def lines(self) -> Iterator[Line]:
        """Yield the whole account: in short, changed rows, questions, answers, and graphs."""
        found = self.found
        old, new = found.old.release.text, found.new.release.text
        if found.is_same:
            yield Line(0, self.say("{old} and {new} do not differ in what was asked.", old=old, new=new))
            return
        yield Line(0, self.say("From {old} to {new}, asked for {day}", old=old, new=new, day=found.on))
        yield from self._short()
        if self.numbers:
            yield Line(0, self.say("Source rows that changed"))
            rows = [found.source_rows[iri] for iri in self.numbers]
            yield from self._cut(rows, _ROWS, self._row, 1)
            if found.facts.moved and found.is_whole:
                moved = self.say("{count} more only stand elsewhere in their file", count=found.facts.moved)
                yield Line(1, moved)
        if found.questions:
            yield Line(0, self.say("Questions that changed"))
            yield from (Line(1, f"{name}: {self.say(what)}") for name, what in found.questions.items())
        if found.answers:
            yield Line(0, self.say("Answers that changed"))
            for answer in found.answers:
                yield from self._answer(answer)
        if found.is_whole and found.facts.graphs:
            yield Line(0, self.say("Facts by graph: came, went"))
            yield from self._cut(list(found.facts.graphs.items()), _GRAPHS, self._graph, 1)

    def _short(self) -> Iterator[Line]:
        found = self.found
        count = len(found.answers)
        yield Line(1, self.say("Answers that changed: {answers}, of {asked} asked.", answers=count, asked=found.asked))
        if found.is_whole:
            kinds = ", ".join(f"{self.say(kind)} {number}" for kind, number in found.row_counts.items())
            yield Line(1, self.say("Source rows: {kinds}.", kinds=kinds or self.say("none")))
            came, went = found.facts.total
            yield Line(1, self.say("Facts: {came} came, {went} went.", came=came, went=went))

    def _cut(
        self, items: Sequence[Item], most: int, tell: Callable[[Item], Iterable[Line]], depth: int
    ) -> Iterator[Line]:
        """Tell the first items, all of them if details are wanted, and how many are left."""
        shown = items if self.is_verbose else items[:most]
        for item in shown:
            yield from tell(item)
        if len(shown) < len(items):
            yield Line(depth, self.say(_MORE, count=len(items) - len(shown)))

    def _graph(self, item: tuple[str, tuple[int, int]]) -> Iterator[Line]:
        name, (came, went) = item
        yield Line(1, f"{name.partition('/graph/')[2] or name}: +{came} -{went}")

    def _row(self, row: RowChange) -> Iterator[Line]:
        where = f"{row.leaf.tell(self.words)}: {row.key}"
        yield Line(1, f"[{self.numbers[row.iri]}] {self.say(row.kind)}: {where}")
        if row.before is None or row.after is None:
            things = dict.fromkeys(value.of for value in row.values if value.of != row.iri)
            yield from self._cut([*things], _TOLD, lambda iri: [Line(2, self._term(ox.NamedNode(iri)))], 2)
            return
        whole = _came_or_went(row.values)
        for iri, mark in whole.items():
            yield Line(2, f"{mark} {self._term(ox.NamedNode(iri))}")
        told = [value for value in self._without_windows(row.values) if value.of not in whole]
        things = dict.fromkeys(value.of for value in told)
        for value in told:
            of = f"{self._term(ox.NamedNode(value.of))}, " if len(things) > 1 else ""
            before, after = (self._terms(terms) for terms in (value.before, value.after))
            yield Line(2, f"{of}{self._term(ox.NamedNode(value.property))}: {before} → {after}")

    @staticmethod
    def _without_windows(values: list[Value]) -> list[Value]:
        """Leave out the earliest and latest day of a date that is told itself."""
        said = {(value.of, value.property) for value in values}
        return [
            value
            for value in values
            if not any(
                value.property.endswith(end) and (value.of, value.property.removesuffix(end)) in said
                for end in ("Earliest", "Latest")
            )
        ]

    def _terms(self, terms: Iterable[ox.NamedNode | ox.Literal]) -> str:
        return _shortened("; ".join(map(self._term, terms))) or _NOTHING

    def _term(self, term: ox.NamedNode | ox.Literal) -> str:
        if isinstance(term, ox.Literal):
            return term.value
        label = self.labels.get(term.value)
        key = key_of(term.value)
        return label.brief if label else local_name(term.value) if key == term.value else key

    def _answer(self, answer: AnswerChange) -> Iterator[Line]:
        given = "".join(f" --{name} {value}" for name, value in answer.parameters.items())
        yield Line(1, f"{answer.question}{given}")
        yield Line(2, answer.summary)
        if answer.problem:
            yield Line(2, f"{self.say(answer.change)}: {answer.problem}")
            return
        before, after = answer.results
        assert before is not None
        assert after is not None
        if before.summary != after.summary:
            yield Line(2, f"{self.say('before')}: {_shortened(before.summary)}")
            yield Line(2, f"{self.say('now')}: {_shortened(after.summary)}")
        yield from self._cut(answer.rows, _ANSWERS, lambda pair: self._pair(pair, before, after), 2)
        if answer.coverage:
            yield Line(2, self.say(COVERAGE))
            yield from self._cut(answer.coverage, _ANSWERS, lambda pair: self._pair(pair, before, after, 3), 3)
        because = [f"[{self.numbers[iri]}]" for iri in answer.because]
        more = f" ... ({len(because)})" if len(because) > _ANSWERS and not self.is_verbose else ""
        numbers = ", ".join(because if self.is_verbose else because[:_ANSWERS])
        if because:
            yield Line(2, self.say("because of {rows}", rows=numbers + more))
        elif answer.question not in self.found.questions:
            yield Line(2, self.say(_UNEXPLAINED))

    def _pair(self, pair: Pair, before: Result, after: Result, depth: int = 2) -> Iterator[Line]:
        if not pair.changed:
            result, cells, mark = (after, pair.after, "+") if pair.before is None else (before, pair.before, "-")
            assert cells is not None
            told = self._cells(pair, cells, result, [*result.brief, *pair.columns])[:_TOLD]
            yield Line(depth, f"{mark} {'; '.join(f'{name}: {text}' for name, text in told)}")
            return
        assert pair.after is not None
        kept = [name for name in pair.columns if name not in pair.changed]
        same = self._cells(pair, pair.after, after, [*(name for name in after.brief if name in kept), *kept])[:_KEPT]
        yield Line(depth, f"~ {'; '.join(text for _, text in same)}".rstrip())
        for name, old, new in _changes(pair, before, after):
            yield Line(depth + 1, f"{heading(name, self.words)}: {old} → {new}")

    def _cells(
        self, pair: Pair, cells: tuple[Term | None, ...], result: Result, names: Iterable[str]
    ) -> list[tuple[str, str]]:
        """Return heading and text of cells that are filled, in this order of columns, each once."""
        of = dict(zip(pair.columns, cells, strict=True))
        texts = {name: _shortened(result.show(name, of[name], True)) for name in names if name in of}
        return [(heading(name, self.words), text) for name, text in texts.items() if text]


def _changes(pair: Pair, before: Result, after: Result) -> list[tuple[str, str, str]]:
    """Return what changed as a reader sees it; keys instead, where only they tell things apart."""
    assert pair.before is not None
    assert pair.after is not None
    old, new = (dict(zip(pair.columns, cells, strict=True)) for cells in (pair.before, pair.after))
    for name in pair.changed:
        old[name], new[name] = _parts(name in after.lists, old[name], new[name])
    shown = [(name, _text(before, name, old[name]), _text(after, name, new[name])) for name in pair.changed]
    told = [one for one in shown if one[1] != one[2]]
    return told or [(name, _key(old[name]), _key(new[name])) for name in pair.changed]


def _parts(is_list: bool, old: Term | None, new: Term | None) -> tuple[Term | None, Term | None]:
    """Of a list keep the parts that came or went."""
    if not is_list or old is None or new is None:
        return old, new
    gone, come = (set(iris_of(term, True)) for term in (old, new))
    left, right = (ox.Literal(" ".join(sorted(parts))) for parts in (gone - come, come - gone))
    return left, right


def _came_or_went(values: Iterable[Value]) -> dict[str, str]:
    """Return the things that one of the releases does not have at all: their name came or went."""
    named = [value for value in values if value.property == LABEL.value]
    return {value.of: "+" if value.after else "-" for value in named if not (value.before and value.after)}


def _text(result: Result, name: str, term: Term | None) -> str:
    return _shortened(result.show(name, term)) or _NOTHING


def _key(term: Term | None) -> str:
    return _NOTHING if term is None else key_of(term.value) if isinstance(term, ox.NamedNode) else str(term)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[: _LONG - 4].rstrip()} ..."
