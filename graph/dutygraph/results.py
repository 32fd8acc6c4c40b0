"""Hold an answer: typed rows, the answer in words, its evidence and the coverage behind it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import pyoxigraph as ox

from dutygraph.errors import WrongUse, msgid
from dutygraph.evidence import Leaf
from dutygraph.labels import Label
from dutygraph.namespaces import XSD
from dutygraph.spellings import key_of
from dutygraph.store import Table, Term
from dutygraph.translation import translation
from dutygraph.values import Row, python_value

if TYPE_CHECKING:
    from dutygraph.catalogue import Calendar
    from dutygraph.credits import Credit

_TRUTH = {"true": msgid("yes"), "false": msgid("no")}


class Coverage(NamedTuple):
    """What was searched, up to when and how completely: what makes an absence count."""

    iri: str
    topic: str
    scope: Label
    until: str
    completeness: str
    source: str

    def to_json(self) -> dict[str, str]:
        """Return plain data."""
        return {
            "topic": self.topic,
            "scope": self.scope.text,
            "lang": self.scope.lang,
            "until": self.until,
            "completeness": self.completeness,
            "source": self.source,
            "iri": self.iri,
        }


class Cited(NamedTuple):
    """Evidence of one row: the node of which column, and a row of a source that it rests on."""

    answer_row: int
    column: str
    iri: str
    leaf: Leaf

    def to_json(self) -> dict[str, Any]:
        """Return plain data."""
        return {"answer_row": self.answer_row, "column": self.column, "of": self.iri, **self.leaf.to_json()}


@dataclass
class Result:
    """The answer to a question: iterate over its rows, or write it in a format."""

    question: str
    table: Table
    lang: str = "en"
    summary: str = ""
    parameters: Mapping[str, list[Any]] = field(default_factory=dict)
    labels: Mapping[str, Label] = field(default_factory=dict)
    lists: frozenset[str] = frozenset()
    coverage: list[Coverage] = field(default_factory=list)
    evidence: list[Cited] | None = None
    release: str = ""
    query: str = ""
    help: Mapping[str, str] = field(default_factory=dict)
    made: Mapping[str, str] = field(default_factory=dict)  # what records and derived things are called, for people only
    brief: tuple[str, ...] = ()  # the columns that a table of several rows shows
    left_out: int = 0  # rows
    warnings: list[str] = field(default_factory=list)
    title: str = ""  # the question in words
    description: str = ""
    parameter_help: Mapping[str, str] = field(default_factory=dict)
    today: datetime.date | None = None  # the day of the answer
    calendar: Calendar | None = None
    credits: list[Credit] = field(default_factory=list)  # read with the evidence
    as_of: str = ""  # the last day on which a source of the release was read; read with the evidence

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of the columns, in order."""
        return self.table.variables

    @property
    def rows(self) -> list[Row]:
        """Return the rows with Python values, reached by attribute: `row.act_date`."""
        return [Row(self.columns, [self._value(name, cell) for name, cell in row.items()]) for row in self.table]

    def _value(self, column: str, term: Term | None) -> Any:
        if term is not None and column in self.lists:
            return [python_value(ox.NamedNode(iri), self.labels) for iri in iris_of(term, True)]
        return python_value(term, self.labels)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.table.rows)

    @property
    def answer(self) -> Term | None:
        """Return the one answer, if the table has one row and a column of that name."""
        if len(self) == 1 and not self.left_out and "answer" in self.columns:
            return next(iter(self.table))["answer"]
        return None

    @property
    def citation(self) -> str:
        """Return one line that says how this answer is cited."""
        from dutygraph.citing import cite

        return cite(self)

    def cut(self, columns: Sequence[str] = (), limit: int | None = None) -> Result:
        """Return the answer with some of its columns and its first rows; its words still speak of all rows."""
        if limit is not None and limit < 1:
            raise WrongUse(msgid("no rows would be left"), msgid("write --limit 1 or more"))
        names = list(dict.fromkeys(self._column(name) for name in columns)) or list(self.columns)
        places = [self.columns.index(name) for name in names]
        rows = [tuple(row[place] for place in places) for row in self.table.rows[:limit]]
        evidence = self.evidence and [one for one in self.evidence if one.answer_row <= len(rows)]
        return replace(
            self,
            table=Table(tuple(names), rows),
            brief=() if columns else self.brief,
            left_out=self.left_out + len(self) - len(rows),
            evidence=evidence,
        )

    def _column(self, name: str) -> str:
        """Find a column by its name, or by its heading."""
        wanted = name.strip().lower().replace(" ", "_").replace("-", "_")
        if wanted in self.columns:
            return wanted
        from difflib import get_close_matches

        near, known = get_close_matches(wanted, self.columns, 1, 0.5), ", ".join(self.columns)
        repair = msgid("did you mean {near}? There are: {known}") if near else msgid("choose among: {known}")
        problem = msgid('there is no column "{name}"')
        raise WrongUse(problem, repair, name=name, near="".join(near), known=known)

    def show(self, column: str, term: Term | None, is_brief: bool = False) -> str:
        """Return what a person reads in a cell; instruments have short names where many stand side by side."""
        if term is None:
            return ""
        iris = iris_of(term, column in self.lists)
        if iris:
            return "; ".join(self._name(iri, is_brief) for iri in iris)
        value = term.value if isinstance(term, (ox.Literal, ox.BlankNode)) else str(term)
        if value in _TRUTH and isinstance(term, ox.Literal) and term.datatype == XSD("boolean"):
            return translation(self.lang).say(_TRUTH[value])
        tag = term.language if isinstance(term, ox.Literal) else None
        return f"{value} [{tag}]" if tag and tag != self.lang else value

    def _name(self, iri: str, is_brief: bool) -> str:
        if iri in self.made:
            return self.made[iri]
        if iri in self.labels:
            return self.labels[iri].brief if is_brief else str(self.labels[iri])
        return key_of(iri)

    def to_json(self) -> dict[str, Any]:
        """Return the object that `--format json` prints."""
        data: dict[str, Any] = {
            "question": self.question,
            "parameters": {name: self._given(terms) for name, terms in self.parameters.items()},
            "summary": self.summary,
            "rows": [
                {name: self.to_cell(name, term) for name, term in row.items() if term is not None} for row in self.table
            ],
            "coverage": [one.to_json() for one in self.coverage],
            "release": self.release,
            "query": self.query,
            "citation": self.citation,
        }
        if self.answer is not None:
            data["answer"] = self.to_cell("answer", self.answer)
        if self.warnings:
            data["warnings"] = self.warnings
        if self.evidence is not None:
            data["evidence"] = [one.to_json() for one in self.evidence]
        return data

    def _given(self, terms: list[Any]) -> Any:
        values = [term.value for term in terms]
        return values[0] if len(values) == 1 else values or None

    def to_cell(self, column: str, term: Term) -> dict[str, str]:
        """Return a cell as `--format json` prints it."""
        cell = {"value": term.value}
        iris = iris_of(term, column in self.lists)
        labels = [self.labels[iri] for iri in iris if iri in self.labels]
        if labels:
            cell["label"] = "; ".join(self.labels[iri].text if iri in self.labels else key_of(iri) for iri in iris)
            cell["lang"] = labels[0].lang
        if isinstance(term, ox.Literal):
            if term.language:
                cell["lang"] = term.language
            elif term.datatype != XSD("string"):
                cell["datatype"] = term.datatype.value
        return cell

    def _repr_html_(self) -> str:
        """Return what a notebook shows of an answer."""
        from dutygraph.formats.notebook import write_cell

        return write_cell(self)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """Return it for a notebook and for a terminal; without this the repr of all rows would stand beside it."""
        from dutygraph.formats.notebook import write_plain

        return {"text/html": self._repr_html_(), "text/plain": write_plain(self)}

    def to_pandas(self) -> Any:
        """Return the rows as a pandas table; the labels of things stand in columns `..._label`."""
        from dutygraph.values import to_pandas

        return to_pandas(self)


def iris_of(term: Term | None, is_list: bool) -> list[str]:
    """Return the IRIs that a cell holds: one, several in a list column, or none."""
    if isinstance(term, ox.NamedNode):
        return [term.value]
    if is_list and isinstance(term, ox.Literal):
        return sorted(term.value.split())  # engines concatenate in an order of their own
    return []


def iris_in(table: Table, lists: Iterable[str] = ()) -> list[str]:
    """Return every IRI of a table once."""
    several = frozenset(lists)
    cells = ((name, term) for row in table for name, term in row.items())
    return list(dict.fromkeys(iri for name, term in cells for iri in iris_of(term, name in several)))
