"""Recommendations of United Nations bodies, and the articles that they bear on."""

import pytest

from dutygraph.errors import StructureError
from dutygraph.namespaces import LABEL, thing


def recommendation(key):
    return thing("recommendation", key)


def test_every_row_is_loaded(read_real):
    reading = read_real("un_recommendations")
    assert len(reading.rows) == reading.count("Recommendation") == 339
    assert reading.lost() == []


def test_only_unlisted_instruments_and_articles_are_reported(read_real):
    issues = read_real("un_recommendations").issues
    assert {issue.field for issue in issues} == {"instrument_provisions"}
    assert {issue.value for issue in issues if "instrument" in issue.problem.split(" ")[:2]} == {
        "APIC",
        "1993 Hague Adoption Convention",
        "Guidelines for the Alternative Care of Children",
    }
    assert {issue.value for issue in issues if "article" in issue.problem} == {
        "ilo-c182/art-1", "ilo-c182/art-6", "refugee-convention-1951/art-33", "cedaw-op/art-9",
        "cped/art-16", "cped/art-17", "cped/art-18",
    }  # fmt: skip


def test_the_first_recommendation_of_the_first_review(read_real):
    reading, first = read_real("un_recommendations"), recommendation("UPR1-76.1")
    assert reading.values(first, "inDocument") == {"document/a-hrc-15-2"}
    assert reading.values(first, "paragraph") == {"76.1"}
    assert reading.values(first, LABEL) == {
        "A/HRC/15/2, para. 76.1",
        "A/HRC/15/2, п. 76.1",
        "A/HRC/15/2, 76.1-пункт",
    }
    assert reading.values(first, "recommendingState") == {"Spain"}
    assert reading.values(first, "uprResponse") == {"scheme/upr-response/supported"}
    assert reading.values(first, "citesInstrument") == {"instrument/iccpr-op2"}
    assert reading.values(first, "asksToRatify") == {"true"}
    assert reading.values(first, "asksTo") == {"scheme/ask/ratify"}
    assert reading.values(first, "addressedToState") == {"state/KGZ"}


def test_a_recommendation_of_two_states_names_both(read_real):
    reading = read_real("un_recommendations")
    row = next(row for row in reading.rows if row["upr_recommending_state"] == "Tajikistan; Pakistan")
    assert reading.values(recommendation(row["id"]), "recommendingState") == {"Tajikistan", "Pakistan"}


def test_a_body_named_in_the_document_stays_a_text(read_real):
    reading, spoken = read_real("un_recommendations"), recommendation("CMW2-x2")
    assert reading.values(spoken, "addresseeText") == {"law enforcement"}
    assert reading.values(spoken, "byBody") == {"actor/cmw"}


def test_the_inquiry_asks_for_an_answer_by_march_2019(read_real):
    assert read_real("un_recommendations").values(recommendation("CEDAWINQ-x3"), "followUpBy") == {"2019-03"}


def test_the_text_is_ours_and_the_goals_are_those_of_the_united_nations(read_real):
    reading, crc = read_real("un_recommendations"), recommendation("CRC34-29(a)")
    assert len(reading.values(crc, "gist")) == 1
    assert all(goal.startswith("http://metadata.un.org/sdg/") for goal in reading.values(crc, "goal"))


def test_a_range_cites_each_of_its_articles(read_real):
    cited = read_real("un_recommendations").values(recommendation("UPR1-76.23"), "citesProvision")
    assert cited == {f"provision/opcat/art-{number}" for number in range(17, 24)}


def test_a_sub_paragraph_with_a_row_is_cited_itself(read_real):
    cited = read_real("un_recommendations").values(recommendation("CRC34-29(a)"), "citesProvision")
    assert cited == {"provision/crc/art-37-a"}


def test_a_sub_paragraph_without_a_row_falls_back_to_its_article(read_real):
    cited = read_real("un_recommendations").values(recommendation("SRMIN-106-2"), "citesProvision")
    assert cited == {"provision/icerd/art-1", "provision/icerd/art-2-2", "provision/icerd/art-5"}


def test_two_names_of_the_disappearance_convention_are_one_instrument(read_real):
    reading = read_real("un_recommendations")
    assert reading.values(recommendation("UPR1-77.2"), "citesInstrument") == {"instrument/cped"}
    assert "instrument/cped" in reading.values(recommendation("WGEID-x1"), "citesInstrument")


def test_an_article_without_a_row_cites_the_instrument_alone(read_real):
    reading, c182 = read_real("un_recommendations"), recommendation("UPR1-76.100")
    assert reading.values(c182, "citesInstrument") == {"instrument/ilo-c182"}
    assert reading.values(c182, "citesProvision") == set()


def test_a_call_to_join_an_unlisted_convention_asks_to_join_no_other(read_real):
    """CRC34-44 wants the Hague adoption convention joined; Kyrgyzstan is a party to the one it cites."""
    reading, hague = read_real("un_recommendations"), recommendation("CRC34-44")
    assert reading.values(hague, "citesInstrument") == {"instrument/crc"}
    assert reading.values(hague, "asksToRatify") == set()
    assert reading.values(hague, "asksTo") == {"scheme/ask/apply"}


def test_every_row_that_cites_an_instrument_was_judged(read_real):
    for row in read_real("un_recommendations").rows:
        assert bool(row["asks_to"]) == bool(row["instrument_provisions"]), row["id"]


def test_a_cut_down_table_gives_the_golden_graph(golden):
    golden("un_recommendations", "un_recommendations.csv")


@pytest.mark.parametrize(
    "wrong",
    [
        ("UPR1-76.1,a-hrc-15-2", "UPR1-76.1,a-hrc-15-3", "document_id", "a-hrc-15-3"),
        (",Spain,supported,", ",Spain,suported,", "upr_response", "suported"),
        (",ratify,Death penalty|", ",ratify,Deth penalty|", "rights_themes", "Deth penalty"),
        (",ICCPR-OP2,ratify,", ",ICCPR-OP2 art. 99,ratify,", "instrument_provisions", "iccpr-op2/art-99"),
        (",ICCPR-OP2,ratify,", ",ICCPR-OP3,ratify,", "instrument_provisions", "ICCPR-OP3"),
    ],
)
def test_a_wrong_cell_is_reported_and_the_recommendation_kept(wrong, read_with, edit):
    old, new, field, value = wrong
    table = "un_recommendations.csv"
    reading = read_with("un_recommendations", {table: edit("un_recommendations", table, {old: new})})
    reported = {(i.field, i.value) for i in reading.issues if i.row == 2}
    assert reported == {(field, value)}
    assert reading.count("Recommendation") == 339
    assert reading.lost() == []


def test_an_unknown_instrument_is_reported_with_its_nearest(read_with, edit):
    table = "un_recommendations.csv"
    text = edit("un_recommendations", table, {",ICCPR-OP2,ratify,": ",ICCPR-OP3,ratify,"})
    issue = next(i for i in read_with("un_recommendations", {table: text}).issues if i.value == "ICCPR-OP3")
    assert 'nearest: "ICCPR-OP' in issue.repair


def test_another_header_stops_the_source(read_with, edit):
    table = "un_recommendations.csv"
    text = edit("un_recommendations", table, {",gist,": ",text,"})
    with pytest.raises(StructureError, match=r"the header is not the declared one"):
        read_with("un_recommendations", {table: text})
