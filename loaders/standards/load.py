"""Load what provisions fix so that it can be measured: a length, an age, a time limit, a benchmark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from dutygraph.namespaces import DG, LABEL, TYPE, XSD, digest, thing
from dutygraph.sources import Row, Source, Triple

_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def load(source: Source) -> Iterator[Triple]:
    """Yield one standard a row; a number that nobody has read is not a standard."""
    for row in source.sure_rows("standards.csv", "confidence low: read the provision again before the standard counts"):
        yield from _standard(source, row)


def _standard(source: Source, row: Row) -> Iterator[Triple]:
    provision = source.refer(row, "provision_id", "provision")
    kind = source.code(row, "standard", "standard")
    comparator = source.code(row, "comparator", "comparator")
    if provision is None or kind is None or comparator is None:
        row.leave_out("a standard needs a known provision, kind and comparator")
        return
    standard = thing("standard", digest(*row.key))
    yield from source.evidence(row, standard)
    yield standard, TYPE, DG("Standard")
    yield from source.text(standard, LABEL, {"en": f"{row['provision_id']}: {row['standard']}"})
    yield standard, DG("isSetOutIn"), provision
    yield standard, DG("standardKind"), kind
    yield standard, DG("comparator"), comparator
    yield from _value(source, row, standard)
    yield from source.plain(standard, DG("condition"), row["condition"])


def _value(source: Source, row: Row, standard: NamedNode) -> Iterator[Triple]:
    if _NUMBER.fullmatch(row["value"]):
        yield standard, DG("value"), Literal(row["value"], datatype=XSD("decimal"))
    else:
        yield from source.plain(standard, DG("valueText"), row["value"])
    yield from source.plain(standard, DG("unit"), row["unit"])
    if kind := source.code(row, "unit", "unit", row["unit"].replace(" ", "-")):
        yield standard, DG("unitKind"), kind
