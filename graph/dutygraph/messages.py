"""Collect every message that a person may read: from the code, and from the headers of the questions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from dutygraph.catalogue import Catalogue, Question

# Names of concepts that are said as words.
_IN_DATA = ("complete", "partial", "unknown", "high", "medium", "low", "stated", "curated", "derived", "inferred")


def all_messages(catalogue: Catalogue) -> list[str]:
    """Return every message once, in the order of questions, those of the code first."""
    found = dict.fromkeys([*messages_in_code(), *_IN_DATA])
    for question in catalogue:
        found.update(dict.fromkeys(_in_header(question)))
    return [message for message in found if message]


def _in_header(question: Question) -> Iterator[str]:
    yield question.topic.replace("_", " ")
    for name, column in question.columns.items():
        yield name.replace("_", " ")
        yield column.help
    for parameter in question.parameters.values():
        if parameter.type != "lang":
            yield parameter.help
    yield from (text for key, text in question.sentence.items() if key != "by")


def messages_in_code() -> Iterator[str]:
    """Find every message that the code says through `.say("...")` or marks with `msgid("...")`."""
    for file in sorted(Path(__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in ("say", "msgid"):
                values = (one.value for one in node.args if isinstance(one, ast.Constant))
                yield from (value for value in values if isinstance(value, str))


def _name(called: ast.expr) -> str:
    """Return the name of a method, or of a function that stands alone."""
    if isinstance(called, ast.Attribute):
        return called.attr if called.attr == "say" else ""
    return called.id if isinstance(called, ast.Name) and called.id == "msgid" else ""
