"""Load the procedures under instruments, and whether a State accepted them.

A procedure is described in as many rows as there are States: the first row of each describes it. What a
row of low confidence says of a State is only recalled: it never counts as an acceptance or a refusal.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from dutygraph.namespaces import DG, LABEL, SKOS, TYPE, thing
from dutygraph.sources import Row, Source, Triple

_DESCRIPTION = ("instrument_id", "provision", "provision_id", "kind", "opt")
# Labels only help to read; what kind of procedure it is stands in `dg:procedureKind`.
_PHRASES = {
    "individual": ("individual complaint", "индивидуальная жалоба", "жеке арыз"),
    "interstate": ("inter-State complaint", "межгосударственная жалоба", "мамлекеттер аралык арыз"),
    "inquiry": ("inquiry", "расследование", "иликтөө"),
    "visit": ("visit", "посещение", "барып көрүү"),
    "exclusion": ("exclusion of a part", "исключение части", "бөлүгүн чыгарып салуу"),
}


def load(source: Source) -> Iterator[Triple]:
    """Yield each procedure once, and one acceptance a row."""
    first: dict[str, Row] = {}
    for row in source.rows("procedures.csv"):
        state = source.refer(row, "state", "state")
        instrument = source.refer(row, "instrument_id", "instrument")
        accepted = source.code(row, "accepted", "accepted")
        if state is None or instrument is None or accepted is None:
            row.leave_out("an acceptance needs a known State and instrument, and yes, no or unknown")
            continue
        procedure = thing("procedure", row["procedure_id"])
        yield from source.evidence(row, procedure)
        described = first.setdefault(row["procedure_id"], row)
        if described is row:
            yield from _procedure(source, row, procedure, instrument)
        else:
            _compare(row, described)
        yield from _acceptance(source, row, procedure, state, accepted)


def _procedure(source: Source, row: Row, procedure: NamedNode, instrument: NamedNode) -> Iterator[Triple]:
    yield procedure, TYPE, DG("Procedure")
    yield from source.plain(procedure, SKOS("notation"), row["procedure_id"])
    yield from source.text(procedure, LABEL, _labels(row, f"{row['instrument_id']} {row['provision']}"))
    yield procedure, DG("underInstrument"), instrument
    if provision := source.refer(row, "provision_id", "provision"):
        yield procedure, DG("underProvision"), provision
    elif not row["provision_id"]:
        row.report("provision_id", row["provision"], "the provision has no row", "add it to provisions.csv")
    for column, scheme, name in (("kind", "procedure-kind", "procedureKind"), ("opt", "opt-mode", "optMode")):
        if code := source.code(row, column, scheme):
            yield procedure, DG(name), code


def _acceptance(
    source: Source, row: Row, procedure: NamedNode, state: NamedNode, accepted: NamedNode
) -> Iterator[Triple]:
    is_verified = row["confidence"] != "low"
    acceptance = thing("procedure-acceptance", row["state"], row["procedure_id"])
    yield from source.evidence(row, acceptance)
    yield acceptance, TYPE, DG("ProcedureAcceptance" if is_verified else "UnverifiedProcedureAcceptance")
    yield from source.text(acceptance, LABEL, _labels(row, f"{row['state']}, {row['procedure_id']}"))
    yield acceptance, DG("state"), state
    yield acceptance, DG("procedure"), procedure
    yield acceptance, DG("accepted"), accepted
    if is_verified:
        yield from source.when(row, acceptance, "acceptedSinceAt", row["since"])
        yield from source.when(row, acceptance, "observedAt", row["as_of"])
        if row["accepted"] == "no":
            yield from source.beside(acceptance, "silentFrom", row["as_of"], 1)
    elif row["since"]:
        repair = "read it and raise the confidence, or empty the cell"
        row.report("since", row["since"], "date read in no source", repair)


def _labels(row: Row, subject: str) -> dict[str, str]:
    phrases = _PHRASES.get(row["kind"], (row["kind"],) * 3)
    return dict(zip(("en", "ru", "ky"), (f"{subject}: {phrase}" for phrase in phrases), strict=True))


def _compare(row: Row, described: Row) -> None:
    """Report a row that describes the procedure otherwise than its first row."""
    for column in _DESCRIPTION:
        if row[column] != described[column]:
            problem = f"row {described.number} describes the procedure with {described[column]!r}"
            row.report(column, row[column], problem, "make the rows of a procedure alike")
