"""Reservations: one record a statement, tied to the act it was made with, and nothing that the note does not say."""

from __future__ import annotations

import pytest

from dutygraph.namespaces import thing

HEADER = "id,state,instrument_id,kind,provision_ids,article,gist_en,gist_ru,made,withdrawn,source_url,confidence\n"
ROW = "a,KGZ,icrmw,reservation,icrmw/art-25,art. 25,Not bound by it.,,2003-09-29,2010,https://example.org,high\n"


def reservation(key):
    return thing("reservation", key)


def test_every_row_is_loaded_without_a_remark(read_real):
    reading = read_real("reservations")
    assert reading.lost() == reading.issues == []
    assert reading.count("Reservation") == len(reading.rows) == 38


def test_every_statement_belongs_to_a_treaty_act_with_a_note_and_its_day(read_real):
    acts = read_real("treaty_actions").rows
    noted = {(row["state"], row["instrument_id"], row["date"]) for row in acts if row["reservations_declarations"]}
    rows = [row for row in read_real("reservations").rows if row["made"]]
    stated = {(row["state"], row["instrument_id"], row["made"]) for row in rows}
    # Of the convention on disabilities the note says that there is none; the day of two acceptances was not read.
    assert {key[:2] for key in noted - stated} == {("KGZ", "crpd"), ("KOR", "icerd"), ("ARM", "rome-statute")}
    assert stated <= noted


def test_korea_accepts_complaints_and_narrows_freedom_of_association(read_real):
    reading = read_real("reservations")
    accepted, narrowed = reservation("kor-icerd-1"), reservation("kor-iccpr-1")
    assert reading.values(accepted, "reservationKind") == {"scheme/reservation-kind/acceptance-of-procedure"}
    assert reading.values(accepted, "madeAt") == set()
    assert reading.values(accepted, "reservesProvision") == {"provision/icerd/art-14"}
    assert reading.values(narrowed, "reservationKind") == {"scheme/reservation-kind/reservation"}
    assert reading.values(narrowed, "madeAt") == {"1990-04-10"}


def test_no_withdrawal_is_claimed(read_real):
    assert {row["withdrawn"] for row in read_real("reservations").rows} == {""}


def test_a_withdrawal_known_to_the_year_is_a_window(read_with):
    reading = read_with("reservations", {"reservations.csv": HEADER + ROW})
    assert reading.issues == []
    assert reading.values(reservation("a"), "withdrawnAtEarliest") == {"2010-01-01"}
    assert reading.values(reservation("a"), "withdrawnAtLatest") == {"2010-12-31"}


def test_a_recalled_statement_is_left_out(read_with):
    reading = read_with("reservations", {"reservations.csv": HEADER + ROW.replace(",high", ",low")})
    assert reading.triples == set()
    assert reading.rows[0].is_left_out


@pytest.mark.parametrize(
    ("old", "new", "nearest"), [("KGZ", "KGX", "KGZ"), (",reservation,", ",reservatio,", "reservation")]
)
def test_an_unknown_key_leaves_the_row_out_and_names_the_nearest(old, new, nearest, read_with):
    reading = read_with("reservations", {"reservations.csv": HEADER + ROW.replace(old, new, 1)})
    assert f'"{nearest}"' in reading.issues[0].repair
    assert reading.triples == set()


def test_the_cut_down_table_gives_the_expected_graph(golden):
    golden("reservations", "reservations.csv")
