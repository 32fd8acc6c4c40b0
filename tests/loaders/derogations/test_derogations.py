"""Derogations: one record a row, the rights that it names, and no date that no source gives."""

from __future__ import annotations

import pytest

from dutygraph.namespaces import thing

HEADER = (
    "id,state,instrument_id,provision_ids,article,gist_en,gist_ru,valid_from,valid_until,notified,document,source_url,"
    "confidence\n"
)
ROW = "a,KGZ,iccpr,iccpr/art-12,art. 12,Movement.,,2020-03,,2020,C.N.1.2020,https://example.org,high\n"


def derogation(key):
    return thing("derogation", key)


def test_every_row_is_loaded_without_a_remark(read_real):
    reading = read_real("derogations")
    assert reading.lost() == reading.issues == []
    assert reading.count("Derogation") == len(reading.rows) == 1


def test_kyrgyzstan_suspended_movement_and_assembly_in_the_spring_of_2020(read_real):
    reading, found = read_real("derogations"), derogation("kgz-iccpr-2020")
    assert reading.values(found, "suspendsProvision") == {"provision/iccpr/art-12", "provision/iccpr/art-21"}
    assert reading.values(found, "validFromAt") == {"2020-03-25"}
    assert reading.values(found, "validUntilAt") == {"2020-05-10"}


def test_a_notice_that_was_not_read_has_no_symbol_and_no_day(read_real):
    reading, found = read_real("derogations"), derogation("kgz-iccpr-2020")
    assert reading.values(found, "symbol") == set()
    assert reading.values(found, "madeAt") == {"2020"}
    assert any("notice was not read" in gist for gist in reading.values(found, "gist"))


def test_a_beginning_known_to_the_month_is_a_window_and_an_unknown_end_is_no_date(read_with):
    reading = read_with("derogations", {"derogations.csv": HEADER + ROW})
    assert reading.issues == []
    assert reading.values(derogation("a"), "validFromAtEarliest") == {"2020-03-01"}
    assert reading.values(derogation("a"), "validFromAtLatest") == {"2020-03-31"}
    assert reading.values(derogation("a"), "validUntilAt") == set()
    assert reading.values(derogation("a"), "symbol") == {"C.N.1.2020"}


def test_a_recalled_derogation_is_left_out(read_with):
    reading = read_with("derogations", {"derogations.csv": HEADER + ROW.replace(",high", ",low")})
    assert reading.triples == set()
    assert reading.rows[0].is_left_out


@pytest.mark.parametrize(("old", "new", "nearest"), [("KGZ", "KGX", "KGZ"), (",iccpr,", ",iccprr,", "iccpr")])
def test_an_unknown_key_leaves_the_row_out_and_names_the_nearest(old, new, nearest, read_with):
    reading = read_with("derogations", {"derogations.csv": HEADER + ROW.replace(old, new, 1)})
    assert f'"{nearest}"' in reading.issues[0].repair
    assert reading.triples == set()


def test_an_unknown_article_is_reported_and_the_rest_kept(read_with):
    reading = read_with("derogations", {"derogations.csv": HEADER + ROW.replace("iccpr/art-12,", "iccpr/art-120,")})
    assert [issue.field for issue in reading.issues] == ["provision_ids"]
    assert reading.count("Derogation") == 1


def test_the_cut_down_table_gives_the_expected_graph(golden):
    golden("derogations", "derogations.csv")
