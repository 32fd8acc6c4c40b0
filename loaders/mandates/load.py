"""Load which public body has which task, by which act, and for which time a source supports it."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from dutygraph.namespaces import DG, LABEL, TYPE, digest, thing
from dutygraph.sources import Row, Source, Triple


def load(source: Source) -> Iterator[Triple]:
    """Yield one mandate for each row."""
    themes = source.mapping("values.csv", "label", "theme_id")
    for row in source.rows("mandates.csv"):
        yield from _mandate(source, row, themes)


def _mandate(source: Source, row: Row, themes: dict[str, str]) -> Iterator[Triple]:
    body = source.refer(row, "agency_id", "body")
    if body is None:
        row.leave_out("a mandate needs its body")
        return
    mandate = mandate_iri(row)
    yield from source.evidence(row, mandate)
    yield mandate, TYPE, DG("Mandate")
    yield mandate, DG("body"), body
    yield from source.text(
        mandate, LABEL, {"en": f"{row['agency_id']}: {row['role']}, {row['theme'].replace('|', '; ')}"}
    )
    role = source.code(row, "role", "mandate-role")
    if role:
        yield mandate, DG("mandateRole"), role
    yield from _themes(source, row, mandate, themes)
    for key in row.items("legal_basis"):
        act = source.refer(row, "legal_basis", "act", key)
        if act:
            yield mandate, DG("legalBasis"), act
    yield from source.when(row, mandate, "validFromAt", row["from"])
    yield from source.when(row, mandate, "validUntilAt", row["to"])


def mandate_iri(row: Row) -> NamedNode:
    """Return the IRI of a mandate: no authority numbers it, so a hash of its raw fields names it."""
    return thing("mandate", row["agency_id"], digest(row["theme"], row["role"], row["from"]))


def _themes(source: Source, row: Row, mandate: NamedNode, themes: dict[str, str]) -> Iterator[Triple]:
    for label in row.items("theme", "|"):
        theme = source.refer(row, "theme", "theme", themes.get(label, label))
        if theme:
            yield mandate, DG("theme"), theme
