"""A graph for pySHACL. The store of rdflib notes for each triple in which graphs it stands, and takes twice as long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rdflib import Graph
from rdflib.store import Store


class PlainStore(Store):
    """The triples of one graph by subject and by predicate: all that checking shapes looks up."""

    context_aware = graph_aware = True  # pySHACL wants it so; there is one graph whatever is asked for

    def __init__(self) -> None:
        super().__init__()
        self._objects: dict[Any, dict[Any, dict[Any, None]]] = {}
        self._subjects: dict[Any, dict[Any, dict[Any, None]]] = {}
        self._size = 0

    def add(self, triple: Any, context: Any = None, quoted: bool = False) -> None:
        """Add a triple, once."""
        subject, predicate, value = triple
        objects = self._objects.setdefault(subject, {}).setdefault(predicate, {})
        if value not in objects:
            objects[value] = None
            self._subjects.setdefault(predicate, {}).setdefault(value, {})[subject] = None
            self._size += 1

    def triples(self, triple_pattern: Any, context: Any = None) -> Iterator[Any]:
        """Yield the triples of a pattern, each in no graph in particular."""
        subject, predicate, value = triple_pattern
        if subject is None and predicate is not None:
            subjects = self._subjects.get(predicate, {})
            for one in subjects if value is None else (value,):
                for node in subjects.get(one, ()):
                    yield (node, predicate, one), ()
        else:
            for node in self._objects if subject is None else (subject,):
                yield from self._about(node, predicate, value)

    def _about(self, subject: Any, predicate: Any, value: Any) -> Iterator[Any]:
        known = self._objects.get(subject, {})
        for name in known if predicate is None else (predicate,):
            objects = known.get(name, {})
            if value is None:
                for one in objects:
                    yield (subject, name, one), ()
            elif value in objects:
                yield (subject, name, value), ()

    def __len__(self, context: Any = None) -> int:
        return self._size


def plain_graph(triples: Iterable[Any]) -> Graph:
    """Return a graph of rdflib terms."""
    graph = Graph(store=PlainStore())
    for triple in triples:
        graph.store.add(triple, graph)
    return graph
