"""Tell which questions cannot have another answer, from what changed and from the words of their queries.

It is told without asking and errs on one side: a question that may differ is asked.
"""

from __future__ import annotations

import re

_PIECES = re.compile(r"(<[^<>\s]*>)|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|(#[^\n]*)")
_PREFIX = re.compile(r"PREFIX\s+([\w.-]*):\s*<([^<>\s]*)>", re.IGNORECASE)
_NAME = re.compile(r"(?<![\w?$:])([A-Za-z][\w.-]*|):([A-Za-z_][\w-]*)")
_IRI = re.compile(r"<([^<>\s]+)>")
# What lists variables one after the other, and has no triple in it.
_LISTS = re.compile(
    r"SELECT\b[^{]*|(?:GROUP|ORDER)\s+BY\b[^{}]*|VALUES\s*(?:\([^()]*\)|[?$]\w+)\s*\{[^{}]*\}", re.IGNORECASE
)
_TERM = r"(?:[?$]\w+|<[^<>\s]*>|[\w.-]*:[\w-]*|\"\"|\d+|true|false|\[)"
# A variable between two terms is a property; so is one after `;` or `[`. A negated path means any other property.
_ANY_PROPERTY = re.compile(
    rf"(?:{_TERM}|;)\s*[?$]\w+\s+{_TERM}|!\s*\(?\s*\^?(?:<|a\b(?!\s*\()|[A-Za-z][\w.-]*:)"
)
# Any class may stand behind `a ?class`, and in a path that has `a` as a step.
_ANY_CLASS = re.compile(r"(?<![\w:?$.-])a\s*(?:[?$*+/|]|\[)|[/|^(!]\s*a\b(?!\w*:)|\brdf:type\b")


def may_differ(query: str, changed: set[str]) -> bool:
    """Say whether an answer may differ when triples with these properties, or of these classes, came or went.

    >>> may_differ("SELECT * { ?s <http://a/p> ?o }", {"http://a/q"}), may_differ("SELECT * { ?s ?p ?o }", {"q"})
    (False, True)
    """
    text = _PIECES.sub(lambda found: found[1] or (" " if found[2] else '""'), query)
    prefixes = dict(_PREFIX.findall(text))
    bare = _PREFIX.sub(" ", text)
    body = _IRI.sub("<>", _LISTS.sub(" ", bare))
    if _ANY_PROPERTY.search(body) or _ANY_CLASS.search(body):
        return True
    mentioned = set(_IRI.findall(bare))
    mentioned |= {prefixes[prefix] + name for prefix, name in _NAME.findall(bare) if prefix in prefixes}
    return not mentioned.isdisjoint(changed)
