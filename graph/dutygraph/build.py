"""Build a release: sources, ontology, derived facts, the gate, the store; then point to it.

Nothing is changed until everything is there: a build that is stopped or killed leaves the release before in use.
Two builds of the same inputs give the same dump, byte for byte.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from dutygraph import __version__, inference, matching
from dutygraph.amendment_facts import GRAPH as WORKSPACE
from dutygraph.amendment_facts import about_rows, about_things
from dutygraph.amendments import Amendments, amendment_files, read_amendments
from dutygraph.corrections import Corrections, find_rows
from dutygraph.errors import DutygraphError, EnvironmentProblem, GateClosed
from dutygraph.gate import Gate
from dutygraph.inputs import Input, read_inputs
from dutygraph.keys import Keys
from dutygraph.names import write_names
from dutygraph.namespaces import rebase, thing
from dutygraph.provenance import (
    Loaded,
    content_files,
    fingerprint,
    framework_files,
    in_graph,
    load_source,
    quads,
    read_folders,
    statements,
)
from dutygraph.questions import compiled
from dutygraph.resources import folder as content
from dutygraph.store import Triple
from dutygraph.tables import Issue
from dutygraph.validation import Finding, locate, run_checks
from dutygraph.workspace import building, current_release, finish_restore, publish, read_manifest

Progress = Callable[[str], None]


@dataclass
class BuildReport:
    """What a build read, derived, found and made."""

    release: Path
    is_new: bool
    manifest: dict[str, Any]
    issues: list[Issue] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True)
class Content:
    """The content folders that a build reads."""

    loaders: Path
    ontology: Path
    queries: Path

    @classmethod
    def default(cls) -> Content:
        """Return the folders of this installation."""
        return cls(content("loaders"), content("ontology"), content("queries"))

    def fingerprint(self) -> str:
        """Return the hash of all that a release is made from."""
        files = content_files(self.loaders, self.ontology, self.queries)
        return fingerprint([*files, *framework_files()])


@dataclass(frozen=True)
class Given:
    """What people gave a workspace: what they wrote, and the input files that they registered."""

    home: Path
    amendments: Amendments
    inputs: list[Input]

    @classmethod
    def read(cls, home: Path) -> Given:
        """Read and check all of it."""
        return cls(home, read_amendments(home), read_inputs(home))

    def fingerprint(self, content: str) -> str:
        """Return the hash of the content folders together with all that people gave."""
        written = fingerprint(amendment_files(self.home))
        return hashlib.sha256(f"{content} {written} {self.inputs}".encode()).hexdigest()

    def files_of(self, source: str) -> tuple[Path, ...]:
        """Return the input files that are registered for a source."""
        return tuple(self.home / "inputs" / one.file for one in self.inputs if one.source == source)


def build(
    home: Path, fresh: bool = False, progress: Progress = lambda _: None, folders: Content | None = None
) -> BuildReport:
    """Build the graph from its sources and put it to use.

    Does nothing if the release in use was made from the same inputs, unless `fresh`.
    Raises BadInput (a source, rule or shape fails) or EnvironmentProblem; the release before stays in use.
    """
    folders = folders or Content.default()
    finish_restore(home)
    given = Given.read(home)
    inputs = given.fingerprint(folders.fingerprint())
    if not fresh and (unchanged := _unchanged(home, inputs)):
        return unchanged
    with building(home) as work:
        return _build(home, work, folders, given, inputs=inputs, progress=progress)


def _unchanged(home: Path, inputs: str) -> BuildReport | None:
    try:
        release = current_release(home)
        manifest = read_manifest(release)
        if manifest["inputs"] != inputs or not (release / "store").is_dir():
            return None
        issues = [Issue(**issue) for issue in json.loads((release / "report.json").read_text("utf-8"))]
    except (DutygraphError, OSError, ValueError, KeyError, TypeError):
        return None
    return BuildReport(release, False, manifest, issues)


def _build(home: Path, work: Path, folders: Content, given: Given, *, inputs: str, progress: Progress) -> BuildReport:
    # Shapes look at one thing at a time, so what is asserted is checked while rules derive the rest.
    gate = Gate(folders.ontology)
    try:
        loaded, remarks = _load_sources(home, folders, given, progress)
        progress("ontology")
        derivers = _Derivers.read(folders.ontology)
        described = quads([*read_ontology(folders.ontology), *derivers.describe()], "ontology")
        asserted = _Part.asserted(loaded, remarks, described)
        gate.check(asserted.write(work / "asserted.nq"))
        with ThreadPoolExecutor(1) as writer:  # the store takes what is asserted while rules derive the rest
            store = ox.Store(str(work / "store"))
            written = [writer.submit(asserted.load, store)]
            facts = ox.Store()
            facts.bulk_load(asserted.union, format=ox.RdfFormat.N_TRIPLES, lenient=True)
            derived = derivers.run(facts, progress)
            progress("gate")
            new = _Part.derived(derived, _contested(given, facts))
            written.append(writer.submit(new.load, store))
            written.append(writer.submit(store.optimize))  # decision 0011: questions gain a quarter
            gate.check(new.write(work / "derived.nq"), work / "asserted.nq")
            name = _write_dump(work, asserted.lines + new.lines)
            findings = run_checks(facts, folders.ontology / "checks")
            write_names(facts, work / "names.tsv")
            _write_json(work / "catalogue.json", compiled(folders.queries))
            for part in written:
                part.result()
        store.flush()
        findings += gate.findings()
    except (RuntimeError, SyntaxError) as error:
        raise EnvironmentProblem(f"the store cannot be written: {error}", "nothing was changed") from error
    finally:
        gate.close()
        for leftover in ("asserted.nq", "derived.nq"):
            (work / leftover).unlink(missing_ok=True)
    _close_on_defects(facts, findings)
    issues = [issue for source in loaded for issue in source.issues]
    sizes = {"quads": len(asserted.lines) + len(new.lines), "triples": len(facts)}
    counts = {"amendments": given.amendments.counts}
    manifest = {"release": name, "inputs": inputs, **_describe(loaded, derived), **counts, **sizes}
    _write_json(work / "manifest.json", manifest)
    _write_json(work / "report.json", [asdict(issue) for issue in issues])
    release = publish(home, work, name)
    return BuildReport(release, True, manifest, issues, findings)


@dataclass(frozen=True)
class _Derivers:
    """What derives facts: rules, and then matchers."""

    rules: list[inference.Rule]
    matchers: matching.Matchers

    @classmethod
    def read(cls, ontology: Path) -> _Derivers:
        """Read those of an ontology folder."""
        return cls(inference.read_rules(ontology / "rules"), matching.read_matchers(ontology / "matchers"))

    def describe(self) -> list[Triple]:
        """Return what the graph says about them."""
        return [*inference.describe(self.rules), *matching.describe(self.matchers)]

    def run(self, facts: ox.Store, progress: Progress) -> dict[str, set[str]]:
        """Add what they derive to a store, and return it as lines of N-Triples by their names."""
        derived = inference.derive(facts, self.rules, lambda rule: progress(f"rule {rule}"))
        matched = matching.derive(facts, self.matchers, lambda matcher: progress(f"matcher {matcher}"))
        return derived | {matcher: statements(map(tuple, triples)) for matcher, triples in matched.items()}


@dataclass(frozen=True)
class _Part:
    """Some of the quads, once as lines, and once as the bytes that files and stores take."""

    lines: list[str]
    quads: bytes
    union: bytes  # without the names of the graphs: each fact stands once after loading

    @classmethod
    def asserted(cls, loaded: list[Loaded], *others: list[str]) -> _Part:
        """Put together what sources, people and the ontology say."""
        lines = list(chain(*(source.lines for source in loaded), *others))
        union = "".join([f"{line[: line.rindex(' <')]} .\n" for line in lines])
        return cls(lines, _encode(lines), union.encode())

    @classmethod
    def derived(cls, derived: dict[str, set[str]], contested: set[str]) -> _Part:
        """Put together what rules and matchers found, and what was contested afterwards."""
        graphs = {**{f"derived/{rule}": found for rule, found in derived.items()}, WORKSPACE: contested}
        lines = [line for name, found in graphs.items() for line in in_graph(found, name)]
        return cls(lines, _encode(lines), "".join(chain(*graphs.values())).encode())

    def write(self, path: Path) -> Path:
        """Write the quads to a file, and return its path."""
        path.write_bytes(self.quads)
        return path

    def load(self, store: ox.Store) -> None:
        """Load named graphs and their union; the union is stored, since a view of it is 3 to 4 times slower."""
        store.bulk_load(self.quads, format=ox.RdfFormat.N_QUADS, lenient=True)
        store.bulk_load(self.union, format=ox.RdfFormat.N_TRIPLES, lenient=True)


def _encode(lines: list[str]) -> bytes:
    return "\n".join([*lines, ""]).encode()


def _load_sources(home: Path, folders: Content, given: Given, progress: Progress) -> tuple[list[Loaded], list[str]]:
    """Load every source as it is corrected, and say which rows were corrected and reviewed."""
    sources = read_folders(folders.loaders)
    rows = find_rows(given.amendments, sources)
    corrections = Corrections(given.amendments.corrections)
    keys = Keys(sources, folders.ontology, corrections.apply)
    vocabularies = fingerprint(content_files(folders.ontology / "vocabularies"))
    loaded = []
    for source, metadata in sources:
        progress(f"source {metadata.name}")
        cache, inputs = home / "cache", given.files_of(metadata.name)
        loaded.append(load_source(source, metadata, keys, vocabularies, cache, corrections=corrections, inputs=inputs))
    by_name = {metadata.name: metadata for _, metadata in sources}
    return loaded, quads(about_rows(given.amendments, rows, by_name), WORKSPACE)


def _contested(given: Given, facts: ox.Store) -> set[str]:
    """Add disputes and replies to the facts that they are about, and return them."""
    lines = statements(about_things(given.amendments, facts))
    inference.add_lines(facts, lines)
    return lines


def read_ontology(ontology: Path) -> list[Triple]:
    """Return the triples of the modules, vocabularies and alignments; blank nodes get names."""
    triples: list[Triple] = []
    paths = [ontology / "dutygraph.ttl"]
    for part in ("modules", "vocabularies", "alignments"):
        paths += sorted((ontology / part).glob("*.ttl"))
    for path in paths:
        for quad in ox.parse(rebase(path.read_text("utf-8")).encode(), ox.RdfFormat.TURTLE):
            triples.append((_name(path, quad.subject), quad.predicate, _name(path, quad.object)))
    return triples


def _name(path: Path, term: Any) -> Any:
    """Give a blank node a name: a blank node would make two dumps differ."""
    return thing("genid", path.stem, term.value) if isinstance(term, ox.BlankNode) else term


def _write_dump(work: Path, lines: list[str]) -> str:
    """Write all quads, sorted, and return the name of the release: the hash of the dump."""
    dump = _encode(sorted(lines))
    (work / "dump.nq").write_bytes(dump)
    return hashlib.sha256(dump).hexdigest()[:16]


def _close_on_defects(facts: ox.Store, findings: list[Finding]) -> None:
    defects = [locate(facts, finding) for finding in findings if finding.severity == "must"]
    if not defects:
        return
    shown = "\n".join(f"  {finding}" for finding in defects[:20])
    more = f"\n  and {len(defects) - 20} more" if len(defects) > 20 else ""
    raise GateClosed(
        f"the graph breaks {len(defects)} rules that it must keep; the release before stays in use:\n{shown}{more}",
        "mend the rows named, or the shape or rule if it is wrong",
    )


def _describe(loaded: list[Loaded], derived: dict[str, set[str]]) -> dict[str, Any]:
    return {
        "version": __version__,
        "sources": {source.name: source.counts for source in loaded},
        "derived": {rule: len(lines) for rule, lines in derived.items()},
    }


def _write_json(path: Path, data: Any) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
