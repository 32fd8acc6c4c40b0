"""Windows of denunciation: a year after each period, counted from the day on which the convention came into force."""

import pytest

from dutygraph.namespaces import DG, thing

HEADER = "instrument_id,first_after,then_every,opens_with,clause,source_url,confidence,notes\n"


def windows(reading, key):
    """Return the days on which the windows of an instrument open and close, in their order."""
    found = {
        subject
        for subject, predicate, object_ in reading.triples
        if predicate == DG("instrument") and object_ == thing("instrument", key)
    }
    return sorted(
        (*reading.values(window, "opensAt"), *reading.values(window, "closesAt")) for window in found
    )


def test_freedom_of_association_opens_every_ten_years(read_real):
    assert windows(read_real("instruments"), "ilo-c087") == [
        (f"{year}-07-04", f"{year + 1}-07-04") for year in range(1960, 2061, 10)
    ]


def test_forced_labour_opens_every_five_years_after_the_first_ten(read_real):
    days = windows(read_real("instruments"), "ilo-c029")
    assert [opens for opens, _ in days] == [f"{year}-05-01" for year in range(1942, 2061, 5)]


def test_the_protocol_opens_with_its_convention_once_it_is_in_force(read_real):
    reading = read_real("instruments")
    protocol, convention = windows(reading, "ilo-p029"), windows(reading, "ilo-c029")
    assert protocol == [days for days in convention if days[0] >= "2016-11-09"]
    assert protocol[0] == ("2017-05-01", "2018-05-01")


@pytest.mark.parametrize("key", ["ilo-c103", "ilo-c190", "ilo-c143", "cedaw"])
def test_where_the_clauses_were_not_read_there_is_no_window(key, read_real):
    assert windows(read_real("instruments"), key) == []


def test_every_window_rests_on_the_row_of_the_clause(read_real):
    reading = read_real("instruments")
    window = thing("denunciation-window", "ilo-c138", "5")
    assert reading.values(window, "evidence") == {"source-row/instruments/windows/ilo-c138"}
    assert reading.values(window, "opensAt") == {"2026-06-19"}


@pytest.mark.parametrize(
    "row",
    [
        "ilo-c0877,P10Y,P10Y,,art. 16,,high,",
        "ilo-c087,P10Y,P10Y,,art. 16,,low,",
        "ilo-c189,P10Y,P10Y,,art. 22,,high,",
        "ilo-c087,,,,art. 16,,high,",
    ],
    ids=["unknown", "low", "no day of force", "no period"],
)
def test_a_row_that_gives_no_window_is_left_out(row, read_with):
    reading = read_with("instruments", {"windows.csv": HEADER + row + "\n"})
    [left_out] = [row for row in reading.rows if row.table.file == "windows.csv"]
    assert left_out.is_left_out
    assert not left_out.is_loaded
    assert reading.count("DenunciationWindow") == 0


def test_an_impossible_period_is_reported_with_its_cell(read_with):
    reading = read_with("instruments", {"windows.csv": HEADER + "ilo-c087,P10Y,ten years,,art. 16,,high,\n"})
    assert ("then_every", "ten years") in {(issue.field, issue.value) for issue in reading.issues}
    assert reading.count("DenunciationWindow") == 0
