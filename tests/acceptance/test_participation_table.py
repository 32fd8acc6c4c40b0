"""The graph and the plain-Python reading of the CSV files say the same of every State, instrument and day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

import pytest
from acceptance.graph_answers import Span, first_day_of, key, spans
from independent.derive import DAYS, Answer, curated, standing

from dutygraph.api import Graph

ONE_DAY = datetime.timedelta(days=1)
Spans = dict[tuple[str, str], list[Span]]


@pytest.fixture(scope="module")
def table(graph: Graph) -> Spans:
    return spans(graph)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_graph_and_plain_reading_agree_on_every_state_and_instrument(table: Spans, day: datetime.date) -> None:
    tables = curated()
    pairs = [(state, instrument) for state in tables.states for instrument in tables.instruments]
    assert set(table) == set(pairs)
    _report(one for pair in pairs for one in _differences(table, pair, day))


def test_they_agree_on_both_sides_of_every_turn(table: Spans) -> None:
    _report(
        difference
        for pair, several in table.items()
        for span in several
        for day in _sides(span.first)
        for difference in _differences(table, pair, day)
    )


def test_spans_of_a_pair_cover_all_days_once(table: Spans) -> None:
    for pair, several in table.items():
        assert several[0].first == datetime.date.min, pair
        assert several[-1].before is None, pair
        assert [span.before for span in several[:-1]] == [span.first for span in several[1:]], pair


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_status_table_shows_what_the_standings_hold(graph: Graph, table: Spans, day: datetime.date) -> None:
    tables = curated()
    answer = graph.ask("participation/status_table", states=[*tables.states], instruments=[*tables.instruments], on=day)
    shown = {(key(row.state), key(row.instrument)): key(row.answer) for row in answer.rows}
    held = {pair: span.answer for pair, several in table.items() for span in several if span.holds_on(day)}
    assert len(answer) == len(shown)
    assert shown == held


def _sides(day: datetime.date) -> list[datetime.date]:
    return [day] if day == datetime.date.min else [day - ONE_DAY, day]


def _differences(table: Spans, pair: tuple[str, str], day: datetime.date) -> Iterator[str]:
    state, instrument = pair
    expected = standing(state, instrument, day)
    held = [span for span in table[pair] if span.holds_on(day)]
    if len(held) != 1:
        yield f"{state} {instrument} {day}: {len(held)} answers at once"
    for span in held:
        if span.answer != expected.answer:
            yield f"{state} {instrument} {day}: graph {span.answer}, plain {expected.answer} ({expected.reason})"
        elif expected.answer == "bound" and span.act != expected.act:
            yield f"{state} {instrument} {day}: graph rests on {span.act}, plain on {expected.act}"
        elif expected.answer == "unknown" and _known(span) != _expected(expected):
            yield f"{state} {instrument} {day}: graph last known {_known(span)}, plain {_expected(expected)}"


def _known(span: Span) -> tuple[str, str]:
    return span.last_known, first_day_of(span.last_known_on)


def _expected(answer: Answer) -> tuple[str, str]:
    return answer.last_known, str(answer.last_known_on or "")


def _report(differences: Iterable[str]) -> None:
    found = list(dict.fromkeys(differences))
    assert not found, f"{len(found)} differences:\n" + "\n".join(found[:40])
