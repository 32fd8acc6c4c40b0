"""Read the curated CSV files as they stand, with the standard library only."""

from __future__ import annotations

import calendar
import csv
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from pathlib import Path

LOADERS = Path(__file__).resolve().parents[2] / "loaders"

Row = dict[str, str]
FACTS = ("high", "medium")


@dataclass(frozen=True)
class Curated:
    """The tables of a folder of loaders, each read once."""

    loaders: Path
    _tables: dict[str, list[Row]] = field(default_factory=dict, compare=False)

    def rows(self, file: str) -> list[Row]:
        """Return the rows of `source/table.csv`."""
        if file not in self._tables:
            with (self.loaders / file).open(encoding="utf-8", newline="") as text:
                rows = [{key: (value or "").strip() for key, value in row.items()} for row in csv.DictReader(text)]
            self._tables[file] = rows
        return self._tables[file]

    def facts(self, file: str) -> list[Row]:
        """Return the rows that count as facts: those of high or medium confidence."""
        return [row for row in self.rows(file) if row["confidence"] in FACTS]

    @cached_property
    def states(self) -> dict[str, Row]:
        """Return the States by key."""
        return {row["id"]: row for row in self.rows("states/states.csv")}

    @cached_property
    def instruments(self) -> dict[str, Row]:
        """Return the instruments by key."""
        return {row["id"]: row for row in self.rows("instruments/instruments.csv")}

    @cached_property
    def acts(self) -> dict[tuple[str, str], list[Row]]:
        """Return the rows of the treaty acts of each State and instrument."""
        found: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self.rows("treaty_actions/treaty_actions.csv"):
            found[row["state"], row["instrument_id"]].append(row)
        return dict(found)


@cache
def curated(loaders: Path = LOADERS) -> Curated:
    """Return the tables of a folder of loaders."""
    return Curated(loaders)


def items(text: str, separator: str = ";") -> list[str]:
    """Return the values of a cell that holds several."""
    return [part.strip() for part in text.split(separator) if part.strip()]


def first_day(text: str) -> date | None:
    """Return the first day of a day, month or year; nothing for an empty cell."""
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def last_day(text: str) -> date | None:
    """Return the last day of a day, month or year; nothing for an empty cell."""
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    month = parts[1] if len(parts) > 1 else 12
    return date(parts[0], month, parts[2] if len(parts) > 2 else calendar.monthrange(parts[0], month)[1])
