"""Load what States did about treaties, and what was seen that they did not do.

Three kinds of record keep fact and doubt apart. A `TreatyAction` may bind a State or release it.
A `NotPartyObservation` says that the State was not a party on some day. An `UnverifiedAct` (a row of
low confidence, or of action `unverified`) binds nobody: it only keeps an answer from being "not bound".
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from dutygraph.namespaces import DG, LABEL, TYPE, thing
from dutygraph.sources import Row, Source, Triple

# Labels only help to read; the act itself is in `dg:actionKind`.
_PHRASES = {
    "signature": ("signature", "подписание", "кол коюу"),
    "ratification": ("ratification", "ратификация", "ратификациялоо"),
    "accession": ("accession", "присоединение", "кошулуу"),
    "succession": ("succession", "правопреемство", "укук мурастоо"),
    "denunciation": ("denunciation", "денонсация", "денонсациялоо"),
    "notice-not-to-become-party": (
        "notice not to become a party",
        "уведомление о намерении не становиться участником",
        "катышуучу болбоо ниети жөнүндө билдирүү",
    ),
    "none": ("not a party", "не участник", "катышуучу эмес"),
    "unverified": ("status not verified", "статус не проверен", "абалы текшерилген эмес"),
}


def load(source: Source) -> Iterator[Triple]:
    """Yield one act, observation or doubt a row."""
    for row in source.rows("treaty_actions.csv"):
        state = source.refer(row, "state", "state")
        instrument = source.refer(row, "instrument_id", "instrument")
        kind = source.code(row, "action", "treaty-action")
        if state is None or instrument is None or kind is None:
            row.leave_out("an act needs a known State, instrument and action")
            continue
        act = _iri(row)
        yield from source.evidence(row, act)
        yield act, TYPE, _class(row)
        yield act, DG("state"), state
        yield act, DG("instrument"), instrument
        yield act, DG("actionKind"), kind
        yield from source.text(act, LABEL, _labels(row))
        yield from _dates(source, row, act)
        yield from source.plain(act, DG("domesticAct"), row["domestic_act"])
        yield from source.plain(act, DG("reservationNote"), row["reservations_declarations"])


def _iri(row: Row) -> NamedNode:
    # No date in it: a corrected date must not move the record. `n` tells apart what a State did twice.
    repeat = [] if row["n"] == "1" else [row["n"]]
    return thing("treaty-action", row["state"], row["instrument_id"], row["action"], *repeat)


def _class(row: Row) -> NamedNode:
    if row["confidence"] == "low" or row["action"] == "unverified":
        return DG("UnverifiedAct")
    return DG("NotPartyObservation" if row["action"] == "none" else "TreatyAction")


def _labels(row: Row) -> dict[str, str]:
    phrases = _PHRASES.get(row["action"], (row["action"],) * 3)
    subject = f"{row['state']}, {row['instrument_id']}"
    labels = (f"{subject}: {phrase}" for phrase in phrases)
    return dict(zip(("en", "ru", "ky"), labels, strict=True))


def _dates(source: Source, row: Row, act: NamedNode) -> Iterator[Triple]:
    yield from source.when(row, act, "actedAt", row["date"], row["date_precision"])
    yield from source.when(row, act, "confirmedAt", row["last_confirmed"])
    yield from source.when(row, act, "observedAt", row["as_of"])
    # The day of entry into force for the State; for a denunciation the day on which it took effect.
    if row["entry_into_force"]:
        yield from source.when(row, act, "inForceAt", row["entry_into_force"])
    else:
        yield from _window(source, row, act)
    yield from source.plain(act, DG("inForceBasis"), row["eif_basis"])
    # An observation is silent from the day after the first day that it may mean; an act cannot have taken
    # effect on the day before its window.
    yield from source.beside(act, "silentFrom", row["as_of"], 1)
    first = row["entry_into_force_earliest"] or row["entry_into_force"]
    yield from source.beside(act, "notInForceOn", first, -1)


def _window(source: Source, row: Row, act: NamedNode) -> Iterator[Triple]:
    """Say the window of an unknown day; "party by 2019" gives its last day alone."""
    first, last = row["entry_into_force_earliest"], row["entry_into_force_latest"]
    problem = "the window ends before it begins" if first and last and first > last else ""
    try:
        window = list(source.window(act, "inForceAt", first, last))
    except ValueError as error:
        problem = f"impossible date: {error}"
    if problem:
        repair = "write two days as 2013-04-05, the first one first"
        row.report("entry_into_force_earliest", f"{first}..{last}", problem, repair)
        return
    yield from window
