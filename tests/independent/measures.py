"""Say what was suspended (CQ51), what goes against a recommendation (CQ54), what treaty bodies found (CQ55)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from independent.curated import Curated, curated, first_day, items, last_day


def derogations(
    state: str, since: date | None = None, until: date | None = None, tables: Curated | None = None
) -> set[tuple[str, str]]:
    """CQ51: each derogation and provision that may touch the window; an unknown date may be any day."""
    found = set()
    for row in (tables or curated()).facts("derogations/derogations.csv"):
        begun, over = first_day(row["valid_from"]), last_day(row["valid_until"])
        is_over = bool(since and over and over < since)
        is_to_come = bool(until and begun and begun > until)
        if row["state"] == state and not is_over and not is_to_come:
            found |= {(row["id"], provision) for provision in items(row["provision_ids"]) or [""]}
    return found


class Against(NamedTuple):
    """A claim that things got worse on a recommendation, and the measure that it names."""

    recommendation: str
    claim: str
    measure: str


def against(since: date | None = None, tables: Curated | None = None) -> set[Against]:
    """CQ54: claims of regress on recommendations to Kyrgyzstan, each with the measures that it names.

    A measure that was certainly there before the recommendation is no answer to it. Where the claim names none, its
    own date stands for the date of the measure.
    """
    tables = tables or curated()
    asked = {row["id"]: first_day(row["date"]) for row in tables.facts("un_recommendations/un_recommendations.csv")}
    dates = {row["id"]: row["adopted"] for row in tables.rows("plans_and_laws/plans_and_laws.csv")}
    dates |= {row["id"]: row["date"] for row in tables.rows("events/events.csv")}
    named = tables.facts("status_claims/measures.csv")
    found = set()
    for row in tables.facts("status_claims/status_claims.csv"):
        if row["about_kind"] != "recommendation" or row["claim_value"] != "regressed" or row["about_ref"] not in asked:
            continue
        for measure in [one["measure_ref"] for one in named if one["claim_id"] == row["id"]] or [""]:
            last = last_day(dates.get(measure, "") or row["date"])
            first = asked[row["about_ref"]]
            if first and last and first <= last and (not since or since <= last):
                found.add(Against(row["about_ref"], row["id"], measure))
    return found


def findings(
    state: str, body: str | None = None, tables: Curated | None = None
) -> dict[str, tuple[str, set[str], bool]]:
    """CQ55: kind, provisions found violated and whether a grade is known, of each finding on a State."""
    return {
        row["id"]: (row["kind"], set(items(row["violations"])), bool(row["followup_grade"]))
        for row in (tables or curated()).facts("treaty_body_findings/treaty_body_findings.csv")
        if row["state"] == state and body in (None, row["body"])
    }
