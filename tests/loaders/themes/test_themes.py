"""Themes: one scheme for the themes of the Index and for the rights in provisions."""

import pytest

from dutygraph.errors import StructureError
from dutygraph.namespaces import SKOS, concept, scheme

HEADER = (
    "id,pref_en,pref_ru,pref_ky,alt_en,broader_id,related_id,related_confidence,scheme,used_in,label_confidence,"
    "notes\n"
)


def test_every_row_is_loaded_or_reported(read_real):
    reading = read_real("themes")
    assert len(reading.rows) == 258 - 30
    assert reading.lost() == []
    assert all(row.is_loaded for row in reading.rows)


def test_duty_types_are_left_to_the_ontology(read_real):
    assert not [row for row in read_real("themes").rows if row["id"].startswith("duty-")]


def test_a_right_is_tied_to_the_theme_of_the_index_nearest_to_it(read_real):
    reading, right = read_real("themes"), concept("theme", "right-non-refoulement")
    assert reading.values(right, "relatedTheme") == {"scheme/theme/uhri-torture-and-ill-treatment"}
    assert reading.values(right, "relatedConfidence") == {"scheme/confidence/medium"}
    assert reading.values(right, SKOS("broader")) == {"scheme/theme/rights"}
    assert reading.values(right, SKOS("inScheme")) == {"scheme/theme"}
    assert reading.values(right, "sourceLabel") == {"non-refoulement"}


def test_a_right_that_a_theme_names_is_tied_to_it_with_high_confidence(read_real):
    reading, right = read_real("themes"), concept("theme", "right-peaceful-assembly")
    assert reading.values(right, "relatedTheme") == {"scheme/theme/uhri-right-to-peaceful-assembly"}
    assert reading.values(right, "relatedConfidence") == {"scheme/confidence/high"}


def test_only_four_terms_have_no_theme_and_say_why(read_real):
    rights = [row for row in read_real("themes").rows if row["id"].startswith("right-")]
    without = [row for row in rights if not row["related_id"]]
    assert {row["id"] for row in without} == {
        "right-final-clauses", "right-duties", "right-protection", "right-procedural",
    }  # fmt: skip
    assert all(row["notes"] and not row["related_confidence"] for row in without)
    assert sum(row["related_confidence"] == "high" for row in rights) == 66
    assert sum(row["related_confidence"] == "medium" for row in rights) == 54


@pytest.mark.parametrize("confidence", ["", "low"])
def test_a_link_that_nobody_stands_by_is_reported_and_left_out(confidence, read_with):
    theme = "uhri-right-to-food,Right to food,,,,,,,,,high,\n"
    right = f"right-food,food,,,,,uhri-right-to-food,{confidence},,,high,\n"
    reading = read_with("themes", {"themes.csv": HEADER + theme + right})
    [issue] = reading.issues
    assert (issue.row, issue.field, issue.value) == (3, "related_id", "uhri-right-to-food")
    assert reading.values(concept("theme", "right-food"), "relatedTheme") == set()


def test_a_kyrgyz_label_of_low_confidence_is_reported_and_the_concept_kept(read_real):
    reading, right = read_real("themes"), concept("theme", "right-non-refoulement")
    assert reading.values(right, SKOS("prefLabel")) == {"non-refoulement", "невысылка"}
    assert [(issue.field, issue.value) for issue in reading.issues] == [
        ("pref_ky", "Зордоп жок кылуу"),
        ("pref_ky", "жашоо укугу (туруктуу)"),
        ("pref_ky", "кайра кайтарбоо"),
    ]


def test_alternative_labels_are_split(read_real):
    theme = concept("theme", "uhri-constitutional-and-legislative-framework")
    assert read_real("themes").values(theme, SKOS("altLabel")) == {"legislation", "law reform"}


def test_the_scheme_has_a_label_in_three_languages(read_real):
    assert len(read_real("themes").values(scheme("theme"), SKOS("prefLabel"))) == 3


def test_an_unknown_broader_theme_is_reported_with_the_nearest(read_with):
    rows = "rights,rights,,,,,,,,,high,\nright-food,food,,,,rigths,,,,,high,\n"
    [issue] = read_with("themes", {"themes.csv": HEADER + rows}).issues
    assert (issue.file, issue.row, issue.field, issue.value) == ("themes.csv", 3, "broader_id", "rigths")
    assert '"rights"' in issue.repair


def test_a_theme_listed_twice_stops_the_source(read_with):
    with pytest.raises(StructureError, match=r'themes.csv, row 3: .*"rights"'):
        read_with("themes", {"themes.csv": HEADER + "rights,rights,,,,,,,,,high,\n" * 2})


def test_a_missing_column_stops_the_source(read_with):
    with pytest.raises(StructureError, match=r"missing columns: \['related_id'\]"):
        read_with("themes", {"themes.csv": HEADER.replace("related_id,", "")})
