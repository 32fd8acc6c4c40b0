"""Say what nothing speaks for (CQ26), what money is known (CQ29), how the review fared (CQ30), who covers what."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from independent.curated import Curated, Row, curated, first_day, items
from independent.responsibility import call_items, calls, duty_themes, mandates

_OURS = "right-"  # themes of provisions; mandates have themes of the index of the United Nations
_REVIEW = "UPR"


def no_evidence(since: date | None = None, tables: Curated | None = None) -> set[str]:
    """CQ26: the recommendations that no action names in `implements` and no claim is about, made wholly since a day."""
    tables = tables or curated()
    spoken_for = _claimed(tables) | _acted_on(tables)
    return {
        row["id"]
        for row in tables.rows("un_recommendations/un_recommendations.csv")
        if row["id"] not in spoken_for and (since is None or (first_day(row["date"]) or date.min) >= since)
    }


def _claimed(tables: Curated) -> set[str]:
    rows = tables.facts("status_claims/status_claims.csv")
    return {row["about_ref"] for row in rows if row["about_kind"] == "recommendation"}


def _acted_on(tables: Curated) -> set[str]:
    known = {row["id"] for row in tables.rows("un_recommendations/un_recommendations.csv")}
    return {key for row in tables.facts("plan_actions/plan_actions.csv") for key in items(row["implements"])} & known


class Fate(NamedTuple):
    """What became of the recommendations of one cycle with one response."""

    recommendations: int
    with_action: int
    with_claim: int
    share: int


def fates(tables: Curated | None = None) -> dict[tuple[int, str], Fate]:
    """CQ30: by cycle and response; a half per cent counts as one."""
    tables = tables or curated()
    groups: dict[tuple[int, str], set[str]] = defaultdict(set)
    for row in tables.rows("un_recommendations/un_recommendations.csv"):
        if row["body"] == _REVIEW:
            cycle = int(row["session_cycle"].removeprefix("Cycle ").split()[0])
            groups[cycle, row["upr_response"]].add(row["id"])
    acted, claimed = _acted_on(tables), _claimed(tables)

    def fate(group: set[str]) -> Fate:
        share = int(100 * len(group & (acted | claimed)) / len(group) + 0.5)
        return Fate(len(group), len(group & acted), len(group & claimed), share)

    return {key: fate(group) for key, group in groups.items()}


class Money(NamedTuple):
    """What the table says about the money of an action."""

    amount: str
    currency: str
    kind: str


def money(tables: Curated | None = None) -> dict[tuple[str, str], Money]:
    """CQ29: by plan and gist of the action; a plan without any action has one row without a gist."""
    tables = tables or curated()
    actions = tables.facts("plan_actions/plan_actions.csv")
    found = {
        (row["plan_id"], row["gist_en"]): Money(
            row["budget_amount"], row["budget_amount"] and row["budget_currency"], row["budget_source_text_kind"]
        )
        for row in actions
    }
    bare = _plans(tables) - {row["plan_id"] for row in actions}
    return found | {(plan, ""): Money("", "", "") for plan in bare}


def _plans(tables: Curated) -> set[str]:
    """Return the plans of which a body of the State is issuer or leader."""
    planning = {"strategy", "programme", "concept", "action-plan"}
    rows = tables.facts("plans_and_laws/plans_and_laws.csv")
    return {
        row["id"] for row in rows if row["kind"] in planning and (row["issuer_agency_id"] or row["lead_agency_ids"])
    }


def mandate_gap(tables: Curated | None = None) -> dict[tuple[str, str], str]:
    """CQ17: whether the mandates of a body cover what a source assigns to it, by item and body."""
    tables = tables or curated()
    return {pair: _cover(tables, pair[1], themes) for pair, themes in _assigned(tables).items()}


def _cover(tables: Curated, body: str, themes: frozenset[str]) -> str:
    held = [mandate.themes for mandate in mandates(tables) if mandate.body == body]
    if not held or not themes:
        return "unknown"
    met = themes & frozenset().union(*held)
    return "yes" if met == themes else "partly" if met else "none-found"


def _assigned(tables: Curated) -> dict[tuple[str, str], frozenset[str]]:
    """Return the themes of each action and call, by item and the bodies that a source names for it."""
    provisions = {row["provision_id"]: row for row in tables.rows("provisions/provisions.csv")}
    bodies = {row["id"] for row in tables.rows("bodies/bodies.csv")}
    found: dict[tuple[str, str], frozenset[str]] = {}
    for row in tables.facts("plan_actions/plan_actions.csv"):
        for body in items(row["responsible_agency_ids"]):
            found[f"{row['plan_id']}: {row['gist_en']}", body] = _themes(tables, row, provisions)
    of_call = {item.key: item.themes for item in call_items(tables)}
    for named in calls(tables=tables):
        if named["addressee"] in bodies:
            found[named["call"], named["addressee"]] = _comparable(of_call[named["call"]])
    return found


def _themes(tables: Curated, action: Row, provisions: dict[str, Row]) -> frozenset[str]:
    served = [provisions[key] for key in items(action["implements"]) if key in provisions]
    return _comparable(frozenset().union(*(duty_themes(row, tables) for row in served)))


def _comparable(themes: frozenset[str]) -> frozenset[str]:
    return frozenset(theme for theme in themes if not theme.startswith(_OURS))


def shared(tables: Curated | None = None) -> dict[str, frozenset[str]]:
    """CQ18: the actions and calls for which a source names two bodies or more; none of these has a role."""
    bodies: dict[str, set[str]] = defaultdict(set)
    for item, body in _assigned(tables or curated()):
        bodies[item].add(body)
    return {item: frozenset(named) for item, named in bodies.items() if len(named) > 1}
