"""Goals: the framework of the Sustainable Development Goals under the United Nations' own IRIs."""

import pytest

from dutygraph.errors import StructureError
from dutygraph.namespaces import LABEL, SDG, SDGO, SKOS, TYPE, thing

HEADER = "id,level,parent,label_en,label_ru,label_ky,same_as,un_code,source_url,confidence\n"


def count(reading, class_name):
    return sum(p == TYPE and o == SDGO(class_name) for _, p, o in reading.triples)


def test_every_row_is_loaded_or_reported(read_real):
    reading = read_real("goals")
    assert len(reading.rows) == 434
    assert reading.lost() == []
    assert reading.issues == []


def test_repeated_indicators_are_one_thing_where_the_code_is_known(read_real):
    reading = read_real("goals")
    assert (count(reading, "Goal"), count(reading, "Target")) == (17, 169)
    assert count(reading, "Indicator") == 248 - 12


def test_goal_5_is_named_in_three_languages(read_real):
    labels = read_real("goals").values(SDG("5"), LABEL)
    assert len(labels) == 3
    assert "Gender equality" in labels


def test_an_indicator_stands_under_its_permanent_code(read_real):
    reading = read_real("goals")
    assert reading.values(SDG("C050201"), SKOS("notation")) == {"5.2.1"}
    assert reading.values(SDG("C050201"), SKOS("broader")) == {"http://metadata.un.org/sdg/5.2"}


def test_an_indicator_of_three_targets_has_three_numbers_and_one_label(read_real):
    reading, deaths = read_real("goals"), SDG("C200303")
    assert reading.values(deaths, SKOS("notation")) == {"1.5.1", "11.5.1", "13.1.1"}
    assert len(reading.values(deaths, SKOS("broader"))) == 3
    assert len(reading.values(deaths, LABEL)) == 1


def test_an_indicator_that_changed_after_the_kos_has_an_iri_of_ours(read_real):
    reading = read_real("goals")
    assert reading.values(thing("indicator", "1.a.1"), SKOS("notation")) == {"1.a.1"}
    assert reading.values(SDG("C010a01"), SKOS("notation")) == set()
    assert reading.values(thing("indicator", "4.7.1"), SKOS("exactMatch")) == {
        "indicator/12.8.1",
        "indicator/13.3.1",
    }


def test_a_code_is_shared_by_repeats_alone(read_real):
    rows = [row for row in read_real("goals").rows if row["un_code"]]
    for row in rows:
        shared = {other["id"] for other in rows if other["un_code"] == row["un_code"]} - {row["id"]}
        assert shared == set(row.items("same_as"))


def test_an_unknown_level_leaves_the_row_out(read_with):
    reading = read_with("goals", {"goals.csv": HEADER + "1,gaol,,No poverty,,,,,,high\n"})
    [issue] = reading.issues
    assert (issue.file, issue.row, issue.value) == ("goals.csv", 2, "1")
    assert '"gaol"' in issue.problem
    assert reading.triples == set()


def test_an_unknown_parent_is_reported_and_the_target_kept(read_with):
    rows = "1,goal,,No poverty,,,,,,high\n1.1,target,l,,,,,,,high\n"
    reading = read_with("goals", {"goals.csv": HEADER + rows})
    [issue] = reading.issues
    assert (issue.row, issue.field, issue.value) == (3, "parent", "l")
    assert count(reading, "Target") == 1


def test_a_goal_listed_twice_stops_the_source(read_with):
    with pytest.raises(StructureError, match=r"goals.csv, row 3"):
        read_with("goals", {"goals.csv": HEADER + "1,goal,,No poverty,,,,,,high\n" * 2})


def test_a_missing_column_stops_the_source(read_with):
    with pytest.raises(StructureError, match=r"missing columns: \['un_code'\]"):
        read_with("goals", {"goals.csv": HEADER.replace("un_code,", "")})
