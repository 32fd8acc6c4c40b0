"""Read from a graph what `independent.derive` works out from the CSV files."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import unquote

from independent.derive import DAYS, Load

from dutygraph.api import Graph

STANDINGS = """PREFIX dg: <https://w3id.org/dutygraph/ns#>
SELECT ?state ?instrument ?first ?before ?answer ?act ?last_known ?last_known_on WHERE {
  ?standing a dg:Standing ; dg:state ?state ; dg:instrument ?instrument ; dg:holdsFrom ?first ; dg:answer ?answer .
  OPTIONAL { ?standing dg:holdsBefore ?before } OPTIONAL { ?standing dg:act ?act }
  OPTIONAL { ?standing dg:lastKnownAnswer ?last_known } OPTIONAL { ?standing dg:lastKnownAt ?last_known_on }
}"""
OBLIGATIONS = """PREFIX dg: <https://w3id.org/dutygraph/ns#>
SELECT DISTINCT ?obligation WHERE { ?obligation a dg:Obligation }"""


@dataclass(frozen=True)
class Span:
    """The days on which one answer holds for one State and instrument."""

    first: datetime.date
    before: datetime.date | None
    answer: str
    act: str
    last_known: str
    last_known_on: str

    def holds_on(self, day: datetime.date) -> bool:
        """Tell whether the day is one of them."""
        return self.first <= day and (self.before is None or day < self.before)


def key(iri: object) -> str:
    """Return what comes after the kind in the IRI of a thing, or the last part of that of a concept."""
    if iri is None:
        return ""
    text = unquote(str(iri))
    return text.split("/id/", 1)[1].split("/", 1)[1] if "/id/" in text else text.rsplit("/", 1)[-1]


def spans(graph: Graph) -> dict[tuple[str, str], list[Span]]:
    """Return the spans of every State and instrument."""
    found: dict[tuple[str, str], set[Span]] = defaultdict(set)
    for row in graph.sparql(STANDINGS):
        span = Span(
            row.first, row.before, key(row.answer), key(row.act), key(row.last_known), str(row.last_known_on or "")
        )
        found[key(row.state), key(row.instrument)].add(span)
    return {pair: sorted(several, key=lambda span: span.first) for pair, several in found.items()}


def obligations(graph: Graph, state: str) -> set[str]:
    """Return the obligations of a State as provision and duty type."""
    keys = (key(row.obligation) for row in graph.sparql(OBLIGATIONS))
    return {one.removeprefix(f"{state}/") for one in keys if one.startswith(f"{state}/")}


def no_body(graph: Graph, today: datetime.date) -> set[tuple[str, str]]:
    """CQ14 as item and kind."""
    rows = graph.ask("responsibility/no_body", today=today).rows
    return {(item_key(row.item), key(row.kind)) for row in rows}


def item_key(iri: str) -> str:
    """Return the key of a duty without its State, of a recommendation or of a call without its statement."""
    return key(iri).removeprefix("KGZ/").removeprefix("bir-duino-2018/")


def load(graph: Graph, day: datetime.date) -> dict[str, Load]:
    """CQ15 by body."""
    rows = graph.ask("responsibility/load", on=day).rows
    return {key(row.body): Load(row.lead, row.support, row.derived, row.calls, row.recommendations) for row in rows}


def calls(graph: Graph) -> list[dict[str, str]]:
    """CQ43, a dict for each row."""
    return [
        {
            "call": item_key(row.call),
            "addressee": key(row.addressee),
            "addressee_basis": key(row.addressee_basis),
            "section": key(row.section),
            "start": str(row.start),
            "end": str(row.end),
        }
        for row in graph.ask("statement/calls").rows
    ]


def tables_of_answers(graph: Graph) -> dict[str, list[tuple[object, ...]]]:
    """Return the same tables as `independent.derive.tables_of_answers`."""
    return {
        "participation": sorted(
            (state, instrument, day, span.answer, *_last_known(span))
            for (state, instrument), several in spans(graph).items()
            for day in DAYS
            for span in several
            if span.holds_on(day)
        ),
        "no_body": sorted(no_body(graph, DAYS[-1])),
        "load": sorted((body, *counts) for body, counts in load(graph, DAYS[-2]).items()),
        "calls": sorted(tuple(row.values()) for row in calls(graph)),
    }


def _last_known(span: Span) -> tuple[str, str]:
    """Return what was known last; for an unknown answer only, and as a day."""
    if span.answer != "unknown" or not span.last_known:
        return "", ""
    return span.last_known, first_day_of(span.last_known_on)


def first_day_of(text: str) -> str:
    """Return the first day of a day, month or year."""
    return text + "-01-01"[len(text) - 4 :] if text else ""
