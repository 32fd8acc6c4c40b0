"""Say how series of the goals moved (CQ35), and how a figure stands to the recommendations loaded (CQ47)."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from independent.curated import Curated, Row, curated, first_day, last_day

# These kinds of document ask or decide, and hold no recommendations of the kind that a figure counts.
_WITHOUT = {
    "list-of-issues", "list-of-issues-prior-to-reporting", "list-of-themes", "summary-record",
    "views-on-communications",
}  # fmt: skip


class Progress(NamedTuple):
    """The first and the last value of a series on a target, and the recommendations of its goal."""

    first_period: str
    first: Decimal
    last_period: str
    last: Decimal
    trend: str
    open_recommendations: int
    recommendations: int


def progress(tables: Curated | None = None) -> dict[tuple[str, str], Progress]:
    """CQ35: every series with a value for all people, by target and series, for Kyrgyzstan.

    A recommendation is open unless a claim about it says `implemented`; it belongs to a target through its goal.
    """
    tables = tables or curated()
    parents = {row["id"]: row["parent"] for row in tables.rows("goals/goals.csv")}
    by_goal = _recommendations(tables)
    done = {
        row["about_ref"]
        for row in tables.facts("status_claims/status_claims.csv")
        if row["about_kind"] == "recommendation" and row["claim_value"] == "implemented"
    }
    found: dict[tuple[str, str], Progress] = {}
    for row in tables.facts("sdg_observations/series.csv"):
        values = {
            one["period"]: Decimal(one["value"])
            for one in tables.facts("sdg_observations/observations.csv")
            if one["series"] == row["series"] and one["slice"] == "main"
        }
        if not values:
            continue
        target = parents[row["indicator"]]
        asked = by_goal[parents[target]]
        first, last = min(values), max(values)
        found[target, row["series"]] = Progress(
            first, values[first], last, values[last], _trend(row["better"], values), len(asked - done), len(asked)
        )
    return found


def _recommendations(tables: Curated) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in tables.facts("un_recommendations/un_recommendations.csv"):
        for goal in re.split(r"[;|]", row["sdg_goals"]):
            found[goal.strip()].add(row["id"])
    return found


def _trend(better: str, values: dict[str, Decimal]) -> str:
    change = values[max(values)] - values[min(values)]
    if better == "unclear" or len(values) == 1:
        return "not-judged"
    if not change:
        return "unchanged"
    return "improved" if (change > 0) == (better == "higher") else "worsened"


class Count(NamedTuple):
    """What a mechanism recommended up to the statement: rows loaded, documents, and what sources count."""

    recommendations: int
    documents: int
    documented: int | None
    until: date


def figure(tables: Curated | None = None) -> int:
    """Return how many recommendations the statement speaks of."""
    [row] = [
        row
        for row in (tables or curated()).rows("statement_2018/mentions.csv")
        if row["kind"] == "un-recommendation-set" and row["target_id"].isdigit()
    ]
    return int(row["target_id"])


def counts(tables: Curated | None = None) -> dict[tuple[str, str], Count]:
    """CQ47: by body, and for the universal periodic review by cycle.

    The statement is of a month: a document counts if it may be as old, a recommendation if it surely is.
    """
    tables = tables or curated()
    [statement] = tables.rows("statement_2018/statement.csv")
    said_from, said = first_day(statement["made"]), last_day(statement["made"])
    assert said_from
    assert said
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in tables.rows("un_documents/un_documents.csv"):
        begins = first_day(row["date"])
        if row["author"] == "body" and row["document_type"] not in _WITHOUT and begins and begins <= said:
            cycle = row["session"].split(" /")[0] if row["document_type"] == "upr-report" else ""
            groups[row["body"], cycle].append(row)
    return {key: _count(rows, said_from, tables) for key, rows in groups.items()}


def _count(documents: list[Row], day: date, tables: Curated) -> Count:
    keys = {row["id"] for row in documents}
    made = [
        last_day(row["date"])
        for row in tables.rows("un_recommendations/un_recommendations.csv")
        if row["document_id"] in keys
    ]
    numbers = [row["number_of_recommendations"] for row in documents]
    ends = [end for row in documents if (end := last_day(row["date"]))]
    return Count(
        sum(1 for one in made if one and one <= day),
        len(documents),
        sum(map(int, numbers)) if all(numbers) else None,
        max(ends),
    )


def captured(tables: Curated | None = None) -> dict[str, tuple[int, int]]:
    """Return, for each document, the rows that its table says were captured, and those that are loaded."""
    tables = tables or curated()
    rows = tables.rows("un_recommendations/un_recommendations.csv")
    return {
        row["id"]: (int(row["rows_captured"]), sum(one["document_id"] == row["id"] for one in rows))
        for row in tables.rows("un_documents/un_documents.csv")
    }
