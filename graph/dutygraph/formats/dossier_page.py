"""Write a dossier as one HTML file: answers short enough to print, every row with the numbers of its sources."""

from __future__ import annotations

from typing import Any

from dutygraph.dossiers import Assembled, cite, coverage, credits, introduction
from dutygraph.formats.page import environment, is_day, policy, style_sheet
from dutygraph.formats.reading import Cleaner, asked, heading, is_link, left_out, parts, shown
from dutygraph.results import Result
from dutygraph.translation import translation

SHOWN_SOURCES = 5  # numbers that stand beside one row
_LONG = 60  # letters of a text that needs a wide column


def write_dossier_html(dossier: Assembled) -> str:
    """Write a dossier as a page that needs no network, and no script."""
    from markupsafe import Markup

    clean, words = Cleaner(), translation(dossier.lang)
    style = style_sheet()
    page: str = environment(clean).get_template("dossier.html").render(
        dossier=dossier,
        style=Markup(style),
        policy=policy("", style),
        introduction=introduction(dossier),
        answers=[_section(dossier, result) for result in dossier.results],
        leaves=[(leaf.tell(words), [(url, is_link(url)) for url in leaf.urls]) for leaf in dossier.leaves],
        coverage=coverage(dossier),
        credits=credits(dossier),
        cite=cite(dossier),
        say=words.say,
        remarks=lambda: clean.remarks(words),
    )  # fmt: skip
    return page


def _section(dossier: Assembled, result: Result) -> dict[str, Any]:
    words, chosen, sources = translation(dossier.lang), shown(result), dossier.sources_of(result)
    is_several = len(result) > 1
    texts = {name: [result.show(name, row[name], is_several) for row in result.table] for name in chosen.names}
    return {
        "result": result,
        "told": [text for text in (result.summary, *result.warnings) if text],
        "asked": asked(result),
        "heads": [heading(name, words) for name in chosen.names],
        "wide": [max(map(len, texts[name]), default=0) > _LONG for name in chosen.names],
        "rows": [
            (
                [(parts(result, name, row[name], is_several), is_day(row[name])) for name in chosen.names],
                *few(sources.get(number, [])),
            )
            for number, row in enumerate(result.table, 1)
        ],
        "left_out": left_out(result, words),
    }


def few(numbers: list[int]) -> tuple[list[int], int]:
    """Return the first numbers, and how many more there are.

    >>> few([1, 2, 3, 4, 5, 6, 7])
    ([1, 2, 3, 4, 5], 2)
    """
    return numbers[:SHOWN_SOURCES], max(len(numbers) - SHOWN_SOURCES, 0)
