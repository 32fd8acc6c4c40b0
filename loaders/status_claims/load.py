"""Load who says what about implementation. Status is a claim by somebody, never a property of a duty.

Rival claims stand side by side. A claim about a thing that no table has is left out: nobody could find it.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from dutygraph.namespaces import DG, LABEL, SKOS, TYPE, thing
from dutygraph.sources import Row, Source, Triple

_CLASSES = {"un-body": "UnBody", "ngo": "CivilSocietyOrganization", "regional-organisation": "RegionalOrganization"}
# What `about_kind` calls a thing, and the kind of key in `about_ref`.
_ABOUT = {
    "call": "statement/bir-duino-2018",
    "recommendation": "recommendation",
    "provision": "provision",
    "law": "act",
    "plan": "act",
}


def load(source: Source) -> Iterator[Triple]:
    """Yield the authors that no other table names, one claim for each row, and the measures that claims name."""
    for row in source.rows("authors.csv"):
        yield from _author(source, row)
    for row in source.rows("status_claims.csv"):
        yield from _claim(source, row)
    for row in source.rows("measures.csv"):
        yield from _measure(source, row)


def _author(source: Source, row: Row) -> Iterator[Triple]:
    author = thing("actor", row["id"])
    yield from source.evidence(row, author)
    yield author, TYPE, DG("Actor")
    if row["kind"] in _CLASSES:
        yield author, TYPE, DG(_CLASSES[row["kind"]])
    yield from source.plain(author, SKOS("notation"), row["id"])
    yield from source.text(author, LABEL, {language: row[f"name_{language}"] for language in ("en", "ru", "ky")})
    kind = source.code(row, "kind", "actor-kind")
    if kind:
        yield author, DG("actorKind"), kind


def _claim(source: Source, row: Row) -> Iterator[Triple]:
    about = _about(source, row)
    if about is None or row["confidence"] == "low":
        row.leave_out("a claim needs the thing that it is about" if about is None else "low confidence: no fact")
        return
    claim = thing("status-claim", row["id"])
    yield from source.evidence(row, claim)
    yield claim, TYPE, DG("StatusClaim")
    yield from source.plain(claim, SKOS("notation"), row["id"])
    yield from source.text(claim, LABEL, _label(row))
    yield claim, DG("about"), about
    yield from source.text(claim, DG("gist"), {"en": row["gist_en"]})
    yield from source.when(row, claim, "madeAt", row["date"], row["date_precision"])
    yield from _who(source, row, claim)
    for column, name in (("document_title", "documentTitle"), ("document_symbol", "symbol"), ("place", "place")):
        yield from source.plain(claim, DG(name), row[column])


def _about(source: Source, row: Row) -> NamedNode | None:
    """Find what the claim is about; a duty is named by its provision or by its whole instrument."""
    kind = _ABOUT.get(row["about_kind"]) or ("provision" if "/" in row["about_ref"] else "instrument")
    return source.refer(row, "about_ref", kind)


def _label(row: Row) -> dict[str, str]:
    return {
        "en": f"Claim {row['id']} on {row['about_ref']}",
        "ru": f"Утверждение {row['id']} о {row['about_ref']}",
        "ky": f"{row['about_ref']} жөнүндө {row['id']} ырастоосу",
    }


def _who(source: Source, row: Row, claim: NamedNode) -> Iterator[Triple]:
    for column, scheme, name in (
        ("claim_value", "claim-value", "claimValue"),
        ("author_kind", "author-kind", "authorKind"),
    ):
        code = source.code(row, column, scheme)
        if code:
            yield claim, DG(name), code
    for key in row.items("author"):
        found = source.keys.iri("state", key) or source.keys.iri("body", key)
        author = found or source.refer(row, "author", "actor", key)
        if author:
            yield claim, DG("claimedBy"), author


def _measure(source: Source, row: Row) -> Iterator[Triple]:
    """Say which law, plan or event a claim names; whether it goes against what was asked is the claim's word."""
    claim = source.refer(row, "claim_id", "status-claim")
    measure = source.keys.iri("event", row["measure_ref"]) or source.refer(row, "measure_ref", "act")
    if claim is None or measure is None or row["confidence"] == "low":
        row.leave_out("a measure needs a known claim, a law, plan or event, and more than low confidence")
        return
    yield from source.evidence(row, claim)
    yield claim, DG("namesMeasure"), measure
