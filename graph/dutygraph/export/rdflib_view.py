"""Look at the store of a graph through rdflib, so that everything written for rdflib works on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutygraph.errors import WrongUse
from dutygraph.store import LocalStore, Store

if TYPE_CHECKING:
    import rdflib


def rdflib_view(store: Store) -> rdflib.Dataset:
    """Return a Dataset over the same store, for reading.

    The default graph already holds every fact once: a union view over the named graphs would count facts
    two or three times, so `default_union` is off.
    """
    if not isinstance(store, LocalStore):
        raise WrongUse("the rdflib view needs a local release", "for an endpoint use rdflib's own SPARQLStore")
    import rdflib
    from oxrdflib import OxigraphStore

    return rdflib.Dataset(store=OxigraphStore(store=store.store), default_union=False)
