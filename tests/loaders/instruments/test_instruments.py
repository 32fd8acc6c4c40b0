"""Instruments: what they are, and only dates that somebody read."""

import pytest

from dutygraph.errors import StructureError
from dutygraph.namespaces import thing

C183 = thing("instrument", "ilo-c183")


def test_every_row_is_loaded_or_reported(read_real):
    reading = read_real("instruments")
    assert len(reading.rows) == 82 + 44 + 13
    assert reading.count("Instrument") == 82
    assert reading.lost() == []
    assert all(row.is_loaded for row in reading.rows)


def test_only_monitoring_bodies_without_an_actor_are_reported(read_real):
    issues = read_real("instruments").issues
    assert {issue.field for issue in issues} == {"monitoring_body"}
    assert {issue.value for issue in issues} == {
        "COP-UNTOC", "CSW", "Eurasian Economic Commission", "GANHRI Sub-Committee on Accreditation",
        "HLPF", "ICC", "UN human rights treaty bodies",
    }  # fmt: skip


def test_c183_revises_c103_which_ends_on_its_ratification(read_real):
    reading = read_real("instruments")
    assert reading.values(C183, "revises") == {"instrument/ilo-c103"}
    assert reading.values(C183, "adoptedAt") == {"2000-06-15"}
    assert reading.values(C183, "enteredIntoForceAt") == {"2002-02-07"}
    assert reading.values(thing("instrument", "ilo-c103"), "endsOnRatificationOf") == {"instrument/ilo-c183"}


@pytest.mark.parametrize(
    ("key", "bindingness"),
    [("icrmw", "binding"), ("ilo-r151", "soft"), ("unscr-1325", "contested"), ("udhr", "soft")],
)
def test_bindingness_is_said_of(key, bindingness, read_real):
    values = read_real("instruments").values(thing("instrument", key), "bindingness")
    assert values == {f"scheme/bindingness/{bindingness}"}


def test_the_covenant_is_monitored_by_the_human_rights_committee(read_real):
    assert read_real("instruments").values(thing("instrument", "iccpr"), "monitoredBy") == {"actor/hrcttee"}


def test_an_instrument_of_low_confidence_is_a_thing_without_dates(read_real):
    reading, c189 = read_real("instruments"), thing("instrument", "ilo-c189")
    assert reading.values(c189, "instrumentKind") == {"scheme/instrument-kind/ilo-convention"}
    assert reading.values(c189, "adoptedAt") == reading.values(c189, "enteredIntoForceAt") == set()


def test_where_only_the_year_was_read_only_the_year_is_said(read_real):
    reading, resolution = read_real("instruments"), thing("instrument", "unscr-2242")
    assert reading.values(resolution, "adoptedAt") == {"2015"}
    assert reading.values(resolution, "adoptedAtEarliest") == {"2015-01-01"}


def test_a_date_that_nobody_read_is_reported_not_loaded(read_with, edit):
    text = edit(
        "instruments", "instruments.csv", {"title;adoption date;entry into force;revises": "title;revises"}
    )
    reading = read_with("instruments", {"instruments.csv": text})
    dates = [issue for issue in reading.issues if issue.field in ("adoption_date", "entry_into_force")]
    assert [(issue.field, issue.value) for issue in dates] == [
        ("adoption_date", "2000-06-15"),
        ("entry_into_force", "2002-02-07"),
    ]
    assert all("verified_fields" in issue.repair for issue in dates)
    assert reading.values(C183, "adoptedAt") == set()


def test_an_unknown_kind_is_reported_with_the_nearest(read_with, edit):
    text = edit("instruments", "instruments.csv", {",ILO C183,ilo-convention,": ",ILO C183,ilo-conventoin,"})
    issues = read_with("instruments", {"instruments.csv": text}).issues
    [issue] = [issue for issue in issues if issue.field == "kind"]
    assert issue.value == "ilo-conventoin"
    assert "ilo-convention" in issue.repair


def test_an_instrument_listed_twice_stops_the_source(read_with, edit):
    text = edit("instruments", "instruments.csv", {"\nilo-c156,": "\nilo-c183,"})
    with pytest.raises(StructureError, match=r"ilo-c183"):
        read_with("instruments", {"instruments.csv": text})
