"""Load States, how they came to be, and the roles they have in migration."""

from __future__ import annotations

from collections.abc import Iterator

from dutygraph.namespaces import DG, LABEL, SKOS, TYPE, thing
from dutygraph.sources import Row, Source, Triple


def load(source: Source) -> Iterator[Triple]:
    """Yield one State a row, then the roles in which States owe duties of their own."""
    for row in source.rows("states.csv"):
        yield from _state(source, row)
    for row in source.rows("state_roles.csv"):
        yield from _role(source, row)


def _state(source: Source, row: Row) -> Iterator[Triple]:
    state = thing("state", row["id"])
    yield from source.evidence(row, state)
    yield state, TYPE, DG("State")
    yield from source.text(state, LABEL, {"en": row["name_en"], "ru": row["name_ru"], "ky": row["name_ky"]})
    yield from source.plain(state, SKOS("notation"), row["id"])
    if identity := source.code(row, "identity", "state-identity"):
        yield state, DG("identity"), identity
    yield from source.when(row, state, "beganAt", row["existed_from"], row["existed_from_precision"])
    yield from source.when(row, state, "endedAt", row["existed_until"], row["existed_until_precision"])
    # A new State begins free of its predecessor's treaties; a State that continues another keeps them all.
    for column, name in (("before_that", "predecessor"), ("continues", "continues")):
        if other := source.refer(row, column, "state"):
            yield state, DG(name), other


def _role(source: Source, row: Row) -> Iterator[Triple]:
    state = source.refer(row, "state", "state")
    role = source.code(row, "role", "bearer")
    if state is None or role is None:
        row.leave_out("a role needs a known State and a known role")
        return
    yield from source.evidence(row, state)
    yield state, DG("stateRole"), role
