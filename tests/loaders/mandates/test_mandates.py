"""Mandates: which body has which task, by which act, for which time."""

import pytest

from dutygraph.namespaces import DG, digest, thing

TORTURE = "Prohibition of torture & ill-treatment (including cruel, inhuman or degrading treatment)"
NPM = "National Preventive Mechanism (NPM)"
CENTRE = thing(
    "mandate", "ncpt", digest(f"{NPM}|{TORTURE}|Conditions of detention", "oversight", "2012-07-12")
)


def test_every_row_is_loaded(read_real):
    reading = read_real("mandates")
    assert len(reading.rows) == reading.count("Mandate") == 93
    assert reading.lost() == []
    assert reading.issues == []


def test_the_centre_visited_places_of_detention_under_its_law(read_real):
    reading = read_real("mandates")
    assert reading.values(CENTRE, "body") == {"body/ncpt"}
    assert reading.values(CENTRE, "mandateRole") == {"scheme/mandate-role/oversight"}
    assert reading.values(CENTRE, "legalBasis") == {"law/law-ncpt-2012"}
    assert reading.values(CENTRE, "validUntilAt") == {"2025-10-03"}
    assert reading.values(CENTRE, "theme") == {
        "scheme/theme/uhri-npm",
        "scheme/theme/uhri-torture-and-ill-treatment",
        "scheme/theme/uhri-conditions-of-detention",
    }


def test_preventive_visits_passed_to_the_ombudsman(read_real):
    reading = read_real("mandates")
    heir = thing("mandate", "ombudsman", digest(f"{NPM}|{TORTURE}", "oversight", "2025-10-03"))
    assert reading.values(heir, "legalBasis") == {"law/constitutional-law-ombudsman-2025"}
    assert reading.values(heir, "validFromAt") == {"2025-10-03"}
    assert reading.values(heir, "validUntilAt") == set()


def test_twenty_one_mandates_have_no_known_act(read_real):
    reading = read_real("mandates")
    with_act = {s for s, p, _ in reading.triples if p == DG("legalBasis")}
    assert reading.count("Mandate") - len(with_act) == 21


def test_every_theme_of_the_index_has_a_key_that_exists(read_real):
    source = read_real("mandates").source
    themes = source.mapping("values.csv", "label", "theme_id")
    assert len(themes) == 100
    assert set(themes.values()) <= source.keys.of("theme")


def test_a_mandate_without_a_known_body_is_left_out(read_with, edit):
    text = edit("mandates", "mandates.csv", {"\nncpt,": "\nnctp,"})
    reading = read_with("mandates", {"mandates.csv": text})
    assert [row["agency_id"] for row in reading.rows if row.is_left_out] == ["nctp"]
    assert reading.count("Mandate") == 92
    assert reading.lost() == []


def test_an_unknown_theme_or_act_is_reported_and_the_mandate_kept(read_with, edit):
    text = edit("mandates", "mandates.csv", {"Conditions of detention": "Conditions of detenton"})
    text = text.replace("law-ncpt-2012", "law-nctp-2012", 1)
    reading = read_with("mandates", {"mandates.csv": text})
    assert {(i.field, i.value) for i in reading.issues} == {
        ("theme", "Conditions of detenton"),
        ("legal_basis", "law-nctp-2012"),
    }
    assert reading.count("Mandate") == 93


@pytest.mark.parametrize(
    "agency",
    ["jogorku-kenesh", "bishkek-city-hall", "national-statistical-committee", "state-migration-service"],
)
def test_a_role_for_which_no_source_names_the_body_is_not_of_high_confidence(agency, read_real):
    """Parliament approved a programme, the law speaks of local bodies, the commitment names another leader."""
    themes = ("Children: juvenile justice", "Right to peaceful assembly", "Data collection", "Human trafficking")
    rows = [row for row in read_real("mandates").rows if row["agency_id"] == agency and row["theme"].startswith(themes)]
    assert [row["confidence"] for row in rows] == ["medium"]
