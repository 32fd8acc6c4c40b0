"""Load the actors that are not public bodies of Kyrgyzstan, and further names of States."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from dutygraph.namespaces import DG, LABEL, ORG, SKOS, TYPE, thing
from dutygraph.sources import Row, Source, Triple

_LANGUAGES = ("en", "ru", "ky")
_CLASSES = {
    "treaty-body": "TreatyBody",
    "un-body": "UnBody",
    "ngo": "CivilSocietyOrganization",
    "civil-society": "CivilSocietyOrganization",
    "regional-organisation": "RegionalOrganization",
}


def load(source: Source) -> Iterator[Triple]:
    """Yield actors; a row of kind `state` adds names to a State of the states table."""
    for row in source.rows("actors.csv"):
        yield from _state(source, row) if row["kind"] == "state" else _actor(source, row)


def _state(source: Source, row: Row) -> Iterator[Triple]:
    """Add names to the State whose ISO code stands among the abbreviations."""
    codes = row.items("abbreviations")
    state = source.refer(row, "abbreviations", "state", codes[0] if codes else "")
    if state is None:
        row.leave_out("the row names no State that we know by its ISO 3166 alpha-3 code")
        return
    yield from source.evidence(row, state)
    yield from source.text(
        state, SKOS("altLabel"), {language: row[f"name_{language}"] for language in _LANGUAGES}
    )
    yield from _aliases(source, row, state)


def _actor(source: Source, row: Row) -> Iterator[Triple]:
    actor = thing("actor", row["id"])
    yield from source.evidence(row, actor)
    yield actor, TYPE, DG("Actor")
    if row["kind"] in _CLASSES:
        yield actor, TYPE, DG(_CLASSES[row["kind"]])
    yield from source.plain(actor, SKOS("notation"), row["id"])
    yield from source.text(actor, LABEL, {language: row[f"name_{language}"] for language in _LANGUAGES})
    kind = source.code(row, "kind", "actor-kind")
    if kind:
        yield actor, DG("actorKind"), kind
    if row["confidence"] == "low":  # no more than the name is known
        return
    yield from _aliases(source, row, actor)
    parent = source.refer(row, "parent_id", "actor")
    if parent:
        yield actor, ORG("subOrganizationOf"), parent


def _aliases(source: Source, row: Row, node: NamedNode) -> Iterator[Triple]:
    for language in ("en", "ru"):
        for alias in row.items(f"aliases_{language}"):
            yield from source.text(node, SKOS("altLabel"), {language: alias})
    for short in row.items("abbreviations"):
        yield from source.plain(node, DG("abbreviation"), short)
