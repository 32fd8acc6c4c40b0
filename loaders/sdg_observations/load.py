"""Load series of the Sustainable Development Goals and their values for Kyrgyzstan.

A series that the United Nations name keeps their IRI. Whether a higher value is better is our judgement, in
`series.csv`; where it is not clear no trend is judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from dutygraph.namespaces import DG, LABEL, SDG, SDGO, SKOS, TYPE, XSD, digest, thing
from dutygraph.sources import Row, Source, Triple

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_NORMAL = "A"


def load(source: Source) -> Iterator[Triple]:
    """Yield one series, dimension or observation a row."""
    values = source.mapping("values.csv", "label", "concept")
    series: dict[str, NamedNode] = {}
    for row in source.rows("series.csv"):
        series[row["series"]] = _iri(row)
        yield from _series(source, row, series[row["series"]])
    for row in source.rows("dimensions.csv"):
        yield from _dimension(source, row, series)
    for row in source.rows("observations.csv"):
        yield from _observation(source, row, series, values)


def _iri(row: Row) -> NamedNode:
    return SDG(row["series"]) if row["in_kos"] == "yes" else thing("series", row["series"])


def _series(source: Source, row: Row, series: NamedNode) -> Iterator[Triple]:
    yield from source.evidence(row, series)
    yield series, TYPE, SDGO("Series")
    yield from source.plain(series, SKOS("notation"), row["series"])
    yield from source.text(series, LABEL, {"en": row["title_en"], "ru": row["title_ru"]})
    yield series, DG("isGlobalSeries"), _truth(row["is_global"] == "yes")
    if indicator := source.refer(row, "indicator", "goal"):
        yield series, DG("measures"), indicator
    if better := source.code(row, "better", "better"):
        yield series, DG("better"), better
    yield from source.text(series, DG("betterReason"), {"en": row["reason"]})


def _truth(value: bool) -> Literal:
    return Literal("true" if value else "false", datatype=XSD("boolean"))


def _dimension(source: Source, row: Row, series: dict[str, NamedNode]) -> Iterator[Triple]:
    """Say that the files split the series so; the single values of most dimensions are not copied."""
    dimension = source.code(row, "dimension", "dimension")
    if dimension is None or row["series"] not in series:
        row.leave_out("a dimension needs a known name and a series of series.csv")
        return
    yield from source.evidence(row, series[row["series"]])
    yield series[row["series"]], DG("disaggregatedBy"), dimension


def _observation(
    source: Source, row: Row, series: dict[str, NamedNode], values: dict[str, str]
) -> Iterator[Triple]:
    if row["series"] not in series or not _NUMBER.fullmatch(row["value"]) or row["status"] != _NORMAL:
        row.leave_out("an observation needs a series of series.csv, a number and the status A (normal value)")
        return
    observation = thing("observation", digest(*row.key))
    yield from source.evidence(row, observation)
    yield observation, TYPE, DG("Observation")
    yield from source.text(observation, LABEL, {"en": f"{row['series']}, {row['slice']}, {row['period']}"})
    yield observation, DG("ofSeries"), series[row["series"]]
    yield observation, DG("state"), thing("state", "KGZ")
    yield from source.when(row, observation, "yearAt", row["period"])
    yield observation, DG("value"), Literal(row["value"], datatype=XSD("decimal"))
    for column, scheme, name in (("unit", "observation-unit", "unitKind"), ("nature", "observation-nature", "nature")):
        if code := source.code(row, column, scheme, values.get(row[column], row[column])):
            yield observation, DG(name), code
    yield observation, DG("isMain"), _truth(row["slice"] == "main")
    if row["slice"] != "main" and (
        part := source.code(row, "slice", "population-part", values.get(row["slice"], row["slice"]))
    ):
        yield observation, DG("populationPart"), part
