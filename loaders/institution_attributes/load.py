"""Load what sources say of the standing of human rights institutions: accreditation, money, changes and the like."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from dutygraph.namespaces import DG, LABEL, TYPE, thing
from dutygraph.sources import Row, Source, Triple


def load(source: Source) -> Iterator[Triple]:
    """Yield one attribute a row; a row of low confidence is left out."""
    for row in source.rows("institution_attributes.csv"):
        body = source.refer(row, "body_id", "body")
        kind = source.code(row, "attribute", "institution-attribute")
        if row["confidence"] == "low" or body is None or kind is None:
            row.leave_out("an attribute needs a known body and kind, and more than low confidence")
            continue
        attribute = thing("institution-attribute", row["id"])
        yield from source.evidence(row, attribute)
        yield attribute, TYPE, DG("InstitutionAttribute")
        label = f"{row['body_id']}: {row['attribute']} {row['valid_from']}"
        yield from source.text(attribute, LABEL, {"en": label.strip()})
        yield attribute, DG("ofInstitution"), body
        yield attribute, DG("attributeKind"), kind
        yield from _content(source, row, attribute)


def _content(source: Source, row: Row, attribute: NamedNode) -> Iterator[Triple]:
    yield from source.text(attribute, DG("gist"), {"en": row["value_en"], "ru": row["value_ru"]})
    yield from source.when(row, attribute, "validFromAt", row["valid_from"])
    yield from source.when(row, attribute, "validUntilAt", row["valid_until"])
    for key in row.items("authors", ";"):
        author = source.keys.iri("state", key) or source.refer(row, "authors", "actor", key)
        if author:
            yield attribute, DG("byActor"), author
