"""Write rows as CSV for spreadsheets, or as TSV that keeps the terms exactly."""

from __future__ import annotations

import io
from collections.abc import Iterable

from dutygraph.results import Result, iris_of

# A spreadsheet would run a cell that begins like this.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(result: Result) -> str:
    """Write rows as RFC 4180 CSV: what a person reads, and beside each thing its IRI as `..._iri`."""
    named = [name for name in result.columns if any(iris_of(row[name], name in result.lists) for row in result.table)]
    rows = []
    for row in result.table:
        cells: list[str] = []
        for name, term in row.items():
            cells.append(neutral(result.show(name, term)))
            if name in named:
                cells.append(" ".join(iris_of(term, name in result.lists)))
        rows.append(cells)
    heads = [head for name in result.columns for head in ([name, f"{name}_iri"] if name in named else [name])]
    return _csv([heads, *rows])


def _csv(rows: Iterable[list[str]]) -> str:
    import csv

    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def neutral(cell: str) -> str:
    """Keep a spreadsheet from running a cell.

    >>> neutral("=1+1"), neutral("art. 4")
    ("'=1+1", 'art. 4')
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def write_tsv(result: Result) -> str:
    """Write rows as SPARQL 1.1 TSV: RDF terms, exactly."""
    lines = ["\t".join(f"?{name}" for name in result.columns)]
    lines += ["\t".join("" if cell is None else str(cell) for cell in row) for row in result.table.rows]
    return "".join(line + "\n" for line in lines)
