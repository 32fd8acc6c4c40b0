"""Relations between provisions: known kinds between known provisions."""

import pytest

from dutygraph.errors import StructureError
from dutygraph.namespaces import digest, thing

HEADER = "provision_a,relation,provision_b,note,basis,source_url,confidence\n"


def test_every_row_is_loaded_or_reported(read_real):
    reading = read_real("provision_relations")
    assert len(reading.rows) == 183
    assert reading.count("ProvisionRelation") == 180
    assert reading.lost() == []


def test_only_low_confidence_is_left_out(read_real):
    left_out = [row for row in read_real("provision_relations").rows if row.is_left_out]
    assert [row["confidence"] for row in left_out] == ["low"] * 3
    assert len(read_real("provision_relations").issues) == 3


def test_an_interpretation_starts_the_relations_that_explain_a_provision(read_real):
    reading = read_real("provision_relations")
    [first, *others] = [row for row in reading.rows if row["relation"] == "interprets"]
    assert len(others) == 22 - 1
    relation = thing("provision-relation", digest(*first.key))
    assert reading.values(relation, "fromInterpretation") == {f"interpretation/{first['provision_a']}"}
    assert reading.values(relation, "toProvision") == {f"provision/{first['provision_b']}"}
    assert reading.values(relation, "fromProvision") == set()


def test_maternity_leave_of_c103_was_revised_by_c183(read_real):
    reading = read_real("provision_relations")
    relation = thing("provision-relation", digest("ilo-c103/art-3", "revised-by", "ilo-c183/art-4"))
    assert reading.values(relation, "fromProvision") == {"provision/ilo-c103/art-3"}
    assert reading.values(relation, "toProvision") == {"provision/ilo-c183/art-4"}
    assert reading.values(relation, "relationKind") == {"scheme/provision-relation/revised-by"}
    assert reading.values(relation, "basis") == {"comparison"}
    [note] = reading.values(relation, "note")
    assert "from 12 to 14 weeks" in note


@pytest.mark.parametrize(
    ("row", "value", "nearest"),
    [
        ("cedaw/art-111,same-interest,icescr/art-10,,text,,high", "cedaw/art-111", "cedaw/art-11"),
        ("cedaw/art-11,same-intrest,icescr/art-10,,text,,high", "same-intrest", "same-interest"),
        ("cat-gc-22,interprets,cat/art-2,,text,,high", "cat-gc-22", "cat-gc-2"),
    ],
)
def test_an_unknown_key_leaves_the_row_out_and_names_the_nearest(row, value, nearest, read_with):
    reading = read_with("provision_relations", {"provision_relations.csv": HEADER + row + "\n"})
    unknown, left_out = reading.issues
    assert (unknown.file, unknown.row, unknown.value) == ("provision_relations.csv", 2, value)
    assert nearest in unknown.repair
    assert left_out.problem
    assert reading.triples == set()


def test_a_relation_listed_twice_stops_the_source(read_with):
    row = "cedaw/art-11,same-interest,icescr/art-10,,text,,high\n"
    with pytest.raises(StructureError, match=r"provision_relations.csv, row 3"):
        read_with("provision_relations", {"provision_relations.csv": HEADER + row * 2})


def test_a_missing_column_stops_the_source(read_with):
    with pytest.raises(StructureError, match=r"missing columns: \['basis'\]"):
        read_with("provision_relations", {"provision_relations.csv": HEADER.replace("basis,", "")})
