"""Documents of United Nations bodies on Kyrgyzstan."""

import pytest

from dutygraph.errors import StructureError
from dutygraph.namespaces import DCT, FOAF, LABEL, digest, thing

UPR = thing("document", "a-hrc-15-2")


def test_every_row_is_loaded(read_real):
    reading = read_real("un_documents")
    assert len(reading.rows) == reading.count("MonitoringDocument") == 96
    assert reading.lost() == []
    assert reading.issues == []


def test_the_first_review_has_its_symbol_date_and_page(read_real):
    reading = read_real("un_documents")
    assert reading.values(UPR, "symbol") == reading.values(UPR, LABEL) == {"A/HRC/15/2"}
    assert reading.values(UPR, "issuedAt") == {"2010-06-16"}
    assert reading.values(UPR, "byBody") == {"actor/upr-working-group"}
    assert reading.values(UPR, "documentType") == {"scheme/document-type/upr-report"}
    assert reading.values(UPR, FOAF("page")) == {"https://undocs.org/A/HRC/15/2"}


def test_adoption_and_issue_are_two_dates(read_real):
    reading, observations = read_real("un_documents"), thing("document", "ccpr-c-kgz-co-2")
    assert reading.values(observations, "adoptedAt") == {"2014-03-25"}
    assert reading.values(observations, "issuedAt") == set()


def test_a_report_of_the_state_is_not_the_committees(read_real):
    reading, report = read_real("un_documents"), thing("document", "ccpr-c-kgz-2")
    assert reading.values(report, "byBody") == set()
    assert reading.values(report, DCT("creator")) == {"state/KGZ"}
    assert reading.values(report, DCT("audience")) == {"actor/hrcttee"}


def test_a_document_without_symbol_is_named_by_body_and_title(read_real):
    title = "End-of-visit statement, Kyrgyzstan"
    key = f"sr-persons-with-disability-{digest('SR Persons with disability', title)}"
    reading, statement = read_real("un_documents"), thing("document", key)
    assert reading.values(statement, DCT("title")) == {title}
    assert reading.values(statement, "symbol") == set()


def test_a_document_that_was_received_on_a_day_was_made_on_it_at_the_latest(read_real):
    reading, report = read_real("un_documents"), thing("document", "crpd-c-kgz-1")
    assert reading.values(report, "madeAtLatest") == {"2022-03-30"}
    assert reading.values(report, "madeAt") == reading.values(report, "issuedAt") == set()


@pytest.mark.parametrize(
    "wrong",
    [
        ("2010-06-16,issued", "2010-06-31,issued", "issuedAt", "2010-06-31"),
        ("2010-06-16,issued", "2010-06-16,isued", "date_kind", "isued"),
        ("A/HRC/15/2,UPR,", "A/HRC/15/2,UPPR,", "body", "UPPR"),
        (",upr-report,Cycle 1", ",upr-repot,Cycle 1", "document_type", "upr-repot"),
    ],
)
def test_a_wrong_cell_is_reported_and_the_document_kept(wrong, read_with, edit):
    old, new, field, value = wrong
    reading = read_with(
        "un_documents", {"un_documents.csv": edit("un_documents", "un_documents.csv", {old: new})}
    )
    assert [(i.field, i.value) for i in reading.issues] == [(field, value)]
    assert reading.count("MonitoringDocument") == 96


def test_a_missing_cell_stops_the_source(read_with, edit):
    text = edit("un_documents", "un_documents.csv", {"a-hrc-15-2,A/HRC/15/2,UPR,": "a-hrc-15-2,A/HRC/15/2,"})
    with pytest.raises(StructureError, match=r"16 cells, 17 columns"):
        read_with("un_documents", {"un_documents.csv": text})
