"""Groups: whom recommendations concern and whom provisions protect."""

import pytest

from dutygraph.errors import StructureError
from dutygraph.namespaces import SKOS, concept

HEADER = "id,pref_en,pref_ru,pref_ky,alt_en,broader_id,related_id,scheme,used_in,label_confidence,notes\n"


def test_every_row_is_loaded_or_reported(read_real):
    reading = read_real("groups")
    assert len(reading.rows) == reading.count("AffectedGroup") == 105 + 6
    assert reading.lost() == []
    assert reading.issues == []


def test_migrant_workers_are_named_in_three_languages(read_real):
    reading, group = read_real("groups"), concept("group", "group-migrant-workers")
    labels = {"migrant workers", "трудящиеся-мигранты", "эмгек мигранттары"}
    assert reading.values(group, SKOS("prefLabel")) == labels
    assert reading.values(group, SKOS("broader")) == {"scheme/group/groups"}
    assert reading.values(group, SKOS("inScheme")) == {"scheme/group"}
    assert reading.values(group, SKOS("notation")) == {"group-migrant-workers"}


def test_every_group_that_a_provision_protects_has_a_concept(read_real):
    known = {row["pref_en"] for row in read_real("groups").rows if row["id"].startswith("group-")}
    used = {term for row in read_real("provisions").rows for term in row.items("protects")}
    assert used - known == set()


def test_an_unknown_related_group_is_reported_and_the_group_kept(read_with):
    reading = read_with("groups", {"groups.csv": HEADER + "group-mothers,mothers,,,,,group-mother,,,high,\n"})
    [issue] = reading.issues
    assert (issue.file, issue.row, issue.value) == ("groups.csv", 2, "group-mother")
    assert '"group-mothers"' in issue.repair
    assert reading.count("AffectedGroup") == 1


def test_a_group_listed_twice_stops_the_source(read_with):
    with pytest.raises(StructureError, match=r"groups.csv, row 3"):
        read_with("groups", {"groups.csv": HEADER + "group-mothers,mothers,,,,,,,,high,\n" * 2})


def test_too_few_cells_stop_the_source(read_with):
    with pytest.raises(StructureError, match=r"groups.csv, row 2: 2 cells, 11 columns"):
        read_with("groups", {"groups.csv": HEADER + "group-mothers,mothers\n"})
