"""Read what matchers compare: recommendations, calls, provisions and goals, each as weighted terms for each feature."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox

from dutygraph.matching_words import Lexicon
from dutygraph.namespaces import DG, SKOS, TYPE, concept, rebase
from dutygraph.spellings import key_of

# A term that is linked to one of the list that all use counts half beside it; what stands above a term, and the
# whole instrument beside one of its provisions, say less than the thing itself.
_LINKED, _BROADER, _INSTRUMENT = 0.5, 0.5, 0.4
_RATIFY = concept("ask", "ratify")
_PREFIX = "PREFIX dg: <https://w3id.org/dutygraph/ns#>\nPREFIX sdgo: <http://metadata.un.org/sdg/ontology#>\n"
_RECOMMENDATIONS = """SELECT ?item ?text ?state ?document ?from ?to WHERE {
  ?item a dg:Recommendation ; dg:addressedToState ?state ; dg:inDocument ?document ; dg:gist ?text .
  FILTER(LANG(?text) = "en")
  OPTIONAL { ?item dg:madeAtEarliest ?from ; dg:madeAtLatest ?to }
} ORDER BY ?item"""
_CALLS = """SELECT ?item ?text ?state ?document ?from ?to WHERE {
  ?item a dg:Call ; dg:inStatement ?document ; dg:gist ?text . ?document dg:ofState ?own . FILTER(LANG(?text) = "en")
  OPTIONAL { ?item dg:addressee ?named . ?named a dg:State }
  BIND(COALESCE(?named, ?own) AS ?state)
  OPTIONAL { ?document dg:madeAtEarliest ?from ; dg:madeAtLatest ?to }
} ORDER BY ?item ?state"""
# Only what binds a State today can carry a recommendation or back a call; a duty is counted at one level.
_PROVISIONS = """SELECT DISTINCT ?item ?text ?state WHERE {
  ?duty a dg:Obligation ; dg:isSetOutIn ?item ; dg:isOwedBy ?state . ?item dg:gist ?text . FILTER(LANG(?text) = "en")
  MINUS { ?duty dg:participation/dg:endsLatest ?ended }
} ORDER BY ?item ?state"""
_GOALS = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?item ?text WHERE {
  VALUES ?level { sdgo:Goal sdgo:Target } ?item a ?level ; rdfs:label ?text . FILTER(LANG(?text) = "en")
} ORDER BY ?item"""
_QUERIES = {"recommendation": _RECOMMENDATIONS, "call": _CALLS, "provision": _PROVISIONS, "goal": _GOALS}


@dataclass
class Record:
    """One thing to compare."""

    iri: str
    text: str
    states: set[str] = field(default_factory=set)
    document: str = ""
    first_day: str = ""  # on which it can have been made
    last_day: str = ""
    stems: list[str] = field(default_factory=list)
    terms: dict[str, dict[str, float]] = field(default_factory=dict)  # by feature
    through: dict[tuple[str, str], str] = field(default_factory=dict)  # what leads to a term that is not its own
    named: frozenset[str] = frozenset()  # provisions and instruments that it names itself
    to_join: frozenset[str] = frozenset()  # instruments that it asks to join

    @property
    def key(self) -> str:
        """Return the key that people type."""
        return key_of(self.iri)


class Records:
    """All records of a graph, by kind; their terms weigh more the rarer they are."""

    def __init__(self, facts: ox.Store, lexicon: Lexicon) -> None:
        self.facts, self.lexicon = facts, lexicon
        self.kinds = {kind: self._read(kind) for kind in _QUERIES}
        self._weigh()

    def _read(self, kind: str) -> list[Record]:
        found: dict[str, Record] = {}
        for row in _rows(self.facts, _QUERIES[kind]):
            record = found.setdefault(row["item"], Record(row["item"], row["text"]))
            record.states.add(row.get("state", ""))
            record.document = row.get("document", "")
            record.first_day, record.last_day = row.get("from", ""), row.get("to", "")
        for record in found.values():
            record.stems = self.lexicon.stems(record.text)
            collect: Callable[[Record], Iterable[_Term]] = getattr(self, f"_of_{kind}")
            for term in collect(record):
                self._add(record, term)
        return list(found.values())

    def _add(self, record: Record, term: _Term) -> None:
        known = record.terms.setdefault(term.feature, {})
        if term.weight > known.get(term.name, 0):
            known[term.name] = term.weight
            if term.through:
                record.through[term.feature, term.name] = term.through
            else:
                record.through.pop((term.feature, term.name), None)

    def _of_recommendation(self, record: Record) -> Iterator[_Term]:
        yield from self._of_text(record)
        yield from self._subjects(record, "theme")
        yield from self._named(record)

    def _of_call(self, record: Record) -> Iterator[_Term]:
        yield from self._of_recommendation(record)
        for action in self._values(record.iri, "actionType"):
            name = self.lexicon.calls.get(action.rpartition("/")[2])
            if name:
                yield _Term("action", name)

    def _of_provision(self, record: Record) -> Iterator[_Term]:
        yield from self._of_text(record)
        yield from self._subjects(record, "right")
        yield from self._provision(record.iri)

    def _of_goal(self, record: Record) -> Iterator[_Term]:
        yield from self._of_text(record)
        for quad in self.facts.quads_for_pattern(None, DG("goal"), ox.NamedNode(record.iri), ox.DefaultGraph()):
            link = quad.subject
            if isinstance(link, ox.NamedNode) and DG("GoalLink").value in self._types(link.value):
                yield from self._link(link.value)

    def _link(self, link: str) -> Iterator[_Term]:
        """A goal is about what the provisions linked to it are about."""
        for instrument in self._values(link, "fromInstrument"):
            yield _Term("provision", instrument, 1, link)
        for provision in self._values(link, "fromProvision"):
            for term in [*self._provision(provision), *self._subjects(Record(provision, ""), "right")]:
                yield _Term(term.feature, term.name, term.weight, link)

    def _of_text(self, record: Record) -> Iterator[_Term]:
        for stem in record.stems:
            yield _Term("words", stem)
        for action in self.lexicon.asked(record.stems):
            yield _Term("action", action)

    def _subjects(self, record: Record, by: str) -> Iterator[_Term]:
        """Themes and groups, and what they are linked to and stand under; the top of a list says nothing."""
        group = "protects" if by == "right" else "concerns"
        for feature, predicate, link in (("theme", by, "relatedTheme"), ("group", group, "relatedGroup")):
            for own in self._values(record.iri, predicate):
                linked = self._values(own, link)
                yield _Term(feature, own, _LINKED if linked else 1)
                for other in linked:
                    yield _Term(feature, other, 1, own)
                for above in self._above(own):
                    yield _Term(feature, above, _BROADER, own)

    def _above(self, concept: str) -> list[str]:
        broader = [quad.object.value for quad in self._quads(concept, SKOS("broader"))]
        return sorted(one for one in broader if next(iter(self._quads(one, SKOS("broader"))), None))

    def _named(self, record: Record) -> Iterator[_Term]:
        provisions = self._values(record.iri, "citesProvision")
        instruments = self._values(record.iri, "citesInstrument")
        record.named = frozenset([*provisions, *instruments])
        if _RATIFY.value in self._values(record.iri, "asksTo"):
            record.to_join = frozenset(instruments)
        whole = set(instruments) - {one for p in provisions for one in self._values(p, "inInstrument")}
        for provision in provisions:
            yield from self._provision(provision)
        for instrument in sorted(whole):
            yield _Term("provision", instrument)

    def _provision(self, provision: str) -> Iterator[_Term]:
        for instrument in self._values(provision, "inInstrument"):
            yield _Term("provision", instrument, _INSTRUMENT)
        for one in [provision, *self.over(provision)]:
            yield _Term("provision", one)

    def over(self, provision: str) -> list[str]:
        """Return the article above a paragraph, and so on up."""
        above = self._values(provision, "parentProvision")
        return [*above, *(higher for one in above for higher in self.over(one))]

    def _values(self, subject: str, predicate: str) -> list[str]:
        return sorted(quad.object.value for quad in self._quads(subject, DG(predicate)))

    def _types(self, subject: str) -> list[str]:
        return [quad.object.value for quad in self._quads(subject, TYPE)]

    def _quads(self, subject: str, predicate: ox.NamedNode) -> Any:
        return self.facts.quads_for_pattern(ox.NamedNode(subject), predicate, None, ox.DefaultGraph())

    def _weigh(self) -> None:
        """Multiply each weight by the rarity of its term, and bring each feature of a record to length 1."""
        everything = [record for records in self.kinds.values() for record in records]
        counts: dict[str, Counter[str]] = {}
        for record in everything:
            for feature, terms in record.terms.items():
                counts.setdefault(feature, Counter()).update(terms.keys())
        for record in everything:
            for feature, terms in record.terms.items():
                rare = {
                    term: weight * math.log(1 + len(everything) / counts[feature][term])
                    for term, weight in sorted(terms.items())
                }
                length = math.sqrt(math.fsum(value * value for value in rare.values()))
                record.terms[feature] = {term: value / length for term, value in rare.items()}


@dataclass(frozen=True)
class _Term:
    feature: str
    name: str
    weight: float = 1
    through: str = ""


def _rows(facts: ox.Store, query: str) -> Iterator[dict[str, str]]:
    found: Any = facts.query(rebase(_PREFIX + query))
    names = [variable.value for variable in found.variables]
    for row in found:
        yield {name: row[name].value for name in names if row[name] is not None}
