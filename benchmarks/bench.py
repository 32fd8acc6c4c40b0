"""Measure dutygraph as ratios in one run: `make bench`, or `python benchmarks/bench.py --pairs 9`.

Every figure is the median of paired ratios: in each pair the thing and its yardstick run one after the other, so that
whatever else the machine does slows both. The README beside this file says how to read the table.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from dutygraph import inference
from dutygraph.catalogue import bind
from dutygraph.names import Names
from dutygraph.parameters import read_parameters
from dutygraph.questions import release_catalogue
from dutygraph.resources import folder
from dutygraph.store import LocalStore
from dutygraph.validation import run_checks
from dutygraph.workspace import current_release, read_manifest

Action = Callable[[], object]
SCAN = "SELECT (COUNT(*) AS ?things) WHERE { ?thing a ?class }"
ASK = ("ask", "participation/is_bound", "--state", "RUS", "--instrument", "ilo-c183", "--on", "2018-07-01")


@dataclass(frozen=True)
class Line:
    """One line of the table: a thing, its yardstick, and the median of their paired ratios."""

    what: str
    seconds: float
    yardstick: str
    ratio: float
    bar: str = ""

    def __str__(self) -> str:
        return f"{self.what:<44} {self.seconds * 1000:>8.1f} ms {self.ratio:>8.2f} x  {self.yardstick:<28} {self.bar}"


@dataclass(frozen=True)
class Yardstick:
    """What other things are measured against."""

    name: str
    action: Action
    pairs: int

    def measure(self, what: str, action: Action, bar: str = "") -> Line:
        """Run a thing and this in turns, each once before to warm up; alternate which goes first."""
        action()
        self.action()
        times: list[tuple[float, float]] = []
        for turn in range(max(self.pairs, 5)):
            if turn % 2:
                measured = seconds(self.action)
                times.append((seconds(action), measured))
            else:
                times.append((seconds(action), seconds(self.action)))
        ratio = statistics.median(took / measured for took, measured in times)
        return Line(what, statistics.median(took for took, _ in times), self.name, ratio, bar)


def main() -> None:
    """Build a workspace in a temporary folder, measure, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pairs", type=int, default=7, help="pairs a line, 5 or more (default 7)")
    pairs = parser.parse_args().pairs
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "home"
        command("build", "--quiet", home=home)()
        print(f"{size(home)}\nMedian of {pairs} pairs; the bar, where there is one, ends the line.\n")
        for part in (starts, builds, questions, slowest_questions, rules_and_gate):
            for line in part(home, pairs):
                print(line, flush=True)
            print()


def size(home: Path) -> str:
    """Say what was built and where."""
    manifest = read_manifest(current_release(home))
    derived = sum(manifest["derived"].values())
    python = ".".join(map(str, sys.version_info[:3]))
    return (
        f"{manifest['triples']} triples, {derived} of them derived by {len(manifest['derived'])} rules, "
        f"from {len(manifest['sources'])} sources; Python {python}, pyoxigraph {ox.__version__}, {os.cpu_count()} cores"
    )


def starts(home: Path, pairs: int) -> Iterator[Line]:
    """Measure what a person waits for at each command."""
    bare = Yardstick("python -c pass", python("-c", "pass"), pairs)
    yield bare.measure("dutygraph --help", command("--help", home=home), "<= 6")
    yield bare.measure("dutygraph ask, answer in words", command(*ASK, home=home), "<= 10")
    yield bare.measure("the same with --evidence", command(*ASK, "--evidence", home=home))


def builds(home: Path, pairs: int) -> Iterator[Line]:
    """Measure whole builds, as processes."""
    # A copy: a fresh build of the same facts moves on to a new folder, and drops all but the one before.
    dump = str(shutil.copy(current_release(home) / "dump.nq", home.parent))
    script = f"import pyoxigraph as o; o.Store().bulk_load(path={dump!r}, format=o.RdfFormat.N_QUADS)"
    load = Yardstick("load its dump into memory", python("-c", script), pairs)
    bare = Yardstick("python -c pass", python("-c", "pass"), pairs)
    yield bare.measure("build from nothing", build_from_nothing, "< 4 s")
    yield load.measure("build from nothing", build_from_nothing)
    yield load.measure("build --fresh", command("build", "--fresh", "--quiet", home=home))
    yield bare.measure("build, nothing changed", command("build", "--quiet", home=home), "< 0.5 s")


def build_from_nothing() -> None:
    """Build in a folder that holds nothing."""
    with tempfile.TemporaryDirectory() as place:
        command("build", "--quiet", home=Path(place) / "home")()


def questions(home: Path, pairs: int) -> Iterator[Line]:
    """Measure each question with its defaults: rows through our layer, and from pyoxigraph given the same query."""
    release = current_release(home)
    local = LocalStore.open(release / "store")
    names = Names(local, release / "names.tsv")
    for question in release_catalogue(release):
        text = bind(question.text, read_parameters(question, {}, names, "en", None))
        direct = Yardstick("pyoxigraph, same query", partial(rows_of_engine, local, text), pairs)
        yield direct.measure(question.name, partial(rows_of_ours, local, text), "<= 1.10 + 0.5 ms")


def slowest_questions(home: Path, pairs: int) -> Iterator[Line]:
    """Measure in the engine the slowest of the defaults and examples of each question; the slowest comes first."""
    release = current_release(home)
    local = LocalStore.open(release / "store")
    names = Names(local, release / "names.tsv")
    scan = Yardstick("pyoxigraph, all types", partial(rows_of_engine, local, SCAN), pairs)
    lines = []
    for question in release_catalogue(release):
        asked = {"defaults": {}, **question.examples}
        texts = {name: bind(question.text, read_parameters(question, asked[name], names, "en", None)) for name in asked}
        runs = {name: partial(rows_of_engine, local, text) for name, text in texts.items()}
        worst = max(runs, key=lambda name: min(seconds(runs[name]) for _ in range(3)))
        lines.append(scan.measure(f"{question.name}, {worst}", runs[worst], "< 20 ms"))
    yield from sorted(lines, key=lambda line: line.seconds, reverse=True)


def rows_of_engine(local: LocalStore, text: str) -> int:
    """Let pyoxigraph answer, to the last row."""
    found: Any = local.store.query(text)
    return len(list(found))


def rows_of_ours(local: LocalStore, text: str) -> int:
    """Let the layer answer that all of dutygraph uses."""
    return len(local.select(text).rows)


def rules_and_gate(home: Path, pairs: int) -> Iterator[Line]:
    """Measure rules and checks on facts in memory, and the shapes as the process that a build starts."""
    dump, ontology = current_release(home) / "dump.nq", folder("ontology")
    quads = list(ox.parse(dump.read_bytes(), ox.RdfFormat.N_QUADS))
    stated = [quad for quad in quads if "/graph/derived/" not in str(quad.graph_name)]
    everything, rules = filled(quads), inference.read_rules(ontology / "rules")
    load = Yardstick("load the stated facts", lambda: filled(stated), pairs)
    yield load.measure("load them and run all rules", lambda: inference.derive(filled(stated), rules))
    yield load.measure("checks (SPARQL)", lambda: run_checks(everything, ontology / "checks"))
    yield load.measure("shapes (SHACL)", python("-m", "dutygraph.validation", str(dump), str(ontology)))


def filled(quads: list[ox.Quad]) -> ox.Store:
    """Return a store in memory whose default graph holds some facts."""
    store = ox.Store()
    store.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    return store


def seconds(action: Action) -> float:
    """Return how long an action takes."""
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin


def command(*words: str, home: Path) -> Action:
    """Return an action that runs a dutygraph command in a process of its own."""
    return python("-m", "dutygraph", *words, home=home)


def python(*words: str, home: Path | None = None) -> Action:
    """Return an action that runs Python; modules are compiled once, as on a usual machine."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    if home:
        environment["DUTYGRAPH_HOME"] = str(home)

    def action() -> None:
        done = subprocess.run([sys.executable, *words], env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{json.dumps(words)} failed:\n{done.stderr}")

    return action


if __name__ == "__main__":
    main()
