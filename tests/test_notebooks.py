"""Each notebook answers the question that it begins with, over the real graph, and leaves the workspace as it was."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
EVERY = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read(path: Path) -> Any:
    return nbformat.reads(path.read_text("utf-8"), as_version=4)


def cells(path: Path, kind: str) -> list[str]:
    return [cell.source for cell in read(path).cells if cell.cell_type == kind]


def execute(path: Path, home: Path, folder: Path) -> Any:
    """Run a notebook in an empty folder; an error in a cell fails the test and is shown."""
    (folder / "work").mkdir()
    environment = {
        **os.environ,
        "DUTYGRAPH_HOME": str(home),
        "PYTHONPATH": str(ROOT / "graph"),
        "IPYTHONDIR": str(folder / "ipython"),
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
    }
    executed = folder / "executed.ipynb"
    words = [sys.executable, str(ROOT / "tests" / "notebook_runner.py"), str(path), str(executed)]
    done = subprocess.run(words, cwd=folder / "work", env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return read(executed)


def files(home: Path) -> dict[str, int]:
    return {str(path.relative_to(home)): path.stat().st_mtime_ns for path in home.rglob("*") if path.is_file()}


@EVERY
def test_notebook_runs_to_its_end(path, real_home, tmp_path):
    before = files(real_home)
    done = execute(path, real_home, tmp_path)
    outputs = [output for cell in done.cells if cell.cell_type == "code" for output in cell.outputs]
    assert outputs
    assert [output.text for output in outputs if output.get("name") == "stderr"] == []
    assert files(real_home) == before


def test_there_is_a_notebook_for_each_kind_of_user():
    assert [path.stem for path in NOTEBOOKS] == ["analyst", "ministry", "ngo", "publisher", "researcher"]


@EVERY
def test_notebook_is_valid_and_holds_no_output(path):
    """Outputs would grow stale and make every diff unreadable."""
    notebook = read(path)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) >= (4, 5)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [(cell.outputs, cell.execution_count) for cell in code] == [([], None)] * len(code)
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)


@EVERY
def test_notebook_begins_with_its_question_and_stays_short(path):
    notebook = read(path)
    assert 10 <= len(notebook.cells) <= 20
    assert notebook.cells[0].cell_type == "markdown"
    title = notebook.cells[0].source.splitlines()[0]
    assert title.startswith("# ")
    assert title.endswith("?")
    assert all(cell.source.strip() for cell in notebook.cells)


@EVERY
def test_notebook_states_facts_that_a_reader_can_check(path):
    trees = [ast.parse(source) for source in cells(path, "code")]
    stating = [tree for tree in trees if any(isinstance(node, ast.Assert) for node in ast.walk(tree))]
    assert len(stating) >= 2


@EVERY
def test_notebook_is_in_the_index(path):
    title = cells(path, "markdown")[0].splitlines()[0].removeprefix("# ")
    index = (FOLDER / "README.md").read_text("utf-8")
    assert f"({path.name})" in index
    assert title in index
