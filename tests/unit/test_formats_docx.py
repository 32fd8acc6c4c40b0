"""A Word document opens, holds the rows, repeats its head, and links to nothing but the web."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from hostile import BAD_LINK, FORMULA, GOOD_LINK, SCRIPT, hostile_result
from worlds import small_graph

from dutygraph.formats import write
from dutygraph.formats.document import Writer, add_answer, new_document, to_bytes
from dutygraph.results import Result


def opened(result: Result) -> Document:
    return docx.Document(io.BytesIO(write(result, "docx")))  # type: ignore[arg-type]


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def test_rows_stand_in_a_table_under_a_head_that_pages_repeat() -> None:
    (table,) = opened(hostile_result()).tables
    lines = [[cell.text for cell in row.cells] for row in table.rows]
    assert lines[0] == ["row", "thing", "text", "day", "month", "number", "truth", "more"]
    assert lines[1][:4] == ["1", SCRIPT, FORMULA, "2018-07-01"]
    assert lines[2][2] == "bell [ky]"  # without its control character
    assert "<w:tblHeader" in table.rows[0]._tr.xml
    assert "<w:tblHeader" not in table.rows[1]._tr.xml


def test_one_row_is_written_as_fields() -> None:
    document = opened(small_graph().ask("is_bound", evidence=True, instrument="icrmw", on="2018-07-01"))
    pairs = {row.cells[0].text: row.cells[1].text for row in document.tables[0].rows}
    assert pairs["act date"] == "2003-09-29"
    assert document.sections[0].orientation == WD_ORIENT.PORTRAIT
    assert document.paragraphs[0].text.startswith("Is a State bound")


def test_many_columns_turn_the_page() -> None:
    assert opened(hostile_result()).sections[0].orientation == WD_ORIENT.LANDSCAPE


def test_columns_are_as_broad_as_what_stands_in_them() -> None:
    (table,) = opened(hostile_result()).tables
    widths = [column.width for column in table.columns]
    assert widths[0] < widths[3] < widths[2]


def test_evidence_coverage_sources_release_and_citation_follow() -> None:
    result = small_graph().ask("is_bound", evidence=True, instrument="icrmw", on="2018-07-01")
    found = texts(opened(result))
    places = [found.index(part) for part in ("Evidence", "Coverage", "Sources", "Cite as")]
    assert places == sorted(places)
    assert result.citation in found
    assert "Release: small" in found
    assert any("treaty_actions.csv, row 7" in text and "https://treaties.un.org/4-13" in text for text in found)


def test_only_addresses_of_the_web_are_links() -> None:
    document = opened(hostile_result())
    linked = [one.target_ref for one in document.part.rels.values() if one.reltype.endswith("/hyperlink")]
    assert linked == [GOOD_LINK]
    assert any(BAD_LINK in text for text in texts(document))


@pytest.mark.parametrize(("lang", "tag"), [("en", "en-GB"), ("ru", "ru-RU"), ("ky", "ky-KG")])
def test_the_language_is_set_for_the_spelling_checker(lang: str, tag: str) -> None:
    document = opened(small_graph(lang).ask("is_bound", instrument="icrmw"))
    assert document.core_properties.language == tag
    assert f'<w:lang w:val="{tag}"' in document.styles.element.xml


def test_the_clock_does_not_change_the_bytes() -> None:
    data = write(hostile_result(), "docx")
    assert isinstance(data, bytes)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert {part.date_time[0] for part in file.infolist()} == {1980}


def test_several_answers_fit_into_one_document() -> None:
    document = new_document("Dossier", "en")
    add_answer(Writer(document), hostile_result())
    add_answer(Writer(document), small_graph().ask("is_bound", instrument="icrmw"))
    assert len(docx.Document(io.BytesIO(to_bytes(document))).tables) == 2
