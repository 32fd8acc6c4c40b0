"""An empty answer is an absence only where somebody searched: without coverage the sentence says that it is unknown.

The cases come from the catalogue. The facts are those of the small world in memory, without the searches of the
topics of a question; `tests/acceptance/test_coverage_taken_away.py` does the same for rows that say `finding`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from dutygraph.api import Graph
from dutygraph.catalogue import Catalogue, Question, compile_catalogue
from dutygraph.namespaces import DG, TYPE, concept
from dutygraph.resources import folder
from dutygraph.store import LocalStore
from dutygraph.translation import LANGUAGES, translation

TODAY = datetime.date(2026, 11, 24)
QUESTIONS = list(Catalogue(compile_catalogue(folder("queries"))))
UNKNOWN = "No coverage is recorded for this: what is missing here is unknown, not absent."

every_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)


@pytest.fixture(scope="module")
def facts(small: Graph) -> ox.Store:
    """The facts of the small world in memory, where they can be taken away and put back."""
    store = ox.Store()
    assert isinstance(small.store, LocalStore)
    store.bulk_extend(small.store.store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    return store


@pytest.fixture
def unsearched(question: Question, small: Graph, facts: ox.Store) -> Iterator[Graph]:
    """The small world without the searches of the topics of a question; without any, if it names no topic."""
    topics = [concept("coverage-topic", topic) for topic in question.coverage]
    searches = {quad.subject for quad in facts.quads_for_pattern(None, TYPE, DG("Coverage"), None)}
    if topics:
        searches = {
            quad.subject for topic in topics for quad in facts.quads_for_pattern(None, DG("topic"), topic, None)
        }
    taken = [quad for search in searches for quad in facts.quads_for_pattern(search, None, None, None)]
    for quad in taken:
        facts.remove(quad)
    yield Graph(LocalStore(facts), small.catalogue, small.names, release=small.release)
    facts.extend(taken)


def said(graph: Graph, question: Question, lang: str) -> Iterator[tuple[int, str]]:
    """Ask with the defaults, with each example, and of a day when there was nothing yet; how many rows, what words."""
    graph = Graph(graph.store, graph.catalogue, graph.names, lang, graph.release)
    cases = [{}, *question.examples.values()]
    if "on" in question.parameters:
        cases.append({"on": "0001-01-01"})
    for given in cases:
        result = graph.answer(question, given, today=TODAY)
        yield len(result), result.summary


@pytest.mark.parametrize("lang", LANGUAGES)
@every_question
def test_without_its_search_an_absence_is_said_to_be_unknown(question: Question, lang: str, unsearched: Graph) -> None:
    """A question that names no topic of coverage lists what there is: only its empty answer could mislead."""
    words = translation(lang).say(UNKNOWN)
    assert "[en]" not in words
    for rows, summary in said(unsearched, question, lang):
        assert summary.endswith(words) or (rows and not question.coverage), summary


@every_question
def test_with_its_search_the_words_are_not_said(question: Question, real: Graph) -> None:
    """In the real graph all topics were searched for the State that is asked about by default."""
    summary = real.answer(question, {}, today=TODAY).summary
    assert UNKNOWN not in summary or not question.coverage


def test_some_questions_have_an_empty_answer(small: Graph) -> None:
    """Otherwise nothing was proved about empty ones."""
    empty = [question.name for question in QUESTIONS if any(not rows for rows, _ in said(small, question, "en"))]
    assert len(empty) > 5
