"""Turn each source into sorted N-Quads in its own named graph, cached by the hash of what they are made from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache as memoize
from pathlib import Path

from dutygraph.corrections import Corrections
from dutygraph.keys import Keys
from dutygraph.namespaces import graph
from dutygraph.settings import base_iri
from dutygraph.sources import Metadata, Source, read_metadata, run
from dutygraph.tables import Issue

_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Loaded:
    """One source as N-Quads, with what was read, loaded and reported."""

    name: str
    lines: list[str]
    counts: dict[str, int]
    issues: list[Issue]


def fingerprint(paths: Iterable[Path]) -> str:
    """Return the SHA-256 of files, their names included, whatever their order."""
    total = hashlib.sha256(base_iri().encode())
    for path in sorted(paths):
        total.update(f"\0{path.parent.name}/{path.name}\0".encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def content_files(*folders: Path) -> list[Path]:
    """Return the files of content folders; caches of Python do not count."""
    return [
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".md"
    ]


def framework_files() -> list[Path]:
    """Return the modules of this package."""
    return list(_PACKAGE.rglob("*.py"))


def read_folders(loaders: Path) -> list[tuple[Path, Metadata]]:
    """Return every source folder with its metadata, in the order of their names."""
    folders = sorted(path.parent for path in loaders.glob("*/source.yml"))
    return [(folder, read_metadata(folder)) for folder in folders]


def load_source(
    folder: Path,
    metadata: Metadata,
    keys: Keys,
    vocabularies: str,
    cache: Path,
    *,
    corrections: Corrections | None = None,
    inputs: tuple[Path, ...] = (),
) -> Loaded:
    """Load one source, or take what the same inputs, loader and framework gave before.

    `vocabularies` is the fingerprint of whatever the source's terms are checked against; `inputs` are files that
    somebody registered for it in the workspace.
    """
    corrections = corrections or Corrections()
    referred = json.dumps({kind: keys.iris(kind) for kind in metadata.refers})
    files = fingerprint([*content_files(folder), *inputs]) + _framework()
    made_from = files + vocabularies + referred + corrections.of(metadata.name)
    stored = cache / f"{metadata.name}-{hashlib.sha256(made_from.encode()).hexdigest()[:20]}.nq"
    if stored.exists():
        return _kept(stored)
    loaded = _run(Source(folder, keys, metadata, corrections.apply, inputs))
    for old in cache.glob(f"{metadata.name}-*"):
        old.unlink()
    _keep(loaded, stored)
    return loaded


@memoize
def _framework() -> str:
    return fingerprint(framework_files())


def _kept(stored: Path) -> Loaded:
    """Read a source as it was kept: its first line is a comment of N-Quads that says the rest."""
    said, *lines = stored.read_bytes().decode().removesuffix("\n").split("\n")
    about = json.loads(said.removeprefix("#"))
    return Loaded(about["name"], lines, about["counts"], [Issue(**issue) for issue in about["issues"]])


def _keep(loaded: Loaded, stored: Path) -> None:
    about = {"name": loaded.name, "counts": loaded.counts, "issues": [vars(issue) for issue in loaded.issues]}
    unfinished = stored.with_suffix(".new")
    unfinished.write_bytes("\n".join([f"#{json.dumps(about)}", *loaded.lines, ""]).encode())
    unfinished.replace(stored)


def _run(source: Source) -> Loaded:
    lines = quads(run(source), source.name)
    counts = {
        "rows_read": len(source.seen),
        "rows_loaded": sum(row.is_loaded for row in source.seen),
        "rows_reported": sum(row.is_left_out for row in source.seen),
        "triples": len(lines),
    }
    return Loaded(source.name, lines, counts, source.issues)


def quads(triples: Iterable[tuple[object, object, object]], graph_name: str) -> list[str]:
    """Return triples as sorted N-Quads lines without repetition."""
    return sorted(in_graph(statements(triples), graph_name))


def statements(triples: Iterable[tuple[object, object, object]]) -> set[str]:
    """Return triples as lines of N-Triples."""
    return {f"{s} {p} {o} .\n" for s, p, o in triples}


def in_graph(lines: Iterable[str], graph_name: str) -> Iterator[str]:
    """Yield lines of N-Triples as N-Quads of a named graph, without the line feed."""
    end = f"{graph(graph_name)} ."
    return (line[:-2] + end for line in lines)
