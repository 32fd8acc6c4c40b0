"""Say whether a procedure is open against a State on a day."""

from __future__ import annotations

from datetime import date

from independent.curated import FACTS, Curated, Row, curated, first_day, items, last_day
from independent.standing import standing


def procedure_open(state: str, procedure: str, day: date, tables: Curated | None = None) -> str:
    """Answer yes, no or unknown.

    Not bound, or no State: no. Bound not known: unknown. Bound: a procedure that is automatic or comes with a
    protocol is open. One that can be refused is open unless the State refused it (a statement about its provision, or
    a source that shows it refused on the day or later), and unknown if a row is only recalled. One that must be
    accepted is open from the last day on which the acceptance can have begun (if that is not known, from the last
    day of the source), and not before its first; a source that shows it not accepted counts up to its own day; else
    unknown.
    """
    tables = tables or curated()
    rows = [row for row in tables.rows("procedures/procedures.csv") if row["procedure_id"] == procedure]
    bound = standing(state, rows[0]["instrument_id"], day, tables).answer
    if bound != "bound":
        return "unknown" if bound == "unknown" else "no"
    own = [row for row in rows if row["state"] == state]
    if rows[0]["opt"] == "out":
        return _may_be_refused(own, _is_refused_by_statement(tables, state, rows), day)
    return _must_be_accepted(own, day) if rows[0]["opt"] == "in" else "yes"


def _may_be_refused(own: list[Row], is_refused: bool, day: date) -> str:
    if is_refused or any(_shows_refusal(row, day) for row in own):
        return "no"
    return "unknown" if any(row["confidence"] not in FACTS for row in own) else "yes"


def _must_be_accepted(own: list[Row], day: date) -> str:
    for row in own:
        if row["confidence"] not in FACTS:
            continue
        begins, surely = first_day(row["since"]), last_day(row["since"]) or last_day(row["as_of"])
        if row["accepted"] == "yes" and surely and day >= surely:
            return "yes"
        if _shows_refusal(row, day) or (row["accepted"] == "yes" and begins and day < begins):
            return "no"
    return "unknown"


def _shows_refusal(row: Row, day: date) -> bool:
    as_of = first_day(row["as_of"])
    return row["accepted"] == "no" and row["confidence"] in FACTS and as_of is not None and day <= as_of


def _is_refused_by_statement(tables: Curated, state: str, rows: list[Row]) -> bool:
    provisions = {row["provision_id"] for row in rows} - {""}
    return any(
        row["state"] == state
        and row["kind"] != "acceptance-of-procedure"
        and provisions & set(items(row["provision_ids"]))
        for row in tables.facts("reservations/reservations.csv")
    )
