"""Every error that dutygraph raises on purpose, with the exit code it ends a command with.

DutygraphError
├── WrongUse            2  the command or its parameters are wrong
├── BadInput            3  a file, row or query cannot be used
│   ├── StructureError     a source file is broken as a whole
│   └── GateClosed         the graph broke a rule that it must keep
└── EnvironmentProblem  4  the machine, store or workspace is not as needed
"""

from __future__ import annotations


class DutygraphError(Exception):
    """Say what happened, to which file or value, and what to do about it."""

    exit_code = 1

    def __init__(self, problem: str, repair: str = "") -> None:
        self.problem = problem
        self.repair = repair
        super().__init__(f"{problem}\n  {repair}" if repair else problem)


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
