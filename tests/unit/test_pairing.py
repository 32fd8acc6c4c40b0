"""Rows of two answers are paired as a person would: what came, what went, and what has other values."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from dutygraph.affected import may_differ
from dutygraph.pairing import pair_rows
from dutygraph.store import Table, Term

ID = "https://w3id.org/dutygraph/id/"


def term(text: str) -> Term | None:
    if not text:
        return None
    return NamedNode(ID + text) if "/" in text else Literal(text)


def table(columns: str, *rows: str) -> Table:
    return Table(tuple(columns.split()), [tuple(map(term, row.split(","))) for row in rows])


def paired(old: Table, new: Table) -> list[tuple[bool, bool, tuple[str, ...]]]:
    """Return of each pair: was it there before, is it there now, which columns changed."""
    return [(one.before is not None, one.after is not None, one.changed) for one in pair_rows(old, new, ("all",))]


def test_equal_answers_in_another_order_do_not_differ() -> None:
    assert pair_rows(table("a b", "x/1,u", "x/2,v"), table("a b", "x/2,v", "x/1,u")) == []


def test_a_row_that_is_there_more_often_came() -> None:
    assert paired(table("a", "x/1"), table("a", "x/1", "x/1")) == [(False, True, ())]


def test_rows_with_the_same_things_are_one_row_with_other_values() -> None:
    old = table("state item date", "s/K,i/1,2001", "s/K,i/2,2001")
    new = table("state item date", "s/K,i/1,2002", "s/K,i/2,2001")
    assert paired(old, new) == [(True, True, ("date",))]


def test_a_row_about_another_thing_is_another_row() -> None:
    old = table("state item date n", "s/K,i/1,2001,5")
    new = table("state item date n", "s/K,i/2,2001,5", "s/K,i/3,1999,1")
    assert sorted(paired(old, new)) == [(False, True, ()), (False, True, ()), (True, False, ())]


def test_another_act_behind_the_same_thing_is_a_change_if_most_is_equal() -> None:
    old = table("item act a b c", "i/1,act/1,x,y,z", "i/2,act/2,x,y,z")
    assert paired(old, table("item act a b c", "i/1,act/9,x,y,z", "i/2,act/2,x,y,z")) == [(True, True, ("act",))]
    far = table("item act a b c", "i/1,act/9,p,q,r", "i/2,act/2,x,y,z")
    assert paired(old, far) == [(False, True, ()), (True, False, ())]


def test_one_row_before_and_after_is_the_same_answer() -> None:
    old, new = table("answer act", "no,act/1"), table("answer act", "yes,act/2")
    assert paired(old, new) == [(True, True, ("answer", "act"))]


def test_the_order_in_a_list_means_nothing() -> None:
    old = Table(("all",), [(Literal(f"{ID}x/1 {ID}x/2"),)])
    assert pair_rows(old, Table(("all",), [(Literal(f"{ID}x/2 {ID}x/1"),)]), ("all",)) == []


def test_columns_that_only_one_of_two_questions_has_are_left_aside() -> None:
    assert pair_rows(table("a b", "x/1,u"), table("c a", "v,x/1")) == []


P = "PREFIX p: <http://e/>\n"


@pytest.mark.parametrize(
    ("query", "may"),
    [
        (P + "SELECT ?s { ?s p:a ?o }", True),
        (P + "SELECT ?s ?o ?x { ?s p:b ?o . ?o p:c ?x } ORDER BY ?s ?o ?x", False),
        (P + "SELECT * { VALUES (?s ?o) { (p:x p:y) } ?s p:b ?o FILTER(?o != p:c && !BOUND(?o)) }", False),
        ("SELECT * { ?s <http://e/a> ?o }", True),
        (P + "SELECT * { ?s p:b/p:a* ?o }", True),
        (P + "SELECT * { ?s a p:Class }", True),
        (P + "SELECT * { ?s a p:Other # p:a and \"\n }", False),
        (P + "SELECT * { ?s p:b \"p:a # ?s ?p ?o\" . ?s p:c 'x' }", False),
        (P + "SELECT * { ?s ?p ?o }", True),
        (P + "SELECT * { ?s p:b ?x OPTIONAL { ?x ?p 5 } }", True),
        (P + "SELECT * { ?s p:b ?x ; ?p [ p:c ?y ] }", True),
        (P + "SELECT * { ?s a ?class }", True),
        (P + "SELECT * { ?s a/p:b ?class }", True),
        (P + "SELECT * { ?s !p:b ?o }", True),
        (P + "SELECT * { ?s !(^p:b|p:c) ?o }", True),
    ],
)
def test_a_question_is_skipped_only_if_nothing_that_changed_can_touch_it(query: str, may: bool) -> None:
    assert may_differ(query, {"http://e/a", "http://e/Class"}) is may
