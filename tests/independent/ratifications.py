"""Work out which host States are not bound by what protects migrant workers, and which ratifications were asked for."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from independent.curated import Curated, Row, curated, first_day, items
from independent.instead import instead
from independent.standing import NOT_JOINABLE, Answer, standing

MIGRANT_WORKERS = "group-migrant-workers"


class Gap(NamedTuple):
    """A host State that an instrument for migrant workers does not bind."""

    host: str
    instrument: str
    answer: str
    last_known: str
    origin_answer: str
    alternative: frozenset[str]


class Request(NamedTuple):
    """How often a State was asked to join an instrument, first and last when, and how it stands."""

    instrument: str
    times: int
    first: str
    last: str
    answer: str
    last_known: str


def gaps(origin: str, day: date, tables: Curated | None = None) -> set[Gap]:
    """CQ09: a corridor is any row of the migration table with a host that is one of our States; the alternatives are
    the instruments that stand in for the missing one in both States."""
    tables = tables or curated()
    rows = tables.rows("migration_corridors/migration_corridors.csv")
    hosts = {row["host"] for row in rows if row["origin"] == origin and row["confidence"] != "low"} & set(tables.states)
    found = set()
    for host in hosts:
        for instrument in _for_migrant_workers(tables):
            answer, own = standing(host, instrument, day, tables), standing(origin, instrument, day, tables)
            if answer.answer != "bound":
                both = instead(host, instrument, day, tables) & instead(origin, instrument, day, tables)
                gap = Gap(host, instrument, answer.answer, _known(answer), own.answer, frozenset(both))
                found.add(gap)
    return found


def _known(found: Answer) -> str:
    """Return what was last known of an unknown answer; of any other it is the answer itself."""
    return found.last_known if found.answer == "unknown" else found.answer


def _for_migrant_workers(tables: Curated) -> set[str]:
    """Return the instruments that can be joined and have a provision for migrant workers or a narrower group."""
    labels = _labels(tables)
    return {
        row["instrument_id"]
        for row in tables.rows("provisions/provisions.csv")
        if labels & set(items(row["protects"])) and tables.instruments[row["instrument_id"]]["kind"] not in NOT_JOINABLE
    }


def _labels(tables: Curated) -> set[str]:
    """Return the English labels of the group and of all groups below it."""
    rows = tables.rows("groups/groups.csv")
    wanted, size = {MIGRANT_WORKERS}, 0
    while size != len(wanted):
        size = len(wanted)
        wanted |= {row["id"] for row in rows if row["broader_id"] in wanted}
    return {row["pref_en"] for row in rows if row["id"] in wanted}


def requests(state: str, day: date, tables: Curated | None = None) -> set[Request]:
    """CQ11: rows that ask to ratify, made on the day or before. A call counts for the State that it names, and for
    Kyrgyzstan if it names one of its bodies; a call of nobody is asked of nobody."""
    tables = tables or curated()
    asked: dict[str, list[str]] = defaultdict(list)
    for text, cited in [*_recommended(tables, state), *_called(tables, state)]:
        begins = first_day(text)
        if begins and begins <= day:
            for instrument in cited:
                asked[instrument].append(text)
    found = set()
    for instrument, texts in asked.items():
        texts.sort(key=lambda text: (str(first_day(text)), text))
        answer = standing(state, instrument, day, tables)
        found.add(Request(instrument, len(texts), texts[0], texts[-1], answer.answer, _known(answer)))
    return found


def _recommended(tables: Curated, state: str) -> list[tuple[str, set[str]]]:
    own = tables.rows("un_recommendations/un_recommendations.csv") if state == "KGZ" else []
    others = tables.rows("host_recommendations/host_recommendations.csv")
    rows = [*own, *(row for row in others if row["state"] == state)]
    return [
        (row["date"], _cited(tables, row["instrument_provisions"]))
        for row in rows
        if row["asks_to"] == "ratify" and row["confidence"] != "low"
    ]


def _cited(tables: Curated, cell: str) -> set[str]:
    """Return the instruments that a cell such as `ICERD arts. 1(4), 5; ILO C183` names."""
    names = {row["short_name"]: row["id"] for row in tables.instruments.values()} | _other_names(tables)
    found = set()
    for part in cell.replace("|", ";").split(";"):
        fitting = [name for name in names if part.strip() == name or part.strip().startswith(f"{name} ")]
        if fitting:
            found.add(names[max(fitting, key=len)])
    return found


def _other_names(tables: Curated) -> dict[str, str]:
    files = ("un_recommendations/values_instruments.csv", "host_recommendations/values_instruments.csv")
    return {label: key for file in files for row in tables.rows(file) for label, key in [tuple(row.values())[:2]]}


def _called(tables: Curated, state: str) -> list[tuple[str, set[str]]]:
    made = tables.rows("statement_2018/statement.csv")[0]["made"]
    bodies = {row["id"] for row in tables.rows("bodies/bodies.csv")} if state == "KGZ" else set()
    names = {f"host-state-{state}", f"state-{state.lower()}", *bodies}
    return [
        (made, set(items(row["instruments"])))
        for row in tables.rows("statement_2018/claims.csv")
        if _asks_to_ratify(row) and names & set(items(row["addressees"]))
    ]


def _asks_to_ratify(row: Row) -> bool:
    return row["kind"] == "call" and row["action_type"] == "ratify" and row["confidence"] != "low"
