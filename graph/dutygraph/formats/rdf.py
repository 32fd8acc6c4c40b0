"""Write rows as RDF, in the result set vocabulary of the SPARQL working group: Turtle or JSON-LD."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from dutygraph.namespaces import PREFIXES, TYPE, rebase
from dutygraph.results import Result

_RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"


def write_turtle(result: Result) -> str:
    """Write rows as Turtle."""
    return serialize(_described(result))


def write_jsonld(result: Result) -> str:
    """Write rows as JSON-LD that says the same as the Turtle; expanded, so that no context has to be fetched."""
    return serialize_jsonld(_described(result))


def _described(result: Result) -> Iterable[ox.Triple]:
    def rs(name: str) -> ox.NamedNode:
        return ox.NamedNode(_RS + name)

    root = ox.BlankNode("result")
    yield ox.Triple(root, TYPE, rs("ResultSet"))
    for name in result.columns:
        yield ox.Triple(root, rs("resultVariable"), ox.Literal(name))
    for number, row in enumerate(result.table, 1):
        solution = ox.BlankNode(f"row{number}")
        yield ox.Triple(root, rs("solution"), solution)
        yield ox.Triple(solution, rs("index"), ox.Literal(number))
        for name, term in row.items():
            if term is not None:
                binding = ox.BlankNode(f"row{number}{name}")
                yield ox.Triple(solution, rs("binding"), binding)
                yield ox.Triple(binding, rs("variable"), ox.Literal(name))
                yield ox.Triple(binding, rs("value"), term)


def serialize(triples: Iterable[ox.Triple]) -> str:
    """Write triples as Turtle with the prefixes of this project."""
    prefixes = {name: rebase(iri) for name, iri in PREFIXES.items()} | {"rs": _RS}
    data = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes)
    lines = (data or b"").decode().splitlines(keepends=True)
    heads = sorted(line for line in lines if line.startswith("@prefix "))  # their order changes from run to run
    return "".join(heads) + "".join(line for line in lines if not line.startswith("@prefix "))


def serialize_jsonld(triples: Iterable[ox.Triple]) -> str:
    """Write triples as JSON-LD."""
    import json

    data = ox.serialize(triples, format=ox.RdfFormat.JSON_LD)
    return json.dumps(json.loads(data or b"[]"), ensure_ascii=False, indent=1) + "\n"
