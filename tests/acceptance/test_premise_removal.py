"""Without a premise that it names, a derived fact is gone, unless another way to it was listed.

For each rule one fact is taken, and one of the records that it rests on is followed down to its row. All these rows
are taken out of one scratch copy of the sources, which is built once; the facts do not get in each other's way.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from acceptance.scratch import Changed, build_copy

from dutygraph.api import Graph
from dutygraph.evidence import Leaf, trace
from dutygraph.resources import folder

BASE = "https://w3id.org/dutygraph/"
# These cut time into spans, and state no answer.
WITHOUT_PREMISES = {"standing_spans", "standing_ends", "procedure_spans", "procedure_ends"}

BESIDE = {"state_roles.csv"}  # rows that say something more of a thing that has a row of its own

PREFIX = "PREFIX dg: <https://w3id.org/dutygraph/ns#>\n"
DERIVATIONS = "SELECT DISTINCT ?derivation WHERE { <%s> dg:derivation ?derivation . ?derivation dg:byRule <%s> }"
STATED = "SELECT ?p ?o WHERE { GRAPH <%s> { <%s> ?p ?o } }"
ASSIGNMENT = "SELECT ?assignment WHERE { ?assignment dg:assigns <%s> ; dg:underMandate <%s> }"
PREMISE = "SELECT ?premise WHERE { <%s> dg:derivation ?way . ?way dg:premise ?premise } ORDER BY ?premise LIMIT 1"
RULES = """SELECT DISTINCT ?rule WHERE {
  ?node dg:derivation ?way . ?way dg:byRule ?rule ; dg:premise ?premise MINUS { ?rule a dg:Matcher }
}"""  # matchers are tried in tests/matching


@dataclass(frozen=True)
class Case:
    """A fact of a rule, and the record behind one of its premises whose row is taken out."""

    rule: str
    fact: str
    removed: str
    has_other_ways: bool = False


RATIFIED, JUSTICE = "treaty-action/ARM/cat/accession", "mandate/ministry-of-justice/493031f608ec"
DENOUNCED, REVISED = "treaty-action/BLR/iccpr-op1/denunciation", "treaty-action/BLR/ilo-c183/ratification"
UNVERIFIED, OBSERVED = "treaty-action/UZB/ilo-c183/unverified", "treaty-action/ARM/icrmw/none"
COURTS, OPEN_GOVERNMENT = "constitutional-court-1995--constitutional-chamber", "plan-action/ogp-plan-2018-2020/KG0026"
COMPLAINT = "KAZ/cat-21-interstate"

CASES = [
    Case("participation", "participation/ARM/cat/accession", RATIFIED),
    Case("obligation", "obligation/ARM/cat/art-10/fulfil", RATIFIED),
    Case("obligation", "obligation/KAZ/cat/art-16/prohibit", "provision/cat/art-16"),
    Case("standing_4_bound", "standing/ARM/cat/1993-10-13", RATIFIED),
    Case("standing_5_before", "standing/ARM/cat/1993-09-13", RATIFIED),
    Case("standing_5_window", "standing/ARM/ilo-c143/2007-01-01", "treaty-action/ARM/ilo-c143/ratification"),
    Case("participation_denounced", "participation/BLR/iccpr-op1/accession", DENOUNCED),
    Case("standing_6_ended", "standing/BLR/iccpr-op1/2023-02-08", DENOUNCED),
    Case("participation_revised", "participation/BLR/ilo-c103/ratification", REVISED),
    Case("standing_6_released", "standing/BLR/ilo-c103/2005-02-10", REVISED),
    Case("participation_perhaps_ended", "participation/UZB/ilo-c103/ratification", UNVERIFIED),
    Case("standing_4_possible_ending", "standing/UZB/ilo-c103/2002-02-07", UNVERIFIED),
    Case("standing_7_observed", "standing/ARM/icrmw/2003-07-01", OBSERVED),
    Case("standing_8_unknown", "standing/ARM/icrmw/2023-09-27", OBSERVED),
    Case(
        "participation_of_predecessor", "participation/SUN/cedaw/ratification", "treaty-action/RUS/cedaw/ratification"
    ),
    Case("procedure_open", f"procedure-standing/{COMPLAINT}/2008-12-31", f"procedure-acceptance/{COMPLAINT}"),
    Case("standing_1_kind", "standing/KGZ/bangkok-rules/0001-01-01", "instrument/bangkok-rules"),
    Case("standing_2_instrument", "standing/KGZ/ilo-c119/0001-01-01", "instrument/ilo-c119"),
    Case("standing_3_state", "standing/KOR/ilo-c029/1932-05-01", "state/KOR"),
    Case("standing_3_state_uncertain", "standing/KOR/ilo-c029/1948-01-01", "state/KOR"),
    Case("commitment", "commitment/ARM/ilo-r151/para-28/cooperate", "provision/ilo-r151/para-28"),
    Case("assignment_from_mandate", "recommendation/UPR1-76.81", JUSTICE),
    Case("instrument_relations", "instrument-relation/cat/specific-of/iccpr", ""),
    Case("instrument_relations", "instrument-relation/cat/same-interest/iccpr", "", has_other_ways=True),
    Case(
        "counterpart", "counterpart/ilo-r151/para-24--ilo-c097/art-2--same-interest", "provision-relation/fb5c40dd8549"
    ),
    Case("treaty_basis", "treaty-basis/KGZ/ilo-r151/para-20/protect/ilo-c097", "provision-relation/6b9e8e9e7f85"),
    Case("deadline", "deadline/44be2f7e96ae1f8c62a788f00a801787a2985492", "state-report/kgz-crpd-1"),
    Case("succession", "succession/border-service-scns--state-border-service-2026", "body/border-service-scns"),
    Case("succession_chain", f"succession/{COURTS}--constitutional-court", "body/constitutional-chamber"),
    Case("series_change", "series-change/0dda290d2e81a6846a42bdbb522f0f277620c593", "observation/0013298c1b42"),
    Case("grounding_named", "grounding/named/CCPR2-24/iccpr/art-19", "recommendation/CCPR2-24"),
    Case("backing_named", "backing/named/bir-duino-2018/S2018-60/icescr/art-7", "provision/icescr/art-7"),
    Case("request", "request/07c010801326659540bfce8b54840f1df1ae298d", "recommendation/KAZ-CEDAW5-x2"),
    Case("assignment_moved", "assignment/7b3bd827918b21f1359ae17ee8b797473c01b706", OPEN_GOVERNMENT),
]


@dataclass(frozen=True)
class Found:
    """What the graph held for a case before anything was removed."""

    fact: str
    derivations: frozenset[str]
    leaf: Leaf


@pytest.fixture(scope="module")
def found(graph: Graph) -> dict[Case, Found]:
    return {case: _look_up(graph, case) for case in CASES}


@pytest.fixture(scope="module")
def without(found: dict[Case, Found], real_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The graph of the sources without all these rows."""

    def take_out(copy: Changed) -> None:
        rows: dict[str, set[int]] = {}
        for one in found.values():
            rows.setdefault(f"{one.leaf.source}/{one.leaf.file}", set()).add(one.leaf.row)
        for file, numbers in rows.items():
            copy.remove(file, numbers)

    return build_copy(tmp_path_factory.mktemp("without"), real_home / "cache", take_out)


def _label(case: Case) -> str:
    return f"{case.rule}: {case.fact}"


@pytest.mark.parametrize("case", CASES, ids=_label)
def test_a_fact_goes_with_its_premise_unless_it_has_another(
    graph: Graph, without: Graph, found: dict[Case, Found], case: Case
) -> None:
    before = found[case]
    assert before.derivations, "the rule does not give this fact"
    assert before.leaf in trace(graph.store, before.fact), "the fact does not name what is removed"
    left = _derivations(without, before.fact, case.rule)
    if case.has_other_ways:
        assert left
        assert left < before.derivations
    else:
        assert not left
        assert not _stated(without, before.fact, case.rule)


def test_every_rule_that_states_facts_is_tried() -> None:
    rules = {path.stem for path in (folder("ontology") / "rules").glob("*.rq")}
    assert {case.rule for case in CASES} == rules - WITHOUT_PREMISES


def test_every_derived_node_names_its_premises_except_spans(graph: Graph) -> None:
    named = {str(row.rule).rsplit("/", 1)[-1] for row in graph.sparql(PREFIX + RULES)}
    assert named == {case.rule for case in CASES}


def test_a_duty_owed_in_a_role_rests_on_the_row_of_that_role(graph: Graph) -> None:
    leaves = trace(graph.store, f"{BASE}id/obligation/KGZ/icrmw/art-41-1/respect")  # of States of origin only
    assert "state_roles.csv" in {leaf.file for leaf in leaves}


def test_an_assignment_through_a_linked_theme_rests_on_the_row_of_the_link(graph: Graph) -> None:
    """CAT art. 14 and the mandate meet only through the theme to which `right-...` is linked."""
    mandate = f"{BASE}id/mandate/ministry-labour-social-development/d6005c760273"
    (row,) = graph.sparql(PREFIX + ASSIGNMENT % (f"{BASE}id/obligation/KGZ/cat/art-14/remedy", mandate))
    assert "themes.csv" in {leaf.file for leaf in trace(graph.store, row.assignment)}


def _look_up(graph: Graph, case: Case) -> Found:
    fact = f"{BASE}id/{case.fact}"
    if case.rule == "assignment_from_mandate":  # its IRI is a hash: found by what it assigns under which mandate
        (row,) = graph.sparql(PREFIX + ASSIGNMENT % (fact, f"{BASE}id/{case.removed}"))
        fact = row.assignment
    record = f"{BASE}id/{case.removed}"
    if not case.removed:
        (row,) = graph.sparql(PREFIX + PREMISE % fact)
        record = row.premise
    (leaf,) = [leaf for leaf in trace(graph.store, record) if leaf.file not in BESIDE]
    return Found(fact, _derivations(graph, fact, case.rule), leaf)


def _derivations(graph: Graph, fact: str, rule: str) -> frozenset[str]:
    rows = graph.sparql(PREFIX + DERIVATIONS % (fact, f"{BASE}id/rule/{rule}"))
    return frozenset(str(row.derivation) for row in rows)


def _stated(graph: Graph, fact: str, rule: str) -> list[object]:
    return list(graph.sparql(STATED % (f"{BASE}graph/derived/{rule}", fact)))
