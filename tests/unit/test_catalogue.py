"""Questions are read from their headers, and values are bound as terms."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from worlds import ID, QUERIES, small_graph

from dutygraph import questions
from dutygraph.catalogue import Catalogue, bind, compile_catalogue
from dutygraph.errors import BadInput, WrongUse
from dutygraph.namespaces import XSD
from dutygraph.parameters import read_parameters

TODAY = datetime.date(2026, 11, 24)


@pytest.fixture
def catalogue() -> Catalogue:
    return Catalogue(compile_catalogue(QUERIES))


def read(name: str, given: dict[str, Any], lang: str = "en") -> dict[str, list[str]]:
    graph = small_graph()
    terms = read_parameters(graph.catalogue[name], given, graph.names, lang, TODAY)
    return {key: [term.value for term in values] for key, values in terms.items()}


def write_question(folder: Path, header: str) -> Path:
    (folder / "q.rq").write_text(header + "\nSELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s\n", "utf-8")
    return folder


def test_the_word_on_is_a_name_and_not_a_truth_value(catalogue: Catalogue) -> None:
    assert list(catalogue["participation/is_bound"].parameters) == ["state", "instrument", "on"]


def test_a_day_in_an_example_stays_the_text_that_was_written(catalogue: Catalogue) -> None:
    assert catalogue["is_bound"].examples["russia_and_icrmw"]["on"] == "2018-07-01"


def test_a_question_is_found_by_its_last_part_and_by_its_number(catalogue: Catalogue) -> None:
    assert catalogue["is_bound"].name == catalogue["is-bound"].name == catalogue["cq07"].name


def test_a_misspelt_question_names_the_nearest(catalogue: Catalogue) -> None:
    with pytest.raises(WrongUse, match="did you mean: participation/is_bound"):
        catalogue["is_bund"]


def test_a_last_part_that_two_topics_share_must_be_said_in_full(tmp_path: Path) -> None:
    for topic in ("a", "b"):
        (tmp_path / topic).mkdir()
        write_question(tmp_path / topic, "#+ summary: {en: x}")
    with pytest.raises(WrongUse, match="a/q, b/q"):
        Catalogue(compile_catalogue(tmp_path))["q"]


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("#+ answers: [CQ1]", "no summary"),
        ("#+ summary: {en: x}\n#+ colums: {}", 'unknown key in the header: "colums"'),
        ("#+ summary: {en: x", "header cannot be read"),
        ("#+ summary: {en: x}\n#+ parameters: {a: {type: day}}", 'unknown type "day"'),
        ("#+ summary: {en: x}\n#+ columns: {a: b}\n#+ table: [a, c]", 'table names "c"'),
        ("#+ summary: {en: x}\n#+ parameters: {home: {type: text}}", "name of an option"),
    ],
)
def test_a_broken_header_names_the_file_and_the_fault(tmp_path: Path, header: str, problem: str) -> None:
    with pytest.raises(BadInput, match="q.rq") as caught:
        compile_catalogue(write_question(tmp_path, header))
    assert problem in caught.value.problem


def test_every_values_line_of_a_name_is_bound_in_every_scope() -> None:
    text = "VALUES ?on { 1 } { SELECT * { values ?on{2 3} VALUES ?other { 4 } } }"
    assert bind(text, {"on": [ox.Literal("x")]}).count('{ "x" }') == 2
    assert "VALUES ?other { 4 }" in bind(text, {"on": [ox.Literal("x")]})


def test_text_from_outside_stays_inside_its_literal() -> None:
    nasty = '" } INSERT { ?a ?b ?c } # VALUES ?contains { \n'
    graph = small_graph()
    result = graph.ask("instruments", contains=nasty)
    assert len(result) == 0
    assert "\\n" in result.query
    assert '\\"' in result.query


def test_a_text_that_holds_a_brace_and_a_values_line_is_not_scanned_again() -> None:
    bound = bind("VALUES ?a { 1 } VALUES ?b { 2 }", {"a": [ox.Literal("VALUES ?b { 9 }")], "b": [ox.Literal("B")]})
    assert bound == 'VALUES ?a { "VALUES ?b { 9 }" } VALUES ?b { "B" }'


def test_an_optional_parameter_that_is_not_given_is_undefined() -> None:
    assert read("standings", {}) == {"states": []}
    assert "VALUES ?states { UNDEF }" in small_graph().ask("standings").query


def test_several_values_stand_in_one_pair_of_braces() -> None:
    both = [ID + "state/RUS", ID + "state/KGZ"]
    assert read("standings", {"states": "RUS,KGZ"}) == {"states": both}
    assert read("standings", {"states": ["RUS", "KGZ"]}) == {"states": both}


def test_a_parameter_of_one_value_is_not_given_twice() -> None:
    with pytest.raises(WrongUse, match="--state is given 2 times"):
        read("is_bound", {"state": ["RUS", "KGZ"], "instrument": "icrmw"})


def test_defaults_stand_in_for_what_is_not_given() -> None:
    assert read("is_bound", {"instrument": "icrmw"}) == {
        "state": [ID + "state/KGZ"],
        "instrument": [ID + "instrument/icrmw"],
        "on": ["2026-11-24"],
    }


def test_today_is_the_day_of_asking() -> None:
    assert read("is_bound", {"instrument": "icrmw", "on": "today"})["on"] == ["2026-11-24"]


@pytest.mark.parametrize("day", ["2018-13-01", "1 July", "2018", "20180701", "2018-W27-1", "2018-02-30", "١٢٣٤-٠١-٠١"])
def test_what_is_no_day_is_refused_with_the_form_to_write(day: str) -> None:
    with pytest.raises(WrongUse, match="YYYY-MM-DD") as caught:
        read("is_bound", {"instrument": "icrmw", "on": day})
    assert day in caught.value.problem


def test_a_day_is_bound_with_its_type() -> None:
    graph = small_graph()
    terms = read_parameters(graph.catalogue["is_bound"], {"instrument": "icrmw", "on": "2018-07-01"}, graph.names, "en")
    assert terms["on"] == [ox.Literal("2018-07-01", datatype=XSD("date"))]


def test_a_missing_parameter_is_named() -> None:
    with pytest.raises(WrongUse, match="--instrument is missing"):
        read("is_bound", {})


def test_an_unknown_parameter_names_the_nearest() -> None:
    with pytest.raises(WrongUse, match="did you mean --instrument"):
        read("is_bound", {"instrumnt": "icrmw"})


def test_the_language_is_filled_in_and_cannot_be_given() -> None:
    assert read("instruments", {}, "ru")["lang"] == ["ru"]
    with pytest.raises(WrongUse, match='no parameter "lang"'):
        read("instruments", {"lang": "ru"})


def test_numbers_and_choices_are_checked() -> None:
    assert read("instruments", {"at_most": "30", "order": "DOWN"})["at_most"] == ["30"]
    with pytest.raises(WrongUse, match='"many" is no number'):
        read("instruments", {"at_most": "many"})
    with pytest.raises(WrongUse, match="one of: up, down"):
        read("instruments", {"order": "sideways"})


def test_questions_of_an_installation_are_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(questions, "folder", lambda _: QUERIES)
    assert questions.installed_catalogue()["is_bound"].name == "participation/is_bound"
    monkeypatch.setattr(questions, "compile_catalogue", None)
    assert questions.installed_catalogue()["is_bound"].name == "participation/is_bound"


def test_a_cache_that_cannot_be_written_is_no_reason_to_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr(questions, "folder", lambda _: QUERIES)
    assert questions.installed_catalogue()["is_bound"].name == "participation/is_bound"


def test_another_base_iri_is_written_into_the_question() -> None:
    code = "from worlds import small_graph; r = small_graph().ask('is_bound', instrument='icrmw', on='2018-07-01')"
    environment = {
        **os.environ,
        "DUTYGRAPH_BASE_IRI": "https://example.org/kg",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    command = [sys.executable, "-c", f"{code}; print(r.answer.value, 'w3id.org' in r.query, len(r.coverage))"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["https://example.org/kg/scheme/answer/bound", "False", "1"]
