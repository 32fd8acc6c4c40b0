"""`dutygraph ask`: list the questions, or answer one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dutygraph.catalogue import Catalogue, Question
from dutygraph.cli.options import Choices, choose, common_options, deliver, format_options, out, release_option, room
from dutygraph.errors import WrongUse, msgid
from dutygraph.translation import translation

if TYPE_CHECKING:
    from dutygraph.results import Result


@click.command(
    "ask",
    add_help_option=False,
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": True},
    epilog="Example: dutygraph ask participation/is_bound --state RUS --instrument icrmw --on 2018-07-01",
)
@click.argument("words", nargs=-1, type=click.UNPROCESSED, metavar="[NAME] [--PARAMETER VALUE]...")
@format_options
@click.option("--columns", metavar="A,B,...", help="Which columns, in this order.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Only the first N rows.")
@click.option("--evidence", is_flag=True, help="Show the source rows behind each row.")
@click.option("--help", "-h", "wants_help", is_flag=True, help="Show this, or what a question takes and answers.")
@release_option
@common_options
@click.pass_context
def command(
    ctx: click.Context,
    *,
    words: tuple[str, ...],
    form: str | None,
    file: Path | None,
    columns: str | None,
    limit: int | None,
    evidence: bool,
    wants_help: bool,
) -> None:
    """List the questions, or answer one.

    NAME is the name of a question, or its last part: `dutygraph ask` lists all of them,
    `dutygraph ask NAME --help` tells what one takes and answers.
    """
    choices: Choices = ctx.obj
    name, given = read_words(words)
    if wants_help and name is None:
        out(ctx.get_help() + "\n")
    elif name is None:
        _refuse(given)
        out(list_questions(choices.catalogue(), choices.language))
    elif wants_help:
        out(describe(choices.catalogue()[name], choices.language))
    else:
        from dutygraph.formats import format_named

        form = choose(form, file) or "table"
        graph = choices.graph()
        result = graph.answer(graph.catalogue[name], given, evidence or format_named(form).reads_evidence)
        _write(choices, _cut(result, columns, limit), form, file)


def _cut(result: Result, columns: str | None, limit: int | None) -> Result:
    if columns is None and not limit:
        return result
    return result.cut([name for name in (columns or "").split(",") if name.strip()], limit)


def _write(choices: Choices, result: Result, form: str, file: Path | None) -> None:
    """Write an answer; what a program reads holds rows only, so that some are left out is said beside it."""
    from dutygraph.formats import write
    from dutygraph.formats.reading import left_out

    deliver(write(result, form, room() if file is None else 100), file)
    if result.left_out and (form != "table" or file) and not choices.quiet:
        click.echo(left_out(result, translation(result.lang)), err=True)


def _refuse(given: dict[str, list[str]]) -> None:
    if given:
        raise WrongUse(
            msgid("--{name} is given but no question is named"),
            msgid("`dutygraph ask` lists the questions"),
            name=next(iter(given)),
        )


def read_words(words: tuple[str, ...]) -> tuple[str | None, dict[str, list[str]]]:
    """Split what stands on the command line into the name of a question and its parameters.

    >>> read_words(("is_bound", "--state", "RUS", "--on=2018-07-01"))
    ('is_bound', {'state': ['RUS'], 'on': ['2018-07-01']})
    """
    name: str | None = None
    given: dict[str, list[str]] = {}
    waiting = list(words)
    while waiting:
        word = waiting.pop(0)
        if word.startswith("--"):
            key, equals, value = word[2:].partition("=")
            if not equals:
                if not waiting or waiting[0].startswith("--"):
                    raise WrongUse(msgid("--{name} has no value"), msgid("write --{name} VALUE"), name=key)
                value = waiting.pop(0)
            given.setdefault(key.replace("-", "_"), []).append(value)
        elif name is None:
            name = word
        else:
            raise WrongUse(
                msgid('"{word}" belongs to no parameter'),
                msgid("write --NAME VALUE, and quotes around a value with spaces"),
                word=word,
            )
    return name, given


def list_questions(catalogue: Catalogue, lang: str) -> str:
    """List the questions by topic."""
    words = translation(lang)
    lines, topic = [], ""
    for question in catalogue:
        if question.topic != topic:
            topic = question.topic
            lines += ["", click.style(words.say(topic.replace("_", " ")), bold=True)]
        lines += [f"  {question.name}", f"      {question.summary_in(lang)}"]
    lines += ["", words.say("`dutygraph ask NAME --help` tells what a question takes and answers.")]
    return _plain_unless_terminal("\n".join(lines).lstrip("\n") + "\n")


def _plain_unless_terminal(text: str) -> str:
    import sys

    return text if sys.stdout.isatty() else click.unstyle(text)


def describe(question: Question, lang: str) -> str:
    """Tell what a question takes and answers, from its header."""
    from dutygraph import layout

    words = translation(lang)
    parts = [question.summary_in(lang) + "\n"]
    if question.description:
        parts.append("\n".join(layout.wrap(question.description, room())) + "\n")
    taken = [(f"--{key}", about) for key, about in _parameters(question, lang)]
    columns = [(name, words.say(column.help)) for name, column in question.columns.items()]
    parts.append(
        f"{words.say('Parameters')}:\n" + (_indent(layout.fields(taken, room() - 2)) or f"  {words.say('none')}\n")
    )
    parts.append(f"{words.say('Columns')}:\n" + _indent(layout.fields(columns, room() - 2)))
    parts.append(f"{words.say('Examples')}:\n" + "".join(f"  {line}\n" for line in _examples(question)))
    return "\n".join(parts)


def _parameters(question: Question, lang: str) -> list[tuple[str, str]]:
    words = translation(lang)
    found = []
    for key, parameter in question.parameters.items():
        if parameter.type == "lang":
            continue
        about = [words.say(parameter.help)] if parameter.help else []
        if parameter.choices:
            about.append(f"({' | '.join(parameter.choices)})")
        if parameter.default is not None:
            default = parameter.default if isinstance(parameter.default, list) else [parameter.default]
            about.append(f"[{words.say('default')}: {', '.join(map(str, default))}]")
        elif parameter.is_optional:
            about.append(f"[{words.say('optional')}]")
        else:
            about.append(f"[{words.say('needed')}]")
        found.append((key, " ".join(about)))
    return found


def _examples(question: Question) -> list[str]:
    given: list[Mapping[str, object]] = list(question.examples.values()) or [{}]
    return [
        " ".join(["dutygraph ask", question.name, *(f"--{key} {_quoted(value)}" for key, value in example.items())])
        for example in given
    ]


def _quoted(value: object) -> str:
    text = ",".join(map(str, value)) if isinstance(value, list) else str(value)
    return f'"{text}"' if " " in text else text


def _indent(text: str) -> str:
    return "".join(f"  {line}\n" for line in text.splitlines())
