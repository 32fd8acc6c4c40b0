"""Write an answer as a table that a person can read, and compare it with the one that was reviewed.

A golden file is tab-separated: comments, the names of the columns that matter, then the rows in their order.
A long answer has a digest instead: how many rows, the first and last of them, and how often each value occurs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from dutygraph import settings
from dutygraph.results import Result
from dutygraph.store import Table

SHORT = 40  # rows that a person still reads one by one
_ENDS = 3  # rows of a digest at either end
_FEW = 12  # values of a column that a digest counts one by one
_SDG = "http://metadata.un.org/sdg/"


def short(iri: str) -> str:
    """Shorten one of our IRIs: `state/KGZ`, `answer/bound`, `sdg/5.2`."""
    for long, brief in ((_SDG, "sdg/"), (settings.base_iri() + "id/", ""), (settings.base_iri() + "scheme/", "")):
        if iri.startswith(long):
            return brief + iri.removeprefix(long)
    return iri


def cell(term: ox.NamedNode | ox.Literal | ox.BlankNode | None, is_list: bool) -> str:
    """Write a cell; the words of a list are sorted, since their order means nothing."""
    if term is None:
        return ""
    if is_list:
        return " ".join(sorted(short(iri) for iri in term.value.split()))
    if isinstance(term, ox.Literal) and term.language:
        return f"{term.value}@{term.language}"
    return short(term.value)


@dataclass
class Answer:
    """The rows of an answer as text, and what is said about them."""

    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]
    notes: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, table: Table, lists: Iterable[str] = ()) -> Answer:
        """Read the rows of a table."""
        is_list = frozenset(lists)
        rows = [tuple(cell(term, name in is_list) for name, term in row.items()) for row in table]
        return cls(table.variables, rows)

    @classmethod
    def of_result(cls, result: Result) -> Answer:
        """Read the rows of a result; its sentence is the first comment."""
        answer = cls.of(result.table, result.lists)
        answer.notes = [result.summary]
        return answer

    @classmethod
    def read(cls, path: Path) -> Answer:
        """Read a golden file."""
        lines = path.read_text("utf-8").split("\n")[:-1]
        notes = [line.removeprefix("# ") for line in lines if line.startswith("# ")]
        rows = [tuple(line.split("\t")) for line in lines if not line.startswith("# ")]
        return cls(rows[0], rows[1:], notes)

    def cut(self, columns: Iterable[str]) -> Answer:
        """Keep only these columns."""
        places = [self.columns.index(name) for name in columns]
        return Answer(tuple(columns), [tuple(row[place] for place in places) for row in self.rows], self.notes)

    def text(self) -> str:
        """Write the golden file."""
        lines = [f"# {note}" for note in self.notes]
        return "\n".join(lines + ["\t".join(row) for row in (self.columns, *self.rows)]) + "\n"

    def digest(self) -> str:
        """Write what a person can still review of a long answer."""
        lines = [f"# {note}" for note in self.notes] + [f"rows\t{len(self.rows)}"]
        ends = [*self.rows[:_ENDS], ("...",), *self.rows[-_ENDS:]]
        lines += ["\t".join(row) for row in (self.columns, *ends)]
        for place, name in enumerate(self.columns):
            counts = Counter(row[place] for row in self.rows)
            values = sorted(counts) if len(counts) <= _FEW else []
            lines.append(f"{name}\tdistinct\t{len(counts)}")
            lines += [f"{name}\t{counts[value]}\t{value}" for value in values]
        return "\n".join(lines) + "\n"


def case_files(root: Path, question: str, case: str, world: str) -> tuple[Path, Path]:
    """Return where the golden table and the golden digest of a case stand."""
    suffix = "" if world == "real" else f".{world}"
    return root / question / f"{case}{suffix}.tsv", root / question / f"{case}{suffix}.digest.tsv"


def update(table: Path, digest: Path, answer: Answer) -> None:
    """Write a golden file anew: the columns chosen in it stay chosen, a long answer becomes a digest."""
    table.parent.mkdir(parents=True, exist_ok=True)
    if table.exists():
        kept = Answer.read(table)
        answer = answer.cut(kept.columns)
        answer.notes = [*answer.notes[:1], *kept.notes[1:]]
        table.write_text(answer.text(), "utf-8")
    elif len(answer.rows) <= SHORT:
        table.write_text(answer.text(), "utf-8")
    else:
        digest.write_text(answer.digest(), "utf-8")
