"""Write a dossier as a Word document."""

from __future__ import annotations

from dutygraph.dossiers import Assembled, cite, coverage, credits, introduction
from dutygraph.formats.document import Writer, new_document, to_bytes
from dutygraph.formats.dossier_page import few
from dutygraph.formats.reading import heading, left_out, shown
from dutygraph.results import Result
from dutygraph.translation import translation


def write_dossier_docx(dossier: Assembled) -> bytes:
    """Write a dossier as a document on its side, so that tables have room."""
    words = translation(dossier.lang)
    document = new_document(dossier.title, dossier.lang, is_wide=True)
    writer = Writer(document)
    writer.heading(dossier.title, 0)
    writer.paragraph(words.say("As of {day}").format(day=dossier.day_asked))
    for line in introduction(dossier):
        writer.paragraph(line, "List Bullet")
    for number, result in enumerate(dossier.results, 1):
        _add(writer, dossier, number, result)
    writer.heading(words.say("Sources"), 1)
    for number, leaf in enumerate(dossier.leaves, 1):
        writer.linked(f"{number}. {leaf.tell(words)}", leaf.urls)
    writer.section(words.say("Coverage"), [(line, "") for line in coverage(dossier)], 1)
    writer.section(words.say("Sources and their licences"), credits(dossier), 1)
    writer.heading(words.say("Cite as"), 1)
    writer.paragraph(cite(dossier))
    writer.paragraph(f"{words.say('Release')}: {dossier.release}")
    for remark in writer.clean.remarks(words):
        writer.paragraph(remark)
    return to_bytes(document)


def _add(writer: Writer, dossier: Assembled, number: int, result: Result) -> None:
    """Add one answer; the last column leads to the sources at the end."""
    words, chosen, sources = translation(dossier.lang), shown(result), dossier.sources_of(result)
    is_several = len(result) > 1
    writer.heading(f"{number}. {result.title}", 1)
    for text in (result.summary, *result.warnings):
        writer.paragraph(text)
    heads = [*(heading(name, words) for name in chosen.names), words.say("Sources")]
    rows = [
        [*(result.show(name, row[name], is_several) for name in chosen.names), _told(sources.get(place, []))]
        for place, row in enumerate(result.table, 1)
    ]
    if is_several:
        writer.table(heads, rows)
    elif rows:
        writer.table([], [list(pair) for pair in zip(heads, rows[0], strict=True)])
    writer.paragraph(left_out(result, words))


def _told(numbers: list[int]) -> str:
    first, more = few(numbers)
    return ", ".join(map(str, first)) + (f" +{more}" if more else "")
