"""Check a graph against the shapes and checks of the ontology, and say what to mend.

Shapes (SHACL) say what each record must look like; checks (SPARQL, one defect a file) look at many
records at once. A *must* finding closes the gate of a build; a *should* finding is a remark.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, astuple, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from dutygraph.errors import BadInput, StructureError
from dutygraph.inference import read_header
from dutygraph.namespaces import RDF, RDFS, local_name, rebase
from dutygraph.store import LocalStore, Triple

_SHACL = "http://www.w3.org/ns/shacl#"
_SEVERITIES = {_SHACL + "Violation": "must", _SHACL + "Warning": "should"}
_ROW = """PREFIX dg: <https://w3id.org/dutygraph/ns#>
SELECT ?file ?row WHERE {
  <SUBJECT> (dg:derivation/dg:premise)*/dg:evidence ?evidence . ?evidence dg:file ?file ; dg:row ?row
} ORDER BY ?file ?row LIMIT 1"""


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong with one subject, and how to mend it.

    >>> print(Finding("must", "id/law/a", "Law-kind", "A law has one kind", "fill kind", "laws.csv, row 3"))
    must: id/law/a: A law has one kind (Law-kind; laws.csv, row 3); fill kind
    """

    severity: str
    subject: str
    rule: str
    message: str
    repair: str = ""
    source_row: str = ""

    def __str__(self) -> str:
        place = "; ".join(part for part in (self.rule, self.source_row) if part)
        repair = f"; {self.repair}" if self.repair else ""
        return f"{self.severity}: {self.subject}: {self.message} ({place}){repair}"


def locate(store: ox.Store, finding: Finding) -> Finding:
    """Add the row of the source that the subject rests on, through its premises if it is derived."""
    if finding.source_row or not finding.subject.startswith("http"):
        return finding
    query = rebase(_ROW).replace("<SUBJECT>", str(ox.NamedNode(finding.subject)))
    for file, row in LocalStore(store).select(query).rows:
        return replace(finding, source_row=f"{_text(file)}, row {_text(row)}")
    return finding


# Checks


def run_checks(store: ox.Store, folder: Path) -> list[Finding]:
    """Run every check of a folder over the default graph of a store."""
    return [finding for path in sorted(folder.glob("*.rq")) for finding in _run_check(store, path)]


def _run_check(store: ox.Store, path: Path) -> Iterator[Finding]:
    text = path.read_text("utf-8")
    header = _read_header(path, text)
    try:
        table = LocalStore(store).select(rebase(text))
    except BadInput as error:
        raise StructureError(f"check {path.name} cannot be read: {error}", "mend the query") from error
    for subject, *others in table.rows:
        named = zip(table.variables[1:], others, strict=True)
        values = ", ".join(f"{name} {_text(value)}" for name, value in named if value is not None)
        problem = f"{header['problem']}: {values}" if values else header["problem"]
        yield Finding(header["severity"], _text(subject), path.stem, problem, header["repair"])


def _text(term: Any) -> str:
    return str(term) if isinstance(term, ox.BlankNode) else str(term.value)


def _read_header(path: Path, text: str) -> dict[str, str]:
    header = {key: str(value) for key, value in read_header(text).items()}
    missing = {"problem", "why", "repair", "severity"} - set(header)
    if missing or header["severity"] not in ("must", "should"):
        lacking = ", ".join(sorted(missing)) or "a severity that is must or should"
        raise StructureError(
            f"check {path.name}: the header lacks {lacking}",
            "write problem, why, repair and severity as `#+ key: value` lines",
        )
    return header


# Shapes


def validate_shapes(triples: Iterable[Triple], ontology: Path) -> list[Finding]:
    """Check triples against the shapes of an ontology folder."""
    shapes = read_shapes(shape_files(ontology))
    return check(select(triples, predicates_of(shapes)), shapes, _hierarchy(ontology))


def shape_files(ontology: Path) -> list[Path]:
    """Return the shape files for data; those of the house style are for the ontology itself."""
    return [path for path in sorted((ontology / "shapes").glob("*.ttl")) if path.stem != "house-style"]


def check(
    triples: Iterable[Any], shapes: list[Any], hierarchy: Iterable[Any] = (), context: Iterable[Any] = ()
) -> list[Finding]:
    """Check triples against shapes, both given as they are, and return findings in a stable order.

    `context` tells the types of things that the triples name and that are checked elsewhere.
    """
    from pyshacl import validate

    convert = _converter()
    focus = list(triples)
    marks = [*_marked(focus, RDF("type")), *_marked(hierarchy, RDFS("subClassOf"), subject=True)]
    data = _graph([*focus, *marks, *hierarchy, *context], convert)
    rules = _graph(aim(shapes), convert)
    _, results, _ = validate(data, shacl_graph=rules, inplace=True, inference="none", advanced=False)
    return sorted(_findings(results), key=astuple)


def _checked(term: Any) -> Any:
    """Return the class that a thing to be checked has besides its own; what is only named does not have it."""
    return ox.NamedNode(term.value + "--checked")


def _marked(triples: Iterable[Any], predicate: Any, subject: bool = False) -> Iterator[Any]:
    for node, relation, value in triples:
        if relation == predicate and isinstance(value, ox.NamedNode):
            yield ox.Triple(_checked(node) if subject else node, predicate, _checked(value))


def aim(shapes: list[Any]) -> Iterator[Any]:
    """Aim each property shape at the classes of its node shape, as far as their members are to be checked.

    pySHACL then checks all records of a class at once; through a node shape it would check them one by one,
    which takes 3 s more on our graph, with the same results.
    """
    classes: dict[Any, list[Any]] = {}
    for node, predicate, value in shapes:
        if predicate.value == _SHACL + "targetClass":
            classes.setdefault(node, []).append(value)
    for triple in shapes:
        if triple.predicate.value == _SHACL + "targetClass":
            yield ox.Triple(triple.subject, triple.predicate, _checked(triple.object))
        elif triple.predicate.value != _SHACL + "property" or triple.subject not in classes:
            yield triple
        else:
            for target in classes[triple.subject]:
                yield ox.Triple(triple.object, ox.NamedNode(_SHACL + "targetClass"), _checked(target))


def read_shapes(paths: Iterable[Path]) -> list[Any]:
    """Read the triples of shape files, with the base IRI that is set."""
    text = (rebase(path.read_text("utf-8")).encode() for path in paths)
    return [quad.triple for part in text for quad in ox.parse(part, ox.RdfFormat.TURTLE)]


def predicates_of(shapes: Iterable[Any]) -> set[str]:
    """Return the predicates that shapes look at: all others need not be read."""
    paths = {triple.object.value for triple in shapes if triple.predicate.value == _SHACL + "path"}
    return {*paths, RDF("type").value}


def select(triples: Iterable[Triple], predicates: set[str]) -> Iterator[Triple]:
    """Yield the triples whose predicate is one of those given."""
    return (triple for triple in triples if triple[1].value in predicates)


def _hierarchy(ontology: Path) -> list[Any]:
    """Return who is a subclass of whom: a shape for a class holds for its subclasses."""
    triples = read_shapes(sorted((ontology / "modules").glob("*.ttl")))
    return [triple for triple in triples if triple.predicate == RDFS("subClassOf")]


def _converter() -> Callable[[Any], Any]:
    """Return a function that makes each rdflib term once: equal terms are then identical and compare fast."""
    from rdflib import BNode, Literal, URIRef

    @cache
    def convert(term: Any) -> Any:
        if isinstance(term, ox.NamedNode):
            return str.__new__(URIRef, term.value)  # pyoxigraph has checked the IRI; rdflib would do so again
        if isinstance(term, ox.BlankNode):
            return BNode(term.value)
        datatype = None if term.language else URIRef(term.datatype.value)
        return Literal(term.value, lang=term.language, datatype=datatype)

    return convert


def _graph(triples: Iterable[Any], convert: Callable[[Any], Any]) -> Any:
    from dutygraph.plain_graph import plain_graph

    return plain_graph((convert(subject), convert(predicate), convert(value)) for subject, predicate, value in triples)


def _findings(results: Any) -> Iterator[Finding]:
    from rdflib import URIRef

    def one(result: Any, name: str) -> str:
        return str(results.value(result, URIRef(_SHACL + name)) or "")

    for result in results.objects(None, URIRef(_SHACL + "result")):
        message, _, repair = one(result, "resultMessage").partition(". ")
        value = one(result, "value")
        problem = message.rstrip(".") + (f": {value}" if value else "")
        severity = _SEVERITIES.get(one(result, "resultSeverity"), "must")
        shape = local_name(one(result, "sourceShape"))
        yield Finding(severity, one(result, "focusNode"), shape, problem, repair)


# A process of its own: `python -m dutygraph.validation ONTOLOGY` and the paths on standard input


def validate_dump(dump: Path, ontology: Path, context: Path | None = None) -> list[Finding]:
    """Check an N-Quads dump against the shapes; each triple counts once, in however many graphs it stands.

    A shape looks at one thing, so a graph may be checked in parts of whole things; `context` is a dump of the
    part that this one refers to.
    """
    shapes = read_shapes(shape_files(ontology))
    types = _read_dump(context, {RDF("type").value}) if context else []
    return check(_read_dump(dump, predicates_of(shapes)), shapes, _hierarchy(ontology), types)


def _read_dump(dump: Path, wanted: set[str]) -> list[Any]:
    """Return the triples with a wanted predicate; the predicate is the second word of an N-Quads line."""
    marks = {f"<{predicate}>".encode() for predicate in wanted}
    with dump.open("rb") as lines:
        chosen = b"".join([line for line in lines if line.split(b" ", 2)[1] in marks])
    return [quad.triple for quad in ox.parse(chosen, ox.RdfFormat.N_QUADS, lenient=True)]


def main(arguments: list[str]) -> None:
    """Check dumps whose paths come on standard input, each with its context or an empty line after it.

    The findings about all of them go to standard output as JSON.
    """
    gc.disable()  # a third less time; the process ends with this function
    import pyshacl  # noqa: F401  (takes longest; meanwhile the dump is made)

    ontology, findings = Path(arguments[0]), []
    while dump := sys.stdin.readline().rstrip("\n"):
        context = sys.stdin.readline().rstrip("\n")
        findings += validate_dump(Path(dump), ontology, Path(context) if context else None)
    sys.stdout.write(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
