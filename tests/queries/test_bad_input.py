"""Bad input is refused with what was wrong, where, and what to write instead: no traceback, no half answer.

The cases come from the catalogue: every parameter of every question, in the small world.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from dutygraph import spellings
from dutygraph.api import Graph
from dutygraph.catalogue import Catalogue, Parameter, Question, compile_catalogue
from dutygraph.cli import main
from dutygraph.errors import DutygraphError, WrongUse
from dutygraph.names import Names
from dutygraph.parameters import read_parameters
from dutygraph.resources import folder
from dutygraph.translation import translation

TODAY = datetime.date(2026, 11, 24)
QUESTIONS = list(Catalogue(compile_catalogue(folder("queries"))))
LANGUAGES = ("en", "ru", "ky")
NOTHING = ("", "   ", "\n\t")
# What nothing is called: keys that miss, text that would be SPARQL, text that no terminal shows, too much text.
HOSTILE = (
    "xyzzy",
    "KGZ> } ; DROP ALL #",
    '"',
    "'",
    '""" } #',
    "}",
    "{text}",
    "{0}",
    "%s",
    "\\",
    "<",
    "KGZ> <b",
    "xyzzy\nxyzzy",
    "xyzzy\0",
    "\x1b[2J",
    "\ud800",
    "://",
    "https://w3id.org/dutygraph/id/state/KGZ> } DROP ALL #",
    "https://example.org/xyzzy",
    "x" * 10_000,
    "- " * 5_000,
    "/" * 10_000,
    "1 art. " * 1_500,
)
NO_DAY = (
    "2018-13-01", "2018-02-30", "20180701", "2018-W27-1", "1 July 2018", "2018", "2018-07", "0000-00-00",
    "10000-01-01", "2018-07-01T00:00:00", "-2018-07-01", "2018-07-01 }", "\u0662\u0660\u0661\u0668-07-01", "yesterday",
)  # fmt: skip
NO_NUMBER = ("five", "nan", "inf", "-inf", "1e999", "1e5", "0x10", "1,5", "--5", "\u0665", "1" * 10_000, "5 }")

every_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
Refused = Callable[[Question, dict[str, Any]], WrongUse]


def parameters(question: Question, *types: str) -> list[Parameter]:
    """Return what a person may give to a question, of some types or of all."""
    return [one for one in question.parameters.values() if one.type != "lang" and (not types or one.type in types)]


@pytest.fixture
def refused(small: Graph) -> Refused:
    """Return a function that asks, and gives back how that was refused: at once, in words, in three languages."""

    def ask(question: Question, given: dict[str, Any]) -> WrongUse:
        begun = time.perf_counter()
        with pytest.raises(DutygraphError) as caught:
            small.answer(question, given, today=TODAY)
        assert time.perf_counter() - begun < 1
        assert isinstance(caught.value, WrongUse), given
        assert caught.value.exit_code == 2
        for lang in LANGUAGES:
            is_well_said(caught.value, lang)
        return caught.value

    return ask


def is_well_said(error: WrongUse, lang: str) -> None:
    """A message has a problem and a repair, both translated, each on a line that a terminal can show."""
    problem, repair = error._said
    assert problem
    assert repair
    words = translation(lang)
    assert words.missing([problem, repair]) == []
    told = error.tell(words.say)
    assert len(told.split("\n  ")) == 2
    assert told.replace("\n", "").isprintable()
    assert len(told) < 2_000
    assert told == told.encode().decode()
    if lang != "en":
        assert problem not in told


def test_the_small_world_has_questions_with_every_common_type_of_parameter() -> None:
    assert {one.type for question in QUESTIONS for one in parameters(question)} >= {"iri", "date", "choice"}


@every_question
def test_no_value_is_no_parameter(question: Question, refused: Refused) -> None:
    """An empty value is a mistake, most often of a script; it never means "any"."""
    for parameter in parameters(question, "iri", "date", "choice", "number"):
        for value in NOTHING:
            assert f"--{parameter.name}" in refused(question, {parameter.name: value}).problem


@every_question
def test_hostile_text_is_refused_and_named(question: Question, refused: Refused) -> None:
    for parameter in parameters(question, "iri", "date", "choice", "number"):
        for value in HOSTILE:
            said = refused(question, {parameter.name: value})
            assert said.problem.startswith(f"--{parameter.name}"), value
            if value.strip().isprintable() and len(value) < 60:
                assert value in said.problem


@every_question
def test_text_is_only_ever_a_value(question: Question, small: Graph) -> None:
    """A text parameter takes any text: it looks for it, and that is all."""
    for parameter in parameters(question, "text"):
        for value in HOSTILE:
            small.answer(question, {parameter.name: value}, today=TODAY)


@every_question
def test_what_is_no_day_is_refused(question: Question, refused: Refused) -> None:
    for parameter in parameters(question, "date"):
        for value in NO_DAY:
            said = refused(question, {parameter.name: value})
            assert said.problem == f'--{parameter.name}: "{value}" is no day'
            assert "YYYY-MM-DD" in said.repair


@every_question
def test_what_is_no_number_is_refused(question: Question, refused: Refused) -> None:
    for parameter in parameters(question, "number"):
        for value in NO_NUMBER:
            assert refused(question, {parameter.name: value}).problem.startswith(f"--{parameter.name}: ")


@every_question
def test_unknown_choice_is_refused_with_the_choices(question: Question, refused: Refused) -> None:
    for parameter in parameters(question, "choice"):
        for value in ("xyzzy", f"{parameter.choices[0]}x", ",".join(parameter.choices)):
            said = refused(question, {parameter.name: value})
            assert said.problem == f'--{parameter.name}: "{value}" is no choice'
            assert said.repair == f"choose one of: {', '.join(parameter.choices)}"


@every_question
def test_thing_of_another_kind_is_refused_as_such(question: Question, refused: Refused) -> None:
    """By its key and by its IRI: a State is no instrument."""
    for parameter in parameters(question, "iri"):
        wanted = spellings.kinds(parameter.kind)
        if not wanted:
            continue
        other, key = ("instrument", "icrmw") if "state" in wanted else ("state", "KGZ")
        for value in (key, f"https://w3id.org/dutygraph/id/{other}/{key}"):
            said = refused(question, {parameter.name: value})
            assert said.problem == f"--{parameter.name}: {value} is of the kind {other}, not {parameter.kind}"


@every_question
def test_unknown_parameter_is_refused(question: Question, refused: Refused) -> None:
    takes = [f"--{one.name}" for one in parameters(question)]
    said = refused(question, {"xyzzy": "KGZ"})
    assert said.problem == f'{question.name} has no parameter "xyzzy"'
    assert all(name in said.repair for name in takes)
    refused(question, {"x" * 10_000: "KGZ"})
    refused(question, {"lang": "ru"})


@every_question
def test_parameter_misspelt_by_a_letter_is_named(question: Question, refused: Refused) -> None:
    for parameter in parameters(question):
        for near in (f"{parameter.name}x", parameter.name[:-1], parameter.name.title()):
            if near and near not in question.parameters:
                assert f"--{parameter.name}" in refused(question, {near: "KGZ"}).repair, near


@every_question
def test_parameter_that_takes_one_value_is_given_once(question: Question, refused: Refused) -> None:
    for parameter in parameters(question):
        if not parameter.takes_several:
            said = refused(question, {parameter.name: ["one", "two"]})
            assert said.problem == f"--{parameter.name} is given 2 times: one, two"


@every_question
def test_several_values_are_taken_where_they_may_be_and_the_bad_one_is_named(
    question: Question, small: Graph, refused: Refused
) -> None:
    for parameter in parameters(question, "iri"):
        if not parameter.takes_several:
            continue
        good = sorted(keys_of(small.names, parameter.kind))[:2]
        listed = small.answer(question, {parameter.name: good}, today=TODAY)
        commas = small.answer(question, {parameter.name: ",".join(good)}, today=TODAY)
        assert len(listed.parameters[parameter.name]) == 2
        assert listed.table == commas.table
        said = refused(question, {parameter.name: [*good, "xyzzy"]})
        assert '"xyzzy"' in said.problem
        refused(question, {parameter.name: []})
        refused(question, {parameter.name: " , "})


@every_question
def test_period_that_ends_before_it_begins_is_refused(question: Question, refused: Refused) -> None:
    """Its answer would be empty, and look like an absence."""
    for first in {"from", "since"} & question.parameters.keys():
        if "until" in question.parameters:
            said = refused(question, {first: "2019-01-01", "until": "2018-12-31"})
            assert said.problem == f"--{first} 2019-01-01 is after --until 2018-12-31"


@every_question
def test_period_of_one_day_is_a_period(question: Question, small: Graph) -> None:
    for first in {"from", "since"} & question.parameters.keys():
        if "until" in question.parameters:
            small.answer(question, {first: "2019-01-01", "until": "2019-01-01"}, today=TODAY)


def test_number_is_read_and_nothing_else_is(small: Graph) -> None:
    """No question may take a number yet: read one as if."""
    question = next(iter(small.catalogue))._replace(parameters={"weeks": Parameter("weeks", "number", default=14)})

    def read(value: Any) -> str:
        return read_parameters(question, {"weeks": value}, small.names, "en", TODAY)["weeks"][0].value

    assert [read(value) for value in ("5", "+5", "-5", " 0.5 ", 14, 0.5)] == ["5", "5", "-5", "0.5", "14", "0.5"]
    for value in (*NO_NUMBER, *NOTHING, *HOSTILE):
        with pytest.raises(WrongUse, match="^--weeks: ") as caught:
            read(value)
        for lang in LANGUAGES:
            is_well_said(caught.value, lang)


def test_parameter_that_is_needed_is_asked_for(small: Graph) -> None:
    question = next(iter(small.catalogue))._replace(parameters={"state": Parameter("state", "iri", "state")})
    with pytest.raises(WrongUse, match="^--state is missing"):
        small.answer(question, {})


class Miss(NamedTuple):
    """A name with one letter changed, and the thing that is meant."""

    kind: str
    name: str
    typed: str
    iri: str


def keys_of(names: Names, kind: str) -> list[str]:
    found = {iri for _, iri in names.listing.everything(spellings.kinds(kind))}
    return [spellings.key_of(iri) for iri in found]


def misses(names: Names, kind: str) -> Iterator[Miss]:
    """Change one letter in the middle of every name of a kind, of a sample where there are very many.

    A digit is left alone: who mistypes the number of a convention or window means any of them.
    """
    listed = sorted({(name, iri) for name, iri in names.listing.everything(spellings.kinds(kind)) if len(name) > 2})
    for name, iri in listed[:: len(listed) // 100 + 1]:
        letters = [place for place, one in enumerate(name) if one.isalpha()]
        if not letters:
            continue
        place = letters[len(letters) // 2]
        letter = "q" if name[place] != "q" else "x"
        yield Miss(kind, name, name[:place] + letter + name[place + 1 :], iri)


def resolved(names: Names, kind: str, text: str) -> str:
    try:
        return names.resolve(kind, text).value
    except WrongUse:
        return ""


KINDS = sorted({one.kind for question in QUESTIONS for one in parameters(question, "iri")})


@pytest.mark.parametrize("kind", KINDS)
def test_near_miss_offers_what_was_meant(kind: str, small: Graph) -> None:
    tried = 0
    for miss in misses(small.names, kind):
        if resolved(small.names, kind, miss.name) != miss.iri or resolved(small.names, kind, miss.typed):
            continue  # a name of several things, or one that became another's
        with pytest.raises(WrongUse, match="did you mean") as caught:
            small.names.resolve(kind, miss.typed)
        assert spellings.key_of(miss.iri) in caught.value.repair, miss
        tried += 1
    assert tried


@pytest.mark.parametrize("lang", LANGUAGES)
def test_candidates_are_named_in_the_language_asked_for(lang: str, small: Graph) -> None:
    graph = Graph(small.store, small.catalogue, small.names, lang)
    with pytest.raises(WrongUse) as caught:
        graph.ask("participation/is_bound", state="KGX")
    assert {"en": "Kyrgyzstan", "ru": "Кыргызстан", "ky": "Кыргызстан"}[lang] in caught.value.repair


@pytest.mark.parametrize("kind", KINDS)
def test_kind_of_a_parameter_has_a_word_in_every_language(kind: str) -> None:
    assert [lang for lang in LANGUAGES if translation(lang).missing([kind])] == []


@every_question
def test_default_misspelt_by_a_letter_is_offered(question: Question, small: Graph, refused: Refused) -> None:
    for parameter in parameters(question, "iri"):
        if parameter.default is None:
            continue
        value = str(parameter.default[0] if isinstance(parameter.default, list) else parameter.default)
        typed = f"{value[:-1]}{'q' if value[-1] != 'q' else 'x'}"
        said = refused(question, {parameter.name: typed})
        assert value in said.repair.replace(",", ";"), said


class Done(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(small_home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str) -> Done:
        with pytest.raises(SystemExit) as ended:
            main(["--home", str(small_home), "ask", *arguments])
        said = capsys.readouterr()
        return Done(int(ended.value.code or 0), said.out, said.err)

    return run


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["is_bound", "--state", "xyzzy"], ["--state", '"xyzzy"', "KGZ (Kyrgyzstan)"]),
        (["is_bound", "--instrument", "icrmq"], ["--instrument", '"icrmq"', "did you mean: icrmw"]),
        (["is_bound", "--instrument", "KGZ"], ["--instrument", "KGZ is of the kind state, not instrument"]),
        (["is_bound", "--state", ""], ["--state", "empty"]),
        (["is_bound", "--state", "x" * 10_000], ["--state", "xxx..."]),
        (["is_bound", "--state", "KGZ> } ; DROP ALL #"], ["--state", "DROP ALL"]),
        (["is_bound", "--on", "2018-13-01"], ["--on", "2018-13-01", "YYYY-MM-DD"]),
        (["is_bound", "--on="], ["--on", "YYYY-MM-DD"]),
        (["is_bound", "--state", "KGZ", "--state", "RUS"], ["--state is given 2 times: KGZ, RUS"]),
        (["is_bound", "--stat", "KGZ"], ['"stat"', "did you mean --state?"]),
        (["is_bound", "--xyzzy", "KGZ"], ['"xyzzy"', "--state, --instrument, --on"]),
        (["is_bound", "--state"], ["--state has no value"]),
        (["is_bound", "KGZ"], ['"KGZ" belongs to no parameter']),
        (["is_bund"], ["is_bund", "participation/is_bound"]),
        (["corridors", "--strict", "perhaps"], ["--strict", '"perhaps"', "yes, no"]),
        (["calendar", "--from", "2027-01-01", "--until", "2026-01-01"], ["2027-01-01 is after --until 2026-01-01"]),
        (["status_table", "--states", "KGZ,xyzzy"], ["--states", '"xyzzy"']),
        (["is_bound", "--state", "xyzzy", "--lang", "ru"], ["--state", "государство", "«xyzzy»", "Кыргызстан"]),
        (["is_bound", "--state", "xyzzy", "--lang", "ky"], ["--state", "мамлекет", "«xyzzy»", "Кыргызстан"]),
    ],
)  # fmt: skip
def test_command_line_says_what_is_wrong_and_ends_with_2(run: Run, arguments: list[str], said: list[str]) -> None:
    done = run(*arguments)
    assert done.code == 2
    assert done.out == ""
    assert "Traceback" not in done.err
    assert "[en]" not in done.err
    assert [words for words in said if words not in done.err] == []
