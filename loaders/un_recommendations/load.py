"""Load what United Nations bodies recommended to Kyrgyzstan."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from dutygraph.citations import cite
from dutygraph.namespaces import DG, LABEL, SKOS, TYPE, XSD, thing
from dutygraph.recommendations import Labels, name_place, subjects
from dutygraph.sources import Row, Source, Triple

_RATIFICATION = "Ratification of & accession to international instruments"


def load(source: Source) -> Iterator[Triple]:
    """Yield one recommendation for each row."""
    labels = Labels.read(source)
    for row in source.rows("un_recommendations.csv"):
        yield from _recommendation(source, row, labels)


def _recommendation(source: Source, row: Row, labels: Labels) -> Iterator[Triple]:
    recommendation = thing("recommendation", row["id"])
    yield from source.evidence(row, recommendation)
    yield recommendation, TYPE, DG("Recommendation")
    yield from source.plain(recommendation, SKOS("notation"), row["id"])
    yield from source.text(recommendation, LABEL, name_place(row["document_symbol"], row["paragraph"], row["id"]))
    yield from source.text(recommendation, DG("gist"), {"en": row["gist"]})
    yield from _origin(source, row, recommendation, labels)
    yield from _review(source, row, recommendation)
    yield from _citations(source, row, recommendation, labels)
    yield from _subjects(source, row, recommendation, labels)


def _origin(source: Source, row: Row, recommendation: NamedNode, labels: Labels) -> Iterator[Triple]:
    document = source.refer(row, "document_id", "document")
    if document:
        yield recommendation, DG("inDocument"), document
    body = source.refer(row, "body", "actor", labels.bodies.get(row["body"], row["body"]))
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


def _citations(source: Source, row: Row, recommendation: NamedNode, labels: Labels) -> Iterator[Triple]:
    yield from cite(source, row, "instrument_provisions", recommendation, labels.instruments)
    ask = source.code(row, "asks_to", "ask")
    if ask:
        yield recommendation, DG("asksTo"), ask


def _subjects(source: Source, row: Row, recommendation: NamedNode, labels: Labels) -> Iterator[Triple]:
    # CRC34-44 has the theme for a convention that we do not know, and cites another that is to be applied.
    if _RATIFICATION in row.items("rights_themes", "|") and row["asks_to"] in ("", "ratify"):
        yield recommendation, DG("asksToRatify"), Literal("true", datatype=XSD("boolean"))
    yield from subjects(source, row, recommendation, labels)
