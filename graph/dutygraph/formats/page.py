"""Write an answer as one HTML file that needs nothing else: no network, no script to be read, no server."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from dutygraph.citing import ADDRESS, AUTHORS, LICENCE_ADDRESS
from dutygraph.formats.reading import (
    Cleaner,
    Part,
    asked,
    coverage_lines,
    credit_lines,
    evidence_of_rows,
    heading,
    is_link,
    left_out,
    parts,
    shown,
)  # fmt: skip
from dutygraph.results import Cited, Result
from dutygraph.store import Term
from dutygraph.translation import Translation, translation

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = Path(__file__).parent / "templates"
_NUMBERS = ("integer", "decimal", "double", "float")


@dataclass(frozen=True)
class Cell:
    """One cell of a table, with the number or day that sorts it."""

    name: str
    head: str
    parts: list[Part]
    order: str = ""
    is_day: bool = False


@dataclass(frozen=True)
class Line:
    """One row: what the table shows, what more there is, and the source rows behind it."""

    cells: list[Cell]
    more: list[Cell]
    evidence: list[tuple[str, list[Part]]]


def write_html(result: Result) -> str:
    """Write one answer as a page."""
    return write_page(result.title or result.question or "SPARQL", [result], result.lang)


def write_page(title: str, results: Sequence[Result], lang: str) -> str:
    """Write a page of one answer or several."""
    from markupsafe import Markup

    clean = Cleaner()
    style, script = Markup(style_sheet()), Markup((_FOLDER / "page.js").read_text("utf-8"))
    page: str = environment(clean).get_template("page.html").render(
        title=title,
        lang=lang,
        answers=[_answer(result) for result in results],
        style=style,
        script=script,
        policy=policy(script, style),
        data=Markup(_embedded([_dataset(result, clean) for result in results])),
        remarks=lambda: clean.remarks(translation(lang)),
        is_link=is_link,
    )  # fmt: skip
    return page


def environment(clean: Cleaner) -> Environment:
    """Return the templates; whatever is filled in is escaped, and rid of characters that pages forbid."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: clean(value) if type(value) is str else value,
    )


def style_sheet() -> str:
    """Return the style that all pages carry."""
    return (_FOLDER / "page.css").read_text("utf-8")


def policy(script: str, style: str) -> str:
    """Return the policy under which nothing runs, loads or is sent but this script and this style."""
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _embedded(data: Any) -> str:
    """Return JSON that can stand in a script element: no `<` ends it."""
    return json.dumps(data, ensure_ascii=False, indent=1).replace("<", "\\u003c").replace(">", "\\u003e")


def _answer(result: Result) -> dict[str, Any]:
    """Return what the template says of one answer."""
    words = translation(result.lang)
    chosen = shown(result)
    return {
        "result": result,
        "told": [text for text in (result.summary, *result.warnings) if text],
        "asked": asked(result),
        "heads": [(name, heading(name, words)) for name in chosen.names],
        "lines": _lines(result, chosen.names, chosen.more, words),
        "is_several": len(result) > 1,
        "notes": _notes(result, chosen.empty, words),
        "columns": [(heading(name, words), words.say(result.help.get(name, ""))) for name in result.columns],
        "coverage": coverage_lines(result),
        "credits": credit_lines(result),
        "say": _texts(words),
    }


def _texts(words: Translation) -> dict[str, str]:
    """Return the fixed texts of the template in a language."""
    return {
        "asked": words.say("Parameters"),
        "evidence": words.say("Evidence"),
        "more": words.say("More"),
        "none recorded": words.say("none recorded"),
        "columns": words.say("What the columns mean"),
        "about": words.say("About this question"),
        "coverage": words.say("Coverage"),
        "sources": words.say("Sources and their licences"),
        "release": words.say("Release"),
        "cite": words.say("Cite as"),
        "query": words.say("Query"),
        "filter": words.say("Show only rows with these words"),
        "count": words.say("Rows shown: {shown} of {all}"),
        "licence": words.say("licence"),
        "table": words.say("Answer"),
    }


def _notes(result: Result, empty: list[str], words: Translation) -> list[str]:
    named = ", ".join(heading(name, words) for name in empty)
    return [note for note in (f"{words.say('Empty')}: {named}" if named else "", left_out(result, words)) if note]


def _lines(result: Result, names: list[str], more: list[str], words: Translation) -> list[Line]:
    cited, is_several = evidence_of_rows(result), len(result) > 1
    heads = {name: heading(name, words) for name in result.columns}

    def cell(row: dict[str, Term | None], name: str) -> Cell:
        return Cell(name, heads[name], parts(result, name, row[name], is_several), _order(row[name]), is_day(row[name]))

    return [
        Line(
            [cell(row, name) for name in names],
            [cell(row, name) for name in more if row[name] is not None],
            [_told(one, words) for one in cited.get(number, ())],
        )
        for number, row in enumerate(result.table, 1)
    ]


def _told(cited: Cited, words: Translation) -> tuple[str, list[Part]]:
    links = [Part(url, "", url if is_link(url) else "") for url in cited.leaf.urls]
    return f"{heading(cited.column, words)}: {cited.leaf.tell(words)}", links


def _order(term: Term | None) -> str:
    """Return what sorts a number; all else is sorted as it reads, and days do so rightly."""
    is_number = isinstance(term, ox.Literal) and term.datatype.value.rpartition("#")[2] in _NUMBERS
    return term.value if is_number and term is not None else ""


def is_day(term: Term | None) -> bool:
    """Say whether a cell holds a day or month, which no line break may cut."""
    return isinstance(term, ox.Literal) and re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", term.value) is not None


def _dataset(result: Result, clean: Cleaner) -> dict[str, Any]:
    """Describe an answer for search engines and reference managers, in schema.org's words."""
    words = translation(result.lang)
    data = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": clean(result.title or result.question or "SPARQL"),
        "description": clean(result.summary),
        "inLanguage": result.lang,
        "license": LICENCE_ADDRESS,
        "creator": {"@type": "Organization", "name": AUTHORS, "url": ADDRESS},
        "version": result.release,
        "creditText": clean(result.citation),
        "isBasedOn": [one.page for one in result.credits if is_link(one.page)],
        "variableMeasured": [
            {"@type": "PropertyValue", "name": name, "description": words.say(result.help.get(name, ""))}
            for name in result.columns
        ],
    }
    return {name: value for name, value in data.items() if value}
