"""Load what each source was searched for: without it, an empty answer would read as an accusation."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from dutygraph.namespaces import DG, LABEL, TYPE, thing
from dutygraph.sources import Row, Source, Triple


def load(source: Source) -> Iterator[Triple]:
    """Yield one statement of coverage for each row."""
    for row in source.rows("coverage.csv"):
        yield from _coverage(source, row)


def _coverage(source: Source, row: Row) -> Iterator[Triple]:
    coverage = thing("coverage", row["id"])
    yield from source.evidence(row, coverage)
    yield coverage, TYPE, DG("Coverage")
    yield coverage, DG("ofSource"), thing("source", row["of_source"])
    scope = {language: row[f"scope_{language}"] for language in ("en", "ru", "ky")}
    yield from source.text(coverage, LABEL, scope)
    yield from source.text(coverage, DG("scope"), scope)
    for column, scheme in (("topic", "coverage-topic"), ("completeness", "completeness")):
        code = source.code(row, column, scheme)
        if code:
            yield coverage, DG(column), code
    yield from source.when(row, coverage, "searchedUntilAt", row["until"])
    yield from source.plain(coverage, DG("searchMethod"), row["search_method"])
    yield from source.plain(coverage, DG("sentence"), row["sentence"])
    yield from _covers(source, row, coverage)


def _covers(source: Source, row: Row, coverage: NamedNode) -> Iterator[Triple]:
    for column, kind, name in (
        ("states", "state", "coversState"),
        ("instruments", "instrument", "coversInstrument"),
        ("themes", "theme", "theme"),
    ):
        for key in row.items(column):
            term = source.refer(row, column, kind, key)
            if term:
                yield coverage, DG(name), term
