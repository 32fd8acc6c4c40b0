"""Every question answers in English, Russian and Kyrgyz, and what is missing in a language says so."""

from __future__ import annotations

import json
import re
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dutygraph import gettext_files
from dutygraph.catalogue import Catalogue, Question, compile_catalogue
from dutygraph.cli import main
from dutygraph.messages import all_messages
from dutygraph.resources import folder
from dutygraph.sentences import counted_nouns
from dutygraph.translation import LOCALE, translation

QUESTIONS = list(Catalogue(compile_catalogue(folder("queries"))))
CYRILLIC = re.compile(r"[А-Яа-яЁёӨөҮүҢң]")
_PLACE = re.compile(r"\{[^{}]*\}")
Ask = Callable[..., str]

every_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
lint = pytest.mark.lint


@pytest.fixture
def ask(small_home: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Return a function that runs `dutygraph ask` over the small world and returns what it prints."""

    def run(*arguments: str) -> str:
        with pytest.raises(SystemExit) as ended:
            main(["--home", str(small_home), "ask", *arguments])
        said = capsys.readouterr()
        assert not ended.value.code, said.err
        return said.out

    return run


def sentences(question: Question) -> list[str]:
    return [text for key, text in question.sentence.items() if key != "by"]


def fixed_words(sentence: str) -> list[str]:
    """Return what stands between the places of a sentence; parts in double brackets may be left out."""
    always = re.sub(r"\[\[.*?\]\]", "{optional}", sentence)
    return [part for piece in _PLACE.split(always) if re.search(r"\w", part := piece.strip(" .,:;"))]


@lint
@pytest.mark.parametrize("lang", ["ru", "ky"])
def test_every_text_that_a_person_reads_is_translated(lang: str) -> None:
    catalogue = Catalogue(compile_catalogue(folder("queries")))
    assert translation(lang).missing(all_messages(catalogue)) == []


@lint
@pytest.mark.parametrize("lang", ["ru", "ky"])
@every_question
def test_every_sentence_and_every_help_is_translated(question: Question, lang: str) -> None:
    helps = [one.help for one in (*question.columns.values(), *question.parameters.values()) if one.help]
    assert translation(lang).missing([*sentences(question), *helps]) == []


@lint
@pytest.mark.parametrize("lang", ["ru", "ky"])
@every_question
def test_translation_has_the_same_places(question: Question, lang: str) -> None:
    words = translation(lang)
    for text in sentences(question):
        translated = words.find(text).text
        assert sorted(_PLACE.findall(translated)) == sorted(_PLACE.findall(text))
        assert CYRILLIC.search(_PLACE.sub("", translated))


@lint
@every_question
def test_every_place_is_a_column_or_a_parameter(question: Question) -> None:
    known = {*question.columns, *question.parameters, "rows"}
    for text in sentences(question):
        for place in _PLACE.findall(text):
            named = re.fullmatch(r"\{(?:count:)?(\w+)(?:\|(\w+))?(?:=[\w-]+)?(?: [\w -]+\|[\w -]+)?\}", place)
            assert named is not None, place
            assert {name for name in named.groups() if name} <= known, place


@lint
@pytest.mark.parametrize("lang", ["ru", "ky"])
def test_every_counted_noun_has_all_its_forms(lang: str) -> None:
    """The small numbers reach every form that a language has."""
    words = translation(lang)
    for question in QUESTIONS:
        for text in sentences(question):
            for noun in counted_nouns(text):
                found = {words.find(noun, number).text for number in range(101)}
                assert all(form.startswith("{n} ") and CYRILLIC.search(form) for form in found), noun


@lint
def test_a_noun_has_one_plural() -> None:
    """gettext knows a counted noun by its singular: a second plural would not be seen."""
    nouns = {noun for question in QUESTIONS for text in sentences(question) for noun in counted_nouns(text)}
    assert len({one for one, _ in nouns}) == len(nouns)


@lint
def test_template_for_translators_is_current() -> None:
    script = runpy.run_path(str(Path(__file__).parents[2] / "tools" / "translations.py"))
    assert script["TEMPLATE"].read_text("utf-8") == script["template_text"](), "run `make translations`"


@lint
@pytest.mark.parametrize("lang", ["ru", "ky"])
def test_translations_hold_every_text_of_the_template(lang: str) -> None:
    template = gettext_files.read((LOCALE / "dutygraph.pot").read_text("utf-8"))
    catalog = gettext_files.read((LOCALE / f"{lang}.po").read_text("utf-8"))
    assert [message.id for message in template if message.id and message.id not in catalog] == []


@every_question
def test_answer_is_said_in_english(question: Question, ask: Ask) -> None:
    summary = json.loads(ask(question.name, "--format", "json"))["summary"]
    assert any(all(part in summary for part in fixed_words(text)) for text in sentences(question))


@pytest.mark.parametrize("lang", ["ru", "ky"])
@every_question
def test_answer_is_said_in_the_language_asked_for(question: Question, lang: str, ask: Ask) -> None:
    summary = json.loads(ask(question.name, "--lang", lang, "--format", "json"))["summary"]
    words = translation(lang)
    said = [text for text in sentences(question) if all(part in summary for part in fixed_words(words.find(text).text))]
    assert said, summary
    assert CYRILLIC.search(summary)
    assert not any(part in summary for text in said for part in fixed_words(text) if len(part.split()) > 1), summary


@pytest.mark.parametrize("lang", ["ru", "ky"])
@every_question
def test_table_and_help_hold_no_message_in_english(question: Question, lang: str, ask: Ask) -> None:
    """A message without translation would end in "[en]"; data in English may."""
    head = ask(question.name, "--help", "--lang", lang)
    assert "[en]" not in head.replace(question.description, "")
    assert question.summary[lang] in " ".join(head.split())


@pytest.mark.parametrize(("lang", "tag"), [("ru", "ru"), ("ky", "en")])
def test_text_comes_in_the_language_or_says_that_it_does_not(lang: str, tag: str, ask: Ask) -> None:
    """Gists are written in English and Russian: in Kyrgyz the English one comes, marked."""
    rows = json.loads(ask("owed_to_group", "--lang", lang, "--format", "json"))["rows"]
    assert {row["subject"]["lang"] for row in rows} == {tag}
    table = ask("owed_to_group", "--lang", lang)
    assert ("[en]" in table) == (tag != lang)


def test_label_that_is_missing_falls_back_visibly(ask: Ask) -> None:
    """The convention on migrant workers has no Kyrgyz title; who reads Kyrgyz reads Russian before English."""
    row: dict[str, Any] = json.loads(ask("is_bound", "--lang", "ky", "--format", "json"))["rows"][0]
    assert row["instrument"]["lang"] == "ru"
    assert row["state"]["lang"] == "ky"
    assert "[ru]" in ask("is_bound", "--lang", "ky")


@pytest.mark.parametrize(
    ("lang", "name"), [("en", "Russian Federation"), ("ru", "Российская Федерация"), ("ky", "Россия Федерациясы")]
)
def test_parameter_is_understood_in_the_language(lang: str, name: str, ask: Ask) -> None:
    found = json.loads(ask("is_bound", "--state", name, "--on", "2018-07-01", "--lang", lang, "--format", "json"))
    assert found["parameters"]["state"].endswith("/RUS")
    assert found["answer"]["value"].endswith("/not-bound")
