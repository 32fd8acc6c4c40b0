"""Open the graph once for all acceptance tests."""

from __future__ import annotations

from pathlib import Path

import pytest

import dutygraph
from dutygraph.api import Graph


@pytest.fixture(scope="session")
def graph(real_home: Path) -> Graph:
    """Open the graph of the sources as they stand."""
    return dutygraph.open(str(real_home))
