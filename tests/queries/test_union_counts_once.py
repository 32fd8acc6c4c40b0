"""A fact that two sources assert counts once, however the graph is asked; each source still speaks for itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import tiny

from dutygraph.build import build
from dutygraph.export.rdflib_view import rdflib_view
from dutygraph.store import LocalStore

pytestmark = pytest.mark.filterwarnings(  # rdflib warns of its own use
    "ignore:Dataset.default_context is deprecated:DeprecationWarning"
)
PREFIX = "PREFIX dg: <https://w3id.org/dutygraph/ns#> "
COUNT = PREFIX + "SELECT (COUNT(?thing) AS ?count) WHERE { ?thing a dg:Thing }"
IN_GRAPHS = PREFIX + "SELECT (COUNT(?thing) AS ?count) WHERE { GRAPH ?source { ?thing a dg:Thing } }"
EVIDENCE = PREFIX + "SELECT (COUNT(?row) AS ?count) WHERE { ?thing a dg:Thing ; dg:evidence ?row }"

Ask = Callable[[LocalStore, str], int]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> LocalStore:
    """A graph in which two sources say the same of two things."""
    place = tmp_path_factory.mktemp("union")
    tiny.write(place, name="one")
    folders = tiny.write(place, name="two")
    return LocalStore.open(build(place / "home", folders=folders).release / "store")


def in_store(store: LocalStore, query: str) -> int:
    (row,) = store.select(query)
    assert row["count"] is not None
    return int(row["count"].value)


def in_rdflib(store: LocalStore, query: str) -> int:
    (row,) = rdflib_view(store).query(query)
    return int(row["count"])


@pytest.mark.parametrize("ask", [in_store, in_rdflib])
def test_fact_of_two_sources_counts_once(store: LocalStore, ask: Ask) -> None:
    assert ask(store, COUNT) == 2


@pytest.mark.parametrize("ask", [in_store, in_rdflib])
def test_fact_stands_in_the_graph_of_each_source(store: LocalStore, ask: Ask) -> None:
    assert ask(store, IN_GRAPHS) == 4


@pytest.mark.parametrize("ask", [in_store, in_rdflib])
def test_both_sources_are_evidence_of_the_one_fact(store: LocalStore, ask: Ask) -> None:
    assert ask(store, EVIDENCE) == 4


def test_manifest_tells_facts_from_statements_of_facts(store: LocalStore) -> None:
    """The store holds each fact of the union once, and each statement of it in the graph of its source."""
    named = in_store(store, "SELECT (COUNT(*) AS ?count) WHERE { GRAPH ?source { ?s ?p ?o } }")
    facts = in_store(store, "SELECT (COUNT(*) AS ?count) WHERE { ?s ?p ?o }")
    assert facts < named
    assert facts == in_rdflib(store, "SELECT (COUNT(*) AS ?count) WHERE { ?s ?p ?o }")
