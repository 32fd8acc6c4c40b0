"""Load what United Nations bodies recommended to Kyrgyzstan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from dutygraph.citations import cite
from dutygraph.namespaces import DG, LABEL, SKOS, TYPE, XSD, thing
from dutygraph.sources import Row, Source, Triple

_RATIFICATION = "Ratification of & accession to international instruments"


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
    yield from cite(source, row, "instrument_provisions", recommendation, maps.instruments)
    ask = source.code(row, "asks_to", "ask")
    if ask:
        yield recommendation, DG("asksTo"), ask


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
