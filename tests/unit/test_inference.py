from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from dutygraph.errors import StructureError
from dutygraph.inference import derive, read_rules

HEADER = "#+ title: {en: T}\n#+ why: w\n#+ source: s\n#+ stratum: %s\n%s"
E = "http://example.org/"


def store(*triples: str) -> ox.Store:
    made = ox.Store()
    made.load("\n".join(triples).encode(), ox.RdfFormat.N_TRIPLES)
    return made


def rule(folder: Path, name: str, stratum: int, query: str, extra: str = "") -> None:
    (folder / f"{name}.rq").write_text(HEADER % (stratum, extra) + query)


def test_a_rule_does_not_see_what_its_own_stratum_derives(tmp_path: Path) -> None:
    rule(tmp_path, "a", 1, f"CONSTRUCT {{ ?s <{E}q> ?o }} WHERE {{ ?s <{E}p> ?o }}")
    rule(tmp_path, "b", 1, f"CONSTRUCT {{ ?s <{E}r> ?o }} WHERE {{ ?s <{E}q> ?o }}")
    rule(tmp_path, "c", 2, f"CONSTRUCT {{ ?s <{E}t> ?o }} WHERE {{ ?s <{E}q> ?o }}")
    derived = derive(store(f"<{E}x> <{E}p> <{E}y> ."), read_rules(tmp_path))
    assert {name: len(found) for name, found in derived.items()} == {"a": 1, "b": 0, "c": 1}


def test_a_recursive_rule_runs_until_nothing_new_comes(tmp_path: Path) -> None:
    query = f"CONSTRUCT {{ ?a <{E}p> ?c }} WHERE {{ ?a <{E}p> ?b . ?b <{E}p> ?c }}"
    rule(tmp_path, "chain", 1, query, "#+ recursive: true\n")
    chain = [f"<{E}{n}> <{E}p> <{E}{n + 1}> ." for n in range(5)]
    facts = store(*chain)
    derive(facts, read_rules(tmp_path))
    assert len(facts) == 15


def test_a_text_with_strange_ends_of_line_stays_one_fact(tmp_path: Path) -> None:
    rule(tmp_path, "copy", 1, f"CONSTRUCT {{ ?s <{E}q> ?o }} WHERE {{ ?s <{E}p> ?o }}")
    text = "one\u2028two\x85three\x0cfour\\r\\nfive"
    facts = store(f'<{E}x> <{E}p> "{text}" .')
    assert len(derive(facts, read_rules(tmp_path))["copy"]) == 1
    (asserted,), (derived,) = (facts.quads_for_pattern(None, ox.NamedNode(E + p), None) for p in "pq")
    assert asserted.object == derived.object


def test_a_rule_without_a_reason_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bare.rq").write_text("#+ title: {en: T}\n#+ stratum: 1\nCONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    with pytest.raises(StructureError, match=r"bare\.rq: the header is not complete: 'why'"):
        read_rules(tmp_path)


def test_a_rule_that_does_not_parse_is_named(tmp_path: Path) -> None:
    rule(tmp_path, "broken", 1, "CONSTRUCT { ?s ?p")
    with pytest.raises(StructureError, match="rule broken cannot be read"):
        derive(store(), read_rules(tmp_path))


def test_no_recursive_rule_of_ours_negates() -> None:
    from dutygraph.resources import folder

    for ours in read_rules(folder("ontology") / "rules"):
        assert not (ours.is_recursive and any(word in ours.query for word in ("MINUS", "NOT EXISTS"))), ours.name
