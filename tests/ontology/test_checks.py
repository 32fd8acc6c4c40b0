"""Each check finds the defect that it is for, and leaves the sound case alone."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from dutygraph.resources import folder
from dutygraph.validation import Finding, run_checks

CHECKS = folder("ontology") / "checks"
PREFIXES = """
@prefix dg: <https://w3id.org/dutygraph/ns#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix id: <https://w3id.org/dutygraph/id/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
SCHEME = "https://w3id.org/dutygraph/scheme"
SPAN = "a dg:Standing ; dg:state id:S ; dg:instrument id:I"

# The sound cases: a State seen in two spans, an act in force after it was done, a record with evidence.
SOUND = f"""
id:S rdfs:label "S" . id:I rdfs:label "I" . id:P rdfs:label "P" . id:R rdfs:label "R" .
id:one {SPAN} ; dg:holdsFrom "0001-01-01"^^xsd:date ; dg:holdsBefore "2003-07-01"^^xsd:date ; dg:derivation id:d .
id:two {SPAN} ; dg:holdsFrom "2003-07-01"^^xsd:date ; dg:derivation id:d ;
  dg:answer <{SCHEME}/answer/bound> ; dg:act id:act .
id:d dg:byRule id:R ; dg:premise id:P .
id:act a dg:TreatyAction ; dg:actedAtEarliest "2003-01-01"^^xsd:date ; dg:actedAtLatest "2003-01-31"^^xsd:date ;
  dg:inForceAtLatest "2003-07-01"^^xsd:date ; dg:evidence id:row .
id:row a dg:SourceRow ; dg:file "a.csv" ; dg:row 2 ; dg:ofSource id:P ; dg:method <{SCHEME}/method/curated> .
id:rec a dg:Recommendation ; dg:inDocument id:doc . id:doc a dg:MonitoringDocument .
id:place oa:start 1 ; oa:end 2 .
<urn:a> skos:prefLabel "a"@en , "а"@ru ; skos:broader <urn:b> .
"""
DEFECTS = {
    "blank_nodes": "id:S dg:note [] .",
    "bound_without_act": f"id:two2 dg:answer <{SCHEME}/answer/bound> .",
    "broader_cycle": "<urn:b> skos:broader <urn:a> .",
    "dangling_reference": "id:S dg:predecessor id:nobody .",
    "disjoint_classes": ("<urn:A> <http://www.w3.org/2002/07/owl#disjointWith> <urn:B> . id:S a <urn:A> , <urn:B> ."),
    "closed_to_ratification": (
        'id:I dg:closesToRatificationOn id:N . id:N rdfs:label "N" ; '
        'dg:enteredIntoForceAtLatest "2002-02-07"^^xsd:date . '
        f"id:act dg:instrument id:I ; dg:actionKind <{SCHEME}/treaty-action/accession> . "
        f"<{SCHEME}/treaty-action/accession> dg:expressesConsent true ."
    ),
    "protocol_without_parent": (
        f'id:I dg:needsParent <{SCHEME}/parent-need/party> ; dg:parentInstrument id:N . id:N rdfs:label "N" . '
        "id:in a dg:Participation ; dg:derivation id:d ; dg:instrument id:I ; dg:state id:S ."
    ),
    "derived_assignment_without_role": (
        f"id:given a dg:Assignment ; dg:assignmentBasis <{SCHEME}/assignment-basis/derived> ; dg:derivation id:d ."
    ),
    "derived_without_premise": "id:odd a dg:Obligation .",
    "earliest_after_latest": (
        'id:S dg:beganAtEarliest "2001-01-01"^^xsd:date ; dg:beganAtLatest "2000-01-01"^^xsd:date .'
    ),
    "force_before_act": (
        'id:early a dg:TreatyAction ; dg:actedAtEarliest "2003-01-01"^^xsd:date ; '
        'dg:inForceAtLatest "2002-01-01"^^xsd:date .'
    ),
    "incomplete_evidence": "id:row2 a dg:SourceRow .",
    "kyrgyz_copies_russian": (
        'id:S dg:evidence id:row ; rdfs:label "Министерство внутренних дел"@ru , "Министерство внутренних дел"@ky .'
    ),
    "personal_name": 'id:S dg:note "Иванова Анна Петровна" .',
    "place_reversed": "id:place2 oa:start 5 ; oa:end 2 .",
    "private_person": "id:S a <http://xmlns.com/foaf/0.1/Person> .",
    "recommendation_without_document": "id:rec2 a dg:Recommendation .",
    "relation_without_start": "id:rel a dg:ProvisionRelation ; dg:toProvision id:P .",
    "standing_gap": (
        "id:a a dg:Standing ; dg:state id:S ; dg:instrument id:P ; dg:derivation id:d ; "
        'dg:holdsFrom "0001-01-01"^^xsd:date ; dg:holdsBefore "2000-01-01"^^xsd:date .'
    ),
    "standing_open_twice": f'id:b {SPAN} ; dg:derivation id:d ; dg:holdsFrom "2005-01-01"^^xsd:date .',
    "standing_overlap": (
        f'id:c {SPAN} ; dg:derivation id:d ; dg:holdsFrom "2001-01-01"^^xsd:date ; '
        'dg:holdsBefore "2003-07-01"^^xsd:date .'
    ),
    "standing_without_start": (
        "id:e a dg:Standing ; dg:state id:S ; dg:instrument id:P ; dg:derivation id:d ; "
        'dg:holdsFrom "1990-01-01"^^xsd:date .'
    ),
    "two_labels": 'id:S skos:prefLabel "one"@en , "two"@en .',
    "weak_row_as_fact": f"id:row dg:confidence <{SCHEME}/confidence/low> .",
}


def run(turtle: str) -> list[Finding]:
    store = ox.Store()
    store.load((PREFIXES + turtle).encode(), ox.RdfFormat.TURTLE)
    return run_checks(store, CHECKS)


def test_sound_graph_gives_no_finding() -> None:
    assert [str(finding) for finding in run(SOUND)] == []


@pytest.mark.parametrize("check", sorted(DEFECTS))
def test_check_finds_its_defect(check: str) -> None:
    found = run(SOUND + DEFECTS[check])
    assert {finding.rule for finding in found} == {check}
    assert all(finding.repair for finding in found)


def test_every_check_is_proven() -> None:
    assert {path.stem for path in Path(CHECKS).glob("*.rq")} == set(DEFECTS)


def test_succession_may_take_effect_before_it_is_notified() -> None:
    act = (
        f"id:s a dg:TreatyAction ; dg:actionKind <{SCHEME}/treaty-action/succession> ; "
        'dg:actedAtEarliest "1995-01-01"^^xsd:date ; dg:inForceAtLatest "1991-12-26"^^xsd:date .'
    )
    assert run(SOUND + act) == []


@pytest.mark.parametrize(
    "text",
    [
        "жалоба Ивана Петровича", "обратилась Анна Петровна", "Асан уулу Бакыт", "Айгүл Бакыт кызы", "А. Б. Иванов",
        "г-жа Петрова", "Асанов мырза Бакыт", "Bakyt uulu", "Ivan Petrovich", "a complaint of Mr. Smith",
    ],
)  # fmt: skip
def test_name_of_a_person_is_noticed_in_a_text(text: str) -> None:
    assert {finding.rule for finding in run(f'id:S dg:gist "{text}" .')} == {"personal_name"}


@pytest.mark.parametrize(
    "text",
    [
        "ст. 7 МПЭСКП", "г. Бишкек", "Судебная коллегия Верховного суда", "Верховный Суд", "Отечественный фонд",
        "кызы менен уулу", "Министерство внутренних дел", "CCPR/C/KGZ/CO/3, para. 14", "Art. 7 ICESCR", "Ч. 2 ст. 3",
        "Ministry of Labour", "граждане Кыргызстана", "Первичная Медицинская помощь",
    ],
)  # fmt: skip
def test_office_place_or_article_is_not_taken_for_a_person(text: str) -> None:
    assert run(f'id:S dg:gist "{text}" .') == []


@pytest.mark.parametrize("name", ["http://schema.org/Person", "http://www.w3.org/ns/prov#Person"])
def test_person_of_any_vocabulary_closes_the_gate(name: str) -> None:
    assert [finding.severity for finding in run(f"id:S a <{name}> .")] == ["must"]
