"""Read the questions: a question is a SPARQL file whose header says what it asks, takes and answers.

Reading YAML takes longer than answering, so a build compiles all headers once into `catalogue.json`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from dutygraph.errors import BadInput, WrongUse, msgid

_HEADER = "#+"
RESERVED = {
    "home",
    "store",
    "lang",
    "quiet",
    "verbose",
    "format",
    "evidence",
    "help",
    "version",
    "to",
    "out",
    "force",
    "columns",
    "limit",
    "release",
}
TYPES = {"iri", "date", "lang", "text", "number", "choice"}
_KEYS = {
    "summary", "description", "answers", "parameters", "columns", "sentence",
    "evidence", "coverage", "empty", "examples", "table", "calendar",
}  # fmt: skip


class Parameter(NamedTuple):
    """What a question takes under one name."""

    name: str
    type: str
    kind: str = ""
    default: Any = None
    help: str = ""
    is_optional: bool = False
    takes_several: bool = False
    choices: tuple[str, ...] = ()

    @property
    def is_required(self) -> bool:
        """Say whether a person has to give it."""
        return self.default is None and not self.is_optional and self.type != "lang"


class Column(NamedTuple):
    """What one column of the answer means."""

    name: str
    help: str = ""
    is_list: bool = False


class Calendar(NamedTuple):
    """Which columns of an answer make entries of a calendar."""

    start: str
    end: str = ""
    summary: tuple[str, ...] = ()
    identity: tuple[str, ...] = ()  # things that tell one entry from another, whatever its date and words


class Question(NamedTuple):
    """One question of the catalogue, as its header describes it."""

    name: str
    text: str
    summary: Mapping[str, str]
    description: str
    answers: tuple[str, ...]
    parameters: Mapping[str, Parameter]
    columns: Mapping[str, Column]
    sentence: Mapping[str, str]
    evidence: tuple[str, ...]
    coverage: tuple[str, ...]
    empty: str
    examples: Mapping[str, Mapping[str, Any]]
    table: tuple[str, ...] = ()
    calendar: Calendar | None = None

    @property
    def topic(self) -> str:
        """Return the folder that the question stands in."""
        return self.name.rpartition("/")[0]

    def summary_in(self, lang: str) -> str:
        """Return the question in words, in this language or visibly in English."""
        if lang in self.summary:
            return self.summary[lang]
        return f"{self.summary.get('en', self.name)}{'' if lang == 'en' else ' [en]'}"


def compile_catalogue(queries_folder: Path) -> dict[str, Any]:
    """Read every header below a folder into plain data that JSON can hold."""
    files = sorted(queries_folder.rglob("*.rq"))
    return {"questions": {file.relative_to(queries_folder).with_suffix("").as_posix(): _read(file) for file in files}}


def _read(file: Path) -> dict[str, Any]:
    lines = file.read_text(encoding="utf-8").splitlines()
    header = "\n".join(line.removeprefix(_HEADER).removeprefix(" ") for line in lines if line.startswith(_HEADER))
    body = "\n".join(line for line in lines if not line.startswith(_HEADER)).strip() + "\n"
    data = _plain(_parse_yaml(file, header))
    _check(file, data)
    return {**data, "text": body}


def _parse_yaml(file: Path, header: str) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        return YAML(typ="safe", pure=True).load(header)
    except YAMLError as error:
        raise BadInput(f"{file.name}: the header cannot be read: {error}", "mend the YAML after `#+`") from error


def _plain(data: Any) -> Any:
    """Turn YAML values into JSON values; a date becomes its text."""
    if isinstance(data, dict):
        return {str(key): _plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_plain(value) for value in data]
    return data.isoformat() if hasattr(data, "isoformat") else data


def _check(file: Path, data: Any) -> None:
    if not isinstance(data, dict) or "summary" not in data:
        raise BadInput(f"{file.name}: the header has no summary", "begin the file with `#+ summary: {en: ...}`")
    for key in data.keys() - _KEYS:
        raise BadInput(f'{file.name}: unknown key in the header: "{key}"', f"known: {', '.join(sorted(_KEYS))}")
    for name in _several(data.get("table")):
        if name not in (data.get("columns") or {}):
            raise BadInput(f'{file.name}: table names "{name}", which is no column', "name columns of the question")
    _check_calendar(file, data)
    for name, given in (data.get("parameters") or {}).items():
        if given.get("type") not in TYPES:
            raise BadInput(f'{file.name}: parameter {name}: unknown type "{given.get("type")}"', f"known: {TYPES}")
        if name in RESERVED and given["type"] != "lang":
            raise BadInput(f"{file.name}: the parameter {name} has the name of an option", "give it another name")


def _check_calendar(file: Path, data: Mapping[str, Any]) -> None:
    calendar = data.get("calendar")
    if calendar is None:
        return
    if not isinstance(calendar, dict) or not {"start", "summary", "identity"} <= calendar.keys() <= {*Calendar._fields}:
        raise BadInput(
            f"{file.name}: calendar is not as it should be",
            "write {start: COLUMN, end: COLUMN, summary: [COLUMN, ...], identity: [COLUMN, ...]}; end may be left out",
        )
    for name in [name for given in calendar.values() for name in _several(given)]:
        if name not in (data.get("columns") or {}):
            raise BadInput(f'{file.name}: calendar names "{name}", which is no column', "name columns of the question")


class Catalogue:
    """All questions, found by their full name or by the last part of it."""

    def __init__(self, compiled: Mapping[str, Any]) -> None:
        self._compiled = compiled["questions"]

    @classmethod
    def read(cls, file: Path) -> Catalogue:
        """Read what a build compiled."""
        return cls(json.loads(file.read_text(encoding="utf-8")))

    def __iter__(self) -> Iterator[Question]:
        return (_question(name, data) for name, data in self._compiled.items())

    def __getitem__(self, name: str) -> Question:
        full = name if name in self._compiled else self._find(name)
        return _question(full, self._compiled[full])

    def _find(self, name: str) -> str:
        wanted = name.strip().removesuffix(".rq").replace("-", "_").lower()
        found: list[str] = [full for full in self._compiled if wanted in (full, full.rpartition("/")[2])]
        found = found or [full for full, data in self._compiled.items() if name.upper() in _upper(data)]
        if len(found) == 1:
            return found[0]
        if found:
            several = msgid('"{name}" is the name of several questions')
            raise WrongUse(several, msgid("say which: {known}"), name=name, known=", ".join(found))
        near = _nearest(wanted, list(self._compiled))
        repair = msgid("did you mean: {near}?") if near else msgid("`dutygraph ask` lists all questions")
        raise WrongUse(msgid('there is no question "{name}"'), repair, name=name, near=near)


def _upper(data: Mapping[str, Any]) -> list[str]:
    return [str(answer).upper() for answer in data.get("answers") or ()]


def _nearest(wanted: str, names: list[str]) -> str:
    from difflib import get_close_matches

    by_last = {name.rpartition("/")[2]: name for name in names}
    close = get_close_matches(wanted, names, 3, 0.5)
    close += [by_last[last] for last in get_close_matches(wanted.rpartition("/")[2], list(by_last), 3, 0.5)]
    close += [name for name in names if wanted in name]
    return ", ".join(list(dict.fromkeys(close))[:5])


def _question(name: str, data: Mapping[str, Any]) -> Question:
    return Question(
        name=name,
        text=data["text"],
        summary=data["summary"] if isinstance(data["summary"], dict) else {"en": str(data["summary"])},
        description=str(data.get("description") or "").strip(),
        answers=tuple(data.get("answers") or ()),
        parameters={key: _parameter(key, given) for key, given in (data.get("parameters") or {}).items()},
        columns={key: _column(key, given) for key, given in (data.get("columns") or {}).items()},
        sentence=data.get("sentence") or {},
        evidence=_several(data.get("evidence")),
        coverage=_several(data.get("coverage")),
        empty=str(data.get("empty") or "").strip(),
        examples=data.get("examples") or {},
        table=_several(data.get("table")),
        calendar=_calendar(data.get("calendar")),
    )


def _calendar(given: Mapping[str, Any] | None) -> Calendar | None:
    if not given:
        return None
    summary, identity = _several(given["summary"]), _several(given["identity"])
    return Calendar(str(given["start"]), str(given.get("end") or ""), summary, identity)


def _parameter(name: str, given: Mapping[str, Any]) -> Parameter:
    return Parameter(
        name=name,
        type=given["type"],
        kind=str(given.get("kind") or given.get("scheme") or ""),
        default=given.get("default"),
        help=str(given.get("help") or "").strip(),
        is_optional=bool(given.get("optional")),
        takes_several=bool(given.get("multiple") or given.get("many") or given.get("list")),
        choices=tuple(str(choice) for choice in given.get("choices") or given.get("values") or ()),
    )


def _column(name: str, given: Any) -> Column:
    if isinstance(given, Mapping):
        return Column(name, str(given.get("help") or "").strip(), bool(given.get("list")))
    return Column(name, str(given or "").strip())


def _several(given: Any) -> tuple[str, ...]:
    if not given:
        return ()
    return tuple(given) if isinstance(given, list) else (str(given),)


_VALUES = re.compile(r"(VALUES\s+\?(\w+)\s*\{)[^{}]*(\})", re.IGNORECASE)


def bind(text: str, terms: Mapping[str, list[Any]]) -> str:
    """Put serialised terms between the braces of every `VALUES ?NAME { ... }`; UNDEF where there is none.

    >>> from pyoxigraph import Literal
    >>> bind("VALUES ?n { 1 } VALUES ?other { 2 }", {"n": [Literal("a}b")]})
    'VALUES ?n { "a}b" } VALUES ?other { 2 }'
    """

    def replace(found: re.Match[str]) -> str:
        if found[2] not in terms:
            return found[0]
        return f"{found[1]} {' '.join(str(term) for term in terms[found[2]]) or 'UNDEF'} {found[3]}"

    return _VALUES.sub(replace, text)
