"""Read whom the facts of an answer come from: title, publisher, licence and day of each source."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import pyoxigraph as ox

from dutygraph.labels import Label, best
from dutygraph.namespaces import local_name, rebase, thing
from dutygraph.store import Store

_QUERY = """PREFIX dg: <https://w3id.org/dutygraph/ns#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX dcat: <http://www.w3.org/ns/dcat#>
SELECT ?source ?title ?publisher ?licence ?page ?retrieved WHERE {
  VALUES ?source { %s } ?source a dg:Source
  OPTIONAL { ?source dct:title ?title } OPTIONAL { ?source dct:publisher ?publisher }
  OPTIONAL { ?source dct:license ?licence } OPTIONAL { ?source dcat:landingPage ?page }
  OPTIONAL { ?source dg:retrievedAt ?retrieved }
} ORDER BY ?source ?title"""
_LATEST = """PREFIX dg: <https://w3id.org/dutygraph/ns#>
SELECT (MAX(?day) AS ?latest) WHERE { ?source a dg:Source ; dg:retrievedAt ?day }"""


class Credit(NamedTuple):
    """A source, who publishes it and under which terms."""

    name: str
    title: Label
    publisher: str = ""
    licence: str = ""
    page: str = ""
    retrieved: str = ""


def read_credits(store: Store, names: Iterable[str], lang: str) -> list[Credit]:
    """Read the credits of sources by their names."""
    wanted = " ".join(str(thing("source", name)) for name in sorted({name for name in names if name}))
    if not wanted:
        return []
    titles: dict[str, dict[str, str]] = {}
    said: dict[str, tuple[str, ...]] = {}
    for source, title, *rest in store.select(rebase(_QUERY) % wanted).rows:
        name = local_name(source.value) if source is not None else ""
        if isinstance(title, ox.Literal):
            titles.setdefault(name, {})[title.language or ""] = title.value
        said[name] = tuple("" if term is None else term.value for term in rest)
    return [
        Credit(name, best(titles[name], lang) if name in titles else Label(name, "", False), *rest)
        for name, rest in said.items()
    ]


def latest_retrieval(store: Store) -> str:
    """Return the last day on which a source of this release was read: a date that changes with the data only."""
    (row,) = store.select(rebase(_LATEST)).rows
    return "" if row[0] is None else row[0].value
