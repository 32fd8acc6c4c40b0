"""Tell of an instrument what the State did and reported, and how many recommendations each document has (CQ24)."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from independent.curated import Curated, curated

_STEPS = {
    "report-due": "due",
    "report-received": "received",
    "dialogue": "dialogue_from",
    "follow-up-received": "followup_received",
}
_NO_ACT = "none"  # a row that says that the State was not a party


class Entry(NamedTuple):
    """One line of a story: what kind it is, when, as the source knows it."""

    event: str
    date: str


def acts_and_reports(instrument: str, state: str = "KGZ", tables: Curated | None = None) -> Counter[Entry]:
    """Count the acts of the State and the steps of its reports; a day of issue is no day of conclusions."""
    tables = tables or curated()
    found: Counter[Entry] = Counter()
    for row in tables.acts.get((state, instrument), []):
        if row["action"] != _NO_ACT and row["confidence"] != "low" and row["date"]:
            found[Entry("treaty-act", row["date"])] += 1
    for row in tables.facts("reporting/reporting.csv"):
        if (row["state"], row["instrument_id"]) == (state, instrument):
            steps = {event: row[column] for event, column in _STEPS.items()}
            steps["conclusions"] = row["concluded"] if row["concluded_kind"] == "adopted" else ""
            found.update(Entry(event, date) for event, date in steps.items() if date[:1].isdigit())
    return found
