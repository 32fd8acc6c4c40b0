"""Propose links between recommendations, calls, provisions and goals by the matchers of `ontology/matchers/`.

A matcher is declared: what it compares, how much each feature counts, and the score from which a pair is a match.
Whatever it finds is marked as inferred, has its score and its parts, and names the records that it rests on.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from dutygraph.errors import StructureError
from dutygraph.matching_actions import Categories, assess
from dutygraph.matching_records import Record, Records
from dutygraph.matching_words import Lexicon, read_yaml
from dutygraph.namespaces import DCT, DG, LABEL, OWL, TYPE, XSD, concept, thing
from dutygraph.spellings import key_of
from dutygraph.store import Triple

FEATURES = ("provision", "theme", "group", "action", "words", "wording")
_WORDS = "words.yml"  # read by all matchers


@dataclass(frozen=True)
class Matcher:
    """One file of `ontology/matchers/`."""

    name: str
    title: dict[str, str]
    why: str
    source: str
    version: str
    finds: str
    left: str = ""
    right: str = ""
    weights: dict[str, float] = field(default_factory=dict)
    threshold: float = 1
    particular: frozenset[str] = frozenset()  # groups that a text must name to be matched with what protects only them
    categories: Categories | None = None


@dataclass(frozen=True)
class Matchers:
    """All matchers, and the words that they share."""

    each: tuple[Matcher, ...]
    lexicon: Lexicon | None = None

    @property
    def names(self) -> list[str]:
        """Return their names."""
        return [matcher.name for matcher in self.each]


@dataclass(frozen=True)
class Match:
    """A pair that is alike enough, and what each feature contributes to the score."""

    left: Record
    right: Record
    parts: dict[str, float]
    shared: dict[str, list[str]]

    @property
    def score(self) -> float:
        """Return the sum of the parts, from 0 to 1, as it is published."""
        return rounded(math.fsum(self.parts.values()))


def rounded(value: float) -> float:
    """Round so that the last digits of sums made in another order do not show."""
    return round(value + 1e-9, 2)


def read_matchers(folder: Path) -> Matchers:
    """Return the matchers of a folder, by name."""
    paths = [path for path in sorted(folder.glob("*.yml")) if path.name != _WORDS]
    if not paths:
        return Matchers(())
    return Matchers(tuple(map(_read_matcher, paths)), Lexicon.read(folder / _WORDS))


def _read_matcher(path: Path) -> Matcher:
    data = read_yaml(path)
    try:
        matcher = Matcher(
            name=path.stem,
            title=data["title"],
            why=data["why"],
            source=data["source"],
            version=str(data["version"]),
            finds=data["finds"],
            left=data.get("left", ""),
            right=data.get("right", ""),
            weights={feature: float(weight) for feature, weight in data.get("weights", {}).items()},
            threshold=float(data.get("threshold", 1)),
            particular=frozenset(concept("group", group).value for group in data.get("particular", ())),
            categories=Categories.read(data["categories"]) if "categories" in data else None,
        )
    except (KeyError, ValueError, TypeError) as error:
        raise StructureError(f"{path.name} is not complete: {error}", "see ontology/README.md, matchers") from error
    unknown = set(matcher.weights) - set(FEATURES)
    if unknown or (matcher.categories is None and not math.isclose(math.fsum(matcher.weights.values()), 1)):
        problem = f"no feature is called {sorted(unknown)[0]}" if unknown else "the weights do not add up to 1"
        raise StructureError(f"{path.name}: {problem}", f"weigh {', '.join(FEATURES)}; together they make 1")
    return matcher


def describe(matchers: Matchers) -> Iterator[Triple]:
    """Yield what the graph says about each matcher, so that an explanation can name it."""
    for matcher in matchers.each:
        node = thing("matcher", matcher.name)
        yield node, TYPE, DG("Matcher")
        for language, title in matcher.title.items():
            yield node, LABEL, ox.Literal(title, language=language)
        yield node, DCT("description"), ox.Literal(f"{matcher.why} {_declared(matcher)}".strip(), language="en")
        yield node, DCT("source"), ox.Literal(matcher.source)
        yield node, OWL("versionInfo"), ox.Literal(matcher.version)


def _declared(matcher: Matcher) -> str:
    if not matcher.weights:
        return ""
    weights = ", ".join(f"{feature} {weight:g}" for feature, weight in matcher.weights.items())
    return f"Weights: {weights}; a match from {matcher.threshold:g} on."


def derive(
    facts: ox.Store, matchers: Matchers, tell: Callable[[str], None] = lambda _: None
) -> dict[str, list[ox.Triple]]:
    """Run the matchers over a store (its default graph) and return the new triples of each.

    No matcher sees what another finds. The store grows by what is found.
    """
    derived: dict[str, list[ox.Triple]] = {}
    if matchers.lexicon is None:
        return derived
    records = Records(facts, matchers.lexicon)
    for matcher in matchers.each:
        tell(matcher.name)
        found = _assessments(matcher, records) if matcher.categories else _facts(matcher, records)
        derived[matcher.name] = [ox.Triple(*triple) for triple in found]
    for triples in derived.values():
        facts.bulk_extend(ox.Quad(*triple) for triple in triples)
    return derived


def _facts(matcher: Matcher, records: Records) -> Iterator[Any]:
    for match in find(matcher, records):
        yield from _fact(matcher, match)


# Which pairs, and how alike


def find(matcher: Matcher, records: Records) -> Iterator[Match]:
    """Yield the matches of a matcher."""
    rights = records.kinds[matcher.right]
    index = _Index(rights, matcher)
    for left in records.kinds[matcher.left]:
        for number, parts in index.near(left):
            right = rights[number]
            if may_match(matcher, records, left, right):
                match = compare(matcher, left, right, parts)
                if match.score >= matcher.threshold:
                    yield match


def may_match(matcher: Matcher, records: Records, left: Record, right: Record) -> bool:
    """Tell whether a pair can be a match at all, however alike the two are."""
    return _ALLOWED[matcher.finds](records, left, right) and not _misses_group(matcher, left, right)


def compare(matcher: Matcher, left: Record, right: Record, parts: dict[str, float] | None = None) -> Match:
    """Score one pair; `parts` are the features that were weighed already."""
    if parts is None:
        parts = {feature: _alike(matcher, feature, left, right) for feature in matcher.weights if feature != "wording"}
    weight = matcher.weights.get("wording", 0)
    if weight:
        parts = {**parts, "wording": weight * _wording(left, right)}
    kept = {feature: part for feature in matcher.weights if (part := rounded(parts.get(feature, 0)))}
    return Match(left, right, kept, {feature: _shared(feature, left, right) for feature in kept})


def _alike(matcher: Matcher, feature: str, left: Record, right: Record) -> float:
    others = right.terms.get(feature, {})
    products = [value * others[term] for term, value in left.terms.get(feature, {}).items() if term in others]
    return matcher.weights[feature] * math.fsum(products)


def _wording(left: Record, right: Record) -> float:
    """Compare the stems of two texts whatever their order, with those that they share counted once."""
    from rapidfuzz import fuzz

    return fuzz.token_sort_ratio(" ".join(left.stems), " ".join(right.stems)) / 100


def _shared(feature: str, left: Record, right: Record) -> list[str]:
    """Return the terms that two records share, weightiest first."""
    ours, theirs = left.terms.get(feature, {}), right.terms.get(feature, {})
    return sorted(ours.keys() & theirs.keys(), key=lambda term: (-rounded(ours[term] * theirs[term]), term))


class _Index:
    """Find which records share a term with another, and add up how much, without comparing every pair."""

    def __init__(self, records: list[Record], matcher: Matcher) -> None:
        self.matcher = matcher
        self.postings: dict[str, dict[str, list[tuple[int, float]]]] = {}
        for feature in matcher.weights:
            of_feature = self.postings.setdefault(feature, defaultdict(list))
            for number, record in enumerate(records):
                for term, value in record.terms.get(feature, {}).items():
                    of_feature[term].append((number, value))

    def near(self, record: Record) -> Iterator[tuple[int, dict[str, float]]]:
        """Yield the records that can reach the threshold, whatever their wording."""
        least = self.matcher.threshold - self.matcher.weights.get("wording", 0) - 0.05
        total: dict[int, float] = defaultdict(float)
        parts: dict[str, dict[int, float]] = {}
        for feature, weight in self.matcher.weights.items():
            of_feature = parts[feature] = defaultdict(float)
            postings = self.postings[feature]
            for term, value in record.terms.get(feature, {}).items():
                weighted = weight * value
                for number, other in postings.get(term, ()):
                    of_feature[number] += weighted * other
            for number, part in of_feature.items():
                total[number] += part
        for number in sorted(number for number, sum_ in total.items() if sum_ >= least):
            yield number, {feature: found.get(number, 0.0) for feature, found in parts.items()}


def _is_earlier(_: Records, left: Record, right: Record) -> bool:
    """Only an earlier recommendation to the same State in another document can be restated."""
    return (
        left.document != right.document
        and bool(left.states & right.states)
        and "" < right.last_day < left.first_day
        and _asks_alike(left, right)
    )


def _is_unnamed(records: Records, left: Record, right: Record) -> bool:
    """What the text names itself is not inferred, nor what stands over or under that."""
    return bool(left.states & right.states) and not (
        right.iri in left.named
        or any(above in left.named for above in records.over(right.iri))
        or any(right.iri in records.over(named) for named in left.named)
    )


def _can_back(records: Records, left: Record, right: Record) -> bool:
    """A recommendation or duty backs a call to the same State; a goal is everybody's."""
    if right.states <= {""}:
        return True
    return _is_unnamed(records, left, right) and (not right.document or _asks_alike(left, right))


def _asks_alike(left: Record, right: Record) -> bool:
    """To join an instrument is another thing than to apply it, or to join another one."""
    return bool(left.to_join & right.to_join) or not (left.to_join or right.to_join)


def _misses_group(matcher: Matcher, left: Record, right: Record) -> bool:
    """Tell whether the right one protects particular people only, of whom the left says nothing."""
    particular = right.terms.get("group", {}).keys() & matcher.particular
    return bool(particular) and not any(_shared(feature, left, right) for feature in ("group", "provision"))


_ALLOWED: dict[str, Callable[[Records, Record, Record], bool]] = {
    "Restatement": _is_earlier,
    "Grounding": _is_unnamed,
    "Backing": _can_back,
}


# What the graph says of a match

_ENDS = {
    "Restatement": ("ofRecommendation", "restates"),
    "Grounding": ("ofRecommendation", "restsOnProvision"),
    "Backing": ("ofCall", "backedBy"),
}


def _fact(matcher: Matcher, match: Match) -> Iterator[Any]:
    left, right = match.left, match.right
    node = thing(matcher.finds.lower(), "inferred", left.key, right.key)
    derivation = thing("derivation", matcher.name, left.key, right.key)
    yield node, TYPE, DG(matcher.finds)
    for name, end in zip(_ENDS[matcher.finds], (left, right), strict=True):
        yield node, DG(name), ox.NamedNode(end.iri)
    yield node, DG("method"), concept("method", "inferred")
    yield node, DG("score"), _decimal(match.score)
    for feature in match.parts:
        yield node, DG("matchedOn"), concept("match-feature", feature)
    yield node, DG("derivation"), derivation
    yield derivation, DG("byRule"), thing("matcher", matcher.name)
    yield derivation, DG("scoreDetail"), ox.Literal(detail(match))
    for premise in sorted({left.iri, right.iri, *_links(match)}):
        yield derivation, DG("premise"), ox.NamedNode(premise)


def _links(match: Match) -> Iterator[str]:
    """Yield what leads from a record to a term that is not its own: a theme linked to another, a link to a goal."""
    for record in (match.left, match.right):
        for feature, terms in match.shared.items():
            for term in terms:
                if found := record.through.get((feature, term)):
                    yield found


def detail(match: Match) -> str:
    """Say what the score is made of.

    Terms stand in brackets, weightiest first: `theme 0.25 [uhri-right-to-health]; words 0.20 [health, hiv]`.
    """
    said = []
    for feature, part in match.parts.items():
        terms = [key_of(term) for term in match.shared[feature][:4]]
        said.append(f"{feature} {part:.2f}" + (f" [{', '.join(terms)}]" if terms else ""))
    return f"{match.score:.2f}: {'; '.join(said)}"


def _assessments(matcher: Matcher, records: Records) -> Iterator[Any]:
    assert matcher.categories is not None
    for record in records.kinds["recommendation"]:
        assessed = assess(record.text, matcher.categories)
        node = thing("action-assessment", record.key)
        derivation = thing("derivation", matcher.name, record.key)
        yield node, TYPE, DG("ActionAssessment")
        yield node, DG("ofRecommendation"), ox.NamedNode(record.iri)
        yield node, DG("actionCategory"), concept("action-category", assessed.category)
        yield node, DG("isVague"), ox.Literal(str(assessed.is_vague).lower(), datatype=XSD("boolean"))
        yield node, DG("method"), concept("method", "inferred")
        yield node, DG("derivation"), derivation
        yield derivation, DG("byRule"), thing("matcher", matcher.name)
        yield derivation, DG("scoreDetail"), ox.Literal(assessed.reason)
        yield derivation, DG("premise"), ox.NamedNode(record.iri)


def _decimal(value: float) -> ox.Literal:
    return ox.Literal(f"{value:.2f}", datatype=XSD("decimal"))
