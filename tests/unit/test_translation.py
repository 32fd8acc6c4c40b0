"""What people read is translated, or says visibly that it is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError
from worlds import QUERIES

from dutygraph.catalogue import Catalogue as Questions
from dutygraph.catalogue import compile_catalogue
from dutygraph.errors import WrongUse
from dutygraph.gettext_files import compile_po, read, update
from dutygraph.messages import all_messages, messages_in_code
from dutygraph.translation import LOCALE, Message, Translation, translation

PLACE = re.compile(r"\{[^{}]*\}")
HEADER = """msgid ""
msgstr ""
"Language: ky\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: {forms}\\n"

"""
ONE_FORM = "nplurals=1; plural=0;"


def spoken(lang: str, entries: str, forms: str = ONE_FORM) -> Translation:
    """Compile a little gettext file."""
    return Translation(lang, *compile_po((HEADER.format(forms=forms) + entries).encode()))


def test_a_message_without_translation_stays_english_and_says_so() -> None:
    assert Translation("ru").say("Evidence") == "Evidence [en]"
    assert spoken("ru", 'msgid "Evidence"\nmsgstr ""\n').say("Evidence") == "Evidence [en]"
    assert translation("en").say("Evidence") == "Evidence"


def test_a_translation_that_nobody_confirmed_is_shown_and_marked() -> None:
    assert spoken("ky", '#, fuzzy\nmsgid "State"\nmsgstr "мамлекет"\n').say("State") == "мамлекет [?]"


def test_several_lines_and_escapes_are_read() -> None:
    words = spoken("ru", '# note\n#, fuzzy\nmsgid ""\n"a \\"b\\" "\n"c"\nmsgstr "d\\n"\n\nmsgid "e"\nmsgstr ""\n')
    assert words.find('a "b" c') == Message("d\n", True)
    assert words.find("e") == Message("")


def test_a_translation_equal_to_the_english_text_is_a_translation() -> None:
    assert spoken("ru", 'msgid "SPARQL"\nmsgstr "SPARQL"\n').say("SPARQL") == "SPARQL"


@pytest.mark.parametrize(
    ("number", "en", "ru"),
    [
        (0, "0 calls", "0 призывов"),
        (1, "1 call", "1 призыв"),
        (2, "2 calls", "2 призыва"),
        (5, "5 calls", "5 призывов"),
        (11, "11 calls", "11 призывов"),
        (21, "21 calls", "21 призыв"),
        (101, "101 calls", "101 призыв"),
        (112, "112 calls", "112 призывов"),
    ],
)
def test_a_noun_takes_the_form_that_its_number_asks_for(number: int, en: str, ru: str) -> None:
    assert translation("en").say_count("{n} call", "{n} calls", number) == en
    assert translation("ru").say_count("{n} call", "{n} calls", number) == ru
    # Kyrgyz nouns stay in the singular after a number
    assert translation("ky").say_count("{n} call", "{n} calls", number, is_marked=True) == f"{number} чакырык"


def test_a_counted_noun_says_that_it_is_not_confirmed_or_not_translated() -> None:
    words = spoken("ky", '#, fuzzy\nmsgid "{n} call"\nmsgid_plural "{n} calls"\nmsgstr[0] "{n} чакырык"\n')
    assert words.say_count("{n} call", "{n} calls", 5) == "5 чакырык [?]"
    assert words.say_count("{n} call", "{n} calls", 5, is_marked=True) == "5 чакырык"
    assert words.say_count("{n} row", "{n} rows", 5, is_marked=True) == "5 rows [en]"


def test_a_noun_that_lacks_a_form_is_not_translated() -> None:
    entry = 'msgid "{n} call"\nmsgid_plural "{n} calls"\nmsgstr[0] "{n} призыв"\nmsgstr[1] ""\n'
    words = spoken("ru", entry, "nplurals=2; plural=(n != 1);")
    assert words.say_count("{n} call", "{n} calls", 1) == "1 call [en]"


def test_an_update_keeps_translations_marks_notes_and_order() -> None:
    text = HEADER.format(forms=ONE_FORM) + (
        '#, fuzzy\nmsgid "b"\nmsgstr "B"\n\n# seen by a lawyer\nmsgid "gone"\nmsgstr "G"\n\nmsgid "a"\nmsgstr "A"\n'
    )
    template = Catalog(fuzzy=False)
    for message in ("a", "b", ("{n} new", "{n} news")):
        template.add(message, locations=[("queries/x.rq", 7)], auto_comments=["heading"])
    updated = update(text, template)
    assert updated == HEADER.format(forms=ONE_FORM) + (
        '#. heading\n#: queries/x.rq\n#, fuzzy\nmsgid "b"\nmsgstr "B"\n\n'
        '#. heading\n#: queries/x.rq\nmsgid "a"\nmsgstr "A"\n\n'
        '#. heading\n#: queries/x.rq\nmsgid "{n} new"\nmsgid_plural "{n} news"\nmsgstr[0] ""\n\n'
        '# seen by a lawyer\n#~ msgid "gone"\n#~ msgstr "G"\n'
    )
    assert update(updated, template) == updated
    template.add("gone")
    assert '\n# seen by a lawyer\nmsgid "gone"\nmsgstr "G"\n' in update(updated, template)


def test_a_broken_file_is_an_error() -> None:
    with pytest.raises(PoFileError):
        read('<<<<<<< ours\nmsgid "a"\nmsgstr "b"\n')


def test_compiled_catalogues_are_read_from_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    first = translation.__wrapped__("ky").say("State")
    assert len(list(tmp_path.glob("dutygraph/ky-*"))) == 2
    monkeypatch.setattr("dutygraph.gettext_files.compile_po", None)
    assert translation.__wrapped__("ky").say("State") == first


def test_a_cache_that_cannot_be_written_is_no_reason_to_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert translation.__wrapped__("ru").say("Evidence") == "Подтверждения"


def test_a_language_that_is_not_spoken_is_refused() -> None:
    with pytest.raises(WrongUse, match="en, ru, ky"):
        translation("de")


@pytest.mark.parametrize("lang", ["ru", "ky"])
def test_every_message_of_the_code_is_translated(lang: str) -> None:
    assert translation(lang).missing([found.text for found in messages_in_code()]) == []


@pytest.mark.parametrize("lang", ["ru", "ky"])
def test_a_translation_keeps_the_places_of_its_message(lang: str) -> None:
    for message in read((LOCALE / f"{lang}.po").read_text("utf-8")):
        if message.id and not message.pluralizable and message.string:
            assert sorted(PLACE.findall(message.id)) == sorted(PLACE.findall(message.string)), message.id


@pytest.mark.parametrize("lang", ["ru", "ky"])
def test_no_message_is_translated_twice(lang: str) -> None:
    text = (LOCALE / f"{lang}.po").read_text("utf-8")
    assert len(re.findall(r"^msgid ", text, re.MULTILINE)) - 1 == len(read(text))  # one is the header of the file


def test_an_error_is_told_in_a_language_with_its_values() -> None:
    error = WrongUse('there is no question "{name}"', "did you mean: {near}?", name="{x}", near="a/b")
    assert str(error) == 'there is no question "{x}"\n  did you mean: a/b?'
    assert error.tell(translation("ru").say) == "нет вопроса «{x}»\n  может быть, вы имели в виду: a/b?"


def test_an_error_without_translation_stays_english_and_says_so() -> None:
    assert WrongUse("f{a} is odd", "mend it").tell(translation("ru").say) == "f{a} is odd [en]\n  mend it [en]"


def test_messages_are_found_in_code_and_headers() -> None:
    found = all_messages(Questions(compile_catalogue(QUERIES)))
    assert "Evidence" in found
    assert "the day that the question is about" in found
    assert "act date" in found
    assert 'there is no question "{name}"' in found
    assert "answer" in found
