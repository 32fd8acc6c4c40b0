"""Name things in the reader's language, and say so where another language had to stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pyoxigraph as ox

from dutygraph.errors import msgid
from dutygraph.namespaces import local_name, rebase
from dutygraph.spellings import kind_of
from dutygraph.store import Store, Term
from dutygraph.translation import Translation, translation

_QUERY = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX dg: <https://w3id.org/dutygraph/ns#>
SELECT ?thing ?label ?short WHERE {
  VALUES ?thing { %s } ?thing rdfs:label|skos:prefLabel|dct:title ?label OPTIONAL { ?thing dg:shortName ?short }
}"""  # a second VALUES for the three would make the engine read every label there is
_PARTS = """PREFIX dg: <https://w3id.org/dutygraph/ns#>
SELECT ?thing ?by ?part ?type WHERE {
  VALUES ?thing { %s } ?thing ?by ?part
  FILTER(?by IN (%s))
  OPTIONAL { ?part dg:dutyType ?type }
}"""
_ALWAYS = "0001-01-01"  # the first span of days has no first day
_DUTY = msgid("{provision}: {duty}")
_SPAN = msgid("{state}, {instrument}, from {day}")
_LINK = msgid("{one} — {other}")
_ROLE = msgid("{body}, {role}: {item}")
_KIND = msgid("{thing}: {kind}")
_ACT = msgid("{state}, {instrument}: {kind}")
_PAIR = msgid("{one}, {other}")
_JOINED = msgid("{one} – {kind} – {other}")
Name = tuple[str, dict[str, str]]
# What a record or derived thing is called: it has no name of its own, or only a key, but its parts have. Where several
# properties stand for a place, the first that there is counts; a pattern counts only if all its places are filled.
_MADE: dict[str, tuple[Name, ...]] = {
    "obligation": ((_DUTY, {"provision": "isSetOutIn", "duty": "duty"}),),
    "commitment": ((_DUTY, {"provision": "isSetOutIn", "duty": "duty"}),),
    "duty": ((_DUTY, {"provision": "isSetOutIn", "duty": "dutyType"}),),
    "standing": ((_SPAN, {"state": "state", "instrument": "instrument", "day": "holdsFrom"}),),
    "procedure-standing": ((_SPAN, {"state": "state", "instrument": "procedure", "day": "holdsFrom"}),),
    "participation": ((_SPAN, {"state": "state", "instrument": "instrument", "day": "boundFromLatest"}),),
    "assignment": ((_ROLE, {"body": "assignedTo", "role": "mandateRole", "item": "assigns"}),),
    "mandate": ((_ROLE, {"body": "body", "role": "mandateRole", "item": "theme"}),),
    "procedure": ((_KIND, {"thing": "underProvision|underInstrument", "kind": "procedureKind"}),),
    "procedure-acceptance": ((_PAIR, {"one": "state", "other": "procedure"}),),
    "standard": ((_KIND, {"thing": "isSetOutIn", "kind": "standardKind"}),),
    "treaty-action": ((_ACT, {"state": "state", "instrument": "instrument", "kind": "actionKind"}),),
    "reservation": (
        (
            msgid("{state}, {instrument}, {place}: {kind}"),
            {"state": "state", "instrument": "instrument", "place": "article", "kind": "reservationKind"},
        ),
        (_ACT, {"state": "state", "instrument": "instrument", "kind": "reservationKind"}),
    ),
    "supervisory-comment": (
        (
            msgid("{state}, {instrument}, {day}: {kind}"),
            {"state": "ofState", "instrument": "instrument", "day": "madeAt", "kind": "commentType"},
        ),
    ),
    "state-report": (
        (
            msgid("{body}, report of {state}: {cycle}"),
            {"body": "toBody", "state": "state", "cycle": "cycle", "treaty": "instrument"},
        ),
        (_ACT, {"state": "state", "instrument": "toBody", "kind": "cycle"}),
    ),
    "plan-action": ((msgid("{plan}, action {number}"), {"plan": "inPlan", "number": "number"}),),
    "corridor": (
        (
            msgid("{origin} – {host}, {day}: {kind}"),
            {"origin": "origin", "host": "host|hostCode", "day": "yearAt", "kind": "figureKind"},
        ),
    ),
    "status-claim": (
        (msgid("{author}, {day}: {kind}"), {"author": "claimedBy|authorKind", "day": "madeAt", "kind": "claimValue"}),
    ),
    "deadline": (
        (msgid("{item}: {kind}, {day}"), {"item": "deadlineFor", "kind": "deadlineKind", "day": "dueAt"}),
    ),
    "denunciation-window": (
        (
            msgid("{instrument}, window from {first} to {last}"),
            {"instrument": "instrument", "first": "opensAt", "last": "closesAt"},
        ),
    ),
    "counterpart": ((_JOINED, {"one": "fromProvision", "kind": "relationKind", "other": "toProvision"}),),
    "instrument-relation": ((_JOINED, {"one": "fromInstrument", "kind": "relationKind", "other": "toInstrument"}),),
    "provision-relation": (
        (
            _JOINED,
            {
                "one": "fromProvision|fromInterpretation|fromInstrument",
                "kind": "relationKind",
                "other": "toProvision|toInstrument",
            },
        ),
    ),
    "goal-link": ((_PAIR, {"one": "fromProvision|fromInstrument", "other": "goal"}),),
    "treaty-basis": ((_PAIR, {"one": "commitment", "other": "obligation|instrument"}),),
    "series-change": ((_ACT, {"state": "state", "instrument": "ofSeries", "kind": "trend"}),),
    "succession": ((msgid("{former}, later {later}"), {"former": "formerBody", "later": "laterBody"}),),
    "mention": ((msgid("mention of {thing}"), {"thing": "mentions"}),),
    "grounding": ((_LINK, {"one": "ofRecommendation", "other": "restsOnProvision"}),),
    "restatement": ((_LINK, {"one": "ofRecommendation", "other": "restates"}),),
    "backing": ((_LINK, {"one": "ofCall", "other": "backedBy"}),),
    "action-assessment": ((_LINK, {"one": "ofRecommendation", "other": "actionCategory"}),),
    "request": ((_LINK, {"one": "requestedIn", "other": "instrument"}),),
}
_PROPERTIES = sorted(
    {by for names in _MADE.values() for _, places in names for way in places.values() for by in way.split("|")}
)
_CYCLE_WORD = re.compile("|".join(rf"\b{word}\b" for word in (msgid("initial"), msgid("combined"), msgid("cycle"))))
# Who reads Kyrgyz reads Russian more often than English.
_INSTEAD = {"ky": ("ky", "", "ru", "en"), "ru": ("ru", "", "en", "ky"), "en": ("en", "", "ru", "ky")}


class Label(NamedTuple):
    """A name, its language, whether that is another than the one asked for, and the short name of an instrument."""

    text: str
    lang: str
    is_instead: bool
    short: str = ""

    def __str__(self) -> str:
        return f"{self.text} [{self.lang}]" if self.is_instead else self.text

    @property
    def brief(self) -> str:
        """Return the short name, if there is one: "ILO C183"."""
        return self.short or str(self)


def read_labels(store: Store, iris: Iterable[str], lang: str) -> dict[str, Label]:
    """Read the labels of many things with one query."""
    wanted = " ".join(f"<{iri}>" for iri in dict.fromkeys(iris))
    if not wanted:
        return {}
    found: dict[str, dict[str, str]] = {}
    shorts: dict[str, str] = {}
    for thing, label, short in store.select(rebase(_QUERY) % wanted).rows:
        if isinstance(thing, ox.NamedNode) and isinstance(label, ox.Literal):
            known = found.setdefault(thing.value, {})
            tag = label.language or ""
            known[tag] = min(known.get(tag, label.value), label.value)
            if isinstance(short, ox.Literal):
                shorts[thing.value] = short.value
    return {iri: best(texts, lang)._replace(short=shorts.get(iri, "")) for iri, texts in found.items()}


def make_labels(store: Store, iris: Iterable[str], labels: Mapping[str, Label], lang: str) -> dict[str, str]:
    """Name records and derived things by their parts: "Kyrgyzstan, ICRMW, from 2004-01-01"."""
    nameless = dict.fromkeys(iri for iri in iris if kind_of(iri) in _MADE)
    if not nameless:
        return {}
    query = rebase(_PARTS) % (" ".join(f"<{iri}>" for iri in nameless), ", ".join(f"dg:{by}" for by in _PROPERTIES))
    parts: dict[str, dict[str, set[Term]]] = {iri: {} for iri in nameless}
    for thing, by, part, duty in store.select(query).rows:
        if isinstance(thing, ox.NamedNode) and isinstance(by, ox.NamedNode) and part is not None:
            name = local_name(by.value)
            parts[thing.value].setdefault(name, set()).add(duty if duty is not None and name == "duty" else part)
    terms = [term for found in parts.values() for several in found.values() for term in several]
    wanted = {term.value for term in terms if isinstance(term, ox.NamedNode)} - nameless.keys()
    known = {**labels, **read_labels(store, wanted - labels.keys(), lang)}
    names = {iri: label.brief for iri, label in known.items()} | make_labels(store, wanted, known, lang)
    return {iri: made for iri, found in parts.items() if (made := _made(iri, found, names, lang))}


def _made(iri: str, found: Mapping[str, set[Term]], names: Mapping[str, str], lang: str) -> str:
    """Put the names of the parts together by the first pattern that is filled; nothing, if none is."""
    words = translation(lang)
    for pattern, places in _MADE[kind_of(iri)]:
        parts = {
            place: next((_told(found[by], names, words) for by in way.split("|") if by in found), "")
            for place, way in places.items()
        }
        if parts.get("day") == _ALWAYS:
            return "{state}, {instrument}".format_map(parts)
        if all(parts.values()):
            return words.say(pattern).format_map(parts)
    return ""


def _told(terms: Iterable[Term], names: Mapping[str, str], words: Translation) -> str:
    """Return what the values of a property are called; nothing, where one of them has no name."""
    told = [
        _CYCLE_WORD.sub(lambda word: words.say(word[0]), term.value)
        if isinstance(term, ox.Literal)
        else names.get(term.value, "")
        for term in terms
        if term is not None and not isinstance(term, ox.BlankNode)
    ]
    return "; ".join(sorted(told)) if all(told) else ""


def best(texts: Mapping[str, str], lang: str) -> Label:
    """Pick the text in the language asked for, else the one that serves best.

    >>> str(best({"en": "State", "ru": "государство"}, "ky"))
    'государство [ru]'
    """
    order = [*_INSTEAD.get(lang, (lang, "", "en")), *sorted(texts)]
    chosen = next(tag for tag in order if tag in texts)
    return Label(texts[chosen], chosen, chosen not in (lang, ""))
