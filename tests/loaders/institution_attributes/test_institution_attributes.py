"""Attributes of institutions: what a source tells, who says so, and from when until when."""

from __future__ import annotations

import pytest

from dutygraph.namespaces import thing

HEADER = "id,body_id,attribute,value_en,value_ru,valid_from,valid_until,authors,source_url,confidence\n"
ROW = "a,ombudsman,budget,Money.,,2019,2020-12-31,KGZ;omct,https://example.org,high\n"


def attribute(key):
    return thing("institution-attribute", key)


def test_every_row_is_loaded_without_a_remark(read_real):
    reading = read_real("institution_attributes")
    assert reading.lost() == reading.issues == []
    assert reading.count("InstitutionAttribute") == len(reading.rows) == 13


def test_the_ombudsman_has_b_status_since_2012(read_real):
    reading, status = read_real("institution_attributes"), attribute("ombudsman-accreditation-2012")
    assert reading.values(status, "attributeKind") == {"scheme/institution-attribute/accreditation"}
    assert reading.values(status, "validFromAt") == {"2012"}
    assert any(text.startswith("B status") for text in reading.values(status, "gist"))


def test_the_law_of_the_prevention_centre_ends_when_its_tasks_move(read_real):
    reading = read_real("institution_attributes")
    assert reading.values(attribute("ncpt-law-2012"), "validUntilAt") == {"2025-10-03"}
    assert reading.values(attribute("ombudsman-change-2025"), "validFromAt") == {"2025-10-03"}


def test_an_allegation_has_an_author(read_real):
    rows = read_real("institution_attributes").rows
    assert all(row["authors"] for row in rows if row["attribute"] in ("reprisal", "independence"))


def test_a_state_and_an_organisation_can_both_say_so(read_with):
    reading = read_with("institution_attributes", {"institution_attributes.csv": HEADER + ROW})
    assert reading.issues == []
    assert reading.values(attribute("a"), "byActor") == {"state/KGZ", "actor/omct"}
    assert reading.values(attribute("a"), "validFromAtLatest") == {"2019-12-31"}


@pytest.mark.parametrize(("old", "new"), [("a,ombudsman", "a,ombudsmen"), (",budget,", ",budgets,"), (",high", ",low")])
def test_a_row_that_cannot_count_is_left_out(old, new, read_with):
    reading = read_with("institution_attributes", {"institution_attributes.csv": HEADER + ROW.replace(old, new, 1)})
    assert reading.triples == set()
    assert reading.rows[0].is_left_out


def test_the_cut_down_table_gives_the_expected_graph(golden):
    golden("institution_attributes", "institution_attributes.csv")
