"""Give Python values to RDF terms: dates, numbers, texts with their language, IRIs with their label."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from dutygraph.errors import EnvironmentProblem
from dutygraph.labels import Label

if TYPE_CHECKING:
    from dutygraph.results import Result

_XSD = "http://www.w3.org/2001/XMLSchema#"


class Iri(str):
    """An IRI that knows its label."""

    label: str = ""
    lang: str = ""


class Text(str):
    """A text that knows its language."""

    lang: str = ""


class Row:
    """One row of an answer; `row.act_date`, `row["act_date"]` and `dict(row)` all work."""

    def __init__(self, columns: Sequence[str], values: Sequence[Any]) -> None:
        self._values = dict(zip(columns, values, strict=True))

    def __getattr__(self, column: str) -> Any:
        try:
            return self.__dict__["_values"][column]
        except KeyError:
            raise AttributeError(f"no column {column}; there are: {', '.join(self._values)}") from None

    def __getitem__(self, column: str) -> Any:
        return self._values[column]

    def keys(self) -> Iterator[str]:
        """Return the names of the columns, so that `dict(row)` works."""
        return iter(self._values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Row) and self._values == other._values

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Row({', '.join(f'{name}={value!r}' for name, value in self._values.items())})"


def python_value(term: ox.NamedNode | ox.Literal | ox.BlankNode | None, labels: Mapping[str, Label] = {}) -> Any:
    """Return the Python value of a term.

    >>> python_value(ox.Literal("2018-07-01", datatype=ox.NamedNode(_XSD + "date")))
    datetime.date(2018, 7, 1)
    """
    if term is None or isinstance(term, ox.BlankNode):
        return None if term is None else str(term)
    if isinstance(term, ox.NamedNode):
        return _iri(term.value, labels.get(term.value))
    if term.language:
        text = Text(term.value)
        text.lang = term.language
        return text
    return _literal(term)


def _iri(value: str, label: Label | None) -> Iri:
    iri = Iri(value)
    if label:
        iri.label, iri.lang = label.text, label.lang
    return iri


def _literal(term: ox.Literal) -> Any:
    kind = term.datatype.value.removeprefix(_XSD)
    try:
        if kind == "date":
            return datetime.date.fromisoformat(term.value)
        if kind == "boolean":
            return term.value in ("true", "1")
        if kind in ("integer", "int", "long", "nonNegativeInteger", "positiveInteger"):
            return int(term.value)
        if kind == "decimal":
            from decimal import Decimal

            return Decimal(term.value)
        return float(term.value) if kind in ("double", "float") else term.value
    except ValueError:  # a day with a time zone, a number too odd for Python: its text says what the source says
        return term.value


def to_pandas(result: Result) -> Any:
    """Return the rows of an answer as a pandas table."""
    try:
        import pandas
    except ImportError as error:
        raise EnvironmentProblem("pandas is not installed", "pip install 'dutygraph[pandas]'") from error
    table = pandas.DataFrame([dict(row) for row in result.rows], columns=list(result.columns))
    for column in result.columns:
        if any(isinstance(value, Iri) for value in table[column]):
            table[f"{column}_label"] = [getattr(value, "label", None) for value in table[column]]
    return table
