"""Rival claims, repeated comments and what happened since: the questions agree with the reading of the CSV files."""

from __future__ import annotations

import datetime

import pytest
from acceptance.graph_answers import item_key, key
from independent import claims, since_then

from dutygraph.api import Graph

TODAY = datetime.date(2026, 11, 24)
PERIODS = [(None, None), (datetime.date(2021, 1, 1), None), (datetime.date(2018, 7, 1), datetime.date(2021, 12, 31))]


@pytest.mark.parametrize(("since", "until"), PERIODS, ids=["always", "since 2021", "2018 to 2021"])
def test_rival_claims_are_those_of_the_csv_files(
    graph: Graph, since: datetime.date | None, until: datetime.date | None
) -> None:
    given = {name: day for name, day in (("since", since), ("until", until)) if day}
    found = {key(row.claim) for row in graph.ask("implementation/rival_claims", **given, today=TODAY).rows}
    assert found == claims.rival_claims(since, until)
    assert found


@pytest.mark.parametrize("state", ["KGZ", "RUS", "KAZ"])
def test_repeated_comments_are_those_of_the_csv_files(graph: Graph, state: str) -> None:
    found: dict[tuple[str, str], claims.Point] = {}
    for row in graph.ask("labour/supervisory_comments", state=state, today=TODAY).rows:
        place = key(row.instrument), row.article
        replies = {key(row.last_reply)} | (found[place].last_replies if place in found else set())
        found[place] = claims.Point(row.comments, row.without_reply, row.since, row.first, row.last, frozenset(replies))
    assert found == claims.repeated(state)
    assert found


@pytest.mark.parametrize("day", [datetime.date(2018, 7, 31), datetime.date(2021, 12, 31), TODAY], ids=str)
def test_what_happened_to_each_call_is_in_the_csv_files(graph: Graph, day: datetime.date) -> None:
    rows = graph.ask("statement/since_then", on=day).rows
    found = {since_then.Link(item_key(row.call), key(row.link), key(row.event)) for row in rows if row.event}
    assert found == since_then.since_then(day=day)
    nothing = {item_key(row.call): key(row.finding) for row in rows if not row.event}
    assert nothing == since_then.findings(day=day)
    assert {item_key(row.call) for row in rows} == {call["id"] for call in since_then.calls(since_then.curated())}
