"""The figures of docs/matching.md are those of the graph as it is, on pairs that nothing was tuned on."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from dutygraph.workspace import current_release

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("measure_matching", ROOT / "tools" / "measure_matching.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_page_says_the_figures_of_the_held_out_half(tool: ModuleType, real_home: Path) -> None:
    judge = tool.Judge(current_release(real_home) / "store")
    measured = tool.table(tool.measure(judge, tool.read_pairs(), is_held_out=True))
    assert measured in (ROOT / "docs" / "matching.md").read_text("utf-8"), f"write these:\n{measured}"


def test_the_halves_are_told_apart_by_the_texts_alone(tool: ModuleType) -> None:
    pairs = tool.read_pairs()
    held_out = sum(pair.is_held_out for pair in pairs)
    assert len(pairs) == 360
    assert 0.4 < held_out / len(pairs) < 0.6


def test_every_judged_text_is_the_one_in_the_graph(tool: ModuleType, real_home: Path) -> None:
    """A gist that was rewritten since must be judged anew."""
    judge = tool.Judge(current_release(real_home) / "store")
    for pair in tool.read_pairs():
        if pair.kind in ("restatement", "vague"):
            texts = [judge.by_key["recommendation", key].text for key in (pair.a, pair.b) if key]
            assert "".join(texts) == pair.text, pair


def test_figures_are_counted_as_they_are_named(tool: ModuleType) -> None:
    figures = tool.Figures.of([(True, True), (True, False), (True, False), (False, True), (False, False)])
    assert (figures.right, figures.wrong, figures.missed, figures.left) == (1, 1, 2, 1)
    assert (figures.precision, round(figures.recall, 2), round(figures.f1, 2)) == (0.5, 0.33, 0.4)
