"""Every file of the ontology can be read, has no blank node, and says what it is for."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from dutygraph.inference import read_header
from dutygraph.resources import folder

ONTOLOGY = folder("ontology")
TURTLE = sorted(ONTOLOGY.rglob("*.ttl"))
CHECKS = sorted((ONTOLOGY / "checks").glob("*.rq"))
VOCABULARIES = sorted((ONTOLOGY / "vocabularies").glob("*.ttl"))
SKOS = "http://www.w3.org/2004/02/skos/core#"
IMPORTS = ox.NamedNode("http://www.w3.org/2002/07/owl#imports")


def name(path: Path) -> str:
    return str(path.relative_to(ONTOLOGY))


def parse(path: Path) -> list[ox.Quad]:
    return list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))


@pytest.mark.parametrize("path", TURTLE, ids=name)
def test_file_is_turtle_without_blank_nodes(path: Path) -> None:
    quads = parse(path)
    assert quads
    assert not [quad for quad in quads for term in quad.triple if isinstance(term, ox.BlankNode)]


@pytest.mark.parametrize("path", CHECKS, ids=name)
def test_check_has_a_complete_header_and_names_its_subject_first(path: Path) -> None:
    text = path.read_text("utf-8")
    header = read_header(text)
    assert set(header) == {"problem", "why", "repair", "severity"}
    assert header["severity"] in ("must", "should")
    assert ox.Store().query(text).variables[0].value == "subject"


@pytest.mark.parametrize("path", VOCABULARIES, ids=name)
def test_vocabulary_holds_one_scheme_named_like_its_file(path: Path) -> None:
    kind = ox.NamedNode(SKOS + "ConceptScheme")
    schemes = [quad.subject.value for quad in parse(path) if quad.object == kind]
    assert schemes == [f"https://w3id.org/dutygraph/scheme/{path.stem.replace('_', '-')}"]


@pytest.mark.parametrize("path", VOCABULARIES, ids=name)
def test_vocabulary_holds_only_concepts_of_its_scheme(path: Path) -> None:
    scheme = f"https://w3id.org/dutygraph/scheme/{path.stem.replace('_', '-')}"
    assert {quad.subject.value for quad in parse(path)} == {
        scheme,
        *(quad.subject.value for quad in parse(path) if quad.predicate.value == SKOS + "inScheme"),
    }
    assert all(quad.object.value == scheme for quad in parse(path) if quad.predicate.value == SKOS + "inScheme")


def test_ontology_imports_every_module() -> None:
    imported = {
        quad.object.value.rsplit("/", 1)[1] for quad in parse(ONTOLOGY / "dutygraph.ttl") if quad.predicate == IMPORTS
    }
    assert imported == {path.stem for path in (ONTOLOGY / "modules").glob("*.ttl")}
