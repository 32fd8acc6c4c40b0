"""Answer the main questions of the catalogue from the CSV files alone: no graph, no SPARQL, no rule file.

`python -m independent.derive`, run in `tests/`, writes the golden files beside this one anew.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from independent.curated import Curated, curated
from independent.duties import duties
from independent.instead import instead
from independent.responsibility import Load, calls, load, no_body
from independent.standing import Answer, standing

__all__ = ["Answer", "Curated", "Load", "calls", "curated", "duties", "instead", "load", "no_body", "standing"]

DAYS = [
    date(1950, 1, 1), date(1991, 12, 1), date(2003, 12, 1), date(2013, 3, 1), date(2018, 7, 1), date(2026, 11, 24),
]  # fmt: skip
HERE = Path(__file__).resolve().parent


def tables_of_answers(tables: Curated) -> dict[str, list[tuple[object, ...]]]:
    """Return the answers of every question of this check, each as sorted lines."""
    pairs = [(state, instrument) for state in tables.states for instrument in tables.instruments]
    return {
        "participation": sorted(
            (state, instrument, day, *_cell(standing(state, instrument, day, tables)))
            for state, instrument in pairs
            for day in DAYS
        ),
        "no_body": sorted(no_body(tables=tables)),
        "load": sorted((body, *counts) for body, counts in load("KGZ", DAYS[-2], tables).items()),
        "calls": sorted(tuple(row.values()) for row in calls(tables=tables)),
    }


def _cell(found: Answer) -> tuple[str, str, str]:
    return found.answer, found.last_known, str(found.last_known_on or "")


def goldens() -> dict[str, str]:
    """Return the text of each golden file: one line a row, and for participation one line a State and instrument."""
    tables = tables_of_answers(curated())
    wide: dict[tuple[object, ...], list[str]] = {}
    for state, instrument, _, *cell in tables.pop("participation"):
        wide.setdefault((state, instrument), []).append(" ".join(str(part) for part in cell if part))
    lines: dict[str, list[tuple[object, ...]]] = {
        "participation": [("state", "instrument", *DAYS), *((*pair, *cells) for pair, cells in wide.items())],
        **tables,
    }
    return {
        f"{name}.tsv": "".join("\t".join(str(cell) for cell in line) + "\n" for line in rows)
        for name, rows in lines.items()
    }


def write_goldens(folder: Path = HERE) -> None:
    """Write the golden files anew."""
    for name, text in goldens().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_goldens()
