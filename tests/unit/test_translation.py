"""What people read is translated, or says visibly that it is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from worlds import QUERIES

from dutygraph.catalogue import Catalogue, compile_catalogue
from dutygraph.errors import WrongUse
from dutygraph.messages import all_messages, messages_in_code
from dutygraph.translation import Message, Translation, read_po, translation

PLACE = re.compile(r"\{[^{}]*\}")
LOCALE = Path(translation.__wrapped__.__code__.co_filename).parent / "locale"


def test_a_message_without_translation_stays_english_and_says_so() -> None:
    assert Translation("ru", {}).say("Evidence") == "Evidence [en]"
    assert translation("en").say("Evidence") == "Evidence"


def test_a_translation_that_nobody_confirmed_is_shown_and_marked() -> None:
    assert Translation("ky", {"State": Message("мамлекет", True)}).say("State") == "мамлекет [?]"


def test_several_lines_and_escapes_are_read() -> None:
    text = '# note\n#, fuzzy\nmsgid ""\n"a \\"b\\" "\n"c"\nmsgstr "d\\n"\n\nmsgid "e"\nmsgstr ""\n'
    assert read_po(text) == {'a "b" c': Message("d\n", True), "e": Message("", False)}


def test_a_language_that_is_not_spoken_is_refused() -> None:
    with pytest.raises(WrongUse, match="en, ru, ky"):
        translation("de")


@pytest.mark.parametrize("lang", ["ru", "ky"])
def test_every_message_of_the_code_is_translated(lang: str) -> None:
    assert translation(lang).missing(list(messages_in_code())) == []


@pytest.mark.parametrize("lang", ["ru", "ky"])
def test_a_translation_keeps_the_places_of_its_message(lang: str) -> None:
    for message, translated in translation(lang).messages.items():
        if translated.text:
            assert sorted(PLACE.findall(message)) == sorted(PLACE.findall(translated.text)), message


@pytest.mark.parametrize("lang", ["ru", "ky"])
def test_no_message_is_translated_twice(lang: str) -> None:
    text = (LOCALE / f"{lang}.po").read_text("utf-8")
    blocks = [block for block in text.split("\n\n") if "msgid" in block]
    assert len(blocks) - 1 == len(translation(lang).messages)  # one block is the header of the file


def test_an_error_is_told_in_a_language_with_its_values() -> None:
    error = WrongUse('there is no question "{name}"', "did you mean: {near}?", name="{x}", near="a/b")
    assert str(error) == 'there is no question "{x}"\n  did you mean: a/b?'
    assert error.tell(translation("ru").say) == "нет вопроса «{x}»\n  может быть, вы имели в виду: a/b?"


def test_an_error_without_translation_stays_english_and_says_so() -> None:
    assert WrongUse("f{a} is odd", "mend it").tell(translation("ru").say) == "f{a} is odd [en]\n  mend it [en]"


def test_messages_are_found_in_code_and_headers() -> None:
    found = all_messages(Catalogue(compile_catalogue(QUERIES)))
    assert "Evidence" in found
    assert "the day that the question is about" in found
    assert "act date" in found
    assert 'there is no question "{name}"' in found
    assert "answer" in found
