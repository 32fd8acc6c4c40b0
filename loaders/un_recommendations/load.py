"""Load what United Nations bodies recommended to Kyrgyzstan."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from dutygraph.namespaces import DG, LABEL, SKOS, TYPE, XSD, thing
from dutygraph.sources import Row, Source, Triple

_RATIFICATION = "Ratification of & accession to international instruments"
_CITATION = re.compile(r"(?P<instrument>.+?)(?:\s+arts?\.\s+(?P<articles>.+))?")
_ARTICLE = re.compile(r"(?P<first>\d+)(?:-(?P<last>\d+))?(?P<parts>(?:\(\w+\))*)")


class Maps(NamedTuple):
    """The labels of the table and the keys that they stand for."""

    bodies: dict[str, str]
    themes: dict[str, str]
    groups: dict[str, str]
    instruments: dict[str, str]


def load(source: Source) -> Iterator[Triple]:
    """Yield one recommendation for each row."""
    maps = Maps(
        source.mapping("values_bodies.csv", "label", "actor_id"),
        source.mapping("values_themes.csv", "label", "theme_id"),
        source.mapping("values_groups.csv", "label", "group_id"),
        source.mapping("values_instruments.csv", "label", "instrument_id"),
    )
    for row in source.rows("un_recommendations.csv"):
        yield from _recommendation(source, row, maps)


def _recommendation(source: Source, row: Row, maps: Maps) -> Iterator[Triple]:
    recommendation = thing("recommendation", row["id"])
    yield from source.evidence(row, recommendation)
    yield recommendation, TYPE, DG("Recommendation")
    yield from source.plain(recommendation, SKOS("notation"), row["id"])
    yield from source.text(recommendation, LABEL, _label(row))
    yield from source.text(recommendation, DG("gist"), {"en": row["gist"]})
    yield from _origin(source, row, recommendation, maps)
    yield from _review(source, row, recommendation)
    yield from _citations(source, row, recommendation, maps)
    yield from _subjects(source, row, recommendation, maps)


def _label(row: Row) -> dict[str, str]:
    """Name a recommendation by its place in its document, else by our key."""
    if not row["paragraph"]:
        return {"en": f"{row['document_symbol']} ({row['id']})"}
    symbol, paragraph = row["document_symbol"], row["paragraph"]
    return {
        "en": f"{symbol}, para. {paragraph}",
        "ru": f"{symbol}, п. {paragraph}",
        "ky": f"{symbol}, {paragraph}-пункт",
    }


def _origin(source: Source, row: Row, recommendation: NamedNode, maps: Maps) -> Iterator[Triple]:
    document = source.refer(row, "document_id", "document")
    if document:
        yield recommendation, DG("inDocument"), document
    body = source.refer(row, "body", "actor", maps.bodies.get(row["body"], row["body"]))
    if body:
        yield recommendation, DG("byBody"), body
    yield recommendation, DG("addressedToState"), thing("state", "KGZ")
    # The body that a document names, in its words: which body of today is meant is a derived fact.
    yield from source.plain(recommendation, DG("addresseeText"), row["addressee_agency"])
    yield from source.plain(recommendation, DG("paragraph"), row["paragraph"])
    yield from source.when(row, recommendation, "madeAt", row["date"])


def _review(source: Source, row: Row, recommendation: NamedNode) -> Iterator[Triple]:
    """Say what only some bodies give: the session, the recommending State, the response, the follow-up."""
    yield from source.plain(recommendation, DG("sessionCycle"), row["session_cycle"])
    for state in row.items("upr_recommending_state"):
        yield from source.plain(recommendation, DG("recommendingState"), state)
    response = source.code(row, "upr_response", "upr-response")
    if response:
        yield recommendation, DG("uprResponse"), response
    yield from source.when(row, recommendation, "followUpBy", row["followup_deadline"])


def _citations(source: Source, row: Row, recommendation: NamedNode, maps: Maps) -> Iterator[Triple]:
    for label, articles in read_citations(row["instrument_provisions"]):
        key = maps.instruments.get(label, "")
        instrument = source.refer(row, "instrument_provisions", "instrument", key) if key else None
        if instrument is None:
            _report_instrument(row, label, maps)
            continue
        yield recommendation, DG("citesInstrument"), instrument
        for article in articles:
            provision = _provision(source, row, f"{key}/art-{article}")
            if provision:
                yield recommendation, DG("citesProvision"), provision
    ask = source.code(row, "asks_to", "ask")
    if ask:
        yield recommendation, DG("asksTo"), ask


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


def _provision(source: Source, row: Row, key: str) -> NamedNode | None:
    """Return the provision, or its article where the sub-paragraph has no row of its own."""
    article = re.sub(r"(/art-\d+)-.*", r"\1", key)
    found = source.keys.iri("provision", key) or source.keys.iri("provision", article)
    if found is None:
        problem = "the article has no row in the provisions; the instrument alone is cited"
        row.report("instrument_provisions", key, problem, f"add {article} to provisions.csv")
    return found


def _report_instrument(row: Row, label: str, maps: Maps) -> None:
    nearest = difflib.get_close_matches(label, maps.instruments, n=1, cutoff=0)
    repair = f'nearest: "{nearest[0]}"; add the instrument and a line to values_instruments.csv'
    row.report("instrument_provisions", label, "unknown instrument", repair)


def _subjects(source: Source, row: Row, recommendation: NamedNode, maps: Maps) -> Iterator[Triple]:
    # CRC34-44 has the theme for a convention that we do not know, and cites another that is to be applied.
    if _RATIFICATION in row.items("rights_themes", "|") and row["asks_to"] in ("", "ratify"):
        yield recommendation, DG("asksToRatify"), Literal("true", datatype=XSD("boolean"))
    for column, kind, name, mapped in (
        ("rights_themes", "theme", "theme", maps.themes),
        ("affected_groups", "group", "concerns", maps.groups),
        ("sdg_goals", "goal", "goal", {}),
    ):
        for label in row.items(column, "|"):
            term = source.refer(row, column, kind, mapped.get(label, label))
            if term:
                yield recommendation, DG(name), term
