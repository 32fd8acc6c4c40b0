"""CQ09 and CQ11: the graph and the plain reading of the CSV files name the same gaps and the same requests."""

from __future__ import annotations

import datetime

import pytest
from acceptance.graph_answers import key
from independent.derive import DAYS
from independent.ratifications import Gap, Request, gaps, requests

from dutygraph.api import Graph

HOSTS = ("KGZ", "RUS", "KAZ", "TUR", "KOR")


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_host_states_not_bound_are_the_same(graph: Graph, day: datetime.date) -> None:
    shown = [
        Gap(
            key(row.host), key(row.instrument), key(row.host_answer), _known(row.host_answer, row.host_last_known),
            key(row.origin_answer), frozenset(key(one) for one in row.alternative or ()),
        )
        for row in graph.ask("participation/corridors", on=day).rows
    ]  # fmt: skip
    assert len(shown) == len(set(shown))
    assert set(shown) == gaps("KGZ", day)


def test_strict_shows_the_same_answers_without_what_was_last_known(graph: Graph) -> None:
    day = DAYS[-1]
    both = [graph.ask("participation/corridors", on=day, strict=word).rows for word in ("yes", "no")]
    strict, loose = [{(row.host, row.instrument, row.host_answer, row.origin_answer) for row in rows} for rows in both]
    assert strict == loose
    assert {row.host_last_known for row in both[0]} == {None}


@pytest.mark.parametrize("state", HOSTS)
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_ratifications_asked_for_are_the_same(graph: Graph, state: str, day: datetime.date) -> None:
    shown = [
        Request(
            key(row.instrument), row.times, str(row.first), str(row.last), key(row.answer_today),
            _known(row.answer_today, row.last_known),
        )
        for row in graph.ask("participation/ratification_asked", state=state, on=day).rows
    ]  # fmt: skip
    assert len(shown) == len(set(shown))
    assert set(shown) == requests(state, day)


def _known(answer: object, last: object) -> str:
    """Return what was last known of an unknown answer; of any other it is the answer itself."""
    return key(last) if key(answer) == "unknown" else key(answer)
