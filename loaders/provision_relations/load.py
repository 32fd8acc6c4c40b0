"""Load how provisions relate: one revises, specifies or exceeds another, or both protect one interest.

A relation `interprets` starts from a general comment or recommendation instead of a provision.
"""

from __future__ import annotations

from collections.abc import Iterator

from dutygraph.namespaces import DG, LABEL, TYPE, digest, thing
from dutygraph.sources import Row, Source, Triple

# What a relation starts from: the kind of its key, and the term that says so.
_START = ("provision", "fromProvision")
_READING = ("interpretation", "fromInterpretation")


def load(source: Source) -> Iterator[Triple]:
    """Yield one relation a row; rows of low confidence are not facts."""
    reason = "confidence low: read one of the two provisions again before it counts"
    for row in source.sure_rows("provision_relations.csv", reason):
        yield from _relation(source, row)


def _relation(source: Source, row: Row) -> Iterator[Triple]:
    start_kind, name = _START if row["relation"] != "interprets" else _READING
    start = source.refer(row, "provision_a", start_kind)
    end = source.refer(row, "provision_b", "provision")
    kind = source.code(row, "relation", "provision-relation")
    if start is None or end is None or kind is None:
        row.leave_out("a relation needs a known start, a known provision and a known kind")
        return
    relation = thing("provision-relation", digest(*row.key))
    yield from source.evidence(row, relation)
    yield relation, TYPE, DG("ProvisionRelation")
    yield relation, DG(name), start
    yield relation, DG("toProvision"), end
    yield relation, DG("relationKind"), kind
    label = f"{row['provision_a']} {row['relation']} {row['provision_b']}"
    yield from source.text(relation, LABEL, {"en": label})
    yield from source.plain(relation, DG("basis"), row["basis"])
    yield from source.text(relation, DG("note"), {"en": row["note"]})
