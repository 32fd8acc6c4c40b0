"""Say when the ILO instruments that bind a State can be denounced (CQ39)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from independent import standing
from independent.curated import Curated, Row, curated


class Window(NamedTuple):
    """The present or next window of an instrument; both days empty where its clauses were not read."""

    opens: date | None
    closes: date | None
    is_open: bool | None


def windows(state: str, day: date, tables: Curated | None = None) -> dict[str, Window]:
    """CQ39: the window of each instrument of the Labour Conference that binds the State on the day.

    A window opens at the end of the first period after the instrument first came into force, and at the end of each
    period after that; it lasts one year, its last day included. A protocol that opens with its convention has the
    windows of the convention that open once the protocol itself is in force.
    """
    tables = tables or curated()
    clauses = {row["instrument_id"]: row for row in tables.facts("instruments/windows.csv")}
    found: dict[str, Window] = {}
    for key, instrument in tables.instruments.items():
        if instrument["adopting_body"] != "International Labour Conference":
            continue
        answer = standing.standing(state, key, day, tables)
        if "bound" not in (answer.answer, answer.last_known if answer.answer == "unknown" else ""):
            continue
        found[key] = _next(clauses.get(key), instrument, tables, day)
    return found


def _next(clause: Row | None, instrument: Row, tables: Curated, day: date) -> Window:
    if clause is None:
        return Window(None, None, None)
    counted = clause if not clause["opens_with"] else _clause_of(clause["opens_with"], tables)
    first = date.fromisoformat(tables.instruments[counted["instrument_id"]]["entry_into_force"])
    opens = _years_after(first, _years(counted["first_after"]))
    while _years_after(opens, 1) < day or opens < date.fromisoformat(instrument["entry_into_force"]):
        opens = _years_after(opens, _years(counted["then_every"]))
    return Window(opens, _years_after(opens, 1), opens <= day)


def _clause_of(key: str, tables: Curated) -> Row:
    return next(row for row in tables.facts("instruments/windows.csv") if row["instrument_id"] == key)


def _years(period: str) -> int:
    return int(period.removeprefix("P").removesuffix("Y"))


def _years_after(day: date, years: int) -> date:
    return day.replace(year=day.year + years)  # none of the conventions came into force on a 29 February
