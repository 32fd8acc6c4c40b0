"""Actors that are no public bodies, and further names of States."""

import pytest

from dutygraph.namespaces import LABEL, ORG, SKOS, TYPE, thing


def test_every_row_is_loaded(read_real):
    reading = read_real("actors")
    assert len(reading.rows) == 79
    assert reading.lost() == []
    assert all(row.is_loaded for row in reading.rows)
    assert reading.issues == []


def test_seven_rows_name_states_and_make_no_actors(read_real):
    reading = read_real("actors")
    assert reading.count("Actor") == 72
    assert not [s for s, p, _ in reading.triples if p == TYPE and "/id/actor/state-" in s.value]


def test_a_state_gets_the_names_of_its_row(read_real):
    russia = thing("state", "RUS")
    assert {"Russian Federation", "Russia", "Россия"} <= read_real("actors").values(russia, SKOS("altLabel"))
    assert "RUS" in read_real("actors").values(russia, "abbreviation")


@pytest.mark.parametrize(
    ("key", "class_name"),
    [
        ("hrcttee", "TreatyBody"),
        ("undp", "UnBody"),
        ("bir-duino", "CivilSocietyOrganization"),
        ("osce", "RegionalOrganization"),
    ],
)
def test_the_kind_of_an_actor_is_also_its_class(key, class_name, read_real):
    assert f"ns#{class_name}" in read_real("actors").values(thing("actor", key), TYPE)


def test_the_human_rights_committee_has_one_key_and_its_abbreviations(read_real):
    committee = thing("actor", "hrcttee")
    assert {"HRCttee", "CCPR", "КПЧ"} <= read_real("actors").values(committee, "abbreviation")
    assert "Комитет по правам человека" in read_real("actors").values(committee, LABEL)


def test_no_treaty_body_stands_under_the_office_that_serves_it(read_real):
    assert read_real("actors").values(thing("actor", "cmw"), ORG("subOrganizationOf")) == set()
    assert read_real("actors").values(thing("actor", "spt"), ORG("subOrganizationOf")) == {
        "actor/cat-committee"
    }


def test_an_actor_of_low_confidence_is_only_named(read_real):
    reading, low = read_real("actors"), thing("actor", "ganhri")
    assert "Global Alliance of National Human Rights Institutions" in reading.values(low, LABEL)
    assert reading.values(low, "abbreviation") == set()


def test_a_state_without_a_known_code_is_left_out(read_with, edit):
    reading = read_with(
        "actors", {"actors.csv": edit("actors", "actors.csv", {",RUS,Russia": ",RUX,Russia"})}
    )
    assert [row["id"] for row in reading.rows if row.is_left_out] == ["state-russia"]
    assert ("abbreviations", "RUX") in [(i.field, i.value) for i in reading.issues]
    assert reading.lost() == []


def test_an_unknown_parent_is_reported(read_with, edit):
    text = edit("actors", "actors.csv", {"treaty-body,cat-committee,": "treaty-body,cat-commitee,"})
    issues = read_with("actors", {"actors.csv": text}).issues
    assert [i.value for i in issues] == ["cat-commitee"]
    assert 'nearest: "cat-committee"' in issues[0].repair
