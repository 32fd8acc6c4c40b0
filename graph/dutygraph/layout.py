"""Lay out text for a terminal: columns fitted to its width, or one field a line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

_GAP = "  "
_ENOUGH = 16  # a word that is longer may be broken
_BREAKS = re.compile(r"(?:[^\s/-]|-(?=\d))+(?:/|-(?!\d))*|[/-]+")  # a date is not broken


def width(text: str) -> int:
    """Return how many cells of a terminal a text takes.

    >>> width("Мамлекет"), width("й"), width("条約")
    (8, 1, 4)
    """
    if text.isascii():
        return len(text)
    return sum(_cells(letter) for letter in text)


def _cells(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def pad(text: str, cells: int) -> str:
    """Fill a text up to a number of cells."""
    return text + " " * (cells - width(text))


def wrap(text: str, cells: int) -> list[str]:
    """Break a text into lines at spaces, a long word also after a slash or hyphen, else anywhere.

    >>> wrap("Russia/ilo-c183 is bound", 10)
    ['Russia/', 'ilo-c183', 'is bound']
    """
    lines, line = [], ""
    for space, piece in _pieces(text, cells):
        if line and width(line) + len(space) + width(piece) > cells:
            lines.append(line)
            line = piece
        else:
            line = f"{line}{space}{piece}" if line else piece
    return [*lines, line]


def _pieces(text: str, cells: int) -> Iterator[tuple[str, str]]:
    """Yield what must stay together, with the space before it."""
    for word in text.split():
        space = " "
        for part in _BREAKS.findall(word) if width(word) > cells else [word]:
            rest = part
            while width(rest) > cells:
                cut = next(n for n in range(len(rest), 0, -1) if width(rest[:n]) <= max(cells, 2))
                yield space, rest[:cut]
                rest, space = rest[cut:], ""
            yield space, rest
            space = ""


def columns(heads: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> str:
    """Set rows in columns under their heads, as wide as the room allows; one under the other where it does not."""
    table = [heads, *rows]
    wanted = [max(width(row[n]) for row in table) or 1 for n in range(len(heads))]
    least = [min(max(_longest(row[n]) for row in table), _ENOUGH) or 1 for n in range(len(heads))]
    widths = fit(wanted, least, room - len(_GAP) * (len(heads) - 1))
    if not widths:
        return "\n".join(fields([pair for pair in zip(heads, row, strict=True) if pair[1]], room) for row in rows)
    lines = [*_line(heads, widths), _GAP.join("-" * cells for cells in widths)]
    for row in rows:
        lines += _line(row, widths)
    return "\n".join(lines) + "\n"


def _longest(text: str) -> int:
    """Return the width of the longest piece that should not be broken."""
    return max((width(part) for part in _BREAKS.findall(text)), default=0)


def fit(wanted: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Share the room: every column gets its least, the rest goes to those that want more; nothing if it is too little.

    >>> fit([4, 40, 90], [4, 10, 10], 60)
    [4, 28, 28]
    """
    widths = list(least)
    spare = room - sum(widths)
    if spare < 0:
        return []
    while spare > 0:
        hungry = [n for n in range(len(widths)) if widths[n] < wanted[n]]
        if not hungry:
            break
        widths[min(hungry, key=lambda n: widths[n])] += 1
        spare -= 1
    return widths


def _line(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    wrapped = [wrap(cell, cells_wide) for cell, cells_wide in zip(cells, widths, strict=True)]
    height = max(len(lines) for lines in wrapped)
    padded = ([*lines, *[""] * (height - len(lines))] for lines in wrapped)
    return [
        _GAP.join(pad(text, cells_wide) for text, cells_wide in zip(line, widths, strict=True)).rstrip()
        for line in zip(*padded, strict=True)
    ]


def fields(pairs: Sequence[tuple[str, str]], room: int) -> str:
    """Set one field a line: its name, and its text beside it."""
    left = max((width(name) for name, _ in pairs), default=0)
    lines: list[str] = []
    for name, text in pairs:
        first, *rest = wrap(text, max(room - left - len(_GAP), 20)) if text else [""]
        lines.append(f"{pad(name, left)}{_GAP}{first}".rstrip())
        lines += [f"{' ' * left}{_GAP}{line}" for line in rest]
    return "".join(line + "\n" for line in lines)
