"""The repository keeps its own rules: what may stand in a file, how long a file gets, what is pinned."""

from __future__ import annotations

import ast
import json
import os
import re
import statistics
import subprocess
import tomllib
from pathlib import Path

import pytest
from ruamel.yaml import YAML

import dutygraph

pytestmark = pytest.mark.lint
ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("build", "run", "test", "lock")
# Written so that this file does not hold what it looks for.
FORBIDDEN = {
    "a registry address or where packages come from": re.compile(
        r"(extra-)?index[-_]url|find[-_]links|trusted[-]host|pypi[.](org|python)|pythonhosted[.]org|registry[.]npmjs"
        r"|\"resolved\": *\"http|/simple[/]|/packages/[0-9a-f][0-9a-f][/]",
        re.IGNORECASE,
    ),
    "a machine path": re.compile(r"(?<![\w.:/-])/(work|opt|root|home/[a-z]+|tmp|Users/[A-Za-z]+)[/]"),
}
LONGEST = {"README.md": 150, "CONTRIBUTING.md": 150, "pyproject.toml": 150, "Makefile": 70}


def tracked() -> list[Path]:
    """Return the files of the repository: those that git tracks, or would; without git all but hidden ones."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]
    return [path for path in ROOT.rglob("*") if path.is_file() and "/." not in f"/{path.relative_to(ROOT).as_posix()}"]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def texts() -> list[tuple[str, str]]:
    return [(name_of(path), path.read_text("utf-8")) for path in tracked() if b"\0" not in path.read_bytes()[:8000]]


def modules() -> list[Path]:
    return [path for folder in ("graph", "loaders") for path in sorted((ROOT / folder).rglob("*.py"))]


def pins(lock: str) -> dict[str, str]:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


def project() -> dict[str, object]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def normal(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[<>=!~ ;\[]", requirement)[0]).lower()


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what):
    found = [
        f"{name}:{number}: {line.strip()[:120]}"
        for name, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if FORBIDDEN[what].search(line)
    ]
    assert not found, f"{what} stands in:\n" + "\n".join(found)


def test_text_files_are_utf8_with_unix_line_ends():
    assert [name for name, text in texts() if "\r" in text] == []


def test_no_module_is_long():
    """A module of more than 400 lines would read better as two."""
    long = {name_of(path): count for path in modules() if (count := len(path.read_text("utf-8").splitlines())) > 400}
    assert not long


@pytest.mark.parametrize("name", LONGEST)
def test_file_stays_on_few_screens(name):
    assert len((ROOT / name).read_text("utf-8").splitlines()) <= LONGEST[name]


def function_lengths() -> dict[str, int]:
    lengths = {}
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                lengths[f"{name_of(path)}: {node.name}"] = (node.end_lineno or node.lineno) - node.lineno + 1
    return lengths


def test_functions_are_short():
    """Half of them within 10 lines, nine in ten within 40, none beyond 60."""
    lengths = function_lengths()
    assert statistics.median(lengths.values()) <= 10
    assert statistics.quantiles(lengths.values(), n=10)[-1] <= 40
    assert {name: lines for name, lines in lengths.items() if lines > 60} == {}


def test_no_module_is_a_drawer_for_everything():
    vague = {"utils", "util", "helpers", "helper", "manager", "misc", "common"}
    assert [name_of(path) for path in modules() if path.stem in vague] == []


def test_one_version_stands_everywhere():
    version = dutygraph.__version__
    assert project()["project"]["version"] == version
    assert YAML(typ="safe").load(ROOT / "CITATION.cff")["version"] == version
    assert json.loads((ROOT / "codemeta.json").read_text("utf-8"))["version"] == version
    assert json.loads((ROOT / ".zenodo.json").read_text("utf-8"))["version"] == version
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_packages_with_hashes_and_nothing_else(lock):
    """A line is a pin, a hash or a comment: no option says where packages come from."""
    lines = (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8").splitlines()
    expected = re.compile(r"$|#|    #|    --hash=sha256:[0-9a-f]{64}|\S+==\S+ \\$")
    assert [line for line in lines if not expected.match(line)] == []
    assert pins(lock)


def test_every_dependency_is_pinned():
    data = project()
    assert {normal(one) for one in data["project"]["dependencies"]} <= pins("run").keys()
    assert {normal(one) for one in data["build-system"]["requires"]} <= pins("build").keys()
    assert pins("run").items() <= pins("test").items()


@pytest.mark.parametrize("lock", ["run", "test"])
def test_locks_agree(lock):
    both = pins("build").keys() & pins(lock).keys()
    assert {name: pins("build")[name] for name in both} == {name: pins(lock)[name] for name in both}


@pytest.mark.parametrize("name", [".ci/run", "tools/find_python", "tools/install"])
def test_script_can_be_run(name):
    assert os.access(ROOT / name, os.X_OK)


def test_licences_are_complete():
    assert "END OF TERMS AND CONDITIONS" in (ROOT / "LICENSE").read_text("utf-8")
    assert "creativecommons.org/licenses/by/4.0" in (ROOT / "LICENSE-DATA").read_text("utf-8")
