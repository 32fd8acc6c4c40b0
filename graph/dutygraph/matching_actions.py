"""Tell by declared words which kind of action a recommendation asks for, and whether it is too vague to follow."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_WORD = re.compile(r"[a-z0-9][a-z0-9'-]*")


@dataclass(frozen=True)
class Category:
    """One category: the words at the beginning of a text, and the marks anywhere in it, that show it."""

    name: str
    is_vague: bool
    first: frozenset[str]
    marks: tuple[str, ...]


@dataclass(frozen=True)
class Categories:
    """The categories in the order in which they are tried; the last one takes what is left."""

    each: tuple[Category, ...]

    @classmethod
    def read(cls, data: list[Mapping[str, Any]]) -> Categories:
        """Read the list `categories` of a matcher."""
        return cls(
            tuple(
                Category(
                    one["category"],
                    bool(one["vague"]),
                    frozenset(str(one.get("first", "")).split()),
                    tuple(str(mark) for mark in one.get("marks", ())),
                )
                for one in data
            )
        )


@dataclass(frozen=True)
class Assessed:
    """The category of a text, and the words that show it."""

    category: str
    is_vague: bool
    reason: str


def assess(text: str, categories: Categories) -> Assessed:
    """Return the first category whose words a text begins with or whose marks it holds, else the last one.

    >>> considering = Category("considering", True, frozenset({"consider"}), ())
    >>> specific = Category("specific", False, frozenset(), ("ratif*",))
    >>> assess("Consider ratifying it.", Categories((considering, specific))).category
    'considering'
    >>> assess("Hasten ratification.", Categories((considering, specific))).reason
    'says: ratif*'
    """
    words = _WORD.findall(text.lower())
    plain = f" {' '.join(words)} "
    for one in categories.each:
        if words and words[0] in one.first:
            return Assessed(one.name, one.is_vague, f"begins with: {words[0]}")
        for mark in one.marks:
            if (f" {mark[:-1]}" if mark.endswith("*") else f" {mark} ") in plain:
                return Assessed(one.name, one.is_vague, f"says: {mark}")
    last = categories.each[-1]
    return Assessed(last.name, last.is_vague, "says no word of another category")
