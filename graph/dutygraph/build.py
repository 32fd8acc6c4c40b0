"""Build a release: sources, ontology, derived facts, the gate, the store; then point to it.

Nothing is changed until everything is there: a build that is stopped or killed leaves the release before in use.
Two builds of the same inputs give the same dump, byte for byte.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from dutygraph import __version__, inference
from dutygraph.errors import DutygraphError, EnvironmentProblem, GateClosed
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
from dutygraph.workspace import building, current_release, publish, read_manifest

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


def build(
    home: Path, fresh: bool = False, progress: Progress = lambda _: None, folders: Content | None = None
) -> BuildReport:
    """Build the graph from its sources and put it to use.

    Does nothing if the release in use was made from the same inputs, unless `fresh`.
    Raises BadInput (a source, rule or shape fails) or EnvironmentProblem; the release before stays in use.
    """
    folders = folders or Content.default()
    inputs = folders.fingerprint()
    if not fresh and (unchanged := _unchanged(home, inputs)):
        return unchanged
    with building(home) as work:
        return _build(home, work, folders, inputs, progress)


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


def _build(home: Path, work: Path, folders: Content, inputs: str, progress: Progress) -> BuildReport:
    loaded = _load_sources(home, folders, progress)
    progress("ontology")
    rules = inference.read_rules(folders.ontology / "rules")
    lines = [line for source in loaded for line in source.lines]
    lines += quads([*read_ontology(folders.ontology), *inference.describe(rules)], "ontology")
    facts = ox.Store()
    facts.bulk_load(_default_graph(lines), format=ox.RdfFormat.N_TRIPLES, lenient=True)
    derived = inference.derive(facts, rules, lambda rule: progress(f"rule {rule}"))
    for rule, triples in derived.items():
        lines += quads(((t.subject, t.predicate, t.object) for t in triples), f"derived/{rule}")
    name = _write_dump(work, lines)
    progress("store and gate")
    gate = _start_gate(work, folders)
    _write_store(work, lines)
    findings = run_checks(facts, folders.ontology / "checks") + _end_gate(gate)
    _close_on_defects(facts, findings)
    progress("names and catalogue")
    write_names(facts, work / "names.tsv")
    manifest = _manifest(name, inputs, loaded, derived, lines)
    issues = [issue for source in loaded for issue in source.issues]
    _write_json(work / "manifest.json", manifest)
    _write_json(work / "report.json", [asdict(issue) for issue in issues])
    _write_catalogue(work, folders.queries)
    release = publish(home, work, name)
    return BuildReport(release, True, manifest, issues, findings)


def _load_sources(home: Path, folders: Content, progress: Progress) -> list[Loaded]:
    sources = read_folders(folders.loaders)
    keys = Keys(sources, folders.ontology)
    vocabularies = fingerprint(content_files(folders.ontology / "vocabularies"))
    loaded = []
    for source, metadata in sources:
        progress(f"source {metadata.name}")
        loaded.append(load_source(source, metadata, keys, vocabularies, home / "cache"))
    return loaded


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


def _default_graph(lines: list[str]) -> bytes:
    """Return N-Quads lines without their graph: the union, in which each fact stands once after loading."""
    return "\n".join(line[: line.rindex(" <")] + " ." for line in lines).encode()


def _write_dump(work: Path, lines: list[str]) -> str:
    """Write all quads, sorted, and return the name of the release: the hash of the dump."""
    lines.sort()
    data = ("\n".join(lines) + "\n").encode()
    (work / "dump.nq").write_bytes(data)
    return hashlib.sha256(data).hexdigest()[:16]


def _write_store(work: Path, lines: list[str]) -> None:
    """Bulk load named graphs and their union; the union is stored, since a view of it is 3 to 4 times slower."""
    try:
        store = ox.Store(str(work / "store"))
        store.bulk_load(path=str(work / "dump.nq"), format=ox.RdfFormat.N_QUADS, lenient=True)
        store.bulk_load(_default_graph(lines), format=ox.RdfFormat.N_TRIPLES, lenient=True)
        store.flush()
    except (RuntimeError, ValueError, SyntaxError) as error:
        raise EnvironmentProblem(f"the store cannot be written: {error}", "nothing was changed") from error


def _start_gate(work: Path, folders: Content) -> subprocess.Popen[bytes]:
    """Check the shapes in a process beside this one: it takes as long as writing the store."""
    command = [sys.executable, "-m", "dutygraph.validation", str(work / "dump.nq"), str(folders.ontology)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def _end_gate(gate: subprocess.Popen[bytes]) -> list[Finding]:
    output, errors = gate.communicate()
    if gate.returncode != 0:
        last = errors.decode(errors="replace").strip().splitlines()[-1:] or ["no message"]
        raise EnvironmentProblem(f"the shapes could not be checked: {last[0]}", "run `dutygraph doctor`")
    return [Finding(**finding) for finding in json.loads(output)]


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


def _manifest(
    name: str, inputs: str, loaded: list[Loaded], derived: dict[str, list[ox.Triple]], lines: list[str]
) -> dict[str, Any]:
    return {
        "release": name,
        "version": __version__,
        "inputs": inputs,
        "sources": {source.name: source.counts for source in loaded},
        "derived": {rule: len(triples) for rule, triples in derived.items()},
        "quads": len(lines),
        "triples": len({line[: line.rindex(" <")] for line in lines}),
    }


def _write_catalogue(work: Path, queries: Path) -> None:
    from dutygraph.catalogue import compile_catalogue

    _write_json(work / "catalogue.json", compile_catalogue(queries))


def _write_json(path: Path, data: Any) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")


