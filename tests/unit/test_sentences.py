"""The answer in words: the right sentence, translated, with its places filled."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from worlds import small_graph

from dutygraph.gettext_files import compile_po
from dutygraph.results import Result
from dutygraph.sentences import say
from dutygraph.store import Table
from dutygraph.translation import Translation, translation


def rows(*answers: str) -> Result:
    table = Table(("answer", "n"), [(ox.NamedNode(f"https://x/{answer}"), ox.Literal(1)) for answer in answers])
    return Result("q", table)


SENTENCES = {
    "by": "answer", "bound": "It is.", "none": "Nothing.",
    "some": "Rows: {rows}; different: {count:answer}; bound: {count:answer=bound}; other: {count:other}.",
}  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (("bound",), "It is."),
        (("other",), "Rows: 1; different: 1; bound: 0; other: 0."),
        ((), "Nothing."),
        (("bound", "bound", "no"), "Rows: 3; different: 2; bound: 2; other: 0."),
    ],
)
def test_the_sentence_that_fits_is_said(answers: tuple[str, ...], sentence: str) -> None:
    assert say(SENTENCES, rows(*answers), translation("en")) == sentence


def test_values_are_counted_in_the_rows_that_have_another_value() -> None:
    cells = [("a", "duty"), ("a", "duty"), ("b", "duty"), ("c", "call")]
    table = Table(("item", "kind"), [(ox.Literal(item), ox.Literal(kind)) for item, kind in cells])
    words = say({"some": "{count:item|kind=duty} {count:item|kind=none}"}, Result("q", table), translation("en"))
    assert words == "2 0"


def test_without_a_sentence_rows_are_counted() -> None:
    assert say({}, rows("a", "b"), translation("en")) == "Rows: 2."


def test_places_are_filled_with_labels_and_days() -> None:
    summary = small_graph().ask("is_bound", instrument="icrmw", on="2018-07-01").summary
    assert summary.startswith("Kyrgyzstan is bound by International Convention")
    assert summary.endswith("on 2018-07-01: Kyrgyzstan, ICRMW: accession of 2003-09-29.")


def test_what_is_not_known_is_said_so() -> None:
    table = Table(("n", "empty"), [(ox.Literal(1), None)])
    words = say({"some": "{n} {empty} {missing}."}, Result("q", table), translation("en"))
    assert words == "1 not known not known."


def test_an_unset_parameter_is_any() -> None:
    result = rows("a")
    result.parameters = {"theme": []}
    assert say({"some": "{theme}"}, result, translation("en")) == "any"


def test_a_translated_sentence_keeps_its_places() -> None:
    assert say({"some": "Rows: {rows}."}, rows("a"), translation("ru")) == "Строк: 1."


COUNTED = {"some": "Known: {count:answer call|calls}; bound: {count:answer=bound row|rows}; {n item|items}."}


def test_counted_nouns_are_said_with_their_numbers() -> None:
    assert say(COUNTED, rows("bound"), translation("en")) == "Known: 1 call; bound: 1 row; 1 item."
    assert say(COUNTED, rows("bound", "no"), translation("en")) == "Known: 2 calls; bound: 1 row; 1 item."


def test_a_noun_of_several_words_and_a_condition() -> None:
    table = Table(("item", "kind"), [(ox.Literal("a"), ox.Literal("duty")), (ox.Literal("b"), ox.Literal("call"))])
    sentence = {"some": "{count:item|kind=duty old duty|old duties}, {count:item|kind=x old duty|old duties}"}
    assert say(sentence, Result("q", table), translation("en")) == "1 old duty, 0 old duties"


def test_a_place_that_holds_no_number_has_no_noun() -> None:
    table = Table(("n", "m"), [(None, ox.Literal("few"))])
    assert say({"some": "{n item|items}, {m item|items}"}, Result("q", table), translation("en")) == "not known, few"


PLURALS = """msgid ""
msgstr ""
"Language: ky\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

#, fuzzy
msgid "Known: {count:answer call|calls}."
msgstr "Белгилүү: {count:answer call|calls}."

msgid "In all: {count:answer call|calls}."
msgstr "Баары: {count:answer call|calls}."

#, fuzzy
msgid "{n} call"
msgid_plural "{n} calls"
msgstr[0] "{n} чакырык"
"""


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Known: {count:answer call|calls}.", "Белгилүү: 2 чакырык. [?]"),  # said once
        ("In all: {count:answer call|calls}.", "Баары: 2 чакырык [?]."),
        ("Other: {count:answer call|calls}.", "Other: 2 calls. [en]"),  # a sentence is in one language
    ],
)
def test_what_nobody_confirmed_is_marked_where_it_stands(sentence: str, said: str) -> None:
    words = Translation("ky", *compile_po(PLURALS.encode()))
    assert say({"some": sentence}, rows("a", "b"), words) == said


def test_text_in_a_cell_is_not_filled_in_again() -> None:
    table = Table(("a", "b"), [(ox.Literal("{b}"), ox.Literal("x"))])
    assert say({"some": "{a}"}, Result("q", table), translation("en")) == "{b}"


def test_a_part_in_double_brackets_is_said_only_if_all_its_places_are_filled() -> None:
    cells = [(ox.Literal("here"), None)]
    words = say({"some": "Said.[[ A: {a}.]][[ B: {b}.]]"}, Result("q", Table(("a", "b"), cells)), translation("en"))
    assert words == "Said. A: here."
