"""An answer is written to a file whole or not at all, in the format that is named or that the file's ending tells."""

from __future__ import annotations

import io
import os
import stat
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from python_calamine import CalamineWorkbook
from worlds import make_release

from dutygraph.cli import main
from dutygraph.formats import FORMATS

BOUND = ["ask", "is_bound", "--instrument", "icrmw"]
SELECT = "SELECT ?s WHERE { ?s a <https://w3id.org/dutygraph/ns#State> } ORDER BY ?s"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    make_release(home)
    return home


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """Return a function that runs a command and returns its exit code, output and complaints."""
    monkeypatch.setenv("DUTYGRAPH_HOME", str(home))

    def run(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return run


def piped(home: Path, *arguments: str, stdin: str = "") -> bytes:
    command = [sys.executable, "-m", "dutygraph", *arguments, "--home", str(home)]
    return subprocess.run(command, input=stdin.encode(), capture_output=True, check=True).stdout


@pytest.mark.parametrize("command", ["ask", "sparql"])
def test_help_lists_the_formats(run, command):
    text = "".join(run(command, "--help")[1].split())
    assert "|".join(FORMATS) in text
    assert "--outFILE" in text


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "ics"])
def test_the_ending_tells_the_format(run, tmp_path, form):
    file = tmp_path / f"answer.{'txt' if form == 'table' else form}"
    assert run(*BOUND, "--out", file) == (0, "", "")
    code, out, _ = run(*BOUND, "--format", form) if form not in ("xlsx", "docx") else (0, None, "")
    assert code == 0
    if out is not None and form != "table":  # a terminal and a file may have different room
        assert file.read_bytes().decode() == out
    assert list(tmp_path.iterdir()) == [file]


def test_the_named_format_counts_more_than_the_ending(run, tmp_path):
    run(*BOUND, "--out", tmp_path / "answer.txt", "--format", "csv")
    assert (tmp_path / "answer.txt").read_text("utf-8").startswith("state,state_iri")


def test_documents_are_piped_as_they_are(home):
    assert CalamineWorkbook.from_filelike(io.BytesIO(piped(home, *BOUND, "--format", "xlsx"))).sheet_names
    assert docx.Document(io.BytesIO(piped(home, *BOUND, "--format", "docx"))).tables


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_a_document_is_not_thrown_at_a_terminal(run, monkeypatch, form):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    code, out, err = run(*BOUND, "--format", form)
    assert (code, out) == (2, "")
    assert f"--out answer.{form}" in err


@pytest.mark.parametrize("form", ["xlsx", "docx", "html"])
def test_evidence_is_read_for_documents_without_asking(home, form):
    data = piped(home, *BOUND, "--format", form)
    if form == "html":
        assert b"treaty_actions.csv, row 7" in data
    elif form == "docx":
        assert any("treaty_actions.csv" in one.text for one in docx.Document(io.BytesIO(data)).paragraphs)
    else:
        assert CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(1).height > 1


def test_a_dash_is_standard_output(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(*BOUND, "--format", "csv", "--out", "-")[1].startswith("state,state_iri")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_replaced(run, tmp_path):
    (tmp_path / "a.csv").write_text("old" * 10_000)
    assert run(*BOUND, "--out", tmp_path / "a.csv")[0] == 0
    assert "old" not in (tmp_path / "a.csv").read_text("utf-8")


def test_a_link_stays_a_link(run, tmp_path):
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to("real.csv")
    assert run(*BOUND, "--out", tmp_path / "link.csv")[0] == 0
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text("utf-8").startswith("state")


@pytest.mark.parametrize(
    ("place", "code", "said"),
    [
        ("missing/a.csv", 4, "there is no folder"),
        (".", 2, "is a folder\n  name a file in it"),
        ("a.odt", 2, "no format has this ending\n  say --format"),
        ("answer", 2, "no format has this ending\n  say --format"),
    ],
)
def test_a_place_that_cannot_be_is_told_with_its_repair(run, tmp_path, place, code, said):
    done = run(*BOUND, "--out", tmp_path / place)
    assert (done[0], done[1]) == (code, "")
    assert said in done[2]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told(run):
    code, _, err = run(*BOUND, "--out", "/dev/full", "--format", "csv")
    assert code == 4
    assert "/dev/full cannot be written: No space left on device\n  choose another place" in err
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


def test_a_disk_that_fills_up_leaves_the_old_file(run, tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_text("old")

    def full(file: Path, data: bytes) -> None:
        with file.open("wb") as started:
            started.write(data[:3])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert run(*BOUND, "--out", tmp_path / "a.csv")[0] == 4
    monkeypatch.undo()
    assert (tmp_path / "a.csv").read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["a.csv"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a user whom a folder can refuse")
def test_a_folder_that_refuses_is_told(run, tmp_path):
    tmp_path.chmod(0o500)
    try:
        assert run(*BOUND, "--out", tmp_path / "a.csv")[0] == 4
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize(("form", "near"), [("excel", "xlsx"), ("jso", "json"), ("markdown", "md")])
def test_an_unknown_format_names_the_nearest(run, form, near):
    code, _, err = run(*BOUND, "--format", form)
    assert code == 2
    assert f'there is no format "{form}"\n  did you mean {near}?' in err
    assert "нет формата" in run(*BOUND, "--format", form, "--lang", "ru")[2]


def test_a_question_without_dates_is_no_calendar(run):
    code, _, err = run(*BOUND, "--format", "ics")
    assert code == 2
    assert "has no dates that make a calendar\n  ask one of: deadlines/calendar" in err


def test_rows_left_out_are_told_beside_a_file(run, tmp_path):
    assert run("ask", "standings", "--limit", "2", "--out", tmp_path / "a.html")[2] == "Rows left out: 1\n"
    assert "Rows left out: 1" in (tmp_path / "a.html").read_text("utf-8")


@pytest.mark.parametrize("form", ["csv", "jsonl", "md", "jsonld", "html", "xlsx", "docx"])
def test_any_query_is_written_in_the_same_formats(run, tmp_path, form):
    (tmp_path / "q.rq").write_text(SELECT)
    file = tmp_path / f"answer.{form}"
    assert run("sparql", tmp_path / "q.rq", "--out", file) == (0, "", "")
    assert file.stat().st_size > 50


def test_triples_of_a_query_are_written_as_json_ld_and_not_as_a_table(home, run, tmp_path):
    (tmp_path / "q.rq").write_text("CONSTRUCT { ?s a ?t } WHERE { ?s a ?t }")
    assert run("sparql", tmp_path / "q.rq", "--out", tmp_path / "a.jsonld")[0] == 0
    code, _, err = run("sparql", tmp_path / "q.rq", "--out", tmp_path / "a.xlsx")
    assert code == 2
    assert "triples cannot be written as xlsx" in err


@pytest.mark.parametrize("arguments", [["ask"], ["ask", "--help"], BOUND])
def test_asking_for_a_table_imports_no_other_format(home, arguments):
    code = (
        "import sys\nfrom dutygraph.cli import main\ntry:\n    main(sys.argv[1:])\n"
        "except SystemExit:\n    pass\nprint('\\n'.join(sys.modules), file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, "--home", str(home), *arguments]
    imported = subprocess.run(command, capture_output=True, text=True, check=True).stderr.split()
    assert not {"xlsxwriter", "docx", "jinja2", "icalendar", "dutygraph.credits"} & {*imported}
    if arguments != BOUND:
        assert "pyoxigraph" not in imported
