"""Statistics, windows of denunciation and the figure of 664: the questions agree with the reading of the CSV files."""

from __future__ import annotations

import datetime
from collections import Counter

import pytest
from acceptance.graph_answers import key
from independent import figures, windows

from dutygraph.api import Graph

TODAY = datetime.date(2026, 11, 24)
DAYS = [
    datetime.date(1995, 1, 1),
    datetime.date(2018, 7, 1),
    datetime.date(2022, 7, 18),
    datetime.date(2022, 7, 19),
    TODAY,
    datetime.date(2045, 5, 1),
]


def test_series_and_their_trends_are_those_of_the_csv_files(graph: Graph) -> None:
    found = {
        (key(row.target), key(row.series)): figures.Progress(
            str(row.first_period),
            row.first,
            str(row.last_period),
            row.last,
            key(row.trend),
            row.open_recommendations,
            row.recommendations,
        )
        for row in graph.ask("goals/progress_and_criticism", today=TODAY).rows
    }
    assert found == figures.progress()
    assert {one.trend for one in found.values()} == {"improved", "worsened", "unchanged", "not-judged"}


@pytest.mark.parametrize("state", ["KGZ", "RUS", "KAZ"])
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_windows_are_counted_from_the_clauses_in_the_csv_files(graph: Graph, state: str, day: datetime.date) -> None:
    rows = graph.ask("labour/windows", state=state, on=day, today=TODAY).rows
    found = {key(row.instrument): windows.Window(row.next_window, row.closes, row.is_open) for row in rows}
    assert found == windows.windows(state, day)


def test_an_ilo_report_is_never_said_not_to_be_due(graph: Graph) -> None:
    rows = graph.ask("labour/windows", today=TODAY).rows
    assert {key(row.report_finding) for row in rows} == {"unknown"}


def test_recommendations_up_to_the_statement_are_those_of_the_csv_files(graph: Graph) -> None:
    rows = graph.ask("statement/count_664", today=TODAY).rows
    found = [figures.Count(row.recommendations, row.documents, row.documented, row.until) for row in rows]
    assert Counter(found) == Counter(figures.counts().values())
    assert {row.figure for row in rows} == {figures.figure()} == {664}
    assert {row.all_loaded for row in rows} == {sum(one.recommendations for one in figures.counts().values())}


def test_the_answer_says_that_the_figure_is_neither_confirmed_nor_refuted(graph: Graph) -> None:
    said = graph.ask("statement/count_664", today=TODAY).summary
    assert "664" in said
    assert "neither be confirmed nor refuted" in said


def test_documents_name_the_number_of_rows_that_are_loaded() -> None:
    assert {name: pair for name, pair in figures.captured().items() if pair[0] != pair[1]} == {}
