"""Load what happened after the statement of July 2018 on its demands and on the instruments that it names."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from dutygraph.namespaces import DG, LABEL, SKOS, TYPE, thing
from dutygraph.sources import Row, Source, Triple

_LINKS = (
    # the column, the kind of thing named in it, our property for it
    ("instruments", "instrument", "citesInstrument"),
    ("provisions", "provision", "citesProvision"),
    ("laws_or_plans", "act", "citesAct"),
)


def load(source: Source) -> Iterator[Triple]:
    """Yield one event for each row."""
    for row in source.sure_rows("events.csv", "an event of low confidence is no fact"):
        yield from _event(source, row)


def _event(source: Source, row: Row) -> Iterator[Triple]:
    event = thing("event", row["id"])
    yield from source.evidence(row, event)
    yield event, TYPE, DG("Event")
    yield from source.plain(event, SKOS("notation"), row["id"])
    yield from source.text(event, LABEL, _label(row))
    yield from source.text(event, DG("gist"), {"en": row["gist_en"], "ru": row["gist_ru"]})
    yield from source.when(row, event, "happenedAt", row["date"], row["date_precision"])
    for column, scheme, name in (("kind", "event-kind", "eventKind"), ("relates_to_section", "section", "section")):
        code = source.code(row, column, scheme)
        if code:
            yield event, DG(name), code
    yield from _links(source, row, event)


def _label(row: Row) -> dict[str, str]:
    return {
        "en": f"Event {row['id']}, {row['date']}",
        "ru": f"Событие {row['id']}, {row['date']}",
        "ky": f"{row['id']} окуясы, {row['date']}",
    }


def _links(source: Source, row: Row, event: NamedNode) -> Iterator[Triple]:
    for column, kind, name in _LINKS:
        for key in row.items(column):
            term = source.refer(row, column, kind, key)
            if term:
                yield event, DG(name), term
    for key in row.items("bodies"):
        involved = _involved(source, row, key)
        if involved:
            yield event, DG("involves"), involved


def _involved(source: Source, row: Row, key: str) -> NamedNode | None:
    """Return a State by its ISO code, another actor, or a body of Kyrgyzstan."""
    return source.keys.iri("state", key) or source.keys.iri("actor", key) or source.refer(row, "bodies", "body", key)
