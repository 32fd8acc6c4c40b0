"""Questions of committees: in which document, on which provisions, and what they want to know."""

import pytest

from dutygraph.errors import StructureError
from dutygraph.namespaces import LABEL, thing

HEADER = (
    "id,document_id,document_symbol,body,date,paragraph,gist,instrument_provisions,themes,asks_for,source_url,"
    "confidence\n"
)
ROW = "Q-3,cmw-c-kgz-qpr-2,CMW/C/KGZ/QPR/2,CMW,2022-05-03,3,Who?,ICRMW art. 65,,responsible-body,,high\n"


def question(key):
    return thing("question", key)


def test_every_row_is_loaded_or_reported(read_real):
    reading = read_real("list_of_issues")
    assert len(reading.rows) == reading.count("IssueQuestion") == 60
    assert reading.lost() == []


def test_nine_questions_ask_which_body_is_responsible(read_real):
    rows = read_real("list_of_issues").rows
    assert sum("responsible-body" in row.items("asks_for", "|") for row in rows) == 9


def test_only_articles_without_a_row_are_reported(read_real):
    issues = read_real("list_of_issues").issues
    assert {issue.value for issue in issues} == {"icrmw/art-2", "crc-opsc/art-9"}


def test_the_migrant_workers_committee_asks_who_coordinates(read_real):
    reading, who = read_real("list_of_issues"), question("LOI-CMW2-3")
    assert reading.values(who, "inDocument") == {"document/cmw-c-kgz-qpr-2"}
    assert reading.values(who, "symbol") == {"CMW/C/KGZ/QPR/2"}
    assert reading.values(who, "byBody") == {"actor/cmw"}
    assert reading.values(who, "ofState") == {"state/KGZ"}
    assert reading.values(who, "madeAt") == {"2022-05-03"}
    assert reading.values(who, "paragraph") == {"3"}
    assert reading.values(who, "citesInstrument") == {"instrument/icrmw"}
    assert reading.values(who, "citesProvision") == {"provision/icrmw/art-65", "provision/icrmw/art-84"}
    assert reading.values(who, "asksFor") == {
        "scheme/asks-for/responsible-body",
        "scheme/asks-for/resources",
        "scheme/asks-for/measures",
    }
    assert len(reading.values(who, "theme")) == 2


def test_a_list_without_a_symbol_is_known_by_its_document(read_real):
    reading, cases = read_real("list_of_issues"), question("LOI-OPSC1-5")
    assert reading.values(cases, "inDocument") == {"document/crc-9e6363249610"}
    assert reading.values(cases, "symbol") == set()
    assert reading.values(cases, "citesInstrument") == {"instrument/crc-opsc"}


def test_a_question_without_a_date_has_none(read_real):
    reading = read_real("list_of_issues")
    assert reading.values(question("LOI-CEDAW5-1"), "madeAt") == set()
    assert reading.values(question("LOI-CAT4-1"), "citesProvision") >= {"provision/opcat/art-17"}


def test_no_two_questions_have_the_same_label(read_real):
    reading = read_real("list_of_issues")
    labels = [frozenset(reading.values(question(row["id"]), LABEL)) for row in reading.rows]
    assert len(set(labels)) == 60
    assert reading.values(question("LOI-CEDAW3-3-3"), LABEL) == {"CEDAW/C/KGZ/Q/3 (LOI-CEDAW3-3-3)"}
    assert "CEDAW/C/KGZ/Q/3, para. 3" in reading.values(question("LOI-CEDAW3-3"), LABEL)


def test_low_confidence_is_left_out(read_with):
    reading = read_with("list_of_issues", {"list_of_issues.csv": HEADER + ROW.replace("high", "low")})
    assert reading.triples == set()
    assert reading.rows[0].is_left_out


@pytest.mark.parametrize(
    ("old", "new", "field", "value"),
    [
        ("cmw-c-kgz-qpr-2", "cmw-c-kgz-qpr-9", "document_id", "cmw-c-kgz-qpr-9"),
        (",CMW,", ",CMWW,", "body", "CMWW"),
        ("ICRMW", "ICMRW", "instrument_provisions", "ICMRW"),
        ("responsible-body", "responsible-bodies", "asks_for", "responsible-bodies"),
        ("2022-05-03", "2022-05-33", "madeAt", "2022-05-33"),
    ],
)
def test_a_wrong_cell_is_reported_and_the_question_kept(old, new, field, value, read_with):
    reading = read_with("list_of_issues", {"list_of_issues.csv": HEADER + ROW.replace(old, new)})
    [issue] = reading.issues
    assert (issue.row, issue.field, issue.value) == (2, field, value)
    assert issue.repair
    assert reading.count("IssueQuestion") == 1


def test_a_question_listed_twice_stops_the_source(read_with):
    with pytest.raises(StructureError, match=r"list_of_issues.csv, row 3"):
        read_with("list_of_issues", {"list_of_issues.csv": HEADER + ROW * 2})
