"""Find the thing that a person means by a key, a label or an abbreviation, in any of the languages."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from dutygraph import spellings
from dutygraph.errors import WrongUse, msgid
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


class Names:
    """Resolve typed names against one store."""

    def __init__(self, store: Store, file: Path | None = None) -> None:
        self.store = store
        self.listing: Listing = FileListing(file) if file and file.exists() else StoreListing(store)

    def resolve(self, kind: str, text: str, lang: str = "en") -> ox.NamedNode:
        """Find the thing of this kind that the text names: an IRI, a key, a label or an abbreviation."""
        text = " ".join(text.split())
        if not text:
            raise WrongUse(f"the {kind or 'name'} is empty", "write a key, a name or an abbreviation")
        if "://" in text:
            return self._given(kind, text)
        return (
            self._by_key(kind, text)
            or self._by_name(kind, text, lang)
            or self._by_beginning(kind, text, lang)
            or self._by_parts(kind, text, lang)
        )

    def _given(self, kind: str, text: str) -> ox.NamedNode:
        try:
            iri = ox.NamedNode(text.strip("<>"))
        except ValueError as error:
            raise WrongUse(f'"{text}" is no IRI', "write an absolute IRI, a key or a name") from error
        found = spellings.kind_of(iri.value)
        if spellings.kinds(kind) and found and found not in spellings.kinds(kind):
            raise WrongUse(f"{iri.value} is of the kind {found}, not {kind}", f"name a {kind}")
        if not self._existing([iri]):
            raise WrongUse(f"{iri.value} is not in this graph", "`dutygraph show KEY` finds a thing by its key or name")
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
        return WrongUse(problem, repair, text=text, offer=self._offer(kind, found, lang))

    def _by_parts(self, kind: str, text: str, lang: str) -> ox.NamedNode:
        """A provision whose instrument is written out: `МПЭСКП ст. 7`."""
        parts = spellings.split_provision(text) if not kind or kind == "provision" else None
        if parts:
            instrument = self._by_key("instrument", parts[0]) or self._by_name("instrument", parts[0], lang)
            found = instrument and self._by_key("provision", f"{spellings.key_of(instrument.value)}/{parts[1]}")
            if found:
                return found
        raise self._miss(kind, text, lang)

    def _miss(self, kind: str, text: str, lang: str) -> WrongUse:
        from difflib import get_close_matches

        names = dict(self.listing.everything(spellings.kinds(kind)))
        folded = spellings.fold(text)
        close = get_close_matches(folded, list(names), 8, 0.6)
        close += [name for name in names if folded in name and len(folded) > 2][:8]
        found = list(dict.fromkeys(names[name] for name in close))[:5]
        problem, repair = msgid('no {kind} is called "{text}"'), msgid("did you mean: {offer}")
        if not found:
            repair = msgid("write its key, such as KGZ or ilo-c183/art-4, or its full name")
        return WrongUse(problem, repair, kind=kind or "thing", text=text, offer=self._offer(kind, found, lang))

    def _offer(self, kind: str, found: list[str], lang: str) -> str:
        from dutygraph.labels import read_labels

        more = f"; ... ({len(found)})" if len(found) > 10 else ""
        labels = read_labels(self.store, found[:10], lang)
        said = (f"{_key(kind, iri)} ({labels[iri].text})" if iri in labels else _key(kind, iri) for iri in found[:10])
        return f"{'; '.join(said)}{more}"


def _key(wanted: str, iri: str) -> str:
    """Return what to type for a thing: where any kind is wanted, its kind stands before its key."""
    kind, key = spellings.kind_of(iri), spellings.key_of(iri)
    return key if spellings.kinds(wanted) or kind in ("", "goal") else f"{kind}/{key}"
