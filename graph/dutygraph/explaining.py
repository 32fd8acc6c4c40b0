"""Tell why a fact holds: the rule, what it rests on, and so on down to the rows of the sources."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox

from dutygraph.evidence import Grounds, Leaf, read_grounds
from dutygraph.labels import Label, best, read_labels
from dutygraph.namespaces import rebase
from dutygraph.spellings import key_of, kind_of
from dutygraph.store import Store
from dutygraph.translation import Translation, translation

_RULES = """PREFIX dct: <http://purl.org/dc/terms/>
SELECT ?rule ?what ?source WHERE {
  VALUES ?rule { %s } OPTIONAL { ?rule dct:description ?what } OPTIONAL { ?rule dct:source ?source }
} ORDER BY ?rule ?source"""


@dataclass(frozen=True)
class Rule:
    """What a rule says of itself."""

    iri: str
    title: str
    description: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """One derivation: the rule, the facts it used, and what a matcher found in common."""

    rule: Rule
    premises: tuple[Node, ...]
    detail: str = ""


@dataclass
class Node:
    """A fact, with all that it rests on; one that was told before is only named."""

    iri: str
    label: str
    is_repeated: bool = False
    steps: list[Step] = field(default_factory=list)
    parts_of: list[Node] = field(default_factory=list)
    leaves: list[Leaf] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """Return plain data."""
        data: dict[str, Any] = {"iri": self.iri, "label": self.label}
        if self.is_repeated:
            return {**data, "told_above": True}
        if self.steps:
            data["derivations"] = [_step_json(step) for step in self.steps]
        if self.parts_of:
            data["part_of"] = [node.to_json() for node in self.parts_of]
        return {**data, "evidence": [leaf.to_json() for leaf in self.leaves]}


def _step_json(step: Step) -> dict[str, Any]:
    rule = {"iri": step.rule.iri, "title": step.rule.title, "description": step.rule.description}
    return {
        "rule": {**rule, "sources": list(step.rule.sources)},
        **({"detail": step.detail} if step.detail else {}),
        "premises": [node.to_json() for node in step.premises],
    }


@dataclass(frozen=True)
class Explanation:
    """Why one fact holds."""

    root: Node
    lang: str

    def to_json(self) -> dict[str, Any]:
        """Return plain data."""
        return self.root.to_json()

    def __str__(self) -> str:
        return "\n".join(_lines(self.root, translation(self.lang), "")) + "\n"


def explain(store: Store, iri: str, lang: str = "en") -> Explanation:
    """Read why a fact holds."""
    grounds = read_grounds(store, [iri])
    known = {iri, *(one for node in grounds.derivations for one in grounds.below(node))}
    known |= {record for records in grounds.records.values() for record in records}
    rules = {d.rule for found in grounds.derivations.values() for d in found.values() if d.rule}
    labels = read_labels(store, [*known, *rules], lang)
    teller = _Teller(grounds, labels, _read_rules(store, rules, labels, lang))
    return Explanation(teller.tell(iri), lang)


class _Teller:
    def __init__(self, grounds: Grounds, labels: dict[str, Label], rules: dict[str, Rule]) -> None:
        self.grounds, self.labels, self.rules = grounds, labels, rules
        self.told: set[str] = set()

    def tell(self, iri: str) -> Node:
        node = Node(iri, str(self.labels[iri]) if iri in self.labels else key_of(iri))
        rests = iri in self.grounds.derivations or iri in self.grounds.records
        if rests and iri in self.told:
            node.is_repeated = True
            return node
        self.told.add(iri)
        for derivation in self.grounds.derivations.get(iri, {}).values():
            rule = self.rules.get(derivation.rule) or Rule(derivation.rule, key_of(derivation.rule))
            premises = tuple(self.tell(premise) for premise in derivation.premises)
            node.steps.append(Step(rule, premises, derivation.detail))
        node.parts_of = [self.tell(record) for record in self.grounds.records.get(iri, ())]
        node.leaves = [self.grounds.leaves[row] for row in self.grounds.rows.get(iri, ())]
        return node


def _read_rules(store: Store, rules: set[str], labels: dict[str, Label], lang: str) -> dict[str, Rule]:
    inline = " ".join(f"<{rule}>" for rule in sorted(rules))
    texts: dict[str, dict[str, str]] = {rule: {} for rule in rules}
    sources: dict[str, dict[str, None]] = {rule: {} for rule in rules}
    for row in store.select(rebase(_RULES) % inline) if rules else ():
        rule = row["rule"].value if row["rule"] else ""
        if isinstance(row["what"], ox.Literal):
            texts[rule][row["what"].language or ""] = row["what"].value
        if row["source"] is not None:
            sources[rule][row["source"].value] = None
    return {
        rule: Rule(
            rule,
            str(labels[rule]) if rule in labels else key_of(rule),
            str(best(texts[rule], lang)) if texts[rule] else "",
            tuple(sources[rule]),
        )
        for rule in rules
    }


def _lines(node: Node, words: Translation, indent: str) -> list[str]:
    kind = kind_of(node.iri)
    lines = [f"{indent}{node.label}  ({kind + '/' if kind else ''}{key_of(node.iri)})"]
    inner = indent + "  "
    if node.is_repeated:
        return [f"{lines[0]}: {words.say('told above')}"]
    for number, step in enumerate(node.steps, 1):
        count = f" {number}/{len(node.steps)}" if len(node.steps) > 1 else ""
        lines.append(f"{inner}{words.say('by rule')}{count}: {step.rule.title}")
        lines += [f"{inner}  {line}" for line in (step.rule.description, *step.rule.sources) if line]
        lines += [f"{inner}  {step.detail}"] if step.detail else []
        lines.append(f"{inner}{words.say('because')}:")
        lines += [line for premise in step.premises for line in _lines(premise, words, inner + "  ")]
    for record in node.parts_of:
        lines.append(f"{inner}{words.say('a part of')}:")
        lines += _lines(record, words, inner + "  ")
    for leaf in node.leaves:
        lines.append(f"{inner}{words.say('source')}: {leaf.tell(words)}")
        lines += [f"{inner}  {url}" for url in leaf.urls]
    if not (node.steps or node.parts_of or node.leaves):
        lines.append(f"{inner}{words.say('no evidence is recorded')}")
    return lines
