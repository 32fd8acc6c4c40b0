from __future__ import annotations

from itertools import product

import pytest
from rdflib import Graph, Literal, URIRef

from dutygraph.plain_graph import plain_graph

A, B, C, P, Q = (URIRef(f"urn:{name}") for name in "abcpq")
TRIPLES = [(A, P, B), (A, P, C), (A, Q, B), (B, P, C), (B, Q, Literal("text")), (A, P, B)]
PATTERNS = list(product((None, A, C), (None, P, URIRef("urn:other")), (None, B, Literal("text"), Literal("other"))))


@pytest.mark.parametrize("pattern", PATTERNS)
def test_it_finds_what_the_store_of_rdflib_finds(pattern: tuple[URIRef | None, URIRef | None, URIRef | None]) -> None:
    theirs = Graph()
    for triple in TRIPLES:
        theirs.add(triple)
    found = list(plain_graph(TRIPLES).triples(pattern))
    assert len(found) == len(set(found))
    assert set(found) == set(theirs.triples(pattern))


def test_a_triple_given_twice_counts_once() -> None:
    assert len(plain_graph(TRIPLES)) == 5
