"""Load how provisions relate: one revises, specifies or exceeds another, or both protect one interest."""

from __future__ import annotations

from collections.abc import Iterator

from dutygraph.namespaces import DG, LABEL, TYPE, digest, thing
from dutygraph.sources import Row, Source, Triple


def load(source: Source) -> Iterator[Triple]:
    """Yield one relation a row; rows of low confidence are not facts."""
    for row in source.rows("provision_relations.csv"):
        if row["relation"] == "interprets":
            row.leave_out("interpretations come with their own source")
        elif row["confidence"] == "low":
            row.leave_out("confidence low: read one of the two provisions again before it counts")
        else:
            yield from _relation(source, row)


def _relation(source: Source, row: Row) -> Iterator[Triple]:
    start = source.refer(row, "provision_a", "provision")
    end = source.refer(row, "provision_b", "provision")
    kind = source.code(row, "relation", "provision-relation")
    if start is None or end is None or kind is None:
        row.leave_out("a relation needs two known provisions and a known kind")
        return
    relation = thing("provision-relation", digest(*row.key))
    yield from source.evidence(row, relation)
    yield relation, TYPE, DG("ProvisionRelation")
    yield relation, DG("fromProvision"), start
    yield relation, DG("toProvision"), end
    yield relation, DG("relationKind"), kind
    label = f"{row['provision_a']} {row['relation']} {row['provision_b']}"
    yield from source.text(relation, LABEL, {"en": label})
    yield from source.plain(relation, DG("basis"), row["basis"])
    yield from source.text(relation, DG("note"), {"en": row["note"]})
