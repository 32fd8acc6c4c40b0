"""Find the thing that a person means by a key, a label or an abbreviation, in any of the languages."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from dutygraph import spellings
from dutygraph.errors import Word, WrongUse, msgid
from dutygraph.listings import FileListing, Listing, StoreListing, write_names
from dutygraph.namespaces import thing
from dutygraph.store import Store

__all__ = ["Names", "write_names"]

_PREFERRED = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?thing WHERE {
  VALUES ?thing { %s } ?thing rdfs:label|skos:prefLabel ?name FILTER(REPLACE(LCASE(STR(?name)), "ё", "е") = %s)
}"""

_BEGINNING = "SELECT DISTINCT ?thing WHERE { ?thing a ?class FILTER(STRSTARTS(STR(?thing), %s)) } ORDER BY ?thing"

_FEW = 12  # things of a kind that a message lists one and all


class Names:
    """Resolve typed names against one store."""

    def __init__(self, store: Store, file: Path | None = None) -> None:
        self.store = store
        self.listing: Listing = FileListing(file) if file and file.exists() else StoreListing(store)

    def resolve(self, kind: str, text: str, lang: str = "en") -> ox.NamedNode:
        """Find the thing of this kind that the text names: an IRI, a key, a label or an abbreviation."""
        text = " ".join(text.encode("utf-8", "replace").decode().split())  # half a character is none
        if not text:
            raise WrongUse(msgid("the value is empty"), msgid("write a key, a name or an abbreviation"))
        if len(text) > spellings.LONGEST:
            raise self._miss(kind, text, lang)
        if "://" in text:
            return self._given(kind, text, lang)
        return (
            self._by_key(kind, text)
            or self._by_name(kind, text, lang)
            or self._by_beginning(kind, text, lang)
            or self._by_parts(kind, text, lang)
        )

    def _given(self, kind: str, text: str, lang: str) -> ox.NamedNode:
        try:
            iri = ox.NamedNode(text.strip("<>"))
        except ValueError as error:
            repair = msgid("write an absolute IRI, a key or a name")
            raise WrongUse(msgid('"{text}" is no IRI'), repair, text=spellings.shown(text)) from error
        found = spellings.kind_of(iri.value)
        if spellings.kinds(kind) and found and found not in spellings.kinds(kind):
            raise self._miss(kind, text, lang, found)
        if not self._existing([iri]):
            problem, repair = msgid("{text} is not in this graph"), msgid("write a key, a name or an abbreviation")
            raise WrongUse(problem, repair, text=spellings.shown(iri.value))
        return iri

    def _existing(self, candidates: list[ox.NamedNode]) -> list[ox.NamedNode]:
        inline = " ".join(str(iri) for iri in candidates)
        found = self.store.select(f"SELECT ?s WHERE {{ VALUES ?s {{ {inline} }} FILTER EXISTS {{ ?s ?p ?o }} }}")
        there = {row[0] for row in found.rows}
        return [iri for iri in candidates if iri in there]

    def _by_key(self, kind: str, text: str) -> ox.NamedNode | None:
        for keys in (spellings.plain_keys, spellings.special_keys):
            found = self._existing(list(dict.fromkeys(keys(kind, text))))
            if found:
                return found[0]
        return None

    def _by_name(self, kind: str, text: str, lang: str) -> ox.NamedNode | None:
        folded = spellings.fold(text)
        found = self.listing.called(folded, spellings.kinds(kind))
        if len(found) > 1:
            found = self._preferred(found, folded) or found
        if len(found) > 1:
            raise self._ambiguous(kind, text, found, lang)
        return ox.NamedNode(found[0]) if found else None

    def _preferred(self, found: list[str], folded: str) -> list[str]:
        """Let a label beat an alias: `migrant workers` is the group of that name, not one also called so."""
        inline = " ".join(f"<{iri}>" for iri in found)
        rows = self.store.select(_PREFERRED % (inline, ox.Literal(folded))).rows
        return [row[0].value for row in rows if isinstance(row[0], ox.NamedNode)] if len(rows) == 1 else []

    def _by_beginning(self, kind: str, text: str, lang: str) -> ox.NamedNode | None:
        """Where any thing is wanted, let the beginning of a key do: whole parts of it, else some letters."""
        head, _, rest = text.partition("/")
        if spellings.kinds(kind) or not rest:
            return None
        start = thing(head, rest).value
        rows = self.store.select(_BEGINNING % ox.Literal(start)).rows
        found = [row[0].value for row in rows if isinstance(row[0], ox.NamedNode)]
        found = [iri for iri in found if iri.startswith(f"{start.rstrip('/')}/")] or found
        if len(found) > 1:
            raise self._ambiguous(kind, text, found, lang)
        return ox.NamedNode(found[0]) if found else None

    def _ambiguous(self, kind: str, text: str, found: list[str], lang: str) -> WrongUse:
        problem, repair = msgid('"{text}" may mean several things'), msgid("write one of these keys: {offer}")
        return WrongUse(problem, repair, text=spellings.shown(text), offer=self._offer(kind, found, lang))

    def _by_parts(self, kind: str, text: str, lang: str) -> ox.NamedNode:
        """A provision whose instrument is written out: `МПЭСКП ст. 7`."""
        parts = spellings.split_provision(text) if not kind or kind == "provision" else None
        if parts:
            instrument = self._by_key("instrument", parts[0]) or self._by_name("instrument", parts[0], lang)
            found = instrument and self._by_key("provision", f"{spellings.key_of(instrument.value)}/{parts[1]}")
            if found:
                return found
        raise self._miss(kind, text, lang)

    def _miss(self, kind: str, text: str, lang: str, found: str = "") -> WrongUse:
        """Say that nothing of this kind is called so, of which kind it is, and what is called nearly so."""
        found = found or self._elsewhere(kind, text)
        problem = msgid("{text} is of the kind {found}, not {kind}") if found else msgid('no {kind} is called "{text}"')
        repair, offer = self._nearest(kind, text, lang)
        known = Word(kind if spellings.kinds(kind) else msgid("thing"))
        return WrongUse(problem, repair, text=spellings.shown(text), kind=known, found=Word(found), offer=offer)

    def _nearest(self, kind: str, text: str, lang: str) -> tuple[str, str]:
        """Offer what is called nearly so; else all of the kind where it is little, else what a key looks like."""
        if near := self._near(kind, text):
            return msgid("did you mean: {offer}"), self._offer(kind, near, lang)
        wanted = spellings.kinds(kind)
        found = sorted({iri for _, iri in self.listing.everything(wanted)}) if wanted else []
        if not found:
            return msgid("write its key, such as KGZ or ilo-c183/art-4, or its full name"), ""
        if len(found) <= _FEW:
            return msgid("there are: {offer}"), self._offer(kind, found, lang)
        return msgid("write its key, such as {offer}, or its full name"), self._offer(kind, found[:2], lang)

    def _near(self, kind: str, text: str) -> list[str]:
        """List at most five things whose names are nearest, those that begin alike before others as near."""
        if len(text) > spellings.LONGEST:
            return []
        from rapidfuzz import fuzz, process
        from rapidfuzz.distance import Prefix

        names = self._called(spellings.kinds(kind))
        head, _, rest = text.partition("/")
        if rest and not spellings.kinds(kind) and (of_kind := self._called((head,))):  # `treaty-action/KGZ/...`
            names, text = of_kind, rest
        folded = spellings.fold(text)
        scored = process.extract(folded, list(names), scorer=fuzz.ratio, limit=50, score_cutoff=60)
        close = sorted((-score, -Prefix.similarity(folded, name), name) for name, score, _ in scored)
        nearest = [name for _, _, name in close[:8]]
        nearest += [name for name in names if folded in name and len(folded) > 2][:8]
        return list(dict.fromkeys(iri for name in nearest for iri in names[name]))[:5]

    def _called(self, kinds: tuple[str, ...]) -> dict[str, list[str]]:
        """Return all things of some kinds by their names."""
        names: dict[str, list[str]] = {}
        for name, iri in self.listing.everything(kinds):
            names.setdefault(name, []).append(iri)
        return names

    def _elsewhere(self, kind: str, text: str) -> str:
        """Return the kind of the thing of another kind that has this key or name."""
        if not spellings.kinds(kind) or len(text) > spellings.LONGEST:
            return ""
        found = self._by_key("", text)
        return spellings.kind_of(
            found.value if found else next(iter(self.listing.called(spellings.fold(text), ())), "")
        )

    def _offer(self, kind: str, found: list[str], lang: str) -> str:
        from dutygraph.labels import read_labels

        more = f"; ... ({len(found)})" if len(found) > _FEW else ""
        labels = read_labels(self.store, found[:_FEW], lang)
        said = (f"{_key(kind, iri)} ({labels[iri].text})" if iri in labels else _key(kind, iri) for iri in found[:_FEW])
        return f"{'; '.join(said)}{more}"


def _key(wanted: str, iri: str) -> str:
    """Return what to type for a thing: where any kind is wanted, its kind stands before its key."""
    kind, key = spellings.kind_of(iri), spellings.key_of(iri)
    return key if spellings.kinds(wanted) or kind in ("", "goal") else f"{kind}/{key}"
