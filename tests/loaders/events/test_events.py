"""Events since the statement of July 2018: what happened, when, and on whose demand it bears."""

import pytest

from dutygraph.errors import StructureError
from dutygraph.namespaces import thing

CLOSED = thing("event", "EV135")  # the National Centre for the Prevention of Torture ceased to work


def test_every_row_is_loaded(read_real):
    reading = read_real("events")
    assert len(reading.rows) == reading.count("Event") == 157
    assert reading.lost() == []


def test_only_acts_without_a_record_are_reported(read_real):
    issues = read_real("events").issues
    assert {issue.field for issue in issues} == {"laws_or_plans"}
    assert {issue.value for issue in issues} == {
        "agreement-eaeu-pensions-2019", "agreement-turkey-social-security-2018", "criminal-procedure-code-2017",
        "decree-252-2021", "eaeu-court-kgz-2025", "law-elections-2025", "law-local-councils-quota-2019",
        "law-mass-media-2025", "memorandum-turkey-migration-2024", "programme-legal-aid-2024-2028",
        "rus-law-expulsion-2024", "rus-law-school-language-test-2024",
    }  # fmt: skip


def test_the_prevention_centre_closed_on_a_day(read_real):
    reading = read_real("events")
    assert reading.values(CLOSED, "happenedAt") == {"2025-10-03"}
    assert reading.values(CLOSED, "eventKind") == {"scheme/event-kind/body-dissolved"}
    assert reading.values(CLOSED, "section") == {"scheme/section/torture"}
    assert reading.values(CLOSED, "involves") == {"body/ncpt", "body/ombudsman"}
    assert reading.values(CLOSED, "citesAct") == {"law/law-ncpt-2012", "law/constitutional-law-ombudsman-2025"}
    assert reading.values(CLOSED, "citesProvision") == {"provision/opcat/art-3", "provision/opcat/art-17"}
    assert len(reading.values(CLOSED, "gist")) == 2


def test_an_event_of_a_year_may_be_on_any_of_its_days(read_real):
    reading, plan = read_real("events"), thing("event", "EV007")
    assert reading.values(plan, "happenedAt") == {"2018"}
    assert reading.values(plan, "happenedAtEarliest") == {"2018-01-01"}
    assert reading.values(plan, "happenedAtLatest") == {"2018-12-31"}


def test_a_state_is_a_state_and_no_actor(read_real):
    involved = read_real("events").values(thing("event", "EV098"), "involves")
    assert involved == {"body/ministry-labour-social-security-migration", "state/TUR"}


def test_an_act_of_a_foreign_state_is_no_act_of_kyrgyzstan(read_real):
    reading, expulsion = read_real("events"), thing("event", "EV092")
    assert reading.values(expulsion, "citesAct") == set()
    assert reading.values(expulsion, "citesProvision") == {"provision/icrmw/art-22"}


@pytest.mark.parametrize(
    "wrong",
    [
        ("EV001,2018-08-07,", "EV001,2018-08-32,", "happenedAt", "2018-08-32"),
        ("EV001,2018-08-07,day,other,", "EV001,2018-08-07,day,othr,", "kind", "othr"),
        (",crc,crc/art-37;", ",crcc,crc/art-37;", "instruments", "crcc"),
        (",crc/art-37;crc/art-40,", ",crc/art-37;crc/art-99,", "provisions", "crc/art-99"),
        (",ombudsman;educational-colony-14,", ",ombudsmann;educational-colony-14,", "bodies", "ombudsmann"),
        (",children-in-conflict-with-law,http:", ",children,http:", "relates_to_section", "children"),
    ],
)
def test_a_wrong_cell_is_reported_and_the_event_kept(wrong, read_with, edit):
    old, new, field, value = wrong
    reading = read_with("events", {"events.csv": edit("events", "events.csv", {old: new})})
    assert [(i.field, i.value) for i in reading.issues if i.row == 2] == [(field, value)]
    assert reading.count("Event") == 157
    assert reading.lost() == []


def test_an_event_of_low_confidence_is_no_fact(read_with, edit):
    text = edit("events", "events.csv", {"koloniju.html,high": "koloniju.html,low"})
    reading = read_with("events", {"events.csv": text})
    assert [row["id"] for row in reading.rows if row.is_left_out] == ["EV001"]
    assert reading.count("Event") == 156


def test_another_header_stops_the_source(read_with, edit):
    text = edit("events", "events.csv", {",gist_en,": ",text,"})
    with pytest.raises(StructureError, match=r"the header is not the declared one"):
        read_with("events", {"events.csv": text})
