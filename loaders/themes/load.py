"""Load the themes: those of the Universal Human Rights Index, and our own for the rights in provisions."""

from __future__ import annotations

from collections.abc import Iterator

from dutygraph.namespaces import DG, SKOS, TYPE, concept, scheme
from dutygraph.sources import Row, Source, Triple


def load(source: Source) -> Iterator[Triple]:
    """Yield the scheme, and one concept a row."""
    yield scheme("theme"), TYPE, SKOS("ConceptScheme")
    yield from source.text(scheme("theme"), SKOS("prefLabel"), source.metadata.title)
    for row in source.rows("themes.csv"):
        yield from _theme(source, row)


def _theme(source: Source, row: Row) -> Iterator[Triple]:
    theme = concept("theme", row["id"])
    yield from source.evidence(row, theme)
    yield theme, TYPE, SKOS("Concept")
    yield theme, SKOS("inScheme"), scheme("theme")
    yield from source.plain(theme, SKOS("notation"), row["id"])
    yield from source.plain(theme, DG("sourceLabel"), row["pref_en"])
    yield from source.text(theme, SKOS("prefLabel"), _labels(row))
    for label in row.items("alt_en"):
        yield from source.text(theme, SKOS("altLabel"), {"en": label})
    if broader := source.refer(row, "broader_id", "theme"):
        yield theme, SKOS("broader"), broader
    if related := source.refer(row, "related_id", "theme"):
        yield theme, DG("relatedTheme"), related


def _labels(row: Row) -> dict[str, str]:
    """Return the labels; where confidence is low, the Kyrgyz one is the doubtful one and stays out."""
    labels = {"en": row["pref_en"], "ru": row["pref_ru"], "ky": row["pref_ky"]}
    if row["label_confidence"] == "low" and labels["ky"]:
        row.report("pref_ky", labels.pop("ky"), "label of low confidence left out", "ask a native speaker")
    return labels
