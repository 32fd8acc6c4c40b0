"""Provisions: which of them put a duty on a State, and at which level it is counted."""

import pytest

from dutygraph.errors import StructureError
from dutygraph.namespaces import LABEL, thing
from dutygraph.sources import Source


@pytest.fixture(scope="module")
def duty_holders(read_real):
    """Return the provisions that set out a duty."""
    triples = read_real("provisions").triples
    return {o.value.split("/id/provision/")[1] for _, p, o in triples if p.value.endswith("#isSetOutIn")}


def under(duty_holders, article):
    return {key for key in duty_holders if key == article or key.startswith(article + "-")}


def test_every_row_is_loaded_or_reported(read_real):
    reading = read_real("provisions")
    assert len(reading.rows) == reading.count("Provision") == 589
    assert reading.lost() == []
    assert reading.issues == []


def test_article_4_of_c183_obliges_through_its_paragraphs(read_real):
    reading, provision = read_real("provisions"), thing("provision", "ilo-c183/art-4")
    labels = reading.values(provision, LABEL)
    assert labels == {"ILO C183 art. 4", "ILO C183 ст. 4", "ILO C183 4-берене"}
    assert reading.values(provision, "inInstrument") == {"instrument/ilo-c183"}
    duty = thing("duty", "ilo-c183/art-4-4", "protect")
    assert reading.values(duty, "isSetOutIn") == {"provision/ilo-c183/art-4-4"}
    assert reading.values(duty, "dutyType") == {"scheme/duty-type/protect"}
    assert reading.values(duty, "dutyBearer") == {"scheme/bearer/state"}


def test_paragraphs_stand_where_they_carry_every_duty_of_the_article(duty_holders):
    assert under(duty_holders, "iccpr/art-4") == {"iccpr/art-4-2", "iccpr/art-4-3"}


def test_points_of_a_paragraph_are_judged_first(duty_holders):
    points = {f"cedaw/art-11-2-{letter}" for letter in "abcd"}
    assert under(duty_holders, "cedaw/art-11") == {"cedaw/art-11-1", "cedaw/art-11-3", *points}


def test_the_article_stands_where_its_paragraphs_miss_a_duty(duty_holders):
    # ICESCR art. 7 is also a duty to respect, which no paragraph row carries.
    assert under(duty_holders, "icescr/art-7") == {"icescr/art-7"}


def test_no_duty_is_counted_on_two_levels(duty_holders, read_real):
    parents = {row["provision_id"]: row["parent_provision"] for row in read_real("provisions").rows}
    assert not [key for key in duty_holders if parents[key] in duty_holders]


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("iccpr/art-4-1", "a permission"),
        ("icescr/art-4", "may limit"),
        ("icerd/art-1", "a definition"),
        ("cedaw/art-4", "a saving clause"),
        ("icescr/art-17", "procedure"),
        ("unscr-1325/para-9", "addressed to parties to a conflict"),
        ("icrmw/art-69-1", "confidence low"),
    ],
)
def test_no_duty_follows_from(key, why, duty_holders):
    assert key not in duty_holders, why


def test_a_duty_of_mixed_bearers_names_the_states_alone(read_real):
    duty = thing("duty", "icrmw/art-25-2", "protect")
    assert read_real("provisions").values(duty, "dutyBearer") == {"scheme/bearer/state-of-employment"}


def test_should_gives_a_duty_that_rules_make_a_commitment(duty_holders):
    assert "ilo-r151/para-34-1" in duty_holders or "ilo-r151/para-34" in duty_holders


def test_rights_and_groups_are_found_by_their_keywords(read_real):
    reading, provision = read_real("provisions"), thing("provision", "icerd/art-2")
    assert reading.values(provision, "right") == {"scheme/theme/right-non-discrimination"}
    assert reading.values(provision, "protects") == {"scheme/group/group-racial-and-ethnic-groups"}


def test_the_cut_down_table_gives_the_expected_graph(golden):
    golden("provisions", "provisions.csv")


HEADER = (
    "instrument_id,provision,provision_id,subject_en,subject_ru,rights,protects,duty_type,source_url,"
    "confidence,bearer,modality,timing,obligation_of,holder_state_role,parent_provision\n"
)


def row(
    key="cat/art-2",
    *,
    duties="protect",
    confidence="high",
    bearer="state",
    modality="shall",
    parent="",
    instrument="cat",
):
    return f"{instrument},art. 2,{key},,,,,{duties},,{confidence},{bearer},{modality},,,,{parent}\n"


def duties_of(reading):
    return {p.value.split("/id/duty/")[1] for p, q, _ in reading.triples if q.value.endswith("#dutyType")}


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (row("cat/art-2-1", parent="cat/art-2"), {"cat/art-2-1/protect"}),
        (row("cat/art-2-1", duties="remedy", parent="cat/art-2"), {"cat/art-2/protect"}),
        (row("cat/art-2-1", parent="cat/art-2", confidence="low"), {"cat/art-2/protect"}),
        (row("cat/art-2-1", parent="cat/art-2", modality="may"), {"cat/art-2/protect"}),
        (row("cat/art-2-1", parent="cat/art-2", bearer="treaty-body"), {"cat/art-2/protect"}),
    ],
)
def test_only_paragraphs_that_oblige_a_state_can_replace_the_article(paragraph, expected, read_with):
    reading = read_with("provisions", {"provisions.csv": HEADER + row() + paragraph})
    assert duties_of(reading) == expected


def test_an_unknown_keyword_is_reported_and_the_provision_kept(read_with):
    text = HEADER + "cat,art. 2,cat/art-2,,,,migrant wrkers,none,,high,state,shall,,,,\n"
    reading = read_with("provisions", {"provisions.csv": text})
    [issue] = reading.issues
    assert (issue.file, issue.row, issue.value) == ("provisions.csv", 2, "group-migrant-wrkers")
    assert "group-migrant-workers" in issue.repair
    assert reading.count("Provision") == 1


def test_a_provision_of_an_unknown_instrument_is_left_out(read_with):
    reading = read_with("provisions", {"provisions.csv": HEADER + row(instrument="catt")})
    assert [issue.value for issue in reading.issues] == ["catt", "cat/art-2"]
    assert reading.triples == set()


def test_a_provision_listed_twice_stops_the_source(read_with):
    with pytest.raises(StructureError, match=r'provisions.csv, row 3: .*"cat/art-2"'):
        read_with("provisions", {"provisions.csv": HEADER + row() * 2})


def test_the_level_rule_is_a_function_of_rows_alone(load_module, read_real):
    module, source = load_module("provisions"), read_real("provisions").source
    rows = list(Source(source.folder, source.keys).rows("provisions.csv"))
    chosen = module.duty_rows(rows)
    assert [row["provision_id"] for row in chosen if row["provision_id"].startswith("iccpr/art-4-")] == [
        "iccpr/art-4-2",
        "iccpr/art-4-3",
    ]
