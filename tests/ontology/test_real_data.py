"""The real graph uses the ontology as it is declared; a reasoner would infer nothing odd from it."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from dutygraph.workspace import current_release

PREFIXES = """
PREFIX dg: <https://w3id.org/dutygraph/ns#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


@pytest.fixture(scope="module")
def graph(real_home: Path) -> ox.Store:
    return ox.Store.read_only(str(current_release(real_home) / "store"))


def rows(graph: ox.Store, query: str) -> list[str]:
    return [" ".join(str(cell) for cell in row) for row in graph.query(PREFIXES + query)]


def test_subjects_belong_to_the_domain_of_their_properties(graph: ox.Store) -> None:
    query = """SELECT ?property ?domain (SAMPLE(?thing) AS ?example) WHERE {
      ?property rdfs:domain ?domain . ?thing ?property ?value
      FILTER NOT EXISTS { ?thing a ?class . ?class rdfs:subClassOf* ?domain }
    } GROUP BY ?property ?domain"""
    assert rows(graph, query) == []


def test_values_belong_to_the_range_of_their_properties(graph: ox.Store) -> None:
    query = """SELECT ?property ?range (SAMPLE(?value) AS ?example) WHERE {
      ?property rdfs:range ?range ; a owl:ObjectProperty . ?thing ?property ?value
      FILTER NOT EXISTS { ?value a ?class . ?class rdfs:subClassOf* ?range }
    } GROUP BY ?property ?range"""
    assert rows(graph, query) == []


def test_datatype_properties_have_literals_and_object_properties_none(graph: ox.Store) -> None:
    query = """SELECT DISTINCT ?property WHERE {
      { ?property a owl:DatatypeProperty . ?thing ?property ?value FILTER(!isLiteral(?value)) }
      UNION { ?property a owl:ObjectProperty . ?thing ?property ?value FILTER(isLiteral(?value)) }
    }"""
    assert rows(graph, query) == []


def test_every_property_and_class_of_ours_in_the_data_is_declared(graph: ox.Store) -> None:
    query = """SELECT DISTINCT ?term WHERE {
      { SELECT DISTINCT ?term WHERE { ?thing ?term ?value } } UNION { SELECT DISTINCT ?term WHERE { ?thing a ?term } }
      FILTER(STRSTARTS(STR(?term), STR(dg:))) FILTER NOT EXISTS { ?term rdfs:isDefinedBy ?module }
    }"""
    assert rows(graph, query) == []


def test_rules_speak_of_things_of_their_own(real_home: Path) -> None:
    """The gate checks what is asserted and what is derived apart, which is right only for whole things."""
    asserted, derived = set(), set()
    with (current_release(real_home) / "dump.nq").open(encoding="utf-8") as dump:
        for line in dump:
            subject = line.split(" ", 1)[0]
            (derived if "/graph/derived/" in line.rsplit(" <", 1)[1] else asserted).add(subject)
    assert derived
    assert not asserted & derived


def test_no_address_of_ours_has_an_empty_part(real_home: Path) -> None:
    """Tools cut an address at its last slash, so that one ending in a slash is another thing to each of them."""
    lines = (current_release(real_home) / "dump.nq").read_text("utf-8").splitlines()
    ours = {iri for line in lines for iri in re.findall(r"<https://w3id\.org/dutygraph/((?:id|scheme)/[^>]*)>", line)}
    assert [iri for iri in ours if "//" in iri or iri.endswith("/")] == []
