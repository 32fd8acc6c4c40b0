"""Say whether a State is bound by an instrument on a day: the eight rules of the design, in their order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from independent.curated import FACTS, Curated, Row, curated, first_day, last_day

NOT_JOINABLE = {
    "ilo-recommendation", "sc-resolution", "ga-declaration", "guidelines", "principles",
    "regional-commitment", "conference-declaration",
}  # fmt: skip
CONSENTS = {"ratification", "accession", "succession", "acceptance", "approval"}
ONE_DAY = timedelta(days=1)


class Answer(NamedTuple):
    """The answer for one day, and for an unknown one what was known last."""

    answer: str
    reason: str
    act: str = ""
    last_known: str = ""
    last_known_on: date | None = None


@dataclass(frozen=True)
class Bond:
    """A consent that counts as a fact, with the days between which it began and ended to bind."""

    act: str
    first: date | None  # no day before this one can be bound
    certain: date | None  # from this day on it is known to bind
    may_end: date | None = None
    ends: date | None = None
    ended_by: str = ""


def standing(state: str, instrument: str, day: date, tables: Curated | None = None) -> Answer:
    """Answer for one State, instrument and day."""
    tables = tables or curated()
    found = _on(tables, state, instrument, day)
    if found.answer != "unknown":
        return found
    return found._replace(**_last_known(tables, state, instrument, day))


def _on(tables: Curated, state: str, instrument: str, day: date) -> Answer:
    general = _instrument_rules(tables.instruments[instrument], day) or _state_rule(tables.states[state], day)
    return general or _act_rules(tables, state, instrument, day)


def _instrument_rules(row: Row, day: date) -> Answer | None:
    """Rules 1 and 2."""
    if row["kind"] in NOT_JOINABLE:
        return Answer("not-applicable", "cannot-be-joined")
    begins = first_day(row["entry_into_force"]) or first_day(row["adoption_date"])
    return Answer("not-bound", "instrument") if begins and day < begins else None


def _state_rule(row: Row, day: date) -> Answer | None:
    """Rule 3: a continuator is as old as what it continues, so it has no beginning here."""
    if row["identity"] != "continuator":
        begins, surely_began = first_day(row["existed_from"]), last_day(row["existed_from"])
        if begins and day < begins:
            return Answer("not-applicable", "no-state")
        if surely_began and day < surely_began:
            return Answer("unknown", "state-uncertain")
    ends, surely_ended = first_day(row["existed_until"]), last_day(row["existed_until"])
    if surely_ended and day >= surely_ended:
        return Answer("not-applicable", "no-state")
    if ends and ends != surely_ended and day >= ends:
        return Answer("unknown", "state-uncertain")
    return None


def _act_rules(tables: Curated, state: str, instrument: str, day: date) -> Answer:
    """Rules 4 to 8."""
    rows = acts(tables, state, instrument)
    chain = bonds(tables, state, instrument)
    return (
        _released(tables, state, instrument, day)
        or _bound(chain, day)
        or _before(chain, rows, day)
        or _in_window(chain, day)
        or _ended(chain, day)
        or _observed(chain, rows, day)
        or Answer("unknown", "nothing-settles-it")
    )


def _released(tables: Curated, state: str, instrument: str, day: date) -> Answer | None:
    """Before rule 4: surely bound by the convention that revises this one, so never a party here or released.

    What the State did about the older one does not matter, nor does a later denunciation of the newer one.
    """
    later = tables.instruments[instrument]["ends_on_ratification_of"]
    for bond in bonds(tables, state, later) if later else []:
        if bond.certain and day >= bond.certain:
            return Answer("not-bound", "released", bond.act)
    return None


def _bound(chain: list[Bond], day: date) -> Answer | None:
    """Rule 4: in force and not ended; a possible ending leaves it unknown."""
    for bond in chain:
        if bond.certain is None or day < bond.certain or (bond.ends and day >= bond.ends):
            continue
        if bond.may_end and day >= bond.may_end:
            return Answer("unknown", "perhaps-ended", bond.act)
        return Answer("bound", "in-force", bond.act)
    return None


def _before(chain: list[Bond], rows: list[Row], day: date) -> Answer | None:
    """Rule 5, first half: before anything can have bound it, if no weak row says that something else did."""
    if not chain or any(_is_weak_consent(row) for row in rows):
        return None
    if all(bond.first and day < bond.first for bond in chain):
        return Answer("not-bound", "before", chain[0].act)
    return None


def _in_window(chain: list[Bond], day: date) -> Answer | None:
    """Rule 5, second half."""
    for bond in chain:
        if (not bond.first or day >= bond.first) and (not bond.certain or day < bond.certain):
            return Answer("unknown", "window", bond.act)
    return None


def _ended(chain: list[Bond], day: date) -> Answer | None:
    """Rule 6."""
    for bond in chain:
        if bond.ends and day >= bond.ends:
            return Answer("not-bound", "ended", bond.ended_by)
    return None


def _observed(chain: list[Bond], rows: list[Row], day: date) -> Answer | None:
    """Rule 7: seen not to be a party on that day or later, and nothing may have bound it by then."""
    if any(not bond.first or day >= bond.first for bond in chain):
        return None
    for row in rows:
        as_of = first_day(row["as_of"])
        if row["action"] == "none" and row["confidence"] in FACTS and as_of and day <= as_of:
            return Answer("not-bound", "observed", act_key(row))
    return None


def acts(tables: Curated, state: str, instrument: str) -> list[Row]:
    """Return the rows of a State; what one that ended did before its end stands under the State that continues it."""
    found = list(tables.acts.get((state, instrument), []))
    ended = first_day(tables.states[state]["existed_until"])
    for heir in tables.states.values():
        if ended and heir["continues"] == state:
            rows = tables.acts.get((heir["id"], instrument), [])
            found += [row for row in rows if (acted := last_day(row["date"])) and acted < ended]
    return found


def bonds(tables: Curated, state: str, instrument: str) -> list[Bond]:
    """Return the consents that are facts, each with the first thing that ended it."""
    rows = acts(tables, state, instrument)
    begun = [_begun(row) for row in rows if row["action"] in CONSENTS and row["confidence"] in FACTS]
    begun.sort(key=lambda bond: bond.first or date.min)
    ends = _denunciations(rows) + _revisions(tables, state, instrument)
    ends.sort(key=lambda end: end[1] or end[0])
    return [_with_end(bond, ends) for bond in begun]


def _begun(row: Row) -> Bond:
    """Return when a consent begins to bind; a source that still shows the party can end its window early."""
    first = first_day(row["entry_into_force_earliest"]) or first_day(row["entry_into_force"])
    end = last_day(row["entry_into_force_latest"]) or last_day(row["entry_into_force"])
    seen_from, seen_until = first_day(row["last_confirmed"]), last_day(row["last_confirmed"])
    is_exact = first is not None and first == end
    if not is_exact and seen_from and seen_until:
        begins_in_time = first is None or seen_from >= first
        if begins_in_time and (end is None or seen_until < end):
            end = seen_until
    return Bond(act_key(row), first, end)


End = tuple[date, date | None, str]  # may end from, surely ended from, by which act


def _denunciations(rows: list[Row]) -> list[End]:
    found: list[End] = []
    for row in rows:
        effect = first_day(row["entry_into_force"])
        if row["action"] == "denunciation" and (may := effect or first_day(row["date"]) or date.min):
            found.append((may, effect if row["confidence"] in FACTS else None, act_key(row)))
    return found


def _revisions(tables: Curated, state: str, instrument: str) -> list[End]:
    """An instrument may end for a State when a later one that revises it begins to bind the State."""
    later = tables.instruments[instrument]["ends_on_ratification_of"]
    if not later:
        return []
    in_force = first_day(tables.instruments[later]["entry_into_force"]) or date.min
    found: list[End] = [
        (max(bond.first or in_force, in_force), bond.certain, bond.act) for bond in bonds(tables, state, later)
    ]
    weak = [row for row in tables.acts.get((state, later), []) if _is_weak_consent(row)]
    return found + [(in_force, None, act_key(row)) for row in weak]


def _with_end(bond: Bond, ends: list[End]) -> Bond:
    """Give a bond its earliest possible ending and its earliest certain one; endings before it do not count."""
    counted = [end for end in ends if not (end[1] and bond.first and end[1] < bond.first) and end[2] != bond.act]
    may = min((end[0] for end in counted), default=None)
    surely = min((end for end in counted if end[1]), key=lambda end: end[1] or date.max, default=None)
    return Bond(bond.act, bond.first, bond.certain, may, surely and surely[1], surely[2] if surely else "")


def _is_weak_consent(row: Row) -> bool:
    is_consent = row["action"] in CONSENTS or row["action"] == "unverified"
    return is_consent and (row["confidence"] not in FACTS or row["action"] == "unverified")


def act_key(row: Row) -> str:
    """Return the key of a treaty act: State, instrument and action, and its number from the second on."""
    number = [row["n"]] if row["n"] not in ("", "1") else []
    return "/".join([row["state"], row["instrument_id"], row["action"], *number])


def _last_known(tables: Curated, state: str, instrument: str, day: date) -> dict[str, object]:
    """Walk back to the last day that the acts of the State settle."""
    for before in sorted(_turns(tables, state, instrument), reverse=True):
        if before >= day:
            continue
        found = _on(tables, state, instrument, before)
        if found.answer in ("bound", "not-bound") and found.reason != "instrument":
            return {"last_known": found.answer, "last_known_on": before}
    return {}


def _turns(tables: Curated, state: str, instrument: str) -> set[date]:
    """Return every last day of a stretch in which the answer cannot change."""
    starts: set[date | None] = set()
    for bond in bonds(tables, state, instrument):
        starts |= {bond.first, bond.certain, bond.may_end, bond.ends}
    observed = {first_day(row["as_of"]) for row in tables.acts.get((state, instrument), [])}
    ends = {day - ONE_DAY for day in starts if day and day > date.min}
    return ends | {day for day in observed if day}
