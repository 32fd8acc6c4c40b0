"""Turn an answer into a network: the things in its rows are nodes, and each row links them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutygraph.results import Result, iris_of
from dutygraph.spellings import key_of, kind_of

if TYPE_CHECKING:
    import networkx


def network(result: Result) -> networkx.MultiDiGraph[str]:
    """Return the network of an answer.

    In each row the first thing points to the other things; the name of their column is the label of the edge.
    A node has a label in the language of the answer and a kind (state, instrument, provision ...).
    """
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(name=result.question, summary=result.summary)
    for cells in _things(result):
        for _, iri in cells:
            graph.add_node(iri, label=_label(result, iri), kind=kind_of(iri))
        if cells:
            _link(graph, cells)
    return graph


def _things(result: Result) -> list[list[tuple[str, str]]]:
    return [
        [(name, iri) for name, term in row.items() for iri in iris_of(term, name in result.lists)]
        for row in result.table
    ]


def _link(graph: networkx.MultiDiGraph[str], cells: list[tuple[str, str]]) -> None:
    """Link the first thing of a row to the others; the key keeps the same link of two rows from being drawn twice."""
    _, first = cells[0]
    for column, iri in cells[1:]:
        if iri != first:
            graph.add_edge(first, iri, key=column, label=column)


def _label(result: Result, iri: str) -> str:
    return str(result.labels[iri]) if iri in result.labels else key_of(iri)
