"""Load treaties and soft instruments; a date or symbol only where `verified_fields` says that it was read."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from dutygraph.namespaces import DG, LABEL, SKOS, TYPE, thing
from dutygraph.sources import Row, Source, Triple

_BINDINGNESS = {"yes": "binding", "no": "soft", "contested": "contested"}
# Words of `verified_fields` that make a cell a fact; "year" vouches for a year alone.
_ADOPTION = {"adoption date", "date of conclusion"}
_LINKS = {
    "revises_id": "revises",
    "parent_id": "parentInstrument",
    "ends_on_ratification_of": "endsOnRatificationOf",
}


def load(source: Source) -> Iterator[Triple]:
    """Yield one instrument a row."""
    actors = source.mapping("values.csv", "monitoring_body", "actor")
    for row in source.rows("instruments.csv"):
        instrument = thing("instrument", row["id"])
        yield from source.evidence(row, instrument)
        yield from _names(source, row, instrument)
        yield from _nature(source, row, instrument)
        yield from _links(source, row, instrument)
        yield from _monitoring(source, row, instrument, actors)
        yield from _dates(source, row, instrument)


def _names(source: Source, row: Row, instrument: NamedNode) -> Iterator[Triple]:
    yield instrument, TYPE, DG("Instrument")
    yield from source.text(
        instrument, LABEL, {"en": row["title_en"], "ru": row["title_ru"], "ky": row["title_ky"]}
    )
    yield from source.plain(instrument, DG("shortName"), row["short_name"])
    yield from source.plain(instrument, SKOS("notation"), row["id"])
    if _is_symbol_read(row):
        yield from source.plain(instrument, DG("symbol"), row["symbol"])


def _nature(source: Source, row: Row, instrument: NamedNode) -> Iterator[Triple]:
    if kind := source.code(row, "kind", "instrument-kind"):
        yield instrument, DG("instrumentKind"), kind
    word = row["legally_binding"]
    if bindingness := source.code(row, "legally_binding", "bindingness", _BINDINGNESS.get(word, word)):
        yield instrument, DG("bindingness"), bindingness
    yield from source.plain(instrument, DG("adoptingBody"), row["adopting_body"])


def _links(source: Source, row: Row, instrument: NamedNode) -> Iterator[Triple]:
    for column, name in _LINKS.items():
        if other := source.refer(row, column, "instrument"):
            yield instrument, DG(name), other


def _monitoring(source: Source, row: Row, instrument: NamedNode, actors: dict[str, str]) -> Iterator[Triple]:
    body = row["monitoring_body"]
    if not body:
        return
    if body not in actors:
        row.report("monitoring_body", body, "no actor stands for this body", "add a line to values.csv")
    elif actor := source.refer(row, "monitoring_body", "actor", actors[body]):
        yield instrument, DG("monitoredBy"), actor


def _dates(source: Source, row: Row, instrument: NamedNode) -> Iterator[Triple]:
    verified = _verified(row)
    if verified & _ADOPTION or ("year" in verified and len(row["adoption_date"]) == 4):
        yield from source.when(row, instrument, "adoptedAt", row["adoption_date"])
    elif row["adoption_date"]:
        _report_unread(row, "adoption_date")
    if "entry into force" in verified:
        yield from source.when(row, instrument, "enteredIntoForceAt", row["entry_into_force"])
        yield from source.beside(instrument, "notInForceOn", row["entry_into_force"], -1)
    elif row["entry_into_force"]:
        _report_unread(row, "entry_into_force")


def _verified(row: Row) -> set[str]:
    """Return the fields that a source supports; a row of low confidence has none."""
    return set() if row["confidence"] == "low" else set(row.items("verified_fields"))


def _is_symbol_read(row: Row) -> bool:
    # ILO numbers and Security Council numbers are part of the title, so whoever read that read them.
    return "symbol" in _verified(row) or row["symbol"].startswith(("ILO ", "S/RES/"))


def _report_unread(row: Row, column: str) -> None:
    row.report(
        column,
        row[column],
        "date read in no source",
        "name it in verified_fields with its source_url, or empty the cell",
    )
