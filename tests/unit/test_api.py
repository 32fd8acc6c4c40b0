"""Python people open a workspace or an endpoint and ask."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from endpoint import serve
from worlds import ID, QUERIES, make_release, small_graph, small_store

import dutygraph
from dutygraph import api
from dutygraph.catalogue import Catalogue, compile_catalogue
from dutygraph.errors import BadInput, EnvironmentProblem, WrongUse
from dutygraph.results import Result


@pytest.fixture
def home(tmp_path: Path) -> Path:
    make_release(tmp_path / "home")
    return tmp_path / "home"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serve(small_store()) as address:
        yield address


@pytest.fixture
def remote(address: str, monkeypatch: pytest.MonkeyPatch) -> api.Graph:
    monkeypatch.setattr("dutygraph.questions.installed_catalogue", lambda: Catalogue(compile_catalogue(QUERIES)))
    return dutygraph.open(address)


def test_a_workspace_is_opened_and_asked(home: Path) -> None:
    result = dutygraph.open(str(home)).ask("is_bound", state="RUS", instrument="icrmw", on="2012-01-01")
    assert result.answer == ox.NamedNode("https://w3id.org/dutygraph/scheme/answer/not-bound")
    assert result.release == "small"


def test_the_environment_says_what_is_opened(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUTYGRAPH_HOME", str(home))
    assert len(dutygraph.open().ask("standings")) == 3


def test_nothing_built_yet_is_said_with_its_repair(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="dutygraph build"):
        dutygraph.open(str(tmp_path))


def test_an_endpoint_gives_the_same_answer_as_the_local_store(remote: api.Graph) -> None:
    for name, given in [("is_bound", {"instrument": "C183"}), ("standings", {}), ("is_bound", {"instrument": "icrmw"})]:
        there, here = remote.ask(name, evidence=True, **given), small_graph().ask(name, evidence=True, **given)
        assert there.table == here.table
        assert there.summary == here.summary
        assert there.evidence == here.evidence
        assert there.coverage == here.coverage


def test_names_are_resolved_over_an_endpoint(remote: api.Graph) -> None:
    assert remote.find("МВД", "body") == ID + "body/ministry-of-internal-affairs"
    with pytest.raises(WrongUse, match="did you mean: KGZ"):
        remote.find("Kyrgistan", "state")


def test_triples_and_truth_values_come_over_an_endpoint(remote: api.Graph) -> None:
    assert remote.sparql("ASK { ?s ?p ?o }") is True
    triples = remote.sparql("CONSTRUCT { ?s a ?t } WHERE { ?s a ?t } LIMIT 3")
    assert isinstance(triples, list)
    assert len(triples) == 3


def test_a_query_that_an_endpoint_refuses_is_bad_input(remote: api.Graph) -> None:
    with pytest.raises(BadInput):
        remote.sparql("SELECT nonsense")


def test_an_endpoint_that_does_not_answer_is_an_environment_problem() -> None:
    with pytest.raises(EnvironmentProblem, match="does not answer"):
        api.Graph.open("http://127.0.0.1:9/sparql").sparql("ASK { ?s ?p ?o }")


def test_any_sparql_gives_rows_with_labels() -> None:
    result = small_graph("ru").sparql("SELECT ?s WHERE { ?s a <https://w3id.org/dutygraph/ns#State> } ORDER BY ?s")
    assert isinstance(result, Result)
    assert [row.s.label for row in result] == ["Кыргызстан", "Российская Федерация"]


def test_a_parameter_whose_name_is_a_python_word_ends_in_an_underscore() -> None:
    assert len(small_graph().ask("is_bound", instrument="icrmw", on_="2018-07-01")) == 1


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")  # rdflib's own use
def test_the_rdflib_view_is_for_reading(home: Path) -> None:
    dataset = dutygraph.open(str(home)).rdflib()
    import rdflib

    with pytest.raises(Exception, match="read-write"):
        dataset.add((rdflib.URIRef("urn:a"), rdflib.URIRef("urn:b"), rdflib.URIRef("urn:c")))
