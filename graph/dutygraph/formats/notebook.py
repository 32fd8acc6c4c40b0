"""Write an answer for a cell of a notebook: the answer in words, and the rows as a table.

It has neither style nor script, so that a notebook shows it as it shows its own tables.
"""

from __future__ import annotations

from html import escape

from dutygraph.formats.reading import Cleaner, Part, heading, left_out, parts, shown
from dutygraph.formats.table import write_table
from dutygraph.results import Result
from dutygraph.translation import translation

SHOWN = 20  # rows; a cell is no place for more, and `result.rows` has them all


def write_cell(result: Result) -> str:
    """Write an answer for a notebook; its first rows only, with the number of the others."""
    clean, words = Cleaner(), translation(result.lang)
    first = result.cut(limit=SHOWN)
    chosen = shown(result)  # of all rows: a column may be empty in the first of them only
    told = [text for text in (result.summary, *result.warnings) if text]
    notes = [
        (words.say("Empty"), ", ".join(heading(name, words) for name in chosen.empty)),
        (words.say("More"), ", ".join(chosen.more)),
    ]
    below = [f"{name}: {text}" for name, text in notes if text] if len(result) else []
    below += [note for note in [left_out(first, words)] if note]
    lines = [f"<p>{escape(text)}</p>" for text in told]
    lines += _table(first, chosen.names) if len(first) else []
    lines += [f"<p><small>{escape(text)}</small></p>" for text in below]
    return clean(f'<div lang="{result.lang}">\n' + "\n".join(lines) + "\n</div>")


def write_plain(result: Result) -> str:
    """Write the same rows as text, for an interactive session in a terminal."""
    return write_table(result.cut(limit=SHOWN))


def _table(result: Result, names: list[str]) -> list[str]:
    """Write one row as fields, several under heads."""
    words, is_several = translation(result.lang), len(result) > 1
    heads = [escape(heading(name, words)) for name in names]
    rows = [[_cell(parts(result, name, row[name], is_several)) for name in names] for row in result.table]
    if not is_several:
        pairs = zip(heads, rows[0], strict=True)
        lines = [f'<tr><th scope="row">{head}</th><td>{cell}</td></tr>' for head, cell in pairs]
        return ["<table>", *lines, "</table>"]
    head = "".join(f'<th scope="col">{head}</th>' for head in heads)
    lines = ["<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows]
    return ["<table>", f"<thead><tr>{head}</tr></thead>", "<tbody>", *lines, "</tbody>", "</table>"]


def _cell(pieces: list[Part]) -> str:
    return "; ".join(map(_piece, pieces))


def _piece(part: Part) -> str:
    text = escape(part.text)
    if part.address:
        text = f'<a href="{escape(part.address)}" rel="noopener noreferrer">{text}</a>'
    return f'<span lang="{escape(part.lang)}">{text}</span>' if part.lang else text
