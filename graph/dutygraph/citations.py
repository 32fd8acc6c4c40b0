"""Read cells that cite instruments and their articles, such as `ICERD arts. 1(4), 5; CRC art. 37(a)`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping

from pyoxigraph import NamedNode

from dutygraph.namespaces import DG
from dutygraph.sources import Row, Source, Triple

_CITATION = re.compile(r"(?P<instrument>.+?)(?:\s+arts?\.\s+(?P<articles>.+))?")
_ARTICLE = re.compile(r"(?P<first>\d+)(?:-(?P<last>\d+))?(?P<parts>(?:\(\w+\))*)")


def read_citations(cell: str) -> list[tuple[str, list[str]]]:
    """Read the instruments and articles that a cell cites; a range names each of its articles.

    >>> read_citations("ICERD arts. 1(4), 5; CRC art. 37(a); OPCAT arts. 17-19; Paris Principles")
    [('ICERD', ['1-4', '5']), ('CRC', ['37-a']), ('OPCAT', ['17', '18', '19']), ('Paris Principles', [])]
    """
    citations = []
    for part in filter(None, (part.strip() for part in cell.split(";"))):
        match = _CITATION.fullmatch(part)
        assert match is not None  # the pattern takes any text as a name
        articles = [key for piece in (match["articles"] or "").split(",") for key in _articles(piece.strip())]
        citations.append((match["instrument"], articles))
    return citations


def _articles(piece: str) -> list[str]:
    """Return the keys of one article, sub-paragraph or range: `5(e)` is `5-e`."""
    match = _ARTICLE.fullmatch(piece)
    if match is None:
        return [piece] if piece else []
    first, last = int(match["first"]), int(match["last"] or match["first"])
    parts = "".join(f"-{part}" for part in re.findall(r"\w+", match["parts"]))
    return [f"{number}{parts}" for number in range(first, last + 1)]


def cite(source: Source, row: Row, column: str, subject: NamedNode, instruments: Mapping[str, str]) -> Iterator[Triple]:
    """Say which instruments and provisions a cell cites; `instruments` ties its labels to our keys.

    A sub-paragraph without a row of its own cites its article, an article without one the instrument alone.
    """
    for label, articles in read_citations(row[column]):
        key = instruments.get(label, "")
        instrument = source.refer(row, column, "instrument", key) if key else None
        if instrument is None:
            _report_instrument(row, column, label, instruments)
            continue
        yield subject, DG("citesInstrument"), instrument
        for article in articles:
            provision = _provision(source, row, column, f"{key}/art-{article}")
            if provision:
                yield subject, DG("citesProvision"), provision


def _provision(source: Source, row: Row, column: str, key: str) -> NamedNode | None:
    """Return the provision, or its article where the sub-paragraph has no row of its own."""
    article = re.sub(r"(/art-\d+)-.*", r"\1", key)
    found = source.keys.iri("provision", key) or source.keys.iri("provision", article)
    if found is None:
        problem = "the article has no row in the provisions; the instrument alone is cited"
        row.report(column, key, problem, f"add {article} to provisions.csv")
    return found


def _report_instrument(row: Row, column: str, label: str, instruments: Mapping[str, str]) -> None:
    nearest = difflib.get_close_matches(label, instruments, n=1, cutoff=0)
    hint = f'nearest: "{nearest[0]}"; ' if nearest else ""
    row.report(column, label, "unknown instrument", f"{hint}add the instrument and a line to values_instruments.csv")
