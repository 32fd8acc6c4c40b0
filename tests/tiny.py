"""A content folder of a handful of facts, for tests of the pipeline itself."""

from __future__ import annotations

from pathlib import Path

from dutygraph.build import Content

SOURCE = """\
name: {name}
title: {{en: Tiny, ru: Малый, ky: Кичинекей}}
summary: A few things.
publisher: Tests
licence: CC-BY-4.0
citation: none
retrieved: 2026-01-01
tables:
  - {{file: things.csv, key: [id], columns: [id, name, date, knows, confidence], kind: thing}}
refers: [thing]
"""

LOADER = '''\
"""Load things."""
from dutygraph.namespaces import DG, LABEL, TYPE, thing


def load(source):
    """Yield one thing a row."""
    for row in source.rows("things.csv"):
        if not row["name"]:
            row.leave_out("a thing needs a name")
            continue
        node = thing("thing", row["id"])
        yield from source.evidence(row, node)
        yield node, TYPE, DG("Thing")
        yield from source.text(node, LABEL, {"en": row["name"]})
        yield from source.when(row, node, "seenAt", row["date"])
        if known := source.refer(row, "knows", "thing"):
            yield node, DG("knows"), known
'''

TABLE = "id,name,date,knows,confidence\na,Ada,2013,b,high\nb,Bo,2014-02,,medium\nc,,,,low\n"

RULE = """\
#+ title: {en: Who is known knows back}
#+ why: a test
#+ source: none
#+ stratum: 1
PREFIX dg: <https://w3id.org/dutygraph/ns#>
CONSTRUCT {
  ?b dg:isKnownBy ?a ; dg:derivation ?d .
  ?d dg:byRule <https://w3id.org/dutygraph/id/rule/known> ; dg:premise ?a
}
WHERE { ?a dg:knows ?b BIND(IRI(CONCAT("https://w3id.org/dutygraph/id/derivation/", SHA1(STR(?a)))) AS ?d) }
"""

SHAPE = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix dg: <https://w3id.org/dutygraph/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
dg:ThingShape a sh:NodeShape ; sh:targetClass dg:Thing ; sh:property <https://w3id.org/dutygraph/ns/shape#Thing-label> .
<https://w3id.org/dutygraph/ns/shape#Thing-label> a sh:PropertyShape ; sh:path rdfs:label ; sh:minCount 1 ;
  sh:maxLength 20 ; sh:message "A name has at most 20 letters. Shorten it" .
"""


def write(folder: Path, table: str = TABLE, loader: str = LOADER, name: str = "tiny") -> Content:
    """Write the tiny content into a folder and return it."""
    source = folder / "loaders" / name
    for part in (source, *(folder / "ontology" / part for part in ("rules", "shapes", "checks", "vocabularies"))):
        part.mkdir(parents=True, exist_ok=True)
    (folder / "queries").mkdir(exist_ok=True)
    (source / "source.yml").write_text(SOURCE.format(name=name), "utf-8")
    (source / "load.py").write_text(loader, "utf-8")
    (source / "things.csv").write_text(table, "utf-8")
    (folder / "ontology" / "dutygraph.ttl").write_text("", "utf-8")
    (folder / "ontology" / "rules" / "known.rq").write_text(RULE, "utf-8")
    (folder / "ontology" / "shapes" / "things.ttl").write_text(SHAPE, "utf-8")
    return Content(folder / "loaders", folder / "ontology", folder / "queries")
