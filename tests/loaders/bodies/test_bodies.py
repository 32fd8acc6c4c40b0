"""Public bodies: names, lifetimes that were read, and who followed whom."""

import pytest

from dutygraph.errors import StructureError
from dutygraph.namespaces import FOAF, LABEL, ORG, SKOS, thing

NCPT = thing("body", "ncpt")


def event(before, after):
    return thing("change-event", f"{before}--{after}")


def test_every_row_is_loaded(read_real):
    reading = read_real("bodies")
    assert len(reading.rows) == reading.count("PublicBody") == 91
    assert reading.lost() == []
    assert all(row.is_loaded for row in reading.rows)
    assert reading.issues == []


def test_every_body_belongs_to_kyrgyzstan(read_real):
    reading = read_real("bodies")
    assert all(reading.values(thing("body", row["id"]), "ofState") == {"state/KGZ"} for row in reading.rows)


def test_the_torture_prevention_centre_lived_from_2012_to_2025(read_real):
    reading = read_real("bodies")
    assert reading.values(NCPT, "establishedAt") == {"2012-07-12"}
    assert reading.values(NCPT, "dissolvedAt") == {"2025-10-03"}
    assert reading.values(NCPT, "bodyKind") == {"scheme/body-kind/npm"}
    assert "НЦПП" in reading.values(NCPT, "abbreviation")


def test_a_body_is_named_in_three_languages(read_real):
    names = read_real("bodies").values(thing("body", "ministry-of-justice"), LABEL)
    assert names == {
        "Ministry of Justice of the Kyrgyz Republic",
        "Министерство юстиции Кыргызской Республики",
        "Кыргыз Республикасынын Юстиция министрлиги",
    }
    aliases = read_real("bodies").values(thing("body", "ministry-of-justice"), SKOS("altLabel"))
    assert "Адилет министрлиги" in aliases


def test_a_month_is_kept_as_a_month(read_real):
    cabinet = thing("body", "cabinet-of-ministers")
    assert read_real("bodies").values(cabinet, "establishedAt") == {"2021-05"}
    assert read_real("bodies").values(cabinet, "establishedAtLatest") == {"2021-05-31"}


def test_a_link_on_both_rows_is_a_body_that_became_another(read_real):
    reading, change = read_real("bodies"), event("government", "cabinet-of-ministers")
    assert reading.values(change, "changeKind") == {"scheme/change-kind/became"}
    assert reading.values(change, ORG("originalOrganization")) == {"body/government"}
    assert reading.values(change, ORG("resultingOrganization")) == {"body/cabinet-of-ministers"}
    assert len(reading.values(change, "evidence")) == 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("ncpt", "ombudsman"),
        ("state-committee-national-security", "state-border-service-2012"),
        ("setsi", "ministry-health-social-development"),
    ],
)
def test_a_link_on_one_row_is_a_function_that_passed(before, after, read_real):
    kinds = read_real("bodies").values(event(before, after), "changeKind")
    assert kinds == {"scheme/change-kind/function-passed"}


def test_a_merger_and_its_end_are_two_changes(read_real):
    reading = read_real("bodies")
    merged, split = (
        ("ministry-of-health", "ministry-health-social-development"),
        (
            "ministry-health-social-development",
            "ministry-of-health",
        ),
    )
    assert reading.values(event(*merged), "changeKind") == {"scheme/change-kind/became"}
    assert reading.values(event(*split), "changeKind") == {"scheme/change-kind/became"}


def test_a_body_of_low_confidence_is_only_named(read_real):
    reading, low = read_real("bodies"), thing("body", "external-migration-department")
    assert "Department of External Migration under the Ministry of Foreign Affairs" in reading.values(
        low, LABEL
    )
    assert reading.values(low, "establishedAt") == reading.values(low, ORG("subOrganizationOf")) == set()
    assert reading.values(low, FOAF("homepage")) == set()
    assert (
        reading.values(event("state-migration-service", "external-migration-department"), "changeKind")
        == set()
    )


@pytest.mark.parametrize("key", ["president", "coordination-council-human-rights"])
def test_a_date_that_nobody_read_is_not_said(key, read_real):
    assert read_real("bodies").values(thing("body", key), "establishedAt") == set()


def test_no_cell_speaks_from_memory(read_real):
    assert not [
        row.key for row in read_real("bodies").rows if "recall" in " ".join(row.cells.values()).lower()
    ]


def test_an_unknown_predecessor_is_reported_with_its_nearest(read_with, edit):
    text = edit("bodies", "bodies.csv", {",government,,Legal successor": ",goverment,,Legal successor"})
    issues = read_with("bodies", {"bodies.csv": text}).issues
    assert [(i.field, i.value) for i in issues] == [("predecessor_ids", "goverment")]
    assert 'nearest: "government"' in issues[0].repair


def test_an_impossible_date_is_reported_and_the_body_kept(read_with, edit):
    reading = read_with(
        "bodies", {"bodies.csv": edit("bodies", "bodies.csv", {"2012-07-12,day": "2012-02-30,day"})}
    )
    assert [(i.field, i.value) for i in reading.issues] == [("establishedAt", "2012-02-30")]
    assert reading.count("PublicBody") == 91
    assert reading.values(NCPT, "establishedAt") == set()


def test_an_unknown_kind_is_reported(read_with, edit):
    text = edit("bodies", "bodies.csv", {",npm,independent,": ",nmp,independent,"})
    assert [i.value for i in read_with("bodies", {"bodies.csv": text}).issues] == ["nmp"]


def test_a_body_twice_stops_the_source(read_with, edit):
    text = edit("bodies", "bodies.csv", {"\npresident,": "\nstate-kgz,"})
    with pytest.raises(StructureError, match=r"stands in row 2 already"):
        read_with("bodies", {"bodies.csv": text})
