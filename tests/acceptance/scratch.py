"""Change the CSV files of a copy of the loaders, a cell or a row taken out, and build the graph of the copy."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import dutygraph
from dutygraph.api import Graph
from dutygraph.build import Content, build
from dutygraph.resources import folder


@dataclass(frozen=True)
class Changed:
    """A copy of the loaders that a test may change."""

    loaders: Path

    def set(self, file: str, key: dict[str, str], cells: dict[str, str]) -> None:
        """Give new values to cells of the one row of `source/table.csv` that has this key."""
        names, rows = self._read(file)
        (row,) = [row for row in rows if all(row[name] == value for name, value in key.items())]
        row.update(cells)
        self._write(file, names, rows)

    def remove(self, file: str, numbers: set[int]) -> None:
        """Take rows out of `source/table.csv`; the first data row has number 2."""
        names, rows = self._read(file)
        self._write(file, names, [row for number, row in enumerate(rows, 2) if number not in numbers])
        self._expect_less(file, len(numbers))

    def _read(self, file: str) -> tuple[list[str], list[dict[str, str]]]:
        with (self.loaders / file).open(encoding="utf-8", newline="") as text:
            reader = csv.DictReader(text)
            return list(reader.fieldnames or ()), list(reader)

    def _write(self, file: str, names: list[str], rows: list[dict[str, str]]) -> None:
        with (self.loaders / file).open("w", encoding="utf-8", newline="") as text:
            writer = csv.DictWriter(text, names, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def _expect_less(self, file: str, rows: int) -> None:
        source, table = file.split("/")
        metadata = self.loaders / source / "source.yml"
        text = metadata.read_text("utf-8")
        before, mark, expect = text.partition("expect:")
        pattern = re.compile(rf"({re.escape(table)}:\s*)(\d+)")
        less = pattern.sub(lambda found: f"{found[1]}{int(found[2]) - rows}", expect)
        metadata.write_text(before + mark + less, encoding="utf-8")


def build_copy(place: Path, cache: Path, change: Callable[[Changed], None]) -> Graph:
    """Copy the loaders, change the copy, and open the graph built from it; `cache` saves loading the rest again."""
    loaders, home = place / "loaders", place / "home"
    shutil.copytree(folder("loaders"), loaders, ignore=shutil.ignore_patterns("__pycache__"))
    change(Changed(loaders))
    shutil.copytree(cache, home / "cache")
    build(home, folders=Content(loaders, folder("ontology"), folder("queries")))
    return dutygraph.open(str(home))
