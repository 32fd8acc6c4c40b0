"""Load what treaty bodies found on complaints and in inquiries. What a complaint raised is no violation found."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from dutygraph.citations import cite
from dutygraph.namespaces import DG, LABEL, SKOS, TYPE, thing
from dutygraph.sources import Row, Source, Triple


def load(source: Source) -> Iterator[Triple]:
    """Yield one finding a row; a row of low confidence is left out."""
    bodies = source.mapping("values_bodies.csv", "label", "actor_id")
    instruments = source.mapping("values_instruments.csv", "label", "instrument_id")
    for row in source.rows("treaty_body_findings.csv"):
        state = source.refer(row, "state", "state")
        body = source.refer(row, "body", "actor", bodies.get(row["body"], row["body"]))
        kind = source.code(row, "kind", "finding-kind")
        if row["confidence"] == "low" or state is None or body is None or kind is None:
            row.leave_out("a finding needs a known State, body and kind, and more than low confidence")
            continue
        finding = thing("treaty-body-finding", row["id"])
        yield from source.evidence(row, finding)
        yield finding, TYPE, DG("TreatyBodyFinding")
        yield from source.plain(finding, SKOS("notation"), row["id"])
        yield from source.text(finding, LABEL, {"en": row["symbol"]})
        yield finding, DG("ofState"), state
        yield finding, DG("byBody"), body
        yield finding, DG("findingKind"), kind
        yield from cite(source, row, "articles", finding, instruments)
        yield from _content(source, row, finding)


def _content(source: Source, row: Row, finding: NamedNode) -> Iterator[Triple]:
    if document := source.refer(row, "document_id", "document"):
        yield finding, DG("inDocument"), document
    for key in row.items("violations", ";"):
        if provision := source.refer(row, "violations", "provision", key):
            yield finding, DG("findsViolationOf"), provision
    for column, name in (("symbol", "symbol"), ("articles", "article"), ("followup_grade", "followUpGrade")):
        yield from source.plain(finding, DG(name), row[column])
    yield from source.when(row, finding, "madeAt", row["date"])
    for column in ("gist", "remedy"):
        texts = {language: row[f"{column}_{language}"] for language in ("en", "ru")}
        yield from source.text(finding, DG(column), texts)
