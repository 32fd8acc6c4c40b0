"""Load the reports of a State to United Nations bodies: due, received, discussed, concluded."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from dutygraph.namespaces import DG, LABEL, SKOS, TYPE, XSD, thing
from dutygraph.sources import Row, Source, Triple

# The body adopted its conclusions on that day at the latest.
_NO_LATER = ("issued", "announced")


def load(source: Source) -> Iterator[Triple]:
    """Yield one report or review for each row."""
    bodies = source.mapping("values_bodies.csv", "label", "actor_id")
    for row in source.rows("reporting.csv"):
        yield from _report(source, row, bodies)


def _report(source: Source, row: Row, bodies: dict[str, str]) -> Iterator[Triple]:
    state = source.refer(row, "state", "state")
    body = source.refer(row, "body", "actor", bodies.get(row["body"], row["body"]))
    if state is None or body is None or row["confidence"] == "low":
        row.leave_out("a report needs its State and its body, and more than low confidence")
        return
    report = thing("state-report", row["id"])
    yield from source.evidence(row, report)
    yield report, TYPE, DG("StateReport")
    yield report, DG("state"), state
    yield report, DG("toBody"), body
    yield from source.plain(report, SKOS("notation"), row["id"])
    yield from source.text(report, LABEL, _label(row))
    yield from source.plain(report, DG("cycle"), row["cycle"])
    yield from source.plain(report, DG("symbol"), row["report_symbol"])
    instrument = source.refer(row, "instrument_id", "instrument")
    if instrument:
        yield report, DG("instrument"), instrument
    yield from _dates(source, row, report)
    yield from _conclusion(source, row, report)


def _label(row: Row) -> dict[str, str]:
    name = f"{row['body']}, {row['state']}: {row['cycle']}"
    return {"en": f"Report to {name}"} if row["instrument_id"] else {"en": f"Review, {name}"}


def _dates(source: Source, row: Row, report: NamedNode) -> Iterator[Triple]:
    for column, name in (("due", "dueAt"), ("received", "receivedAt"), ("next_due", "nextDueAt")):
        yield from source.when(row, report, name, row[column], row[f"{column}_precision"])
    for column, name in (("dialogue_from", "dialogueFromAt"), ("dialogue_to", "dialogueUntilAt")):
        yield from source.when(row, report, name, row[column])
    if row["followup_received"]:
        yield report, DG("followUpReceived"), Literal("true", datatype=XSD("boolean"))
    if row["followup_received"] != "yes":
        yield from source.when(row, report, "followUpReceivedAt", row["followup_received"])


def _conclusion(source: Source, row: Row, report: NamedNode) -> Iterator[Triple]:
    """Say when the body concluded; of a day of issue only that it was no later."""
    document = source.refer(row, "concluding_document_id", "document")
    if document:
        yield report, DG("concludedIn"), document
    dates = source.when(row, report, "concludedAt", row["concluded"])
    if row["concluded_kind"] == "adopted":
        yield from dates
    elif row["concluded_kind"] in _NO_LATER:
        yield from (triple for triple in dates if triple[1] == DG("concludedAtLatest"))
    elif row["concluded"]:
        known = ", ".join(("adopted", *_NO_LATER))
        row.report("concluded_kind", row["concluded_kind"], "unknown kind of date", f"write one of: {known}")
