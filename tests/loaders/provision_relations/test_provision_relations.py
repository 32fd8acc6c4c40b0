"""Relations between provisions: known kinds between known provisions."""

import pytest

from dutygraph.errors import StructureError
from dutygraph.namespaces import digest, thing

HEADER = "provision_a,relation,provision_b,note,basis,source_url,confidence\n"


def test_every_row_is_loaded_or_reported(read_real):
    reading = read_real("provision_relations")
    assert len(reading.rows) == 183
    assert reading.count("ProvisionRelation") == 158
    assert reading.lost() == []


def test_interpretations_and_low_confidence_are_reported_not_loaded(read_real):
    left_out = [row for row in read_real("provision_relations").rows if row.is_left_out]
    assert sum(row["relation"] == "interprets" for row in left_out) == 22
    assert sum(row["confidence"] == "low" for row in left_out) == 3
    assert len(left_out) == 22 + 3


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
