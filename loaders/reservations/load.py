"""Load what States declared or reserved when they consented to be bound by an instrument."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from dutygraph.namespaces import DG, LABEL, TYPE, thing
from dutygraph.sources import Row, Source, Triple


def load(source: Source) -> Iterator[Triple]:
    """Yield one statement a row; what is only recalled is left out."""
    for row in source.sure_rows("reservations.csv", "confidence low: read the statement in a source before it counts"):
        yield from _statement(source, row)


def _statement(source: Source, row: Row) -> Iterator[Triple]:
    state = source.refer(row, "state", "state")
    instrument = source.refer(row, "instrument_id", "instrument")
    kind = source.code(row, "kind", "reservation-kind")
    if state is None or instrument is None or kind is None:
        row.leave_out("a statement needs a known State, instrument and kind")
        return
    statement = thing("reservation", row["id"])
    yield from source.evidence(row, statement)
    yield statement, TYPE, DG("Reservation")
    yield from source.text(statement, LABEL, {"en": _label(row)})
    yield statement, DG("state"), state
    yield statement, DG("instrument"), instrument
    yield statement, DG("reservationKind"), kind
    yield from _content(source, row, statement)


def _content(source: Source, row: Row, statement: NamedNode) -> Iterator[Triple]:
    for key in row.items("provision_ids", ";"):
        if provision := source.refer(row, "provision_ids", "provision", key):
            yield statement, DG("reservesProvision"), provision
    yield from source.plain(statement, DG("article"), row["article"])
    yield from source.text(statement, DG("gist"), {"en": row["gist_en"], "ru": row["gist_ru"]})
    yield from source.when(row, statement, "madeAt", row["made"])
    yield from source.when(row, statement, "withdrawnAt", row["withdrawn"])


def _label(row: Row) -> str:
    place = f", {row['article']}" if row["article"] else ""
    return f"{row['state']}, {row['instrument_id']}{place}: {row['kind']}"
