"""Treaty actions: facts, observations and doubts kept apart; dates as precise as the source."""

import pytest

from dutygraph.errors import StructureError
from dutygraph.namespaces import TYPE, thing

HEADER = (
    "instrument_id,state,action,n,date,date_precision,entry_into_force,entry_into_force_earliest,"
    "entry_into_force_latest,eif_basis,as_of,last_confirmed,domestic_act,reservations_declarations,"
    "source_url,confidence,notes\n"
)


def act(*segments):
    return thing("treaty-action", *segments)


def kind(reading, node):
    return {value.rsplit("#", 1)[-1] for value in reading.values(node, TYPE)}


def test_every_row_is_loaded_or_reported(read_real):
    reading = read_real("treaty_actions")
    assert len(reading.rows) == 405
    assert reading.lost() == []
    assert reading.issues == []


def test_facts_observations_and_doubts_are_counted_apart(read_real):
    reading = read_real("treaty_actions")
    assert reading.count("TreatyAction") == 269
    assert reading.count("NotPartyObservation") == 69
    assert reading.count("UnverifiedAct") == 67


def test_kyrgyzstan_acceded_to_the_migrant_workers_convention(read_real):
    reading, accession = read_real("treaty_actions"), act("KGZ", "icrmw", "accession")
    assert kind(reading, accession) == {"TreatyAction"}
    assert reading.values(accession, "actedAt") == {"2003-09-29"}
    assert reading.values(accession, "inForceAt") == {"2004-01-01"}
    assert reading.values(accession, "confirmedAt") == {"2023-12"}


def test_a_consent_known_by_its_year_enters_into_force_in_a_window(read_real):
    reading, ratification = read_real("treaty_actions"), act("KGZ", "ilo-c103", "ratification")
    assert reading.values(ratification, "actedAt") == {"1992"}
    assert reading.values(ratification, "inForceAt") == set()
    assert reading.values(ratification, "inForceAtEarliest") == {"1993-01-01"}
    assert reading.values(ratification, "inForceAtLatest") == {"1993-12-31"}


def test_party_by_a_day_gives_the_last_day_alone(read_real):
    reading, ratification = read_real("treaty_actions"), act("RUS", "ilo-c087", "ratification")
    assert reading.values(ratification, "inForceAtEarliest") == set()
    assert len(reading.values(ratification, "inForceAtLatest")) == 1


def test_a_denunciation_says_when_it_took_effect(read_real):
    reading, denunciation = read_real("treaty_actions"), act("BLR", "iccpr-op1", "denunciation")
    assert reading.values(denunciation, "actedAt") == {"2022-11-08"}
    assert reading.values(denunciation, "inForceAt") == {"2023-02-08"}


def test_russia_was_seen_not_to_be_a_party_in_december_2023(read_real):
    reading, observation = read_real("treaty_actions"), act("RUS", "icrmw", "none")
    assert kind(reading, observation) == {"NotPartyObservation"}
    assert reading.values(observation, "observedAt") == {"2023-12-08"}
    assert reading.values(observation, "actedAt") == set()


@pytest.mark.parametrize("segments", [("KAZ", "ilo-c100", "ratification"), ("KGZ", "ilo-c189", "unverified")])
def test_a_doubtful_act_is_no_treaty_action(segments, read_real):
    assert kind(read_real("treaty_actions"), act(*segments)) == {"UnverifiedAct"}


def test_no_recalled_date_is_in_the_table(read_real):
    rows = read_real("treaty_actions").rows
    assert "recalled_date" not in rows[0].cells
    assert not [row for row in rows if "recall" in row["notes"].lower()]


def test_the_cut_down_table_gives_the_expected_graph(golden):
    golden("treaty_actions", "treaty_actions.csv")


def test_an_act_repeated_by_a_state_has_its_own_record(read_with):
    rows = "cat,KGZ,accession,1,1997,year,,,,,,,,,,high,\ncat,KGZ,accession,2,2007,year,,,,,,,,,,high,\n"
    reading = read_with("treaty_actions", {"treaty_actions.csv": HEADER + rows})
    assert reading.values(act("KGZ", "cat", "accession"), "actedAt") == {"1997"}
    assert reading.values(act("KGZ", "cat", "accession", "2"), "actedAt") == {"2007"}


@pytest.mark.parametrize(
    ("row", "value", "problem"),
    [
        ("cat,KGZ,accession,1,1997-13-01,day,,,,,,,,,,high,", "1997-13-01", "impossible date"),
        ("cat,KGZ,accession,1,5 Sep 1997,,,,,,,,,,,high,", "5 Sep 1997", "impossible date"),
        ("cat,KGZ,accession,1,,,,1997-02-30,,,,,,,,high,", "1997-02-30..", "impossible date"),
        ("cat,KGZ,accession,1,,,,1998-01-01,1997-01-01,,,,,,,high,", "1998-01-01..1997-01-01", "ends before"),
    ],
)
def test_a_wrong_date_is_reported_and_the_act_kept(row, value, problem, read_with):
    reading = read_with("treaty_actions", {"treaty_actions.csv": HEADER + row + "\n"})
    [issue] = reading.issues
    assert (issue.file, issue.row, issue.value) == ("treaty_actions.csv", 2, value)
    assert problem in issue.problem
    assert issue.repair
    assert kind(reading, act("KGZ", "cat", "accession")) == {"TreatyAction"}


@pytest.mark.parametrize(
    ("row", "value", "nearest"),
    [
        ("cat,KGX,accession", "KGX", "KGZ"),
        ("icrwm,KGZ,accession", "icrwm", "icrmw"),
        ("cat,KGZ,acession", "acession", "accession"),
    ],
)
def test_an_unknown_key_leaves_the_row_out_and_names_the_nearest(row, value, nearest, read_with):
    text = HEADER + row + ",1,1997,year,,,,,,,,,,high,\n"
    reading = read_with("treaty_actions", {"treaty_actions.csv": text})
    unknown, left_out = reading.issues
    assert (unknown.row, unknown.value) == (2, value)
    assert f'"{nearest}"' in unknown.repair
    assert "known" in left_out.problem
    assert reading.triples == set()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEADER + "cat,KGZ,accession,1,1997,year,,,,,,,,,,high,\n" * 2, "row 3: .*KGZ/cat/accession/1"),
        (HEADER.replace("as_of,", ""), "missing columns: \\['as_of'\\]"),
        (HEADER + "cat,KGZ,accession\n", "row 2: 3 cells, 17 columns"),
    ],
)
def test_a_broken_table_stops_with_file_row_and_repair(text, message, read_with):
    with pytest.raises(StructureError, match=message) as error:
        read_with("treaty_actions", {"treaty_actions.csv": text})
    assert "treaty_actions.csv" in error.value.problem
    assert error.value.repair
