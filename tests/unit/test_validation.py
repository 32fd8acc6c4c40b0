"""Findings are readable, found in a stable order, and lead back to the row of a source."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from dutygraph.errors import StructureError
from dutygraph.resources import folder
from dutygraph.validation import (
    Finding,
    aim,
    check,
    locate,
    predicates_of,
    read_shapes,
    run_checks,
    select,
    validate_dump,
    validate_shapes,
)

PREFIXES = """
@prefix dg: <https://w3id.org/dutygraph/ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix id: <https://w3id.org/dutygraph/id/> .
@prefix shape: <https://w3id.org/dutygraph/ns/shape#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
SHAPES = """
shape:Thing a sh:NodeShape ; sh:targetClass dg:Thing ; sh:property shape:Thing-name .
shape:Thing-name a sh:PropertyShape ; sh:path dg:name ; sh:minCount 1 ;
  sh:message "A thing has a name. Fill the column name."@en .
"""
HEADER = "#+ problem: a thing has no name\n#+ why: w\n#+ repair: name it\n#+ severity: must\n"
QUERY = HEADER + (
    "PREFIX dg: <https://w3id.org/dutygraph/ns#>\n"
    "SELECT ?subject ?size WHERE { ?subject a dg:Thing ; dg:size ?size MINUS { ?subject dg:name ?name } }"
)


def triples(turtle: str) -> list[Any]:
    return [quad.triple for quad in ox.parse((PREFIXES + turtle).encode(), ox.RdfFormat.TURTLE)]


def store(turtle: str) -> ox.Store:
    filled = ox.Store()
    filled.load((PREFIXES + turtle).encode(), ox.RdfFormat.TURTLE)
    return filled


def test_message_is_split_into_problem_and_repair() -> None:
    [found] = check(triples("id:a a dg:Thing ."), triples(SHAPES))
    assert found == Finding(
        "must", "https://w3id.org/dutygraph/id/a", "Thing-name", "A thing has a name", "Fill the column name."
    )


def test_warning_is_a_remark() -> None:
    warning = SHAPES + "shape:Thing-name sh:severity sh:Warning ."
    assert [found.severity for found in check(triples("id:a a dg:Thing ."), triples(warning))] == ["should"]


def test_value_that_is_wrong_is_named() -> None:
    pattern = SHAPES + 'shape:Thing-name sh:pattern "^[a-z]+$" .'
    [found] = check(triples('id:a a dg:Thing ; dg:name "A7" .'), triples(pattern))
    assert found.message == "A thing has a name: A7"


def test_shape_of_a_class_holds_for_its_subclasses() -> None:
    below = triples("dg:Small rdfs:subClassOf dg:Thing .")
    assert check(triples("id:a a dg:Small ."), triples(SHAPES)) == []
    assert len(check(triples("id:a a dg:Small ."), triples(SHAPES), below)) == 1


def test_findings_come_in_a_stable_order() -> None:
    found = check(triples("id:b a dg:Thing . id:a a dg:Thing ."), triples(SHAPES))
    assert [finding.subject[-1] for finding in found] == ["a", "b"]


def test_aimed_property_shapes_find_what_the_node_shape_finds() -> None:
    from pyshacl import validate
    from rdflib import Graph

    data = Graph().parse(data=PREFIXES + "id:a a dg:Thing . id:b a dg:Thing .", format="turtle")
    shapes = Graph().parse(data=PREFIXES + SHAPES, format="turtle")
    _, results, _ = validate(data, shacl_graph=shapes)
    by_the_book = {str(focus) for focus in results.objects(None, focus_node())}
    assert {
        found.subject for found in check(triples("id:a a dg:Thing . id:b a dg:Thing ."), triples(SHAPES))
    } == by_the_book


def focus_node() -> Any:
    from rdflib import URIRef

    return URIRef("http://www.w3.org/ns/shacl#focusNode")


def test_aim_leaves_a_shape_without_classes_as_it_is() -> None:
    shapes = triples("shape:Thing sh:property shape:Thing-name .")
    assert list(aim(shapes)) == shapes


def test_only_predicates_of_the_shapes_are_read() -> None:
    wanted = predicates_of(triples(SHAPES))
    kept = list(select(triples('id:a a dg:Thing ; dg:name "a" ; dg:size 3 .'), wanted))
    assert len(kept) == 2


def test_real_shapes_close_the_gate_on_an_act_without_state(tmp_path: Path) -> None:
    act = "id:act a dg:TreatyAction ."
    rules = {found.rule for found in validate_shapes(triples(act), folder("ontology"))}
    assert {"About-state", "About-instrument", "Act-actionKind", "Record-evidence"} <= rules
    dump = tmp_path / "dump.nq"
    quads = (ox.Quad(*triple, ox.NamedNode(f"urn:{n}")) for triple in triples(act) for n in (1, 2))
    ox.serialize(quads, str(dump), format=ox.RdfFormat.N_QUADS)
    assert {found.rule for found in validate_dump(dump, folder("ontology"))} == rules


def test_process_of_its_own_writes_findings_as_json(tmp_path: Path) -> None:
    dump = tmp_path / "dump.nq"
    ox.serialize(
        [ox.Quad(*triple) for triple in triples("id:act a dg:TreatyAction .")], str(dump), format=ox.RdfFormat.N_QUADS
    )
    command = [sys.executable, "-m", "dutygraph.validation", str(folder("ontology"))]
    done = subprocess.run(command, input=f"{dump}\n\n", capture_output=True, check=True, text=True)
    assert "About-state" in {Finding(**one).rule for one in json.loads(done.stdout)}


def test_what_is_only_named_is_not_checked_but_known_by_its_type() -> None:
    shapes = triples(
        SHAPES
        + """
        shape:Pair a sh:NodeShape ; sh:targetClass dg:Pair ; sh:property shape:Pair-of .
        shape:Pair-of a sh:PropertyShape ; sh:path dg:of ; sh:class dg:Thing ; sh:message "Of things. Mend"@en .
        """
    )
    pair, thing = triples("id:p a dg:Pair ; dg:of id:a ."), triples("id:a a dg:Thing .")
    assert [found.rule for found in check(pair, shapes, context=thing)] == []
    assert [found.rule for found in check(pair, shapes)] == ["Pair-of"]
    assert [found.rule for found in check([*pair, *thing], shapes)] == ["Thing-name"]


def test_row_of_a_check_is_a_finding_with_its_values(tmp_path: Path) -> None:
    (tmp_path / "nameless.rq").write_text(QUERY, "utf-8")
    assert run_checks(store("id:a a dg:Thing ; dg:size 3 ."), tmp_path) == [
        Finding("must", "https://w3id.org/dutygraph/id/a", "nameless", "a thing has no name: size 3", "name it")
    ]


def test_check_without_severity_is_refused(tmp_path: Path) -> None:
    (tmp_path / "odd.rq").write_text("#+ problem: p\nSELECT ?subject WHERE { ?subject ?p ?o }", "utf-8")
    with pytest.raises(StructureError, match=r"odd\.rq.*severity"):
        run_checks(store(""), tmp_path)


def test_check_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "odd.rq").write_text(HEADER + "SELECT nonsense", "utf-8")
    with pytest.raises(StructureError, match=r"odd\.rq cannot be read"):
        run_checks(store(""), tmp_path)


@pytest.mark.parametrize(
    "link", ["id:a dg:evidence id:row .", "id:a dg:derivation id:d . id:d dg:premise id:b . id:b dg:evidence id:row ."]
)
def test_finding_is_located_in_the_row_it_rests_on(link: str) -> None:
    facts = store(link + ' id:row dg:file "acts.csv" ; dg:row 7 .')
    found = locate(facts, Finding("must", "https://w3id.org/dutygraph/id/a", "r", "m"))
    assert found.source_row == "acts.csv, row 7"


def test_finding_without_evidence_keeps_no_row() -> None:
    assert locate(store(""), Finding("must", "https://w3id.org/dutygraph/id/a", "r", "m")).source_row == ""


def test_thirty_thousand_triples_are_checked_in_seconds() -> None:
    shapes = read_shapes((folder("ontology") / "shapes").glob("trust.ttl"))
    high = "<https://w3id.org/dutygraph/scheme/confidence/high>"
    rows = (f"id:r{n} a dg:SourceRow ; dg:ofSource id:s ; dg:confidence {high} ." for n in range(10_000))
    data = triples("id:s a dg:Source . " + " ".join(rows))
    start = time.process_time()
    found = check(data, shapes)
    assert {finding.rule for finding in found} == {"Source-license", "Source-retrievedAt"}
    assert time.process_time() - start < 5
