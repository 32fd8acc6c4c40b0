"""Collect every text that a person may read: from the code, and from the headers of the questions.

`make translations` writes them to `locale/dutygraph.pot`. Babel's own reader of Python code is not used: up to
Python 3.11 it does not see `say("...")` inside an f-string.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dutygraph.catalogue import Catalogue, Question
from dutygraph.errors import msgid
from dutygraph.sentences import counted_nouns
from dutygraph.translation import Text

# Names of concepts that are said as words.
IN_DATA = (
    msgid("complete"), msgid("partial"), msgid("unknown"), msgid("high"), msgid("medium"), msgid("low"),
    msgid("stated"), msgid("curated"), msgid("derived"), msgid("inferred"),
)  # fmt: skip
_PACKAGE = Path(__file__).parent


class Found(NamedTuple):
    """A text, the file that says it (from the root of the repository), and a note for who translates it."""

    text: Text
    file: str
    note: str = ""


def all_messages(catalogue: Catalogue) -> list[Text]:
    """Return every text once, in the order of questions, those of the code first."""
    return list(dict.fromkeys(found.text for found in find_all(catalogue)))


def find_all(catalogue: Catalogue) -> Iterator[Found]:
    """Find every text, as often as it is said."""
    yield from messages_in_code()
    for question in catalogue:
        file = f"queries/{question.name}.rq"
        yield from (Found(text, file, note) for text, note in _in_header(question) if text)


def _in_header(question: Question) -> Iterator[tuple[Text, str]]:
    yield question.topic.replace("_", " "), "topic of questions"
    for name, column in question.columns.items():
        yield name.replace("_", " "), "heading of a column"
        yield column.help, "meaning of a column"
    for parameter in question.parameters.values():
        if parameter.type != "lang":
            yield parameter.help, "what a question takes"
            yield parameter.kind, "kind of thing that a question takes"
    for key, sentence in question.sentence.items():
        if key != "by":
            yield sentence, "answer in words"
            yield from ((counted, "counted noun") for counted in counted_nouns(sentence))


def messages_in_code() -> Iterator[Found]:
    """Find every message that the code says through `.say("...")` or marks with `msgid("...")`."""
    for file in sorted(_PACKAGE.rglob("*.py")):
        name = f"graph/dutygraph/{file.relative_to(_PACKAGE).as_posix()}"
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in ("say", "msgid"):
                values = (one.value for one in node.args if isinstance(one, ast.Constant))
                yield from (Found(value, name) for value in values if isinstance(value, str))


def _name(called: ast.expr) -> str:
    """Return the name of a method, or of a function that stands alone."""
    if isinstance(called, ast.Attribute):
        return called.attr if called.attr == "say" else ""
    return called.id if isinstance(called, ast.Name) and called.id == "msgid" else ""
