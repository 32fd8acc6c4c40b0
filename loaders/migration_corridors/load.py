"""Load figures and agreements on migration from one country to another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from dutygraph.namespaces import DG, LABEL, TYPE, XSD, digest, thing
from dutygraph.sources import Row, Source, Triple

_NUMBER = re.compile(r"\d+(\.\d+)?")


def load(source: Source) -> Iterator[Triple]:
    """Yield one figure or agreement for each row."""
    for row in source.rows("migration_corridors.csv"):
        yield from _corridor(source, row)


def _corridor(source: Source, row: Row) -> Iterator[Triple]:
    origin = source.refer(row, "origin", "state")
    if origin is None or row["confidence"] == "low":
        row.leave_out("a figure needs its country of origin, and more than low confidence")
        return
    corridor = thing("corridor", digest(*row.key))
    yield from source.evidence(row, corridor)
    yield corridor, TYPE, DG("MigrationCorridor")
    yield from source.text(corridor, LABEL, _label(row))
    yield corridor, DG("origin"), origin
    yield from _host(source, row, corridor)
    yield from source.when(row, corridor, "yearAt", row["year"])
    kind = source.code(row, "stock_or_flow", "figure-kind")
    if kind:
        yield corridor, DG("figureKind"), kind
    for column, name in (
        ("value", "value"),
        ("sex_share_women", "womenShare"),
        ("remittances_usd", "remittancesUsd"),
    ):
        yield from _number(row, corridor, column, name)
    yield from source.plain(corridor, DG("unit"), row["unit"])
    text = "agreementText" if row["stock_or_flow"] == "agreement" else "note"
    yield from source.plain(corridor, DG(text), row["agreement"])


def _label(row: Row) -> dict[str, str]:
    return {"en": f"{row['origin']} to {row['host']}, {row['year']}: {row['stock_or_flow']}"}


def _host(source: Source, row: Row, corridor: NamedNode) -> Iterator[Triple]:
    """Name the host by its State where we know it, else by its code."""
    host = source.keys.iri("state", row["host"])
    if host:
        yield corridor, DG("host"), host
    elif re.fullmatch(r"[A-Z]{3}", row["host"]):
        yield from source.plain(corridor, DG("hostCode"), row["host"])
    else:
        row.report("host", row["host"], "no code of a country", "write the ISO 3166 alpha-3 code, or WLD for all hosts")


def _number(row: Row, corridor: NamedNode, column: str, name: str) -> Iterator[Triple]:
    text = row[column]
    if text and not _NUMBER.fullmatch(text):
        row.report(column, text, "not a number", "write digits without spaces, such as 379949")
    elif text:
        yield corridor, DG(name), Literal(text, datatype=XSD("decimal"))
