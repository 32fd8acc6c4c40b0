"""List the duties of a State: provisions that command a State, at one level, in the roles that the State has."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from independent.curated import Curated, Row, curated, items
from independent.standing import bonds

STATE_WORDS = {"state", "state-of-origin", "state-of-employment", "state-of-transit", "states-together"}
WITHOUT_ROLE = {"state", "states-together"}
OBLIGING = {"shall", "shall-progressively"}


class Duty(NamedTuple):
    """One duty of a provision, by its type."""

    provision: str
    duty_type: str


def duties(state: str, tables: Curated | None = None) -> list[Duty]:
    """Return the duties that a State owes, or owed, under the binding instruments to which it consented."""
    tables = tables or curated()
    roles = {row["role"] for row in tables.facts("states/state_roles.csv") if row["state"] == state}
    return sorted(
        Duty(row["provision_id"], kind)
        for row in _units(tables)
        if _is_owed(row, roles) and _binds(tables, state, row["instrument_id"])
        for kind in items(row["duty_type"])
    )


def _is_owed(row: Row, roles: set[str]) -> bool:
    return _obliges(row) and not (roles | WITHOUT_ROLE).isdisjoint(items(row["bearer"]))


def _obliges(row: Row) -> bool:
    """A State bears it, the text commands it, and there is a duty at all."""
    return (
        row["confidence"] != "low"
        and not STATE_WORDS.isdisjoint(items(row["bearer"]))
        and not OBLIGING.isdisjoint(items(row["modality"]))
        and row["duty_type"] != "none"
    )


def _binds(tables: Curated, state: str, instrument: str) -> bool:
    return tables.instruments[instrument]["legally_binding"] == "yes" and bool(bonds(tables, state, instrument))


def _units(tables: Curated) -> list[Row]:
    """Return the rows that stand for each article: its paragraphs where they carry every type of its duties."""
    rows = tables.rows("provisions/provisions.csv")
    parts: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        parts[row["parent_provision"]].append(row)
    keys = {row["provision_id"] for row in rows}
    tops = [row for row in rows if row["parent_provision"] not in keys]
    return [unit for top in tops for unit in _level(top, parts)]


def _level(row: Row, parts: dict[str, list[Row]]) -> list[Row]:
    carriers = [part for part in parts[row["provision_id"]] if _obliges(part)]
    carried = {kind for part in carriers for kind in items(part["duty_type"])}
    if not carriers or not carried.issuperset(items(row["duty_type"])):
        return [row]
    return [unit for part in carriers for unit in _level(part, parts)]
