"""The ontology keeps its own rules: three languages, no copied text, plain names, and no term without a use."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from dutygraph.resources import folder
from dutygraph.validation import check, read_shapes

ONTOLOGY = folder("ontology")
MODULES = sorted((ONTOLOGY / "modules").glob("*.ttl"))
VOCABULARIES = sorted((ONTOLOGY / "vocabularies").glob("*.ttl"))
BASE = "https://w3id.org/dutygraph/"
NS = BASE + "ns#"
TEXTS = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?thing ?property (LANG(?one) AS ?first) (LANG(?two) AS ?second) WHERE {
  VALUES ?property { rdfs:label skos:prefLabel skos:altLabel skos:definition skos:scopeNote }
  ?thing ?property ?one , ?two
  FILTER(LANG(?one) > LANG(?two) && LCASE(STR(?one)) = LCASE(STR(?two)))
}"""


@pytest.fixture(scope="module")
def terms() -> ox.Store:
    store = ox.Store()
    for path in (*MODULES, *VOCABULARIES, ONTOLOGY / "dutygraph.ttl"):
        store.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
    return store


def declared(paths: list[Path]) -> dict[str, str]:
    """Return the terms that modules declare, with the module."""
    kind = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    return {
        quad.subject.value.removeprefix(NS): path.stem
        for path in paths
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
        if quad.predicate.value == kind and quad.subject.value.startswith(NS)
    }


def test_terms_and_concepts_satisfy_the_house_style() -> None:
    shapes = read_shapes([ONTOLOGY / "shapes" / "house-style.ttl"])
    found = check(read_shapes([*MODULES, *VOCABULARIES]), shapes)
    assert [str(finding) for finding in found] == []


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ('dg:Odd a owl:Class ; rdfs:label "odd"@en', "Term-label"),
        ("dg:odd a owl:Class", "ClassName"),
        ("dg:Odd a owl:ObjectProperty", "PropertyName"),
        ('dg:Odd a owl:Class ; skos:definition "No full stop"@en', "Term-definition"),
        ("<https://w3id.org/dutygraph/scheme/answer/Odd> a skos:Concept", "ConceptName"),
    ],
)
def test_house_style_finds_what_breaks_it(text: str, shape: str) -> None:
    prefixes = (
        f"@prefix dg: <{NS}> . @prefix owl: <http://www.w3.org/2002/07/owl#> . "
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . "
    )
    triples = [quad.triple for quad in ox.parse(f"{prefixes} {text} .", ox.RdfFormat.TURTLE)]
    found = check(triples, read_shapes([ONTOLOGY / "shapes" / "house-style.ttl"]))
    assert shape in {finding.rule for finding in found}


def test_no_text_is_a_copy_of_another_language_unless_allowed(terms: ox.Store) -> None:
    with (ONTOLOGY / "same-text-allowed.csv").open(encoding="utf-8") as file:
        allowed = {(row["term"], row["languages"]) for row in csv.DictReader(file)}
    same = {
        (row["thing"].value.removeprefix(BASE), f"{row['first'].value}={row['second'].value}")
        for row in terms.query(TEXTS)
    }
    assert same == allowed


def test_every_term_stands_in_one_module_that_it_names(terms: ox.Store) -> None:
    counted = [name for path in MODULES for name in declared([path])]
    assert len(counted) == len(set(counted))
    defined_by = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#isDefinedBy")
    for name, module in declared(MODULES).items():
        found = terms.quads_for_pattern(ox.NamedNode(NS + name), defined_by, None)
        assert [quad.object.value for quad in found] == [f"{BASE}ns/{module}"], name


def uses() -> set[str]:
    """Return the terms that rules, checks, shapes, examples, queries, loaders and the package name."""
    root = ONTOLOGY.parent
    files = [
        *ONTOLOGY.glob("rules/*.rq"), *ONTOLOGY.glob("checks/*.rq"), *ONTOLOGY.glob("shapes/*.ttl"),
        *ONTOLOGY.glob("examples/**/*.ttl"), *ONTOLOGY.glob("vocabularies/*.ttl"),
        *folder("queries").rglob("*.rq"), *folder("loaders").rglob("*.py"), *(root / "graph").rglob("*.py"),
    ]  # fmt: skip
    text = "\n".join(path.read_text("utf-8") for path in files)
    # A loader names a term as DG("state"), or by its bare name in quotes, in a list of columns and terms.
    return {name for names in re.findall(r"\bdg:(\w+)|ns#(\w+)|\"(\w+)\"", text) for name in names if name}


def is_used(name: str, used: set[str]) -> bool:
    """A date written by the framework is named once, without Earliest and Latest."""
    return name in used or re.sub("(Earliest|Latest)$", "", name) in used


def test_every_term_is_used() -> None:
    used = uses()
    assert [name for name in declared(MODULES) if not is_used(name, used)] == []


def test_every_term_that_is_used_is_declared() -> None:
    root = ONTOLOGY.parent
    files = [
        *ONTOLOGY.glob("rules/*.rq"), *ONTOLOGY.glob("checks/*.rq"), *ONTOLOGY.glob("shapes/*.ttl"),
        *ONTOLOGY.glob("examples/**/*.ttl"), *ONTOLOGY.glob("alignments/*.ttl"), *folder("queries").rglob("*.rq"),
        *folder("loaders").rglob("*.py"), *(root / "graph").rglob("*.py"),
    ]  # fmt: skip
    known = set(declared(MODULES))
    for path in files:
        named = re.findall(r"\bdg:(\w+)|\bDG\(\"(\w+)\"\)", path.read_text("utf-8"))
        unknown = {name for pair in named for name in pair if name} - known
        assert not unknown, f"{path.name}: not in any module: {sorted(unknown)}"


def test_every_concept_that_is_used_is_declared(terms: ox.Store) -> None:
    known = {quad.subject.value for quad in terms if "/scheme/" in quad.subject.value}
    schemes = {path.stem.replace("_", "-") for path in VOCABULARIES}
    for path in (*ONTOLOGY.rglob("*.rq"), *ONTOLOGY.glob("examples/*.ttl"), *folder("queries").rglob("*.rq")):
        for scheme, concept in re.findall(rf"{BASE}scheme/([\w-]+)/([\w-]+)>", path.read_text("utf-8")):
            assert scheme not in schemes or f"{BASE}scheme/{scheme}/{concept}" in known, f"{path.name}: {concept}"


def test_only_treaties_protocols_and_ilo_conventions_can_be_joined(terms: ox.Store) -> None:
    rows = terms.query(f"SELECT ?kind ?joinable WHERE {{ ?kind <{NS}isJoinable> ?joinable }}")
    joinable = {row["kind"].value.rsplit("/", 1)[1] for row in rows if row["joinable"].value == "true"}
    assert joinable == {"treaty", "protocol", "ilo-convention"}


def test_every_kind_of_instrument_names_the_duty_that_remains(terms: ox.Store) -> None:
    note = ox.NamedNode("http://www.w3.org/2004/02/skos/core#scopeNote")
    for quad in terms.quads_for_pattern(None, ox.NamedNode(NS + "isJoinable"), None):
        languages = [found.object.language for found in terms.quads_for_pattern(quad.subject, note, None)]
        assert sorted(languages) == ["en", "ky", "ru"], quad.subject.value
