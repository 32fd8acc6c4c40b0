"""Know every key that rows may refer to: things by the tables that declare a kind, concepts by the vocabularies."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, parse

from dutygraph.namespaces import SDG, SKOS, concept, local_name, thing
from dutygraph.tables import Row, read_rows

if TYPE_CHECKING:
    from dutygraph.sources import Metadata

# Kinds of national acts that plan; every other act of plans_and_laws.csv is law.
PLANNING_KINDS = frozenset({"strategy", "programme", "action-plan", "concept"})


def act_iri(key: str, kind: str) -> NamedNode:
    """Return the IRI of a national act: a plan or a law."""
    return thing("plan" if kind in PLANNING_KINDS else "law", key)


def goal_iri(key: str, un_code: str = "") -> NamedNode:
    """Return the IRI of a goal, target or indicator: the United Nations' own where there is one.

    >>> goal_iri("5.2").value, goal_iri("5.2.1", "C050201").value
    ('http://metadata.un.org/sdg/5.2', 'http://metadata.un.org/sdg/C050201')
    """
    if key.count(".") == 2:  # an indicator
        return SDG(un_code) if un_code else thing("indicator", key)
    return SDG(key)


_IRIS: dict[str, Callable[[Row], NamedNode]] = {
    "act": lambda row: act_iri(row.key[0], row["kind"]),
    "goal": lambda row: goal_iri(row.key[0], row["un_code"]),
    "theme": lambda row: concept("theme", row.key[0]),
    "group": lambda row: concept("group", row.key[0]),
}


class Keys:
    """The keys of all sources, read once from their tables."""

    def __init__(
        self,
        sources: Iterable[tuple[Path, Metadata]],
        ontology: Path,
        correct: Callable[[Row], None] | None = None,
    ) -> None:
        self._sources = list(sources)
        self._ontology = ontology
        self._correct = correct

    @cached_property
    def _things(self) -> dict[str, dict[str, NamedNode]]:
        found: dict[str, dict[str, NamedNode]] = {}
        for folder, metadata in self._sources:
            for table in metadata.tables:
                if table.kind:
                    found.setdefault(table.kind, {}).update(
                        (row.key[0], _iri(table.kind, row))
                        for row in read_rows(metadata.name, folder / table.file, table, self._correct)
                        if not row.withdrawn
                    )
        return found

    @cached_property
    def _concepts(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for path in sorted((self._ontology / "vocabularies").glob("*.ttl")):
            for quad in parse(path=path):
                if quad.predicate == SKOS("inScheme"):
                    found.setdefault(local_name(quad.object.value), set()).add(local_name(quad.subject.value))
        return {scheme: frozenset(names) for scheme, names in found.items()}

    def iri(self, kind: str, key: str) -> NamedNode | None:
        """Return the IRI of the thing with this key, or None."""
        return self._things.get(kind, {}).get(key)

    def iris(self, kind: str) -> dict[str, str]:
        """Return all keys of a kind, sorted, with their IRIs."""
        return {key: node.value for key, node in sorted(self._things.get(kind, {}).items())}

    def of(self, kind: str) -> frozenset[str]:
        """Return all keys of a kind."""
        return frozenset(self._things.get(kind, {}))

    def concepts(self, scheme: str) -> frozenset[str]:
        """Return the local names of all concepts of an ontology scheme."""
        return self._concepts.get(scheme, frozenset())


def _iri(kind: str, row: Row) -> NamedNode:
    maker = _IRIS.get(kind)
    return maker(row) if maker else thing(kind, row.key[0])
