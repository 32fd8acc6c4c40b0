"""What all tests share: options, a clean environment, the real graph, and the guard of CI."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write golden files anew; review them like code")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Fail a test that CI skipped for want of something that is there: it must have run."""
    report = yield
    there = {"needs ../shared": SHARED.is_dir(), "needs chromium": shutil.which("chromedriver") is not None}
    for reason, is_there in there.items():
        if report.skipped and reason in str(report.longrepr) and is_there and os.environ.get("CI"):
            report.outcome = "failed"
            report.longrepr = f"{item.nodeid} was skipped because it {reason}, which is there"
    return report


@pytest.fixture(autouse=True, scope="session")
def clean_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep a person's settings out of the tests, and the tests out of a person's cache."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("DUTYGRAPH_")]:
            patch.delenv(name)
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def real_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace in which the real sources are built, once a session."""
    from dutygraph.build import build

    home = tmp_path_factory.mktemp("real") / "home"
    build(home)
    return home
