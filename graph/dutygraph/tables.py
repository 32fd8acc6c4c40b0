"""Read the CSV tables of a source strictly: every cell has a row number, every surprise stops with a repair."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dutygraph.errors import StructureError


@dataclass(frozen=True)
class Issue:
    """What was left out or doubted while a source was read, and how to mend it."""

    source: str
    file: str
    row: int
    field: str
    value: str
    problem: str
    repair: str = ""


@dataclass(frozen=True)
class Table:
    """How `source.yml` declares one CSV file."""

    file: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    kind: str = ""


@dataclass
class Row:
    """One row of a table: its cells, its line number (the header is line 1) and what became of it."""

    source: str
    table: Table
    number: int
    cells: dict[str, str]
    issues: list[Issue] = field(default_factory=list)
    is_loaded: bool = False
    is_left_out: bool = False
    withdrawn: str = ""  # why a correction takes the row out

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    @property
    def key(self) -> tuple[str, ...]:
        """Return the cells that name the row."""
        return tuple(self.cells[column] for column in self.table.key)

    def items(self, column: str, separator: str = ";") -> list[str]:
        """Return the values inside a cell."""
        return [part.strip() for part in self.cells[column].split(separator) if part.strip()]

    def report(self, column: str, value: str, problem: str, repair: str = "") -> None:
        """Report a field that cannot be used; the rest of the row is loaded."""
        self.issues.append(Issue(self.source, self.table.file, self.number, column, value, problem, repair))

    def leave_out(self, reason: str) -> None:
        """Report the whole row: nothing of it is loaded."""
        self.is_left_out = True
        self.report("", "/".join(self.key), reason)


def read_rows(
    source: str, path: Path, table: Table, correct: Callable[[Row], None] | None = None
) -> Iterator[Row]:
    """Yield the rows of a CSV file, each corrected where somebody corrected it.

    Raises StructureError for a missing file, another encoding than UTF-8, another header than declared,
    a row with too few or too many cells, and a key that occurs twice.
    """
    lines = csv.reader(io.StringIO(_read_text(path), newline=""), strict=True)
    seen: dict[tuple[str, ...], int] = {}
    number = 1
    try:
        for cells in lines:
            if number == 1:
                _check_header(table, cells)
            else:
                row = _row(source, table, number, cells, seen)
                if correct:
                    correct(row)
                yield row
            number = lines.line_num + 1
    except csv.Error as error:
        raise StructureError.at(
            table.file, lines.line_num, str(error), "not well-formed CSV", "mend the quotes"
        ) from error


def _read_text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise StructureError(f"{path.name} is missing", f"put the file at {path}") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        bad = error.object[error.start : error.start + 4].hex(" ")
        raise StructureError.at(path.name, line, bad, "not UTF-8", "save the file as UTF-8") from error


def _check_header(table: Table, cells: list[str]) -> None:
    if tuple(cells) == table.columns:
        return
    missing = [column for column in table.columns if column not in cells]
    extra = [column for column in cells if column not in table.columns]
    problem = "the header is not the declared one"
    repair = f"missing columns: {missing or 'none'}; unknown columns: {extra or 'none'}; or another order"
    raise StructureError.at(table.file, 1, ",".join(cells), problem, repair)


def _row(source: str, table: Table, number: int, cells: list[str], seen: dict[tuple[str, ...], int]) -> Row:
    if len(cells) != len(table.columns):
        problem = f"{len(cells)} cells, {len(table.columns)} columns"
        raise StructureError.at(table.file, number, ",".join(cells)[:80], problem, "check commas and quotes")
    row = Row(
        source,
        table,
        number,
        {column: cell.strip() for column, cell in zip(table.columns, cells, strict=True)},
    )
    first = seen.setdefault(row.key, number)
    if first != number:
        problem = f"the key {'+'.join(table.key)} stands in row {first} already"
        raise StructureError.at(
            table.file, number, "/".join(row.key), problem, "remove or rename one of the two"
        )
    return row
