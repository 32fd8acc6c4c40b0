"""Load laws and plans of Kyrgyzstan.

A row of low confidence is named, because other rows refer to it, but says nothing more: its act was not read.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from dutygraph.keys import PLANNING_KINDS, act_iri
from dutygraph.namespaces import DG, LABEL, SKOS, TYPE
from dutygraph.sources import Row, Source, Triple

_LINKS = (
    # the kind of thing named in `implements`, our property for it
    ("instrument", "implementsInstrument"),
    ("provision", "implementsProvision"),
    ("goal", "goal"),
)


def load(source: Source) -> Iterator[Triple]:
    """Yield one law or plan for each row."""
    for row in source.rows("plans_and_laws.csv"):
        yield from _act(source, row)


def _act(source: Source, row: Row) -> Iterator[Triple]:
    act = act_iri(row["id"], row["kind"])
    yield from source.evidence(row, act)
    yield act, TYPE, DG("Plan" if row["kind"] in PLANNING_KINDS else "Law")
    yield from source.plain(act, SKOS("notation"), row["id"])
    yield from source.text(
        act, LABEL, {language: row[f"title_{language}"] for language in ("en", "ru", "ky")}
    )
    kind = source.code(row, "kind", "plan-kind")
    if kind:
        yield act, DG("planKind"), kind
    if row["confidence"] != "low":
        yield from _dates(source, row, act)
        yield from _bodies(source, row, act)
        yield from _implements(source, row, act)


def _dates(source: Source, row: Row, act: NamedNode) -> Iterator[Triple]:
    yield from source.plain(act, DG("number"), row["number"])
    yield from source.when(row, act, "adoptedAt", row["adopted"], row["adopted_precision"])
    yield from source.when(row, act, "validFromAt", row["valid_from"])
    yield from source.when(row, act, "validUntilAt", row["valid_to"])


def _bodies(source: Source, row: Row, act: NamedNode) -> Iterator[Triple]:
    issuer = source.refer(row, "issuer_agency_id", "body")
    if issuer:
        yield act, DG("issuedBy"), issuer
    for key in row.items("lead_agency_ids"):
        body = source.refer(row, "lead_agency_ids", "body", key)
        if body:
            yield act, DG("leadBody"), body
    later = source.refer(row, "superseded_by", "act")
    if later:
        yield act, DG("supersededBy"), later


def _implements(source: Source, row: Row, act: NamedNode) -> Iterator[Triple]:
    """Tell goals, provisions and instruments apart by the form of their keys."""
    for key in row.items("implements"):
        kind = "goal" if key[0].isdigit() else "provision" if "/" in key else "instrument"
        target = source.refer(row, "implements", kind, key)
        if target:
            yield act, DG(dict(_LINKS)[kind]), target
