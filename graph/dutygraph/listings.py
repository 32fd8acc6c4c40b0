"""List what things are called: from the `names.tsv` of a release, or from a store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from dutygraph.namespaces import rebase
from dutygraph.spellings import fold, key_of, kind_of
from dutygraph.store import LocalStore, Store

_NAMED_BY = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX dg: <https://w3id.org/dutygraph/ns#>
SELECT DISTINCT ?thing ?name WHERE {
  VALUES ?by {
    rdfs:label skos:prefLabel skos:altLabel dct:title skos:notation dg:abbreviation dg:shortName dg:symbol
  }
  ?thing ?by ?name .
  %s
}"""


class Listing(Protocol):
    """Names and the things that bear them."""

    def called(self, folded: str, kinds: tuple[str, ...]) -> list[str]:
        """List the IRIs of the things of these kinds that bear this name."""

    def everything(self, kinds: tuple[str, ...]) -> Iterable[tuple[str, str]]:
        """List all names of things of these kinds with their IRIs."""


class FileListing:
    """Names in the `names.tsv` of a release; read only when a key misses."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def called(self, folded: str, kinds: tuple[str, ...]) -> list[str]:
        """List the IRIs of the things of these kinds that bear this name."""
        text = f"\n{self.file.read_text(encoding='utf-8')}\n"
        found, start = [], text.find(f"\n{folded}\t")
        while start >= 0:
            _, kind, iri = text[start + 1 : text.index("\n", start + 1)].split("\t")
            if not kinds or kind in kinds:
                found.append(iri)
            start = text.find(f"\n{folded}\t", start + 1)
        return list(dict.fromkeys(found))

    def everything(self, kinds: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """List all names of things of these kinds with their IRIs."""
        with self.file.open(encoding="utf-8") as lines:
            for line in lines:
                name, kind, iri = line.rstrip("\n").split("\t")
                if not kinds or kind in kinds:
                    yield name, iri


class StoreListing:
    """Names asked of the store itself: a remote engine, or a graph in memory."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def called(self, folded: str, kinds: tuple[str, ...]) -> list[str]:
        """List the IRIs of the things of these kinds that bear this name."""
        named = f'FILTER(REPLACE(LCASE(STR(?name)), "ё", "е") = {ox.Literal(folded)})'
        return list(dict.fromkeys(iri for _, iri in self._ask(named, kinds)))

    def everything(self, kinds: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """List all names of things of these kinds with their IRIs."""
        return self._ask("", kinds)

    def _ask(self, condition: str, kinds: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        for row in self.store.select(rebase(_NAMED_BY) % condition):
            iri, name = row["thing"], row["name"]
            if isinstance(iri, ox.NamedNode) and name and (not kinds or kind_of(iri.value) in kinds):
                yield fold(str(getattr(name, "value", ""))), iri.value


def write_names(facts: ox.Store, file: Path) -> None:
    """Write every name, key and abbreviation of a graph as the sorted lines of `names.tsv`.

    The last part of a key is a name too, where only one thing of its kind has it: `S2018-01`.
    """
    file.write_text("".join(f"{name}\t{kind}\t{iri}\n" for name, kind, iri in _collect(LocalStore(facts))), "utf-8")


def _collect(store: Store) -> list[tuple[str, str, str]]:
    found = {(name, kind_of(iri), iri) for name, iri in StoreListing(store).everything(()) if kind_of(iri)}
    keys = {(fold(key_of(iri)), kind, iri) for _, kind, iri in found}
    lasts = Counter((key.rpartition("/")[2], kind) for key, kind, _ in keys)
    found |= keys | {(last, kind, iri) for key, kind, iri in keys if lasts[last := key.rpartition("/")[2], kind] == 1}
    return sorted(row for row in found if row[0])
