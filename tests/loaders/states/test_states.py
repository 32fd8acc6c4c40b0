"""States: lifetimes, succession and roles."""

import pytest

from dutygraph.errors import StructureError
from dutygraph.namespaces import thing


def test_every_row_is_loaded_or_reported(read_real):
    reading = read_real("states")
    assert len(reading.rows) == 10 + 6
    assert reading.lost() == []
    assert reading.issues == []


def test_kyrgyzstan_is_a_new_state_that_follows_the_soviet_union(read_real):
    reading, kgz = read_real("states"), thing("state", "KGZ")
    assert reading.values(kgz, "identity") == {"scheme/state-identity/new-state"}
    assert reading.values(kgz, "beganAt") == {"1991-08-31"}
    assert reading.values(kgz, "predecessor") == {"state/SUN"}
    assert reading.values(kgz, "continues") == set()


def test_russia_continues_the_soviet_union_which_ended(read_real):
    reading = read_real("states")
    assert reading.values(thing("state", "RUS"), "continues") == {"state/SUN"}
    assert reading.values(thing("state", "RUS"), "beganAt") == set()
    assert reading.values(thing("state", "SUN"), "endedAtLatest") == {"1991-12-26"}


def test_a_year_means_any_day_of_it(read_real):
    reading, turkiye = read_real("states"), thing("state", "TUR")
    assert reading.values(turkiye, "beganAtEarliest") == {"1923-01-01"}
    assert reading.values(turkiye, "beganAtLatest") == {"1923-12-31"}


def test_kyrgyzstan_sends_and_receives_migrant_workers_russia_receives(read_real):
    reading = read_real("states")
    assert reading.values(thing("state", "KGZ"), "stateRole") == {
        "scheme/bearer/state-of-origin",
        "scheme/bearer/state-of-employment",
    }
    assert reading.values(thing("state", "RUS"), "stateRole") == {"scheme/bearer/state-of-employment"}


def test_an_impossible_date_is_reported_and_the_rest_loaded(read_with, edit):
    text = edit("states", "states.csv", {"new-state,1991-08-31": "new-state,1991-02-31"})
    reading = read_with("states", {"states.csv": text})
    [issue] = reading.issues
    assert (issue.file, issue.row, issue.value) == ("states.csv", 2, "1991-02-31")
    assert "impossible date" in issue.problem
    assert issue.repair
    assert reading.values(thing("state", "KGZ"), "beganAt") == set()
    assert reading.values(thing("state", "KGZ"), "predecessor") == {"state/SUN"}


def test_a_role_of_an_unknown_state_is_left_out_with_the_nearest_key(read_with):
    text = "state,role,basis,source_url,confidence\nKGX,state-of-origin,,,high\n"
    reading = read_with("states", {"state_roles.csv": text})
    [unknown, left_out] = reading.issues
    assert (unknown.file, unknown.row, unknown.value) == ("state_roles.csv", 2, "KGX")
    assert "KGZ" in unknown.repair
    assert "known State" in left_out.problem
    assert reading.rows[-1].is_left_out


def test_a_key_that_occurs_twice_stops_the_source(read_with):
    header = "state,role,basis,source_url,confidence\n"
    with pytest.raises(StructureError, match=r"state_roles.csv, row 3: .*: \"KGZ/state-of-origin\""):
        read_with("states", {"state_roles.csv": header + "KGZ,state-of-origin,,,high\n" * 2})


def test_a_missing_column_stops_the_source(read_with):
    with pytest.raises(StructureError, match=r"missing columns: \['basis'\]"):
        read_with("states", {"state_roles.csv": "state,role,source_url,confidence\n"})
