"""Follow a fact down to the rows of the sources that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pyoxigraph as ox

from dutygraph.namespaces import local_name, rebase
from dutygraph.remarks import Remark, read_remarks
from dutygraph.store import Store, Term
from dutygraph.translation import Translation

_PREFIXES = """PREFIX dg: <https://w3id.org/dutygraph/ns#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
"""
_STEPS = """SELECT DISTINCT ?node ?derivation ?rule ?detail ?premise ?row WHERE {
  VALUES ?node { %s }
  { ?node dg:evidence ?row } UNION
  {
    ?node dg:derivation ?derivation . ?derivation dg:premise ?premise
    OPTIONAL { ?derivation dg:byRule ?rule } OPTIONAL { ?derivation dg:scoreDetail ?detail }
  }
} ORDER BY ?node ?derivation ?premise ?row"""
_RECORDS = """SELECT DISTINCT ?node ?record WHERE {
  VALUES ?node { %s } ?record oa:hasSelector ?node ; dg:evidence ?row
} ORDER BY ?record"""
_ROWS = """SELECT ?row ?source ?file ?number ?confidence ?method ?url ?by ?retrieved WHERE {
  VALUES ?row { %s }
  OPTIONAL { ?row dg:ofSource ?source OPTIONAL { ?source dg:retrievedAt ?retrieved } }
  OPTIONAL { ?row dg:file ?file } OPTIONAL { ?row dg:row ?number } OPTIONAL { ?row dg:confidence ?confidence }
  OPTIONAL { ?row dg:method ?method } OPTIONAL { ?row dct:source ?url } OPTIONAL { ?row dg:assertedBy ?by }
} ORDER BY ?file ?number ?row ?url"""


class Leaf(NamedTuple):
    """A row of a source: where the search for evidence ends."""

    iri: str
    source: str = ""
    file: str = ""
    row: int = 0
    confidence: str = ""
    method: str = ""
    urls: tuple[str, ...] = ()
    asserted_by: str = ""
    retrieved: str = ""
    remarks: tuple[Remark, ...] = ()

    def tell(self, words: Translation) -> str:
        """Say which row this is, how it came there, how sure it is and who asserts it."""
        how = [words.say(self.method)] if self.method else []
        how += [f"{words.say('confidence')}: {words.say(self.confidence)}"] if self.confidence else []
        how += [self.asserted_by] if self.asserted_by else []
        about = f" ({', '.join(how)})" if how else ""
        remarks = "".join(f"; {remark.tell(words)}" for remark in self.remarks)
        return f"{self.source}: {self.file}, {words.say('row')} {self.row}{about}{remarks}"

    def to_json(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "source": self.source, "file": self.file, "row": self.row, "confidence": self.confidence,
            "method": self.method, "urls": list(self.urls), "asserted_by": self.asserted_by,
            "retrieved": self.retrieved, "iri": self.iri,
            **({"remarks": [remark.to_json() for remark in self.remarks]} if self.remarks else {}),
        }  # fmt: skip


@dataclass
class Derivation:
    """One way in which a rule gives a fact."""

    iri: str
    rule: str = ""
    detail: str = ""  # what a matcher found in common
    premises: list[str] = field(default_factory=list)


@dataclass
class Grounds:
    """What a set of facts rests on: the derivations and source rows of each node."""

    derivations: dict[str, dict[str, Derivation]] = field(default_factory=dict)
    rows: dict[str, list[str]] = field(default_factory=dict)
    records: dict[str, list[str]] = field(default_factory=dict)
    leaves: dict[str, Leaf] = field(default_factory=dict)

    def below(self, iri: str) -> Iterator[str]:
        """Yield what a node rests on directly: premises, or the record that it is a part of."""
        for derivation in self.derivations.get(iri, {}).values():
            yield from derivation.premises
        yield from self.records.get(iri, ())

    def leaves_of(self, iri: str) -> list[Leaf]:
        """Return every source row under a node; a circle of derivations ends where it began."""
        seen, waiting, found = {iri}, [iri], dict[str, Leaf]()
        while waiting:
            node = waiting.pop()
            found.update((row, self.leaves[row]) for row in self.rows.get(node, ()))
            new = [one for one in self.below(node) if one not in seen]
            seen.update(new)
            waiting.extend(new)
        return sorted(found.values(), key=lambda leaf: (leaf.source, leaf.file, leaf.row, leaf.iri))


def trace(store: Store, iri: str) -> list[Leaf]:
    """Return the source rows that a record or derived node rests on."""
    return read_grounds(store, [iri]).leaves_of(iri)


def read_grounds(store: Store, iris: Iterable[str]) -> Grounds:
    """Read what many nodes rest on, one query for each step down."""
    grounds, seen = Grounds(), set[str]()
    frontier = list(dict.fromkeys(iris))
    while frontier:
        seen.update(frontier)
        _read_steps(store, grounds, frontier)
        bare = [iri for iri in frontier if iri not in grounds.rows and iri not in grounds.derivations]
        _read_records(store, grounds, bare)
        below = (one for iri in frontier for one in grounds.below(iri))
        frontier = [iri for iri in dict.fromkeys(below) if iri not in seen]
    _read_rows(store, grounds)
    return grounds


def _read_steps(store: Store, grounds: Grounds, frontier: list[str]) -> None:
    for row in _ask(store, _STEPS, frontier):
        node = _text(row["node"])
        if row["row"] is not None:
            grounds.rows.setdefault(node, []).append(_text(row["row"]))
            continue
        found = grounds.derivations.setdefault(node, {})
        derivation = found.setdefault(
            _text(row["derivation"]),
            Derivation(_text(row["derivation"]), _text(row["rule"]), _text(row["detail"])),
        )
        derivation.premises.append(_text(row["premise"]))


def _read_records(store: Store, grounds: Grounds, bare: list[str]) -> None:
    """A place in a text has no evidence of its own: the record that points to it has."""
    for row in _ask(store, _RECORDS, bare):
        grounds.records.setdefault(_text(row["node"]), []).append(_text(row["record"]))


def _read_rows(store: Store, grounds: Grounds) -> None:
    grounds.leaves = read_leaves(store, list(dict.fromkeys(row for rows in grounds.rows.values() for row in rows)))


def read_leaves(store: Store, rows: list[str]) -> dict[str, Leaf]:
    """Read what is said of rows of sources themselves."""
    found: dict[str, Leaf] = {}
    urls: dict[str, dict[str, None]] = {}
    remarks = read_remarks(store, rows)
    for row in _ask(store, _ROWS, rows):
        iri = _text(row["row"])
        if row["url"] is not None:
            urls.setdefault(iri, {})[_text(row["url"])] = None
        found[iri] = Leaf(
            iri,
            local_name(_text(row["source"])),
            _text(row["file"]),
            int(_text(row["number"]) or 0),
            local_name(_text(row["confidence"])),
            local_name(_text(row["method"])),
            tuple(urls.get(iri, ())),
            _text(row["by"]),
            _text(row["retrieved"]),
            tuple(remarks.get(iri, ())),
        )
    return found


def _ask(store: Store, query: str, iris: list[str]) -> Iterator[dict[str, Term | None]]:
    if not iris:
        return iter(())
    inline = " ".join(str(ox.NamedNode(iri)) for iri in iris)
    return iter(store.select(rebase(_PREFIXES + query) % inline))


def _text(term: Term | None) -> str:
    return "" if term is None else term.value
