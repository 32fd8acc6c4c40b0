"""Say what binds a State in place of an instrument that does not."""

from __future__ import annotations

from datetime import date

from independent.curated import Curated, curated
from independent.standing import standing

KINDS = {"revised-by", "same-interest", "general-of"}


def instead(state: str, instrument: str, day: date, tables: Curated | None = None) -> set[str]:
    """Return the instruments with a provision that a relation joins to one of this, and that bind
    the State on the day, or were last known to bind it."""
    tables = tables or curated()
    instrument_of = {row["provision_id"]: row["instrument_id"] for row in tables.rows("provisions/provisions.csv")}
    related: set[str] = set()
    for row in tables.facts("provision_relations/provision_relations.csv"):
        ends = [instrument_of.get(row["provision_a"]), instrument_of.get(row["provision_b"])]
        if row["relation"] in KINDS and instrument in ends and all(ends):
            related |= {end for end in ends if end and end != instrument}
    answers = {one: standing(state, one, day, tables) for one in related}
    return {one for one, found in answers.items() if "bound" in (found.answer, found.last_known)}
