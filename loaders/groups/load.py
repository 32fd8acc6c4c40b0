"""Load groups of persons: those of the Universal Human Rights Index, and those whom provisions protect."""

from __future__ import annotations

from collections.abc import Iterator

from dutygraph.namespaces import DG, SKOS, TYPE, concept, scheme
from dutygraph.sources import Row, Source, Triple


def load(source: Source) -> Iterator[Triple]:
    """Yield the scheme, and one concept a row."""
    yield scheme("group"), TYPE, SKOS("ConceptScheme")
    yield from source.text(scheme("group"), SKOS("prefLabel"), source.metadata.title)
    for row in source.rows("groups.csv"):
        yield from _group(source, row)


def _group(source: Source, row: Row) -> Iterator[Triple]:
    group = concept("group", row["id"])
    yield from source.evidence(row, group)
    yield group, TYPE, SKOS("Concept")
    yield group, TYPE, DG("AffectedGroup")
    yield group, SKOS("inScheme"), scheme("group")
    yield from source.plain(group, SKOS("notation"), row["id"])
    yield from source.plain(group, DG("sourceLabel"), row["pref_en"])
    yield from source.text(group, SKOS("prefLabel"), _labels(row))
    for label in row.items("alt_en"):
        yield from source.text(group, SKOS("altLabel"), {"en": label})
    if broader := source.refer(row, "broader_id", "group"):
        yield group, SKOS("broader"), broader
    if related := source.refer(row, "related_id", "group"):
        yield group, DG("relatedGroup"), related


def _labels(row: Row) -> dict[str, str]:
    """Return the labels; where confidence is low, the Kyrgyz one is the doubtful one and stays out."""
    labels = {"en": row["pref_en"], "ru": row["pref_ru"], "ky": row["pref_ky"]}
    if row["label_confidence"] == "low" and labels["ky"]:
        row.report("pref_ky", labels.pop("ky"), "label of low confidence left out", "ask a native speaker")
    return labels
