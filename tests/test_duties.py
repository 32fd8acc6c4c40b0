"""The page of duties is current, leaves out no article of the statement's instruments, and remarks on what exists."""

from __future__ import annotations

import doctest
import importlib.util
import sys
import types
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# How many articles or paragraphs each text has; of C103 and C97 only single articles were read.
LENGTHS = {
    "icrmw": 93,
    "ilo-c143": 24,
    "ilo-r151": 34,
    "ilo-c183": 21,
    "ilo-c156": 19,
    "icescr": 31,
    "icerd": 25,
    "unscr-1325": 18,
}
VERDICTS = {"changed", "added", "kept", "doubtful", "no row"}


@pytest.fixture(scope="module")
def writer() -> types.ModuleType:
    spec = importlib.util.spec_from_file_location("write_duties", ROOT / "tools" / "write_duties.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["write_duties"] = module
    spec.loader.exec_module(module)
    return module


def test_the_page_of_duties_is_current(writer):
    assert writer.PAGE.read_text("utf-8") == writer.page(), "run tools/write_duties.py and read the difference"


@pytest.mark.parametrize("instrument", LENGTHS)
def test_every_article_has_a_row_or_a_reason_for_having_none(instrument, writer):
    places = [row["provision"] for row in writer.provisions(instrument)]
    places += [row["place"] for row in writer.remarks(instrument)]
    covered = set().union(*map(writer.numbers, places))
    assert covered == set(range(1, LENGTHS[instrument] + 1))


def test_every_remark_is_on_a_provision_that_exists_or_says_that_there_is_none(writer):
    for instrument in writer.INSTRUMENTS:
        rows = {row["provision"] for row in writer.provisions(instrument)}
        for remark in writer.remarks(instrument):
            if remark["place"]:
                assert (remark["place"] in rows) == (remark["verdict"] != "no row"), remark


def test_a_place_has_one_remark_with_a_known_verdict(writer):
    remarks = writer.read(writer.REMARKS)
    twice = [key for key, n in Counter((r["instrument_id"], r["place"]) for r in remarks).items() if n > 1]
    assert twice == []
    assert {row["verdict"] for row in remarks if row["place"]} <= VERDICTS
    assert all(row["remark"].endswith(".") for row in remarks)


def test_every_instrument_says_what_its_review_rests_on(writer):
    assert all(list(writer.about(instrument)) for instrument in writer.INSTRUMENTS)


def test_examples_in_the_writer_hold(writer):
    done = doctest.testmod(writer)
    assert done.attempted
    assert not done.failed
