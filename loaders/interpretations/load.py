"""Load general comments and recommendations: how a committee reads the provisions of its instrument."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import NamedNode

from dutygraph.namespaces import DG, LABEL, SKOS, TYPE, thing
from dutygraph.sources import Row, Source, Triple


def load(source: Source) -> Iterator[Triple]:
    """Yield one interpretation a row; a row of low confidence is left out."""
    bodies = source.mapping("values.csv", "body", "actor")
    for row in source.sure_rows("interpretations.csv", "confidence low: look the text up before it counts"):
        interpretation = thing("interpretation", row["id"])
        yield from source.evidence(row, interpretation)
        yield interpretation, TYPE, DG("Interpretation")
        yield from source.plain(interpretation, SKOS("notation"), row["id"])
        yield from source.text(interpretation, LABEL, {"en": row["title_en"]})
        yield from source.plain(interpretation, DG("number"), row["number"])
        yield from source.plain(interpretation, DG("symbol"), row["symbol"])
        yield from source.when(row, interpretation, "issuedAt", row["year"])
        yield from _links(source, row, interpretation, bodies)


def _links(source: Source, row: Row, subject: NamedNode, bodies: dict[str, str]) -> Iterator[Triple]:
    """Say whose reading it is, of which provisions and on what; a joint comment has two authors."""
    for label in row.items("body"):
        if body := source.refer(row, "body", "actor", bodies.get(label, label)):
            yield subject, DG("byBody"), body
    for key in row.items("provisions"):
        if provision := source.refer(row, "provisions", "provision", key):
            yield subject, DG("interprets"), provision
    for term in row.items("themes"):
        if theme := source.refer(row, "themes", "theme", term_key(term)):
            yield subject, DG("theme"), theme


def term_key(term: str) -> str:
    """Return the key of a right in themes.csv.

    >>> term_key("migrants' rights")
    'right-migrants-rights'
    """
    return "right-" + re.sub(r"[^a-z0-9]+", "-", term.lower().replace("'", "")).strip("-")
