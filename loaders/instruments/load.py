"""Load treaties and soft instruments, and the rules of their final clauses.

A date or symbol is loaded only where `verified_fields` says that it was read.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from pyoxigraph import NamedNode

from dutygraph.delays import Delay, add_months
from dutygraph.namespaces import DG, LABEL, SKOS, TYPE, thing
from dutygraph.partial_dates import date_literal
from dutygraph.sources import Row, Source, Triple

_BINDINGNESS = {"yes": "binding", "no": "soft", "contested": "contested"}
# Words of `verified_fields` that make a cell a fact; "year" vouches for a year alone.
_ADOPTION = {"adoption date", "date of conclusion"}
_LINKS = {
    "revises_id": "revises",
    "parent_id": "parentInstrument",
    "ends_on_ratification_of": "endsOnRatificationOf",
}


_DELAYS = {"entry_into_force_rule": "entryIntoForceRule", "denunciation_delay": "denunciationDelay"}
# Windows of denunciation are written out up to this year; a State looks one or two periods ahead.
_LAST_YEAR = 2060
_WINDOW = 12  # months: "within the year following the expiration of the period"
_CLAUSES = {"entry_into_force_clause": "entryIntoForceClause", "denunciation_clause": "denunciationClause"}


def load(source: Source) -> Iterator[Triple]:
    """Yield one instrument a row, and what its final clauses say."""
    yield from _instruments(source)
    for row in source.rows("rules.csv"):
        yield from _rules(source, row)
    yield from _windows(source)


def _instruments(source: Source) -> Iterator[Triple]:
    actors = source.mapping("values.csv", "monitoring_body", "actor")
    for row in source.rows("instruments.csv"):
        instrument = thing("instrument", row["id"])
        yield from source.evidence(row, instrument)
        yield from _names(source, row, instrument)
        yield from _nature(source, row, instrument)
        yield from _links(source, row, instrument)
        yield from _monitoring(source, row, instrument, actors)
        yield from _dates(source, row, instrument)


def _names(source: Source, row: Row, instrument: NamedNode) -> Iterator[Triple]:
    yield instrument, TYPE, DG("Instrument")
    yield from source.text(
        instrument, LABEL, {"en": row["title_en"], "ru": row["title_ru"], "ky": row["title_ky"]}
    )
    yield from source.plain(instrument, DG("shortName"), row["short_name"])
    yield from source.plain(instrument, SKOS("notation"), row["id"])
    if _is_symbol_read(row):
        yield from source.plain(instrument, DG("symbol"), row["symbol"])


def _nature(source: Source, row: Row, instrument: NamedNode) -> Iterator[Triple]:
    if kind := source.code(row, "kind", "instrument-kind"):
        yield instrument, DG("instrumentKind"), kind
    word = row["legally_binding"]
    if bindingness := source.code(row, "legally_binding", "bindingness", _BINDINGNESS.get(word, word)):
        yield instrument, DG("bindingness"), bindingness
    yield from source.plain(instrument, DG("adoptingBody"), row["adopting_body"])


def _links(source: Source, row: Row, instrument: NamedNode) -> Iterator[Triple]:
    for column, name in _LINKS.items():
        if other := source.refer(row, column, "instrument"):
            yield instrument, DG(name), other


def _monitoring(source: Source, row: Row, instrument: NamedNode, actors: dict[str, str]) -> Iterator[Triple]:
    body = row["monitoring_body"]
    if not body:
        return
    if body not in actors:
        row.report("monitoring_body", body, "no actor stands for this body", "add a line to values.csv")
    elif actor := source.refer(row, "monitoring_body", "actor", actors[body]):
        yield instrument, DG("monitoredBy"), actor


def _dates(source: Source, row: Row, instrument: NamedNode) -> Iterator[Triple]:
    verified = _verified(row)
    if verified & _ADOPTION or ("year" in verified and len(row["adoption_date"]) == 4):
        yield from source.when(row, instrument, "adoptedAt", row["adoption_date"])
    elif row["adoption_date"]:
        _report_unread(row, "adoption_date")
    if "entry into force" in verified:
        yield from source.when(row, instrument, "enteredIntoForceAt", row["entry_into_force"])
        yield from source.beside(instrument, "notInForceOn", row["entry_into_force"], -1)
    elif row["entry_into_force"]:
        _report_unread(row, "entry_into_force")


def _verified(row: Row) -> set[str]:
    """Return the fields that a source supports; a row of low confidence has none."""
    return set() if row["confidence"] == "low" else set(row.items("verified_fields"))


def _is_symbol_read(row: Row) -> bool:
    # ILO numbers and Security Council numbers are part of the title, so whoever read that read them.
    return "symbol" in _verified(row) or row["symbol"].startswith(("ILO ", "S/RES/"))


def _report_unread(row: Row, column: str) -> None:
    row.report(
        column,
        row[column],
        "date read in no source",
        "name it in verified_fields with its source_url, or empty the cell",
    )


def _rules(source: Source, row: Row) -> Iterator[Triple]:
    """Say when consent and denunciation take effect, and who can join; a rule nobody has read is no rule."""
    instrument = source.refer(row, "instrument_id", "instrument")
    if instrument is None or row["confidence"] == "low":
        row.leave_out("the rules need a known instrument and more than low confidence")
        return
    yield from source.evidence(row, instrument)
    for column, name in _DELAYS.items():
        yield from _delay(source, row, instrument, column, name)
    for column, name in _CLAUSES.items():
        yield from source.plain(instrument, DG(name), row[column])
    if revision := source.refer(row, "closes_to_ratification_on", "instrument"):
        yield instrument, DG("closesToRatificationOn"), revision
    if need := source.code(row, "needs_parent", "parent-need"):
        yield instrument, DG("needsParent"), need


def _delay(source: Source, row: Row, instrument: NamedNode, column: str, name: str) -> Iterator[Triple]:
    text = row[column]
    try:
        if text:
            Delay.parse(text)
    except ValueError as error:
        row.report(column, text, f"impossible delay: {error}", "write what the clause says")
        return
    yield from source.plain(instrument, DG(name), text)


def _windows(source: Source) -> Iterator[Triple]:
    """Yield the years in which conventions can be denounced, as the read clauses count them."""
    in_force = _days_of_force(source)
    rows = list(source.rows("windows.csv"))
    opened = {row["instrument_id"]: _openings(row, in_force.get(row["instrument_id"])) for row in rows}
    for row in rows:
        instrument = source.refer(row, "instrument_id", "instrument")
        first = in_force.get(row["instrument_id"])
        days = [
            day
            for day in opened.get(row["opens_with"] or row["instrument_id"], [])
            if first is not None and first <= day
        ]
        if instrument is None or row["confidence"] == "low" or first is None or not days:
            row.leave_out("a window needs a known instrument, its day of entry into force, and a clause that was read")
            continue
        awaited = first
        for number, day in enumerate(days, 1):
            window = thing("denunciation-window", row["instrument_id"], str(number))
            yield from source.evidence(row, window)
            yield window, TYPE, DG("DenunciationWindow")
            yield from source.text(window, LABEL, {"en": f"{row['instrument_id']}, window {number} for denunciation"})
            yield window, DG("instrument"), instrument
            yield window, DG("awaitedFrom"), date_literal(awaited)
            yield window, DG("opensAt"), date_literal(day)
            yield window, DG("closesAt"), date_literal(add_months(day, _WINDOW))
            awaited = add_months(day, _WINDOW) + datetime.timedelta(days=1)


def _days_of_force(source: Source) -> dict[str, datetime.date]:
    """Return the day on which each instrument read so far came into force, where somebody read it to the day."""
    return {
        row["id"]: datetime.date.fromisoformat(row["entry_into_force"])
        for row in source.seen
        if row.table.file == "instruments.csv" and "entry into force" in _verified(row)
        if len(row["entry_into_force"]) == len("2000-01-01")
    }


def _openings(row: Row, first: datetime.date | None) -> list[datetime.date]:
    """Return the days on which the window of a convention opens."""
    if first is None or not row["first_after"]:
        return []
    periods: list[int] = []
    for column in ("first_after", "then_every"):
        try:
            periods.append(Delay.parse(row[column]).months)
        except ValueError as error:
            row.report(column, row[column], f"impossible period: {error}", "write what the clause says, such as P10Y")
            return []
    months, step = periods
    days: list[datetime.date] = []
    while (day := add_months(first, months)).year <= _LAST_YEAR:
        days.append(day)
        months += step
    return days
