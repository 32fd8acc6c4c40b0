"""Run a source's loader on its real files, or on files that a test puts in their place."""

from __future__ import annotations

import dataclasses
import importlib.util
import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pyoxigraph as ox
import pytest

from dutygraph import namespaces, settings, sources
from dutygraph.keys import Keys
from dutygraph.namespaces import DG, thing
from dutygraph.resources import folder

LOADERS = folder("loaders")
HERE = Path(__file__).parent


class Reading:
    """What came of a source: its rows, triples and issues."""

    def __init__(self, source: sources.Source) -> None:
        self.source = source
        about = thing("source", source.name)
        self.triples = {t for t in sources.run(source) if t[0] != about}
        self.rows = source.seen
        self.issues = source.issues

    def values(self, subject: ox.NamedNode, name: str | ox.NamedNode) -> set[str]:
        """Return what the graph says of a thing: short names of things, text of literals."""
        wanted = DG(name) if isinstance(name, str) else name
        return {
            object_.value if isinstance(object_, ox.Literal) else _short(object_)
            for of, predicate, object_ in self.triples
            if of == subject and predicate == wanted
        }

    def count(self, class_name: str) -> int:
        """Count the things of a class."""
        return sum(p == namespaces.TYPE and o == DG(class_name) for _, p, o in self.triples)

    def lost(self) -> list[sources.Row]:
        """Return the rows that were neither loaded nor reported, or both."""
        return [row for row in self.rows if row.is_loaded == row.is_left_out]

    def nquads(self) -> str:
        """Return the graph as sorted N-Quads."""
        graph = namespaces.graph(self.source.name)
        return "".join(sorted(f"{ox.Quad(*triple, graph)} .\n" for triple in self.triples))


def _short(node: ox.NamedNode) -> str:
    return node.value.removeprefix(settings.base_iri()).removeprefix("id/")


def _metadata() -> dict[Path, sources.Metadata]:
    paths = sorted(LOADERS.glob("*/source.yml"))
    return {path.parent: sources.read_metadata(path.parent) for path in paths}


@pytest.fixture(scope="session")
def all_metadata() -> dict[Path, sources.Metadata]:
    return _metadata()


@pytest.fixture(scope="session")
def read_real(all_metadata: dict[Path, sources.Metadata]) -> Callable[[str], Reading]:
    """Return a function that runs a source on its real files, once a session."""
    keys = Keys(all_metadata.items(), folder("ontology"))
    done: dict[str, Reading] = {}

    def read(name: str) -> Reading:
        if name not in done:
            done[name] = Reading(sources.Source(LOADERS / name, keys))
        return done[name]

    return read


@pytest.fixture
def read_with(all_metadata: dict[Path, sources.Metadata], tmp_path: Path) -> Callable[..., Reading]:
    """Return a function that runs a source with other text in some of its files."""

    def read(name: str, files: dict[str, str]) -> Reading:
        copy = tmp_path / name
        shutil.copytree(LOADERS / name, copy, dirs_exist_ok=True)
        for file, text in files.items():
            (copy / file).write_text(text, "utf-8")
        metadata = dataclasses.replace(all_metadata[LOADERS / name], expect={})
        others = {path: data for path, data in all_metadata.items() if path.name != name}
        keys = Keys({**others, copy: metadata}.items(), folder("ontology"))
        return Reading(sources.Source(copy, keys, metadata))

    return read


@pytest.fixture
def edit() -> Callable[..., str]:
    """Return a function that changes a real table: `edit("states", "states.csv", {"KGZ,": "KGZ,,"})`."""

    def change(name: str, file: str, replacements: dict[str, str]) -> str:
        text = (LOADERS / name / file).read_text("utf-8")
        for old, new in replacements.items():
            assert old in text, f"{file} no longer holds {old!r}"
            text = text.replace(old, new, 1)
        return text

    return change


@pytest.fixture
def load_module() -> Callable[[str], ModuleType]:
    """Return a function that imports the load.py of a source."""

    def load(name: str) -> ModuleType:
        spec = importlib.util.spec_from_file_location(f"load_{name}", LOADERS / name / "load.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load


@pytest.fixture
def golden(read_with: Callable[..., Reading], request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Return a function that compares the graph of `input.csv` with `expected.nq` beside the test."""

    def compare(name: str, table: str) -> None:
        actual = read_with(name, {table: (HERE / name / "input.csv").read_text("utf-8")}).nquads()
        path = HERE / name / "expected.nq"
        if request.config.getoption("--update-golden", default=False):
            path.write_text(actual, "utf-8")
        assert actual == path.read_text("utf-8"), (
            "read the difference; if it is right, run with --update-golden"
        )

    return compare
