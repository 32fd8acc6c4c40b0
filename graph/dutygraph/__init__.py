"""A knowledge graph of human rights obligations: ask it who owes what to whom, and under which article."""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = ["__version__", "open"]

if TYPE_CHECKING:
    from dutygraph.api import Graph


def open(home_or_address: str | None = None, lang: str = "en", release: str | None = None) -> Graph:
    """Open a built graph in a workspace folder, or the SPARQL endpoint at an address; `release` names an older one."""
    from dutygraph.api import Graph  # `import dutygraph` alone must cost nothing

    return Graph.open(home_or_address, lang, release)
