"""Load the public bodies of Kyrgyzstan and how one followed another.

A body whose row is of low confidence is named, because other rows refer to it, but has no dates and takes
part in no succession: nothing about its life was read.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from dutygraph.namespaces import DG, FOAF, LABEL, ORG, SKOS, TYPE, concept, thing
from dutygraph.sources import Row, Source, Triple

_LANGUAGES = ("en", "ru", "ky")
_Link = tuple[str, str]  # the body before, the body after


def load(source: Source) -> Iterator[Triple]:
    """Yield bodies first, then the successions that their rows name."""
    rows = list(source.rows("bodies.csv"))
    for row in rows:
        yield from _body(source, row)
    yield from _successions(source, rows)


def _body(source: Source, row: Row) -> Iterator[Triple]:
    body = thing("body", row["id"])
    yield from source.evidence(row, body)
    yield body, TYPE, DG("PublicBody")
    yield from source.plain(body, SKOS("notation"), row["id"])
    yield body, DG("ofState"), thing("state", "KGZ")
    yield from _names(source, row, body)
    for column, scheme, name in (("kind", "body-kind", "bodyKind"), ("branch", "branch", "branch")):
        code = source.code(row, column, scheme)
        if code:
            yield body, DG(name), code
    if row["confidence"] != "low":
        yield from _life(source, row, body)


def _names(source: Source, row: Row, body: NamedNode) -> Iterator[Triple]:
    yield from source.text(body, LABEL, {language: row[f"name_{language}"] for language in _LANGUAGES})
    for language in _LANGUAGES:
        for alias in row.items(f"aliases_{language}"):
            yield from source.text(body, SKOS("altLabel"), {language: alias})
    for short in row.items("abbreviations"):
        yield from source.plain(body, DG("abbreviation"), short)


def _life(source: Source, row: Row, body: NamedNode) -> Iterator[Triple]:
    parent = source.refer(row, "parent_id", "body")
    if parent:
        yield body, ORG("subOrganizationOf"), parent
    for column, name in (("established", "establishedAt"), ("dissolved", "dissolvedAt")):
        yield from source.when(row, body, name, row[column], row[f"{column}_precision"])
    if row["website"]:
        yield body, FOAF("homepage"), NamedNode(row["website"])


def _successions(source: Source, rows: list[Row]) -> Iterator[Triple]:
    low = {row["id"] for row in rows if row["confidence"] == "low"}
    links: dict[_Link, list[Row]] = {}
    for row in rows:
        for link in _links(source, row):
            links.setdefault(link, []).append(row)
    for link, named_by in links.items():
        if low.isdisjoint(link):
            yield from _succession(source, link, named_by)


def _links(source: Source, row: Row) -> Iterator[_Link]:
    for column in ("predecessor_ids", "successor_ids"):
        for other in row.items(column):
            if source.refer(row, column, "body", other):
                yield (other, row["id"]) if column == "predecessor_ids" else (row["id"], other)


def _succession(source: Source, link: _Link, named_by: list[Row]) -> Iterator[Triple]:
    before, after = link
    event = thing("change-event", f"{before}--{after}")
    yield event, TYPE, ORG("ChangeEvent")
    yield event, ORG("originalOrganization"), thing("body", before)
    yield event, ORG("resultingOrganization"), thing("body", after)
    # Where only one row names the link, a function passed and the other body lived before or went on.
    kind = "became" if len(named_by) == 2 else "function-passed"
    yield event, DG("changeKind"), concept("change-kind", kind)
    for row in named_by:
        yield from source.evidence(row, event)
        yield from source.text(event, DG("note"), {"en": row["succession_note"]})
