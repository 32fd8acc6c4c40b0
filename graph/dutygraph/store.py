"""Ask a graph: the embedded store of a release, or any SPARQL 1.1 endpoint, behind one narrow interface.

Questions ask the default graph, which holds every fact once. A fact that two sources assert stands in two
named graphs and once in the default graph, so counting never counts it twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from dutygraph.errors import BadInput, EnvironmentProblem

Term = ox.NamedNode | ox.Literal | ox.BlankNode
Triple = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]


@dataclass(frozen=True)
class Table:
    """Rows of a SELECT: one cell a variable, None where it is not bound."""

    variables: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]

    def __iter__(self) -> Iterator[dict[str, Term | None]]:
        return (dict(zip(self.variables, row, strict=True)) for row in self.rows)


Answer = Table | bool | list[ox.Triple]


class Store(Protocol):
    """Whatever answers SPARQL queries about a graph."""

    def query(self, text: str) -> Answer:
        """Answer a query: a Table, a truth value, or triples. A query that does not parse is BadInput."""

    def select(self, text: str) -> Table:
        """Answer a SELECT."""


class LocalStore:
    """The embedded store; open it from a folder, or make it in memory."""

    def __init__(self, store: ox.Store, folder: Path | None = None) -> None:
        self.store = store
        self.folder = folder

    @classmethod
    def open(cls, folder: Path) -> LocalStore:
        """Open the store of a release for reading; many readers may do so at once."""
        try:
            return cls(ox.Store.read_only(str(folder)), folder)
        except (OSError, RuntimeError, ValueError) as error:
            raise EnvironmentProblem(
                f"{folder}: the store cannot be opened: {error}",
                "it was made by another version or is damaged: run `dutygraph build --fresh`",
            ) from error

    @classmethod
    def of(cls, quads: Iterable[ox.Quad]) -> LocalStore:
        """Make a store in memory that holds these quads."""
        store = ox.Store()
        store.bulk_extend(quads)
        return cls(store)

    def query(self, text: str) -> Answer:
        """Answer a query over the default graph; `GRAPH` reaches the named ones."""
        try:
            found = self.store.query(text)
        except (SyntaxError, ValueError) as error:
            raise BadInput(
                f"the query cannot be read: {error}", "mend the query at the place named"
            ) from error
        if isinstance(found, ox.QueryBoolean):
            return bool(found)
        if isinstance(found, ox.QueryTriples):
            return list(found)
        variables = tuple(variable.value for variable in found.variables)
        return Table(variables, [tuple(row[name] for name in variables) for row in found])

    def select(self, text: str) -> Table:
        """Answer a SELECT."""
        return _table(self.query(text))


class RemoteStore:
    """A SPARQL endpoint on the web, asked through SPARQLWrapper."""

    def __init__(self, address: str) -> None:
        self.address = address

    def query(self, text: str) -> Answer:
        """Answer a query over the endpoint's default graph (which must hold every fact once)."""
        from SPARQLWrapper import SPARQLWrapper
        from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

        endpoint = SPARQLWrapper(self.address)
        endpoint.setQuery(text)
        endpoint.setMethod("POST")
        endpoint.setTimeout(60)
        is_graph = endpoint.queryType in ("CONSTRUCT", "DESCRIBE")
        endpoint.setReturnFormat("turtle" if is_graph else "json")
        endpoint.setOnlyConneg(True)
        try:
            with endpoint.query().response as response:
                body: bytes = response.read()
        except SPARQLWrapperException as error:
            raise BadInput(f"{self.address} refused the query: {error}", "mend the query") from error
        except OSError as error:
            raise EnvironmentProblem(
                f"{self.address} does not answer: {error}",
                "check the address given as --store or DUTYGRAPH_STORE",
            ) from error
        return _read_answer(self.address, body, is_graph)

    def select(self, text: str) -> Table:
        """Answer a SELECT."""
        return _table(self.query(text))


def _read_answer(address: str, body: bytes, is_graph: bool) -> Answer:
    try:
        if is_graph:
            return [quad.triple for quad in ox.parse(body, ox.RdfFormat.TURTLE)]
        found = ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
        if isinstance(found, ox.QueryBoolean):
            return bool(found)
        variables = tuple(variable.value for variable in found.variables)
        return Table(variables, [tuple(row[name] for name in variables) for row in found])
    except (SyntaxError, ValueError) as error:
        raise EnvironmentProblem(
            f"{address} did not answer as a SPARQL endpoint: {error}",
            "check the address given as --store or DUTYGRAPH_STORE; it must be the query address itself",
        ) from error


def _table(answer: Answer) -> Table:
    if not isinstance(answer, Table):
        raise BadInput("this is no SELECT query", "ask for a table: SELECT ... WHERE { ... }")
    return answer
