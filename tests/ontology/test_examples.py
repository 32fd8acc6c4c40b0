"""Valid examples pass; each invalid one breaks the one shape that its first line names, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from dutygraph.resources import folder
from dutygraph.validation import Finding, check, read_shapes, shape_files

ONTOLOGY = folder("ontology")
WORLD = ONTOLOGY / "examples" / "world.ttl"
VALID = sorted((ONTOLOGY / "examples").glob("*.ttl"))
INVALID = sorted((ONTOLOGY / "examples" / "invalid").glob("*.ttl"))
SHAPE = "https://w3id.org/dutygraph/ns/shape#"
SH = "http://www.w3.org/ns/shacl#"


@pytest.fixture(scope="module")
def shapes() -> list[Any]:
    return read_shapes(shape_files(ONTOLOGY))


@pytest.fixture(scope="module")
def hierarchy() -> list[Any]:
    below = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
    triples = read_shapes(sorted((ONTOLOGY / "modules").glob("*.ttl")))
    return [triple for triple in triples if triple.predicate.value == below]


def find(example: Path, shapes: list[Any], hierarchy: list[Any]) -> list[Finding]:
    triples = read_shapes({WORLD, example})
    return [finding for finding in check(triples, shapes, hierarchy) if finding.severity == "must"]


def broken_by(example: Path) -> str:
    match = re.match(r"# breaks: (\S+)\n", example.read_text("utf-8"))
    assert match, f"{example.name}: the first line must be `# breaks: SHAPE`"
    return match[1]


@pytest.mark.parametrize("example", VALID, ids=lambda path: path.stem)
def test_valid_example_satisfies_every_shape(example: Path, shapes: list[Any], hierarchy: list[Any]) -> None:
    assert find(example, shapes, hierarchy) == []


@pytest.mark.parametrize("example", INVALID, ids=lambda path: path.stem)
def test_invalid_example_breaks_exactly_its_shape(example: Path, shapes: list[Any], hierarchy: list[Any]) -> None:
    found = find(example, shapes, hierarchy)
    assert {finding.rule for finding in found} == {broken_by(example)}
    assert all(finding.message and finding.repair for finding in found)


@pytest.mark.parametrize("example", INVALID, ids=lambda path: path.stem)
def test_invalid_example_passes_when_its_shape_is_switched_off(
    example: Path, shapes: list[Any], hierarchy: list[Any]
) -> None:
    true = ox.Literal("true", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#boolean"))
    off = ox.Triple(ox.NamedNode(SHAPE + broken_by(example)), ox.NamedNode(SH + "deactivated"), true)
    assert find(example, [*shapes, off], hierarchy) == []


def test_every_shape_has_an_example_that_breaks_it() -> None:
    kind, severity = ox.NamedNode(SH + "PropertyShape"), ox.NamedNode(SH + "severity")
    triples = read_shapes(shape_files(ONTOLOGY))
    remarks = {triple.subject for triple in triples if triple.predicate == severity}
    shapes = {triple.subject for triple in triples if triple.object == kind} - remarks
    assert {shape.value.removeprefix(SHAPE) for shape in shapes} == {broken_by(path) for path in INVALID}
