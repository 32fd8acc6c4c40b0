"""One narrow interface over the embedded store and any endpoint."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from endpoint import serve
from worlds import ID, make_release, small_store

from dutygraph.errors import BadInput, EnvironmentProblem
from dutygraph.store import LocalStore, RemoteStore, Table

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s a <https://w3id.org/dutygraph/ns#State> }"


def test_the_default_graph_holds_each_fact_once() -> None:
    assert small_store().select(COUNT).rows == [(ox.Literal(2),)]


def test_a_named_graph_says_which_source_gave_a_fact() -> None:
    query = f"SELECT ?g WHERE {{ GRAPH ?g {{ <{ID}state/KGZ> a ?t }} }}"
    assert small_store().select(query).rows == [(ox.NamedNode("https://w3id.org/dutygraph/graph/states"),)]


def test_many_readers_open_one_release(tmp_path: Path) -> None:
    release = make_release(tmp_path)
    first, second = LocalStore.open(release / "store"), LocalStore.open(release / "store")
    assert first.select(COUNT) == second.select(COUNT)


def test_a_store_that_is_no_store_is_an_environment_problem(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="build --fresh"):
        LocalStore.open(tmp_path / "nothing")


def test_an_unbound_cell_is_none() -> None:
    table = small_store().select("SELECT ?a ?b WHERE { VALUES (?a ?b) { (1 UNDEF) } }")
    assert list(table) == [{"a": ox.Literal(1), "b": None}]


@pytest.mark.parametrize("query", ["SELECT", "INSERT DATA { <urn:a> <urn:b> <urn:c> }", "SELECT * { VALUES ?x { } "])
def test_what_is_no_query_is_bad_input(query: str) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        small_store().query(query)


def test_a_select_is_a_table_and_nothing_else_is() -> None:
    with pytest.raises(BadInput, match="no SELECT"):
        small_store().select("ASK { ?s ?p ?o }")


def test_an_endpoint_answers_as_the_local_store_does() -> None:
    queries = [COUNT, "SELECT ?s ?o WHERE { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?o } ORDER BY ?s ?o"]
    with serve(small_store()) as address:
        for query in queries:
            there = RemoteStore(address).query(query)
            assert isinstance(there, Table)
            assert there == small_store().query(query)


def test_an_address_that_is_no_endpoint_is_said_so() -> None:
    with (
        serve(small_store(), answer=b"<html>hello</html>") as address,
        pytest.raises(EnvironmentProblem, match="SPARQL"),
    ):
        RemoteStore(address).query(COUNT)
