"""`dutygraph dossier`: all that fits one body, treaty, goal, statement or State, on one page to print."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from dutygraph.cli.options import Choices, check_place, common_options, deliver
from dutygraph.errors import WrongUse, msgid

_FORMATS = ("html", "docx")
_SUBJECTS = {
    "body": "A public body: mia.",
    "instrument": "A treaty or other instrument: ilo-c183.",
    "goal": "A Sustainable Development Goal or target: 5.2.",
    "statement": "A statement: bir-duino-2018.",
    "state": "A State: KGZ.",
}


def _subjects(command: Callable[..., Any]) -> Callable[..., Any]:
    for name, about in reversed(_SUBJECTS.items()):
        command = click.option(f"--{name}", metavar="NAME", help=about)(command)
    return command


@click.command("dossier", epilog="Example: dutygraph dossier --body mia --lang ru --out mia.docx")
@_subjects
@click.option("--on", "day", metavar="DATE", help="The day that counts as today: 2018-07-01.")
@click.option("--format", "form", metavar="|".join(_FORMATS), help="html, or docx; without it as --out ends.")
@click.option("--out", "file", type=click.Path(path_type=Path), metavar="FILE", help="The file to write.")
@common_options
@click.pass_obj
def command(choices: Choices, /, day: str | None, form: str | None, file: Path | None, **subjects: str | None) -> None:
    """Put all answers that fit one subject on one page: for a meeting, to print, to send.

    Every row has the numbers of its sources, which stand at the end. On a terminal the page is written to a
    file in this folder; else, without --out, to standard output.
    """
    from dutygraph.dossiers import assemble, choose
    from dutygraph.parameters import read_day

    dossier, subject = choose({name: value for name, value in subjects.items() if value})
    form = _form(form, file)
    on = read_day("on", day).isoformat() if day else None
    if file is not None:
        check_place(file)
    if file is None and sys.stdout.isatty():
        file = Path(f"dossier-{dossier.name}-{_plain(subject)}.{form}")
    found = assemble(choices.graph(), dossier, subject, on)
    if form == "docx":
        from dutygraph.formats.dossier_document import write_dossier_docx

        deliver(write_dossier_docx(found), file)
    else:
        from dutygraph.formats.dossier_page import write_dossier_html

        deliver(write_dossier_html(found), file)
    if file is not None and not choices.quiet:
        click.echo(f"{found.title}: {file}", err=True)


def _form(form: str | None, file: Path | None) -> str:
    """Return the format that was named, else the one that the ending of the file tells, else a page."""
    ending = file.suffix.lower().removeprefix(".") if file else "html"
    wanted = form or {"htm": "html"}.get(ending, ending)
    if wanted not in _FORMATS:
        raise WrongUse(
            msgid('a dossier cannot be written as "{value}"'),
            msgid("choose one of: {known}"),
            value=wanted,
            known=", ".join(_FORMATS),
        )
    return wanted


def _plain(subject: str) -> str:
    """Return a subject as a part of a file's name."""
    return "".join(letter if letter.isalnum() or letter in "-." else "-" for letter in subject)
