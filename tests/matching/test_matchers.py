"""A matcher finds what its features say, no more, and every match can be explained and taken away."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest

from dutygraph.api import Graph
from dutygraph.errors import StructureError
from dutygraph.evidence import trace
from dutygraph.explaining import explain
from dutygraph.matching import derive, find, read_matchers
from dutygraph.matching_actions import Categories, assess
from dutygraph.matching_records import Records
from dutygraph.matching_words import Lexicon
from dutygraph.resources import folder
from dutygraph.workspace import current_release

MATCHERS = folder("ontology") / "matchers"
PREFIX = "PREFIX dg: <https://w3id.org/dutygraph/ns#>\nPREFIX method: <https://w3id.org/dutygraph/scheme/method/>\n"
BASE = "https://w3id.org/dutygraph/"
NS, ID, THEME = BASE + "ns#", BASE + "id/", BASE + "scheme/theme/"


@pytest.fixture(scope="module")
def graph(real_home: Path) -> Graph:
    return Graph.open(str(real_home))


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.read(MATCHERS / "words.yml")


def rows(graph: Graph, query: str) -> list[tuple[str, ...]]:
    return [tuple(getattr(cell, "value", "") for cell in row) for row in graph.store.select(PREFIX + query).rows]


# Words


def test_words_that_are_the_same_are_one_and_words_with_one_stem_are_not(lexicon: Lexicon) -> None:
    assert lexicon.stems("Accede to the treaty.") == lexicon.stems("Ratification of the convention")
    assert lexicon.stems("minors") != lexicon.stems("minorities")  # for a stemmer both are "minor"
    assert lexicon.stems("a sign language") == ["sign-language"]


def test_what_a_text_asks_is_read_from_its_words(lexicon: Lexicon) -> None:
    assert lexicon.asked(lexicon.stems("Prosecute the perpetrators and train judges.")) == ["investigate", "train"]


# A little world of two recommendations


def world(*more: str, theme: str = "a", earlier: str = "2010-01-01", document: str = "d1") -> ox.Store:
    """Two recommendations: the later has theme a, the earlier the theme given; themes b and a are linked."""
    turtle = f"""
    @prefix dg: <{NS}> . @prefix i: <{ID}> . @prefix t: <{THEME}> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    t:b dg:relatedTheme t:a .
    <{ID}recommendation/old> a dg:Recommendation ; dg:inDocument <{ID}document/{document}> ; dg:theme t:{theme} ;
      dg:addressedToState <{ID}state/KGZ> ; dg:gist "Release the imprisoned lawyer."@en ;
      dg:madeAtEarliest "{earlier}"^^xsd:date ; dg:madeAtLatest "{earlier}"^^xsd:date .
    <{ID}recommendation/new> a dg:Recommendation ; dg:inDocument <{ID}document/d2> ; dg:theme t:a ;
      dg:addressedToState <{ID}state/KGZ> ; dg:gist "Free the lawyer at once."@en ;
      dg:madeAtEarliest "2020-01-01"^^xsd:date ; dg:madeAtLatest "2020-12-31"^^xsd:date .
    {" ".join(more)}
    """
    store = ox.Store()
    store.load(turtle.encode(), ox.RdfFormat.TURTLE)
    return store


@pytest.fixture
def matched(tmp_path: Path) -> Callable[[ox.Store], list[ox.Triple]]:
    """Return what a matcher of themes and words derives from a store."""
    (tmp_path / "words.yml").write_text((MATCHERS / "words.yml").read_text("utf-8"), "utf-8")
    (tmp_path / "same.yml").write_text(
        "title: {en: Same}\nwhy: why\nsource: s\nversion: 1\nfinds: Restatement\nleft: recommendation\n"
        "right: recommendation\nweights: {theme: 0.8, words: 0.2}\nthreshold: 0.6\n",
        "utf-8",
    )
    return lambda store: derive(store, read_matchers(tmp_path))["same"]


def test_a_match_names_its_score_its_features_and_its_premises(
    matched: Callable[[ox.Store], list[ox.Triple]],
) -> None:
    found = {(local(t.predicate.value), local(t.object.value)) for t in matched(world())}
    assert ("restates", "old") in found
    assert ("ofRecommendation", "new") in found
    assert ("method", "inferred") in found
    assert {value for name, value in found if name == "matchedOn"} == {"theme", "words"}
    assert {value for name, value in found if name == "premise"} == {"old", "new"}
    (detail,) = [value for name, value in found if name == "scoreDetail"]
    assert detail.endswith("[lawyer]")


def test_a_match_through_linked_themes_rests_on_the_link_and_goes_with_it(
    matched: Callable[[ox.Store], list[ox.Triple]],
) -> None:
    store = world(theme="b")
    premises = {local(t.object.value) for t in matched(store) if local(t.predicate.value) == "premise"}
    assert premises == {"old", "new", "b"}
    unlinked = world(theme="b")
    unlinked.update(f"DELETE WHERE {{ <{THEME}b> <{NS}relatedTheme> ?any }}")
    assert matched(unlinked) == []


def test_a_match_goes_with_either_record(matched: Callable[[ox.Store], list[ox.Triple]]) -> None:
    for gone in ("old", "new"):
        store = world()
        store.update(f"DELETE WHERE {{ <{ID}recommendation/{gone}> ?p ?o }}")
        assert matched(store) == []


@pytest.mark.parametrize(
    ("earlier", "document", "why"),
    [
        ("2021-01-01", "d1", "it is the later one"),
        ("2020-06-01", "d1", "it may be the later one: the other is known by its year"),
        ("2010-01-01", "d2", "both stand in one document"),
    ],
)
def test_only_what_is_certainly_earlier_and_stands_elsewhere_is_restated(
    matched: Callable[[ox.Store], list[ox.Triple]], earlier: str, document: str, why: str
) -> None:
    restated = {local(t.object.value) for t in matched(world(earlier=earlier, document=document))}
    if earlier == "2021-01-01":  # then the other one is restated
        assert {"old", "new"} <= restated
    else:
        assert restated == set(), why


def local(text: str) -> str:
    return re.split(r"[/#]", text)[-1] if text.startswith(BASE) else text


# Declarations


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("words: 0.35", "words: 0.30"), "the weights do not add up to 1"),
        (("words: ", "letters: "), "no feature is called letters"),
        (("finds: Restatement\n", ""), "'finds'"),
    ],
)
def test_a_matcher_that_is_declared_wrongly_is_refused(tmp_path: Path, change: tuple[str, str], problem: str) -> None:
    (tmp_path / "words.yml").write_text((MATCHERS / "words.yml").read_text("utf-8"), "utf-8")
    text = "title: {en: T}\nwhy: w\nsource: s\nversion: 1\nfinds: Restatement\nweights: {theme: 0.65, words: 0.35}\n"
    (tmp_path / "wrong.yml").write_text(text.replace(*change), "utf-8")
    with pytest.raises(StructureError, match=re.escape(problem)):
        read_matchers(tmp_path)


def test_a_graph_without_matchers_has_no_matches(tmp_path: Path) -> None:
    assert derive(world(), read_matchers(tmp_path)) == {}


def test_the_first_category_that_fits_is_taken() -> None:
    categories = read_matchers(MATCHERS).each[0].categories
    assert isinstance(categories, Categories)
    said = {text: assess(text, categories) for text in ("Continue to ratify treaties.", "Ratify it.", "Be kind.")}
    assert [one.category for one in said.values()] == ["continuing", "specific", "general"]
    assert [one.is_vague for one in said.values()] == [True, False, True]


# The real graph


def test_no_inferred_link_repeats_or_refines_one_that_the_record_names(graph: Graph) -> None:
    assert not rows(
        graph,
        """SELECT ?guess WHERE {
          ?guess a dg:Grounding ; dg:method method:inferred ; dg:ofRecommendation ?item ; dg:restsOnProvision ?one .
          ?item dg:citesProvision ?named . { ?one dg:parentProvision* ?named } UNION { ?named dg:parentProvision* ?one }
        }""",
    )


def test_every_score_is_the_sum_of_its_parts(graph: Graph) -> None:
    found = rows(graph, "SELECT ?score ?detail WHERE { ?match dg:score ?score ; dg:derivation/dg:scoreDetail ?detail }")
    assert len(found) > 100
    for score, detail in found:
        total, _, parts = detail.partition(": ")
        assert Decimal(score) == Decimal(total) == sum(map(Decimal, re.findall(r"[a-z] (\d\.\d\d)", parts))), detail


def test_every_match_leads_down_to_the_rows_of_both_records(graph: Graph) -> None:
    ends = "ofRecommendation|dg:ofCall|dg:restates|dg:backedBy|dg:restsOnProvision"
    for match, one in rows(graph, f"SELECT ?match ?end WHERE {{ ?match dg:score ?score ; dg:{ends} ?end }}")[::40]:
        assert set(trace(graph.store, one)) <= set(trace(graph.store, match))


def test_an_explanation_says_what_the_score_is_made_of(graph: Graph) -> None:
    ((match, detail),) = rows(
        graph,
        "SELECT ?m ?d WHERE { ?m a dg:Restatement ; dg:derivation/dg:scoreDetail ?d } ORDER BY DESC(?d) ?m LIMIT 1",
    )
    told = str(explain(graph.store, match))
    assert detail in told
    assert "A recommendation asks again for what an earlier one asked" in told


def test_what_is_inferred_has_a_graph_of_its_own(graph: Graph) -> None:
    query = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?link dg:method method:inferred ; a ?class } } ORDER BY ?g"
    assert [local(name) for (name,) in rows(graph, query)] == [one.name for one in read_matchers(MATCHERS).each]


def test_no_pair_is_lost_by_not_comparing_all(real_home: Path) -> None:
    """The index leaves out pairs that cannot reach the threshold; comparing each pair finds no more."""
    from dutygraph.matching import compare, may_match

    matchers = read_matchers(MATCHERS)
    assert matchers.lexicon
    records = Records(ox.Store.read_only(str(current_release(real_home) / "store")), matchers.lexicon)
    for matcher in matchers.each[1:]:
        lefts, rights = records.kinds[matcher.left][::23], records.kinds[matcher.right]
        slow = {
            (left.iri, right.iri)
            for left in lefts
            for right in rights
            if may_match(matcher, records, left, right) and compare(matcher, left, right).score >= matcher.threshold
        }
        known = {left.iri for left in lefts}
        fast = {(match.left.iri, match.right.iri) for match in find(matcher, records) if match.left.iri in known}
        assert fast == slow, matcher.name


HASHES = f"""
import hashlib, sys
from pathlib import Path
import pyoxigraph as ox
from dutygraph.matching import derive, read_matchers
facts = ox.Store()
facts.bulk_extend(ox.Store.read_only(sys.argv[1]).quads_for_pattern(None, None, None, ox.DefaultGraph()))
facts.update("DELETE WHERE {{ ?match <{NS}score> ?score }}")
found = derive(facts, read_matchers(Path(sys.argv[2])))
print(hashlib.sha256("".join(sorted(str(t) for ts in found.values() for t in ts)).encode()).hexdigest())
"""


def test_the_order_of_sets_in_memory_changes_nothing(real_home: Path) -> None:
    command = [sys.executable, "-c", HASHES, str(current_release(real_home) / "store"), str(MATCHERS)]
    made = {
        subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(made) == 1
