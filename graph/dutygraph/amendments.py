"""Read what people wrote in a workspace: corrections, reviews, disputes and replies, each a small YAML file.

<home>/corrections/NAME.yml   one correction: other values for cells of one row, or the row left out
<home>/reviews/NAME.yml       one review or a list: a row was compared with what it cites
<home>/disputes/NAME.yml      one dispute: somebody contests a thing; nothing changes
<home>/replies/NAME.yml       one reply: a body answers what is said of it

Every value is read as text. What cannot be used stops the build and names the file: nothing is skipped silently.
"""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pyoxigraph import NamedNode

from dutygraph.errors import BadInput, msgid

FOLDERS = ("corrections", "reviews", "disputes", "replies")
VERDICTS = (msgid("confirmed"), msgid("doubtful"))
LANGUAGES = ("en", "ru", "ky")
KINDS = ("state", "nhri")  # on which side a body stands that replies; of the scheme author-kind
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\.yml")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LARGEST = 1 << 20  # bytes; a person does not write more into one file

RowKey = tuple[str, str, tuple[str, ...]]  # source, table, key


@dataclass(frozen=True)
class Correction:
    """Other values for cells of one row of a source, or the row left out; visible, with its reason."""

    file: str
    source: str
    table: str
    key: tuple[str, ...]
    why: str
    source_url: str
    by: str
    on: str
    what: str = ""
    set: dict[str, str] = field(default_factory=dict)
    leave_out: bool = False

    @property
    def name(self) -> str:
        """Return the name of its file without the ending."""
        return Path(self.file).stem

    @property
    def row(self) -> RowKey:
        """Return which row it corrects."""
        return (self.source, self.table, self.key)


@dataclass(frozen=True)
class Review:
    """Somebody compared a row with what it cites."""

    file: str
    source: str
    table: str
    key: tuple[str, ...]
    by: str
    on: str
    verdict: str

    @property
    def row(self) -> RowKey:
        """Return which row was reviewed."""
        return (self.source, self.table, self.key)


@dataclass(frozen=True)
class Dispute:
    """Somebody contests what the graph says of a thing."""

    file: str
    about: str
    by: str
    on: str
    what: str
    source_url: str


@dataclass(frozen=True)
class Reply:
    """A body answers what is said of it or of its task."""

    file: str
    body: str
    about: str
    on: str
    text: str
    source_url: str
    kind: str = "state"
    value: str = "no-information"  # claims no more than the text says
    language: str = "en"


Entry = TypeVar("Entry", Correction, Review, Dispute, Reply)


@dataclass(frozen=True)
class Amendments:
    """Everything that people wrote in one workspace."""

    corrections: tuple[Correction, ...] = ()
    reviews: tuple[Review, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    replies: tuple[Reply, ...] = ()

    @property
    def about_rows(self) -> list[Correction | Review]:
        """Return what speaks of rows of sources."""
        return [*self.corrections, *self.reviews]

    @property
    def about_things(self) -> list[Dispute | Reply]:
        """Return what speaks of things of the graph."""
        return [*self.disputes, *self.replies]

    @property
    def counts(self) -> dict[str, int]:
        """Count each kind."""
        return {name: len(getattr(self, name)) for name in FOLDERS}


def read_amendments(home: Path) -> Amendments:
    """Read every file of a workspace; an absent folder holds none.

    Raises BadInput for a file that cannot be used, with what to mend.
    """
    return Amendments(
        tuple(_read(home, "corrections", Correction)),
        tuple(_read(home, "reviews", Review)),
        tuple(_read(home, "disputes", Dispute)),
        tuple(_read(home, "replies", Reply)),
    )


def amendment_files(home: Path) -> list[Path]:
    """Return the files that people wrote, in the order of their names."""
    return [path for folder in FOLDERS for path in _files(home / folder)]


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith("."):
            continue  # what an editor keeps while it writes
        if not _NAME.fullmatch(path.name) or path.is_symlink() or not path.is_file():
            raise BadInput(
                f"{folder.name}/{path.name} is no file that is read here",
                "use Latin letters, digits, . _ - and the ending .yml, or move it elsewhere",
            )
        yield path


def _read(home: Path, folder: str, form: type[Entry]) -> Iterator[Entry]:
    for path in _files(home / folder):
        file = f"{folder}/{path.name}"
        data = read_yaml(path, file)
        for entry in data if folder == "reviews" and isinstance(data, list) else [data]:
            yield read_entry(file, entry, form)


def read_yaml(path: Path, file: str) -> Any:
    """Read a YAML file in which every value is text."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        if path.stat().st_size > _LARGEST:
            raise BadInput(f"{file} is larger than {_LARGEST} bytes", "is it the right file?")
        return YAML(typ="base", pure=True).load(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadInput(f"{file} is not UTF-8", "save the file as UTF-8") from error
    except (YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or str(error).partition("\n")[0]
        raise BadInput(f"{file}{line}: no YAML: {problem}", "mend it; quote texts that hold `: ` or `#`") from error


def read_entry(file: str, data: Any, form: type[Entry]) -> Entry:
    """Check the fields of one entry and return it."""
    if not isinstance(data, dict):
        raise BadInput(f"{file}: there are no fields", f"write {', '.join(_needed(form))}, each on its own line")
    known = [name for name in form.__dataclass_fields__ if name != "file"]
    for name in data:
        if name not in known:
            raise BadInput(f'{file}: unknown key "{name}"', nearest(str(name), known))
    for name in _needed(form):
        if not data.get(name):
            raise BadInput(f"{file}: {name} is missing", f"write a line `{name}: ...`")
    values = {name: _value(file, name, value) for name, value in data.items()}
    entry = form(file, **values)
    if isinstance(entry, Correction) and bool(entry.set) == entry.leave_out:
        repair = "write either `set: {column: value}` or `leave_out: true`"
        raise BadInput(f"{file}: it has to change something", repair)
    return entry


def _needed(form: type[Any]) -> list[str]:
    optional = {"what"} if form is Correction else set()
    optional |= {"set", "leave_out", "kind", "value", "language"}
    return [name for name in form.__dataclass_fields__ if name not in {"file", *optional}]


def _value(file: str, name: str, value: Any) -> Any:
    """Read one field: a text, but for `key`, `set` and `leave_out`."""
    if name == "key":
        return tuple(_text(file, name, part) for part in (value if isinstance(value, list) else [value]))
    if name == "set":
        if not isinstance(value, dict):
            raise BadInput(f"{file}: set does not name columns", "write `set: {column: value}`")
        return {_text(file, name, column): _text(file, name, cell) for column, cell in value.items()}
    text = _text(file, name, value)
    if name == "leave_out":
        if text not in ("true", "false"):
            raise BadInput(f'{file}: leave_out is "{text}"', "write true, or leave the line out")
        return text == "true"
    _CHECKS.get(name, _any)(file, name, text)
    return text


def _text(file: str, name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise BadInput(f"{file}: {name} is no text", "write one value; quote it if it begins with [ or {")
    return value.strip()


def _any(file: str, name: str, text: str) -> None:
    """Accept any text."""


def _day(file: str, name: str, text: str) -> None:
    try:
        if not _DAY.fullmatch(text):
            raise ValueError("not of the form 2026-11-23")
        datetime.date.fromisoformat(text)
    except ValueError as error:
        raise BadInput(f'{file}: {name} is no day: "{text}": {error}', "write it as 2026-11-23") from error


def _address(file: str, name: str, text: str) -> None:
    try:
        if not text.startswith(("http://", "https://")):
            raise ValueError("it begins with neither http:// nor https://")
        NamedNode(text)
    except ValueError as error:
        raise BadInput(f'{file}: {name} is no web address: "{text}": {error}', "give the page to read") from error


def _one_of(choices: tuple[str, ...]) -> Any:
    def check(file: str, name: str, text: str) -> None:
        if text not in choices:
            raise BadInput(f'{file}: {name} is "{text}"', f"choose one of: {', '.join(choices)}")

    return check


_CHECKS = {
    "on": _day, "source_url": _address, "verdict": _one_of(VERDICTS), "language": _one_of(LANGUAGES),
    "kind": _one_of(KINDS),
}  # fmt: skip


def nearest(wanted: str, known: Iterable[str]) -> str:
    """Say which of the known words is meant, or name some of them."""
    known = list(known)
    near = difflib.get_close_matches(wanted, known, n=1, cutoff=0.5)
    if near:
        return f'did you mean "{near[0]}"?'
    return f"there are: {', '.join(known[:12])}{', ...' if len(known) > 12 else ''}"
