"""Derive facts by the rules of `ontology/rules/`, stratum by stratum, each derivation with its premises.

A rule is one SPARQL CONSTRUCT. It sees the facts of the sources and of the strata below its own, so that
"there is no ..." is only asked of what is finished. A rule with `recursive: true` may use its own results and
runs until nothing new comes; it may not negate.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from dutygraph.errors import StructureError
from dutygraph.namespaces import DCT, DG, LABEL, TYPE, rebase, thing
from dutygraph.store import Triple


@dataclass(frozen=True)
class Rule:
    """One file of `ontology/rules/`."""

    name: str
    title: dict[str, str]
    why: str
    source: str
    stratum: int
    is_recursive: bool
    query: str


def read_header(text: str) -> dict[str, Any]:
    """Return the YAML in the lines of a query file that begin with `#+`."""
    from ruamel.yaml import YAML

    lines = (line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+"))
    header: dict[str, Any] = YAML(typ="safe", pure=False).load("\n".join(lines)) or {}
    return header


def read_rules(folder: Path) -> list[Rule]:
    """Return the rules of a folder in the order in which they run."""
    return sorted((_read_rule(path) for path in folder.glob("*.rq")), key=lambda rule: (rule.stratum, rule.name))


def _read_rule(path: Path) -> Rule:
    text = path.read_text("utf-8")
    try:
        header = read_header(text)
        return Rule(
            name=path.stem,
            title=header["title"],
            why=header["why"],
            source=header["source"],
            stratum=int(header["stratum"]),
            is_recursive=bool(header.get("recursive", False)),
            query=rebase(text),
        )
    except (KeyError, ValueError, TypeError) as error:
        raise StructureError(
            f"{path.name}: the header is not complete: {error}", "see ontology/README.md, rules"
        ) from error


def describe(rules: list[Rule]) -> Iterator[Triple]:
    """Yield what the graph says about each rule, so that an explanation can name it."""
    for rule in rules:
        node = thing("rule", rule.name)
        yield node, TYPE, DG("Rule")
        for language, title in rule.title.items():
            yield node, LABEL, ox.Literal(title, language=language)
        yield node, DCT("description"), ox.Literal(rule.why, language="en")
        yield node, DCT("source"), ox.Literal(rule.source)


def derive(facts: ox.Store, rules: list[Rule], tell: Callable[[str], None] = lambda _: None) -> dict[str, set[str]]:
    """Run the rules over a store (its default graph) and return the triples of each rule as lines of N-Triples.

    The store grows by what is derived. The engine writes and reads lines itself: Python never holds the terms.
    """
    derived: dict[str, set[str]] = {}
    for _, group in groupby(rules, key=lambda rule: rule.stratum):
        stratum = list(group)
        for rule in stratum:
            tell(rule.name)
            derived[rule.name] = _run(facts, rule)
        for rule in stratum:
            add_lines(facts, derived[rule.name])
    return derived


def _run(facts: ox.Store, rule: Rule) -> set[str]:
    found = _construct(facts, rule)
    while rule.is_recursive:
        add_lines(facts, found)
        more = _construct(facts, rule) - found
        if not more:
            break
        found |= more
    return found


def add_lines(facts: ox.Store, lines: Iterable[str]) -> None:
    """Add lines of N-Triples to the default graph of a store."""
    facts.bulk_load("".join(lines).encode(), format=ox.RdfFormat.N_TRIPLES, lenient=True)


def _construct(facts: ox.Store, rule: Rule) -> set[str]:
    try:
        found = facts.query(rule.query)
    except SyntaxError as error:
        raise StructureError(f"rule {rule.name} cannot be read: {error}", "mend the query") from error
    if not isinstance(found, ox.QueryTriples):
        raise StructureError(f"rule {rule.name} is no CONSTRUCT", "write CONSTRUCT { ... } WHERE { ... }")
    text = found.serialize(format=ox.RdfFormat.N_TRIPLES) or b""
    return set(io.StringIO(text.decode(), newline="\n"))  # a text may hold other ends of line
