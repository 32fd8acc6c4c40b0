"""Apply corrections to rows before a loader sees them, and find the rows that people wrote about."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from dutygraph.amendments import Amendments, Correction, Review, RowKey, nearest
from dutygraph.errors import BadInput
from dutygraph.tables import Row, Table, read_rows

if TYPE_CHECKING:
    from dutygraph.sources import Metadata


class Corrections:
    """The corrections of one workspace, by the row that each corrects."""

    def __init__(self, corrections: Iterable[Correction] = ()) -> None:
        self._by_row: dict[RowKey, list[Correction]] = {}
        for one in corrections:
            others = self._by_row.setdefault(one.row, [])
            _refuse_rivals(one, others)
            others.append(one)

    def apply(self, row: Row) -> None:
        """Put the corrected values into a row; one that changes nothing any more is reported."""
        for one in self._by_row.get((row.source, row.table.file, row.key), ()):
            if one.leave_out:
                row.withdrawn = f"withdrawn by {one.file}: {one.why}"
            for column, value in one.set.items():
                if row.cells[column] == value:
                    problem = f"{one.file} changes nothing any more: the source says so itself"
                    row.report(column, value, problem, "remove the column from the correction, or the file")
                row.cells[column] = value

    def of(self, source: str) -> str:
        """Return what is corrected in one source, as text to compare."""
        found = [one for many in self._by_row.values() for one in many if one.source == source]
        return json.dumps([asdict(one) for one in sorted(found, key=lambda one: one.file)])


def _refuse_rivals(one: Correction, others: list[Correction]) -> None:
    """Two corrections of one cell would leave to the order of names which of them holds."""
    for other in others:
        both = sorted(one.set.keys() & other.set.keys())
        if both or one.leave_out or other.leave_out:
            what = f"the column {both[0]}" if both else "the row"
            problem = f"{other.file} and {one.file} both correct {what} of {'/'.join(one.key)}"
            raise BadInput(problem, "keep one of them")


def find_rows(amendments: Amendments, sources: Iterable[tuple[Path, Metadata]]) -> dict[RowKey, Row]:
    """Return the rows, as the sources have them, that corrections and reviews speak of.

    Raises BadInput for a source, table, row or column that does not exist, and names the nearest.
    """
    places = {metadata.name: (folder, metadata) for folder, metadata in sources}
    wanted: dict[tuple[str, str], list[Correction | Review]] = {}
    for one in amendments.about_rows:
        wanted.setdefault((one.source, one.table), []).append(one)
    found: dict[RowKey, Row] = {}
    for (source, file), entries in wanted.items():
        folder, table = _table(entries[0], places)
        rows = {row.key: row for row in read_rows(source, folder / file, table)}
        for entry in entries:
            found[entry.row] = _row(entry, table, rows)
    return found


def _table(entry: Correction | Review, places: dict[str, tuple[Path, Metadata]]) -> tuple[Path, Table]:
    if entry.source not in places:
        raise BadInput(f'{entry.file}: there is no source "{entry.source}"', nearest(entry.source, places))
    folder, metadata = places[entry.source]
    tables = {table.file: table for table in metadata.tables}
    if entry.table not in tables:
        problem = f'{entry.file}: the source {entry.source} has no table "{entry.table}"'
        raise BadInput(problem, nearest(entry.table, tables))
    return folder, tables[entry.table]


def _row(entry: Correction | Review, table: Table, rows: dict[tuple[str, ...], Row]) -> Row:
    for column in entry.set if isinstance(entry, Correction) else ():
        if column not in table.columns:
            raise BadInput(f'{entry.file}: {table.file} has no column "{column}"', nearest(column, table.columns))
        if column in table.key:
            problem = f"{entry.file}: the column {column} names the row and cannot be set"
            raise BadInput(problem, "withdraw the row with `leave_out: true`")
    if entry.key not in rows:
        key = "/".join(entry.key)
        problem = f'{entry.file}: {table.file} has no row "{key}" ({", ".join(table.key)})'
        raise BadInput(problem, nearest(key, ["/".join(one) for one in rows]))
    return rows[entry.key]


def changes(correction: Correction, row: Row) -> Iterator[tuple[str, str]]:
    """Yield the columns that a correction changes, with the value that the source has."""
    for column, value in correction.set.items():
        if row.cells[column] != value:
            yield column, row.cells[column]
