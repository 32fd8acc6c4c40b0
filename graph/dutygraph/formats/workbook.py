"""Write an answer as an Excel workbook: the rows, their evidence, and what the answer is about."""

from __future__ import annotations

import datetime
import io
import math
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import pyoxigraph as ox

from dutygraph.citing import AUTHORS, RELEASED
from dutygraph.errors import msgid
from dutygraph.formats.reading import (
    Cleaner,
    asked,
    coverage_lines,
    credit_lines,
    evidence_of_rows,
    heading,
    is_link,
    left_out,
    unmarked,
)  # fmt: skip
from dutygraph.results import Result, iris_of
from dutygraph.store import Term
from dutygraph.translation import translation
from dutygraph.values import python_value

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_576  # what a sheet holds, its head included
MOST_LETTERS = 32_767  # what a cell holds, in UTF-16 units
_MOST_LINKS = 60_000  # Excel counts up to 65,530 a sheet
_LONGEST_LINK = 650  # in bytes: each may become three letters, and Excel takes 2,079
_FIRST_DAY = datetime.date(1900, 3, 1)  # Excel has no day before 1900, and a wrong one in it
_EXACT = 10**15  # a whole number beyond this loses digits
_CUT = " [...]"
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
_EVIDENCE = (
    msgid("answer row"), msgid("column"), msgid("thing"), msgid("source"), msgid("file"), msgid("row"),
    msgid("address"), msgid("confidence"), msgid("method"), msgid("asserted by"), msgid("retrieved"), msgid("remarks"),
)  # fmt: skip
_OPTIONS = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}  # fmt: skip


class _Formats(NamedTuple):
    head: Format
    text: Format
    date: Format
    link: Format


def write_xlsx(result: Result) -> bytes:
    """Write an answer as a workbook; the same answer gives the same bytes."""
    from xlsxwriter import Workbook

    file = io.BytesIO()
    book = Workbook(file, _OPTIONS)
    created = datetime.datetime.combine(RELEASED, datetime.time())  # a clock would change the bytes
    book.set_properties({"title": Cleaner()(result.title)[:200], "author": AUTHORS, "created": created})
    _Answer(book, result).write()
    book.close()
    return file.getvalue()


class _Answer:
    """The sheets of one answer."""

    def __init__(self, book: Workbook, result: Result) -> None:
        self.book, self.result, self.words = book, result, translation(result.lang)
        self.clean = Cleaner()
        self.links = 0
        self.remarks: dict[str, None] = {}
        base = {"valign": "top", "text_wrap": True}
        self.formats = _Formats(
            book.add_format({**base, "bold": True, "bottom": 1, "bg_color": "#E8EDF2"}),
            book.add_format(base),
            book.add_format({**base, "num_format": "yyyy-mm-dd", "align": "left"}),
            book.add_format({**base, "font_color": "#0B4F8A", "underline": 1}),
        )

    def write(self) -> None:
        """Write the three sheets."""
        self._answer()
        self._evidence()
        self._about()

    def _answer(self) -> None:
        """Write each row with the address of every thing in it, and the addresses of its sources."""
        result, cited = self.result, evidence_of_rows(self.result)
        named = {
            name for name in result.columns if any(iris_of(row[name], name in result.lists) for row in result.table)
        }
        heads = []
        for name in result.columns:
            heads.append(heading(name, self.words))
            heads += [f"{heading(name, self.words)}: {self.words.say('address')}"] if name in named else []
        heads += [self.words.say("sources")] if result.evidence is not None else []
        rows = []
        for number, row in enumerate(result.table, 1):
            cells: list[Any] = []
            for name, term in row.items():
                cells.append(self._value(name, term))
                cells += ["\n".join(iris_of(term, name in result.lists))] if name in named else []
            if result.evidence is not None:
                urls = (url for one in cited.get(number, ()) for url in one.leaf.urls)
                cells.append("\n".join(dict.fromkeys(urls)))
            rows.append(cells)
        self._sheet(msgid("Answer"), heads, rows)

    def _value(self, column: str, term: Term | None) -> Any:
        """Return a day, number or truth value as such; a month, a year and all else as a person reads it."""
        if isinstance(term, ox.Literal) and not term.language and column not in self.result.lists:
            value = python_value(term)
            if not isinstance(value, str):
                return value
        return self.result.show(column, term)

    def _evidence(self) -> None:
        """Write one line for each source row that a row of the answer rests on."""
        if self.result.evidence is None:
            return
        say = self.words.say
        heads = [say(head) for head in _EVIDENCE]
        rows = []
        for one in self.result.evidence:
            leaf = one.leaf
            rows.append([
                one.answer_row, heading(one.column, self.words), one.iri, leaf.source, leaf.file, leaf.row,
                "\n".join(leaf.urls), say(leaf.confidence), say(leaf.method), leaf.asserted_by,
                _day(leaf.retrieved), "; ".join(remark.tell(self.words) for remark in leaf.remarks),
            ])  # fmt: skip
        self._sheet(msgid("Evidence"), heads, rows)

    def _about(self) -> None:
        """Write what the answer is about: question, words, columns, coverage, release, citation, query."""
        result, words, meanings = self.result, self.words, self.result.help.items()
        lines: list[tuple[str, str]] = [
            (words.say("Question"), result.title),
            ("", result.question),
            (words.say("Description"), result.description),
            (words.say("Answer"), "\n".join([result.summary, *result.warnings])),
            *((f"{words.say('Parameter')}: {name}", text) for name, text in asked(result)),
            *((f"{words.say('Column')}: {heading(name, words)}", words.say(told)) for name, told in meanings),
            *_under(words.say("Coverage"), coverage_lines(result)),
            *_under(words.say("Sources"), [" ".join(filter(None, line)) for line in credit_lines(result)]),
            (words.say("Release"), result.release),
            (words.say("Cite as"), result.citation),
            (words.say("Query"), result.query),
        ]
        sheet = self.book.add_worksheet(self._name(msgid("About")))
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 1, 110)
        remarks = [*self.remarks, *([left_out(result, self.words)] if result.left_out else [])]
        remarks += self.clean.remarks(self.words)
        lines = [*_under(words.say("Remarks"), remarks), *((name, text) for name, text in lines if text)]
        for number, (name, text) in enumerate(lines):
            self._cell(sheet, number, 0, name, self.formats.head)
            self._cell(sheet, number, 1, text, self.formats.text)

    def _sheet(self, title: str, heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        sheet = self.book.add_worksheet(self._name(title))
        kept = rows[: MOST_ROWS - 1]
        if len(kept) < len(rows):
            note = self.words.say("The sheet is full; rows left out")
            self.remarks[f"{unmarked(self.words.say(title))}: {note}: {len(rows) - len(kept)}"] = None
        for place, head in enumerate(heads):
            sheet.set_column(place, place, _width(head, (row[place] for row in kept[:300])))
            self._cell(sheet, 0, place, head, self.formats.head)
        for number, row in enumerate(kept, 1):
            for place, value in enumerate(row):
                self._cell(sheet, number, place, value, self.formats.text)
        sheet.freeze_panes(1, 0)
        if heads:
            sheet.autofilter(0, 0, len(kept), len(heads) - 1)

    def _name(self, title: str) -> str:
        return _NOT_IN_A_NAME.sub("", unmarked(self.words.say(title)))[:31]

    def _cell(self, sheet: Worksheet, row: int, column: int, value: Any, form: Format) -> None:
        """Write a value as what it is; a text always as text, whatever it begins with."""
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value, form)
        elif isinstance(value, datetime.date) and value >= _FIRST_DAY:
            moment = datetime.datetime.combine(value, datetime.time())
            sheet.write_datetime(row, column, moment, self.formats.date)
        elif _is_number(value):
            sheet.write_number(row, column, value, form)
        elif value not in (None, ""):
            self._text(sheet, row, column, str(value), form)

    def _text(self, sheet: Worksheet, row: int, column: int, text: str, form: Format) -> None:
        text = self._cut(self.clean(text))
        if is_link(text) and len(text.encode()) <= _LONGEST_LINK and self.links < _MOST_LINKS:
            self.links += 1
            sheet.write_url(row, column, text, self.formats.link, string=text)
        else:
            sheet.write_string(row, column, text, form)

    def _cut(self, text: str) -> str:
        if len(text) * 2 <= MOST_LETTERS or _units(text) <= MOST_LETTERS:
            return text
        self.remarks[self.words.say("A text longer than a cell can hold is cut, and ends in [...].")] = None
        room = (MOST_LETTERS - len(_CUT)) * 2
        return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + _CUT


def _under(name: str, lines: Iterable[str]) -> list[tuple[str, str]]:
    """Write a name beside the first of several lines."""
    return [(name if number == 0 else "", line) for number, line in enumerate(lines)]


def _is_number(value: Any) -> bool:
    """Say whether Excel can hold a number as it is: a finite one, and no whole one of more than 15 digits."""
    from decimal import Decimal

    if isinstance(value, int):
        return abs(value) < _EXACT
    return isinstance(value, (float, Decimal)) and math.isfinite(value)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _day(text: str) -> datetime.date | str:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return text


def _width(head: str, cells: Iterable[Any]) -> float:
    """Return a column's width in letters: that of its longest line, within reason."""
    longest = max((len(line) for cell in cells for line in str(cell or "").splitlines()), default=0)
    return min(max(longest, len(head) + 3, 8), 60) + 1
