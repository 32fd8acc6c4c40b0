"""Coverage: what was searched, until when, and how completely."""

import pytest

from dutygraph.namespaces import thing


def test_every_row_is_loaded(read_real):
    reading = read_real("coverage")
    assert len(reading.rows) == reading.count("Coverage") == 67
    assert reading.lost() == []
    assert reading.issues == []


def test_every_row_speaks_of_a_source_that_exists(read_real, all_metadata):
    names = {metadata.name for metadata in all_metadata.values()}
    assert {row["of_source"] for row in read_real("coverage").rows} <= names


def test_every_row_cites_the_sentence_it_rests_on(read_real):
    reading = read_real("coverage")
    assert all(reading.values(thing("coverage", row["id"]), "sentence") for row in reading.rows)


def test_every_scope_is_said_in_english_and_russian(read_real):
    assert all(row["scope_en"] and row["scope_ru"] for row in read_real("coverage").rows)


def test_the_treaty_tables_are_complete_up_to_their_day(read_real):
    reading, tables = read_real("coverage"), thing("coverage", "treaty-actions-un-2015")
    assert reading.values(tables, "searchedUntilAt") == {"2015-03-14"}
    assert reading.values(tables, "completeness") == {"scheme/completeness/complete"}
    assert "state/KGZ" in reading.values(tables, "coversState")
    assert "instrument/icrmw" in reading.values(tables, "coversInstrument")
    assert reading.values(tables, "ofSource") == {"source/treaty_actions"}


def test_complaint_procedures_are_not_covered(read_real):
    reading, gap = read_real("coverage"), thing("coverage", "treaty-actions-not-covered")
    assert reading.values(gap, "completeness") == {"scheme/completeness/unknown"}
    assert reading.values(gap, "searchedUntilAt") == set()


@pytest.mark.parametrize(
    ("key", "completeness"),
    [
        ("recommendations-upr-1", "complete"),
        ("recommendations-all", "partial"),
        ("recommendations-not-found", "unknown"),
        ("mandates", "partial"),
        ("statement-2018", "complete"),
        ("provisions-read-in-full", "complete"),
        ("provisions-read-in-part", "partial"),
    ],
)
def test_completeness_of(key, completeness, read_real):
    values = read_real("coverage").values(thing("coverage", key), "completeness")
    assert values == {f"scheme/completeness/{completeness}"}


def test_an_absent_mandate_is_not_a_denied_one(read_real):
    sentences = read_real("coverage").values(thing("coverage", "mandates"), "sentence")
    assert sentences == {"A body without a row for a theme may still have the task."}


@pytest.mark.parametrize(
    "wrong",
    [
        ("RUS;KAZ;KOR,icrmw", "RUS;KAZ;KOX,icrmw", "states", "KOX"),
        ("KOR,icrmw,", "KOR,icrmww,", "instruments", "icrmww"),
        (",2023-12-08,complete", ",2023-12-08,complet", "completeness", "complet"),
        (",2023-12-08,complete", ",2023-13-08,complete", "searchedUntilAt", "2023-13-08"),
    ],
)
def test_a_wrong_cell_is_reported_and_the_rest_kept(wrong, read_with, edit):
    old, new, field, value = wrong
    reading = read_with("coverage", {"coverage.csv": edit("coverage", "coverage.csv", {old: new})})
    assert [(i.field, i.value) for i in reading.issues] == [(field, value)]
    assert reading.count("Coverage") == 67
