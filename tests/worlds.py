"""The little world of the tests (`fixtures/small.trig`): a store, a graph to ask, a built release."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox

from dutygraph.api import Graph
from dutygraph.catalogue import Catalogue, compile_catalogue
from dutygraph.names import Names, write_names
from dutygraph.namespaces import rebase
from dutygraph.store import LocalStore

FIXTURES = Path(__file__).parent / "fixtures"
QUERIES = FIXTURES / "queries"
ID = "https://w3id.org/dutygraph/id/"
SCHEME = "https://w3id.org/dutygraph/scheme/"


def small_quads() -> list[ox.Quad]:
    """Return the little world: every fact in the graph of its source, and once in the default graph."""
    quads = list(ox.parse(rebase((FIXTURES / "small.trig").read_text("utf-8")).encode(), ox.RdfFormat.TRIG))
    return quads + [ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads]


def small_store() -> LocalStore:
    return LocalStore.of(small_quads())


def small_graph(lang: str = "en") -> Graph:
    store = small_store()
    return Graph(store, Catalogue(compile_catalogue(QUERIES)), Names(store), lang, "small")


def make_release(home: Path, quads: list[ox.Quad] | None = None, queries: Path = QUERIES) -> Path:
    """Write a workspace with one release in use, as a build would."""
    release = home / "releases" / "small"
    release.mkdir(parents=True)
    store = ox.Store(str(release / "store"))
    dump = ox.serialize(quads if quads is not None else small_quads(), format=ox.RdfFormat.N_QUADS)
    store.bulk_load(dump, ox.RdfFormat.N_QUADS)
    write_names(store, release / "names.tsv")
    store.flush()
    del store
    (release / "dump.nq").write_bytes(dump or b"")
    (release / "catalogue.json").write_text(json.dumps(compile_catalogue(queries)), "utf-8")
    manifest = {"release": "small", "version": "0", "sources": {}}
    (release / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    (release / "report.json").write_text("[]", "utf-8")
    (home / "current").write_text("small\n", "utf-8")
    return release
