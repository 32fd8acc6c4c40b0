"""Say an answer in words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dutygraph.namespaces import local_name
from dutygraph.results import Result
from dutygraph.store import Term
from dutygraph.translation import Translation

_OPTIONAL = re.compile(r"\[\[(.*?)\]\]")
_PLACE = re.compile(r"\{(?P<count>count:)?(?P<name>\w+)(?:\|(?P<where>\w+))?(?:=(?P<value>[^{}]*))?\}")


def say(sentences: Mapping[str, str], result: Result, translation: Translation) -> str:
    """Choose the sentence that fits the rows, translate it, and fill in its places."""
    chosen = choose(sentences, result)
    text = translation.say(chosen) if chosen else translation.say("Rows: {rows}.")
    text = _OPTIONAL.sub(lambda found: _keep(found[1], result), text)
    return _PLACE.sub(lambda found: _fill(found, result, translation), text)


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


def _fill(found: re.Match[str], result: Result, translation: Translation) -> str:
    name = found["name"]
    if found["count"]:
        return str(_count(result, name, found["where"], found["value"]))
    if name == "rows" and "rows" not in result.columns:
        return str(len(result))
    given = result.parameters.get(name)
    if given:
        return ", ".join(result.show(name, term) for term in given)
    if len(result) and name in result.columns:
        return result.show(name, next(iter(result.table))[name]) or translation.say("not known")
    return translation.say("any") if name in result.parameters else translation.say("not known")


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
