"""Find the scopes of a SPARQL query: the outer SELECT and each sub-select, with the text that is theirs alone.

A variable of an outer `VALUES` does not reach into a sub-select, so a parameter used there needs its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_TOKEN = re.compile(r'"""(?:.|\n)*?"""|"(?:\\.|[^"\\\n])*"|<[^<>\s]*>|#[^\n]*|[{}()]|[^\s{}()<"#]+|<|\s+')
_VARIABLE = re.compile(r"\?(\w+)")
_VALUES = re.compile(r"VALUES\s+(?:\?(\w+)|\(([^)]*)\))\s*\{", re.IGNORECASE)
_FILTER = re.compile(r"FILTER\s*\(", re.IGNORECASE)
_GIVEN = re.compile(r"AS\s+\?(\w+)\s*\)", re.IGNORECASE)


@dataclass
class Scope:
    """One SELECT: its projection, and its text without that of the sub-selects in it."""

    text: str = ""
    inner: list[Scope] = field(default_factory=list)

    @property
    def head(self) -> str:
        """Return what stands between SELECT and the first brace."""
        return self.text.partition("{")[0]

    @property
    def variables(self) -> set[str]:
        """Return the variables used in the pattern and in the head."""
        return set(_VARIABLE.findall(self.text))

    @property
    def values(self) -> set[str]:
        """Return the variables that a VALUES of this scope binds."""
        found = _VALUES.findall(self.text)
        return {name for one, _ in found if (name := one)} | {
            name for _, several in found for name in _VARIABLE.findall(several)
        }

    @property
    def given_out(self) -> set[str]:
        """Return the variables that the scope hands to the one around it."""
        return set(_VARIABLE.findall(self.head))

    @property
    def bound(self) -> set[str]:
        """Return the variables that patterns, BIND or sub-selects give a value: those that do not only filter."""
        pattern = self.text.partition("{")[2]
        rest = _without(_FILTER, pattern)
        used_in_bind = _without(re.compile(r"BIND\s*\(", re.IGNORECASE), rest)
        handed_in = {name for one in self.inner for name in one.given_out}
        return set(_VARIABLE.findall(used_in_bind)) | set(_GIVEN.findall(self.text)) | handed_in

    def below(self) -> list[Scope]:
        """Return all sub-selects, at any depth."""
        return [scope for one in self.inner for scope in (one, *one.below())]


def read_scopes(query: str) -> Scope:
    """Read the outer SELECT of a query and the sub-selects in it."""
    tokens = [token for token in _TOKEN.findall(query) if not token.startswith("#")]
    start = next(place for place, token in enumerate(tokens) if token.upper() == "SELECT")
    scope, _ = _read(tokens, start)
    return scope


def _read(tokens: list[str], place: int) -> tuple[Scope, int]:
    """Read one SELECT from its first token; stop before the brace that closes the group around it."""
    scope, depth = Scope(), 0
    while place < len(tokens):
        token = tokens[place]
        if token.upper() == "SELECT" and scope.text:
            inner, place = _read(tokens, place)
            scope.inner.append(inner)
            continue
        depth += {"{": 1, "}": -1}.get(token, 0)
        if depth < 0:
            break
        scope.text += token if not token.startswith('"') else '""'
        place += 1
    return scope, place


def _without(opening: re.Pattern[str], text: str) -> str:
    """Take out every bracket that such a word opens, up to the bracket that closes it."""
    while found := opening.search(text):
        depth, end = 1, found.end()
        while depth and end < len(text):
            depth += {"(": 1, ")": -1}.get(text[end], 0)
            end += 1
        text = text[: found.start()] + text[end:]
    return text


def lost_parameters(query: str, parameters: set[str]) -> list[str]:
    """Say which parameters a sub-select uses without their VALUES, unless it finds their value and hands it out."""
    return [
        f"?{name} in the sub-select {' '.join(scope.head.split())}"
        for scope in read_scopes(query).below()
        for name in sorted(parameters & scope.variables - scope.values - (scope.bound & scope.given_out))
    ]


def order_variables(query: str) -> list[str]:
    """Return the variables of the outer ORDER BY, under the names that the answer gives them."""
    scope = read_scopes(query)
    _, _, order = scope.text.rpartition("}")
    found = re.search(r"ORDER\s+BY(.*)", order, re.IGNORECASE | re.DOTALL)
    renamed = dict(re.findall(r"\(\s*\?(\w+)\s+AS\s+\?(\w+)\s*\)", scope.head, re.IGNORECASE))
    return [renamed.get(name, name) for name in _VARIABLE.findall(found[1])] if found else []
