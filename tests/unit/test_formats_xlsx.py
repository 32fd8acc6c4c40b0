"""A workbook holds days as days, numbers as numbers, no formula, and the address of every row."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

import pyoxigraph as ox
import pytest
from hostile import BAD_LINK, FORMULA, GOOD_LINK, ONE, SCRIPT, hostile_result, typed
from python_calamine import CalamineWorkbook
from worlds import ID, small_graph

from dutygraph.formats import workbook, write
from dutygraph.results import Result
from dutygraph.store import Table


def sheets(result: Result) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(write(result, "xlsx")))  # type: ignore[arg-type]
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def part(result: Result, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(write(result, "xlsx"))) as file:  # type: ignore[arg-type]
        return file.read(name).decode()


def cells(result: Result) -> list[dict[str, Any]]:
    heads, *rows = sheets(result)["Answer"]
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_values_have_the_types_of_excel() -> None:
    row = cells(hostile_result())[0]
    assert row["day"] == datetime.date(2018, 7, 1)
    assert row["month"] == "2018-07"
    assert row["number"] == 10
    assert row["truth"] is True
    assert 'formatCode="yyyy-mm-dd"' in part(hostile_result(), "xl/styles.xml")


def test_what_excel_cannot_hold_stays_text() -> None:
    row = cells(hostile_result())[1]
    assert row["day"] == "1850-01-01"
    assert row["month"] == "2018"
    big = Result("q", Table(("a", "b", "c"), [(typed("12345678901234567", "integer"), typed("INF", "double"),
                                               typed("1.5", "decimal"))]))  # fmt: skip
    assert cells(big)[0] == {"a": "12345678901234567", "b": "inf", "c": 1.5}


def test_no_cell_is_a_formula_and_no_text_becomes_a_link_by_itself() -> None:
    assert cells(hostile_result())[0]["text"] == FORMULA
    for sheet in ("sheet1", "sheet2", "sheet3"):
        assert "<f>" not in part(hostile_result(), f"xl/worksheets/{sheet}.xml")
    linked = part(hostile_result(), "xl/worksheets/_rels/sheet1.xml.rels")
    assert "javascript" not in linked
    assert ONE.value in linked


def test_an_address_too_long_for_a_link_is_kept_as_text() -> None:
    long = "https://example.org/" + "ң{" * 700
    result = Result("q", Table(("a",), [(ox.Literal(long),)]))
    assert cells(result)[0]["a"] == long


def test_every_thing_has_its_address_beside_it_and_every_row_those_of_its_sources() -> None:
    row = cells(hostile_result())[0]
    assert (row["thing"], row["thing: address"]) == (SCRIPT, ONE.value)
    assert row["sources"].splitlines() == [BAD_LINK, GOOD_LINK]
    row = cells(small_graph().ask("is_bound", evidence=True, instrument="icrmw", on="2018-07-01"))[0]
    assert row["state: address"] == ID + "state/KGZ"
    assert "https://treaties.un.org/4-13" in row["sources"].splitlines()


def test_sheets_hold_evidence_and_what_the_answer_is_about() -> None:
    result = small_graph().ask("is_bound", evidence=True, instrument="icrmw", on="2018-07-01")
    found = sheets(result)
    assert list(found) == ["Answer", "Evidence", "About"]
    assert result.evidence is not None
    assert len(found["Evidence"]) == 1 + len(result.evidence)
    about = {row[0]: row[1] for row in found["About"] if row[0]}
    assert about["Question"] == result.title
    assert about["Answer"] == result.summary
    assert about["Parameter: the State"] == "Kyrgyzstan"
    assert about["Column: act date"] == "the day of the act"
    assert about["Cite as"] == result.citation
    assert about["Query"] == result.query
    assert about["Release"] == "small"
    assert "until 2013" in about["Coverage"]


@pytest.mark.parametrize(("lang", "names"), [("ru", ["Ответ", "Подтверждения", "О чём"]), ("ky", None)])
def test_sheets_are_named_in_the_language(lang: str, names: list[str] | None) -> None:
    found = list(sheets(small_graph(lang).ask("is_bound", evidence=True, instrument="icrmw")))
    assert found == (names or found)
    assert not any("[" in name or "?" in name for name in found)


def test_the_head_stays_and_filters() -> None:
    text = part(hostile_result(), "xl/worksheets/sheet1.xml")
    assert 'state="frozen"' in text
    assert '<autoFilter ref="A1:I3"/>' in text


def test_a_full_sheet_and_a_full_cell_are_cut_visibly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    long = "я" * 40_000
    result = Result("q", Table(("a",), [(ox.Literal(text),) for text in (long, "2", "3", "4")]))
    found = sheets(result)
    assert len(found["Answer"]) == 3
    assert len(found["Answer"][1][0]) == 32_767
    assert found["Answer"][1][0].endswith(" [...]")
    remarks = [row[1] for row in found["About"][:2]]
    assert found["About"][0][0] == "Remarks"
    assert any(remark.endswith("rows left out: 2") for remark in remarks)
    assert any("is cut" in remark for remark in remarks)


def test_control_characters_are_dropped_and_counted() -> None:
    assert cells(hostile_result())[1]["text"] == "bell [ky]"
    assert ["Remarks", "Control characters left out: 1"] in sheets(hostile_result())["About"]


def test_the_clock_does_not_change_the_bytes() -> None:
    assert "2026-11-24T00:00:00Z" in part(hostile_result(), "docProps/core.xml")
