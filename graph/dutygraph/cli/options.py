"""Options that every command takes, before or after its name."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dutygraph import settings
from dutygraph.errors import EnvironmentProblem, WrongUse, msgid

if TYPE_CHECKING:
    from dutygraph.api import Graph
    from dutygraph.catalogue import Catalogue

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass
class Choices:
    """What a person chose for all commands."""

    home: str | None = None
    store: str | None = None
    lang: str | None = None
    release: str | None = None
    quiet: bool = False
    verbose: bool = False

    @property
    def is_verbose(self) -> bool:
        """Say whether details are wanted."""
        return self.verbose

    @property
    def language(self) -> str:
        """Return the language of answers."""
        return settings.language(self.lang)

    @property
    def folder(self) -> Path:
        """Return the workspace."""
        return settings.home(self.home)

    @property
    def address(self) -> str | None:
        """Return the remote endpoint to ask; a workspace named by hand beats one set in the environment."""
        return self.store if self.store or self.home else settings.remote_store()

    def graph(self) -> Graph:
        """Open the graph that was chosen."""
        from dutygraph.api import Graph

        return Graph.at(self.address, None if self.address else self.folder, self.language, self.release)

    def catalogue(self) -> Catalogue:
        """Return the questions without opening a store: those of the release, else of the installation."""
        from dutygraph.questions import installed_catalogue, release_catalogue
        from dutygraph.workspace import current_release

        if self.address:
            return installed_catalogue()
        if self.release:
            from dutygraph.frozen import find_release

            return release_catalogue(find_release(self.folder, self.release).folder)
        try:
            return release_catalogue(current_release(self.folder))
        except EnvironmentProblem:
            return installed_catalogue()


def _keep(ctx: click.Context, parameter: click.Parameter, value: Any) -> None:
    if value is not None and value is not False and parameter.name:
        setattr(ctx.ensure_object(Choices), parameter.name, value)


def common_options(command: Command) -> Command:
    """Add the options that every command takes."""
    options = [
        click.option("--home", metavar="FOLDER", help="The workspace (DUTYGRAPH_HOME; default .dutygraph)."),
        click.option("--store", metavar="ADDRESS", help="A remote SPARQL endpoint to ask (DUTYGRAPH_STORE)."),
        click.option("--lang", metavar="en|ru|ky", help="Language of answers (DUTYGRAPH_LANG; default en)."),
        click.option("--quiet", is_flag=True, help="Say nothing but the result."),
        click.option("--verbose", is_flag=True, help="Say more; show the traceback of an unexpected error."),
    ]
    for option in reversed(options):
        command = option(command)
    for parameter in getattr(command, "__click_params__", []):
        if parameter.name in Choices.__dataclass_fields__:
            parameter.expose_value, parameter.callback = False, _keep
    return command


def release_option(command: Command) -> Command:
    """Add the choice of an older release to a command that asks one; stands above `common_options`."""
    text = "A frozen version or another release to ask: 2026.11, previous."
    return click.option("--release", metavar="NAME", expose_value=False, callback=_keep, help=text)(command)


def room() -> int:
    """Return the width to write for."""
    from shutil import get_terminal_size

    return max(get_terminal_size((100, 24)).columns, 40)


def out(text: str | bytes) -> None:
    """Write a result to standard output; a reader that has seen enough (`| head`) is no error."""
    try:
        if isinstance(text, bytes):
            sys.stdout.buffer.write(text)
        else:
            sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes once more when it ends, and would complain then.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def format_options(command: Command) -> Command:
    """Add the options that say how an answer is written, and where."""
    from dutygraph.formats import FORMATS

    about = "How to write the answer; without it as the ending of --out says, else as a table."
    named = click.option("--format", "form", metavar="|".join(FORMATS), help=about)
    where = "Write to this file, whole or not at all."
    place = click.Path(path_type=Path, allow_dash=True)
    placed = click.option("--out", "file", type=place, metavar="FILE", callback=_place, help=where)
    return named(placed(command))


def _place(_ctx: click.Context, _parameter: click.Parameter, file: Path | None) -> Path | None:
    """Take `-` for standard output, as other programs do."""
    return None if file == Path("-") else file


def choose(form: str | None, file: Path | None) -> str | None:
    """Return the format to write, before anything is asked; refuse what a terminal cannot show."""
    from dutygraph.formats import choose_format, format_named

    if file is not None:
        check_place(file)
    form = choose_format(form, file)
    if form and file is None and format_named(form).is_binary and sys.stdout.isatty():
        raise WrongUse(
            msgid("{form} is no text for a terminal"), msgid("write it to a file: --out answer.{form}"), form=form
        )
    return form


def check_place(file: Path) -> None:
    """Refuse a folder, or a file in a folder that is not there, before anything is asked."""
    if file.is_dir():
        raise WrongUse(
            msgid("{file} is a folder"), msgid("name a file in it: --out {file}/answer.xlsx"), file=str(file)
        )
    if not file.absolute().parent.is_dir():
        folder = str(file.absolute().parent)
        raise EnvironmentProblem(
            msgid("there is no folder {folder}"), msgid("make it first, or choose another place"), folder=folder
        )


def deliver(written: str | bytes, file: Path | None) -> None:
    """Write an answer to a file, whole or not at all, or to standard output."""
    if file is None:
        out(written)
        return
    data = written if isinstance(written, bytes) else written.encode()
    target = file.resolve()  # a link stays a link
    draft = target.with_name(f".{target.name[:100]}.{os.getpid()}")
    try:
        if target.exists() and not target.is_file():  # a pipe or a device is written to, never replaced
            target.write_bytes(data)
            return
        draft.write_bytes(data)
        draft.replace(target)
    except OSError as error:
        raise EnvironmentProblem(
            msgid("{file} cannot be written: {reason}"),
            msgid("choose another place; nothing that was there has changed"),
            file=str(file),
            reason=error.strerror or error,
        ) from error
    finally:
        draft.unlink(missing_ok=True)
