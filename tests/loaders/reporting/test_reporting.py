"""Reports of Kyrgyzstan: due, received, discussed, concluded."""

import pytest

from dutygraph.errors import StructureError
from dutygraph.namespaces import thing


def report(key):
    return thing("state-report", key)


def test_every_row_is_loaded(read_real):
    reading = read_real("reporting")
    assert len(reading.rows) == reading.count("StateReport") == 31
    assert reading.lost() == []
    assert reading.issues == []


def test_the_second_report_on_migrant_workers_came_three_years_late(read_real):
    reading, second = read_real("reporting"), report("kgz-cmw-2")
    assert reading.values(second, "toBody") == {"actor/cmw"}
    assert reading.values(second, "instrument") == {"instrument/icrmw"}
    assert reading.values(second, "symbol") == {"CMW/C/KGZ/2"}
    assert reading.values(second, "dueAt") == {"2020"}
    assert reading.values(second, "dueAtLatest") == {"2020-12-31"}
    assert reading.values(second, "receivedAt") == {"2023-04-06"}
    assert reading.values(second, "dialogueFromAt") == {"2023-11-29"}
    assert reading.values(second, "dialogueUntilAt") == {"2023-11-30"}
    assert reading.values(second, "concludedIn") == {"document/cmw-c-kgz-co-2"}
    assert reading.values(second, "concludedAt") == {"2023-12-08"}


def test_a_day_of_issue_says_only_that_the_body_concluded_no_later(read_real):
    reading, fifth = read_real("reporting"), report("kgz-cedaw-5")
    assert reading.values(fifth, "concludedAt") == reading.values(fifth, "concludedAtEarliest") == set()
    assert reading.values(fifth, "concludedAtLatest") == {"2021-11-29"}


def test_follow_up_is_known_by_its_day_or_as_a_bare_fact(read_real):
    reading = read_real("reporting")
    assert reading.values(report("kgz-cedaw-4"), "followUpReceivedAt") == {"2018-01-17"}
    assert reading.values(report("kgz-cedaw-4"), "followUpReceived") == {"true"}
    assert reading.values(report("kgz-cmw-1"), "followUpReceived") == {"true"}
    assert reading.values(report("kgz-cmw-1"), "followUpReceivedAt") == set()
    assert reading.values(report("kgz-cescr-4"), "followUpReceived") == set()


def test_a_date_that_nobody_read_is_not_said(read_real):
    assert read_real("reporting").values(report("kgz-cescr-2-3"), "dueAt") == set()


def test_a_universal_review_belongs_to_no_instrument(read_real):
    reading, first = read_real("reporting"), report("kgz-upr-1")
    assert reading.values(first, "instrument") == set()
    assert reading.values(first, "toBody") == {"actor/upr-working-group"}
    assert reading.values(first, "concludedIn") == {"document/a-hrc-15-2"}


def test_the_last_day_of_a_dialogue_may_be_known_alone(read_real):
    reading, first = read_real("reporting"), report("kgz-cat-1")
    assert reading.values(first, "dialogueFromAt") == set()
    assert reading.values(first, "dialogueUntilAt") == {"1999-11-17"}


def test_a_cut_down_table_gives_the_golden_graph(golden):
    golden("reporting", "reporting.csv")


@pytest.mark.parametrize(
    "wrong",
    [
        (",icrmw,initial,", ",icrmww,initial,", "instrument_id", "icrmww"),
        (",2014-06-10,day,", ",2014-06-31,day,", "receivedAt", "2014-06-31"),
        (",cmw-c-kgz-co-1,", ",cmw-c-kgz-co-9,", "concluding_document_id", "cmw-c-kgz-co-9"),
        (",2015-04-22,adopted,", ",2015-04-22,adoptd,", "concluded_kind", "adoptd"),
        (",adopted,yes,", ",adopted,perhaps,", "followUpReceivedAt", "perhaps"),
    ],
)
def test_a_wrong_cell_is_reported_and_the_report_kept(wrong, read_with, edit):
    old, new, field, value = wrong
    reading = read_with("reporting", {"reporting.csv": edit("reporting", "reporting.csv", {old: new})})
    assert [(i.field, i.value) for i in reading.issues] == [(field, value)]
    assert reading.count("StateReport") == 31


def test_a_report_to_an_unknown_body_is_left_out(read_with, edit):
    text = edit("reporting", "reporting.csv", {"kgz-cmw-1,KGZ,CMW,": "kgz-cmw-1,KGZ,CWM,"})
    reading = read_with("reporting", {"reporting.csv": text})
    assert [row["id"] for row in reading.rows if row.is_left_out] == ["kgz-cmw-1"]
    assert reading.lost() == []


def test_a_missing_cell_stops_the_source(read_with, edit):
    text = edit("reporting", "reporting.csv", {"kgz-cmw-1,KGZ,CMW,": "kgz-cmw-1,KGZ,"})
    with pytest.raises(StructureError, match=r"19 cells, 20 columns"):
        read_with("reporting", {"reporting.csv": text})
