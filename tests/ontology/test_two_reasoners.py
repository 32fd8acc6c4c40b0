"""HermiT and an OWL 2 RL reasoner agree about the examples and an extract of the real graph.

Where they differ on purpose from each other, or the graph from both, stands in `ontology/README.md`, "Reasoning", and
is tested here: nothing else may differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import owlrl
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS

from dutygraph.reasoning import check_consistency, ontology_files
from dutygraph.resources import folder
from dutygraph.workspace import current_release

# owlready2 leaves temporary files and process handles to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")

EXAMPLES = sorted((folder("ontology") / "examples").glob("*.ttl"))
NAMESPACE = "https://w3id.org/dutygraph/ns#"
PREFIXES = "@prefix dg: <https://w3id.org/dutygraph/ns#> .\n@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
EACH_CLASS = 4  # members of each class that the extract holds
CLASSES = (
    f'SELECT DISTINCT ?class WHERE {{ ?one a ?class FILTER(STRSTARTS(STR(?class), "{NAMESPACE}")) }} ORDER BY ?class'
)
OF_CLASS = "SELECT ?one WHERE {{ ?one a <{}> }} ORDER BY ?one LIMIT {}"
LINKS = "CONSTRUCT {{ <{0}> ?p ?o . ?o a ?type }} WHERE {{ <{0}> ?p ?o OPTIONAL {{ ?o a ?type }} FILTER(isIRI(?o)) }}"

Member = tuple[str, str]


def closed(files: Iterable[Path], extra: str = "") -> rdflib.Graph:
    """Return the closure under OWL 2 RL of the ontology with some files."""
    graph = rdflib.Graph()
    for path in (*ontology_files(), *files):
        graph.parse(path)
    graph.parse(data=extra, format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def members(graph: rdflib.Graph) -> set[Member]:
    return {(str(one), str(kind)) for one, kind in graph.subject_objects(RDF.type) if str(kind).startswith(NAMESPACE)}


def is_contradictory(graph: rdflib.Graph) -> bool:
    """Say whether the closure found a contradiction; owlrl writes it down as a message."""
    return any(str(one).endswith("ErrorMessage") for one in graph.objects(predicate=RDF.type))


def above() -> dict[str, set[str]]:
    """Return the classes above each class of the ontology."""
    graph = rdflib.Graph()
    for path in ontology_files():
        graph.parse(path)
    return {
        str(kind): {str(one) for one in graph.transitive_objects(kind, RDFS.subClassOf)}
        for kind in graph.subjects(RDF.type, OWL.Class)
    }


@pytest.fixture(scope="module")
def extract(real_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some members of each class of the real graph, with their links and the classes of what these lead to."""
    store = ox.Store.read_only(str(current_release(real_home) / "store"))
    triples: set[ox.Triple] = set()
    for kind in store.query(CLASSES):
        for one in store.query(OF_CLASS.format(kind["class"].value, EACH_CLASS)):
            triples.update(store.query(LINKS.format(one["one"].value)))
    path = tmp_path_factory.mktemp("extract") / "extract.ttl"
    path.write_bytes(ox.serialize(sorted(triples, key=str), format=ox.RdfFormat.TURTLE) or b"")
    return path


def test_both_put_every_thing_of_the_examples_into_the_same_classes() -> None:
    found = check_consistency([*ontology_files(), *EXAMPLES])
    graph = closed(EXAMPLES)
    assert found.is_consistent
    assert not is_contradictory(graph)
    assert len(found.members) > 50
    assert found.members == members(graph)


def test_both_put_every_thing_of_the_real_extract_into_the_same_classes(extract: Path) -> None:
    found = check_consistency([*ontology_files(), extract])
    graph = closed([extract])
    assert found.is_consistent
    assert not is_contradictory(graph)
    assert len(found.members) > 300
    assert found.members == members(graph)


def test_the_real_graph_lacks_only_memberships_in_classes_above(extract: Path) -> None:
    """The first difference on purpose: no question asks for a class above, so the graph does not hold them."""
    asserted = members(rdflib.Graph().parse(extract))
    higher = above()
    implied = {(one, kind) for one, low in asserted for kind in higher[low]}
    assert members(closed([extract])) - asserted <= implied


@pytest.mark.parametrize(
    "wrong",
    [
        "<urn:x> a dg:TreatyAction , dg:UnverifiedAct .",
        "<urn:x> a dg:Instrument ; dg:inInstrument <urn:y> .",
        "<urn:x> a dg:Obligation , dg:Commitment .",
    ],
)
def test_both_find_the_same_contradictions(wrong: str) -> None:
    assert not check_consistency(extra=PREFIXES + wrong).is_consistent
    assert is_contradictory(closed([], PREFIXES + wrong))


def test_only_hermit_finds_a_class_that_can_have_no_member() -> None:
    """The second difference on purpose: the rules of OWL 2 RL speak of members, and such a class has none."""
    odd = (
        PREFIXES
        + "dg:Odd a owl:Class ; <http://www.w3.org/2000/01/rdf-schema#subClassOf> dg:Obligation , dg:Commitment ."
    )
    assert check_consistency(extra=odd).unsatisfiable == (NAMESPACE + "Odd",)
    assert not is_contradictory(closed([], odd))
