"""Write an answer in a format: for a terminal, a spreadsheet, a document, a browser, a calendar, a program, a graph.

Each format is a module that is imported when it is asked for, so that a table never waits for a spreadsheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dutygraph.errors import WrongUse, msgid

if TYPE_CHECKING:
    import pyoxigraph as ox

    from dutygraph.results import Result


class Format(NamedTuple):
    """Where a format is written, how its files end, and what it needs."""

    module: str
    function: str
    endings: tuple[str, ...]
    is_binary: bool = False
    reads_evidence: bool = False
    takes_triples: bool = False
    also_called: tuple[str, ...] = ()


_WRITERS = {
    "table": Format("table", "write_table", (".txt",), also_called=("text",)),
    "csv": Format("delimited", "write_csv", (".csv",)),
    "tsv": Format("delimited", "write_tsv", (".tsv",)),
    "json": Format("objects", "write_json", (".json",)),
    "jsonl": Format("objects", "write_jsonl", (".jsonl", ".ndjson"), also_called=("ndjson", "json-lines")),
    "md": Format("markdown", "write_markdown", (".md", ".markdown"), also_called=("markdown",)),
    "xlsx": Format("workbook", "write_xlsx", (".xlsx",), True, True, also_called=("excel", "xls", "spreadsheet")),
    "ttl": Format("rdf", "write_turtle", (".ttl",), takes_triples=True, also_called=("turtle", "rdf", "n3")),
    "jsonld": Format("rdf", "write_jsonld", (".jsonld",), takes_triples=True, also_called=("json-ld",)),
    "docx": Format("document", "write_docx", (".docx",), True, True, also_called=("word", "doc")),
    "html": Format("page", "write_html", (".html", ".htm"), reads_evidence=True, also_called=("htm", "page")),
    "ics": Format("events", "write_ics", (".ics",), reads_evidence=True, also_called=("ical", "icalendar", "calendar")),
}
FORMATS = tuple(_WRITERS)


def format_named(name: str) -> Format:
    """Return a format by its name; name the nearest when there is none."""
    if name in _WRITERS:
        return _WRITERS[name]
    from difflib import get_close_matches

    wanted = name.strip().lower().removeprefix(".")
    calls = {call: form for form, about in _WRITERS.items() for call in (form, *about.also_called)}
    near = get_close_matches(wanted, list(calls), 1, 0.5)
    repair = msgid("did you mean {near}? Formats: {known}") if near else msgid("choose one of: {known}")
    raise WrongUse(
        msgid('there is no format "{value}"'),
        repair,
        value=name,
        near=calls[near[0]] if near else "",
        known=", ".join(FORMATS),
    )


def choose_format(name: str | None, file: Path | None) -> str | None:
    """Return the format that was named, else the one that the ending of a file tells; nothing without either."""
    if name is not None:
        format_named(name)
        return name
    if file is None:
        return None
    ending = file.suffix.lower()
    for form, about in _WRITERS.items():
        if ending in about.endings:
            return form
    raise WrongUse(
        msgid("{file}: no format has this ending"),
        msgid("say --format, or end the name with one of: {known}"),
        file=str(file),
        known=" ".join(about.endings[0] for about in _WRITERS.values()),
    )


def write(result: Result, form: str, room: int = 100) -> str | bytes:
    """Write an answer in a format; text, or bytes where the format is binary."""
    about = format_named(form)
    writer = getattr(import_module(f"dutygraph.formats.{about.module}"), about.function)
    written: str | bytes = writer(result, room) if form == "table" else writer(result)
    return written


def write_any(answer: Result | bool | Sequence[ox.Triple], form: str | None, room: int = 100) -> str | bytes:
    """Write whatever a SPARQL query answers; triples as Turtle or JSON-LD, a truth value as a word."""
    about = format_named(form or "table")
    if isinstance(answer, bool):
        if form in ("json", "jsonl"):
            return f'{{"head": {{}}, "boolean": {str(answer).lower()}}}\n'
        if form in (None, "table", "csv", "tsv"):
            return f"{str(answer).lower()}\n"
        raise WrongUse(
            msgid("a truth value cannot be written as {form}"), msgid("leave --format out, or say json"), form=form
        )
    if isinstance(answer, (list, tuple)):
        if form is not None and form != "table" and not about.takes_triples:
            raise WrongUse(
                msgid("triples cannot be written as {form}"),
                msgid("leave --format out, or say --format ttl or jsonld"),
                form=form,
            )
        from dutygraph.formats.rdf import serialize, serialize_jsonld

        return serialize_jsonld(answer) if form == "jsonld" else serialize(answer)
    return write(answer, form or "table", room)  # type: ignore[arg-type]  # a Result: a Sequence has been seen to above


def compact(iri: str) -> str:
    """Return a short readable form of an IRI: prefix and name, or kind and key."""
    from dutygraph.namespaces import PREFIXES, local_name, rebase
    from dutygraph.spellings import key_of

    for prefix, start in PREFIXES.items():
        if iri.startswith(rebase(start)):
            return f"{prefix}:{iri.removeprefix(rebase(start))}"
    return key_of(iri) or local_name(iri)
