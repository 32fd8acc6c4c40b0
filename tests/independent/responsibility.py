"""Say who answers for a duty, a recommendation or a call: by name, or through the theme of a mandate."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache
from typing import NamedTuple

from independent.curated import Curated, Row, curated, first_day, items, last_day
from independent.duties import duties
from independent.standing import bonds

NO_ADDRESSEE = "unspecified"
HOST_STATE = "host-state-"
TODAY = date(2026, 11, 24)
OF_THE_WHOLE_STATE = "KGZ"  # bodies, mandates and recommendations of the curated tables are those of this State


class Item(NamedTuple):
    """Something that somebody should answer for, with the themes that a mandate can name."""

    key: str
    kind: str
    themes: frozenset[str]


class Mandate(NamedTuple):
    """What a source gives a body to do."""

    body: str
    role: str
    themes: frozenset[str]
    valid_from: str
    valid_to: str

    def is_valid_on(self, day: date) -> bool:
        """Tell whether a day may lie in the time for which the source supports the role."""
        begins, ends = first_day(self.valid_from), last_day(self.valid_to)
        return (begins is None or begins <= day) and (ends is None or day <= ends)


@cache
def mandates(tables: Curated) -> list[Mandate]:
    """Return the mandates of the bodies, with their themes as concepts."""
    theme_of = {row["label"]: row["theme_id"] for row in tables.rows("mandates/values.csv")}
    return [
        Mandate(
            row["agency_id"],
            row["role"],
            frozenset(theme_of[label] for label in items(row["theme"], "|")),
            row["from"],
            row["to"],
        )
        for row in tables.facts("mandates/mandates.csv")
    ]


@cache
def _uhri_theme(tables: Curated) -> dict[str, str]:
    """Return what joins our own right terms to the themes of the mandates."""
    return {row["id"]: row["related_id"] for row in tables.rows("themes/themes.csv") if row["related_id"]}


def _joined(tables: Curated, themes: list[str]) -> frozenset[str]:
    related = _uhri_theme(tables)
    return frozenset(themes) | {related[theme] for theme in themes if theme in related}


def duty_themes(provision: Row, tables: Curated) -> frozenset[str]:
    """Return the themes to which the rights of a provision are linked."""
    by_name = {row["pref_en"]: row["id"] for row in tables.rows("themes/themes.csv") if row["id"].startswith("right-")}
    return _joined(tables, [by_name[right] for right in items(provision["rights"]) if right in by_name])


@cache
def recommendations(tables: Curated) -> list[Item]:
    """Return the recommendations with their themes."""
    rows = tables.rows("un_recommendations/values_themes.csv")
    theme_of = {row["label"]: row["theme_id"] for row in rows}
    return [
        Item(row["id"], "recommendation", _joined(tables, [theme_of[x] for x in items(row["rights_themes"], "|")]))
        for row in tables.facts("un_recommendations/un_recommendations.csv")
    ]


@cache
def call_items(tables: Curated) -> list[Item]:
    """Return the calls with their themes; for what only host States are asked no body here answers."""
    return [
        Item(row["id"], "call", _joined(tables, items(row["themes"])))
        for row in tables.rows("statement_2018/claims.csv")
        if row["kind"] == "call" and not all(one.startswith(HOST_STATE) for one in items(row["addressees"]))
    ]


def duty_items(state: str, tables: Curated) -> list[Item]:
    """Return the duties of a State with their themes."""
    provisions = {row["provision_id"]: row for row in tables.rows("provisions/provisions.csv")}
    return [
        Item(f"{duty.provision}/{duty.duty_type}", "duty", duty_themes(provisions[duty.provision], tables))
        for duty in duties(state, tables)
    ]


def no_body(state: str = OF_THE_WHOLE_STATE, tables: Curated | None = None, day: date = TODAY) -> set[tuple[str, str]]:
    """CQ14: what has no responsible body, neither by name nor through the theme of a mandate of any time."""
    tables = tables or curated()
    covered = {theme for mandate in mandates(tables) for theme in mandate.themes}
    named = {row["call"] for row in calls(tables=tables) if row["addressee"]}
    everything = [item for item in duty_items(state, tables) if _may_hold(tables, state, item, day)]
    if state == OF_THE_WHOLE_STATE:
        everything += recommendations(tables)
        everything += [call for call in call_items(tables) if call.key not in named]
    return {(item.key, item.kind) for item in everything if covered.isdisjoint(item.themes)}


class Load(NamedTuple):
    """What stands under the mandates of one body, and the calls that name it."""

    lead: int
    support: int
    derived: int
    calls: int
    recommendations: int


def load(state: str, day: date, tables: Curated | None = None) -> dict[str, Load]:
    """CQ15: what each body answers for on a day."""
    tables = tables or curated()
    standing_items = _items_on(state, day, tables)
    held: dict[str, list[Mandate]] = defaultdict(list)
    for mandate in mandates(tables):
        if mandate.is_valid_on(day) and _stands(tables, mandate.body, day):
            held[mandate.body].append(mandate)
    naming = _calls_by_body(tables, day)
    found = {body: _load(held[body], standing_items, naming[body]) for body in {*held, *naming}}
    return {body: one for body, one in found.items() if any(one)}


def _load(held: list[Mandate], everything: list[Item], naming: set[str]) -> Load:
    def under(chosen: list[Mandate]) -> set[Item]:
        themes = {theme for mandate in chosen for theme in mandate.themes}
        return {item for item in everything if not themes.isdisjoint(item.themes)}

    derived = under(held)
    return Load(
        len(under([mandate for mandate in held if mandate.role == "lead"])),
        len(under([mandate for mandate in held if mandate.role == "support"])),
        len(derived),
        len(naming),
        sum(item.kind == "recommendation" for item in derived),
    )


def _items_on(state: str, day: date, tables: Curated) -> list[Item]:
    """Return what stands on a day: a duty from the first day that may bind, the rest from when it may be made."""
    dated = {row["id"]: row["date"] for row in tables.rows("un_recommendations/un_recommendations.csv")}
    found = [item for item in duty_items(state, tables) if _may_have_begun(tables, state, item, day)]
    found += [item for item in recommendations(tables) if _is_made(dated[item.key], day)]
    if _is_made(_statement_day(tables), day):
        found += call_items(tables)
    return found


def _may_have_begun(tables: Curated, state: str, duty: Item, day: date) -> bool:
    return any(not bond.first or bond.first <= day for bond in bonds(tables, state, _instrument_of(duty)))


def _may_hold(tables: Curated, state: str, duty: Item, day: date) -> bool:
    chain = bonds(tables, state, _instrument_of(duty))
    return any((not bond.first or bond.first <= day) and not (bond.ends and bond.ends <= day) for bond in chain)


def _instrument_of(duty: Item) -> str:
    return duty.key.split("/")[0]


def _is_made(text: str, day: date) -> bool:
    made = first_day(text)
    return made is None or made <= day


def _statement_day(tables: Curated) -> str:
    return tables.rows("statement_2018/statement.csv")[0]["made"]


def _stands(tables: Curated, body: str, day: date) -> bool:
    dissolved = {row["id"]: last_day(row["dissolved"]) for row in tables.rows("bodies/bodies.csv")}[body]
    return dissolved is None or dissolved >= day


def _calls_by_body(tables: Curated, day: date) -> dict[str, set[str]]:
    bodies = {row["id"] for row in tables.rows("bodies/bodies.csv")}
    found: dict[str, set[str]] = defaultdict(set)
    if _is_made(_statement_day(tables), day):
        for row in calls(tables=tables):
            if row["addressee"] in bodies:
                found[row["addressee"]].add(row["call"])
    return found


def calls(statement: str = "bir-duino-2018", tables: Curated | None = None) -> list[Row]:
    """CQ43: one row for each call and addressee; a call that names nobody has one row without an addressee."""
    tables = tables or curated()
    if statement not in {row["id"] for row in tables.rows("statement_2018/statement.csv")}:
        return []
    return [
        {
            "call": row["id"],
            "addressee": addressee.removeprefix(HOST_STATE),
            "addressee_basis": row["addressee_basis"],
            "section": row["section"],
            "start": row["start"],
            "end": row["end"],
        }
        for row in tables.rows("statement_2018/claims.csv")
        if row["kind"] == "call"
        for addressee in [one for one in items(row["addressees"]) if one != NO_ADDRESSEE] or [""]
    ]
