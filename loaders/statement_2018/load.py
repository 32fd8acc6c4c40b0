"""Load the press statement of July 2018: its calls, its other passages, and what it mentions.

Only places and our own gists are kept: a place is a pair of offsets, in Unicode code points, into the text
that its author published. Where the text names nobody (`unspecified`), the call has no addressee.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from dutygraph.namespaces import DCT, DG, LABEL, OA, SKOS, TYPE, XSD, concept, thing
from dutygraph.sources import Row, Source, Triple

_ID = "bir-duino-2018"
_STATEMENT = thing("statement", _ID)
_STATE = re.compile(r"(?P<host>host-)?state-(?P<code>[A-Z]{3})")
# What a call asks of the instruments that it cites, by the kind of action asked for.
_ASKS = {"ratify": "ratify", "comply": "apply", "implement-plan": "apply"}
_MENTIONED = {
    "state": "state",
    "agency": "body",
    "body": "actor",
    "organisation": "actor",
    "un-recommendation-set": "actor",
    "instrument": "instrument",
    "plan-or-law": "act",
    "sdg": "goal",
}


def load(source: Source) -> Iterator[Triple]:
    """Yield the statement, its calls and passages, and its mentions."""
    made = ""
    for row in source.rows("statement.csv"):
        yield from _statement(source, row)
        made = row["made"]
    for row in source.rows("claims.csv"):
        yield from _claim(source, row, made)
    for row in source.rows("mentions.csv"):
        yield from _mention(source, row)


def _statement(source: Source, row: Row) -> Iterator[Triple]:
    yield from source.evidence(row, _STATEMENT)
    yield _STATEMENT, TYPE, DG("Statement")
    yield _STATEMENT, DG("ofState"), thing("state", "KGZ")  # the State whose conduct it is about
    titles = {language: row[f"title_{language}"] for language in ("en", "ru", "ky")}
    yield from source.text(_STATEMENT, DCT("title"), titles)
    yield from source.text(_STATEMENT, LABEL, titles)
    yield from source.when(row, _STATEMENT, "madeAt", row["made"])
    author = source.refer(row, "actor_id", "actor")
    if author:
        yield _STATEMENT, DG("byActor"), author


def _claim(source: Source, row: Row, made: str) -> Iterator[Triple]:
    claim = thing("statement", _ID, row["id"])
    yield from source.evidence(row, claim)
    yield claim, TYPE, DG("Call" if row["kind"] == "call" else "Passage")
    yield from source.plain(claim, SKOS("notation"), row["id"])
    yield from source.text(claim, LABEL, _label(row))
    yield claim, DG("inStatement"), _STATEMENT
    yield from source.when(row, claim, "madeAt", made)
    yield from source.text(claim, DG("gist"), {"en": row["gist_en"], "ru": row["gist_ru"]})
    yield from _place(row, claim)
    for column, scheme, name in (
        ("kind", "claim-kind", "claimKind"),
        ("section", "section", "section"),
        ("action_type", "action-type", "actionType"),
        ("addressee_basis", "addressee-basis", "addresseeBasis"),
    ):
        code = source.code(row, column, scheme)
        if code:
            yield claim, DG(name), code
    yield from source.plain(claim, DG("deadlineText"), row["deadline"])
    yield from _addressees(source, row, claim)
    yield from _subjects(source, row, claim)
    yield from _acts(source, row, claim)


def _label(row: Row) -> dict[str, str]:
    return {
        "en": f"Statement of July 2018, {row['id']}",
        "ru": f"Заявление, июль 2018 г., {row['id']}",
        "ky": f"2018-жылдын июлундагы билдирүү, {row['id']}",
    }


def _place(row: Row, subject: NamedNode) -> Iterator[Triple]:
    """Point to the place in the text with a Web Annotation position selector, end exclusive."""
    place = thing("place", _ID, f"{row['start']}-{row['end']}")
    yield subject, OA("hasSelector"), place
    yield place, TYPE, OA("TextPositionSelector")
    for edge in ("start", "end"):
        yield place, OA(edge), Literal(row[edge], datatype=XSD("integer"))


def _addressees(source: Source, row: Row, claim: NamedNode) -> Iterator[Triple]:
    for key in row.items("addressees"):
        if key == "unspecified":
            continue
        addressee = _addressee(source, row, key)
        if addressee:
            yield claim, DG("addressee"), addressee
        if key.startswith("host-state-"):  # the State is asked as the country where migrants work
            yield claim, DG("addressedInRole"), concept("bearer", "state-of-employment")


def _addressee(source: Source, row: Row, key: str) -> NamedNode | None:
    state = _STATE.fullmatch(key)
    if state:
        return source.refer(row, "addressees", "state", state["code"])
    if key in source.keys.concepts("class-of-bodies"):
        return concept("class-of-bodies", key)
    return source.keys.iri("actor", key) or source.refer(row, "addressees", "body", key)


def _subjects(source: Source, row: Row, claim: NamedNode) -> Iterator[Triple]:
    for column, kind, name in (
        ("instruments", "instrument", "citesInstrument"),
        ("provisions", "provision", "citesProvision"),
        ("sdgs", "goal", "goal"),
        ("themes", "theme", "theme"),
        ("affected_groups", "group", "concerns"),
    ):
        for key in row.items(column):
            term = source.refer(row, column, kind, key)
            if term:
                yield claim, DG(name), term
    if row["kind"] == "call" and row["instruments"]:
        yield claim, DG("asksTo"), concept("ask", _ASKS.get(row["action_type"], "other"))


def _acts(source: Source, row: Row, claim: NamedNode) -> Iterator[Triple]:
    for key in row.items("laws_or_plans"):
        act, _, part = key.partition("/")
        cited = source.refer(row, "laws_or_plans", "act", act)
        if cited:
            yield claim, DG("citesAct"), cited
            yield from source.plain(claim, DG("citesPart"), part)


def _mention(source: Source, row: Row) -> Iterator[Triple]:
    mention = thing("mention", _ID, f"{row['start']}-{row['end']}")
    yield from source.evidence(row, mention)
    yield mention, TYPE, DG("Mention")
    yield mention, DG("inStatement"), _STATEMENT
    yield from _place(row, mention)
    kind = source.code(row, "kind", "mention-kind")
    if kind:
        yield mention, DG("mentionKind"), kind
    yield from _target(source, row, mention)


def _target(source: Source, row: Row, mention: NamedNode) -> Iterator[Triple]:
    """Say what is mentioned; an article of a national act is the act and the part of it."""
    key, kind = row["target_id"], _MENTIONED.get(row["kind"], "provision")
    if row["kind"] == "date":
        yield from source.plain(mention, DCT("temporal"), key)
        return
    if row["kind"] == "un-recommendation-set" and key.isdigit():  # the text says how many, and not which
        yield mention, DG("figure"), Literal(key, datatype=XSD("integer"))
        return
    act, _, part = key.partition("/")
    if kind == "provision" and source.keys.iri("act", act):
        key, kind = act, "act"
        yield from source.plain(mention, DG("citesPart"), part)
    target = source.refer(row, "target_id", kind, key)
    if target:
        yield mention, DG("mentions"), target
