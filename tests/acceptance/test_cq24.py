"""The story of an instrument tells of every act and report that the CSV files hold, in the order of time."""

from __future__ import annotations

import datetime

import pytest
from acceptance.graph_answers import key
from independent import story

from dutygraph.api import Graph

TODAY = datetime.date(2026, 11, 24)
TOLD = {"treaty-act", "report-due", "report-received", "dialogue", "follow-up-received", "conclusions"}


@pytest.mark.parametrize("instrument", ["cedaw", "icrmw", "iccpr", "cat", "crc", "crpd", "ilo-c183"])
def test_acts_and_reports_are_those_of_the_csv_files(graph: Graph, instrument: str) -> None:
    rows = graph.ask("deadlines/story", item=instrument, today=TODAY).rows
    found = [story.Entry(key(row.event), str(row.date)) for row in rows if key(row.event) in TOLD]
    assert story.Counter(found) == story.acts_and_reports(instrument)


def test_a_story_goes_forward_in_time_and_says_what_is_ahead(graph: Graph) -> None:
    rows = graph.ask("deadlines/story", today=TODAY).rows
    first_days = [(str(row.date) + "-01-01")[:10] for row in rows]
    assert first_days == sorted(first_days)
    assert all(row.is_ahead == (day > TODAY.isoformat()) for row, day in zip(rows, first_days, strict=True))
    assert {len(str(row.date)): key(row.precision) for row in rows} == {4: "year", 7: "month", 10: "day"}


def test_recommendations_are_told_once_a_document_with_their_number(graph: Graph) -> None:
    rows = graph.ask("deadlines/story", today=TODAY).rows
    told = [(key(row.source), row.records) for row in rows if key(row.event) == "recommendation"]
    assert len(told) == len({source for source, _ in told})
    assert sum(records for _, records in told) > len(told)
