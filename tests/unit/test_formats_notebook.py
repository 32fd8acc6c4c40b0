"""A notebook shows an answer as a table that reads well, runs nothing and is never endless."""

from __future__ import annotations

from html.parser import HTMLParser

import pyoxigraph as ox
from hostile import BAD_LINK, SCRIPT, hostile_result
from worlds import small_graph

from dutygraph.formats.notebook import SHOWN
from dutygraph.results import Result
from dutygraph.store import Table


class Reader(HTMLParser):
    """What stands in a piece of HTML: its elements, addresses, and the text of each cell."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.elements: set[str] = set()
        self.addresses: list[str] = []
        self.languages: list[str] = []
        self.cells: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.opened.append(tag)
        self.elements.add(tag)
        self.addresses += [value or "" for name, value in attrs if name == "href"]
        self.languages += [value or "" for name, value in attrs if name == "lang"]
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag

    def handle_data(self, data: str) -> None:
        if {"td", "th"} & set(self.opened):
            self.cells[-1] += data


def cell(result: Result) -> Reader:
    read = Reader(result._repr_html_())
    assert not read.opened
    return read


def bound(lang: str = "en") -> Result:
    return small_graph(lang).ask("is_bound", instrument="icrmw", on="2018-07-01")


def test_one_row_is_shown_as_fields_with_the_answer_in_words() -> None:
    result = bound()
    assert result.summary in result._repr_html_()
    read = cell(result)
    fields = dict(zip(read.cells[::2], read.cells[1::2], strict=True))
    assert fields["answer"] == "bound"
    assert fields["act date"] == "2003-09-29"


def test_several_rows_stand_under_heads() -> None:
    result = small_graph().ask("standings")
    read = cell(result)
    heads = [name.replace("_", " ") for name in result.columns]
    assert "thead" in read.elements
    assert set(read.cells[: len(heads)]) <= set(heads)


def test_things_are_links_and_a_text_in_another_language_says_so() -> None:
    read = cell(bound("ky"))
    assert "https://w3id.org/dutygraph/id/state/KGZ" in read.addresses
    assert read.languages[0] == "ky"
    assert "ru" in read.languages  # the convention has no Kyrgyz title


def test_nothing_in_a_cell_is_markup() -> None:
    text = hostile_result()._repr_html_()
    read = Reader(text)
    assert not read.elements & {"script", "style", "img", "iframe"}
    assert all(address.startswith("https://") for address in read.addresses)
    assert SCRIPT not in text
    assert f'"{BAD_LINK}' not in text
    assert "\x07" not in text


def test_a_long_answer_shows_its_first_rows_and_counts_the_others() -> None:
    rows = [(ox.Literal(f"row {number}"), None) for number in range(SHOWN + 5)]
    rows[-1] = (ox.Literal("last"), ox.Literal("only here"))
    text = Result("small/long", Table(("name", "note"), rows))._repr_html_()
    assert text.count("<td>row ") == SHOWN
    assert "Rows left out: 5" in text
    assert "Empty" not in text  # the note of the last row is not shown, but it is there


def test_an_empty_answer_is_its_sentence_alone() -> None:
    text = Result("small/none", Table(("name",), []), summary="Nothing is known.")._repr_html_()
    assert "<p>Nothing is known.</p>" in text
    assert "<table" not in text


def test_a_terminal_session_gets_the_same_as_text() -> None:
    rows = [(ox.Literal(f"row {number}"),) for number in range(SHOWN + 5)]
    bundle = Result("small/long", Table(("name",), rows))._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert bundle["text/plain"].count("row ") == SHOWN
    assert "Rows left out: 5" in bundle["text/plain"]
