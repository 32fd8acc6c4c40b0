"""What a person meets on the command line: output, messages and exit codes."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest
from endpoint import serve
from worlds import ID, make_release, small_store

from dutygraph.cli import COMMANDS, main


class Done(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    make_release(home)
    return home


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("DUTYGRAPH_HOME", str(home))
    for name in ("DUTYGRAPH_STORE", "DUTYGRAPH_LANG", "DUTYGRAPH_BASE_IRI"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str) -> Done:
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        said = capsys.readouterr()
        return Done(int(ended.value.code or 0), said.out, said.err)

    return run


def test_help_lists_every_command(run: Run) -> None:
    done = run("--help")
    assert done.code == 0
    assert all(f"\n  {name}" in done.out for name in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_an_example(run: Run, command: str) -> None:
    done = run(command, "--help")
    assert done.code == 0
    assert "Example: " in done.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_the_common_options(run: Run, command: str) -> None:
    text = run(command, "--help").out
    assert all(option in text for option in ("--home", "--store", "--lang", "--quiet", "--verbose"))


def test_version_is_said(run: Run) -> None:
    assert run("--version").out == "dutygraph 0.1.0\n"


def test_questions_are_listed_by_topic_in_a_language(run: Run) -> None:
    done = run("ask", "--lang", "ru")
    assert "participation/is_bound\n      Связано ли государство договором на данный день?" in done.out
    assert "Which instruments are there, in words of a language" not in done.out  # the comma ends it in YAML
    assert "[en]" in done.out  # questions that have no Russian yet say so


@pytest.mark.parametrize("before", [True, False])
def test_options_stand_before_or_after_the_command(run: Run, before: bool) -> None:
    rest = ["ask", "is_bound", "--instrument", "icrmw", "--format", "json"]
    done = run("--lang", "ru", *rest) if before else run(*rest, "--lang", "ru")
    assert json.loads(done.out)["answer"]["label"] == "связано"


@pytest.mark.parametrize(
    "given",
    [
        ["--state", "RUS", "--on", "2012-01-01"],
        ["--state=Россия", "--on=2012-01-01"],
        ["--on=2012-01-01", "--state", "rus"],
    ],
)
def test_parameters_are_given_with_a_space_or_an_equals_sign(run: Run, given: list[str]) -> None:
    done = run("ask", "is_bound", *given, "--instrument", "icrmw", "--format=json")
    assert json.loads(done.out)["answer"]["value"].endswith("/not-bound")


def test_evidence_is_shown_on_request(run: Run) -> None:
    assert "treaty_actions.csv, row 7" in run("ask", "is_bound", "--instrument", "icrmw", "--evidence").out
    assert "treaty_actions.csv" not in run("ask", "is_bound", "--instrument", "icrmw").out


def test_help_on_a_question_tells_what_it_takes_and_answers(run: Run) -> None:
    for arguments in (["ask", "is_bound", "--help"], ["ask", "--help", "is_bound"]):
        text = run(*arguments).out
        assert "--instrument  the instrument [needed]" in text
        assert "--on          the day that the question is about [default: today]" in text
        assert "act_date    the day of the act" in text
        assert "dutygraph ask participation/is_bound --state RUS --instrument icrmw --on 2018-07-01" in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["aks"], "did you mean `dutygraph ask`"),
        (["ask", "is_bund"], "did you mean: participation/is_bound?"),
        (["ask", "is_bound"], "--instrument is missing"),
        (["ask", "is_bound", "--instrument"], "--instrument has no value"),
        (["ask", "is_bound", "--instrument", "--state", "KGZ"], "--instrument has no value"),
        (["ask", "is_bound", "icrmw"], '"icrmw" belongs to no parameter'),
        (["ask", "is_bound", "--instrumnt", "icrmw"], "did you mean --instrument?"),
        (["ask", "is_bound", "--instrument", "icrmw", "--on", "2018-13-01"], '"2018-13-01" is no day'),
        (["ask", "is_bound", "--instrument", "icrmww"], "did you mean: icrmw"),
        (["ask", "--state", "KGZ"], "no question is named"),
        (["ask", "is_bound", "--instrument", "icrmw", "--lang", "de"], "choose one of: en, ru, ky"),
        (["ask", "is_bound", "--instrument", "icrmw", "--format", "xml"], "xml"),
        (["ask", "standings", "--columns", "answr"], "did you mean answer?"),
        (["ask", "standings", "--limit", "0"], "0 is not in the range"),
        (["show", "nobody-at-all-of-this-name"], "no thing is called"),
        (["export", "--out", "x"], "no question is named"),
    ],
)
def test_wrong_use_ends_with_2_and_says_what_to_do(run: Run, arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert done.code == 2
    assert said in done.err
    assert done.out == ""
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("arguments", "lang", "said"),
    [
        (
            ["ask", "is_bund"],
            "ru",
            "ошибка: нет вопроса «is_bund»\n  может быть, вы имели в виду: participation/is_bound?\n",
        ),
        (["ask", "is_bund"], "ky", "ката: «is_bund» деген суроо жок [?]\n"),
        (
            ["ask", "is_bound", "--instrumnt", "x"],
            "ru",
            "нет параметра «instrumnt»\n  может быть, вы имели в виду --instrument?",
        ),
        (["ask", "is_bound", "--instrument", "icrmww"], "ru", "«icrmww»\n  может быть, вы имели в виду: icrmw"),
        (["ask", "is_bound", "--instrument", "icrmw", "--on", "x"], "ru", "--on: «x» — не день\n  пишите ГГГГ-ММ-ДД"),
        (["ask", "is_bound"], "ru", "не хватает --instrument"),
    ],
)
def test_a_frequent_mistake_is_told_in_the_language(run: Run, arguments: list[str], lang: str, said: str) -> None:
    done = run(*arguments, "--lang", lang)
    assert done.code == 2
    assert said in done.err


def test_a_workspace_without_a_release_is_told_in_the_language(run: Run, tmp_path: Path) -> None:
    assert (
        "ещё ничего не построено\n  выполните `dutygraph build`"
        in run("ask", "is_bound", "--home", str(tmp_path), "--lang", "ru").err
    )


def test_an_error_that_has_no_translation_says_so(run: Run) -> None:
    assert run("sparql", "nowhere.rq", "--lang", "ru").err.startswith("ошибка: nowhere.rq: the query cannot be read")
    assert "[en]" in run("sparql", "nowhere.rq", "--lang", "ru").err


def test_columns_and_rows_are_chosen(run: Run) -> None:
    table = run("ask", "standings", "--columns", "answer,state", "--limit", "2").out
    assert "Standings: 3;" in table
    assert "answer     state" in table
    assert "Rows left out: 1\n" in table
    assert "acts" not in table


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "ttl"])
def test_what_a_program_reads_holds_rows_only_and_the_rest_is_told_beside_it(run: Run, form: str) -> None:
    done = run("ask", "standings", "--limit", "2", "--format", form)
    assert "left out" not in done.out
    assert done.err == "Rows left out: 1\n"
    assert run("ask", "standings", "--limit", "2", "--format", form, "--quiet").err == ""
    assert run("ask", "standings", "--format", form).err == ""


def test_json_stays_whole_unless_it_is_cut(run: Run) -> None:
    assert len(json.loads(run("ask", "standings", "--format", "json").out)["rows"]) == 3
    rows = json.loads(run("ask", "standings", "--limit", "1", "--columns", "state", "--format", "json").out)["rows"]
    assert [[*row] for row in rows] == [["state"]]


@pytest.mark.parametrize("command", ["show", "explain"])
def test_the_beginning_of_a_key_is_enough_to_show_and_explain(run: Run, command: str) -> None:
    assert "standing/KGZ/icrmw/2004-01-01" in run(command, "standing/KGZ/icrmw").out
    done = run(command, "standing/RUS/icrmw")
    assert done.code == 2
    assert "standing/RUS/icrmw/1991-01-01; standing/RUS/icrmw/2013-01-02" in done.err


def test_an_error_is_a_line_and_its_repair(run: Run) -> None:
    assert run("ask", "is_bund").err == (
        'error: there is no question "is_bund"\n  did you mean: participation/is_bound?\n'
    )


def test_a_workspace_without_a_release_ends_with_4(run: Run, tmp_path: Path) -> None:
    done = run("ask", "is_bound", "--home", str(tmp_path))
    assert done.code == 4
    assert "run `dutygraph build`" in done.err


def test_the_questions_are_listed_before_anything_is_built(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert run("ask", "--home", str(tmp_path)).code == 0


def test_a_damaged_store_ends_with_4_and_its_repair(run: Run, tmp_path: Path) -> None:
    release = make_release(tmp_path)
    for file in (release / "store").iterdir():
        file.write_bytes(b"")
    done = run("ask", "standings", "--home", str(tmp_path))
    assert done.code == 4
    assert "dutygraph build --fresh" in done.err


def test_an_unexpected_error_is_one_line_without_verbose(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("surprise\nmore")

    monkeypatch.setattr("dutygraph.api.Graph.at", fail)
    done = run("ask", "standings")
    assert done.code == 1
    assert done.err == "error: RuntimeError: surprise\n  run with --verbose for the traceback\n"
    with pytest.raises(RuntimeError):
        main(["ask", "standings", "--verbose"])


def test_an_interrupt_ends_with_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("dutygraph.api.Graph.at", interrupt)
    done = run("ask", "standings")
    assert done.code == 130
    assert "interrupted; nothing was changed" in done.err


def test_a_query_comes_from_a_file_or_standard_input(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    query = "SELECT ?s WHERE { ?s a <https://w3id.org/dutygraph/ns#State> } ORDER BY ?s"
    (tmp_path / "q.rq").write_text(query)
    monkeypatch.setattr("sys.stdin", io.StringIO(query))
    assert run("sparql", str(tmp_path / "q.rq"), "--format", "csv").out == run("sparql", "-", "--format", "csv").out


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "PREFIX x: <urn:select/> # select\nDELETE WHERE { ?s ?p ?o }",
        "drop all",
        "LOAD <http://example.org/x>",
    ],
)
def test_an_update_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch, update: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(update))
    done = run("sparql", "-")
    assert done.code == 2
    assert "would change the graph" in done.err


def test_a_query_that_speaks_of_updates_is_no_update(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    query = 'PREFIX delete: <urn:insert/> SELECT ("drop" AS ?load) WHERE { } # clear'
    monkeypatch.setattr("sys.stdin", io.StringIO(query))
    assert run("sparql", "-", "--format", "csv").out == "load\r\ndrop\r\n"


def test_a_query_that_does_not_parse_ends_with_3(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("SELECT nonsense"))
    done = run("sparql", "-")
    assert done.code == 3
    assert "the query cannot be read" in done.err


def test_a_query_file_that_is_not_there_ends_with_3(run: Run) -> None:
    assert run("sparql", "nowhere.rq").code == 3


def test_a_thing_is_shown_as_text_and_as_json(run: Run) -> None:
    assert "Кыргызстан\n" in run("show", "KGZ", "--lang", "ru").out
    assert json.loads(run("show", "KGZ", "--format", "json").out)["iri"] == ID + "state/KGZ"


def test_a_fact_is_explained_as_text_and_as_json(run: Run) -> None:
    key = "participation/KGZ/icrmw"
    assert "because:" in run("explain", key).out
    assert json.loads(run("explain", key, "--format", "json").out)["iri"] == ID + key


def test_an_answer_is_exported_once(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "net.graphml"
    assert run("export", "standings", "--states", "KGZ", "--to", "graphml", "--out", str(file)).code == 0
    assert len(ElementTree.parse(file).findall(".//{*}node")) == 3
    again = run("export", "standings", "--out", str(file))
    assert again.code == 2
    assert "--force" in again.err
    assert run("export", "standings", "--out", str(file), "--force").code == 0
    assert list(tmp_path.iterdir()) == [file]


def test_an_export_to_a_place_that_is_not_there_ends_with_4(run: Run, tmp_path: Path) -> None:
    assert run("export", "standings", "--out", str(tmp_path / "no" / "net.graphml")).code == 4


def test_doctor_finds_nothing_wrong_with_a_good_release(run: Run) -> None:
    done = run("doctor")
    assert done.code == 0, done.out
    assert "ok       release: small" in done.out
    assert "pyoxigraph" in done.out


def test_doctor_names_what_is_missing(run: Run, tmp_path: Path) -> None:
    make_release(tmp_path)
    (tmp_path / "releases" / "small" / "names.tsv").unlink()
    done = run("doctor", "--home", str(tmp_path), "--store", "http://127.0.0.1:9/sparql")
    assert done.code == 1
    assert "problem  names.tsv: missing" in done.out
    assert "problem  remote store: http://127.0.0.1:9/sparql does not answer" in done.out


def test_an_endpoint_is_asked_from_the_command_line(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("sys.stdin", io.StringIO("SELECT ?s WHERE { ?s a <https://w3id.org/dutygraph/ns#State> }"))
    with serve(small_store()) as address:
        monkeypatch.setenv("DUTYGRAPH_STORE", address)
        monkeypatch.delenv("DUTYGRAPH_HOME")
        assert "Russian Federation" in run("sparql", "-").out
        assert run("doctor").out.count("remote store") == 1


def test_missing_and_unconfirmed_translations_are_listed(run: Run) -> None:
    done = run("translations", "--lang", "ky")
    assert done.code == 1  # the questions of the little world have hardly any Kyrgyz
    assert "to be confirmed" in done.out
    assert "missing: " in done.out
    assert "term: modules/trust.ttl: is corrected by = " in done.out


def test_only_the_language_asked_for_is_listed(run: Run) -> None:
    assert run("translations", "--lang", "ru").out.startswith("ru: ")
    assert "\nky: " not in run("translations", "--lang", "ru").out
    assert "\nky: " in run("translations").out


def modules_after(home: Path, *arguments: str) -> set[str]:
    code = (
        "import sys\nfrom dutygraph.cli import main\ntry:\n    main(sys.argv[1:])\n"
        "except SystemExit:\n    pass\nprint('\\n'.join(sys.modules), file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, "--home", str(home), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(done.stderr.split())


HEAVY = {"rdflib", "networkx", "pandas", "owlready2", "rich", "ruamel.yaml", "SPARQLWrapper", "pyshacl"}


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_help_imports_no_store_and_no_heavy_package(home: Path, arguments: list[str]) -> None:
    assert not modules_after(home, *arguments) & (HEAVY | {"pyoxigraph", "json", "csv"})


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask"],
        ["ask", "is_bound", "--help"],
        ["ask", "is_bound", "--instrument", "icrmw", "--evidence"],
        ["ask", "is_bound", "--instrument", "ICRMW", "--state", "Россия", "--lang", "ru", "--format", "csv"],
        ["show", "KGZ"],
        ["explain", "participation/KGZ/icrmw"],
    ],
)
def test_answering_imports_no_heavy_package(home: Path, arguments: list[str]) -> None:
    assert modules_after(home, *arguments) & HEAVY == set()


def test_a_language_is_compiled_once_and_then_read_without_babel(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert "babel" in modules_after(home, "ask", "is_bound", "--lang", "ky")
    assert "babel" not in modules_after(home, "ask", "is_bound", "--lang", "ky")
    assert "babel" not in modules_after(home, "ask", "is_bound")


def test_a_reader_that_has_seen_enough_is_no_error(home: Path) -> None:
    query = "SELECT ?s WHERE { ?s ?p ?o . ?a ?b ?c }"
    command = f"echo '{query}' | {sys.executable} -m dutygraph sparql - --home {home} --format tsv | head -1"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stdout == "?s\n"
    assert done.stderr == ""


def test_no_colours_reach_a_pipe(home: Path) -> None:
    command = [sys.executable, "-m", "dutygraph", "ask", "--home", str(home)]
    assert "\x1b" not in subprocess.run(command, capture_output=True, text=True, check=True).stdout
