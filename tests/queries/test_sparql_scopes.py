"""The lint of sub-selects sees a parameter that does not reach into one, and only that."""

from __future__ import annotations

import pytest
from queries.sparql_scopes import lost_parameters, order_variables, read_scopes

INNER = "SELECT ?x WHERE {{ VALUES ?state {{ <s> }} ?x <p> ?state OPTIONAL {{ {0} }} }}"


@pytest.mark.parametrize(
    "inner",
    [
        "{ SELECT ?x WHERE { VALUES ?state { <s> } ?x <p> ?state } }",
        "{ SELECT ?x ?state WHERE { ?x <p> ?state } }",
        "{ SELECT ?x WHERE { VALUES (?y ?state) { (1 <s>) } ?x <p> ?state } }",
        "{ SELECT ?x ?state WHERE { { SELECT ?x ?state WHERE { ?x <p> ?state } } } }",
        "{ SELECT ?x (SUM(?y) AS ?state) WHERE { ?x <p> ?y } GROUP BY ?x }",
        "?x <p> ?state",
        'FILTER(?x != "{ SELECT ?state WHERE { FILTER(?state) } }")',
        "?x <http://example.org/#state> ?y # { SELECT ?x WHERE { FILTER(?state) }",
    ],
)
def test_parameter_that_has_its_values_is_in_order(inner: str) -> None:
    assert lost_parameters(INNER.format(inner), {"state"}) == []


@pytest.mark.parametrize(
    "inner",
    [
        "{ SELECT ?x WHERE { ?x <p> ?state } }",
        "{ SELECT ?x WHERE { ?x <p> ?y FILTER(?y <= ?state && (?y > 1)) } }",
        "{ SELECT ?x ?state WHERE { ?x <p> ?y FILTER(?y = ?state) } }",
        "{ SELECT ?x WHERE { VALUES ?state { <s> } { SELECT ?x WHERE { ?x <p> ?state } } } }",
        "{ SELECT (COUNT(?state) AS ?n) WHERE { ?x <p> ?y } }",
        "{ SELECT ?x ?state WHERE { BIND(?state AS ?x) } }",
        "{ SELECT ?x ?state WHERE { { SELECT ?x WHERE { ?x <p> ?y } } FILTER(?state = ?x) } }",
    ],
)
def test_parameter_that_does_not_reach_in_is_reported(inner: str) -> None:
    assert lost_parameters(INNER.format(inner), {"state"})


def test_scope_ends_where_its_brace_closes() -> None:
    outer = read_scopes("SELECT ?x WHERE { { SELECT ?y WHERE { ?y <p> ?z } LIMIT 2 } ?x <q> ?y } ORDER BY ?x")
    assert outer.variables == {"x", "y"}
    assert outer.inner[0].variables == {"y", "z"}


def test_order_follows_the_names_of_the_answer() -> None:
    inner = "{ SELECT ?party WHERE { ?party <p> 1 } ORDER BY ?z }"
    query = f"SELECT (?party AS ?state) ?n WHERE {{ {inner} }} ORDER BY DESC(?n + 1) ?party"
    assert order_variables(query) == ["n", "state"]
