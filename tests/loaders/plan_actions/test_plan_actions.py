"""Actions of plans: what, by which named body, by when, with what money."""

import pytest

from dutygraph.errors import StructureError
from dutygraph.namespaces import DG, digest, thing

COURTS = thing("plan-action", "ogp-plan-2018-2020", "KG0004")


def test_every_row_is_loaded(read_real):
    reading = read_real("plan_actions")
    assert len(reading.rows) == reading.count("PlanAction") == 88
    assert reading.lost() == []


def test_only_inferred_bodies_are_reported(read_real):
    issues = read_real("plan_actions").issues
    assert {issue.field for issue in issues} == {"inferred_agency_ids"}
    assert len(issues) == 8


def test_the_register_of_judgments_has_body_date_and_goal(read_real):
    reading = read_real("plan_actions")
    assert reading.values(COURTS, "inPlan") == {"plan/ogp-plan-2018-2020"}
    assert reading.values(COURTS, "number") == {"KG0004"}
    assert reading.values(COURTS, "responsible") == {"body/judicial-department", "body/supreme-court"}
    assert reading.values(COURTS, "dueFromAt") == {"2018-09-01"}
    assert reading.values(COURTS, "dueAt") == {"2020-08-31"}
    assert reading.values(COURTS, "implementsProvision") == {"provision/iccpr/art-14"}
    assert reading.values(COURTS, "goal") == {"http://metadata.un.org/sdg/16.3"}


def test_each_named_body_has_a_stated_assignment_without_a_role(read_real):
    reading = read_real("plan_actions")
    one = thing("assignment", digest("ogp-plan-2018-2020", "KG0004", "supreme-court"))
    assert reading.values(one, "assigns") == {"plan-action/ogp-plan-2018-2020/KG0004"}
    assert reading.values(one, "assignedTo") == {"body/supreme-court"}
    assert reading.values(one, "assignmentBasis") == {"scheme/assignment-basis/stated"}
    assert reading.values(one, "mandateRole") == set()
    named = sum(len(row.items("responsible_agency_ids")) for row in reading.rows)
    assert reading.count("Assignment") == named == 118


def test_a_body_that_we_inferred_has_no_assignment(read_real):
    """The resolution speaks to "the ministries, the State committee"; only bodies that it names are loaded."""
    reading, carry_out = (
        read_real("plan_actions"),
        thing("plan-action", "programme-trafficking-2022-2025", "resolution-2.1"),
    )
    assert reading.values(carry_out, "responsible") == {
        "body/state-committee-national-security",
        "body/plenipotentiaries-in-oblasts",
        "body/local-state-administrations",
        "body/local-self-government-bodies",
    }


def test_no_budget_line_is_stated_and_an_unknown_budget_is_not(read_real):
    reading = read_real("plan_actions")
    assert reading.values(thing("plan-action", "nap-1325-2018-2020", "goal-1"), "budgetKind") == {
        "scheme/budget-kind/none"
    }
    assert reading.values(COURTS, "budgetKind") == set()
    kinds = [o.value.rsplit("/", 1)[1] for _, p, o in reading.triples if p == DG("budgetKind")]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "amount": 11, "within-budget": 11, "donor": 2, "none": 3,
    }  # fmt: skip


def test_a_sum_keeps_its_currency(read_real):
    reading = read_real("plan_actions")
    money = thing("plan-action", "programme-hiv-2017-2021", "State-money-2019")
    assert reading.values(money, "budgetAmount") == {"870000"}
    assert reading.values(money, "budgetCurrency") == {"USD"}


def test_an_act_that_is_no_plan_has_actions_too(read_real):
    reading, decree = read_real("plan_actions"), thing("plan-action", "decree-migration-2021", "b")
    assert reading.values(decree, "inPlan") == {"law/decree-migration-2021"}
    assert reading.values(decree, "responsible") == {"body/government"}


def test_no_two_actions_share_a_name(read_real):
    reading = read_real("plan_actions")
    assert len({s for s, p, _ in reading.triples if p == DG("inPlan")}) == 88


@pytest.mark.parametrize(
    "wrong",
    [
        (",state-committee-information-technologies,", ",committee-it,", "responsible_agency_ids", "committee-it"),
        (",2018-09-01,2020-08-31,", ",2018-09-01,2020-08-32,", "dueAt", "2020-08-32"),
        (",iccpr/art-19;16.10,", ",iccpr/art-199;16.10,", "implements", "iccpr/art-199"),
        (",2018-09-01,2020-08-31,,,,", ",2018-09-01,2020-08-31,,,nil,", "budget_source_text_kind", "nil"),
        (",2018-09-01,2020-08-31,,,,", ",2018-09-01,2020-08-31,5 billion,KGS,,", "budget_amount", "5 billion"),
    ],
)
def test_a_wrong_cell_is_reported_and_the_action_kept(wrong, read_with, edit):
    old, new, field, value = wrong
    text = edit("plan_actions", "plan_actions.csv", {old: new})
    reading = read_with("plan_actions", {"plan_actions.csv": text})
    assert [(i.field, i.value) for i in reading.issues if i.row == 2] == [(field, value)]
    assert reading.count("PlanAction") == 88
    assert reading.lost() == []


def test_an_action_of_an_unknown_plan_is_left_out(read_with, edit):
    text = edit("plan_actions", "plan_actions.csv", {"ogp-plan-2018-2020,KG0001,": "ogp-plan-2018,KG0001,"})
    reading = read_with("plan_actions", {"plan_actions.csv": text})
    assert [row["action_no"] for row in reading.rows if row.is_left_out] == ["KG0001"]
    assert reading.lost() == []


def test_another_header_stops_the_source(read_with, edit):
    text = edit("plan_actions", "plan_actions.csv", {",gist_en,": ",gist,"})
    with pytest.raises(StructureError, match=r"the header is not the declared one"):
        read_with("plan_actions", {"plan_actions.csv": text})


def test_an_action_concerns_the_groups_that_its_plan_or_gist_names(read_real):
    """Women and girls are two groups; a reform of court records names nobody."""
    reading = read_real("plan_actions")
    protection = thing("plan-action", "nap-1325-2018-2020", "goal-3")
    assert reading.values(protection, "concerns") == {"scheme/group/group-women", "scheme/group/group-girls"}
    assert reading.values(COURTS, "concerns") == set()
    assert sum(bool(row.items("groups")) for row in reading.rows) == 37
