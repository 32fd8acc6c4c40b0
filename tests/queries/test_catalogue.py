"""Every question file is whole: header, parameters, columns, order, and the same answer from two engines."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from queries.golden import Answer, short
from queries.sparql_scopes import lost_parameters, order_variables
from rdflib.plugins.sparql import prepareQuery

from dutygraph.api import Graph
from dutygraph.catalogue import RESERVED, Catalogue, Question, compile_catalogue
from dutygraph.keys import Keys
from dutygraph.resources import folder
from dutygraph.workspace import current_release

TODAY = datetime.date(2026, 11, 24)
COMPILED = compile_catalogue(folder("queries"))
CATALOGUE = Catalogue(COMPILED)
QUESTIONS = list(CATALOGUE)
# The ids and names of all questions, as the design lists them.
IDS = {
    "CQ01": "obligations/owed_to_group",
    "CQ02": "obligations/grounds_of_recommendation",
    "CQ03": "obligations/by_type",
    "CQ04": "obligations/same_interest",
    "CQ05": "obligations/soft_law_only",
    "CQ06": "obligations/groups_without_measure",
    "CQ48": "obligations/by_state_role",
    "CQ49": "obligations/interpretation",
    "CQ07": "participation/is_bound",
    "CQ07b": "participation/status_table",
    "CQ08": "participation/asked_but_not_bound",
    "CQ09": "participation/corridors",
    "CQ10": "participation/reservations",
    "CQ11": "participation/ratification_asked",
    "CQ12": "participation/complaint_routes",
    "CQ13": "participation/nearest_to_ratification",
    "CQ50": "participation/other_bases",
    "CQ51": "participation/derogations",
    "CQ14": "responsibility/no_body",
    "CQ15": "responsibility/load",
    "CQ16": "responsibility/dissolved_bodies",
    "CQ17": "responsibility/mandate_gap",
    "CQ18": "responsibility/shared_without_lead",
    "CQ19": "responsibility/coordinator",
    "CQ19b": "responsibility/of_body",
    "CQ52": "responsibility/institutions",
    "CQ20": "deadlines/reports",
    "CQ21": "deadlines/calendar",
    "CQ22": "deadlines/overdue",
    "CQ23": "deadlines/plan_gaps",
    "CQ24": "deadlines/story",
    "CQ53": "deadlines/openings_for_civil_society",
    "CQ25": "implementation/rival_claims",
    "CQ26": "implementation/no_evidence",
    "CQ27": "implementation/leverage",
    "CQ28": "implementation/indicators",
    "CQ29": "implementation/money",
    "CQ30": "implementation/supported_and_noted",
    "CQ54": "implementation/retrogression",
    "CQ55": "implementation/views_and_inquiries",
    "CQ31": "recurrence/repeated",
    "CQ32": "recurrence/agreement",
    "CQ33": "recurrence/vague_and_sharp",
    "CQ34": "goals/target",
    "CQ35": "goals/progress_and_criticism",
    "CQ36": "peace_and_security/plan_matrix",
    "CQ37": "peace_and_security/pillars",
    "CQ38": "labour/supervisory_comments",
    "CQ39": "labour/windows",
    "CQ40": "trust/evidence",
    "CQ41": "trust/coverage",
    "CQ42": "trust/weak_facts",
    "CQ43": "statement/calls",
    "CQ44": "statement/cited_provisions",
    "CQ45": "statement/backing",
    "CQ46": "statement/since_then",
    "CQ47": "statement/count_664",
}
LANGUAGES = {"en", "ru", "ky"}
PARAMETER_KEYS = {"type", "kind", "default", "sample", "optional", "many", "choices", "help"}
COLUMN_KEYS = {"help", "list"}
_PLACE = re.compile(r"\{(?:count:)?(\w+)(?:\|(\w+))?(?:=[^{}]*)?\}")

every_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
lint = pytest.mark.lint


@lint
def test_every_id_has_its_question() -> None:
    assert {one: question.name for question in QUESTIONS for one in question.answers} == IDS


@lint
@every_question
def test_summary_is_in_three_languages(question: Question) -> None:
    assert question.summary.keys() == LANGUAGES
    assert len(set(question.summary.values())) == len(LANGUAGES)
    assert all(text.strip().endswith("?") for text in question.summary.values())
    for lang in ("ru", "ky"):
        assert re.search("[а-яё]", question.summary[lang], re.IGNORECASE)


@lint
@every_question
def test_no_text_is_cut_at_a_comma(question: Question) -> None:
    """In `{help: one, two}` the second half is a key of its own: such a text needs quotes."""
    header = COMPILED["questions"][question.name]
    assert [one.keys() - PARAMETER_KEYS for one in (header.get("parameters") or {}).values()] == [
        set() for _ in question.parameters
    ]
    columns = [one for one in header["columns"].values() if isinstance(one, dict)]
    assert {key for one in columns for key in one} <= COLUMN_KEYS


@lint
@every_question
def test_parameters_say_what_they_take(question: Question) -> None:
    for parameter in question.parameters.values():
        if parameter.type == "lang":
            continue
        assert parameter.help, parameter.name
        assert parameter.kind or parameter.type != "iri", f"{parameter.name}: an iri has a kind"
        assert parameter.name not in RESERVED
        assert f"?{parameter.name} " in question.text.replace("{", " {"), f"{parameter.name} is not used"
        assert re.search(rf"VALUES\s+\?{parameter.name}\s*\{{", question.text), f"{parameter.name} has no VALUES"


@lint
@every_question
def test_columns_are_those_of_the_select(question: Question) -> None:
    found = prepareQuery(question.text).algebra.PV
    assert [str(name) for name in found] == list(question.columns)
    assert all(column.help for column in question.columns.values())


@lint
@every_question
def test_sentences_fit_every_answer(question: Question) -> None:
    assert {"none", "some"} <= question.sentence.keys()
    known = question.columns.keys() | question.parameters.keys() | {"rows"}
    texts = {key: text for key, text in question.sentence.items() if key != "by"}
    assert {name for text in texts.values() for found in _PLACE.findall(text) for name in found if name} <= known
    assert question.sentence.get("by", "answer") in question.columns or "by" not in question.sentence
    assert "{rows" in texts["some"] or "{count:" in texts["some"]


@lint
@every_question
def test_evidence_and_coverage_exist(question: Question) -> None:
    assert set(question.evidence) <= question.columns.keys()
    assert question.evidence
    topics = Keys([], folder("ontology")).concepts("coverage-topic")
    assert set(question.coverage) <= topics


@lint
@every_question
def test_examples_give_known_parameters(question: Question) -> None:
    assert question.examples
    for given in question.examples.values():
        assert given.keys() <= {name for name, one in question.parameters.items() if one.type != "lang"}


@lint
@every_question
def test_parameter_reaches_into_every_sub_select(question: Question) -> None:
    assert lost_parameters(question.text, set(question.parameters)) == []


@lint
@every_question
def test_no_pattern_scans_everything(question: Question) -> None:
    """No triple pattern leaves subject, predicate and object open."""
    patterns = [triple for node in _nodes(prepareQuery(question.text).algebra) for triple in node.get("triples") or ()]
    assert patterns
    assert [one for one in patterns if all(isinstance(term, rdflib.Variable) for term in one)] == []


def _nodes(node: Any) -> Iterator[Any]:
    if isinstance(node, dict):
        yield node
        for part in node.values():
            yield from _nodes(part)
    elif isinstance(node, (list, tuple, set)):
        for part in node:
            yield from _nodes(part)


@lint
@every_question
def test_file_is_short_and_names_no_other_graph(question: Question) -> None:
    assert len((folder("queries") / f"{question.name}.rq").read_text("utf-8").splitlines()) <= 110
    assert not re.search(r"\b(GRAPH|SERVICE|FROM)\b", question.text)


@every_question
def test_order_tells_every_two_rows_apart(question: Question, real: Graph) -> None:
    """Rows that the ORDER BY cannot tell apart would come in the order of the engine."""
    names = [name for name in order_variables(question.text) if name in question.columns]
    assert names, "ORDER BY is missing"
    for given in ({}, *question.examples.values()):
        rows = Answer.of(real.answer(question, given, today=TODAY).table).cut(names).rows
        assert len(rows) == len(set(rows))


@every_question
def test_asking_twice_gives_the_same_rows_in_the_same_order(
    question: Question, small: Graph, turned_store: ox.Store
) -> None:
    """The second time from a store into which the facts came in another order."""
    asked = small.store.select(question.text)
    again = turned_store.query(question.text)
    rows = [tuple(row[name] for name in asked.variables) for row in again]
    assert _sorted_lists(question, asked.rows) == _sorted_lists(question, rows)


def _sorted_lists(question: Question, rows: list[Any]) -> list[list[str]]:
    lists = {place for place, column in enumerate(question.columns.values()) if column.is_list}
    return [
        [
            " ".join(sorted(str(term).strip('"').split())) if place in lists else str(term)
            for place, term in enumerate(row)
        ]
        for row in rows
    ]


@every_question
def test_rdflib_gives_the_same_rows(question: Question, small: Graph, small_rdflib: rdflib.Graph) -> None:
    lists = [name for name, column in question.columns.items() if column.is_list]
    found = Answer.of(small.store.select(question.text), lists)
    rows = {
        tuple(_text(row[name], name in lists) for name in question.columns) for row in small_rdflib.query(question.text)
    }
    assert rows == {tuple(cell.partition("@")[0] if "@" in cell else cell for cell in row) for row in found.rows}


def _text(term: Any, is_list: bool) -> str:
    if term is None:
        return ""
    return " ".join(sorted(short(iri) for iri in str(term).split())) if is_list else short(str(term))


@every_question
def test_defaults_give_an_answer(question: Question, real: Graph) -> None:
    """An empty answer to the defaults is an accusation: the header has to say why it may be empty."""
    assert len(real.answer(question, {}, today=TODAY)) or question.empty


@every_question
def test_answer_names_the_coverage_it_promises(question: Question, real: Graph) -> None:
    result = real.answer(question, {}, today=TODAY)
    assert {one.topic for one in result.coverage} <= set(question.coverage)
    assert bool(result.coverage) == bool(question.coverage)


@every_question
def test_every_row_shows_its_evidence(question: Question, small: Graph) -> None:
    """Of the columns that carry the evidence, one at least leads to a row of a source."""
    result = small.answer(question, {}, evidence=True, today=TODAY)
    assert result.evidence is not None
    assert {one.answer_row for one in result.evidence} == set(range(1, len(result) + 1))


@pytest.fixture(scope="module")
def facts(small_home: Path) -> list[str]:
    """The facts of the small world, each once."""
    lines = (current_release(small_home) / "dump.nq").read_text("utf-8").splitlines()
    return sorted({line[: line.rindex(" <")] + " ." for line in lines})


@pytest.fixture(scope="module")
def turned_store(facts: list[str]) -> ox.Store:
    store = ox.Store()
    store.load("\n".join(reversed(facts)).encode(), ox.RdfFormat.N_TRIPLES)
    return store


@pytest.fixture(scope="module")
def small_rdflib(facts: list[str]) -> Iterator[rdflib.Graph]:
    """The same facts in rdflib, which must not rewrite `2018-07` as a day."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rdflib, "NORMALIZE_LITERALS", False)
        patch.setattr(rdflib.term, "_NORMALIZE_LITERALS", False, raising=False)
        yield rdflib.Graph().parse(data="\n".join(facts), format="nt")
