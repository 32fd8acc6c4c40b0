"""Say in the graph what people wrote in the workspace: who corrected, reviewed, contested or answered what.

All of it stands in the graph of its own, `graph/workspace`. A correction changes what a loader reads; the notes here
keep what the source said. Disputes and replies are about any thing of the graph, so they come after its facts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from dutygraph.amendments import Amendments, Correction, Dispute, Reply, Review, RowKey
from dutygraph.corrections import Corrections, changes
from dutygraph.errors import BadInput, WrongUse
from dutygraph.names import Names
from dutygraph.namespaces import DCT, DG, LABEL, TYPE, XSD, concept, digest, thing
from dutygraph.partial_dates import PartialDate, date_literal
from dutygraph.sources import Metadata, describe, describe_row, source_row
from dutygraph.spellings import kind_of
from dutygraph.store import LocalStore, Triple
from dutygraph.tables import Row, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

GRAPH = "workspace"
_ABOUT_WORKSPACE = Metadata(
    name=GRAPH,
    title={"en": "Disputes and replies", "ru": "Возражения и ответы", "ky": "Каршы пикирлер жана жооптор"},
    summary="What bodies and organisations wrote about facts of this graph.",
    publisher="the keeper of the workspace",
    landing_page="",
    licence="CC-BY-4.0",
    citation="Disputes and replies kept with this graph.",
    retrieved="",
    method="stated",
    tables=(),
    refers=(),
    expect={},
)


def about_rows(
    amendments: Amendments, rows: Mapping[RowKey, Row], metadata: Mapping[str, Metadata]
) -> Iterator[Triple]:
    """Yield what was corrected and reviewed; `rows` are the rows as the sources have them."""
    corrections = Corrections(amendments.corrections)
    for key in dict.fromkeys(entry.row for entry in amendments.about_rows):
        row = replace(rows[key], cells=dict(rows[key].cells), issues=[])
        corrections.apply(row)
        yield from describe_row(metadata[row.source], row)
    for correction in amendments.corrections:
        yield from _correction(correction, rows[correction.row])
    for review in amendments.reviews:
        yield from _review(review, rows[review.row])


def _correction(one: Correction, row: Row) -> Iterator[Triple]:
    changed = list(changes(one, row))
    if not changed and not one.leave_out:
        return  # reported by the row; a note on it would claim what is no longer so
    node, of = thing("correction", one.name), source_row(one.source, row)
    yield of, DG("correctedBy"), node
    yield node, TYPE, DG("Correction")
    yield node, LABEL, ox.Literal(one.what or f"Correction of {row.table.file}, {'/'.join(one.key)}", language="en")
    yield node, DCT("description"), ox.Literal(one.why)
    yield node, DG("assertedBy"), ox.Literal(one.by)
    yield node, DCT("source"), ox.NamedNode(one.source_url)
    yield node, DG("correctedAt"), _day(one.on)
    for column, before in changed:
        yield node, DG("originalValue"), ox.Literal(f"{column}: {before}")
    if one.leave_out:
        yield node, DG("isWithdrawal"), ox.Literal("true", datatype=XSD("boolean"))


def _review(one: Review, row: Row) -> Iterator[Triple]:
    of = source_row(one.source, row)
    node = thing("review", digest(one.source, one.table, *one.key, one.by, one.on))
    yield of, DG("reviewedBy"), ox.Literal(one.by)
    yield of, DG("reviewedAt"), _day(one.on)
    yield node, TYPE, DG("Review")
    yield node, LABEL, ox.Literal(f"Review of {row.table.file}, {'/'.join(one.key)}", language="en")
    yield node, DG("ofRow"), of
    yield node, DG("reviewedBy"), ox.Literal(one.by)
    yield node, DG("reviewedAt"), _day(one.on)
    yield node, DG("verdict"), concept("review-verdict", one.verdict)


def about_things(amendments: Amendments, facts: ox.Store) -> Iterator[Triple]:
    """Yield disputes and replies, about things that stand in the graph.

    Raises BadInput for a thing that nobody can find, and names the nearest.
    """
    entries = amendments.about_things
    if not entries:
        return
    names = Names(LocalStore(facts))
    rows = []
    for entry in entries:
        row = _row(entry)
        rows.append(row)
        yield from _dispute(entry, row, names) if isinstance(entry, Dispute) else _reply(entry, row, names)
    # Times come from what people wrote, never from a clock: a rebuild gives the same bytes.
    yield from describe(replace(_ABOUT_WORKSPACE, retrieved=max(entry.on for entry in entries)), rows)


def _row(entry: Dispute | Reply) -> Row:
    """A file of the workspace is a row of its own: its evidence."""
    file = Path(entry.file)
    table = Table(entry.file, ("name",), ("name", "source_url"))
    cells = {"name": f"{file.parent.name}/{file.stem}", "source_url": entry.source_url}
    return Row(GRAPH, table, 1, cells, is_loaded=True)


def _dispute(one: Dispute, row: Row, names: Names) -> Iterator[Triple]:
    node = thing("dispute", Path(one.file).stem)
    yield from describe_row(_ABOUT_WORKSPACE, row)
    yield node, DG("evidence"), source_row(GRAPH, row)
    yield node, TYPE, DG("Dispute")
    yield node, LABEL, ox.Literal(f"Dispute by {one.by}", language="en")
    yield node, DG("about"), _find(one.file, "about", one.about, names)
    yield node, DCT("description"), ox.Literal(one.what)
    yield node, DG("assertedBy"), ox.Literal(one.by)
    yield node, DCT("source"), ox.NamedNode(one.source_url)
    yield node, DG("disputedAt"), _day(one.on)


def _reply(one: Reply, row: Row, names: Names) -> Iterator[Triple]:
    node = thing("status-claim", f"reply-{Path(one.file).stem}")
    date = PartialDate.parse(one.on)
    yield from describe_row(_ABOUT_WORKSPACE, row)
    yield node, DG("evidence"), source_row(GRAPH, row)
    yield node, TYPE, DG("StatusClaim")
    yield node, LABEL, ox.Literal(f"Reply on {one.about}", language="en")
    yield node, DG("about"), _find(one.file, "about", one.about, names)
    yield node, DG("claimedBy"), _public_body(one, names)
    yield node, DG("authorKind"), concept("author-kind", one.kind)
    yield node, DG("claimValue"), _value(one, names)
    yield node, DG("method"), concept("method", "stated")
    yield node, DG("gist"), ox.Literal(one.text, language=one.language)
    yield node, DG("madeAt"), date.literal
    yield node, DG("madeAtEarliest"), date_literal(date.earliest)
    yield node, DG("madeAtLatest"), date_literal(date.latest)


def _public_body(one: Reply, names: Names) -> ox.NamedNode:
    found = _find(one.file, "body", one.body, names, "" if one.body.startswith(("body/", "state/")) else "body")
    if kind_of(found.value) not in ("body", "state"):
        raise BadInput(
            f"{one.file}: {one.body} is no public body", "an organisation contests by a file in disputes/ instead"
        )
    return found


def _value(one: Reply, names: Names) -> ox.NamedNode:
    if one.value == Reply.value:
        return concept("claim-value", one.value)
    return _find(one.file, "value", one.value, names, "claim-value")


def _find(file: str, name: str, text: str, names: Names, kind: str = "") -> ox.NamedNode:
    try:
        return names.resolve(kind, text)
    except WrongUse as error:
        raise BadInput(f"{file}: {name}: {error.problem}", error.repair) from error


def _day(text: str) -> ox.Literal:
    return ox.Literal(text, datatype=XSD("date"))
