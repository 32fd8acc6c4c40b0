"""Load the Sustainable Development Goals, their targets and indicators, under the United Nations' own IRIs.

An indicator that the framework lists under several targets has one permanent code, so its rows are one
thing with several notations. Where the code is not known the rows stay apart, tied by exactMatch.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from dutygraph.keys import goal_iri
from dutygraph.namespaces import LABEL, SDGO, SKOS, TYPE
from dutygraph.sources import Row, Source, Triple

_CLASSES = {"goal": "Goal", "target": "Target", "indicator": "Indicator"}


def load(source: Source) -> Iterator[Triple]:
    """Yield one goal, target or indicator a row."""
    named: set[NamedNode] = set()
    for row in source.rows("goals.csv"):
        if row["level"] not in _CLASSES:
            row.leave_out(f'level is goal, target or indicator, not "{row["level"]}"')
            continue
        goal = goal_iri(row["id"], row["un_code"])
        yield from source.evidence(row, goal)
        yield from source.plain(goal, SKOS("notation"), row["id"])
        if goal not in named:  # a thing has one preferred label in a language, however often it is listed
            named.add(goal)
            yield from _nature(source, row, goal)
        yield from _links(source, row, goal)


def _nature(source: Source, row: Row, goal: NamedNode) -> Iterator[Triple]:
    yield goal, TYPE, SDGO(_CLASSES[row["level"]])
    yield goal, TYPE, SKOS("Concept")
    labels = {"en": row["label_en"], "ru": row["label_ru"], "ky": row["label_ky"]}
    yield from source.text(goal, LABEL, labels)
    yield from source.text(goal, SKOS("prefLabel"), labels)


def _links(source: Source, row: Row, goal: NamedNode) -> Iterator[Triple]:
    if parent := source.refer(row, "parent", "goal"):
        yield goal, SKOS("broader"), parent
    for key in row.items("same_as"):
        repeat = source.refer(row, "same_as", "goal", key)
        if repeat is not None and repeat != goal:
            yield goal, SKOS("exactMatch"), repeat
