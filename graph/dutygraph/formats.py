"""Write an answer as a table for reading, CSV, TSV, JSON or RDF."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable

import pyoxigraph as ox

from dutygraph import layout
from dutygraph.errors import WrongUse
from dutygraph.namespaces import PREFIXES, TYPE, local_name, rebase
from dutygraph.results import Result, iris_of
from dutygraph.spellings import key_of
from dutygraph.translation import Translation, translation

_RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
FORMATS = ("table", "csv", "tsv", "json", "ttl")
# A spreadsheet would run a cell that begins like this.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(result: Result, form: str, room: int = 100) -> str:
    """Write an answer in a format."""
    if form == "table":
        return write_table(result, room)
    writers: dict[str, Callable[[Result], str]] = {
        "csv": write_csv, "tsv": write_tsv, "json": write_json, "ttl": write_turtle,
    }  # fmt: skip
    if form not in writers:
        raise WrongUse(f'there is no format "{form}"', f"choose one of: {', '.join(FORMATS)}")
    return writers[form](result)


def write_table(result: Result, room: int = 100) -> str:
    """Write an answer for a person: rows, the answer in words, evidence, coverage, release."""
    words = translation(result.lang)
    parts = [
        "".join(_paragraph(text, room) for text in (result.summary, *result.warnings) if text),
        write_rows(result, words, room),
    ]
    if result.evidence is not None:
        parts.append(_evidence(result, words, room))
    if result.coverage:
        parts.append(_coverage(result, words, room))
    if result.release:
        parts.append(f"{words.say('Release')}: {result.release}\n")
    return "\n".join(part for part in parts if part)


def heading(column: str, words: Translation) -> str:
    """Return the name of a column as a person reads it.

    >>> heading("act_date", translation("en"))
    'act date'
    """
    return words.say(column.replace("_", " "))


def write_rows(result: Result, words: Translation, room: int) -> str:
    """Write one row as fields; several under heads, with short names, in the columns that the question chose.

    Notes below tell which columns are empty, and what is not shown.
    """
    if not len(result):
        return ""
    is_several = len(result) > 1
    names = (result.brief if is_several else ()) or result.columns
    texts = [[result.show(name, row[name], is_several) for name in names] for row in result.table]
    filled = [n for n in range(len(names)) if any(text[n] for text in texts)]
    heads = [heading(names[n], words) for n in filled]
    shown = [[text[n] for n in filled] for text in texts]
    empty = [heading(name, words) for n, name in enumerate(names) if n not in filled]
    more = [name for name in result.columns if name not in names]
    table = (
        layout.columns(heads, shown, room) if is_several else layout.fields([*zip(heads, shown[0], strict=True)], room)
    )
    notes = [
        f"{words.say('Empty')}: {', '.join(empty)}" if empty else "",
        f"{words.say('More columns, see --columns')}: {', '.join(more)}" if more else "",
        left_out(result, words),
    ]
    return table + "".join(_paragraph(note, room) for note in notes if note)


def left_out(result: Result, words: Translation) -> str:
    """Say how many rows a limit left out."""
    return f"{words.say('Rows left out')}: {result.left_out}" if result.left_out else ""


def _paragraph(text: str, room: int) -> str:
    return "".join(f"{line}\n" for line in layout.wrap(text, room))


def _evidence(result: Result, words: Translation, room: int) -> str:
    lines = [f"{words.say('Evidence')}:"]
    for cited in result.evidence or ():
        where = f"{words.say('row')} {cited.answer_row}, {heading(cited.column, words)}" if len(result) > 1 else ""
        lines.append(f"  {where + ': ' if where else ''}{cited.leaf.tell(words)}")
        lines += [f"    {url}" for url in cited.leaf.urls]
    if len(lines) == 1:
        lines.append(f"  {words.say('none recorded')}")
    return "\n".join(lines) + "\n"


def _coverage(result: Result, words: Translation, room: int) -> str:
    lines = [f"{words.say('Coverage')}:"]
    for one in result.coverage:
        about = ", ".join(
            part
            for part in (
                words.say(one.completeness),
                one.until and f"{words.say('until')} {one.until}",
                one.source,
            )
            if part
        )
        lines += [f"  {line}" for line in layout.wrap(f"{one.scope} ({about})", room - 2)]
    return "\n".join(lines) + "\n"


def write_json(result: Result) -> str:
    """Write an answer as one JSON object."""
    return json.dumps(result.to_json(), ensure_ascii=False, indent=2) + "\n"


def write_csv(result: Result) -> str:
    """Write rows as RFC 4180 CSV: what a person reads, and beside each thing its IRI as `..._iri`."""
    named = [name for name in result.columns if any(iris_of(row[name], name in result.lists) for row in result.table)]
    rows = []
    for row in result.table:
        cells: list[str] = []
        for name, term in row.items():
            cells.append(neutral(result.show(name, term)))
            if name in named:
                cells.append(" ".join(iris_of(term, name in result.lists)))
        rows.append(cells)
    heads = [head for name in result.columns for head in ([name, f"{name}_iri"] if name in named else [name])]
    return _csv([heads, *rows])


def _csv(rows: Iterable[list[str]]) -> str:
    import csv

    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def neutral(cell: str) -> str:
    """Keep a spreadsheet from running a cell.

    >>> neutral("=1+1"), neutral("art. 4")
    ("'=1+1", 'art. 4')
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def write_tsv(result: Result) -> str:
    """Write rows as SPARQL 1.1 TSV: RDF terms, exactly."""
    lines = ["\t".join(f"?{name}" for name in result.columns)]
    lines += ["\t".join("" if cell is None else str(cell) for cell in row) for row in result.table.rows]
    return "".join(line + "\n" for line in lines)


def write_turtle(result: Result) -> str:
    """Write rows in the result set vocabulary of the SPARQL working group."""
    return serialize(_described(result))


def _described(result: Result) -> Iterable[ox.Triple]:
    def rs(name: str) -> ox.NamedNode:
        return ox.NamedNode(_RS + name)

    root = ox.BlankNode("result")
    yield ox.Triple(root, TYPE, rs("ResultSet"))
    for name in result.columns:
        yield ox.Triple(root, rs("resultVariable"), ox.Literal(name))
    for number, row in enumerate(result.table, 1):
        solution = ox.BlankNode(f"row{number}")
        yield ox.Triple(root, rs("solution"), solution)
        yield ox.Triple(solution, rs("index"), ox.Literal(number))
        for name, term in row.items():
            if term is not None:
                binding = ox.BlankNode(f"row{number}{name}")
                yield ox.Triple(solution, rs("binding"), binding)
                yield ox.Triple(binding, rs("variable"), ox.Literal(name))
                yield ox.Triple(binding, rs("value"), term)


def serialize(triples: Iterable[ox.Triple]) -> str:
    """Write triples as Turtle with the prefixes of this project."""
    prefixes = {name: rebase(iri) for name, iri in PREFIXES.items()} | {"rs": _RS}
    data = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes)
    lines = (data or b"").decode().splitlines(keepends=True)
    heads = sorted(line for line in lines if line.startswith("@prefix "))  # their order changes from run to run
    return "".join(heads) + "".join(line for line in lines if not line.startswith("@prefix "))


def write_any(answer: Result | bool | list[ox.Triple], form: str | None, room: int = 100) -> str:
    """Write whatever a SPARQL query answers; triples as Turtle, a truth value as a word."""
    if isinstance(answer, Result):
        return write(answer, form or "table", room)
    if isinstance(answer, bool):
        return json.dumps({"head": {}, "boolean": answer}) + "\n" if form == "json" else f"{str(answer).lower()}\n"
    if form not in (None, "table", "ttl"):
        raise WrongUse(f"triples cannot be written as {form}", "leave --format out, or say --format ttl")
    return serialize(answer)


def compact(iri: str) -> str:
    """Return a short readable form of an IRI: prefix and name, or kind and key."""
    for prefix, start in PREFIXES.items():
        if iri.startswith(rebase(start)):
            return f"{prefix}:{iri.removeprefix(rebase(start))}"
    return key_of(iri) or local_name(iri)
