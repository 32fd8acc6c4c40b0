"""Load the themes: those of the Universal Human Rights Index, and our own for the rights in provisions."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

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
    yield from _related(source, row, theme)


def _related(source: Source, row: Row, theme: NamedNode) -> Iterator[Triple]:
    """Join a right to the theme of the other list; a link that nobody stands by is no link."""
    related = source.refer(row, "related_id", "theme")
    confidence = source.code(row, "related_confidence", "confidence")
    if related is None:
        return
    if confidence is None or row["related_confidence"] == "low":
        problem = "a link needs the confidence high or medium"
        row.report("related_id", row["related_id"], problem, "judge it in related_confidence, or empty the cell")
        return
    yield theme, DG("relatedTheme"), related
    yield theme, DG("relatedConfidence"), confidence


def _labels(row: Row) -> dict[str, str]:
    """Return the labels; where confidence is low, the Kyrgyz one is the doubtful one and stays out."""
    labels = {"en": row["pref_en"], "ru": row["pref_ru"], "ky": row["pref_ky"]}
    if row["label_confidence"] == "low" and labels["ky"]:
        row.report("pref_ky", labels.pop("ky"), "label of low confidence left out", "ask a native speaker")
    return labels
