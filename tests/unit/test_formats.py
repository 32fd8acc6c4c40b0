"""Formats are chosen by name or ending; those of text say all that a person or a program needs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hostile import BAD_LINK, FORMULA, GOOD_LINK, SCRIPT, hostile_result
from rdflib.compare import isomorphic
from ruamel.yaml import YAML
from worlds import small_graph

from dutygraph import citing
from dutygraph.errors import WrongUse
from dutygraph.formats import FORMATS, choose_format, format_named, write, write_any
from dutygraph.formats.markdown import escape
from dutygraph.results import Result

ROOT = Path(__file__).resolve().parents[2]
LISTED = ["table", "csv", "tsv", "json", "jsonl", "md", "xlsx", "ttl", "jsonld", "docx", "html", "ics"]
HUMAN = ["table", "md", "html"]


def standings(lang: str = "en", evidence: bool = False) -> Result:
    return small_graph(lang).ask("standings", evidence=evidence)


def test_all_formats_of_the_design_are_there() -> None:
    assert list(FORMATS) == LISTED


@pytest.mark.parametrize(
    ("typed", "near"),
    [("excel", "xlsx"), ("word", "docx"), ("Markdown", "md"), ("turtle", "ttl"), ("jsn", "json"), ("ical", "ics"),
     ("json-ld", "jsonld"), ("htlm", "html"), (".xls", "xlsx")],
)  # fmt: skip
def test_an_unknown_format_names_the_nearest(typed: str, near: str) -> None:
    with pytest.raises(WrongUse, match=f"did you mean {near}?"):
        format_named(typed)


def test_a_format_unlike_any_other_names_all() -> None:
    with pytest.raises(WrongUse, match=", ".join(LISTED)):
        format_named("qqqqqq")


@pytest.mark.parametrize(
    ("file", "form"),
    [("a.xlsx", "xlsx"), ("a.HTM", "html"), ("a.ndjson", "jsonl"), ("a.markdown", "md"), ("a.txt", "table")],
)
def test_the_ending_of_a_file_tells_the_format(file: str, form: str) -> None:
    assert choose_format(None, Path(file)) == form
    assert choose_format("csv", Path(file)) == "csv"  # what is said counts more


@pytest.mark.parametrize("file", ["answer", "answer.xls", "answer.pdf"])
def test_an_ending_that_tells_nothing_is_refused(file: str) -> None:
    with pytest.raises(WrongUse, match="no format has this ending"):
        choose_format(None, Path(file))


@pytest.mark.parametrize("form", LISTED[:-1])
def test_no_answer_breaks_a_writer(form: str) -> None:
    empty = Result("q", hostile_result().table.__class__(("a",), []))
    for result in (hostile_result(), standings(evidence=True), empty, empty.cut(["a"])):
        assert isinstance(write(result, form), bytes if format_named(form).is_binary else str)


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "md", "ttl", "jsonld", "html", "xlsx", "docx"])
def test_the_same_answer_is_written_the_same_twice(form: str) -> None:
    assert write(hostile_result(), form) == write(hostile_result(), form)


@pytest.mark.parametrize("form", HUMAN)
def test_what_a_person_reads_ends_with_coverage_release_and_citation(form: str) -> None:
    result = small_graph().ask("is_bound", instrument="icrmw", on="2018-07-01")
    text = write(result, form)
    assert isinstance(text, str)
    places = [text.index(word, text.index("Acts of both States")) for word in ("Acts of both States", "Cite as")]
    assert places == sorted(places)
    assert "Release: small" in text


def test_the_table_is_wrapped_to_its_room() -> None:
    text = write(small_graph().ask("is_bound", instrument="icrmw", on="2018-07-01"), "table", 60)
    assert isinstance(text, str)
    assert max(map(len, text.split("\nRelease")[1].splitlines())) <= 60


def test_the_citation_names_question_parameters_release_day_and_licence() -> None:
    result = small_graph().ask("is_bound", instrument="icrmw", on="2018-07-01")
    said = result.citation
    for part in ("Is a State bound", "participation/is_bound", "state: Kyrgyzstan", "on: 2018-07-01", "release small",
                 "version 0.1.0", f"Answered on {result.today}", "CC BY 4.0"):  # fmt: skip
        assert part in said
    assert "\n" not in said
    assert result.to_json()["citation"] == said


def test_the_citation_agrees_with_the_citation_file() -> None:
    data = YAML(typ="safe").load(ROOT / "CITATION.cff")
    assert data["title"] == citing.PROJECT
    assert data["authors"] == [{"name": citing.AUTHORS}]
    assert str(data["date-released"]) == citing.RELEASED.isoformat()
    assert data["url"] == citing.ADDRESS


def test_json_lines_hold_the_cells_of_json() -> None:
    rows = [json.loads(line) for line in str(write(standings(), "jsonl")).splitlines()]
    assert rows == json.loads(str(write(standings(), "json")))["rows"]
    assert len(rows) == 3


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own, in its reader
@pytest.mark.parametrize("result", [standings(), hostile_result()], ids=["standings", "hostile"])
def test_json_ld_says_the_same_as_turtle(result: Result) -> None:
    jsonld, turtle = str(write(result, "jsonld")), str(write(result, "ttl"))
    assert isomorphic(rdflib.Graph().parse(data=jsonld, format="json-ld"), rdflib.Graph().parse(data=turtle))
    triples = list(ox.parse(jsonld.encode(), ox.RdfFormat.JSON_LD))
    assert len(triples) == len(list(ox.parse(turtle.encode(), ox.RdfFormat.TURTLE)))


def test_constructed_triples_are_written_as_json_ld_too() -> None:
    triples = small_graph().sparql("CONSTRUCT { ?s a ?t } WHERE { ?s a ?t }")
    assert isinstance(triples, list)
    read = {str(one.triple) for one in ox.parse(str(write_any(triples, "jsonld")).encode(), ox.RdfFormat.JSON_LD)}
    assert read == {str(one) for one in triples}


@pytest.mark.parametrize("form", ["xlsx", "html", "ics", "md"])
def test_a_truth_value_and_triples_are_no_table(form: str) -> None:
    for answer in (True, [ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c"))]):
        with pytest.raises(WrongUse, match=f"cannot be written as {form}"):
            write_any(answer, form)


def test_rows_of_any_query_are_written_with_a_citation() -> None:
    result = small_graph().sparql("SELECT ?s WHERE { ?s a <https://w3id.org/dutygraph/ns#State> } ORDER BY ?s")
    assert isinstance(result, Result)
    assert "answer to a SPARQL query" in str(write_any(result, "md"))
    assert isinstance(write_any(result, "xlsx"), bytes)
    with pytest.raises(WrongUse, match="deadlines/calendar"):
        write_any(result, "ics")


def test_markdown_is_a_github_table_with_pipes_and_newlines_escaped() -> None:
    text = str(write(hostile_result(), "md"))
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert rows[1].replace(" ", "").replace("|", "").replace("-", "") == ""
    assert len({len(row.replace(r"\|", "").split("|")) for row in rows}) == 1
    assert r"a\|b<br>c" in text
    assert SCRIPT not in text
    assert f"<{GOOD_LINK}>" in text
    assert f"<{BAD_LINK}>" not in text


def test_markdown_shows_one_row_as_fields_and_evidence_only_when_it_was_read() -> None:
    result = small_graph().ask("is_bound", instrument="icrmw", on="2018-07-01")
    assert "| act date | 2003-09-29 |" in str(write(result, "md"))
    assert "## Evidence" not in str(write(result, "md"))
    assert "## Evidence" in str(write(hostile_result(), "md"))


def test_markdown_keeps_a_link_from_being_made_of_words() -> None:
    assert escape("[x](javascript:a)") == r"\[x\](javascript:a)"


def test_csv_neutralises_a_formula() -> None:
    assert f"'{FORMULA}".replace('"', '""') in str(write(hostile_result(), "csv"))


def test_a_heavy_format_is_imported_only_when_asked_for() -> None:
    heavy = "('xlsxwriter', 'docx', 'jinja2', 'icalendar', 'lxml')"
    code = f"""import sys, datetime
sys.path.insert(0, {str(ROOT / "tests")!r})
from hostile import hostile_result
from dutygraph.formats import write
for form in ("table", "csv", "tsv", "json", "jsonl", "md", "ttl", "jsonld"):
    write(hostile_result(), form)
print([name for name in sys.modules if name in {heavy}])"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
