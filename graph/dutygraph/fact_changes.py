"""Find which facts and which rows of the sources differ between two releases."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple

import pyoxigraph as ox

from dutygraph.dumps import Fact, differences, read_dump
from dutygraph.errors import msgid
from dutygraph.evidence import Leaf, read_grounds, read_leaves
from dutygraph.frozen import Release
from dutygraph.namespaces import DG, TYPE, graph, local_name
from dutygraph.spellings import key_of, kind_of
from dutygraph.store import LocalStore

ADDED, REMOVED, ALTERED, CORRECTED, UNCORRECTED = (
    msgid("added"), msgid("removed"), msgid("altered"), msgid("corrected"), msgid("correction taken back"),
)  # fmt: skip
_DERIVED = graph("derived").value + "/"
_OWN_GRAPHS = {graph(name).value for name in ("ontology", "catalogue")}
_BATCH = 500  # nodes in one query


@dataclass
class FactChanges:
    """What a pass over two dumps finds."""

    graphs: dict[str, tuple[int, int]] = field(default_factory=dict)  # triples added and removed
    subjects: dict[str, set[str]] = field(default_factory=dict)  # asserted things that changed: sources that say so
    near: dict[str, set[str]] = field(default_factory=dict)  # things: nodes that changed and point to them
    terms: set[str] = field(default_factory=set)  # predicates, and classes in place of rdf:type
    moved: int = 0  # rows that only stand elsewhere in their file

    @property
    def total(self) -> tuple[int, int]:
        """Return how many facts came and went."""
        return sum(added for added, _ in self.graphs.values()), sum(removed for _, removed in self.graphs.values())

    @property
    def says_more(self) -> bool:
        """Say whether vocabulary, rules or their descriptions changed."""
        return bool(_OWN_GRAPHS & self.graphs.keys())


class Value(NamedTuple):
    """What is said of a thing under one property, before and after."""

    of: str
    property: str
    before: tuple[ox.NamedNode | ox.Literal, ...]
    after: tuple[ox.NamedNode | ox.Literal, ...]

    def to_json(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "of": self.of,
            "property": self.property,
            "before": [term.value for term in self.before],
            "after": [term.value for term in self.after],
        }


@dataclass
class RowChange:
    """A row of a source that one of two releases does not have, or has with other values."""

    iri: str
    kind: str = ALTERED
    before: Leaf | None = None
    after: Leaf | None = None
    values: list[Value] = field(default_factory=list)

    @property
    def leaf(self) -> Leaf:
        """Return the row as it stands now, else as it stood."""
        return self.after or self.before or Leaf(self.iri)

    @property
    def key(self) -> str:
        """Return the key of the row in its table."""
        return key_of(self.iri).split("/", 2)[-1]

    def to_json(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "iri": self.iri,
            "change": self.kind,
            "key": self.key,
            "before": self.before and self.before.to_json(),
            "after": self.after and self.after.to_json(),
            "values": [value.to_json() for value in self.values],
        }


def compare_facts(old: Release, new: Release) -> FactChanges:
    """Compare two dumps in one pass; memory grows with what changed, not with the dumps."""
    found = FactChanges()
    counts: dict[str, Counter[bool]] = defaultdict(Counter)
    lines = differences(read_dump(old.folder / "dump.nq", old.hash), read_dump(new.folder / "dump.nq", new.hash))
    facts = ((is_new, Fact.read(line)) for is_new, line in lines)
    for subject, group in groupby(facts, key=lambda one: one[1].subject):
        changed = list(group)
        for is_new, fact in changed:
            counts[fact.graph][is_new] += 1
        _collect(found, subject, [fact for _, fact in changed])
    found.graphs = {name: (count[True], count[False]) for name, count in sorted(counts.items())}
    return found


def _collect(found: FactChanges, subject: str, facts: list[Fact]) -> None:
    for fact in facts:
        is_type = fact.predicate == TYPE.value
        found.terms.add(fact.object[1:-1] if is_type else fact.predicate)
        if fact.object.startswith("<") and kind_of(fact.object[1:-1]):
            found.near.setdefault(fact.object[1:-1], set()).add(subject)
    found.near.setdefault(subject, set()).add(subject)
    if all(fact.predicate == DG("row").value for fact in facts):
        found.moved += 1
        return
    asserted = {local_name(fact.graph) for fact in facts if _is_asserted(fact.graph)}
    if asserted:
        found.subjects[subject] = asserted


def _is_asserted(name: str) -> bool:
    return not name.startswith(_DERIVED) and name not in _OWN_GRAPHS


def changed_rows(facts: FactChanges, old: LocalStore, new: LocalStore) -> dict[str, RowChange]:
    """Find the rows of the sources behind the things that changed, with what they say now and said before."""
    found: dict[str, RowChange] = {}
    for batch in _batches(sorted(facts.subjects)):
        behind = _rows_behind(batch, facts, old, new)
        for subject in batch:
            for row in behind.get(subject, ()):
                change = found.setdefault(row, RowChange(row))
                change.values += _values(subject, old, new)
    before, after = (_leaves(store, found) for store in (old, new))
    for row, change in found.items():
        change.before, change.after = before.get(row), after.get(row)
        change.kind = _kind(change)
    return dict(sorted(found.items(), key=lambda one: (one[1].leaf.source, one[1].leaf.file, one[1].leaf.row, one[0])))


def _batches(names: list[str]) -> Iterator[list[str]]:
    return (names[start : start + _BATCH] for start in range(0, len(names), _BATCH))


def _leaves(store: LocalStore, rows: Iterable[str]) -> dict[str, Leaf]:
    return {iri: leaf for batch in _batches(list(rows)) for iri, leaf in read_leaves(store, batch).items() if leaf.file}


def _rows_behind(
    subjects: list[str], facts: FactChanges, old: LocalStore, new: LocalStore
) -> dict[str, list[str]]:
    """Find the rows that each thing rests on: those that came or went, else those of the sources that changed."""
    grounds = [read_grounds(store, subjects) for store in (old, new)]
    found = {}
    for subject in subjects:
        if kind_of(subject) == "source-row":
            found[subject] = [subject]
            continue
        leaves = [{leaf.iri: leaf for leaf in side.leaves_of(subject)} for side in grounds]
        rows = leaves[0] | leaves[1]
        turned = sorted(leaves[0].keys() ^ leaves[1].keys())
        of_source = sorted(iri for iri, leaf in rows.items() if leaf.source in facts.subjects[subject])
        found[subject] = turned or of_source or sorted(rows)
    return found


def _statements(store: LocalStore, subject: str) -> dict[str, set[ox.NamedNode | ox.Literal]]:
    found: dict[str, set[Any]] = defaultdict(set)
    for quad in store.store.quads_for_pattern(ox.NamedNode(subject), None, None, ox.DefaultGraph()):
        found[quad.predicate.value].add(quad.object)
    return found


_UNTOLD = {DG(name).value for name in ("row", "evidence", "correctedBy", "derivation")}


def _values(subject: str, old: LocalStore, new: LocalStore) -> Iterator[Value]:
    """Yield what is said otherwise of a thing that both releases have; of a new one its name says enough."""
    before, after = _statements(old, subject), _statements(new, subject)
    for name in sorted(before.keys() | after.keys()):
        was, now = before.get(name, set()), after.get(name, set())
        if was != now and name not in _UNTOLD and name != TYPE.value:
            yield Value(subject, name, tuple(sorted(was - now, key=str)), tuple(sorted(now - was, key=str)))


def _kind(change: RowChange) -> str:
    if change.before is None or change.after is None:
        return REMOVED if change.after is None else ADDED
    was, now = (_corrections(leaf) for leaf in (change.before, change.after))
    if was == now:
        return ALTERED
    return CORRECTED if now else UNCORRECTED


def _corrections(leaf: Leaf) -> list[Any]:
    return [remark for remark in leaf.remarks if remark.kind == "correction"]
