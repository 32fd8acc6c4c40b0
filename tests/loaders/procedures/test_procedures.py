"""Procedures: each once; acceptances and what is only recalled of them kept apart, the latter without dates."""

import pytest

from dutygraph.errors import StructureError
from dutygraph.namespaces import TYPE, thing

HEADER = (
    "id,procedure_id,instrument_id,provision,provision_id,kind,opt,in_force_general,state,accepted,since,as_of,"
    "source_url,confidence,notes\n"
)
ROW = "a,cat-22-individual,cat,art. 22,cat/art-22,individual,in,yes,KGZ,yes,2000,2015,,high,\n"


def procedure(key):
    return thing("procedure", key)


def acceptance(state, key):
    return thing("procedure-acceptance", state, key)


def kind(reading, node):
    return {value.rsplit("#", 1)[-1] for value in reading.values(node, TYPE)}


def test_every_row_is_loaded_or_reported(read_real):
    reading = read_real("procedures")
    assert len(reading.rows) == 78
    assert reading.lost() == []
    assert all(row.is_loaded for row in reading.rows)


def test_procedures_acceptances_and_doubts_are_counted_apart(read_real):
    reading = read_real("procedures")
    assert reading.count("Procedure") == 26
    assert reading.count("ProcedureAcceptance") == 60
    assert reading.count("UnverifiedProcedureAcceptance") == 18


def test_only_articles_without_a_row_are_reported(read_real):
    issues = read_real("procedures").issues
    assert [(issue.field, issue.value) for issue in issues] == [
        ("provision_id", "arts 11-13"),
        ("provision_id", "art. 41"),
    ]


def test_kyrgyzstan_accepts_complaints_to_the_human_rights_committee(read_real):
    reading = read_real("procedures")
    complaint, accepted = procedure("iccpr-op1-individual"), acceptance("KGZ", "iccpr-op1-individual")
    assert reading.values(complaint, "underInstrument") == {"instrument/iccpr-op1"}
    assert reading.values(complaint, "underProvision") == {"provision/iccpr-op1/art-1"}
    assert reading.values(complaint, "procedureKind") == {"scheme/procedure-kind/individual"}
    assert reading.values(complaint, "optMode") == {"scheme/opt-mode/protocol"}
    assert kind(reading, accepted) == {"ProcedureAcceptance"}
    assert reading.values(accepted, "procedure") == {"procedure/iccpr-op1-individual"}
    assert reading.values(accepted, "state") == {"state/KGZ"}
    assert reading.values(accepted, "accepted") == {"scheme/accepted/yes"}
    assert reading.values(accepted, "acceptedSinceAt") == {"1995-01-07"}
    assert reading.values(accepted, "observedAt") == {"2022-08-25"}


def test_kazakhstan_had_not_ratified_the_protocol_on_social_rights_in_2024(read_real):
    reading, refused = read_real("procedures"), acceptance("KAZ", "icescr-op-individual")
    assert kind(reading, refused) == {"ProcedureAcceptance"}
    assert reading.values(refused, "accepted") == {"scheme/accepted/no"}
    assert reading.values(refused, "observedAt") == {"2024"}
    assert reading.values(refused, "acceptedSinceAt") == set()


@pytest.mark.parametrize("key", ["cat-21-interstate", "cat-22-individual", "icerd-14-individual"])
def test_what_is_recalled_of_kyrgyzstan_is_no_acceptance_and_no_refusal(key, read_real):
    reading, doubt = read_real("procedures"), acceptance("KGZ", key)
    assert kind(reading, doubt) == {"UnverifiedProcedureAcceptance"}
    assert reading.values(doubt, "observedAt") == reading.values(doubt, "acceptedSinceAt") == set()


def test_no_recalled_date_is_in_the_table(read_real):
    rows = read_real("procedures").rows
    assert not [row for row in rows if row["confidence"] == "low" and row["since"]]
    assert not [row for row in rows if "recall" in row["notes"].lower()]


def test_an_automatic_procedure_applies_since_the_instrument_does(read_real):
    """The day of a procedure that needs no declaration is the day of entry into force for the State."""
    acts = read_real("treaty_actions")
    for row in read_real("procedures").rows:
        if row["opt"] != "in" and row["accepted"] == "yes" and row["since"]:
            consents = [thing("treaty-action", row["state"], row["instrument_id"], act) for act in CONSENTS]
            days = {day for consent in consents for day in acts.values(consent, "inForceAt")}
            assert row["since"] in days, row["id"]


CONSENTS = ("ratification", "accession", "succession")


def test_the_cut_down_table_gives_the_expected_graph(golden):
    golden("procedures", "procedures.csv")


def test_a_date_in_a_recalled_row_is_reported_and_left_out(read_with):
    reading = read_with("procedures", {"procedures.csv": HEADER + ROW.replace("high", "low")})
    [issue] = reading.issues
    assert (issue.field, issue.value) == ("since", "2000")
    assert kind(reading, acceptance("KGZ", "cat-22-individual")) == {"UnverifiedProcedureAcceptance"}
    assert reading.values(acceptance("KGZ", "cat-22-individual"), "acceptedSinceAt") == set()


def test_rows_that_describe_a_procedure_differently_are_reported(read_with):
    other = ROW.replace("a,cat", "b,cat", 1).replace(",in,", ",out,").replace("KGZ", "RUS")
    [issue] = read_with("procedures", {"procedures.csv": HEADER + ROW + other}).issues
    assert (issue.row, issue.field, issue.value) == (3, "opt", "out")
    assert "row 2" in issue.problem


@pytest.mark.parametrize(
    ("old", "new", "nearest"), [("KGZ", "KGX", "KGZ"), (",cat,", ",catt,", "cat"), (",yes,2000", ",yess,2000", "yes")]
)
def test_an_unknown_key_leaves_the_row_out_and_names_the_nearest(old, new, nearest, read_with):
    reading = read_with("procedures", {"procedures.csv": HEADER + ROW.replace(old, new)})
    unknown, left_out = reading.issues
    assert f'"{nearest}"' in unknown.repair
    assert left_out.problem
    assert reading.triples == set()


def test_an_acceptance_listed_twice_stops_the_source(read_with):
    with pytest.raises(StructureError, match=r"procedures.csv, row 3"):
        read_with("procedures", {"procedures.csv": HEADER + ROW * 2})
