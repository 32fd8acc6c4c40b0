"""Recommendations to the countries where people from Kyrgyzstan work."""

import pytest

from dutygraph.errors import StructureError
from dutygraph.namespaces import DCT, LABEL, digest, thing


def recommendation(key):
    return thing("recommendation", key)


def test_every_row_is_loaded(read_real):
    reading = read_real("host_recommendations")
    assert len(reading.rows) == 11 + 40
    assert reading.count("MonitoringDocument") == 11
    assert reading.count("Recommendation") == 40
    assert reading.lost() == []
    assert reading.issues == []


@pytest.mark.parametrize(("state", "number"), [("KAZ", 15), ("KOR", 14), ("RUS", 11)])
def test_each_is_addressed_to_its_own_state(state, number, read_real):
    reading = read_real("host_recommendations")
    keys = [row["id"] for row in reading.rows if row.cells.get("state") == state]
    assert len(keys) == number
    assert all(reading.values(recommendation(key), "addressedToState") == {f"state/{state}"} for key in keys)


def test_the_employment_permit_system_of_korea(read_real):
    reading, permit = read_real("host_recommendations"), recommendation("KOR-SRRAC15-69")
    assert reading.values(permit, LABEL) == {
        "A/HRC/29/46/Add.1, para. 69", "A/HRC/29/46/Add.1, п. 69", "A/HRC/29/46/Add.1, 69-пункт",
    }  # fmt: skip
    assert reading.values(permit, "inDocument") == {"document/a-hrc-29-46-add-1"}
    assert reading.values(permit, "byBody") == {"actor/sr-racism"}
    assert reading.values(permit, "paragraph") == {"69"}
    assert reading.values(permit, "citesInstrument") == {"instrument/icerd"}
    assert reading.values(permit, "concerns") == {"scheme/group/uhri-migrants"}


def test_kazakhstan_is_asked_to_join_the_migrant_workers_convention(read_real):
    reading, join = read_real("host_recommendations"), recommendation("KAZ-UPR3-x4")
    assert reading.values(join, "asksTo") == {"scheme/ask/ratify"}
    assert reading.values(join, "asksToRatify") == {"true"}
    assert reading.values(join, "citesInstrument") == {"instrument/icrmw"}


def test_nobody_asks_korea_to_apply_a_convention_that_it_has_not_joined(read_real):
    """The citation is our classification: it must not look like a request to apply the convention."""
    reading = read_real("host_recommendations")
    for key in ("KOR-SRMIG07-58", "KOR-SRMIG07-x1", "KOR-SRMIG07-x2"):
        assert reading.values(recommendation(key), "asksTo") == {"scheme/ask/other"}


def test_a_document_without_a_symbol_is_named_by_what_it_is(read_real):
    reading = read_real("host_recommendations")
    document = thing("document", f"cescr-{digest('CESCR', 'KAZ', '65th session', 'concluding-observations')}")
    assert reading.values(document, DCT("title")) == {"CESCR concluding observations on Kazakhstan"}
    assert reading.values(document, "symbol") == set()
    assert reading.values(recommendation("KAZ-CESCR-x1"), "inDocument") == {
        document.value.removeprefix("https://w3id.org/dutygraph/id/")
    }


def test_every_row_that_cites_an_instrument_was_judged(read_real):
    for row in read_real("host_recommendations").rows:
        if row.table.file == "host_recommendations.csv":
            assert bool(row["asks_to"]) == bool(row["instrument_provisions"]), row["id"]


@pytest.mark.parametrize(
    "wrong",
    [
        ('"ICESCR arts. 3, 6, 7"', '"ICESCR arts. 3, 6, 77"', "instrument_provisions", "icescr/art-77"),
        ('"ICESCR arts. 3, 6, 7"', '"ICESRC arts. 3, 6, 7"', "instrument_provisions", "ICESRC"),
        (",apply,Labour rights", ",aply,Labour rights", "asks_to", "aply"),
        (",Women & girls,5|8,", ",Woman & girls,5|8,", "affected_groups", "Woman & girls"),
        (",65th session,2019-03,", ",65th session,2019-13,", "madeAt", "2019-13"),
    ],
)
def test_a_wrong_cell_is_reported_and_the_recommendation_kept(wrong, read_with, edit):
    old, new, field, value = wrong
    table = "host_recommendations.csv"
    reading = read_with("host_recommendations", {table: edit("host_recommendations", table, {old: new})})
    assert [(i.field, i.value) for i in reading.issues] == [(field, value)]
    assert reading.count("Recommendation") == 40
    assert reading.lost() == []


def test_a_recommendation_to_an_unknown_state_is_left_out(read_with, edit):
    table = "host_recommendations.csv"
    text = edit("host_recommendations", table, {"KAZ-CESCR-x1,KAZ,": "KAZ-CESCR-x1,KZ,"})
    reading = read_with("host_recommendations", {table: text})
    assert [row["id"] for row in reading.rows if row.is_left_out] == ["KAZ-CESCR-x1"]
    assert reading.lost() == []


def test_another_header_stops_the_source(read_with, edit):
    table = "host_recommendations.csv"
    text = edit("host_recommendations", table, {",gist,": ",text,"})
    with pytest.raises(StructureError, match=r"the header is not the declared one"):
        read_with("host_recommendations", {table: text})
