"""Read the dumps of releases line by line: what differs between two, and a hash of each named graph.

A dump is sorted, so two are compared in one pass and memory stays flat. A dump that is cut off, out of order or not
the one that its release is named after stops the reading.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from dutygraph.frozen import damaged


class Fact(NamedTuple):
    """One line of a dump: subject and graph as IRIs, predicate as IRI, object as N-Quads writes it."""

    subject: str
    predicate: str
    object: str
    graph: str

    @classmethod
    def read(cls, line: bytes) -> Fact:
        """Read a line of a dump, which has neither blank nodes nor comments."""
        text = line.decode()
        subject, predicate, rest = text.split(" ", 2)
        end = rest.rindex(" <")
        return cls(subject[1:-1], predicate[1:-1], rest[:end], rest[end + 2 : rest.rindex(">")])


class GraphHash(NamedTuple):
    """How many triples a named graph has, and the RDFC-1.0 hash of them."""

    triples: int
    sha256: str


def read_dump(dump: Path, name: str) -> Iterator[bytes]:
    """Yield the lines of a dump; its hash has to begin with the name of its release."""
    total = hashlib.sha256()
    before = b""
    try:
        with dump.open("rb") as file:
            for line in file:
                if line <= before or not line.endswith(b"> .\n"):
                    raise damaged(dump, "a line is cut off or out of order")
                total.update(line)
                before = line
                yield line
    except OSError as error:
        raise damaged(dump, error.strerror or str(error)) from error
    if not total.hexdigest().startswith(name):
        raise damaged(dump, f"it is not the dump of {name}")


def without_graph(line: bytes) -> bytes:
    """Return a line of N-Quads as one of N-Triples."""
    return line[: line.rindex(b" <")] + b" .\n"


def differences(old: Iterator[bytes], new: Iterator[bytes]) -> Iterator[tuple[bool, bytes]]:
    """Yield the lines that only one of two sorted dumps has, in their order; True for those that are new."""
    left, right = next(old, None), next(new, None)
    while left is not None or right is not None:
        if left == right:
            left, right = next(old, None), next(new, None)
        elif right is None or (left is not None and left < right):
            assert left is not None
            yield False, left
            left = next(old, None)
        else:
            yield True, right
            right = next(new, None)


def hash_graphs(lines: Iterator[bytes]) -> dict[str, GraphHash]:
    """Return the RDFC-1.0 hash of each named graph, its triples taken as a default graph.

    The data have no blank nodes, so that nothing is renamed: the canonical form is the canonical N-Quads lines in the
    order of their code points, and the hash is SHA-256 over them. The lines of a dump are in that form and order
    already; only the name of the graph is taken off.
    """
    hashers: dict[bytes, Any] = {}
    counts: dict[bytes, int] = {}
    for line in lines:
        end = line.rindex(b" <")
        name = line[end + 2 : -4]
        if name not in hashers:
            hashers[name], counts[name] = hashlib.sha256(), 0
        hashers[name].update(without_graph(line))
        counts[name] += 1
    return {name.decode(): GraphHash(counts[name], hashers[name].hexdigest()) for name in sorted(hashers)}
