"""Say which reports came late and what passed its date: plain dates of Python, no day numbers and no rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from independent.curated import Curated, Row, curated, first_day, items, last_day

PLANS = ("strategy", "programme", "action-plan", "concept")


class Report(NamedTuple):
    """What is known of a report on a day; days only where they can be counted."""

    state: str
    least: int | None
    most: int | None


def reports(state: str, day: date, tables: Curated | None = None) -> dict[str, Report]:
    """CQ20: each report of a State and what is known of it."""
    tables = tables or curated()
    return {row["id"]: _report(row, day) for row in tables.facts("reporting/reporting.csv") if row["state"] == state}


def _report(row: Row, day: date) -> Report:
    received = first_day(row["received"])
    is_received = received is not None and received <= day
    due_first, due_last = first_day(row["due"]), last_day(row["due"])
    if due_first is None or due_last is None:
        return Report("came" if is_received or is_considered(row, day) else "unknown", None, None)
    if not is_received and is_considered(row, day):
        return Report("came", None, None)
    came_first = received if is_received and received else day
    came_last = (last_day(row["received"]) or day) if is_received else day
    if is_received and came_last <= due_first:
        return Report("on-time", 0, 0)
    if not is_received and day < due_first:
        return Report("not-yet-due", 0, 0)
    least, most = max(0, (came_first - due_last).days), max(0, (came_last - due_first).days)
    late = "late" if is_received else "not-received"
    return Report(late if came_first > due_last else "perhaps-late", least, most)


def is_considered(row: Row, day: date) -> bool:
    """Tell whether the body has dealt with a report; of an issue or announcement the last day counts."""
    known = [first_day(row["dialogue_from"]), last_day(row["dialogue_to"]), last_day(row["concluded"])]
    return any(one is not None and one <= day for one in known)


class Due(NamedTuple):
    """Something with a due date."""

    kind: str
    key: str
    last: date


def overdue(day: date, tables: Curated | None = None) -> set[tuple[str, str, int]]:
    """CQ22: kind and key of what passed its date unclaimed, and the least number of days since."""
    tables = tables or curated()
    done = _claimed(tables, day)
    return {
        (one.kind, one.key, (day - one.last).days)
        for one in _everything_due(tables, day)
        if one.last < day and one.key not in done
    }


def _claimed(tables: Curated, day: date) -> set[str]:
    return {
        row["about_ref"]
        for row in tables.facts("status_claims/status_claims.csv")
        if row["claim_value"] == "implemented" and (first_day(row["date"]) or day) <= day
    }


def _everything_due(tables: Curated, day: date) -> Iterator[Due]:
    for row in tables.facts("reporting/reporting.csv"):
        received = first_day(row["received"])
        if (last := last_day(row["due"])) and not is_considered(row, day) and not (received and received <= day):
            yield Due("report", row["id"], last)
    acts = {row["id"]: row for row in tables.rows("plans_and_laws/plans_and_laws.csv")}
    for row in acts.values():
        if row["kind"] in PLANS and row["confidence"] != "low" and (last := last_day(row["valid_to"])):
            yield Due("plan-end", row["id"], last)
    for row in tables.facts("plan_actions/plan_actions.csv"):
        is_of_state = acts[row["plan_id"]]["issuer_agency_id"] or items(row["responsible_agency_ids"])
        if (last := last_day(row["due_to"])) and is_of_state:
            yield Due("plan-action", f"{row['plan_id']}/{row['action_no']}", last)
    for row in tables.facts("un_recommendations/un_recommendations.csv"):
        if last := last_day(row["followup_deadline"]):
            yield Due("follow-up", row["id"], last)
