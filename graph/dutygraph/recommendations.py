"""Read what the tables of recommendations have in common: their labels, places and subjects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pyoxigraph import NamedNode

from dutygraph.namespaces import DG
from dutygraph.sources import Row, Source, Triple


class Labels(NamedTuple):
    """The labels that the Universal Human Rights Index uses, and the keys that they stand for."""

    bodies: dict[str, str]
    themes: dict[str, str]
    groups: dict[str, str]
    instruments: dict[str, str]

    @classmethod
    def read(cls, source: Source) -> Labels:
        """Read the mappings beside the table."""
        return cls(
            source.mapping("values_bodies.csv", "label", "actor_id"),
            source.mapping("values_themes.csv", "label", "theme_id"),
            source.mapping("values_groups.csv", "label", "group_id"),
            source.mapping("values_instruments.csv", "label", "instrument_id"),
        )


def name_place(document: str, paragraph: str, key: str) -> dict[str, str]:
    """Name a recommendation by its place in its document, else by our key.

    >>> name_place("CRC/C/KGZ/CO/3-4", "62", "CRC34-62")["en"]
    'CRC/C/KGZ/CO/3-4, para. 62'
    >>> name_place("CERD/C/KGZ/CO/8-10", "", "CERD8-x1")
    {'en': 'CERD/C/KGZ/CO/8-10 (CERD8-x1)'}
    """
    if not paragraph:
        return {"en": f"{document} ({key})"}
    return {
        "en": f"{document}, para. {paragraph}",
        "ru": f"{document}, п. {paragraph}",
        "ky": f"{document}, {paragraph}-пункт",
    }


def subjects(source: Source, row: Row, recommendation: NamedNode, labels: Labels) -> Iterator[Triple]:
    """Say the themes, groups and goals that a recommendation is about."""
    for column, kind, name, mapped in (
        ("rights_themes", "theme", "theme", labels.themes),
        ("affected_groups", "group", "concerns", labels.groups),
        ("sdg_goals", "goal", "goal", {}),
    ):
        for label in row.items(column, "|"):
            term = source.refer(row, column, kind, mapped.get(label, label))
            if term:
                yield recommendation, DG(name), term
