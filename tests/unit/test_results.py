"""An answer is written for people, spreadsheets, programs and other graphs."""

from __future__ import annotations

import csv
import datetime
import io
import json
import subprocess
import sys

import pyoxigraph as ox
import pytest
from worlds import ID, SCHEME, small_graph

from dutygraph import layout
from dutygraph.errors import EnvironmentProblem, WrongUse
from dutygraph.formats import write, write_any
from dutygraph.results import Result
from dutygraph.store import Table


def ask(lang: str = "en", evidence: bool = False, **given: str) -> Result:
    question = given.pop("question", "is_bound")
    return small_graph(lang).ask(question, evidence=evidence, **given)


def bound(lang: str = "en", evidence: bool = False) -> Result:
    return ask(lang, evidence, instrument="icrmw", on="2018-07-01")


def test_json_is_the_object_that_the_design_fixes() -> None:
    data = json.loads(write(bound(evidence=True), "json"))
    assert set(data) == {
        "question", "parameters", "summary", "answer", "rows", "evidence", "coverage", "release", "query",
        "citation",
    }  # fmt: skip
    assert data["question"] == "participation/is_bound"
    assert data["parameters"] == {
        "state": ID + "state/KGZ", "instrument": ID + "instrument/icrmw", "on": "2018-07-01",
    }  # fmt: skip
    assert data["answer"] == {"value": SCHEME + "answer/bound", "label": "bound", "lang": "en"}
    assert data["rows"][0]["act_date"] == {
        "value": "2003-09-29", "datatype": "http://www.w3.org/2001/XMLSchema#date",
    }  # fmt: skip


def test_json_leaves_out_answer_and_evidence_when_there_are_none() -> None:
    data = json.loads(write(ask(question="standings"), "json"))
    assert "answer" not in data
    assert "evidence" not in data


def test_a_label_is_in_the_language_asked_for() -> None:
    cell = bound("ru").to_json()["rows"][0]["answer"]
    assert (cell["label"], cell["lang"]) == ("связано", "ru")


def test_a_label_in_another_language_says_so() -> None:
    result = bound("ky")
    title = "Международная конвенция о защите прав всех трудящихся-мигрантов [ru]"
    assert result.to_json()["rows"][0]["instrument"]["lang"] == "ru"
    assert title in " ".join(write(result, "table").split())
    assert title in write(result, "csv")


def test_one_row_is_written_as_fields_and_several_as_columns() -> None:
    assert "answer      bound\n" in write(bound(), "table")
    several = write(ask(question="standings"), "table")
    assert "state               answer" in several


def test_a_list_column_is_joined_labels_and_iris() -> None:
    row = next(row for row in ask(question="standings").to_json()["rows"] if row["answer"]["label"] == "bound")
    assert row["acts"]["label"] == "accession of Kyrgyzstan to ICRMW"
    assert row["acts"]["value"] == ID + "treaty-action/KGZ/icrmw/accession"


def test_csv_keeps_a_spreadsheet_from_running_a_cell() -> None:
    text = write(ask(question="instruments"), "csv")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert "'=Maternity Protection Convention" in cells
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)


def test_csv_has_the_iri_beside_each_name_and_ends_lines_as_rfc_4180_says() -> None:
    text = write(ask(question="standings", states="RUS"), "csv")
    assert text.startswith("state,state_iri,answer,answer_iri")
    assert f"\r\nRussian Federation,{ID}state/RUS,not bound," in text


def test_tsv_holds_the_terms_exactly() -> None:
    text = write(bound(), "tsv")
    assert text.splitlines()[0] == "?state\t?instrument\t?answer\t?act\t?act_date\t?standing"
    assert '"2003-09-29"^^<http://www.w3.org/2001/XMLSchema#date>' in text


def test_turtle_describes_the_rows_and_is_the_same_every_time() -> None:
    text = write(bound(), "ttl")
    assert len(list(ox.parse(text.encode(), ox.RdfFormat.TURTLE))) == 27
    prefixes = [line for line in text.splitlines() if line.startswith("@prefix")]
    assert prefixes == sorted(prefixes)
    assert text == write(bound(), "ttl")


def test_triples_are_written_as_turtle_and_as_nothing_else() -> None:
    triples = small_graph().sparql("CONSTRUCT { ?s a ?t } WHERE { ?s a ?t }")
    assert "dg:State" in write_any(triples, None)
    with pytest.raises(WrongUse, match="cannot be written as csv"):
        write_any(triples, "csv")


def test_a_truth_value_is_a_word_or_json() -> None:
    answer = small_graph().sparql("ASK { ?s ?p ?o }")
    assert write_any(answer, None) == "true\n"
    assert json.loads(write_any(answer, "json"))["boolean"] is True


def test_coverage_stands_under_an_answer() -> None:
    assert "Acts of both States under UN treaties (complete, until 2013, treaty-actions)" in write(bound(), "table")
    assert bound().to_json()["coverage"][0]["until"] == "2013"


def test_without_coverage_the_answer_says_that_absence_means_unknown() -> None:
    assert "unknown, not absent" in ask(question="trust/evidence", item="KGZ").summary
    assert "unknown, not absent" not in bound().summary


def test_coverage_of_other_states_is_no_coverage() -> None:
    graph = small_graph()
    graph.store.store.add(  # type: ignore[attr-defined]
        ox.Quad(
            ox.NamedNode(ID + "state/XXX"), ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), ox.Literal("X")
        )
    )
    result = graph.ask("is_bound", state="XXX", instrument="icrmw")
    assert result.coverage == []
    assert "unknown, not absent" in result.summary


def test_rows_have_python_values() -> None:
    row = bound().rows[0]
    assert row.act_date == datetime.date(2003, 9, 29)
    assert row.answer == SCHEME + "answer/bound"
    assert row.answer.label == "bound"
    assert dict(row)["state"].label == "Kyrgyzstan"
    with pytest.raises(AttributeError, match="no column sate"):
        _ = row.sate


def test_an_odd_literal_stays_text() -> None:
    odd = ox.Literal("2018-07-01Z", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date"))
    table = Table(("a", "b"), [(odd, ox.Literal(True))])
    assert dict(Result("q", table).rows[0]) == {"a": "2018-07-01Z", "b": True}


def test_pandas_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(EnvironmentProblem, match="pandas is not installed"):
        bound().to_pandas()


def test_columns_fit_the_terminal_and_lose_nothing() -> None:
    rows = [["Мамлекеттик чек ара кызматы " * 4, "b" * 30]]
    text = layout.columns(["орган", "b"], rows, 60)
    assert max(layout.width(line) for line in text.splitlines()) <= 60
    assert "".join(text.split()).count("Мамлекеттик") == 4
    assert "".join(text.split()).count("b") == 31


def test_a_decomposed_letter_takes_one_cell() -> None:
    assert layout.width("и\u0306") == 1


def test_empty_columns_are_named_and_not_drawn() -> None:
    table = Table(("a", "b"), [(ox.Literal("1"), None), (ox.Literal("2"), None)])
    assert "Empty: b" in write(Result("q", table), "table")


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(WrongUse, match="table, csv, tsv, json, jsonl, md"):
        write(bound(), "xml")


def test_reading_an_answer_needs_no_heavy_package() -> None:
    code = "import sys, dutygraph.formats, dutygraph.api; print([m for m in sys.modules if m in "
    code += "('rdflib','networkx','pandas','owlready2','rich','ruamel.yaml','SPARQLWrapper','difflib','csv.x')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(("lang", "words"), [("en", ("yes", "no")), ("ru", ("да", "нет")), ("ky", ("ооба", "жок"))])
def test_truth_is_a_word_to_people_and_stays_a_truth_value_to_programs(lang: str, words: tuple[str, str]) -> None:
    true, false = (ox.Literal(value) for value in (True, False))
    result = Result("q", Table(("is", "is_not"), [(true, false)]), lang)
    assert (result.show("is", true), result.show("is_not", false)) == words
    assert result.show("is", ox.Literal("true")) == "true"
    assert result.to_json()["rows"][0]["is"]["value"] == "true"
    assert result.rows[0]["is"] is True
