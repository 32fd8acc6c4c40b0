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

        return Graph.at(self.address, None if self.address else self.folder, self.language)

    def catalogue(self) -> Catalogue:
        """Return the questions without opening a store: those of the release, else of the installation."""
        from dutygraph.errors import EnvironmentProblem
        from dutygraph.questions import installed_catalogue, release_catalogue
        from dutygraph.workspace import current_release

        if self.address:
            return installed_catalogue()
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


def room() -> int:
    """Return the width to write for."""
    from shutil import get_terminal_size

    return max(get_terminal_size((100, 24)).columns, 40)


def out(text: str) -> None:
    """Write a result to standard output; a reader that has seen enough (`| head`) is no error."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes once more when it ends, and would complain then.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
