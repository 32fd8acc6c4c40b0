"""Final clauses: the rules of entry into force give the days that treaty_actions.csv calls computed."""

from datetime import date

import pytest

from dutygraph.delays import Delay
from dutygraph.namespaces import thing
from dutygraph.partial_dates import PartialDate

HEADER = (
    "instrument_id,entry_into_force_rule,entry_into_force_clause,denunciation_delay,denunciation_clause,"
    "closes_to_ratification_on,needs_parent,source_url,confidence,notes\n"
)
JOINABLE = {"treaty", "protocol", "ilo-convention"}
# Nobody has read the final clauses of these.
UNREAD = {
    "eaeu-treaty", "ilo-c003", "ilo-c081", "ilo-c119", "ilo-c122", "ilo-c124", "ilo-c144", "ilo-c150", "ilo-c159",
    "ilo-c187",
}  # fmt: skip


def rows(reading, file):
    return [row for row in reading.rows if row.table.file == file]


@pytest.fixture
def rules(read_real):
    return {row["instrument_id"]: row for row in rows(read_real("instruments"), "rules.csv")}


@pytest.fixture
def in_force(read_real):
    """Return the day on which each instrument entered into force at all."""
    known = rows(read_real("instruments"), "instruments.csv")
    return {row["id"]: date.fromisoformat(row["entry_into_force"]) for row in known if row["entry_into_force"]}


def test_joinable_instruments_have_a_rule_unless_their_clauses_are_unread(read_real, rules):
    joinable = {row["id"] for row in rows(read_real("instruments"), "instruments.csv") if row["kind"] in JOINABLE}
    assert joinable - set(rules) == UNREAD
    assert set(rules) <= joinable


def test_the_rules_are_said_of_the_instrument(read_real):
    reading, convention = read_real("instruments"), thing("instrument", "icrmw")
    assert reading.values(convention, "entryIntoForceRule") == {"P3M+first-of-month"}
    assert reading.values(convention, "entryIntoForceClause") == {"art. 87"}
    assert reading.values(convention, "denunciationDelay") == {"P12M+first-of-month"}
    assert reading.values(convention, "denunciationClause") == {"art. 89"}


def test_c103_is_closed_by_c183_and_a_protocol_may_need_its_parent(read_real):
    reading = read_real("instruments")
    assert reading.values(thing("instrument", "ilo-c103"), "closesToRatificationOn") == {"instrument/ilo-c183"}
    assert reading.values(thing("instrument", "opcat"), "needsParent") == {"scheme/parent-need/party"}
    assert reading.values(thing("instrument", "crc-opac"), "needsParent") == {"scheme/parent-need/no"}


def computed(read_real, ending=False):
    """Return the acts whose entry into force was computed, or the endings."""
    return [
        row
        for row in read_real("treaty_actions").rows
        if row["entry_into_force"] if row["action"] == "denunciation" or not ending
        if ending or ("computed" in row["eif_basis"] and row["action"] != "denunciation")
    ]


def test_every_computed_day_follows_from_its_date_and_the_rule(read_real, rules, in_force):
    checked, wrong = 0, []
    for row in computed(read_real):
        rule, first = rules[row["instrument_id"]]["entry_into_force_rule"], in_force[row["instrument_id"]]
        day = max(Delay.parse(rule).after(date.fromisoformat(row["date"])), first)
        checked += 1
        if day.isoformat() != row["entry_into_force"]:
            wrong.append((row["state"], row["instrument_id"], row["date"], row["entry_into_force"], day.isoformat()))
    assert wrong == []
    assert checked == 142


def test_every_computed_window_follows_from_its_year_or_month_and_the_rule(read_real, rules, in_force):
    windows = [row for row in read_real("treaty_actions").rows if row["eif_basis"].startswith("window computed")]
    assert len(windows) == 23
    for row in windows:
        delay = Delay.parse(rules[row["instrument_id"]]["entry_into_force_rule"])
        consent, first = PartialDate.parse(row["date"]), in_force[row["instrument_id"]]
        expected = [max(delay.after(day), first).isoformat() for day in (consent.earliest, consent.latest)]
        assert [row["entry_into_force_earliest"], row["entry_into_force_latest"]] == expected, row.key


def test_a_denunciation_takes_effect_after_its_delay(read_real, rules):
    [row] = [row for row in read_real("treaty_actions").rows if row["action"] == "denunciation"]
    delay = Delay.parse(rules[row["instrument_id"]]["denunciation_delay"])
    assert delay.after(date.fromisoformat(row["date"])).isoformat() == row["entry_into_force"] == "2023-02-08"


@pytest.mark.parametrize(
    ("row", "field", "value"),
    [
        ("cat,P30,art. 27,,,,,,high,", "entry_into_force_rule", "P30"),
        ("cat,,,one year,art. 31,,,,high,", "denunciation_delay", "one year"),
        ("cat,,,,,ilo-c1833,,,high,", "closes_to_ratification_on", "ilo-c1833"),
        ("cat,,,,,,partie,,high,", "needs_parent", "partie"),
    ],
)
def test_a_wrong_cell_is_reported_and_the_rest_loaded(row, field, value, read_with):
    reading = read_with("instruments", {"rules.csv": HEADER + row + "\n"})
    [issue] = [issue for issue in reading.issues if issue.file == "rules.csv"]
    assert (issue.row, issue.field, issue.value) == (2, field, value)
    assert issue.repair
    assert reading.lost() == []


@pytest.mark.parametrize("row", ["catt,P30D,art. 27,,,,,,high,", "cat,P30D,art. 27,,,,,,low,"])
def test_rules_of_nobody_and_of_low_confidence_are_left_out(row, read_with):
    reading = read_with("instruments", {"rules.csv": HEADER + row + "\n"})
    assert reading.values(thing("instrument", "cat"), "entryIntoForceRule") == set()
    assert [row.is_left_out for row in rows(reading, "rules.csv")] == [True]
