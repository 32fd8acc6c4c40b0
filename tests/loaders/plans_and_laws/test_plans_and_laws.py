"""Laws and plans: what was read of them, and what they carry out."""

import pytest

from dutygraph.namespaces import LABEL, thing

NCPT_LAW = thing("law", "law-ncpt-2012")


def test_every_row_is_loaded(read_real):
    reading = read_real("plans_and_laws")
    assert len(reading.rows) == 126
    assert reading.lost() == []
    assert all(row.is_loaded for row in reading.rows)
    assert reading.issues == []


def test_strategies_programmes_action_plans_and_concepts_are_plans(read_real):
    reading = read_real("plans_and_laws")
    assert reading.count("Plan") == 45  # 19 action plans, 17 programmes, 5 concepts, 4 strategies
    assert reading.count("Law") == 81


def test_the_law_on_the_torture_prevention_centre(read_real):
    reading = read_real("plans_and_laws")
    assert reading.values(NCPT_LAW, "number") == {"104"}
    assert reading.values(NCPT_LAW, "adoptedAt") == {"2012-07-12"}
    assert reading.values(NCPT_LAW, "validUntilAt") == {"2025-10-03"}
    assert reading.values(NCPT_LAW, "issuedBy") == {"body/jogorku-kenesh"}
    assert reading.values(NCPT_LAW, "leadBody") == {"body/ncpt"}
    assert reading.values(NCPT_LAW, "implementsInstrument") == {"instrument/opcat"}
    assert reading.values(NCPT_LAW, "supersededBy") == {"law/constitutional-law-ombudsman-2025"}


def test_a_plan_for_whole_years_ends_with_the_last_day_of_the_year(read_real):
    plan = thing("plan", "hr-action-plan-2019-2021")
    assert read_real("plans_and_laws").values(plan, "validFromAt") == {"2019"}
    assert read_real("plans_and_laws").values(plan, "validUntilAtLatest") == {"2021-12-31"}


def test_goals_are_those_of_the_united_nations(read_real):
    goals = read_real("plans_and_laws").values(thing("plan", "programme-trafficking-2022-2025"), "goal")
    assert goals == {"http://metadata.un.org/sdg/8.7", "http://metadata.un.org/sdg/16.2"}


def test_an_act_of_low_confidence_has_its_title_and_kind_only(read_real):
    reading, low = read_real("plans_and_laws"), thing("plan", "nap-1325-2015-2017")
    assert reading.values(low, "planKind") == {"scheme/plan-kind/action-plan"}
    assert len(reading.values(low, LABEL)) == 1
    assert reading.values(low, "validFromAt") == reading.values(low, "implementsInstrument") == set()


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("code-of-misconduct-2017", "validFromAt"),
        ("code-administrative-liability-1998", "adoptedAt"),
        ("law-internal-migration-2002", "adoptedAt"),
    ],
)
def test_a_date_that_nobody_read_is_not_said(key, name, read_real):
    assert read_real("plans_and_laws").values(thing("law", key), name) == set()


def test_a_lead_that_nobody_read_is_not_said(read_real):
    for key in ("nap-gender-2012-2014", "programme-justice-children-2014-2018"):
        assert read_real("plans_and_laws").values(thing("plan", key), "leadBody") == set()


def test_no_cell_speaks_from_memory(read_real):
    rows = read_real("plans_and_laws").rows
    assert not [row.key for row in rows if "recall" in " ".join(row.cells.values()).lower()]


@pytest.mark.parametrize(
    "wrong",
    [
        (",opcat,ncpt,", ",opcatt,ncpt,", "implements", "opcatt"),
        (",opcat,ncpt,", ",opcat/art-99,ncpt,", "implements", "opcat/art-99"),
        (",opcat,ncpt,", ",99.9,ncpt,", "implements", "99.9"),
        (",opcat,ncpt,", ",opcat,ncptt,", "lead_agency_ids", "ncptt"),
        ("104,2012-07-12,day", "104,12.07.2012,day", "adoptedAt", "12.07.2012"),
    ],
)
def test_a_wrong_cell_is_reported_and_the_act_kept(wrong, read_with, edit):
    old, new, field, value = wrong
    text = edit("plans_and_laws", "plans_and_laws.csv", {old: new})
    reading = read_with("plans_and_laws", {"plans_and_laws.csv": text})
    assert [(i.field, i.value) for i in reading.issues] == [(field, value)]
    assert reading.lost() == []


def test_an_act_known_from_an_event_has_what_the_event_says_and_no_more(read_real):
    reading, resolution = read_real("plans_and_laws"), thing("law", "resolution-child-diversion-2026")
    assert reading.values(resolution, "number") == {"37"}
    assert reading.values(resolution, "adoptedAt") == {"2026-01-29"}
    assert reading.values(resolution, "validFromAt") == reading.values(resolution, "leadBody") == set()


def test_publication_is_no_approval(read_real):
    plan = thing("plan", "nap-business-human-rights-2025-2027")
    assert read_real("plans_and_laws").values(plan, "adoptedAt") == set()
    assert read_real("plans_and_laws").values(plan, "validFromAt") == {"2025"}
