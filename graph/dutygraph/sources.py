"""Read one source folder: its `source.yml`, its CSV tables, and the triples that its `load.py` yields.

A loader reads only the files it is given: no network, store or clock. It turns rows into triples and says,
for every row, where the fact stands (`Source.evidence`) or why it was left out (`Row.leave_out`).
"""

from __future__ import annotations

import datetime
import difflib
import importlib.util
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode

from dutygraph.errors import StructureError
from dutygraph.keys import Keys
from dutygraph.namespaces import DCAT, DCT, DG, TYPE, XSD, concept, digest, thing
from dutygraph.partial_dates import PartialDate, date_literal
from dutygraph.store import Triple
from dutygraph.tables import Issue, Row, Table, read_rows

__all__ = ["Issue", "Row", "Source", "Triple"]

_SIMPLE_KEY = re.compile(r"[A-Za-z0-9._()/-]{1,80}")
_LANGUAGES = ("en", "ru", "ky")


@dataclass(frozen=True)
class Metadata:
    """What `source.yml` says about a source."""

    name: str
    title: dict[str, str]
    summary: str
    publisher: str
    landing_page: str
    licence: str
    citation: str
    retrieved: str
    method: str
    tables: tuple[Table, ...]
    refers: tuple[str, ...]
    expect: dict[str, int]


def read_metadata(folder: Path) -> Metadata:
    """Read the `source.yml` of a source folder."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    path = folder / "source.yml"
    try:
        data: dict[str, Any] = YAML(typ="safe", pure=False).load(path.read_text("utf-8"))
        tables = tuple(
            Table(t["file"], tuple(t["key"]), tuple(t["columns"]), t.get("kind", "")) for t in data["tables"]
        )
        return Metadata(
            name=data["name"],
            title=data["title"],
            summary=data["summary"],
            publisher=data["publisher"],
            landing_page=data.get("landing_page", ""),
            licence=data["licence"],
            citation=data["citation"],
            retrieved=str(data["retrieved"]),
            method=data.get("method", "curated"),
            tables=tables,
            refers=tuple(data.get("refers", ())),
            expect=data.get("expect", {}),
        )
    except FileNotFoundError as error:
        raise StructureError(
            f"{folder.name}/source.yml is missing", "describe the source; see loaders/README.md"
        ) from error
    except (YAMLError, KeyError, TypeError) as error:
        raise StructureError(
            f"{folder.name}/source.yml cannot be used: {error}", "see loaders/README.md"
        ) from error


class Source:
    """What a loader gets: its rows, and the ways to turn cells into triples."""

    def __init__(
        self,
        folder: Path,
        keys: Keys,
        metadata: Metadata | None = None,
        correct: Callable[[Row], None] | None = None,
        inputs: tuple[Path, ...] = (),
    ) -> None:
        self.folder = folder
        self.inputs = inputs  # files that somebody registered for this source in the workspace
        self._correct = correct
        self.metadata = metadata or read_metadata(folder)
        self.name = self.metadata.name
        self.keys = keys
        self.seen: list[Row] = []

    def rows(self, file: str) -> Iterator[Row]:
        """Yield the rows of a declared table, corrected; a withdrawn row is reported and not given."""
        table = next(table for table in self.metadata.tables if table.file == file)
        for row in read_rows(self.name, self.folder / file, table, self._correct):
            self.seen.append(row)
            if row.withdrawn:
                row.leave_out(row.withdrawn)
            else:
                yield row

    def sure_rows(self, file: str, reason: str) -> Iterator[Row]:
        """Yield the rows of a table but those of low confidence, which are left out for this reason."""
        for row in self.rows(file):
            if row["confidence"] == "low":
                row.leave_out(reason)
            else:
                yield row

    def mapping(self, file: str, label: str, term: str) -> dict[str, str]:
        """Read a mapping of source labels to our keys, such as `values.csv`."""
        table = Table(file, (label,), _header(self.folder / file))
        return {row[label]: row[term] for row in read_rows(self.name, self.folder / file, table)}

    def evidence(self, row: Row, subject: NamedNode) -> Iterator[Triple]:
        """Tie a record to the row that it was read from; the row counts as loaded."""
        node = source_row(self.name, row)
        yield subject, DG("evidence"), node
        if row.is_loaded:
            return
        row.is_loaded = True
        yield from describe_row(self.metadata, row)

    def refer(self, row: Row, column: str, kind: str, value: str | None = None) -> NamedNode | None:
        """Return the IRI of a thing that another row names; an unknown key is reported with its nearest."""
        wanted = row[column] if value is None else value
        if not wanted:
            return None
        found = self.keys.iri(kind, wanted)
        if found is None:
            self._report_unknown(row, column, wanted, kind, self.keys.of(kind))
        return found

    def code(self, row: Row, column: str, scheme: str, value: str | None = None) -> NamedNode | None:
        """Return a concept of one of the ontology's schemes; an unknown one is reported."""
        wanted = row[column] if value is None else value
        if not wanted:
            return None
        if wanted in self.keys.concepts(scheme):
            return concept(scheme, wanted)
        self._report_unknown(row, column, wanted, scheme, self.keys.concepts(scheme))
        return None

    def when(
        self, row: Row, subject: NamedNode, name: str, text: str, precision: str | None = None
    ) -> Iterator[Triple]:
        """Say a date as precisely as the source does, with its earliest and latest day."""
        if not text:
            return
        wanted = text[: {"year": 4, "month": 7, "day": 10}.get(precision or "", 10)]
        try:
            date = PartialDate.parse(wanted)
        except ValueError as error:
            row.report(
                name,
                text,
                f"impossible date: {error}",
                "write what the source says: 2013, 2013-04 or 2013-04-05",
            )
            return
        yield subject, DG(name), date.literal
        yield subject, DG(name + "Earliest"), date_literal(date.earliest)
        yield subject, DG(name + "Latest"), date_literal(date.latest)

    def beside(self, subject: NamedNode, name: str, text: str, days: int) -> Iterator[Triple]:
        """Say the day so many days from the first day that a date may mean.

        Rules compare days, and SPARQL 1.1 cannot count them. An impossible date gives nothing: `when` reports it.
        """
        try:
            first = PartialDate.parse(text).earliest
        except ValueError:
            return
        yield subject, DG(name), date_literal(first + datetime.timedelta(days=days))

    def window(self, subject: NamedNode, name: str, earliest: str, latest: str) -> Iterator[Triple]:
        """Say the first and last day that a date may mean, where no partial date says it as well."""
        for suffix, text in (("Earliest", earliest), ("Latest", latest)):
            if text:
                yield subject, DG(name + suffix), date_literal(PartialDate.parse(text).earliest)

    def text(self, subject: NamedNode, predicate: NamedNode, texts: dict[str, str]) -> Iterator[Triple]:
        """Say a text in the languages in which there is one."""
        for language, text in texts.items():
            if text:
                yield subject, predicate, Literal(text, language=language)

    def plain(self, subject: NamedNode, predicate: NamedNode, text: str) -> Iterator[Triple]:
        """Say a text that belongs to no language."""
        if text:
            yield subject, predicate, Literal(text)

    @property
    def issues(self) -> list[Issue]:
        """Return everything that was reported, in the order of the rows."""
        return [issue for row in self.seen for issue in row.issues]

    def _report_unknown(self, row: Row, column: str, value: str, kind: str, known: frozenset[str]) -> None:
        nearest = difflib.get_close_matches(value, known, n=1, cutoff=0.5)
        hint = f'nearest: "{nearest[0]}"' if nearest else "nothing similar is known"
        row.report(column, value, f"unknown {kind}", f"{hint}; correct the cell or add the {kind}")


def _header(path: Path) -> tuple[str, ...]:
    try:
        return tuple(path.read_text("utf-8-sig").split("\n", 1)[0].strip().split(","))
    except FileNotFoundError as error:
        raise StructureError(f"{path.name} is missing", f"put the mapping at {path}") from error


@cache
def _addresses(cell: str) -> tuple[NamedNode, ...]:
    """Return the web addresses in a cell; brackets are not allowed in an IRI and are escaped."""
    parts = (part.strip() for part in cell.split(" ; "))
    escaped = (
        part.translate({0x5B: "%5B", 0x5D: "%5D", 0x20: "%20"}) for part in parts if part.startswith("http")
    )
    return tuple(NamedNode(part) for part in escaped)


def source_row(source: str, row: Row) -> NamedNode:
    """Return the IRI of the row that a record was read from.

    The row's own key names it, or a hash of its key where that is long, has an empty part or holds other characters.
    """
    key = "/".join(row.key)
    is_simple = all(row.key) and _SIMPLE_KEY.fullmatch(key)
    return thing("source-row", source, Path(row.table.file).stem, key if is_simple else digest(*row.key))


def describe_row(metadata: Metadata, row: Row) -> Iterator[Triple]:
    """Say where a row stands, how it was made, how sure it is and what it cites."""
    node = source_row(metadata.name, row)
    yield node, TYPE, DG("SourceRow")
    yield node, DG("ofSource"), thing("source", metadata.name)
    yield node, DG("file"), Literal(row.table.file)
    yield node, DG("row"), Literal(str(row.number), datatype=XSD("integer"))
    yield node, DG("method"), concept("method", metadata.method)
    confidence = row.cells.get("confidence") or row.cells.get("label_confidence")
    if confidence:
        yield node, DG("confidence"), concept("confidence", confidence)
    note = row.cells.get("source_url", "")
    for address in _addresses(note):
        yield node, DCT("source"), address
    if note and not note.startswith("http"):
        yield node, DG("sourceNote"), Literal(note)


def describe(metadata: Metadata, rows: list[Row]) -> Iterator[Triple]:
    """Yield what the catalogue says of a source: title, licence, and how many rows became facts."""
    node = thing("source", metadata.name)
    yield node, TYPE, DG("Source")
    yield node, TYPE, DCAT("Dataset")
    for language in _LANGUAGES:
        if metadata.title.get(language):
            yield node, DCT("title"), Literal(metadata.title[language], language=language)
    yield node, DCT("description"), Literal(metadata.summary, language="en")
    yield node, DCT("publisher"), Literal(metadata.publisher)
    yield node, DCT("license"), Literal(metadata.licence)
    yield node, DCT("bibliographicCitation"), Literal(metadata.citation)
    if metadata.landing_page:
        yield node, DCAT("landingPage"), NamedNode(metadata.landing_page)
    yield node, DG("retrievedAt"), Literal(metadata.retrieved, datatype=XSD("date"))
    counts = {
        "rowsRead": len(rows),
        "rowsLoaded": sum(row.is_loaded for row in rows),
        "rowsReported": sum(row.is_left_out for row in rows),
    }
    for name, count in counts.items():
        yield node, DG(name), Literal(str(count), datatype=XSD("integer"))


def run(source: Source) -> list[Triple]:
    """Run a source's loader; every row must come out loaded or reported.

    Raises StructureError for a broken table, a loader that loses rows, or another count than expected.
    """
    module = _loader(source.folder)
    triples: list[Triple] = list(module.load(source))
    for row in source.seen:
        if row.is_loaded == row.is_left_out:
            state = "both loaded and left out" if row.is_loaded else "neither loaded nor reported"
            raise StructureError.at(
                row.table.file, row.number, "/".join(row.key), f"the row was {state}", "mend load.py"
            )
    for file, expected in source.metadata.expect.items():
        read = sum(row.table.file == file for row in source.seen)
        if read != expected:
            raise StructureError(
                f"{source.name}: {file} has {read} rows, source.yml expects {expected}",
                "check that no row was lost, then write the new count into `expect`",
            )
    triples.extend(describe(source.metadata, source.seen))
    return triples


def _loader(folder: Path) -> Any:
    path = folder / "load.py"
    spec = importlib.util.spec_from_file_location(f"dutygraph_loader_{folder.name}", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise StructureError(f"{folder.name}/load.py is missing", "write one; see loaders/README.md")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look there for their module
    spec.loader.exec_module(module)
    return module
