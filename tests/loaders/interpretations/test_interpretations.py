"""Interpretations: whose reading, of which provisions; joint comments have two authors."""

import pytest

from dutygraph.errors import StructureError
from dutygraph.namespaces import LABEL, thing

HEADER = "id,body,number,year,symbol,title_en,provisions,themes,source_url,confidence,notes\n"


def interpretation(key):
    return thing("interpretation", key)


def test_every_row_is_loaded_or_reported(read_real):
    reading = read_real("interpretations")
    assert len(reading.rows) == reading.count("Interpretation") == 132
    assert reading.lost() == []
    assert reading.issues == []


def test_general_comment_37_reads_article_21_of_the_covenant(read_real):
    reading, comment = read_real("interpretations"), interpretation("hrcttee-gc-37")
    assert reading.values(comment, "byBody") == {"actor/hrcttee"}
    assert reading.values(comment, "number") == {"37"}
    assert reading.values(comment, "symbol") == {"CCPR/C/GC/37"}
    assert reading.values(comment, "issuedAt") == {"2020"}
    assert reading.values(comment, "interprets") == {"provision/iccpr/art-21"}
    assert reading.values(comment, "theme") == {"scheme/theme/right-peaceful-assembly"}
    assert len(reading.values(comment, LABEL)) == 1


def test_a_joint_comment_has_two_authors(read_real):
    reading, comment = read_real("interpretations"), interpretation("cmw-gc-3")
    assert reading.values(comment, "byBody") == {"actor/cmw", "actor/crc-committee"}
    assert "provision/icrmw/art-7" in reading.values(comment, "interprets")
    assert "provision/crc/art-3" in reading.values(comment, "interprets")


def test_a_comment_may_read_no_listed_provision(read_real):
    reading = read_real("interpretations")
    assert reading.values(interpretation("ced-gc-1"), "interprets") == set()
    assert sum(not reading.values(interpretation(row["id"]), "interprets") for row in reading.rows) == 1


def test_links_to_provisions_are_counted(read_real):
    predicates = [p.value.rsplit("#", 1)[-1] for _, p, _ in read_real("interpretations").triples]
    assert predicates.count("interprets") == sum(
        len(row.items("provisions")) for row in read_real("interpretations").rows
    )


def test_nothing_recalled_is_in_the_table(read_real):
    assert not [row for row in read_real("interpretations").rows if "recall" in row["notes"].lower()]


@pytest.mark.parametrize(
    ("row", "field", "value", "nearest"),
    [
        ("x,cerdd,1,2000,S,T,cat/art-2,,,high,", "body", "cerdd", "cerd"),
        ("x,CAT,1,2000,S,T,cat/art-22222,,,high,", "provisions", "cat/art-22222", "cat/art-22"),
        ("x,CAT,1,2000,S,T,cat/art-2,non-refoulment,,high,", "themes", "right-non-refoulment", "right-non-refoulement"),
        ("x,CAT,1,20000,S,T,cat/art-2,,,high,", "issuedAt", "20000", "2013"),
    ],
)
def test_a_wrong_cell_is_reported_and_the_rest_loaded(row, field, value, nearest, read_with):
    reading = read_with("interpretations", {"interpretations.csv": HEADER + row + "\n"})
    [issue] = reading.issues
    assert (issue.row, issue.field, issue.value) == (2, field, value)
    assert nearest in issue.repair
    assert reading.count("Interpretation") == 1


def test_low_confidence_is_left_out(read_with):
    reading = read_with("interpretations", {"interpretations.csv": HEADER + "x,CAT,1,2000,S,T,,,,low,\n"})
    assert reading.triples == set()
    assert reading.rows[0].is_left_out


def test_a_missing_column_stops_the_source(read_with):
    with pytest.raises(StructureError, match=r"missing columns: \['themes'\]"):
        read_with("interpretations", {"interpretations.csv": HEADER.replace("themes,", "")})
