"""Claims about implementation: who says what of which thing, with rival claims side by side."""

import csv

import pytest

from dutygraph.errors import StructureError
from dutygraph.namespaces import DG, LABEL, TYPE, thing

# Seven rows whose author tells of one measure only, whatever the author calls it.
ONE_MEASURE = ("SC006", "SC011", "SC023", "SC089", "SC106", "SC125", "SC155")


def claim(number):
    return thing("status-claim", f"SC{number:03}")


def test_every_row_is_loaded_or_left_out(read_real):
    reading = read_real("status_claims")
    assert len(reading.rows) == 26 + 174 + 5
    assert reading.count("StatusClaim") == 171
    assert reading.count("Actor") == 26
    assert reading.lost() == []


def test_a_claim_about_a_thing_without_a_record_is_left_out(read_real):
    reading = read_real("status_claims")
    assert [row["id"] for row in reading.rows if row.is_left_out] == ["SC093", "SC118", "SC127"]
    assert {issue.value for issue in reading.issues if issue.field} == {
        "end statelessness: resolve all known cases",
        "law-local-councils-quota-2019",
        "agreement-eaeu-pensions-2019",
    }


@pytest.mark.parametrize(
    ("number", "about"),
    [
        (1, "statement/bir-duino-2018/S2018-16"),
        (67, "provision/cat/art-1"),
        (94, "instrument/iccpr-op2"),
        (110, "law/bill-equality"),
        (128, "plan/hr-action-plan-2019-2021"),
        (131, "law/order-treaty-body-views-2017"),
        (145, "recommendation/CAT3-13"),
    ],
)
def test_a_claim_is_about_a_call_a_duty_an_act_or_a_recommendation(number, about, read_real):
    assert read_real("status_claims").values(claim(number), "about") == {about}


def test_a_claim_names_the_law_or_event_that_goes_against_what_was_asked(read_real):
    reading = read_real("status_claims")
    assert reading.values(claim(171), "namesMeasure") == {"law/law-ngo-foreign-representatives-2024"}
    assert reading.values(claim(174), "namesMeasure") == {"event/EV109"}


def test_a_measure_belongs_to_a_claim_that_says_that_things_got_worse(read_real):
    rows = read_real("status_claims").rows
    values = {row["id"]: row["claim_value"] for row in rows if "claim_value" in row.cells}
    assert {values[row["claim_id"]] for row in rows if "claim_id" in row.cells} == {"regressed"}


@pytest.mark.parametrize(
    ("row", "problem"), [("SC999,EV109", "SC999"), ("SC174,EV999", "EV999"), ("SC174,law-of-nowhere", "law-of-nowhere")]
)
def test_a_measure_without_a_record_is_left_out(row, problem, read_with):
    text = f"claim_id,measure_ref,source_url,confidence\n{row},https://example.org,high\n"
    reading = read_with("status_claims", {"measures.csv": text})
    assert problem in {issue.value for issue in reading.issues}
    assert reading.rows[-1].is_left_out


def test_the_committee_says_in_which_paragraph_the_law_falls_short(read_real):
    reading, repeated = read_real("status_claims"), claim(53)
    assert reading.values(repeated, "claimedBy") == {"actor/hrcttee"}
    assert reading.values(repeated, "authorKind") == {"scheme/author-kind/un"}
    assert reading.values(repeated, "claimValue") == {"scheme/claim-value/not-implemented"}
    assert reading.values(repeated, "madeAt") == {"2022-12-09"}
    assert reading.values(repeated, "symbol") == {"CCPR/C/KGZ/CO/3"}
    assert reading.values(repeated, "place") == {"paras 11-12"}


def test_rival_claims_about_one_recommendation_stand_side_by_side(read_real):
    reading = read_real("status_claims")
    said = {
        (*reading.values(subject, "claimedBy"), *reading.values(subject, "claimValue"))
        for subject, predicate, thing_ in reading.triples
        if predicate == DG("about") and thing_ == thing("recommendation", "CAT3-13")
    }
    assert said == {
        ("state/KGZ", "scheme/claim-value/contested"),
        ("actor/omct", "scheme/claim-value/not-implemented"),
    }


def test_a_claim_of_two_authors_names_both(read_real):
    assert read_real("status_claims").values(claim(112), "claimedBy") == {"actor/unicef", "actor/ohchr"}


def test_an_author_of_our_own_list_has_a_name_and_a_kind(read_real):
    reading, amnesty = read_real("status_claims"), thing("actor", "amnesty-international")
    assert reading.values(amnesty, LABEL) == {"Amnesty International", "Международная амнистия"}
    assert reading.values(amnesty, "actorKind") == {"scheme/actor-kind/ngo"}
    assert "ns#CivilSocietyOrganization" in reading.values(amnesty, TYPE)


def test_no_author_of_our_own_list_stands_in_another_table(all_metadata, read_real):
    own = {row["id"] for row in read_real("status_claims").rows if row.table.file == "authors.csv"}
    others = set()
    for folder, metadata in all_metadata.items():
        for table in metadata.tables:
            if table.kind in ("actor", "body") and metadata.name != "status_claims":
                with (folder / table.file).open(encoding="utf-8") as file:
                    others |= {row[table.key[0]] for row in csv.DictReader(file)}
    assert own & others == set()


@pytest.mark.parametrize("key", ONE_MEASURE)
def test_one_measure_is_no_full_implementation(key, read_real):
    values = read_real("status_claims").values(thing("status-claim", key), "claimValue")
    assert values == {"scheme/claim-value/partly-implemented"}


def test_a_court_that_defends_a_ban_contests(read_real):
    assert read_real("status_claims").values(claim(99), "claimValue") == {"scheme/claim-value/contested"}


def test_a_cut_down_table_gives_the_golden_graph(golden):
    golden("status_claims", "status_claims.csv")


@pytest.mark.parametrize(
    "wrong",
    [
        ("S2018-16,not-implemented,cabar,", "S2018-16,not-implementd,cabar,", "claim_value", "not-implementd"),
        ("S2018-16,not-implemented,cabar,", "S2018-16,not-implemented,cabarr,", "author", "cabarr"),
        (",cabar,media,", ",cabar,medium,", "author_kind", "medium"),
        (",media,2019-07-04,", ",media,2019-07-40,", "madeAt", "2019-07-40"),
    ],
)
def test_a_wrong_cell_is_reported_and_the_claim_kept(wrong, read_with, edit):
    old, new, field, value = wrong
    table = "status_claims.csv"
    reading = read_with("status_claims", {table: edit("status_claims", table, {old: new})})
    assert [(i.field, i.value) for i in reading.issues if i.row == 2] == [(field, value)]
    assert reading.count("StatusClaim") == 171
    assert reading.lost() == []


def test_an_unknown_call_is_reported_with_its_nearest(read_with, edit):
    table = "status_claims.csv"
    reading = read_with("status_claims", {table: edit("status_claims", table, {"call,S2018-16,": "call,2018-16,"})})
    issue = next(i for i in reading.issues if i.field == "about_ref" and i.row == 2)
    assert 'nearest: "S2018-16"' in issue.repair
    assert reading.count("StatusClaim") == 170


def test_another_header_stops_the_source(read_with, edit):
    table = "status_claims.csv"
    text = edit("status_claims", table, {",claim_value,": ",value,"})
    with pytest.raises(StructureError, match=r"the header is not the declared one"):
        read_with("status_claims", {table: text})
