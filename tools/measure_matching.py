"""Measure the matchers against pairs that people judged, and print the figures of docs/matching.md.

    python tools/measure_matching.py              the figures, as docs/matching.md has them
    python tools/measure_matching.py --ours       the same figures on the half that was tuned on
    python tools/measure_matching.py --errors     the pairs of the tune half that are judged wrongly
    python tools/measure_matching.py --tune       weights that order the pairs of the tune half better

The pairs fall into two halves by the hash of their texts. Weights, thresholds and words were chosen on the tune half
only; the figures are those of the held-out half. Build the graph first: `dutygraph build`.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import permutations
from pathlib import Path

import pyoxigraph as ox

from dutygraph.matching import Matcher, compare, may_match, read_matchers
from dutygraph.matching_actions import assess
from dutygraph.matching_records import Record, Records
from dutygraph.resources import folder
from dutygraph.settings import home
from dutygraph.workspace import current_release

PAIRS = Path(__file__).parents[1] / "tests" / "matching"
# What the pairs are called there, and which matchers propose such pairs; backing_provision has no judged pairs.
KINDS = {
    "restatement": ("restatement",),
    "backing": ("backing_recommendation",),
    "backing-goal": ("backing_goal",),
    "grounding": ("grounding",),
}
STEP = 0.05


@dataclass(frozen=True)
class Pair:
    """A pair that a person judged, or a text alone."""

    kind: str
    a: str
    b: str
    text: str
    is_yes: bool
    is_doubtful: bool  # another careful reader might judge it the other way

    @property
    def is_held_out(self) -> bool:
        """Tell the halves apart by a hash of the texts."""
        return int(hashlib.sha256(self.text.encode()).hexdigest(), 16) % 2 == 1


@dataclass(frozen=True)
class Figures:
    """How often a matcher is right on a set of pairs."""

    right: int  # yes, and found
    wrong: int  # no, but found
    missed: int  # yes, but not found
    left: int  # no, and not found

    @classmethod
    def of(cls, judged: Iterable[tuple[bool, bool]]) -> Figures:
        """Count pairs of what a person and what the matcher said."""
        both = list(judged)
        counts = {key: both.count(key) for key in ((True, True), (False, True), (True, False), (False, False))}
        return cls(*counts.values())

    @property
    def precision(self) -> float:
        """Return which share of what was found is right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """Return which share of what is right was found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def row(self, kind: str) -> str:
        """Return a row of the table."""
        counts = f"{self.right + self.missed} | {self.wrong + self.left} | {self.right} | {self.wrong} | {self.missed}"
        return f"| {kind} | {counts} | {self.precision:.2f} | {self.recall:.2f} | {self.f1:.2f} |"


HEAD = """| kind | yes | no | found rightly | found wrongly | missed | precision | recall | F1 |
|---|---|---|---|---|---|---|---|---|"""


class Judge:
    """The matchers over one graph."""

    def __init__(self, store: Path) -> None:
        matchers = read_matchers(folder("ontology") / "matchers")
        assert matchers.lexicon is not None
        self.matchers = {matcher.name: matcher for matcher in matchers.each}
        self.records = Records(ox.Store.read_only(str(store)), matchers.lexicon)
        self.by_key = {
            (kind, key): record
            for kind, records in self.records.kinds.items()
            for record in records
            for key in (record.key, record.key.rpartition("/")[2] if kind == "call" else record.key)
        }

    def proposals(self, pair: Pair) -> Iterator[tuple[Matcher, Record, Record]]:
        """Yield the matchers that may propose a pair, with its records; a pair may be given either way round."""
        for name in KINDS[pair.kind]:
            matcher = self.matchers[name]
            for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
                left, right = self.by_key.get((matcher.left, one)), self.by_key.get((matcher.right, other))
                if left and matcher.finds == "Grounding":
                    left = _without_citations(left)
                if left and right and may_match(matcher, self.records, left, right):
                    yield matcher, left, right

    def finds(self, pair: Pair) -> bool:
        """Tell whether the graph has the pair as a match, or would have it if the record named no provision."""
        return any(
            compare(matcher, left, right).score >= matcher.threshold for matcher, left, right in self.proposals(pair)
        )

    def finds_vague(self, pair: Pair) -> bool:
        """Tell whether a recommendation is said to be vague."""
        categories = self.matchers["action_category"].categories
        assert categories is not None
        return assess(self.by_key["recommendation", pair.a].text, categories).is_vague


def _without_citations(record: Record) -> Record:
    """Hide the provisions that a record names: the graph has them already, and a matcher is to find them unseen."""
    terms = {feature: known for feature, known in record.terms.items() if feature != "provision"}
    return replace(record, named=frozenset(), terms=terms)


def read_pairs(place: Path = PAIRS) -> list[Pair]:
    """Read the pairs and the texts that people judged."""
    pairs = []
    with (place / "pairs.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            text = row["text_a"] + row["text_b"]
            doubt = row["why"].startswith("doubtful")
            pairs.append(Pair(row["kind"], row["a"], row["b"], text, row["label"] == "yes", doubt))
    with (place / "vague.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            doubt = row["why"].startswith("doubtful")
            pairs.append(Pair("vague", row["id"], "", row["text"], row["label"] == "vague", doubt))
    return pairs


def measure(judge: Judge, pairs: Iterable[Pair], is_held_out: bool) -> dict[str, Figures]:
    """Return the figures of each kind of pair on one half."""
    found: dict[str, list[tuple[bool, bool]]] = {}
    for pair in pairs:
        if pair.is_held_out == is_held_out:
            said = judge.finds_vague(pair) if pair.kind == "vague" else judge.finds(pair)
            found.setdefault(pair.kind, []).append((pair.is_yes, said))
            if not pair.is_doubtful:
                found.setdefault(f"{pair.kind}, doubtful pairs left out", []).append((pair.is_yes, said))
    return {kind: Figures.of(judged) for kind, judged in sorted(found.items())}


def table(figures: dict[str, Figures]) -> str:
    """Return the table of docs/matching.md."""
    return "\n".join([HEAD, *(one.row(kind) for kind, one in figures.items())])


def tune(judge: Judge, pairs: list[Pair], name: str) -> str:
    """Move weight from feature to feature while that orders the pairs of the tune half better."""
    matcher = judge.matchers[name]
    known = []
    for pair in pairs:
        for proposed, left, right in judge.proposals(pair) if name in KINDS.get(pair.kind, ()) else ():
            if proposed.name == name:
                plain = replace(matcher, weights=dict.fromkeys(matcher.weights, 1.0))
                known.append((pair.is_yes, compare(plain, left, right).parts))
    best, weights = _order(known, matcher.weights), dict(matcher.weights)
    is_better = True
    while is_better:
        is_better = False
        for give, take in permutations(weights, 2):
            moved = {**weights, give: weights[give] - STEP, take: weights[take] + STEP}
            if moved[give] > -1e-9 and (order := _order(known, moved)) > best + 1e-6:
                best, weights, is_better = order, moved, True
    scored = sorted(((_score(parts, weights), is_yes) for is_yes, parts in known), reverse=True)
    cut = max((score for score, _ in scored), key=lambda cut: _f1(scored, cut), default=1.0)
    shown = ", ".join(f"{feature}: {weight:.2f}" for feature, weight in weights.items())
    return f"{name}: {{{shown}}} threshold {cut:.2f}; order {best:.3f}, F1 {_f1(scored, cut):.2f}, pairs {len(known)}"


def _score(parts: dict[str, float], weights: dict[str, float]) -> float:
    return sum(weight * parts.get(feature, 0) for feature, weight in weights.items())


def _order(known: list[tuple[bool, dict[str, float]]], weights: dict[str, float]) -> float:
    """Return how often a right pair scores more than a wrong one."""
    yes = [_score(parts, weights) for is_yes, parts in known if is_yes]
    no = [_score(parts, weights) for is_yes, parts in known if not is_yes]
    won = sum((one > other) + (one == other) / 2 for one in yes for other in no)
    return won / (len(yes) * len(no)) if yes and no else 0.0


def _f1(scored: list[tuple[float, bool]], cut: float) -> float:
    return Figures.of((is_yes, score >= cut - 1e-9) for score, is_yes in scored).f1


def errors(judge: Judge, pairs: Iterable[Pair]) -> Iterator[str]:
    """Yield what is judged wrongly."""
    for pair in pairs:
        said = judge.finds_vague(pair) if pair.kind == "vague" else judge.finds(pair)
        if said != pair.is_yes:
            scores = " ".join(f"{compare(m, a, b).score:.2f}" for m, a, b in judge.proposals(pair)) if pair.b else ""
            yield f"{pair.kind}: {'missed' if pair.is_yes else 'wrong'} {scores} {pair.a} {pair.b}: {pair.text}"


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", help="the workspace whose graph is measured")
    for flag in ("--errors", "--tune", "--ours"):
        parser.add_argument(flag, action="store_true")
    asked = parser.parse_args()
    judge, pairs = Judge(current_release(home(asked.home)) / "store"), read_pairs()
    ours = [pair for pair in pairs if not pair.is_held_out]
    if asked.errors:
        print("\n".join(errors(judge, ours)))
    elif asked.tune:
        print("\n".join(tune(judge, ours, name) for names in KINDS.values() for name in names))
    else:
        print(table(measure(judge, pairs, is_held_out=not asked.ours)))


if __name__ == "__main__":
    main()
