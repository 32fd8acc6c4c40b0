"""The sentences of the task, each as a test."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from acceptance.graph_answers import key
from independent.derive import curated, instead

from dutygraph.api import Graph

STATEMENT_DAY = "2018-07-01"
TODAY = "2026-11-24"
EIGHT = ["icrmw", "icescr", "icescr-op", "ilo-c143", "ilo-c156", "ilo-c183", "ilo-r151", "unscr-1325"]


def ask(graph: Graph, state: str, instrument: str, day: str) -> Any:
    result = graph.ask("participation/is_bound", state=state, instrument=instrument, on=day)
    (row,) = result.rows
    return row


def answer(graph: Graph, state: str, instrument: str, day: str) -> str:
    return key(ask(graph, state, instrument, day).answer)


def test_in_2018_russia_is_not_bound_by_the_migrant_workers_convention(graph: Graph) -> None:
    row = ask(graph, "RUS", "icrmw", STATEMENT_DAY)
    assert key(row.answer) == "not-bound"
    assert {key(one) for one in row.alternative} == {"iccpr", "icescr"}


def test_in_2018_russia_is_not_bound_by_c183_but_by_c103_and_others(graph: Graph) -> None:
    row = ask(graph, "RUS", "ilo-c183", STATEMENT_DAY)
    assert key(row.answer) == "not-bound"
    assert "ilo-c103" in {key(one) for one in row.alternative}
    assert {key(one) for one in row.alternative} == {"ilo-c103", "ilo-c156", "cedaw", "crc"}
    assert {key(one) for one in row.revision} == {"ilo-c103"}
    assert answer(graph, "RUS", "ilo-c103", STATEMENT_DAY) == "bound"


def test_the_answer_in_words_names_what_binds_instead(graph: Graph) -> None:
    result = graph.ask("participation/is_bound", state="RUS", instrument="ilo-c183", on=STATEMENT_DAY)
    assert "not bound" in result.summary
    assert "No. 103" in result.summary


@pytest.mark.parametrize("state", ["KGZ", "RUS", "KAZ", "BLR", "UZB"])
@pytest.mark.parametrize("instrument", ["icrmw", "ilo-c183", "ilo-c156", "ilo-c143", "icescr-op"])
def test_what_binds_instead_is_what_the_relations_of_the_csv_files_name(
    graph: Graph, state: str, instrument: str
) -> None:
    row = ask(graph, state, instrument, STATEMENT_DAY)
    if key(row.answer) in ("not-bound", "unknown"):
        expected = instead(state, instrument, datetime.date.fromisoformat(STATEMENT_DAY))
        assert {key(one) for one in row.alternative or ()} == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2012-12-31", "not-bound"), ("2013-03-01", "unknown"), (STATEMENT_DAY, "bound"), (TODAY, "bound")],
)
def test_kazakhstan_and_c183_whose_entry_into_force_is_known_by_year(graph: Graph, day: str, expected: str) -> None:
    assert answer(graph, "KAZ", "ilo-c183", day) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2013-12-31", "not-bound"), ("2014-06-01", "unknown"), ("2014-12-31", "bound"), (STATEMENT_DAY, "bound")],
)
def test_kazakhstan_is_bound_by_c156_from_within_2014(graph: Graph, day: str, expected: str) -> None:
    assert answer(graph, "KAZ", "ilo-c156", day) == expected


def test_kyrgyzstan_acceded_to_the_migrant_workers_convention_before_it_was_bound(graph: Graph) -> None:
    before = ask(graph, "KGZ", "icrmw", "2003-12-01")
    assert key(before.answer) == "not-bound"
    assert before.act_date == datetime.date(2003, 9, 29)
    assert answer(graph, "KGZ", "icrmw", "2003-12-31") == "not-bound"
    after = ask(graph, "KGZ", "icrmw", "2004-01-01")
    assert key(after.answer) == "bound"
    assert after.bound_from == datetime.date(2004, 1, 1)


@pytest.mark.parametrize("instrument", ["ilo-c156", "ilo-c183"])
def test_in_2018_kyrgyzstan_is_not_bound_by(graph: Graph, instrument: str) -> None:
    assert answer(graph, "KGZ", instrument, STATEMENT_DAY) == "not-bound"


@pytest.mark.parametrize("state", ["KGZ", "RUS", "KAZ"])
@pytest.mark.parametrize("instrument", ["ilo-r151", "unscr-1325"])
@pytest.mark.parametrize("day", [STATEMENT_DAY, TODAY])
def test_what_cannot_be_joined_is_not_applicable_with_the_reason(
    graph: Graph, state: str, instrument: str, day: str
) -> None:
    result = graph.ask("participation/is_bound", state=state, instrument=instrument, on=day)
    (row,) = result.rows
    assert key(row.answer) == "not-applicable"
    assert key(row.reason) == "kind-not-joinable"
    assert row.reason.label in result.summary


def test_kazakhstan_and_c143_in_2018_is_unknown_and_was_last_known_not_bound_in_2013(graph: Graph) -> None:
    row = ask(graph, "KAZ", "ilo-c143", STATEMENT_DAY)
    assert key(row.answer) == "unknown"
    assert key(row.last_known) == "not-bound"
    assert str(row.last_known_on).startswith("2013")


def test_today_most_of_what_was_no_is_unknown_with_what_was_last_known(graph: Graph) -> None:
    tables = curated()

    def table(day: str) -> list[Any]:
        return graph.ask(
            "participation/status_table", states=[*tables.states], instruments=[*tables.instruments], on=day
        ).rows

    joinable_then = {name for name, row in tables.instruments.items() if row["entry_into_force"] <= STATEMENT_DAY}
    then = {
        (row.state, row.instrument)
        for row in table(STATEMENT_DAY)
        if key(row.answer) == "not-bound" and key(row.instrument) in joinable_then
    }
    now = [row for row in table(TODAY) if (row.state, row.instrument) in then]
    unknown = [row for row in now if key(row.answer) == "unknown"]
    assert len(unknown) > len(now) / 2
    for row in unknown:
        assert key(row.last_known) == "not-bound", (row.state, row.instrument)
        assert row.last_known_on, (row.state, row.instrument)


def test_todays_answer_on_russia_and_the_migrant_workers_convention_says_what_was_last_known(graph: Graph) -> None:
    row = ask(graph, "RUS", "icrmw", TODAY)
    assert key(row.answer) == "unknown"
    assert (key(row.last_known), row.last_known_on) == ("not-bound", datetime.date(2023, 12, 8))


@pytest.mark.parametrize(
    ("day", "expected"), [("2018-07-01", "bound"), ("2023-02-07", "bound"), ("2023-02-08", "not-bound")]
)
def test_belarus_left_the_first_optional_protocol_when_its_denunciation_took_effect(
    graph: Graph, day: str, expected: str
) -> None:
    assert answer(graph, "BLR", "iccpr-op1", day) == expected


def test_after_a_denunciation_the_answer_names_what_survives(graph: Graph) -> None:
    row = ask(graph, "BLR", "iccpr-op1", "2023-03-01")
    assert key(row.reason) == "ended"
    assert key(row.caveat) == "residual-duties"
    assert row.bound_until == datetime.date(2023, 2, 8)


@pytest.mark.parametrize(("day", "expected"), [("2005-02-09", "bound"), ("2005-02-10", "not-bound")])
def test_belarus_is_released_from_c103_when_c183_begins_to_bind_it(graph: Graph, day: str, expected: str) -> None:
    assert answer(graph, "BLR", "ilo-c103", day) == expected
    assert answer(graph, "BLR", "ilo-c183", day) == ("not-bound" if expected == "bound" else "bound")


def test_an_answer_about_a_state_that_did_not_exist_names_the_one_that_did(graph: Graph) -> None:
    row = ask(graph, "KGZ", "iccpr", "1980-01-01")
    assert key(row.answer) == "not-applicable"
    assert key(row.instead_of) == "SUN"


def test_the_status_table_of_the_statement_has_an_answer_in_every_cell(graph: Graph) -> None:
    rows = graph.ask("participation/status_table", on=STATEMENT_DAY).rows
    assert {(key(row.state), key(row.instrument)) for row in rows} == {
        (state, instrument) for state in ("KGZ", "RUS", "KAZ") for instrument in EIGHT
    }
    assert len(rows) == 24


def test_calls_with_no_addressee_are_counted_in_words(graph: Graph) -> None:
    result = graph.ask("statement/calls")
    assert "34" in result.summary
    assert "55" in result.summary
