"""Say where kinds of author differ (CQ25), and which comments of the ILO bodies were repeated (CQ38)."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from typing import NamedTuple

from independent.curated import Curated, Row, curated, first_day, last_day

# A comment repeats if a row says since when, or if its gist says so in one of these words.
_WORDS = frozenset({"again", "repeat", "repeats", "repeated", "reiterate", "reiterates"})


def rival_claims(since: date | None = None, until: date | None = None, tables: Curated | None = None) -> set[str]:
    """CQ25: the claims about things of which two kinds of author say different things, made wholly within a period."""
    about: dict[str, list[Row]] = defaultdict(list)
    for row in (tables or curated()).facts("status_claims/status_claims.csv"):
        first, last = first_day(row["date"]), last_day(row["date"])
        if first and last and (not since or since <= first) and (not until or last <= until):
            about[row["about_ref"]].append(row)
    return {row["id"] for rows in about.values() if _differ(rows) for row in rows}


def _differ(rows: list[Row]) -> bool:
    return any(
        one["author_kind"] != two["author_kind"] and one["claim_value"] != two["claim_value"]
        for one in rows
        for two in rows
    )


class Point(NamedTuple):
    """What was repeated under one wording of the article."""

    comments: int
    without_reply: int
    since: int | None
    first: int
    last: int
    last_replies: frozenset[str]


def repeated(state: str, tables: Curated | None = None) -> dict[tuple[str, str], Point]:
    """CQ38: the points that comments on a State repeat, by convention and wording of the article."""
    tables = tables or curated()
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in tables.facts("supervisory_comments/supervisory_comments.csv"):
        if row["state"] == state and row["instrument_id"] in tables.instruments and _repeats(row):
            groups[row["instrument_id"], row["provision"]].append(row)
    return {key: _point(rows) for key, rows in groups.items()}


def _repeats(row: Row) -> bool:
    return bool(row["repeated_from_year"]) or not _WORDS.isdisjoint(re.findall("[a-z]+", row["gist"].lower()))


def _point(rows: list[Row]) -> Point:
    years = [int(row["adopted_year"]) for row in rows]
    raised = [int(row["repeated_from_year"]) for row in rows if row["repeated_from_year"]]
    # A repetition older than every year named began at a time that nobody names.
    since = min(raised) if raised and min(raised) <= min(years) else None
    latest = frozenset(row["reply_received"] for row in rows if int(row["adopted_year"]) == max(years))
    without = sum(row["reply_received"] == "no" for row in rows)
    return Point(len(rows), without, since, min(years), max(years), latest)
