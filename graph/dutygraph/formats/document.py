"""Write an answer as a Word document."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dutygraph.citing import AUTHORS, RELEASED
from dutygraph.formats.reading import (
    Cleaner,
    asked,
    coverage_lines,
    credit_lines,
    grouped_evidence,
    heading,
    is_link,
    notes,
    shown,
)  # fmt: skip
from dutygraph.results import Result
from dutygraph.translation import Translation, translation

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Row
    from docx.text.paragraph import Paragraph

_BROAD = 45  # a text of more letters is broken into lines
_WIDE = 5  # more columns than this want the page on its side
_TAGS = {"en": "en-GB", "ru": "ru-RU", "ky": "ky-KG"}
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def write_docx(result: Result) -> bytes:
    """Write an answer as a document; the same answer gives the same bytes."""
    document = new_document(result.title or result.question, result.lang, _is_wide(result))
    add_answer(Writer(document), result)
    return to_bytes(document)


def new_document(title: str, lang: str, is_wide: bool = False) -> Document:
    """Return an empty document in a language, on its side if it is wide."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Pt

    document = Document()
    about = document.core_properties
    moment = datetime.datetime.combine(RELEASED, datetime.time())  # a clock would change the bytes
    about.title, about.author, about.last_modified_by = Cleaner()(title)[:250], AUTHORS, AUTHORS
    about.language, about.comments, about.created, about.modified = _TAGS[lang], "", moment, moment
    page = document.sections[0]
    page.page_width, page.page_height = (Mm(297), Mm(210)) if is_wide else (Mm(210), Mm(297))
    page.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(18)
    normal = document.styles["Normal"]
    normal.font.size = Pt(10)
    _set_language(document, _TAGS[lang])
    return document


def _set_language(document: Document, tag: str) -> None:
    from docx.oxml.ns import qn

    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), tag)


def to_bytes(document: Document) -> bytes:
    """Return a document as the bytes of its file, with one fixed time on every part."""
    written = io.BytesIO()
    document.save(written)
    fixed = io.BytesIO()
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in parts.namelist():
            part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, parts.read(name))
    return fixed.getvalue()


def _is_wide(result: Result) -> bool:
    return len(result) > 1 and len(shown(result).names) > _WIDE


def _share_width(document: Document, table: Table, lines: list[list[str]]) -> None:
    """Give each column room for what stands in it; rows that are added take the widths of the columns."""
    from docx.shared import Emu

    page = document.sections[-1]
    room = int(page.page_width or 0) - int(page.left_margin or 0) - int(page.right_margin or 0)
    longest = [min(max(len(line[place]) for line in lines), _BROAD) + 3 for place in range(len(lines[0]))]
    for column, letters in zip(table.columns, longest, strict=True):
        column.width = Emu(room * letters // sum(longest))


class Writer:
    """Adds headings, paragraphs and tables to a document, and counts the characters that it had to leave out."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.clean = Cleaner()

    def heading(self, text: str, level: int) -> None:
        """Add a heading."""
        self.document.add_heading(self.clean(text), level)

    def paragraph(self, text: str, style: str | None = None) -> Paragraph | None:
        """Add a paragraph, unless the text is empty."""
        return self.document.add_paragraph(self.clean(text), style) if text else None

    def linked(self, text: str, addresses: Sequence[str], style: str | None = None) -> None:
        """Add a paragraph that ends with addresses."""
        paragraph = self.paragraph(text, style)
        for address in addresses:
            if paragraph and address:
                self._link(paragraph, address)

    def section(
        self, title: str, lines: Sequence[tuple[str, str]], level: int = 2, style: str | None = "List Bullet"
    ) -> None:
        """Add a heading and lines, each with an address or none; nothing without lines."""
        if lines:
            self.heading(title, level)
        for text, address in lines:
            self.linked(text, [address], style)

    def table(self, heads: list[str], rows: list[list[str]]) -> None:
        """Add a table; its first row is the head, or its first column is."""
        from docx.oxml.ns import qn
        from docx.oxml.parser import OxmlElement

        lines = [heads, *rows] if heads else rows
        table: Table = self.document.add_table(0, len(lines[0]), "Table Grid")
        _share_width(self.document, table, lines)
        for number, texts in enumerate(lines):
            row = table.add_row()  # type: ignore[no-untyped-call]
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            if heads and number == 0:
                repeated = OxmlElement("w:tblHeader")
                repeated.set(qn("w:val"), "true")
                row._tr.get_or_add_trPr().append(repeated)
            self._fill(row, texts, range(len(texts)) if heads and number == 0 else () if heads else (0,))
        self.document.add_paragraph()

    def _fill(self, row: _Row, texts: list[str], bold: Sequence[int]) -> None:
        from docx.shared import Pt

        for place, cell in enumerate(row.cells):
            run = cell.paragraphs[0].add_run(self.clean(texts[place]))
            run.font.size, run.bold = Pt(9), place in bold or None

    def _link(self, paragraph: Paragraph, address: str) -> None:
        """Add an address after a text: as a link if it leads to the web, else as it reads."""
        from docx.oxml.ns import qn
        from docx.oxml.parser import OxmlElement
        from docx.shared import RGBColor

        paragraph.add_run(" ")
        run = paragraph.add_run(self.clean(address))
        if not is_link(address):
            return
        run.font.underline, run.font.color.rgb = True, RGBColor(0x0B, 0x4F, 0x8A)
        link: Any = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), paragraph.part.relate_to(address, _LINK, is_external=True))
        paragraph._p.append(link)
        link.append(run._r)


def add_answer(writer: Writer, result: Result) -> None:
    """Add one answer: question, answer in words, table, evidence, coverage, sources, release, how to cite it."""
    words = translation(result.lang)
    if result.title:
        writer.heading(result.title, 1)
    for text in (result.summary, *result.warnings):
        writer.paragraph(text)
    if result.parameters:
        writer.paragraph("; ".join(f"{name}: {text}" for name, text in asked(result)))
    _add_rows(writer, result, words)
    if result.evidence is not None:
        writer.heading(words.say("Evidence"), 2)
        _add_evidence(writer, result, words)
    writer.section(words.say("Coverage"), [(line, "") for line in coverage_lines(result)])
    writer.section(words.say("Sources"), credit_lines(result))
    writer.section(words.say("Cite as"), [(result.citation, "")], style=None)
    if result.release:
        writer.paragraph(f"{words.say('Release')}: {result.release}")
    for remark in writer.clean.remarks(words):
        writer.paragraph(remark)


def _add_rows(writer: Writer, result: Result, words: Translation) -> None:
    """Add one row as fields; several under a head that every page repeats, numbered for the evidence."""
    if not len(result):
        return
    chosen, is_several = shown(result), len(result) > 1
    heads = [heading(name, words) for name in chosen.names]
    texts = [[result.show(name, row[name], is_several) for name in chosen.names] for row in result.table]
    if is_several:
        writer.table([words.say("row"), *heads], [[str(number), *row] for number, row in enumerate(texts, 1)])
    else:
        writer.table([], [list(pair) for pair in zip(heads, texts[0], strict=True)])
    for note in notes(result, chosen, words.say("More columns")):
        writer.paragraph(note)


def _add_evidence(writer: Writer, result: Result, words: Translation) -> None:
    if not result.evidence:
        writer.paragraph(words.say("none recorded"))
    for rows, leaf in grouped_evidence(result):
        where = f"{words.say('row')} {rows}: " if len(result) > 1 else ""
        writer.linked(where + leaf.tell(words), leaf.urls, "List Bullet")
