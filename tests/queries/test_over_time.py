"""Every question about a day answers for any day, and knows on that day nothing of what came after it.

The cases come from the catalogue: a question with the parameter `on` is asked of the real graph. What a question
rightly shows of the future, or rightly answers alike on two days, stands here with its reason; a reason that has
no case any more is an error too.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

import pyoxigraph as ox
import pytest

from dutygraph.api import Graph
from dutygraph.catalogue import Catalogue, Question, bind, compile_catalogue
from dutygraph.namespaces import concept
from dutygraph.parameters import read_parameters
from dutygraph.resources import folder
from dutygraph.store import Table

TODAY = datetime.date(2026, 11, 24)
DAYS = ("2013-01-01", "2018-07-01", "2026-11-24")
FIRST, LAST = "0001-01-01", "2999-12-31"
QUESTIONS = [one for one in Catalogue(compile_catalogue(folder("queries"))) if "on" in one.parameters]
_DATES = {f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("date", "dateTime", "gYearMonth", "gYear")}
# The first day of things that a source dates; an action of a plan is as old as the plan.
_FIRST_DAYS = """PREFIX dg: <https://w3id.org/dutygraph/ns#>
SELECT ?thing (MIN(?day) AS ?first) WHERE {
  ?thing dg:adoptedAtEarliest|dg:madeAtEarliest|dg:issuedAtEarliest|dg:happenedAtEarliest|dg:actedAtEarliest
    |dg:establishedAtEarliest|dg:receivedAtEarliest|dg:validFromAtEarliest
    |(dg:inPlan/dg:adoptedAtEarliest)|(dg:inPlan/dg:validFromAtEarliest) ?day
} GROUP BY ?thing"""

# Columns that are about the future, or about when a source was read.
AHEAD = {
    "due": "what falls due lies ahead",
    "until": "an end may be known beforehand",
    "bound_until": "an end may be known beforehand",
    "opens": "an opening lies ahead",
    "closes": "an opening lies ahead",
    "last_known_on": "a later source may show what held before",
    "host_last_known_on": "a later source may show what held before",
    "recorded_on": "a later source may show what held before",
    "retrieved": "when a source was read says nothing of the day",
}
# Columns of single questions in which something later than the day is right.
LATER = {
    ("deadlines/openings_for_civil_society", "document"): "the report to come, for which the opening is",
    ("deadlines/overdue", "item"): "a report that was due, and came after the day",
    ("deadlines/story", "date"): "the whole story is told, and is_ahead says what lies ahead of the day",
    ("deadlines/story", "source"): "the whole story is told, and is_ahead says what lies ahead of the day",
    ("deadlines/reports", "report"): "a report that was due, whenever it came",
    (
        "obligations/owed_to_group",
        "in_force_from",
    ): "the last day that a date known to the year can mean; it is unknown",
    ("participation/is_bound", "bound_from"): "the last day that a date known to the year can mean; it is unknown",
    ("participation/is_bound", "act_date"): "a later observation that a State is no party shows that it was none",
    ("participation/status_table", "act_date"): "a later observation that a State is no party shows that it was none",
    ("statement/cited_provisions", "call"): "the statement is named, and the day is one to compare with",
    ("statement/cited_provisions", "instrument"): "the statement cites it, whenever it was adopted",
    ("statement/since_then", "call"): "the statement is named, and the day is one to compare with",
}
# Questions whose answer is about another day than the one asked.
BOUND_LATER = {"statement/cited_provisions": "says whether the State was bound when the statement was made"}
# Questions that answer alike on two of the days.
ALIKE = {
    ("obligations/by_state_role", DAYS[0]): "instruments with such roles bind Kyrgyzstan since before 2013",
    ("obligations/by_state_role", DAYS[1]): "instruments with such roles bind Kyrgyzstan since before 2013",
    ("obligations/by_type", DAYS[0]): "Kyrgyzstan became bound by no instrument with recorded duties in these years",
    ("obligations/owed_to_group", DAYS[0]): "the instruments on migrant workers bind Kyrgyzstan since before 2013",
    ("obligations/owed_to_group", DAYS[1]): "the instruments on migrant workers bind Kyrgyzstan since before 2013",
    ("obligations/same_interest", DAYS[0]): "on maternity leave nothing was adopted or joined in these years",
    ("obligations/soft_law_only", DAYS[0]): "no recorded commitment was made in these years",
    ("participation/is_bound", DAYS[0]): "Kyrgyzstan is bound by the convention asked about since 2004",
    ("participation/is_bound", DAYS[1]): "Kyrgyzstan is bound by the convention asked about since 2004",
    ("peace_and_security/pillars", DAYS[1]): "no recorded plan with actions on the resolution begins after 2018",
    ("responsibility/dissolved_bodies", DAYS[0]): "no body that has something assigned ended in these years",
}

every_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
Late = tuple[str, str, str]  # the column, the day of what it shows, and what it shows


def ask(graph: Graph, question: Question, day: str, given: Mapping[str, Any] | None = None) -> Table:
    """Return the rows alone: their labels and words would take longer than the answer."""
    terms = read_parameters(question, {**(given or {}), "on": day}, graph.names, graph.lang, TODAY)
    return graph.store.select(bind(question.text, terms))


@pytest.fixture(scope="module")
def first_days(real: Graph) -> dict[str, str]:
    """Return the first day of every thing that has one."""
    return {str(row["thing"]).strip("<>"): getattr(row["first"], "value", "") for row in real.store.select(_FIRST_DAYS)}


def later_than(table: Table, day: str, first_days: dict[str, str]) -> Iterator[Late]:
    """List the dates after the day that an answer shows, and the things that are younger than it."""
    for row in table:
        for column, term in row.items():
            if isinstance(term, ox.Literal) and term.datatype.value in _DATES:
                if term.value[:10] > day[: len(term.value[:10])]:  # a year or month that holds the day is none
                    yield column, term.value, term.value
            elif term is not None:
                yield from (
                    (column, first_days[iri], iri) for iri in term.value.split() if first_days.get(iri, day) > day
                )


def is_right(question: Question, column: str) -> bool:
    return column in AHEAD or column.startswith("next_") or (question.name, column) in LATER


@pytest.fixture(scope="module")
def late(real: Graph, first_days: dict[str, str]) -> dict[str, set[Late]]:
    """Return what each question shows of what came after the day, with its defaults and in its examples."""
    return {
        question.name: {
            one
            for given in ({}, *question.examples.values())
            for day in DAYS
            for one in later_than(ask(real, question, day, given), day, first_days)
        }
        for question in QUESTIONS
    }


@every_question
def test_answer_shows_nothing_of_what_came_after_the_day(question: Question, late: dict[str, set[Late]]) -> None:
    """What it rightly shows has its reason in AHEAD or LATER."""
    assert sorted(one for one in late[question.name] if not is_right(question, one[0])) == []


def test_every_exception_for_the_future_is_needed(late: dict[str, set[Late]]) -> None:
    shown = {(name, column) for name, found in late.items() for column, *_ in found}
    assert sorted(LATER.keys() - shown) == []


def test_the_dates_of_things_are_known(first_days: dict[str, str]) -> None:
    """Without them nothing would ever be late."""
    assert len(first_days) > 500
    assert all(len(day) == 10 for day in first_days.values())


@every_question
def test_days_apart_answer_apart_or_say_why(question: Question, real: Graph) -> None:
    answers = [ask(real, question, day) for day in DAYS]
    alike = {day for day, one, two in zip(DAYS, answers, answers[1:], strict=False) if one == two}
    assert alike == {day for name, day in ALIKE if name == question.name}, (
        "an answer that is alike on two days has its reason in ALIKE, one that is not has none there"
    )


def test_every_reason_is_of_a_question_about_a_day() -> None:
    names = {question.name for question in QUESTIONS}
    assert {name for name, _ in (*ALIKE, *LATER)} | BOUND_LATER.keys() <= names
    assert all((*AHEAD.values(), *LATER.values(), *ALIKE.values(), *BOUND_LATER.values()))


@every_question
def test_the_day_changes_the_answer(question: Question, real: Graph) -> None:
    """A parameter without effect would be a false promise."""
    assert ask(real, question, FIRST) != ask(real, question, DAYS[-1])


@pytest.mark.parametrize("day", [FIRST, LAST])
@every_question
def test_day_before_or_after_everything_is_answered(question: Question, day: str, real: Graph) -> None:
    for given in question.examples.values():
        ask(real, question, day, given)
    result = real.answer(question, {"on": day}, today=TODAY)
    assert result.summary
    assert "{" not in result.summary


@every_question
def test_before_everything_nobody_is_bound(question: Question, real: Graph) -> None:
    if question.name in BOUND_LATER:
        return
    answers = {row["answer"] for row in ask(real, question, FIRST) if row.get("answer") is not None}
    assert concept("answer", "bound") not in answers
