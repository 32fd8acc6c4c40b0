"""Load what the supervisory bodies of the ILO said about the application of conventions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from dutygraph.citations import read_citations
from dutygraph.namespaces import DG, LABEL, SKOS, TYPE, XSD, thing
from dutygraph.sources import Row, Source, Triple

_REPEATS = re.compile(r"\b(again|repeats?|repeated|reiterates?)\b", re.IGNORECASE)


def load(source: Source) -> Iterator[Triple]:
    """Yield one comment a row; a row of low confidence is left out."""
    authors = source.mapping("values.csv", "comment_type", "actor")
    for row in source.rows("supervisory_comments.csv"):
        state = source.refer(row, "state", "state")
        instrument = source.refer(row, "instrument_id", "instrument")
        kind = source.code(row, "comment_type", "comment-type")
        if row["confidence"] == "low" or state is None or instrument is None or kind is None:
            row.leave_out("a comment needs a known State, convention and type, and more than low confidence")
            continue
        comment = thing("supervisory-comment", row["id"])
        yield from source.evidence(row, comment)
        yield comment, TYPE, DG("SupervisoryComment")
        yield comment, DG("ofState"), state
        yield comment, DG("instrument"), instrument
        yield comment, DG("commentType"), kind
        if author := source.refer(row, "comment_type", "actor", authors.get(row["comment_type"], "")):
            yield comment, DG("byBody"), author
        yield from _content(source, row, comment)
        yield from _places(source, row, comment)


def _content(source: Source, row: Row, comment: NamedNode) -> Iterator[Triple]:
    label = f"{row['state']}, {row['instrument_id']}, {row['adopted_year']}: {row['comment_type']}"
    yield from source.text(comment, LABEL, {"en": label})
    yield from source.plain(comment, SKOS("notation"), row["id"])
    yield from source.text(comment, DG("gist"), {"en": row["gist"]})
    yield from source.when(row, comment, "madeAt", row["adopted_year"])
    yield from source.plain(comment, DG("session"), row["published_ilc_session"])
    if reply := source.code(row, "reply_received", "reply"):
        yield comment, DG("replyReceived"), reply
    yield from source.when(row, comment, "repeatedSinceAt", row["repeated_from_year"])
    is_told = bool(_REPEATS.search(row["gist"]))
    if is_told or row["repeated_from_year"]:
        yield comment, DG("isRepetition"), Literal("true", datatype=XSD("boolean"))
    if is_told and not row["repeated_from_year"]:
        problem = "the gist speaks of a repetition, since when is not known"
        row.report("repeated_from_year", "", problem, "fill the year in which the point was first raised")


def _places(source: Source, row: Row, comment: NamedNode) -> Iterator[Triple]:
    """Say which articles the comment is about: in words, and as provisions where these have rows."""
    yield from source.plain(comment, DG("placeText"), row["provision"])
    [(convention, articles)] = read_citations(f"{row['instrument_id']} {row['provision']}")
    if articles and not any(key.startswith(f"{convention}/") for key in source.keys.of("provision")):
        problem = "no article of this convention has a row; the place is kept in words"
        row.report("provision", row["provision"], problem, f"add {convention} to provisions.csv")
        return
    for article in articles:
        if provision := _provision(source, row, f"{convention}/art-{article}"):
            yield comment, DG("citesProvision"), provision


def _provision(source: Source, row: Row, key: str) -> NamedNode | None:
    """Return the provision, or the nearest one above it that has a row."""
    article = re.match(r"[^/]+/art-\d+", key)
    while source.keys.iri("provision", key) is None and article and key != article[0]:
        key = key.rpartition("-")[0]
    found = source.keys.iri("provision", key)
    if found is None:
        row.report("provision", key, "the article has no row in the provisions", f"add {key} to provisions.csv")
    return found
