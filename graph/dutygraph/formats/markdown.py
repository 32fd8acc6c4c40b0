"""Write an answer as Markdown with a GitHub table: for reports, issues, wikis."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dutygraph.formats.reading import coverage_lines, grouped_evidence, heading, is_link, notes, shown
from dutygraph.results import Result
from dutygraph.translation import translation

_SPECIAL = re.compile(r"([\\|`*\[\]#~])")


def write_markdown(result: Result) -> str:
    """Write heading, answer in words, table, evidence if it was read, coverage, release and how to cite it."""
    words = translation(result.lang)
    parts = [f"# {escape(result.title)}"] if result.title else []
    parts += [escape(text) for text in (result.summary, *result.warnings) if text]
    parts.append(_rows(result))
    if result.evidence is not None:
        parts += [f"## {escape(words.say('Evidence'))}", _list(_evidence(result)) or escape(words.say("none recorded"))]
    if result.coverage:
        parts += [f"## {escape(words.say('Coverage'))}", _list([escape(line) for line in coverage_lines(result)])]
    parts.append(f"{escape(words.say('Release'))}: {escape(result.release)}" if result.release else "")
    parts.append(f"{escape(words.say('Cite as'))}: {escape(result.citation)}")
    return "\n\n".join(part for part in parts if part) + "\n"


def escape(text: str) -> str:
    """Write a text so that Markdown shows it as it is, on one line.

    >>> escape("a|b\\n<i>")
    'a\\\\|b<br>&lt;i&gt;'
    """
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    lines = [line.strip() for line in _SPECIAL.sub(r"\\\1", plain).splitlines()]
    return "<br>".join(line for line in lines if line)


def _rows(result: Result) -> str:
    """Write one row as fields; several under heads, in the columns that the question chose."""
    if not len(result):
        return ""
    words, is_several = translation(result.lang), len(result) > 1
    chosen = shown(result)
    heads = [heading(name, words) for name in chosen.names]
    texts = [[result.show(name, row[name], is_several) for name in chosen.names] for row in result.table]
    if not is_several:
        table = _table(["", ""], list(zip(heads, texts[0], strict=True)))
    elif result.evidence is None:
        table = _table(heads, texts)
    else:  # evidence names rows by their number
        table = _table(["", *heads], [[str(number), *row] for number, row in enumerate(texts, 1)])
    told = notes(result, chosen, words.say("More columns, see --columns"))
    return "\n\n".join([table, *map(escape, told)])


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [[escape(cell) for cell in row] for row in [heads, *rows]]
    lines.insert(1, ["---"] * len(heads))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _evidence(result: Result) -> list[str]:
    words = translation(result.lang)
    lines = []
    for rows, leaf in grouped_evidence(result):
        where = f"{words.say('row')} {rows}: " if len(result) > 1 else ""
        lines.append(" ".join([escape(where + leaf.tell(words)), *(_link(url) for url in leaf.urls)]))
    return lines


def _link(url: str) -> str:
    return f"<{url}>" if is_link(url) else escape(url)


def _list(lines: Sequence[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
