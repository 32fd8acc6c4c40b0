"""The plain-Python reading still gives what was last reviewed."""

from __future__ import annotations

import pytest
from independent import derive


def test_answers_read_from_the_csv_files_are_those_last_reviewed(pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("--update-golden"):
        derive.write_goldens()
    for name, text in derive.goldens().items():
        assert (derive.HERE / name).read_text("utf-8") == text, f"{name} differs"
