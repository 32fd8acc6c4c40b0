"""What a person reads of an answer, in their language and whatever the format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import pyoxigraph as ox

from dutygraph.evidence import Leaf
from dutygraph.results import Cited, Result, iris_of
from dutygraph.store import Term
from dutygraph.translation import Translation, translation

# What XML 1.0 forbids even when it is escaped; Word, Excel and browsers refuse or hide it.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_MARK = re.compile(r" \[(?:\?|en)\]$")


class Part(NamedTuple):
    """One piece of a cell: its text, the language of it where that is another, and the address of the thing named."""

    text: str
    lang: str = ""
    address: str = ""


class Shown(NamedTuple):
    """Which columns of an answer a person is shown, and which not, because they are empty or too many."""

    names: list[str]
    empty: list[str]
    more: list[str]


class Cleaner:
    """Drop the characters that XML forbids, and count them."""

    def __init__(self) -> None:
        self.dropped = 0

    def __call__(self, text: str) -> str:
        """Return a text without them."""
        kept, dropped = _FORBIDDEN.subn("", text)
        self.dropped += dropped
        return kept

    def remarks(self, words: Translation) -> list[str]:
        """Say how many were dropped."""
        return [f"{words.say('Control characters left out')}: {self.dropped}"] if self.dropped else []


def is_link(address: str) -> bool:
    """Say whether an address may become a link: nothing but the web may, `javascript:` least of all.

    >>> is_link("https://treaties.un.org/"), is_link("javascript:alert(1)")
    (True, False)
    """
    return re.match(r"https?://[^\s<>\"]+$", address, re.IGNORECASE) is not None


def heading(column: str, words: Translation) -> str:
    """Return the name of a column as a person reads it.

    >>> heading("act_date", translation("en"))
    'act date'
    """
    return words.say(column.replace("_", " "))


def unmarked(text: str) -> str:
    """Return a translation without its mark, where a mark has no room.

    >>> unmarked("жооп [?]")
    'жооп'
    """
    return _MARK.sub("", text)


def left_out(result: Result, words: Translation) -> str:
    """Say how many rows a limit left out."""
    return f"{words.say('Rows left out')}: {result.left_out}" if result.left_out else ""


def shown(result: Result) -> Shown:
    """Choose columns: of one row all that are filled, of several those that the question chose."""
    names = (result.brief if len(result) > 1 else ()) or result.columns
    filled = {name for row in result.table for name in names if result.show(name, row[name])}
    return Shown(
        [name for name in names if name in filled],
        [name for name in names if name not in filled],
        [name for name in result.columns if name not in names],
    )


def notes(result: Result, chosen: Shown, more: str) -> list[str]:
    """Say which columns are empty, which are not shown and where they are, and how many rows were left out."""
    words = translation(result.lang)
    named = [", ".join(heading(name, words) for name in chosen.empty), ", ".join(chosen.more)]
    found = [f"{words.say('Empty')}: {named[0]}" if named[0] else "", f"{more}: {named[1]}" if named[1] else ""]
    return [note for note in [*found, left_out(result, words)] if note]


def parts(result: Result, column: str, term: Term | None, is_brief: bool = False) -> list[Part]:
    """Return the pieces of a cell, each with its own language and address."""
    iris = iris_of(term, column in result.lists)
    if iris:
        return [_part(result, iri, is_brief) for iri in iris]
    text = result.show(column, term, is_brief)
    tag = term.language if isinstance(term, ox.Literal) else None
    return [Part(text, tag if tag and tag != result.lang else "", text if is_link(text) else "")] if text else []


def _part(result: Result, iri: str, is_brief: bool) -> Part:
    text = result.show("", ox.NamedNode(iri), is_brief)
    label = None if iri in result.made else result.labels.get(iri)
    return Part(text, label.lang if label and label.is_instead else "", iri if is_link(iri) else "")


def asked(result: Result) -> list[tuple[str, str]]:
    """Return what was asked with: what each parameter means, and its value in words."""
    words = translation(result.lang)
    return [
        (
            words.say(result.parameter_help.get(name, "")) or heading(name, words),
            ", ".join(result.show(name, term) for term in terms),
        )
        for name, terms in result.parameters.items()
        if terms
    ]


def coverage_lines(result: Result) -> list[str]:
    """Say what was searched, how completely, until when and by which source."""
    words = translation(result.lang)
    lines = []
    for one in result.coverage:
        about = (words.say(one.completeness), one.until and f"{words.say('until')} {one.until}", one.source)
        lines.append(f"{one.scope} ({', '.join(part for part in about if part)})")
    return lines


def evidence_of_rows(result: Result) -> dict[int, list[Cited]]:
    """Return the evidence of each row of the answer by its number; the same source row once."""
    found: dict[int, dict[str, Cited]] = {}
    for cited in result.evidence or ():
        found.setdefault(cited.answer_row, {}).setdefault(cited.leaf.iri, cited)
    return {number: list(cited.values()) for number, cited in found.items()}


def grouped_evidence(result: Result) -> Iterator[tuple[str, Leaf]]:
    """Yield each source row once, with the rows of the answer that rest on it: "1-3, 7"."""
    rows: dict[str, dict[int, None]] = {}
    leaves: dict[str, Leaf] = {}
    for cited in result.evidence or ():
        leaves[cited.leaf.iri] = cited.leaf
        rows.setdefault(cited.leaf.iri, {})[cited.answer_row] = None
    for iri, leaf in leaves.items():
        yield spans(sorted(rows[iri])), leaf


def spans(numbers: list[int]) -> str:
    """Write numbers shortly.

    >>> spans([1, 2, 3, 7])
    '1-3, 7'
    """
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ", ".join(f"{first}-{last}" if first < last else f"{first}" for first, last in found)


def credit_lines(result: Result) -> list[tuple[str, str]]:
    """Return each source with its terms, and the address of its page."""
    words = translation(result.lang)
    lines = []
    for one in result.credits:
        told = [str(one.title), one.publisher]
        told += [f"{words.say('licence')}: {one.licence}"] if one.licence else []
        told += [f"{words.say('retrieved')}: {one.retrieved}"] if one.retrieved else []
        lines.append(("; ".join(part for part in told if part), one.page if is_link(one.page) else ""))
    return lines
