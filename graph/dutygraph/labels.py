"""Name things in the reader's language, and say so where another language had to stand in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pyoxigraph as ox

from dutygraph.store import Store

_QUERY = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dct: <http://purl.org/dc/terms/>
SELECT ?thing ?label WHERE {
  VALUES ?thing { %s } ?thing rdfs:label|skos:prefLabel|dct:title ?label
}"""  # a second VALUES for the three would make the engine read every label there is
# Who reads Kyrgyz reads Russian more often than English.
_INSTEAD = {"ky": ("ky", "", "ru", "en"), "ru": ("ru", "", "en", "ky"), "en": ("en", "", "ru", "ky")}


class Label(NamedTuple):
    """A name, its language, and whether that is the language asked for."""

    text: str
    lang: str
    is_instead: bool

    def __str__(self) -> str:
        return f"{self.text} [{self.lang}]" if self.is_instead else self.text


def read_labels(store: Store, iris: Iterable[str], lang: str) -> dict[str, Label]:
    """Read the labels of many things with one query."""
    wanted = " ".join(f"<{iri}>" for iri in dict.fromkeys(iris))
    if not wanted:
        return {}
    found: dict[str, dict[str, str]] = {}
    for row in store.select(_QUERY % wanted):
        thing, label = row["thing"], row["label"]
        if isinstance(thing, ox.NamedNode) and isinstance(label, ox.Literal):
            known = found.setdefault(thing.value, {})
            tag = label.language or ""
            known[tag] = min(known.get(tag, label.value), label.value)
    return {iri: best(texts, lang) for iri, texts in found.items()}


def best(texts: Mapping[str, str], lang: str) -> Label:
    """Pick the text in the language asked for, else the one that serves best.

    >>> str(best({"en": "State", "ru": "государство"}, "ky"))
    'государство [ru]'
    """
    order = [*_INSTEAD.get(lang, (lang, "", "en")), *sorted(texts)]
    chosen = next(tag for tag in order if tag in texts)
    return Label(texts[chosen], chosen, chosen not in (lang, ""))
