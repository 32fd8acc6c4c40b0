"""Build the small world and the real graph once for all tests of the questions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from queries.small_world import small_content

from dutygraph.api import Graph
from dutygraph.build import build


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "lint: reads files only; `make check` runs these")


@pytest.fixture(scope="session")
def small_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which the small world is built."""
    place = tmp_path_factory.mktemp("small")
    home = place / "home"
    build(home, folders=small_content(place))
    return home


@pytest.fixture(scope="session")
def small(small_home: Path) -> Graph:
    return Graph.open(str(small_home))


@pytest.fixture(scope="session")
def real(real_home: Path) -> Graph:
    return Graph.open(str(real_home))


@pytest.fixture(scope="session")
def graph_of(request: pytest.FixtureRequest) -> Callable[[str], Graph]:
    """Return a function that gives the small or the real graph, and builds it only if asked for."""
    return request.getfixturevalue
