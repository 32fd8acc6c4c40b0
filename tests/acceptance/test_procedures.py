"""Whether a procedure is open: the graph and the plain reading agree on both sides of every turn."""

from __future__ import annotations

import datetime
from collections import defaultdict

import pytest
from acceptance.graph_answers import Span, key
from independent.curated import curated
from independent.derive import DAYS
from independent.procedures import procedure_open

from dutygraph.api import Graph

SPANS = """PREFIX dg: <https://w3id.org/dutygraph/ns#>
SELECT DISTINCT ?state ?procedure ?first ?before ?open WHERE {
  ?span a dg:ProcedureStanding ; dg:state ?state ; dg:procedure ?procedure ; dg:holdsFrom ?first ; dg:accepted ?open .
  OPTIONAL { ?span dg:holdsBefore ?before }
}"""
ONE_DAY = datetime.timedelta(days=1)
Spans = dict[tuple[str, str], list[Span]]


@pytest.fixture(scope="module")
def table(graph: Graph) -> Spans:
    found: Spans = defaultdict(list)
    for row in graph.sparql(SPANS):
        found[key(row.state), key(row.procedure)].append(Span(row.first, row.before, key(row.open), "", "", ""))
    return {pair: sorted(several, key=lambda span: span.first) for pair, several in found.items()}


def test_every_state_and_procedure_has_spans_that_cover_all_days_once(table: Spans) -> None:
    tables = curated()
    rows = tables.rows("procedures/procedures.csv")
    procedures = {row["procedure_id"] for row in rows if row["kind"] != "exclusion"}
    assert set(table) == {(state, procedure) for state in tables.states for procedure in procedures}
    for pair, several in table.items():
        assert several[0].first == datetime.date.min, pair
        assert [span.before for span in several] == [*(span.first for span in several[1:]), None], pair


def test_both_readings_agree(table: Spans) -> None:
    different = [
        f"{pair} {day}: graph {span.answer}, plain {expected}"
        for pair, several in table.items()
        for day in {*DAYS, *(day for span in several for day in _sides(span.first))}
        for span in several
        if span.holds_on(day) and span.answer != (expected := procedure_open(*pair, day))
    ]
    assert different == []


def _sides(day: datetime.date) -> list[datetime.date]:
    return [day] if day == datetime.date.min else [day - ONE_DAY, day]
