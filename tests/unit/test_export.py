"""Answers become networks and an rdflib view that other tools read."""

from __future__ import annotations

from pathlib import Path

import networkx
import pytest
from worlds import ID, SCHEME, small_graph

from dutygraph.errors import WrongUse
from dutygraph.export import rdflib_view
from dutygraph.export.graphml import dump_graphml, write_file
from dutygraph.store import RemoteStore


def test_the_first_thing_of_a_row_points_to_the_others() -> None:
    network = small_graph().networkx("standings")
    assert network.has_edge(ID + "state/KGZ", SCHEME + "answer/bound", key="answer")
    assert network.edges[ID + "state/KGZ", ID + "treaty-action/KGZ/icrmw/accession", "acts"]["label"] == "acts"


def test_a_node_has_label_and_kind() -> None:
    node = small_graph("ru").networkx("standings").nodes[ID + "state/RUS"]
    assert node == {"label": "Российская Федерация", "kind": "state"}


def test_the_same_link_of_two_rows_is_drawn_once() -> None:
    network = small_graph().networkx("standings")
    assert network.number_of_edges() == 4


def test_graphml_is_read_back_as_the_same_network(tmp_path: Path) -> None:
    network = small_graph("ru").networkx("standings")
    write_file(dump_graphml(network), tmp_path / "n.graphml")
    read = networkx.read_graphml(tmp_path / "n.graphml", force_multigraph=True)
    assert dict(read.nodes(data=True)) == dict(network.nodes(data=True))
    assert read.number_of_edges() == network.number_of_edges()


def test_a_file_that_is_there_stays_unless_forced(tmp_path: Path) -> None:
    file = tmp_path / "n.graphml"
    file.write_text("mine")
    with pytest.raises(WrongUse, match="--force"):
        write_file("new", file)
    assert file.read_text() == "mine"
    write_file("new", file, is_forced=True)
    assert file.read_text() == "new"
    assert list(tmp_path.iterdir()) == [file]


# rdflib's own query() still uses what rdflib itself has deprecated.
RDFLIB = pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")


@RDFLIB
def test_rdflib_counts_each_fact_once() -> None:
    count = next(iter(rdflib_view(small_graph().store).query("SELECT (COUNT(*) AS ?n) { ?s a ?t }")))
    ours = small_graph().store.select("SELECT (COUNT(*) AS ?n) { ?s a ?t }").rows[0][0]
    assert int(count[0]) == int(ours.value)  # type: ignore[union-attr]


@RDFLIB
def test_rdflib_reaches_the_graph_of_a_source() -> None:
    rows = list(rdflib_view(small_graph().store).query("SELECT DISTINCT ?g { GRAPH ?g { ?s a ?t } }"))
    assert len(rows) == 9


def test_the_rdflib_view_of_an_endpoint_is_refused() -> None:
    with pytest.raises(WrongUse, match="local release"):
        rdflib_view(RemoteStore("http://127.0.0.1:9/sparql"))
