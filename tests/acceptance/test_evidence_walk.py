"""Every row of every answer leads to rows of CSV files that exist and say what the evidence says of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import Any
from urllib.parse import unquote

import pytest
from acceptance.graph_answers import key
from independent.curated import Row, curated
from ruamel.yaml import YAML

from dutygraph.api import Graph
from dutygraph.catalogue import compile_catalogue
from dutygraph.evidence import Leaf
from dutygraph.resources import folder

TODAY = datetime.date(2026, 11, 24)


def _asked() -> Iterator[Any]:
    """Yield each question with its defaults, and with each of its examples."""
    for name, question in sorted(compile_catalogue(folder("queries"))["questions"].items()):
        yield pytest.param(name, {}, id=name)
        for example, parameters in question.get("examples", {}).items():
            yield pytest.param(name, parameters, id=f"{name}:{example}")


@pytest.mark.parametrize(("name", "parameters"), list(_asked()))
def test_each_row_of_an_answer_rests_on_rows_of_csv_files(graph: Graph, name: str, parameters: dict[str, Any]) -> None:
    result = graph.ask(name, evidence=True, today=TODAY, **parameters)
    assert len(result) or graph.catalogue[name].empty, "nothing answered: nothing is shown by this test"
    assert result.evidence is not None
    backed = {cited.answer_row for cited in result.evidence}
    assert backed == set(range(1, len(result) + 1))
    for leaf in {cited.leaf.iri: cited.leaf for cited in result.evidence}.values():
        _agrees(leaf)


@pytest.mark.parametrize("day", ["2018-07-01", "2026-11-24"])
def test_evidence_of_an_answer_speaks_of_that_state_and_instrument(graph: Graph, day: str) -> None:
    tables = curated()
    states, instruments = ["KGZ", "RUS", "KAZ", "BLR", "UZB"], list(tables.instruments)
    result = graph.ask("participation/status_table", evidence=True, states=states, instruments=instruments, on=day)
    rows = result.rows
    for cited in result.evidence or ():
        state, instrument = key(rows[cited.answer_row - 1].state), key(rows[cited.answer_row - 1].instrument)
        row = tables.rows(f"{cited.leaf.source}/{cited.leaf.file}")[cited.leaf.row - 2]
        spoken_of = {"treaty_actions.csv": "state", "states.csv": "id", "state_roles.csv": "state"}
        if column := spoken_of.get(cited.leaf.file):
            assert row[column] == state
        later = tables.instruments[instrument]["ends_on_ratification_of"]
        if cited.leaf.file in ("treaty_actions.csv", "instruments.csv"):
            assert (row.get("instrument_id") or row["id"]) in (instrument, later)


def _agrees(leaf: Leaf) -> None:
    """Compare a leaf with the row that it names."""
    keys, method = _metadata(leaf.source)
    row = curated().rows(f"{leaf.source}/{leaf.file}")[leaf.row - 2]
    stem = leaf.file.removesuffix(".csv")
    parts = [row[column] for column in keys[leaf.file]]
    place, _, named = unquote(leaf.iri).split("/source-row/")[1].partition(f"{leaf.source}/{stem}/")
    assert not place
    assert named in ("/".join(parts), sha256("\x1f".join(parts).encode()).hexdigest()[:12])
    assert leaf.confidence == (row.get("confidence") or row.get("label_confidence") or "")
    assert {unquote(url) for url in leaf.urls} == _urls(row)
    assert leaf.method == method
    assert leaf.retrieved


def _urls(row: Row) -> set[str]:
    parts = {part.strip() for part in row.get("source_url", "").split(" ; ")}
    return {unquote(part) for part in parts if part.startswith(("http://", "https://"))}


@cache
def _metadata(source: str) -> tuple[dict[str, list[str]], str]:
    data = YAML(typ="safe").load(folder("loaders") / source / "source.yml")
    return {table["file"]: table["key"] for table in data["tables"]}, data["method"]
