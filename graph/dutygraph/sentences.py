"""Say an answer in words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dutygraph.errors import msgid
from dutygraph.namespaces import local_name
from dutygraph.results import Result
from dutygraph.store import Term
from dutygraph.translation import Translation

_OPTIONAL = re.compile(r"\[\[(.*?)\]\]")
# A value that is counted, and the noun that it is counted in: `{count:item|kind=duty}`, `{rows row|rows}`.
_PLACE = re.compile(
    r"\{(?P<count>count:)?(?P<name>\w+)(?:\|(?P<where>\w+))?(?:=(?P<value>[^{}\s]*))?"
    r"(?: (?P<one>[^{}|]+)\|(?P<many>[^{}|]+))?\}"
)

_ANY, _NOT_KNOWN = msgid("any"), msgid("not known")


def say(sentences: Mapping[str, str], result: Result, translation: Translation) -> str:
    """Choose the sentence that fits the rows, translate it, and fill in its places."""
    chosen = choose(sentences, result) or msgid("Rows: {rows}.")
    said = translation.find(chosen)
    words = translation if said.text else Translation("en")  # a sentence is in one language
    text = _OPTIONAL.sub(lambda found: _keep(found[1], result), translation.say(chosen))
    return _PLACE.sub(lambda found: _fill(found, result, words, said.is_fuzzy), text)


def counted_nouns(sentence: str) -> list[tuple[str, str]]:
    """List the counted nouns of a sentence, as messages.

    >>> counted_nouns("In {text}: {count:call call|calls}, {count:call|state=open open one|open ones}.")
    [('{n} call', '{n} calls'), ('{n} open one', '{n} open ones')]
    """
    places = (found.group("one", "many") for found in _PLACE.finditer(sentence))
    return [(f"{{n}} {one}", f"{{n}} {many}") for one, many in places if one]


def _keep(part: str, result: Result) -> str:
    """Return a part in double square brackets if the first row fills all its places, else nothing."""
    row = next(iter(result.table), {})
    filled = all(result.show(found["name"], row.get(found["name"])) for found in _PLACE.finditer(part))
    return part if filled else ""


def choose(sentences: Mapping[str, str], result: Result) -> str:
    """Return the English sentence for these rows: by the value of a column, for no rows, or else."""
    if not len(result):
        return sentences.get("none", "")
    if len(result) == 1 and "by" in sentences:
        term = next(iter(result.table)).get(sentences["by"])
        value = local_name(term.value) if term is not None else ""
        if value in sentences:
            return sentences[value]
    if len(result) == 1 and "one" in sentences:
        return sentences["one"]
    return sentences.get("some", "")


def _fill(found: re.Match[str], result: Result, words: Translation, is_marked: bool) -> str:
    """Fill in one place: a counted noun, if it has one and the value is a number."""
    value = _value(found, result) or words.say(_ANY if _is_open(found["name"], result) else _NOT_KNOWN)
    if found["one"] and value.isdecimal():
        return words.say_count(f"{{n}} {found['one']}", f"{{n}} {found['many']}", int(value), is_marked)
    return value


def _is_open(name: str, result: Result) -> bool:
    """Say whether a place is a parameter that nobody set."""
    return name in result.parameters and not (len(result) and name in result.columns)


def _value(found: re.Match[str], result: Result) -> str:
    """Return the value of a place, or nothing: counted, a parameter, or a cell of the first row."""
    name = found["name"]
    if found["count"]:
        return str(_count(result, name, found["where"], found["value"]))
    if name == "rows" and "rows" not in result.columns:
        return str(len(result))
    given = result.parameters.get(name)
    if given:
        return ", ".join(result.show(name, term) for term in given)
    return result.show(name, next(iter(result.table))[name]) if len(result) and name in result.columns else ""


def _count(result: Result, column: str, where: str | None, value: str | None) -> int:
    """Count the distinct values of a column, the rows in which it has a value, or its values in such rows.

    `{count:item}`, `{count:answer=bound}`, `{count:item|kind=duty}`.
    """
    rows = list(result.table)
    if value is not None:
        rows = [row for row in rows if _has(row.get(where or column), value)]
        if not where:
            return len(rows)
    return len({str(row[column]) for row in rows if row.get(column) is not None})


def _has(term: Term | None, value: str) -> bool:
    return term is not None and value in (term.value, local_name(term.value))
