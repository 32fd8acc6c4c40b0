"""Standards: numbers where the text has one, words elsewhere, and nothing that was only recalled."""

import pytest

from dutygraph.errors import StructureError
from dutygraph.namespaces import digest, thing

HEADER = "provision_id,standard,value,unit,comparator,condition,source_url,confidence\n"


def standard(*key):
    return thing("standard", digest(*key))


def test_every_row_is_loaded_or_reported(read_real):
    reading = read_real("standards")
    assert len(reading.rows) == 62
    assert reading.lost() == []
    assert reading.count("Standard") == 56


def test_only_rows_of_low_confidence_are_left_out(read_real):
    rows = read_real("standards").rows
    assert [row.key for row in rows if row.is_left_out] == [row.key for row in rows if row["confidence"] == "low"]
    assert sum(row.is_left_out for row in rows) == len(read_real("standards").issues) == 6


def test_c183_gives_at_least_fourteen_weeks(read_real):
    reading, leave = read_real("standards"), standard("ilo-c183/art-4-1", "maternity-leave-length")
    assert reading.values(leave, "isSetOutIn") == {"provision/ilo-c183/art-4-1"}
    assert reading.values(leave, "standardKind") == {"scheme/standard/maternity-leave-length"}
    assert reading.values(leave, "value") == {"14"}
    assert reading.values(leave, "unit") == {"weeks"}
    assert reading.values(leave, "unitKind") == {"scheme/unit/weeks"}
    assert reading.values(leave, "comparator") == {"scheme/comparator/min"}
    assert len(reading.values(leave, "condition")) == 1


def test_a_benchmark_without_a_number_is_kept_in_words(read_real):
    reading, pay = read_real("standards"), standard("icrmw/art-25-1", "equal-pay-level")
    assert reading.values(pay, "valueText") == {"nationals"}
    assert reading.values(pay, "value") == set()


def test_two_standards_of_one_article_stand_side_by_side(read_real):
    reading = read_real("standards")
    for kind, weeks in (("maternity-leave-length", "12"), ("compulsory-leave-after-childbirth", "6")):
        assert reading.values(standard("ilo-c103/art-3", kind), "value") == {weeks}


def test_nothing_recalled_is_in_the_table(read_real):
    assert not [row for row in read_real("standards").rows if "recall" in row["condition"].lower()]


@pytest.mark.parametrize(
    ("row", "value", "nearest"),
    [
        ("crc/art-11111,age-of-child,18,years,below,,,high", "crc/art-11111", "crc/art-1"),
        ("crc/art-1,age-of-chid,18,years,below,,,high", "age-of-chid", "age-of-child"),
        ("crc/art-1,age-of-child,18,years,belw,,,high", "belw", "below"),
    ],
)
def test_an_unknown_key_leaves_the_row_out_and_names_the_nearest(row, value, nearest, read_with):
    reading = read_with("standards", {"standards.csv": HEADER + row + "\n"})
    unknown, left_out = reading.issues
    assert (unknown.file, unknown.row, unknown.value) == ("standards.csv", 2, value)
    assert nearest in unknown.repair
    assert left_out.problem
    assert reading.triples == set()


def test_an_unknown_unit_is_reported_and_kept_as_written(read_with):
    reading = read_with("standards", {"standards.csv": HEADER + "crc/art-1,age-of-child,18,yaers,below,,,high\n"})
    [issue] = reading.issues
    assert (issue.field, issue.value) == ("unit", "yaers")
    assert '"years"' in issue.repair
    assert reading.values(standard("crc/art-1", "age-of-child"), "unit") == {"yaers"}


def test_a_standard_listed_twice_stops_the_source(read_with):
    with pytest.raises(StructureError, match=r"standards.csv, row 3"):
        read_with("standards", {"standards.csv": HEADER + "crc/art-1,age-of-child,18,years,below,,,high\n" * 2})


def test_a_missing_column_stops_the_source(read_with):
    with pytest.raises(StructureError, match=r"missing columns: \['unit'\]"):
        read_with("standards", {"standards.csv": HEADER.replace("unit,", "")})
