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
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from dutygraph import __version__, inference, matching
from dutygraph.amendment_facts import GRAPH as WORKSPACE
from dutygraph.amendment_facts import about_rows, about_things
from dutygraph.amendments import Amendments, amendment_files, read_amendments
from dutygraph.catalogue import compile_catalogue
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
    load_source,
    quads,
    read_folders,
)
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


def _build(
    home: Path, work: Path, folders: Content, given: Given, *, inputs: str, progress: Progress
) -> BuildReport:
    # Shapes look at one thing at a time, so what is asserted is checked while rules derive the rest.
    gate = Gate(folders.ontology)
    try:
        loaded, remarks = _load_sources(home, folders, given, progress)
        progress("ontology")
        rules = inference.read_rules(folders.ontology / "rules")
        matchers = matching.read_matchers(folders.ontology / "matchers")
        lines = [line for source in loaded for line in source.lines]
        lines += remarks
        declared = [*inference.describe(rules), *matching.describe(matchers)]
        lines += quads([*read_ontology(folders.ontology), *declared], "ontology")
        asserted = _write_lines(work / "asserted.nq", lines)
        gate.check(asserted)
        with ThreadPoolExecutor(1) as writer:  # the store takes what is asserted while rules derive the rest
            store = ox.Store(str(work / "store"))
            union = _without_graph(lines)
            written = [writer.submit(_load, store, lines, union)]
            facts = ox.Store()
            facts.load(union, format=ox.RdfFormat.N_TRIPLES, lenient=True)
            derived = inference.derive(facts, rules, lambda rule: progress(f"rule {rule}"))
            derived |= matching.derive(facts, matchers, lambda matcher: progress(f"matcher {matcher}"))
            new = [line for rule, triples in derived.items() for line in quads(map(tuple, triples), f"derived/{rule}")]
            new += _contested(given, facts)
            written.append(writer.submit(_load, store, new, _without_graph(new)))
            progress("gate")
            gate.check(_write_lines(work / "derived.nq", new), asserted)
            name = _write_dump(work, lines + new)
            findings = run_checks(facts, folders.ontology / "checks")
            write_names(facts, work / "names.tsv")
            _write_json(work / "catalogue.json", compile_catalogue(folders.queries))
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
    sizes = {"quads": len(lines) + len(new), "triples": len(facts)}
    counts = {"amendments": given.amendments.counts}
    manifest = {"release": name, "inputs": inputs, **_describe(loaded, derived), **counts, **sizes}
    _write_json(work / "manifest.json", manifest)
    _write_json(work / "report.json", [asdict(issue) for issue in issues])
    release = publish(home, work, name)
    return BuildReport(release, True, manifest, issues, findings)


def _load_sources(
    home: Path, folders: Content, given: Given, progress: Progress
) -> tuple[list[Loaded], list[str]]:
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
        loaded.append(
            load_source(source, metadata, keys, vocabularies, cache, corrections=corrections, inputs=inputs)
        )
    by_name = {metadata.name: metadata for _, metadata in sources}
    return loaded, quads(about_rows(given.amendments, rows, by_name), WORKSPACE)


def _contested(given: Given, facts: ox.Store) -> list[str]:
    """Add disputes and replies to the facts that they are about, and return them."""
    lines = quads(about_things(given.amendments, facts), WORKSPACE)
    facts.load(_without_graph(lines), format=ox.RdfFormat.N_TRIPLES, lenient=True)
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


def _without_graph(lines: list[str]) -> bytes:
    """Return N-Quads lines without their graph: the union, in which each fact stands once after loading."""
    return "".join(line[: line.rindex(" <")] + " .\n" for line in lines).encode()


def _load(store: ox.Store, lines: list[str], union: bytes) -> None:
    """Load named graphs and their union; the union is stored, since a view of it is 3 to 4 times slower."""
    store.bulk_load("\n".join(lines).encode(), format=ox.RdfFormat.N_QUADS, lenient=True)
    store.bulk_load(union, format=ox.RdfFormat.N_TRIPLES, lenient=True)


def _write_lines(path: Path, lines: list[str]) -> Path:
    path.write_bytes("".join(line + "\n" for line in lines).encode())
    return path


def _write_dump(work: Path, lines: list[str]) -> str:
    """Write all quads, sorted, and return the name of the release: the hash of the dump."""
    dump = _write_lines(work / "dump.nq", sorted(lines))
    return hashlib.sha256(dump.read_bytes()).hexdigest()[:16]


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


def _describe(loaded: list[Loaded], derived: dict[str, list[ox.Triple]]) -> dict[str, Any]:
    return {
        "version": __version__,
        "sources": {source.name: source.counts for source in loaded},
        "derived": {rule: len(triples) for rule, triples in derived.items()},
    }


def _write_json(path: Path, data: Any) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
