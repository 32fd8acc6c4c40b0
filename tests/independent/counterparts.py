"""Work out what relations between provisions join: commitments without a treaty, and treaties nearly covered.

And the groups of recommendations that no action of a plan names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from independent.curated import Curated, Row, curated, first_day, items
from independent.duties import STATE_WORDS, WITHOUT_ROLE
from independent.standing import NOT_JOINABLE, standing

ASKING = {"shall", "shall-progressively", "should"}
COVERING = {"same-interest", "general-of", "revised-by"}


class Nearest(NamedTuple):
    """A treaty that comes nearest to a commitment, with the day's answer and how they relate."""

    treaty: str
    answer: str
    relations: frozenset[str]


class Covered(NamedTuple):
    """How many provisions of an instrument would give a duty, were compared with others, and are covered."""

    provisions: int
    compared: int
    covered: int


def soft_law_only(state: str, day: date, tables: Curated | None = None) -> dict[str, set[Nearest]]:
    """Return the commitments that no treaty binding the State on the day asks for as well.

    A commitment exists from the adoption of its instrument, for a State that has the role. A treaty asks for the same
    if a relation joins the provisions, their articles or paragraphs, and the State has a duty there. Nearest are the
    other treaties so joined; if no relation is recorded, the treaty that the instrument accompanies.
    """
    tables = tables or curated()
    provisions = _with_duties(tables)
    joined = _joined(tables, provisions)
    found: dict[str, set[Nearest]] = {}
    for key, row in provisions.items():
        instrument = tables.instruments[row["instrument_id"]]
        adopted = first_day(instrument["adoption_date"])
        if instrument["kind"] not in NOT_JOINABLE or not _concerns(tables, state, row) or (adopted and day < adopted):
            continue
        others = {other: kinds for other, kinds in joined[key].items() if _is_treaty(tables, provisions[other])}
        if any(_answer(tables, state, provisions[other], day) == "bound" for other in others
               if _concerns(tables, state, provisions[other])):  # fmt: skip
            continue
        near = _nearest(tables, state, instrument, others, day)
        found |= {f"{key}/{kind}": near for kind in items(row["duty_type"])}
    return found


def _nearest(tables: Curated, state: str, instrument: Row, others: dict[str, set[str]], day: date) -> set[Nearest]:
    relations: dict[str, set[str]] = defaultdict(set)
    for other, kinds in others.items():
        relations[other.split("/")[0]] |= kinds
    if not others and instrument["parent_id"]:
        relations[instrument["parent_id"]] = set()
    answers = {treaty: standing(state, treaty, day, tables).answer for treaty in relations}
    return {
        Nearest(treaty, answers[treaty], frozenset(kinds))
        for treaty, kinds in relations.items()
        if answers[treaty] in ("not-bound", "unknown")
    }


def nearest_to_ratification(state: str, day: date, tables: Curated | None = None) -> dict[str, Covered]:
    """Return the treaties open to the State that it is not known to have joined, and how far they are covered.

    Left out are those adopted later, those closed by a newer convention that is in force, and those of which nothing is
    known today but that the State was last known to be bound.
    """
    tables = tables or curated()
    provisions = _with_duties(tables)
    joined = _joined(tables, provisions)
    found: dict[str, Covered] = {}
    for key, instrument in tables.instruments.items():
        if instrument["kind"] in NOT_JOINABLE or not _is_open(tables, state, instrument, day):
            continue
        own = [row for row in provisions.values() if row["instrument_id"] == key and _concerns(tables, state, row)]
        compared = [row for row in own if joined[row["provision_id"]]]
        covered = [row for row in own if _is_covered(tables, state, joined[row["provision_id"]], provisions, day)]
        found[key] = Covered(len(own), len(compared), len(covered))
    return found


def _is_open(tables: Curated, state: str, instrument: Row, day: date) -> bool:
    answer = standing(state, instrument["id"], day, tables)
    if answer.answer not in ("not-bound", "unknown") or answer.last_known == "bound":
        return False
    adopted = first_day(instrument["adoption_date"]) if "adoption date" in instrument["verified_fields"] else None
    closing = {
        row["instrument_id"]: row["closes_to_ratification_on"]
        for row in tables.facts("instruments/rules.csv")
        if row["closes_to_ratification_on"]
    }.get(instrument["id"])
    closed = first_day(tables.instruments[closing]["entry_into_force"]) if closing else None
    return not (adopted and day < adopted) and not (closed and closed <= day)


def _is_covered(
    tables: Curated, state: str, others: dict[str, set[str]], provisions: dict[str, Row], day: date
) -> bool:
    return any(
        kinds & COVERING
        and _concerns(tables, state, provisions[other])
        and _answer(tables, state, provisions[other], day) == "bound"
        for other, kinds in others.items()
    )


def groups_without_measure(state: str, tables: Curated | None = None) -> dict[str, int]:
    """Count the recommendations for each group that no action names, itself, narrower or under another name."""
    tables = tables or curated()
    groups = {row["id"]: row for row in tables.rows("groups/groups.csv")}
    named = {key for row in tables.facts("plan_actions/plan_actions.csv") for key in items(row["groups"])}
    reached = {wider for key in named for wider in _wider(key, groups)}
    names = {row["label"]: row["group_id"] for row in tables.rows("un_recommendations/values_groups.csv")}
    counts: dict[str, int] = defaultdict(int)
    for row in tables.facts("un_recommendations/un_recommendations.csv"):
        for group in {names[label] for label in items(row["affected_groups"], "|")} - reached:
            counts[group] += 1
    return dict(counts) if state == "KGZ" else {}


def _wider(key: str, groups: dict[str, Row]) -> Iterator[str]:
    """Yield a group, those above it, and those to which one of these corresponds, with those above them."""
    while key:
        yield key
        related = groups[key]["related_id"]
        while related:
            yield related
            related = groups[related]["broader_id"]
        key = groups[key]["broader_id"]


def _with_duties(tables: Curated) -> dict[str, Row]:
    """Return the provisions at which duties of States stand: paragraphs that carry all types of an article, or this."""
    rows = tables.rows("provisions/provisions.csv")
    keys = {row["provision_id"] for row in rows}
    parts: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        parts[row["parent_provision"]].append(row)
    tops = [row for row in rows if row["parent_provision"] not in keys]
    return {row["provision_id"]: row for top in tops for row in _level(top, parts) if _types(row)}


def _level(row: Row, parts: dict[str, list[Row]]) -> list[Row]:
    lower = [chosen for part in parts[row["provision_id"]] for chosen in _level(part, parts)]
    carried = {kind for part in lower for kind in _types(part)}
    return lower if _types(row) <= carried else [row]


def _types(row: Row) -> set[str]:
    speaks = not ASKING.isdisjoint(items(row["modality"])) and not STATE_WORDS.isdisjoint(items(row["bearer"]))
    return set(items(row["duty_type"])) - {"none"} if speaks and row["confidence"] != "low" else set()


def _joined(tables: Curated, provisions: dict[str, Row]) -> dict[str, dict[str, set[str]]]:
    """Return, for each provision with duties, those of other instruments that a relation joins to it, and its kinds."""
    everything = {row["provision_id"]: row for row in tables.rows("provisions/provisions.csv")}
    above = {key: set(_ancestors(key, everything)) for key in everything}

    def carried(end: str) -> list[str]:
        return [key for key in provisions if key in above[end] or end in above[key]]

    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in tables.facts("provision_relations/provision_relations.csv"):
        if row["relation"] == "interprets":
            continue
        for one in carried(row["provision_a"]):
            for two in carried(row["provision_b"]):
                if provisions[one]["instrument_id"] != provisions[two]["instrument_id"]:
                    found[one][two].add(row["relation"])
                    found[two][one].add(row["relation"])
    return found


def _ancestors(key: str, rows: dict[str, Row]) -> Iterator[str]:
    while key in rows:
        yield key
        key = rows[key]["parent_provision"]


def _concerns(tables: Curated, state: str, row: Row) -> bool:
    roles = {row["role"] for row in tables.facts("states/state_roles.csv") if row["state"] == state}
    return not (roles | WITHOUT_ROLE).isdisjoint(items(row["bearer"]))


def _is_treaty(tables: Curated, row: Row) -> bool:
    return tables.instruments[row["instrument_id"]]["kind"] not in NOT_JOINABLE


def _answer(tables: Curated, state: str, row: Row, day: date) -> str:
    return standing(state, row["instrument_id"], day, tables).answer
