"""Supervisory comments: on which State and convention, where in it, repeated since when, replied to or not."""

import pytest

from dutygraph.errors import StructureError
from dutygraph.namespaces import thing

HEADER = (
    "id,state,instrument_id,provision,comment_type,adopted_year,published_ilc_session,gist,repeated_from_year,"
    "reply_received,source_url,confidence\n"
)
ROW = "x,KGZ,ilo-c183,art. 4(1),observation,2013,,Again asks.,2009,no,,high\n"
# The gist speaks of a repetition, and neither it nor the comment before it says since when.
REPEATED_SINCE_UNKNOWN = {
    "kgz-c081-2014-dr", "kgz-c029-2009-dr", "kgz-c029-2015-dr", "kgz-c029-2016-dr", "kgz-c087-2003-dr",
    "kgz-c098-2011-dr", "kgz-c100-2008-dr", "kgz-c138-2013-dr", "kgz-c159-2016-dr", "kgz-c119-2011-dr",
    "rus-c156-2018-dr", "kaz-c111-2012-obs",
}  # fmt: skip


def comment(key):
    return thing("supervisory-comment", key)


def test_every_row_is_loaded_or_reported(read_real):
    reading = read_real("supervisory_comments")
    assert len(reading.rows) == reading.count("SupervisoryComment") == 106
    assert reading.lost() == []


def test_comments_are_counted_by_state(read_real):
    rows = read_real("supervisory_comments").rows
    assert {state: sum(row["state"] == state for row in rows) for state in ("KGZ", "RUS", "KAZ")} == {
        "KGZ": 83,
        "RUS": 14,
        "KAZ": 9,
    }


def test_a_request_repeated_since_2012_without_a_reply(read_real):
    reading, request = read_real("supervisory_comments"), comment("kgz-c111-2018-dr")
    assert reading.values(request, "ofState") == {"state/KGZ"}
    assert reading.values(request, "instrument") == {"instrument/ilo-c111"}
    assert reading.values(request, "commentType") == {"scheme/comment-type/direct-request"}
    assert reading.values(request, "byBody") == {"actor/ceacr"}
    assert reading.values(request, "madeAt") == {"2018"}
    assert reading.values(request, "session") == {"108th (2019)"}
    assert reading.values(request, "repeatedSinceAt") == {"2012"}
    assert reading.values(request, "repeatedSinceAtLatest") == {"2012-12-31"}
    assert reading.values(request, "replyReceived") == {"scheme/reply/no"}
    assert reading.values(request, "placeText") == {"art. 1"}
    assert reading.values(request, "citesProvision") == set()


def test_an_article_with_a_row_is_linked_and_a_paragraph_without_one_cites_its_article(read_real):
    reading = read_real("supervisory_comments")
    assert reading.values(comment("kgz-c103-2009-dr"), "citesProvision") == {"provision/ilo-c103/art-3"}
    assert reading.values(comment("kaz-c183-2024-dr"), "citesProvision") == {
        "provision/ilo-c183/art-3",
        "provision/ilo-c183/art-8-2",
    }


def test_a_repetition_without_a_year_is_reported(read_real):
    reading = read_real("supervisory_comments")
    rows = {row.number: row["id"] for row in reading.rows}
    reported = {rows[issue.row] for issue in reading.issues if issue.field == "repeated_from_year"}
    assert reported == REPEATED_SINCE_UNKNOWN
    assert all(reading.values(comment(key), "repeatedSinceAt") == set() for key in reported)


def test_a_repetition_is_marked_where_the_comment_or_a_year_says_so_and_nowhere_else(read_real):
    reading = read_real("supervisory_comments")
    marked = {row["id"] for row in reading.rows if reading.values(comment(row["id"]), "isRepetition") == {"true"}}
    assert marked == REPEATED_SINCE_UNKNOWN | {row["id"] for row in reading.rows if row["repeated_from_year"]}


def test_other_issues_are_only_places_without_a_row(read_real):
    issues = [issue for issue in read_real("supervisory_comments").issues if issue.field != "repeated_from_year"]
    assert {issue.field for issue in issues} == {"provision"}
    assert all(issue.repair.startswith("add ilo-c") for issue in issues)


def test_the_cut_down_table_gives_the_expected_graph(golden):
    golden("supervisory_comments", "supervisory_comments.csv")


@pytest.mark.parametrize(
    ("old", "new", "nearest"),
    [("KGZ", "KGX", "KGZ"), ("ilo-c183", "ilo-c1833", "ilo-c183"), ("observation", "observatoin", "observation")],
)
def test_an_unknown_key_leaves_the_row_out_and_names_the_nearest(old, new, nearest, read_with):
    reading = read_with("supervisory_comments", {"supervisory_comments.csv": HEADER + ROW.replace(old, new)})
    unknown, left_out = reading.issues
    assert unknown.value == new
    assert f'"{nearest}"' in unknown.repair
    assert left_out.problem
    assert reading.triples == set()


@pytest.mark.parametrize(
    ("old", "new", "field", "value"),
    [
        (",2009,", ",200,", "repeatedSinceAt", "200"),
        (",no,", ",nope,", "reply_received", "nope"),
        ("art. 4(1)", "art. 99", "provision", "ilo-c183/art-99"),
    ],
)
def test_a_wrong_cell_is_reported_and_the_comment_kept(old, new, field, value, read_with):
    reading = read_with("supervisory_comments", {"supervisory_comments.csv": HEADER + ROW.replace(old, new)})
    [issue] = reading.issues
    assert (issue.row, issue.field, issue.value) == (2, field, value)
    assert reading.count("SupervisoryComment") == 1


def test_low_confidence_is_left_out(read_with):
    reading = read_with("supervisory_comments", {"supervisory_comments.csv": HEADER + ROW.replace("high", "low")})
    assert reading.triples == set()


def test_a_missing_column_stops_the_source(read_with):
    with pytest.raises(StructureError, match=r"missing columns: \['gist'\]"):
        read_with("supervisory_comments", {"supervisory_comments.csv": HEADER.replace("gist,", "")})
