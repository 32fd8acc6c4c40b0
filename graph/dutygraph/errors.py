"""Every error that dutygraph raises on purpose, with the exit code it ends a command with.

DutygraphError
├── WrongUse            2  the command or its parameters are wrong
├── BadInput            3  a file, row or query cannot be used
│   ├── StructureError     a source file is broken as a whole
│   └── GateClosed         the graph broke a rule that it must keep
└── EnvironmentProblem  4  the machine, store or workspace is not as needed
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Self


def msgid(text: str) -> str:
    """Mark a message that is translated where it is told, with places in braces for its values."""
    return text


class Word(str):
    """A value in a message that is a key and a word: it is translated where it is told, if it has a translation."""

    __slots__ = ()


class DutygraphError(Exception):
    """Say what happened, to which file or value, and what to do about it.

    >>> print(WrongUse('there is no question "{name}"', "`dutygraph ask` lists all questions", name="is_bund"))
    there is no question "is_bund"
      `dutygraph ask` lists all questions
    """

    exit_code = 1

    def __init__(self, problem: str, repair: str = "", **values: object) -> None:
        self._said = (problem, repair)
        self._values = values
        self._about = ""
        self.problem = self._fill(problem)
        self.repair = self._fill(repair)
        super().__init__(self.tell())

    def about(self, what: str) -> Self:
        """Say in front of the problem what it is about: the parameter that was given."""
        self._about = f"{what}: "
        self.problem = self._about + self.problem
        self.args = (self.tell(),)
        return self

    def _fill(self, text: str, say: Callable[[str], str] = str) -> str:
        if not self._values:
            return text
        words = {key: say(value).partition(" [")[0] for key, value in self._values.items() if isinstance(value, Word)}
        return text.format_map({**self._values, **words})

    def tell(self, say: Callable[[str], str] = str) -> str:
        """Return problem and repair, each as its translation says it."""
        return self._about + "\n  ".join(self._fill(say(text), say) for text in self._said if text)


class WrongUse(DutygraphError):
    """Report a command, option or parameter that cannot be understood."""

    exit_code = 2


class BadInput(DutygraphError):
    """Report a file, row or query that cannot be used."""

    exit_code = 3


class StructureError(BadInput):
    """Report a source file that is broken as a whole: nothing of it was loaded.

    >>> print(StructureError.at("states.csv", 4, "KGZ", "key occurs twice", "remove one of the rows"))
    states.csv, row 4: key occurs twice: "KGZ"
      remove one of the rows
    """

    @classmethod
    def at(cls, file: str, row: int, value: str, problem: str, repair: str) -> StructureError:
        """Name file, row, value and repair in one message."""
        return cls(f'{file}, row {row}: {problem}: "{value}"', repair)


class GateClosed(BadInput):
    """Report a graph that breaks a rule it must keep; the release before it stays in use."""


class EnvironmentProblem(DutygraphError):
    """Report a machine, store or workspace that is not as needed."""

    exit_code = 4
