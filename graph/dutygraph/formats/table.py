"""Write an answer for a terminal."""

from __future__ import annotations

from dutygraph import layout
from dutygraph.formats.reading import coverage_lines, heading, notes, shown
from dutygraph.results import Result
from dutygraph.translation import Translation, translation


def write_table(result: Result, room: int = 100) -> str:
    """Write an answer for a person: rows, the answer in words, evidence, coverage, release, how to cite it."""
    words = translation(result.lang)
    ends = [f"{words.say('Release')}: {result.release}\n"] if result.release else []
    ends.append(_paragraph(f"{words.say('Cite as')}: {result.citation}", room))
    parts = [
        "".join(_paragraph(text, room) for text in (result.summary, *result.warnings) if text),
        write_rows(result, words, room),
    ]
    if result.evidence is not None:
        parts.append(_evidence(result, words))
    if result.coverage:
        parts.append(_coverage(result, words, room))
    return "\n".join(part for part in [*parts, "".join(ends)] if part)


def write_rows(result: Result, words: Translation, room: int) -> str:
    """Write one row as fields; several under heads, with short names, in the columns that the question chose.

    Notes below tell which columns are empty, and what is not shown.
    """
    if not len(result):
        return ""
    is_several = len(result) > 1
    chosen = shown(result)
    texts = [[result.show(name, row[name], is_several) for name in chosen.names] for row in result.table]
    heads = [heading(name, words) for name in chosen.names]
    if is_several:
        table = layout.columns(heads, texts, room)
    else:
        table = layout.fields([*zip(heads, texts[0], strict=True)], room)
    told = notes(result, chosen, words.say("More columns, see --columns"))
    return table + "".join(_paragraph(note, room) for note in told)


def _paragraph(text: str, room: int) -> str:
    return "".join(f"{line}\n" for line in layout.wrap(text, room))


def _evidence(result: Result, words: Translation) -> str:
    lines = [f"{words.say('Evidence')}:"]
    for cited in result.evidence or ():
        where = f"{words.say('row')} {cited.answer_row}, {heading(cited.column, words)}" if len(result) > 1 else ""
        lines.append(f"  {where + ': ' if where else ''}{cited.leaf.tell(words)}")
        lines += [f"    {url}" for url in cited.leaf.urls]
    if len(lines) == 1:
        lines.append(f"  {words.say('none recorded')}")
    return "\n".join(lines) + "\n"


def _coverage(result: Result, words: Translation, room: int) -> str:
    lines = [f"  {line}" for text in coverage_lines(result) for line in layout.wrap(text, room - 2)]
    return "\n".join([f"{words.say('Coverage')}:", *lines]) + "\n"
