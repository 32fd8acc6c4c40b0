"""`dutygraph diff`: which answers changed between two releases, and because of which rows."""

from __future__ import annotations

import click

from dutygraph.cli.ask import read_words
from dutygraph.cli.build import progress
from dutygraph.cli.options import Choices, common_options, out, room
from dutygraph.errors import WrongUse, msgid


@click.command(
    "diff",
    context_settings={"ignore_unknown_options": True},
    epilog="Example: dutygraph diff 2026.11 current --question participation/is_bound --state RUS",
)
@click.argument("words", nargs=-1, type=click.UNPROCESSED, metavar="[A] [B] [--PARAMETER VALUE]...")
@click.option("--question", metavar="NAME", help="Only this question, with its parameters.")
@click.option("--on", metavar="DAY", help="The day that is `today` for both; default today.")
@click.option(
    "--format", "form", type=click.Choice(["text", "md", "json"]), default="text", help="How to write it."
)
@common_options
@click.pass_obj
def command(choices: Choices, words: tuple[str, ...], question: str | None, on: str | None, form: str) -> None:
    """Tell which answers changed between two releases, in which rows, and because of which rows of the sources.

    A and B are frozen versions, names of builds, `current` or `previous`; by default previous and current.
    Every question is asked with its defaults and examples. Exit code 0 when nothing differs, 1 when something does.
    """
    from dutygraph.comparing import compare
    from dutygraph.frozen import find_release
    from dutygraph.parameters import read_day
    from dutygraph.telling_changes import write

    if choices.store:
        problem, repair = msgid("an endpoint has one release only"), msgid("name a workspace with --home")
        raise WrongUse(problem, repair)
    names, given = _split(words)
    if given and question is None:
        problem = msgid("--{name} is given but no question is named")
        raise WrongUse(problem, msgid("name it with --question"), name=next(iter(given)))
    day = read_day("on", on) if on else None
    if on and question is not None and _takes_day(choices, question):
        given["on"] = [on]
    old, new = (find_release(choices.folder, name) for name in (*names, *("previous", "current")[len(names) :]))
    with progress(choices.quiet, choices.verbose, "comparing") as step:
        found = compare(old, new, on=day, question=question, given=given, lang=choices.language, progress=step)
    out(write(found, form, room(), choices.verbose))
    raise SystemExit(0 if found.is_same else 1)


def _takes_day(choices: Choices, question: str) -> bool:
    return "on" in choices.catalogue()[question].parameters


def _split(words: tuple[str, ...]) -> tuple[list[str], dict[str, list[str]]]:
    """Split the command line into names of releases and parameters of the question.

    >>> _split(("2026.11", "--state", "RUS", "current"))
    (['2026.11', 'current'], {'state': ['RUS']})
    """
    names: list[str] = []
    options: list[str] = []
    waiting = list(words)
    while waiting:
        word = waiting.pop(0)
        if not word.startswith("--"):
            names.append(word)
            continue
        options.append(word)
        if "=" not in word and waiting and not waiting[0].startswith("--"):
            options.append(waiting.pop(0))
    if len(names) > 2:
        raise WrongUse(msgid("two releases are compared, {count} are named"), count=len(names))
    return names, read_words(tuple(options))[1]
