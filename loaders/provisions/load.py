"""Load articles and paragraphs, and the duties of a State that they set out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import NamedNode

from dutygraph.namespaces import DG, LABEL, SKOS, TYPE, concept, thing
from dutygraph.sources import Row, Source, Triple

STATE_BEARERS = frozenset(
    {"state", "state-of-origin", "state-of-employment", "state-of-transit", "states-together"}
)
# "Should" obliges nobody, but makes a political commitment. "May", definitions, saving and final clauses
# and mere procedure make neither.
OBLIGING = frozenset({"shall", "shall-progressively", "should"})


def load(source: Source) -> Iterator[Triple]:
    """Yield a provision a row, and a duty for each kind of duty it puts on a State."""
    short_names = source.mapping("short_names.csv", "instrument_id", "short_name")
    rows = list(source.rows("provisions.csv"))
    bearing = {row["provision_id"] for row in duty_rows(rows)}
    for row in rows:
        instrument = source.refer(row, "instrument_id", "instrument")
        if instrument is None:
            row.leave_out("a provision needs a known instrument")
            continue
        provision = thing("provision", row["provision_id"])
        label = f"{short_names.get(row['instrument_id'], row['instrument_id'])} {row['provision']}"
        yield from source.evidence(row, provision)
        yield provision, DG("inInstrument"), instrument
        yield from _provision(source, row, provision, label)
        if row["provision_id"] in bearing:
            yield from _duties(source, row, provision, label)


def duty_rows(rows: list[Row]) -> list[Row]:
    """Choose the level at which each article's duties stand: its paragraphs or the article, never both.

    Paragraphs, where those that oblige a State carry together every duty type of the article; else the
    article, because a type that no listed paragraph carries would be lost. A paragraph with points of its
    own (CEDAW art. 11(2)(a) to (d)) is judged first, in the same way. Low confidence carries no duty.
    """
    parts: dict[str, list[Row]] = defaultdict(list)
    known = {row["provision_id"] for row in rows}
    for row in rows:
        parts[row["parent_provision"]].append(row)
    tops = [row for row in rows if row["parent_provision"] not in known]
    return [chosen for row in tops for chosen in _level(row, parts)]


def _level(row: Row, parts: dict[str, list[Row]]) -> list[Row]:
    lower = [chosen for part in parts[row["provision_id"]] for chosen in _level(part, parts)]
    own = duty_types(row)
    carried = {kind for part in lower for kind in duty_types(part)}
    if set(own) <= carried:
        return lower
    return [row]


def duty_types(row: Row) -> list[str]:
    """Return the kinds of duty that a row puts on a State; of a mixed row, the State's part."""
    obliges = OBLIGING & set(row.items("modality"))
    if row["confidence"] == "low" or not obliges or not STATE_BEARERS & set(row.items("bearer")):
        return []
    return [kind for kind in row.items("duty_type") if kind != "none"]


def _provision(source: Source, row: Row, provision: NamedNode, label: str) -> Iterator[Triple]:
    yield provision, TYPE, DG("Provision")
    yield from source.plain(provision, SKOS("notation"), row["provision_id"])
    yield from source.text(provision, LABEL, labels(label))
    yield from source.text(provision, DG("gist"), {"en": row["subject_en"], "ru": row["subject_ru"]})
    for name in ("bearer", "modality"):
        for value in row.items(name):
            if code := source.code(row, name, name, value):
                yield provision, DG(name), code
    yield from _nature(source, row, provision)
    for term in row.items("rights"):
        if right := source.refer(row, "rights", "theme", term_key("right", term)):
            yield provision, DG("right"), right
    for group in _groups(source, row):
        yield provision, DG("protects"), group
    yield from source.plain(provision, DG("holderStateRole"), row["holder_state_role"])
    if parent := source.refer(row, "parent_provision", "provision"):
        yield provision, DG("parentProvision"), parent


def _duties(source: Source, row: Row, provision: NamedNode, label: str) -> Iterator[Triple]:
    groups = list(_groups(source, row))
    bearers = [bearer for bearer in row.items("bearer") if bearer in STATE_BEARERS]
    for kind in duty_types(row):
        code = source.code(row, "duty_type", "duty-type", kind)
        if code is None:
            continue
        duty = thing("duty", row["provision_id"], kind)
        yield from source.evidence(row, duty)
        yield duty, TYPE, DG("Duty")
        yield from source.text(duty, LABEL, {"en": f"{label}: {kind}"})
        yield duty, DG("isSetOutIn"), provision
        yield duty, DG("dutyType"), code
        yield from _nature(source, row, duty)
        for group in groups:
            yield duty, DG("isOwedTo"), group
        for bearer in bearers:
            yield duty, DG("dutyBearer"), concept("bearer", bearer)


def _nature(source: Source, row: Row, subject: NamedNode) -> Iterator[Triple]:
    if timing := source.code(row, "timing", "timing"):
        yield subject, DG("timing"), timing
    if obligation_of := source.code(row, "obligation_of", "obligation-of"):
        yield subject, DG("obligationOf"), obligation_of


def _groups(source: Source, row: Row) -> Iterator[NamedNode]:
    for term in row.items("protects"):
        if group := source.refer(row, "protects", "group", term_key("group", term)):
            yield group


def term_key(prefix: str, term: str) -> str:
    """Return the key of a keyword in themes.csv or groups.csv.

    >>> term_key("group", "women's groups")
    'group-womens-groups'
    """
    return f"{prefix}-" + re.sub(r"[^a-z0-9]+", "-", term.lower().replace("'", "")).strip("-")


def labels(english: str) -> dict[str, str]:
    """Return the label in three languages.

    >>> labels("ILO C183 art. 4")["ky"], labels("ILO R151 para. 8(1)")["ru"]
    ('ILO C183 4-берене', 'ILO R151 п. 8(1)')
    """
    russian = english.replace("op. para. ", "п. ").replace("para. ", "п. ").replace("annex", "приложение")
    kyrgyz = re.sub(r"art\. (\S+)$", r"\1-берене", re.sub(r"(?:op\. )?para\. (\S+)$", r"\1-пункт", english))
    return {"en": english, "ru": russian.replace("art. ", "ст. "), "ky": kyrgyz.replace("annex", "тиркеме")}
