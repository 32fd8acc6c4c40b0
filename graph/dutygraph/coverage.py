"""Read what was searched: without it, what is missing is unknown and not absent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyoxigraph as ox

from dutygraph.labels import Label, best
from dutygraph.namespaces import concept, local_name, rebase
from dutygraph.results import Coverage
from dutygraph.store import Store, Term

_QUERY = """PREFIX dg: <https://w3id.org/dutygraph/ns#>
SELECT ?topic ?coverage ?scope ?until ?completeness ?source WHERE {
  VALUES ?topic { %s } ?coverage dg:topic ?topic .%s
  OPTIONAL { ?coverage dg:scope ?scope } OPTIONAL { ?coverage dg:searchedUntilAt ?until }
  OPTIONAL { ?coverage dg:completeness ?completeness } OPTIONAL { ?coverage dg:ofSource ?source }
} ORDER BY ?topic ?coverage ?until ?completeness ?source"""
# A search that names no State speaks of all of them.
_SPEAKS_OF = """
  FILTER(NOT EXISTS { ?coverage dg:%s ?any } || EXISTS { VALUES ?asked { %s } ?coverage dg:%s ?asked })"""

Row = dict[str, Term | None]


def read_coverage(
    store: Store, topics: Sequence[str], parameters: Mapping[str, list[Any]], lang: str
) -> list[Coverage]:
    """Read the coverage of some topics, as far as it speaks of the States and instruments asked about."""
    if not topics:
        return []
    inline = " ".join(str(concept("coverage-topic", topic)) for topic in topics)
    conditions = _condition(parameters, "state", "coversState")
    conditions += _condition(parameters, "instrument", "coversInstrument")
    found: dict[tuple[str, str], list[Row]] = {}
    for row in store.select(rebase(_QUERY) % (inline, conditions)):
        found.setdefault((_text(row, "topic"), _text(row, "coverage")), []).append(row)
    return [_coverage(topic, iri, rows, lang) for (topic, iri), rows in found.items()]


def _condition(parameters: Mapping[str, list[Any]], what: str, covers: str) -> str:
    asked = parameters.get(what) or parameters.get(f"{what}s")
    return _SPEAKS_OF % (covers, " ".join(map(str, asked)), covers) if asked else ""


def _coverage(topic: str, iri: str, rows: list[Row], lang: str) -> Coverage:
    scopes = (row["scope"] for row in rows)
    texts = {scope.language or "": scope.value for scope in scopes if isinstance(scope, ox.Literal)}
    return Coverage(
        iri=iri,
        topic=local_name(topic),
        scope=best(texts, lang) if texts else Label(local_name(iri), "", False),
        until=_text(rows[0], "until"),
        completeness=local_name(_text(rows[0], "completeness")) or "unknown",
        source=local_name(_text(rows[0], "source")),
    )


def _text(row: Row, name: str) -> str:
    term = row[name]
    return "" if term is None else term.value
