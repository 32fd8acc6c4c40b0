"""Load what committees asked Kyrgyzstan before a review. A question is no finding that the State failed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pyoxigraph import NamedNode

from dutygraph.citations import cite
from dutygraph.namespaces import DG, LABEL, SKOS, TYPE, thing
from dutygraph.sources import Row, Source, Triple


class Maps(NamedTuple):
    """The labels of the table and the keys that they stand for."""

    bodies: dict[str, str]
    themes: dict[str, str]
    instruments: dict[str, str]


def load(source: Source) -> Iterator[Triple]:
    """Yield one question a row; a row of low confidence is left out."""
    maps = Maps(
        source.mapping("values_bodies.csv", "label", "actor_id"),
        source.mapping("values_themes.csv", "label", "theme_id"),
        source.mapping("values_instruments.csv", "label", "instrument_id"),
    )
    reason = "confidence low: read the list of issues before the question counts"
    for row in source.sure_rows("list_of_issues.csv", reason):
        question = thing("question", row["id"])
        yield from source.evidence(row, question)
        yield question, TYPE, DG("IssueQuestion")
        yield from source.plain(question, SKOS("notation"), row["id"])
        yield from source.text(question, LABEL, _label(row))
        yield from _origin(source, row, question, maps)
        yield from cite(source, row, "instrument_provisions", question, maps.instruments)
        yield from _subjects(source, row, question, maps)


def _label(row: Row) -> dict[str, str]:
    """Name a question by its place; several in one paragraph, and one without a number, by our key."""
    symbol, paragraph = row["document_symbol"], row["paragraph"]
    is_alone = row["id"].count("-") == 2  # LOI-CEDAW3-3; a further question of the paragraph is LOI-CEDAW3-3-2
    if not symbol or not paragraph or not is_alone:
        return {"en": f"{symbol or row['body']} ({row['id']})"}
    return {
        "en": f"{symbol}, para. {paragraph}",
        "ru": f"{symbol}, п. {paragraph}",
        "ky": f"{symbol}, {paragraph}-пункт",
    }


def _origin(source: Source, row: Row, question: NamedNode, maps: Maps) -> Iterator[Triple]:
    if document := source.refer(row, "document_id", "document"):
        yield question, DG("inDocument"), document
    yield from source.plain(question, DG("symbol"), row["document_symbol"])
    if body := source.refer(row, "body", "actor", maps.bodies.get(row["body"], row["body"])):
        yield question, DG("byBody"), body
    yield question, DG("ofState"), thing("state", "KGZ")
    yield from source.when(row, question, "madeAt", row["date"])
    yield from source.plain(question, DG("paragraph"), row["paragraph"])
    yield from source.text(question, DG("gist"), {"en": row["gist"]})


def _subjects(source: Source, row: Row, question: NamedNode, maps: Maps) -> Iterator[Triple]:
    for label in row.items("themes", "|"):
        if theme := source.refer(row, "themes", "theme", maps.themes.get(label, label)):
            yield question, DG("theme"), theme
    for key in row.items("asks_for", "|"):
        if code := source.code(row, "asks_for", "asks-for", key):
            yield question, DG("asksFor"), code
