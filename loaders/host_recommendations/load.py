"""Load what United Nations bodies recommended to the countries where people from Kyrgyzstan work."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from dutygraph.citations import cite
from dutygraph.namespaces import DCT, DG, FOAF, LABEL, SKOS, TYPE, XSD, thing
from dutygraph.recommendations import Labels, name_place, subjects
from dutygraph.sources import Row, Source, Triple


def load(source: Source) -> Iterator[Triple]:
    """Yield the documents, and one recommendation for each row."""
    labels = Labels.read(source)
    for row in source.rows("documents.csv"):
        yield from _document(source, row, labels)
    for row in source.rows("host_recommendations.csv"):
        yield from _recommendation(source, row, labels)


def _document(source: Source, row: Row, labels: Labels) -> Iterator[Triple]:
    document = thing("document", row["id"])
    yield from source.evidence(row, document)
    yield document, TYPE, DG("MonitoringDocument")
    yield from source.text(document, LABEL, {"en": row["symbol"] or row["title"]})
    yield from source.text(document, DCT("title"), {"en": row["title"]})
    yield from source.plain(document, DG("symbol"), row["symbol"])
    kind = source.code(row, "document_type", "document-type")
    if kind:
        yield document, DG("documentType"), kind
    yield from _author(source, row, document, labels)
    if row["url"]:
        yield document, FOAF("page"), NamedNode(row["url"])


def _author(source: Source, row: Row, subject: NamedNode, labels: Labels) -> Iterator[Triple]:
    body = source.refer(row, "body", "actor", labels.bodies.get(row["body"], row["body"]))
    if body:
        yield subject, DG("byBody"), body


def _recommendation(source: Source, row: Row, labels: Labels) -> Iterator[Triple]:
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
    yield from source.text(recommendation, LABEL, name_place(row["document"], row["paragraph"], row["id"]))
    yield from source.text(recommendation, DG("gist"), {"en": row["gist"]})
    yield from _author(source, row, recommendation, labels)
    yield from source.when(row, recommendation, "madeAt", row["date"])
    for column, name in (
        ("addressee_agency", "addresseeText"),
        ("paragraph", "paragraph"),
        ("session_cycle", "sessionCycle"),
    ):
        yield from source.plain(recommendation, DG(name), row[column])
    yield from cite(source, row, "instrument_provisions", recommendation, labels.instruments)
    yield from _subjects(source, row, recommendation, labels)


def _subjects(source: Source, row: Row, recommendation: NamedNode, labels: Labels) -> Iterator[Triple]:
    ask = source.code(row, "asks_to", "ask")
    if ask:
        yield recommendation, DG("asksTo"), ask
    if row["asks_to"] == "ratify":
        yield recommendation, DG("asksToRatify"), Literal("true", datatype=XSD("boolean"))
    yield from subjects(source, row, recommendation, labels)
