"""The documents tell the truth: examples run, the reference is current, links lead somewhere, doctests hold."""

from __future__ import annotations

import doctest
import importlib
import importlib.util
import os
import pkgutil
import re
import shlex
import subprocess
import sys
import types
from pathlib import Path

import pytest

import dutygraph
from dutygraph import settings
from dutygraph.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted({*ROOT.glob("*.md"), *ROOT.glob("[a-z]*/*.md"), *ROOT.glob("docs/**/*.md")})
EXAMPLE = re.compile(r"^\$ (dutygraph .+)\n((?:(?!\$ |```).*\n)*)", re.MULTILINE)
LINK = re.compile(r"\]\((?!\w+:)([^)#]*)(?:#[^)]*)?\)")


def examples(page: str) -> list[tuple[str, str]]:
    """Return each command of a page's console blocks, with what the page says it prints."""
    blocks = re.findall(r"```console\n(.*?)```", (ROOT / page).read_text("utf-8"), re.DOTALL)
    return [found for block in blocks for found in EXAMPLE.findall(block)]


def run(command: str, home: Path) -> str:
    """Run a command as a reader would, in a terminal 100 wide."""
    environment = {**os.environ, "DUTYGRAPH_HOME": str(home), "COLUMNS": "100", "PYTHONPATH": str(ROOT / "graph")}
    words = [sys.executable, "-m", *shlex.split(command)]
    done = subprocess.run(words, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, f"$ {command}\n{done.stderr}"
    return done.stdout


def read_writer() -> types.ModuleType:
    spec = importlib.util.spec_from_file_location("write_reference", ROOT / "tools" / "write_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("command", "said"), [*examples("README.md"), *examples("docs/tutorial.md")])
def test_example_prints_what_the_page_says(command, said, real_home):
    """`...` stands for what may change: a release, the rest of a table."""
    printed = run(command, real_home)
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    assert doctest.OutputChecker().check_output(said, printed, flags), f"$ {command} prints now:\n{printed}"


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")  # rdflib's own, inside its query()
@pytest.mark.parametrize("page", ["README.md", "docs/tutorial.md"])
def test_python_on_the_page_is_true(page, real_home, monkeypatch):
    monkeypatch.setenv("DUTYGRAPH_HOME", str(real_home))
    done = doctest.testfile(str(ROOT / page), module_relative=False, encoding="utf-8")
    assert done.attempted
    assert not done.failed


EPILOG = re.compile(r"Example: (dutygraph .+)")


@pytest.mark.parametrize("name", ["ask", "show", "explain"])
def test_example_in_the_help_works(name, real_home):
    command = importlib.import_module(f"dutygraph.cli.{name}").command
    assert run(EPILOG.fullmatch(command.epilog)[1], real_home)


def test_first_answers_are_five_and_say_what_to_type_next(real_home):
    environment = {**os.environ, "DUTYGRAPH_HOME": str(real_home), "PYTHONPATH": str(ROOT / "graph")}
    words = [sys.executable, str(ROOT / "tools" / "first_answers.py")]
    said = subprocess.run(words, capture_output=True, text=True, env=environment, check=True).stdout
    assert re.findall(r"^(\d)\. ", said, re.MULTILINE) == ["1", "2", "3", "4", "5"]
    assert re.search(r"^   ILO C183 ", said, re.MULTILINE)
    assert "https://w3id.org" not in said
    assert "What to type next" in said


def test_readme_shows_a_real_answer():
    assert any(said.strip() for _, said in examples("README.md"))


def test_reference_is_current():
    writer = read_writer()
    assert writer.REFERENCE.read_text("utf-8") == writer.reference(), "run `make docs` and read the difference"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_reference_with_an_example(name):
    text = (ROOT / "docs" / "reference.md").read_text("utf-8")
    section = re.search(rf"^### dutygraph {name}\n(.*?)^#", text, re.MULTILINE | re.DOTALL)
    assert section is not None
    assert "Example:" in section[1]


@pytest.mark.parametrize("name", settings.MEANINGS)
def test_every_setting_is_in_the_reference(name):
    assert f"| `{name}` | {settings.MEANINGS[name]} |" in (ROOT / "docs" / "reference.md").read_text("utf-8")


def test_every_setting_that_the_code_reads_has_a_meaning():
    code = "".join(path.read_text("utf-8") for path in (ROOT / "graph").rglob("*.py"))
    assert set(re.findall(r'environ(?:\.get\(|\[)"(DUTYGRAPH_\w+)"', code)) <= settings.MEANINGS.keys()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_to_files(page):
    targets = [target for target in LINK.findall(page.read_text("utf-8")) if target]
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_make_target_named_in_a_page_exists():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {name for page in PAGES for name in re.findall(r"`make ([a-z]+)", page.read_text("utf-8"))}
    assert named <= targets


def test_every_question_named_in_a_page_exists():
    topics = "|".join(path.name for path in (ROOT / "queries").iterdir() if path.is_dir())
    example = re.compile(rf"dutygraph ask ((?:{topics})/\w+)")
    named = {name for page in PAGES for name in example.findall(page.read_text("utf-8"))}
    assert [name for name in named if not (ROOT / "queries" / f"{name}.rq").exists()] == []


NAMES = [module.name for module in pkgutil.walk_packages(dutygraph.__path__, "dutygraph.")]


@pytest.mark.parametrize("name", [name for name in NAMES if not name.endswith("__main__")])
def test_doctests_hold(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize("path", sorted((ROOT / "loaders").glob("*/load.py")), ids=lambda path: path.parent.name)
def test_doctests_of_loaders_hold(path):
    spec = importlib.util.spec_from_file_location(f"doctest_{path.parent.name}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert doctest.testmod(module).failed == 0
