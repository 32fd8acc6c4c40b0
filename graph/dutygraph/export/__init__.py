"""Hand answers over to other tools: rdflib, networkx, and the files of network programs."""

from __future__ import annotations

from dutygraph.export.networks import network
from dutygraph.export.rdflib_view import rdflib_view

__all__ = ["network", "rdflib_view"]
