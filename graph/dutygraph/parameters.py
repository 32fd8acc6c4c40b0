"""Turn what a person types for a parameter into RDF terms."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

import pyoxigraph as ox

from dutygraph.catalogue import Parameter, Question
from dutygraph.errors import WrongUse, msgid
from dutygraph.namespaces import XSD
from dutygraph.spellings import shown

Terms = dict[str, list[ox.NamedNode | ox.Literal]]


# The first and the last day of a period.
_PERIODS = (("from", "until"), ("since", "until"))


class Resolver(Protocol):
    """Whatever finds the thing that a typed name means."""

    def resolve(self, kind: str, text: str, lang: str) -> ox.NamedNode:
        """Find the thing of this kind that the text names."""


def read_parameters(
    question: Question,
    given: Mapping[str, Any],
    names: Resolver,
    lang: str,
    today: datetime.date | None = None,
) -> Terms:
    """Check the given values against the header and turn them, and the defaults, into terms."""
    for name in given:
        if name not in question.parameters or question.parameters[name].type == "lang":
            repair, near = _nearest(name, question)
            problem = msgid('{question} has no parameter "{name}"')
            raise WrongUse(problem, repair, question=question.name, name=shown(name), near=near)
    reader = _Reader(names, lang, today or datetime.date.today())
    terms = {name: reader.read(parameter, given.get(name)) for name, parameter in question.parameters.items()}
    _check_periods(terms)
    return terms


def _check_periods(terms: Terms) -> None:
    """Refuse a period that ends before it begins: its empty answer would look like an absence."""
    for first, last in _PERIODS:
        for begin, end in zip(terms.get(first, ()), terms.get(last, ()), strict=False):
            if begin.value > end.value:
                problem, repair = (
                    msgid("--{first} {begin} is after --{last} {end}"),
                    msgid("give both, the earlier first"),
                )
                raise WrongUse(problem, repair, first=first, begin=begin.value, last=last, end=end.value)


def _nearest(name: str, question: Question) -> tuple[str, str]:
    from difflib import get_close_matches

    known = [key for key, parameter in question.parameters.items() if parameter.type != "lang"]
    close = get_close_matches(name, known, 1, 0.5)
    if close:
        return msgid("did you mean --{near}?"), close[0]
    return (msgid("it takes {near}"), ", ".join(f"--{key}" for key in known)) if known else (msgid("it takes none"), "")


class _Reader:
    def __init__(self, names: Resolver, lang: str, today: datetime.date) -> None:
        self.names, self.lang, self.today = names, lang, today

    def read(self, parameter: Parameter, given: Any) -> list[ox.NamedNode | ox.Literal]:
        if parameter.type == "lang":
            return [ox.Literal(self.lang)]
        value = parameter.default if given is None else given
        if value is None:
            if parameter.is_optional:
                return []
            raise WrongUse(msgid("--{name} is missing"), parameter.help or msgid("it is needed"), name=parameter.name)
        terms = [self._term(parameter, part) for part in _parts(parameter, value)]
        if not terms:  # no value would mean any value
            raise WrongUse(msgid("the value is empty"), msgid("write at least one value")).about(f"--{parameter.name}")
        return terms

    def _term(self, parameter: Parameter, value: Any) -> ox.NamedNode | ox.Literal:
        return getattr(self, f"_{parameter.type}")(parameter, value)  # type: ignore[no-any-return]

    def _iri(self, parameter: Parameter, value: Any) -> ox.NamedNode:
        if isinstance(value, ox.NamedNode):
            return value
        try:
            return self.names.resolve(parameter.kind, str(value), self.lang)
        except WrongUse as error:
            raise error.about(f"--{parameter.name}") from None

    def _date(self, parameter: Parameter, value: Any) -> ox.Literal:
        day = value if isinstance(value, datetime.date) else read_day(parameter.name, str(value), self.today)
        return ox.Literal(day.isoformat()[:10], datatype=XSD("date"))

    def _text(self, parameter: Parameter, value: Any) -> ox.Literal:
        return ox.Literal(str(value))

    def _number(self, parameter: Parameter, value: Any) -> ox.Literal:
        text = str(value).strip()
        if not re.fullmatch(r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?", text):  # 1e999 and nan are numbers to Python alone
            problem = msgid('--{name}: "{value}" is no number')
            raise WrongUse(problem, msgid("write it as 5 or 0.5"), name=parameter.name, value=shown(value))
        return ox.Literal(float(text)) if "." in text else ox.Literal(int(text))

    def _choice(self, parameter: Parameter, value: Any) -> ox.NamedNode | ox.Literal:
        wanted = str(value).strip().lower()
        if parameter.choices and wanted not in parameter.choices:
            problem, known = msgid('--{name}: "{value}" is no choice'), ", ".join(parameter.choices)
            raise WrongUse(
                problem, msgid("choose one of: {known}"), name=parameter.name, value=shown(value), known=known
            )
        return self._iri(parameter, wanted) if parameter.kind else ox.Literal(wanted)


def read_day(name: str, text: str, today: datetime.date | None = None) -> datetime.date:
    """Read YYYY-MM-DD or `today` and nothing else: `20180701` and `2018-W27-1` are too easy to get wrong.

    Raises WrongUse, naming the parameter, where it is no day.
    """
    if text == "today":
        return today or datetime.date.today()
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text.strip()):
            raise ValueError(text)
        return datetime.date.fromisoformat(text.strip())
    except ValueError as error:
        problem = msgid('--{name}: "{value}" is no day')
        repair = msgid("write it as YYYY-MM-DD, such as 2018-07-01, or today")
        raise WrongUse(problem, repair, name=name, value=shown(text)) from error


def _parts(parameter: Parameter, value: Any) -> Iterable[Any]:
    """Split several values; a comma may also stand inside a name, so a list is safer than one text."""
    if isinstance(value, (list, tuple)):
        if len(value) > 1 and not parameter.takes_several:
            problem, repair = msgid("--{name} is given {times} times: {values}"), msgid("give it once")
            values = ", ".join(shown(one) for one in value[:5])
            raise WrongUse(problem, repair, name=parameter.name, times=len(value), values=values)
        return [part for one in value for part in _parts(parameter, one)]
    if parameter.takes_several and isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return [value]
