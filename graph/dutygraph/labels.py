"""Name things in the reader's language, and say so where another language had to stand in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pyoxigraph as ox

from dutygraph.errors import msgid
from dutygraph.namespaces import local_name, rebase
from dutygraph.spellings import kind_of
from dutygraph.store import Store, Term
from dutygraph.translation import translation

_QUERY = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX dg: <https://w3id.org/dutygraph/ns#>
SELECT ?thing ?label ?short WHERE {
  VALUES ?thing { %s } ?thing rdfs:label|skos:prefLabel|dct:title ?label OPTIONAL { ?thing dg:shortName ?short }
}"""  # a second VALUES for the three would make the engine read every label there is
_PARTS = """PREFIX dg: <https://w3id.org/dutygraph/ns#>
SELECT ?thing ?by ?part ?type WHERE {
  VALUES ?thing { %s } ?thing ?by ?part OPTIONAL { ?part dg:dutyType ?type }
  FILTER(?by IN (dg:isSetOutIn, dg:duty, dg:state, dg:instrument, dg:procedure, dg:holdsFrom, dg:boundFromLatest,
                 dg:assignedTo, dg:mandateRole, dg:assigns, dg:ofRecommendation, dg:restsOnProvision, dg:restates,
                 dg:ofCall, dg:backedBy, dg:actionCategory))
}"""
_ALWAYS = "0001-01-01"  # the first span of days has no first day
_DUTY = (msgid("{provision}: {duty}"), {"provision": "isSetOutIn", "duty": "duty"})
_SPAN = msgid("{state}, {instrument}, from {day}")
_LINK = msgid("{one} — {other}")
# What a derived thing is called: it has no name of its own, but its parts have.
_MADE = {
    "obligation": _DUTY,
    "commitment": _DUTY,
    "standing": (_SPAN, {"state": "state", "instrument": "instrument", "day": "holdsFrom"}),
    "procedure-standing": (_SPAN, {"state": "state", "instrument": "procedure", "day": "holdsFrom"}),
    "participation": (_SPAN, {"state": "state", "instrument": "instrument", "day": "boundFromLatest"}),
    "grounding": (_LINK, {"one": "ofRecommendation", "other": "restsOnProvision"}),
    "restatement": (_LINK, {"one": "ofRecommendation", "other": "restates"}),
    "backing": (_LINK, {"one": "ofCall", "other": "backedBy"}),
    "action-assessment": (_LINK, {"one": "ofRecommendation", "other": "actionCategory"}),
    "assignment": (msgid("{body}, {role}: {item}"), {"body": "assignedTo", "role": "mandateRole", "item": "assigns"}),
}
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
    """Name derived things that have no label by their parts: "Kyrgyzstan, ICRMW, from 2004-01-01"."""
    nameless = dict.fromkeys(iri for iri in iris if iri not in labels and kind_of(iri) in _MADE)
    if not nameless:
        return {}
    parts: dict[str, dict[str, Term]] = {iri: {} for iri in nameless}
    for thing, by, part, duty in store.select(rebase(_PARTS) % " ".join(f"<{iri}>" for iri in nameless)).rows:
        if isinstance(thing, ox.NamedNode) and isinstance(by, ox.NamedNode) and part is not None:
            parts[thing.value][local_name(by.value)] = part if duty is None else duty
    wanted = {term.value for found in parts.values() for term in found.values() if isinstance(term, ox.NamedNode)}
    known = {**labels, **read_labels(store, wanted - labels.keys(), lang)}
    names = {iri: label.brief for iri, label in known.items()} | make_labels(store, wanted, known, lang)
    return {iri: made for iri, found in parts.items() if (made := _made(iri, found, names, lang))}


def _made(iri: str, found: Mapping[str, Term], names: Mapping[str, str], lang: str) -> str:
    """Put the names of the parts together; nothing, where one of them has no name."""
    pattern, properties = _MADE[kind_of(iri)]
    terms = {place: found[by] for place, by in properties.items() if by in found}
    parts = {
        place: term.value if isinstance(term, ox.Literal) else names.get(term.value, "")
        for place, term in terms.items()
    }
    if parts.get("day") == _ALWAYS:
        return "{state}, {instrument}".format_map(parts)
    return translation(lang).say(pattern).format_map(parts) if all(map(parts.get, properties)) else ""


def best(texts: Mapping[str, str], lang: str) -> Label:
    """Pick the text in the language asked for, else the one that serves best.

    >>> str(best({"en": "State", "ru": "государство"}, "ky"))
    'государство [ru]'
    """
    order = [*_INSTEAD.get(lang, (lang, "", "en")), *sorted(texts)]
    chosen = next(tag for tag in order if tag in texts)
    return Label(texts[chosen], chosen, chosen not in (lang, ""))
