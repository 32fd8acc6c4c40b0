"""Load what United Nations bodies recommended to the countries where people from Kyrgyzstan work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from dutygraph.citations import cite
from dutygraph.namespaces import DCT, DG, FOAF, LABEL, SKOS, TYPE, XSD, thing
from dutygraph.sources import Row, Source, Triple


class Maps(NamedTuple):
    """The labels of the tables and the keys that they stand for."""

    bodies: dict[str, str]
    themes: dict[str, str]
    groups: dict[str, str]
    instruments: dict[str, str]


def load(source: Source) -> Iterator[Triple]:
    """Yield the documents, and one recommendation for each row."""
    maps = Maps(
        source.mapping("values_bodies.csv", "label", "actor_id"),
        source.mapping("values_themes.csv", "label", "theme_id"),
        source.mapping("values_groups.csv", "label", "group_id"),
        source.mapping("values_instruments.csv", "label", "instrument_id"),
    )
    for row in source.rows("documents.csv"):
        yield from _document(source, row, maps)
    for row in source.rows("host_recommendations.csv"):
        yield from _recommendation(source, row, maps)


def _document(source: Source, row: Row, maps: Maps) -> Iterator[Triple]:
    document = thing("document", row["id"])
    yield from source.evidence(row, document)
    yield document, TYPE, DG("MonitoringDocument")
    yield from source.text(document, LABEL, {"en": row["symbol"] or row["title"]})
    yield from source.text(document, DCT("title"), {"en": row["title"]})
    yield from source.plain(document, DG("symbol"), row["symbol"])
    kind = source.code(row, "document_type", "document-type")
    if kind:
        yield document, DG("documentType"), kind
    yield from _author(source, row, document, maps)
    if row["url"]:
        yield document, FOAF("page"), NamedNode(row["url"])


def _author(source: Source, row: Row, subject: NamedNode, maps: Maps) -> Iterator[Triple]:
    body = source.refer(row, "body", "actor", maps.bodies.get(row["body"], row["body"]))
    if body:
        yield subject, DG("byBody"), body


def _recommendation(source: Source, row: Row, maps: Maps) -> Iterator[Triple]:
    state = source.refer(row, "state", "state")
    document = source.refer(row, "document_id", "document")
    if state is None or document is None or row["confidence"] == "low":
        row.leave_out("a recommendation needs its State and its document, and more than low confidence")
        return
    recommendation = thing("recommendation", row["id"])
    yield from source.evidence(row, recommendation)
    yield recommendation, TYPE, DG("Recommendation")
    yield recommendation, DG("addressedToState"), state
    yield recommendation, DG("inDocument"), document
    yield from source.plain(recommendation, SKOS("notation"), row["id"])
    yield from source.text(recommendation, LABEL, _label(row))
    yield from source.text(recommendation, DG("gist"), {"en": row["gist"]})
    yield from _author(source, row, recommendation, maps)
    yield from source.when(row, recommendation, "madeAt", row["date"])
    for column, name in (
        ("addressee_agency", "addresseeText"),
        ("paragraph", "paragraph"),
        ("session_cycle", "sessionCycle"),
    ):
        yield from source.plain(recommendation, DG(name), row[column])
    yield from cite(source, row, "instrument_provisions", recommendation, maps.instruments)
    yield from _subjects(source, row, recommendation, maps)


def _label(row: Row) -> dict[str, str]:
    """Name a recommendation by its place in its document, else by our key."""
    document, paragraph = row["document"], row["paragraph"]
    if not paragraph:
        return {"en": f"{document} ({row['id']})"}
    return {
        "en": f"{document}, para. {paragraph}",
        "ru": f"{document}, п. {paragraph}",
        "ky": f"{document}, {paragraph}-пункт",
    }


def _subjects(source: Source, row: Row, recommendation: NamedNode, maps: Maps) -> Iterator[Triple]:
    ask = source.code(row, "asks_to", "ask")
    if ask:
        yield recommendation, DG("asksTo"), ask
    if row["asks_to"] == "ratify":
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
