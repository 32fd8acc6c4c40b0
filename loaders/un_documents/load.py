"""Load the documents of United Nations bodies on Kyrgyzstan, and those that Kyrgyzstan sent to them."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from dutygraph.namespaces import DCT, DG, FOAF, LABEL, TYPE, XSD, thing
from dutygraph.sources import Row, Source, Triple

# What a date of the table is the date of. Issue and adoption are two dates; neither is a meeting or a letter.
_DATES = {
    "issued": "issuedAt",
    "adopted": "adoptedAt",
    "meeting": "madeAt",
    "review held": "madeAt",
    "sent": "madeAt",
    "visit end": "madeAt",
}
# The document was made on that day at the latest.
_NO_LATER = ("announced", "received")


def load(source: Source) -> Iterator[Triple]:
    """Yield one document for each row."""
    bodies = source.mapping("values.csv", "label", "actor_id")
    for row in source.rows("un_documents.csv"):
        yield from _document(source, row, bodies)


def _document(source: Source, row: Row, bodies: dict[str, str]) -> Iterator[Triple]:
    document = thing("document", row["id"])
    yield from source.evidence(row, document)
    yield document, TYPE, DG("MonitoringDocument")
    yield document, DG("ofState"), thing("state", "KGZ")
    yield from source.text(document, LABEL, {"en": row["symbol"] or row["title"]})
    yield from source.text(document, DCT("title"), {"en": row["title"]})
    yield from source.plain(document, DG("symbol"), row["symbol"])
    kind = source.code(row, "document_type", "document-type")
    if kind:
        yield document, DG("documentType"), kind
    yield from source.plain(document, DG("sessionCycle"), row["session"])
    yield from _count(row, document)
    yield from _author(source, row, document, bodies)
    if row["url"]:
        yield document, FOAF("page"), NamedNode(row["url"])
    yield from _date(source, row, document)


def _count(row: Row, document: NamedNode) -> Iterator[Triple]:
    """Say how many recommendations the document holds, where a source says so; how many rows we have is counted."""
    number = row["number_of_recommendations"]
    if number and not number.isdigit():
        row.report("number_of_recommendations", number, "not a number", "write digits, and the rest into the note")
    elif number:
        yield document, DG("recommendationCount"), Literal(number, datatype=XSD("integer"))


def _author(source: Source, row: Row, document: NamedNode, bodies: dict[str, str]) -> Iterator[Triple]:
    """A State report is written by the State; `body` then names whom it was sent to."""
    body = source.refer(row, "body", "actor", bodies.get(row["body"], row["body"]))
    if row["author"] == "state":
        yield document, DCT("creator"), thing("state", "KGZ")
    if body:
        yield document, DCT("audience") if row["author"] == "state" else DG("byBody"), body


def _date(source: Source, row: Row, document: NamedNode) -> Iterator[Triple]:
    name = _DATES.get(row["date_kind"])
    if name:
        yield from source.when(row, document, name, row["date"])
    elif row["date_kind"] in _NO_LATER:
        dates = source.when(row, document, "madeAt", row["date"])
        yield from (triple for triple in dates if triple[1] == DG("madeAtLatest"))
    elif row["date"]:
        known = ", ".join((*_DATES, *_NO_LATER))
        row.report("date_kind", row["date_kind"], "unknown kind of date", f"write one of: {known}")
