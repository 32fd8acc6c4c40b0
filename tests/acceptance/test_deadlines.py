"""What is late and by how many days: the questions and plain Python over the CSV files agree row by row."""

from __future__ import annotations

import datetime

import pytest
from acceptance import graph_answers
from independent import deadlines

from dutygraph.api import Graph

TODAY = datetime.date(2026, 11, 24)
# Among them the last of February in a leap year, the first of March, both ends of a year: where day numbers go wrong.
DAYS = [TODAY, *(datetime.date.fromisoformat(day) for day in (
    "2018-07-01", "2020-02-29", "2020-03-01", "2020-12-31", "2021-01-01", "2000-02-29", "2100-03-01",
))]  # fmt: skip
every_day = pytest.mark.parametrize("day", DAYS, ids=str)


def number(value: object) -> int | None:
    return None if value is None else int(str(value))


@every_day
def test_reports_are_late_by_the_days_that_python_counts(graph: Graph, day: datetime.date) -> None:
    rows = graph.ask("deadlines/reports", **{"on": day}, today=TODAY).rows
    found = {
        graph_answers.key(row.report): deadlines.Report(
            graph_answers.key(row.state_of_knowledge), number(row.days_late), number(row.days_late_at_most)
        )
        for row in rows
        if graph_answers.key(row.kind) == "report"
    }
    assert found == deadlines.reports("KGZ", day)


@every_day
def test_overdue_items_are_those_of_the_csv_files(graph: Graph, day: datetime.date) -> None:
    rows = graph.ask("deadlines/overdue", **{"on": day}, today=TODAY).rows
    found = {(graph_answers.key(row.kind), plain(str(row.item).split("/id/")[1]), int(str(row.days))) for row in rows}
    kinds = {"report": "state-report", "plan-end": "plan", "plan-action": "plan-action", "follow-up": "recommendation"}
    expected = {(kind, plain(f"{kinds[kind]}/{key}"), days) for kind, key, days in deadlines.overdue(day)}
    assert {row for row in found if row[0] != "next-report"} == expected


def plain(key: str) -> str:
    """Leave only letters and digits, since an IRI has hyphens where a number of an action has spaces and brackets."""
    return "".join(letter for letter in key if letter.isalnum())


def test_no_claim_of_completion_is_said_to_rest_on_a_partial_search(graph: Graph) -> None:
    rows = graph.ask("deadlines/overdue", today=TODAY).rows
    assert {graph_answers.key(row.finding) for row in rows} == {"none-found"}


def test_the_gap_between_two_plans_is_the_year_between_them(graph: Graph) -> None:
    rows = graph.ask("deadlines/plan_gaps", today=TODAY).rows
    gaps = {
        graph_answers.key(row.plan): (graph_answers.key(row.successor), int(str(row.gap_days)))
        for row in rows
        if row.successor
    }
    assert gaps["nap-gender-2018-2020"] == ("nap-gender-2022-2024", 365)
    assert gaps["nap-1325-2013-2014"] == ("nap-1325-2018-2020", 365 + 366 + 365)
    assert "programme-extremism-2017-2022" not in gaps  # its successor began in the next year
