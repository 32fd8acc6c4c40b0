"""Pair the rows of two answers: which came, which went, and which are the same row with other values."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from dutygraph.results import iris_of
from dutygraph.spellings import kind_of
from dutygraph.store import Table, Term

Cells = tuple[Term | None, ...]
_MANY = 200_000  # pairs that are tried one by one


@dataclass(frozen=True)
class Pair:
    """A row before and after; one of them is missing where it came or went."""

    columns: tuple[str, ...]
    before: Cells | None
    after: Cells | None

    @property
    def changed(self) -> tuple[str, ...]:
        """Return the columns with other values."""
        if self.before is None or self.after is None:
            return ()
        cells = zip(self.columns, self.before, self.after, strict=True)
        return tuple(name for name, old, new in cells if old != new)


def pair_rows(old: Table, new: Table, lists: Iterable[str] = ()) -> list[Pair]:
    """Return the rows that differ between two answers to one question, in the columns that both have.

    Rows with the same things in them are one row with other values. Of the rest, two are one row if they are about
    the same thing, the first one in which rows differ, and most of their cells are equal.
    """
    several = frozenset(lists)
    columns = tuple(name for name in new.variables if name in old.variables) or new.variables
    left, right = _rows(old, columns, several), _rows(new, columns, several)
    gone, come = _without(left, right), _without(right, left)
    pairer = _Pairer(columns, several, [*left, *right], is_single=len(left) == len(right) == 1)
    return [Pair(columns, before, after) for before, after in pairer.pair(gone, come)]


def _rows(table: Table, columns: Sequence[str], several: frozenset[str]) -> list[Cells]:
    """Return rows in these columns; engines concatenate the parts of a list in an order of their own."""
    places = [(table.variables.index(name), name in several) for name in columns if name in table.variables]
    return [tuple(_sorted(row[place]) if is_list else row[place] for place, is_list in places) for row in table.rows]


def _sorted(term: Term | None) -> Term | None:
    iris = iris_of(term, True) if isinstance(term, ox.Literal) else []
    return ox.Literal(" ".join(iris)) if iris else term


def _without(rows: list[Cells], others: list[Cells]) -> list[Cells]:
    """Return the rows that the others do not have, as often as they have them fewer times."""
    left = Counter(others)
    found = []
    for row in rows:
        if left[row]:
            left[row] -= 1
        else:
            found.append(row)
    return found


class _Pairer:
    def __init__(self, columns: Sequence[str], several: frozenset[str], rows: list[Cells], is_single: bool) -> None:
        self.is_single = is_single
        places = [place for place, name in enumerate(columns) if name not in several]
        self.things = [place for place in places if any(_is_thing(row[place]) for row in rows)]
        varied = [place for place in self.things if len({row[place] for row in rows}) > 1]
        self.subject = next(iter(varied or self.things), None)

    def pair(self, gone: list[Cells], come: list[Cells]) -> Iterator[tuple[Cells | None, Cells | None]]:
        """Yield pairs in the order of the rows after, then what went."""
        partner = self._same_things(gone, come)
        free = [n for n in range(len(gone)) if n not in partner]
        left = [n for n in range(len(come)) if n not in partner.values()]
        if len(free) * len(left) <= _MANY:
            partner |= self._alike(gone, come, free, left)
        of = {after: before for before, after in partner.items()}
        for place, row in enumerate(come):
            yield (gone[of[place]] if place in of else None), row
        yield from ((row, None) for place, row in enumerate(gone) if place not in partner)

    def _same_things(self, gone: list[Cells], come: list[Cells]) -> dict[int, int]:
        """Pair rows with the same things, those with the same values at the same time in their order."""
        waiting = defaultdict(list)
        for place in reversed(range(len(come))):
            waiting[self._key(come[place])].append(place)
        found = {}
        for place, row in enumerate(gone):
            key = self._key(row)
            if waiting[key] and (self.is_single or any(term is not None for term in key)):
                found[place] = waiting[key].pop()
        return found

    def _key(self, row: Cells) -> Cells:
        return tuple(row[place] for place in self.things)

    def _alike(self, gone: list[Cells], come: list[Cells], free: list[int], left: list[int]) -> dict[int, int]:
        scored = [
            (-equal, before, after)
            for before in free
            for after in left
            if (equal := self._likeness(gone[before], come[after]))
        ]
        found: dict[int, int] = {}
        for _, before, after in sorted(scored):
            if before not in found and after not in found.values():
                found[before] = after
        return found

    def _likeness(self, before: Cells, after: Cells) -> int:
        """Count equal cells; none if the rows are about other things, or most of their cells differ."""
        filled = [(old, new) for old, new in zip(before, after, strict=True) if old is not None or new is not None]
        equal = sum(old == new for old, new in filled)
        if self.is_single:
            return equal + 1
        if self.subject is not None and before[self.subject] != after[self.subject]:
            return 0
        return equal if equal * 2 > len(filled) else 0


def _is_thing(term: Term | None) -> bool:
    """Say whether a cell names a thing of ours or a goal, and not a concept such as an answer."""
    return isinstance(term, ox.NamedNode) and "/scheme/" not in term.value and bool(kind_of(term.value))
