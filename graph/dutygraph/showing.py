"""Tell all that is said of one thing, with the evidence, and what points to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from dutygraph import layout
from dutygraph.evidence import Leaf, trace
from dutygraph.formats import compact
from dutygraph.labels import Label, read_labels
from dutygraph.namespaces import DG
from dutygraph.remarks import Remark, read_remarks
from dutygraph.store import Store, Term
from dutygraph.translation import translation

_SAID = "SELECT DISTINCT ?by ?what WHERE { %s ?by ?what } ORDER BY ?by ?what"
_POINTING = "SELECT ?by (COUNT(DISTINCT ?what) AS ?times) WHERE { ?what ?by %s } GROUP BY ?by ORDER BY ?by"


@dataclass(frozen=True)
class Description:
    """What a graph says of one thing."""

    iri: str
    lang: str
    said: list[tuple[str, Term]]
    pointing: list[tuple[str, int]]
    leaves: list[Leaf]
    labels: dict[str, Label]
    remarks: list[Remark]

    @property
    def label(self) -> str:
        """Return the name of the thing."""
        return self._name(self.iri)

    def _name(self, iri: str) -> str:
        return str(self.labels[iri]) if iri in self.labels else compact(iri)

    def to_json(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "iri": self.iri,
            "label": self.label,
            "said": [{"property": by, "property_label": self._name(by), **self._value(term)} for by, term in self.said],
            "evidence": [leaf.to_json() for leaf in self.leaves],
            **({"remarks": [remark.to_json() for remark in self.remarks]} if self.remarks else {}),
            "pointing_here": [
                {"property": by, "property_label": self._name(by), "times": n} for by, n in self.pointing
            ],
        }

    def _value(self, term: Term) -> dict[str, str]:
        if isinstance(term, ox.Literal):
            return {
                "value": term.value,
                **({"lang": term.language} if term.language else {"datatype": term.datatype.value}),
            }
        return {"value": term.value, "label": self._name(term.value)}

    def to_text(self, room: int = 100) -> str:
        """Return it for a person to read."""
        words = translation(self.lang)
        text = f"{self.label}\n{self.iri}\n\n" + layout.fields(self._pairs(), room)
        if self.leaves:
            lines = [leaf.tell(words) for leaf in self.leaves] + [url for leaf in self.leaves for url in leaf.urls]
            text += f"\n{words.say('Evidence')}:\n" + "".join(f"  {line}\n" for line in dict.fromkeys(lines))
        if self.remarks:
            told = [f"  {line}\n" for one in self.remarks for line in (one.tell(words), one.url) if line]
            text += f"\n{words.say('Remarks')}:\n{''.join(told)}"
        if self.pointing:
            counted = "".join(f"  {self._name(by)}: {times}\n" for by, times in self.pointing)
            text += f"\n{words.say('Points here')}:\n{counted}"
        return text

    def _pairs(self) -> list[tuple[str, str]]:
        pairs, before = [], ""
        for by, term in self.said:
            pairs.append(("" if by == before else self._name(by), self._show(term)))
            before = by
        return pairs

    def _show(self, term: Term) -> str:
        if isinstance(term, ox.Literal):
            return f"{term.value} [{term.language}]" if term.language and term.language != self.lang else term.value
        if term.value not in self.labels:
            return compact(term.value)
        return f"{self.labels[term.value]}  ({compact(term.value)})"


def describe(store: Store, iri: str, lang: str = "en") -> Description:
    """Read all that is said of a thing; derivations are for `explain`, source rows stand as evidence."""
    node = ox.NamedNode(iri)
    said = list(_said(store.select(_SAID % node).rows))
    pointing = [
        (by.value, int(times.value)) for by, times in store.select(_POINTING % node).rows if by and times is not None
    ]
    mentioned = [iri, *(by for by, _ in said), *(by for by, _ in pointing)]
    mentioned += [term.value for _, term in said if isinstance(term, ox.NamedNode)]
    remarks = read_remarks(store, [iri]).get(iri, [])
    return Description(iri, lang, said, pointing, trace(store, iri), read_labels(store, mentioned, lang), remarks)


def _said(rows: Iterable[tuple[Term | None, ...]]) -> Iterable[tuple[str, Term]]:
    for by, what in rows:
        if by and what is not None and by not in (DG("evidence"), DG("derivation")):
            yield by.value, what
