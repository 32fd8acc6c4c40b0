"""Say what happened to each call since the statement (CQ46), and how much was searched where nothing is known."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from independent.curated import Curated, Row, curated, first_day, items, last_day
from independent.responsibility import HOST_STATE, NO_ADDRESSEE, TODAY

HOME = "KGZ"
_NO_ACTS = {"none", "unverified", "not-ratifiable"}
_SHARED = {"provision": "provisions", "instrument": "instruments", "act": "laws_or_plans"}


class Link(NamedTuple):
    """What is linked to a call, and why."""

    call: str
    link: str
    event: str


def calls(tables: Curated) -> list[Row]:
    """Return the calls of the statement."""
    return [row for row in tables.rows("statement_2018/claims.csv") if row["kind"] == "call"]


def since_then(tables: Curated | None = None, day: date = TODAY) -> set[Link]:
    """CQ46: what may have happened between the first day on which the statement can have been made and a day."""
    tables = tables or curated()
    said = first_day(tables.rows("statement_2018/statement.csv")[0]["made"])
    assert said
    found = set()
    for call in calls(tables):
        for link, key, text in _candidates(tables, call):
            first, last = first_day(text), last_day(text)
            if first and last and said <= last and first <= day:
                found.add(Link(call["id"], link, key))
    return found


def _candidates(tables: Curated, call: Row) -> list[tuple[str, str, str]]:
    return [
        *_events(tables, call),
        *_successors_of_acts(tables, call),
        *_bodies(tables, call),
        *_claims(tables, call),
        *_treaty_acts(tables, call),
    ]


def _addressees(call: Row) -> set[str]:
    return {one.removeprefix(HOST_STATE) for one in items(call["addressees"])} - {NO_ADDRESSEE}


def _named(row: Row, column: str) -> set[str]:
    """Return the keys in a cell; of an act only the act, not its part."""
    return {one.split("/")[0] if column == "laws_or_plans" else one for one in items(row[column])}


def _known(tables: Curated) -> set[str]:
    """Return the keys that a link can go through: a word that no table has names nothing."""
    keys = {
        row["id"]
        for file in (
            "instruments/instruments",
            "plans_and_laws/plans_and_laws",
            "bodies/bodies",
            "actors/actors",
            "status_claims/authors",
        )
        for row in tables.rows(f"{file}.csv")
    }
    return keys | set(tables.states) | {row["provision_id"] for row in tables.rows("provisions/provisions.csv")}


def _events(tables: Curated, call: Row) -> list[tuple[str, str, str]]:
    known, found = _known(tables), []
    for event in tables.facts("events/events.csv"):
        if event["relates_to_section"] != call["section"]:
            continue
        shared = {link: _named(call, column) & _named(event, column) for link, column in _SHARED.items()}
        shared["body"] = _addressees(call) & _named(event, "bodies")
        found += [(link, event["id"], event["date"]) for link, keys in shared.items() if keys & known]
    return found


def _successors_of_acts(tables: Curated, call: Row) -> list[tuple[str, str, str]]:
    acts = {row["id"]: row for row in tables.facts("plans_and_laws/plans_and_laws.csv")}
    found: set[str] = set()
    waiting = _named(call, "laws_or_plans")
    while waiting:
        later = {acts[key]["superseded_by"] for key in waiting if key in acts} - {""} - found
        found |= later
        waiting = later
    return [("supersedes", key, acts[key]["adopted"]) for key in found if key in acts]


def _bodies(tables: Curated, call: Row) -> list[tuple[str, str, str]]:
    bodies = {row["id"]: row for row in tables.facts("bodies/bodies.csv")}
    asked = [bodies[key] for key in _addressees(call) if key in bodies]
    found = [("body-dissolved", body["id"], body["dissolved"]) for body in asked]
    for body in asked:
        after = set(items(body["successor_ids"]))
        after |= {other["id"] for other in bodies.values() if body["id"] in items(other["predecessor_ids"])}
        found += [("body-succeeds", key, bodies[key]["established"]) for key in after if key in bodies]
    return found


def _claims(tables: Curated, call: Row) -> list[tuple[str, str, str]]:
    rows = tables.facts("status_claims/status_claims.csv")
    return [("claim", row["id"], row["date"]) for row in rows if row["about_ref"] == call["id"]]


def _parties(tables: Curated, call: Row) -> set[str]:
    """Return the States that a call asks; one that names none asks the State that the statement is about."""
    return _addressees(call) & set(tables.states) or {HOME}


def _treaty_acts(tables: Curated, call: Row) -> list[tuple[str, str, str]]:
    return [
        ("treaty-act", f"{party}/{instrument}/{row['action']}", row["date"])
        for instrument in _named(call, "instruments")
        for party in _parties(tables, call)
        for row in tables.acts.get((party, instrument), [])
        if row["confidence"] != "low" and row["action"] not in _NO_ACTS
    ]


def findings(tables: Curated | None = None, day: date = TODAY) -> dict[str, str]:
    """Return what the absence means for each call after which nothing is known."""
    tables = tables or curated()
    linked = {link.call for link in since_then(tables, day)}
    return {call["id"]: _finding(tables, call) for call in calls(tables) if call["id"] not in linked}


def _finding(tables: Curated, call: Row) -> str:
    """Tell whether all was searched, at least in part, on which the absence for a call rests."""
    needs = [("events", HOME, ""), ("status-claims", HOME, "")]
    if _named(call, "laws_or_plans") & _known(tables):
        needs.append(("plans-and-laws", HOME, ""))
    if _addressees(call) & {row["id"] for row in tables.rows("bodies/bodies.csv")}:
        needs.append(("bodies", HOME, ""))
    named = _named(call, "instruments")
    needs += [("treaty-actions", party, one) for one in named for party in _parties(tables, call)]
    return "none-found" if all(_is_searched(tables, *need) for need in needs) else "unknown"


def _is_searched(tables: Curated, topic: str, state: str, instrument: str) -> bool:
    return any(
        row["topic"] == topic
        and row["completeness"] != "unknown"
        and state in items(row["states"])
        and (not instrument or instrument in items(row["instruments"]))
        for row in tables.rows("coverage/coverage.csv")
    )
