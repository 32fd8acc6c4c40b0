"""Load from which provisions States said that they depart in a public emergency, and for how long."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from dutygraph.namespaces import DG, LABEL, TYPE, thing
from dutygraph.sources import Row, Source, Triple


def load(source: Source) -> Iterator[Triple]:
    """Yield one derogation a row; what is only recalled is left out."""
    for row in source.sure_rows("derogations.csv", "confidence low: read of the notice in a source before it counts"):
        yield from _derogation(source, row)


def _derogation(source: Source, row: Row) -> Iterator[Triple]:
    state = source.refer(row, "state", "state")
    instrument = source.refer(row, "instrument_id", "instrument")
    if state is None or instrument is None:
        row.leave_out("a derogation needs a known State and instrument")
        return
    derogation = thing("derogation", row["id"])
    yield from source.evidence(row, derogation)
    yield derogation, TYPE, DG("Derogation")
    yield from source.text(derogation, LABEL, {"en": f"{row['state']}, {row['instrument_id']}, {row['valid_from']}"})
    yield derogation, DG("state"), state
    yield derogation, DG("instrument"), instrument
    yield from _content(source, row, derogation)


def _content(source: Source, row: Row, derogation: NamedNode) -> Iterator[Triple]:
    for key in row.items("provision_ids", ";"):
        if provision := source.refer(row, "provision_ids", "provision", key):
            yield derogation, DG("suspendsProvision"), provision
    yield from source.plain(derogation, DG("article"), row["article"])
    yield from source.plain(derogation, DG("symbol"), row["document"])
    yield from source.text(derogation, DG("gist"), {"en": row["gist_en"], "ru": row["gist_ru"]})
    for column, name in (("valid_from", "validFromAt"), ("valid_until", "validUntilAt"), ("notified", "madeAt")):
        yield from source.when(row, derogation, name, row[column])
