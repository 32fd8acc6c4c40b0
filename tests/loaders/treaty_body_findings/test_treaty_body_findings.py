"""Findings of treaty bodies: identified by symbol, without names; what a complaint raised is no violation found."""

from __future__ import annotations

import re

import pytest

from dutygraph.namespaces import thing

HEADER = (
    "id,document_id,symbol,body,state,kind,date,articles,violations,gist_en,gist_ru,remedy_en,remedy_ru,followup_grade,"
    "source_url,confidence\n"
)
ROW = 'a,,CCPR/C/1/D/1/2020,CCPR,KGZ,views,2020-05,"ICCPR arts. 2(3)(a), 7",,Torture.,,,,,https://example.org,high\n'


def finding(key):
    return thing("treaty-body-finding", key)


def test_every_row_is_loaded_without_a_remark(read_real):
    reading = read_real("treaty_body_findings")
    assert reading.lost() == reading.issues == []
    assert reading.count("TreatyBodyFinding") == len(reading.rows) == 23


def test_every_finding_has_a_symbol_of_its_own(read_real):
    rows = read_real("treaty_body_findings").rows
    assert len({row["symbol"] for row in rows}) == len(rows)
    assert all(re.match(r"(CCPR|CEDAW|CAT)/C/", row["symbol"]) for row in rows)


def test_no_cell_names_a_party_to_a_complaint(read_real):
    """A case is called by its symbol: "NAME v. STATE" and a capital letter within a gist would betray a person."""
    known = {"CCPR", "CEDAW", "ICCPR", "NGO", "State", "Committee", "June", "March", "COVID"}
    for row in read_real("treaty_body_findings").rows:
        assert " v. " not in row["gist_en"] + row["remedy_en"] + row["source_url"]
        inner = re.findall(r"(?<![.:;] )(?<!^)\b[A-Z][A-Za-z]+", row["gist_en"])
        assert set(inner) <= known, row["id"]


def test_the_views_of_2019_found_two_articles_violated_and_say_what_is_owed(read_real):
    reading, views = read_real("treaty_body_findings"), finding("ccpr-2312-2013")
    assert reading.values(views, "findsViolationOf") == {"provision/iccpr/art-18", "provision/iccpr/art-26"}
    assert reading.values(views, "byBody") == {"actor/hrcttee"}
    assert any("180 days" in text for text in reading.values(views, "remedy"))


def test_the_inquiry_of_2018_is_tied_to_its_document(read_real):
    reading, inquiry = read_real("treaty_body_findings"), finding("cedaw-op-8-kgz-1")
    assert reading.values(inquiry, "findingKind") == {"scheme/finding-kind/inquiry"}
    assert reading.values(inquiry, "inDocument") == {"document/cedaw-c-op-8-kgz-1"}
    assert reading.values(inquiry, "madeAt") == {"2018-09-18"}


def test_no_grade_of_the_follow_up_was_read(read_real):
    assert {row["followup_grade"] for row in read_real("treaty_body_findings").rows} == {""}


def test_a_complaint_about_an_article_is_no_violation_of_it(read_with):
    reading = read_with("treaty_body_findings", {"treaty_body_findings.csv": HEADER + ROW})
    assert reading.issues == []
    assert reading.values(finding("a"), "citesProvision") == {"provision/iccpr/art-2", "provision/iccpr/art-7"}
    assert reading.values(finding("a"), "findsViolationOf") == set()
    assert reading.values(finding("a"), "madeAtLatest") == {"2020-05-31"}


@pytest.mark.parametrize(
    ("old", "new"), [("KGZ", "KGX"), ("CCPR,KGZ", "CCPX,KGZ"), (",views,", ",view,"), (",high", ",low")]
)
def test_a_row_that_cannot_count_is_left_out(old, new, read_with):
    reading = read_with("treaty_body_findings", {"treaty_body_findings.csv": HEADER + ROW.replace(old, new, 1)})
    assert reading.count("TreatyBodyFinding") == 0
    assert reading.rows[0].is_left_out


def test_an_unknown_violation_is_reported_and_the_rest_kept(read_with):
    row = ROW.replace('7",,', '7",iccpr/art-70,')
    reading = read_with("treaty_body_findings", {"treaty_body_findings.csv": HEADER + row})
    assert [(issue.field, issue.value) for issue in reading.issues] == [("violations", "iccpr/art-70")]
    assert reading.count("TreatyBodyFinding") == 1


def test_the_cut_down_table_gives_the_expected_graph(golden):
    golden("treaty_body_findings", "treaty_body_findings.csv")
