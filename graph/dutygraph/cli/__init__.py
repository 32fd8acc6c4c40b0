"""The command line: each command is a module, imported when it is called, so that starting costs little."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

import click

from dutygraph import __version__
from dutygraph.cli.options import Choices, common_options
from dutygraph.errors import DutygraphError

if TYPE_CHECKING:
    from dutygraph.translation import Translation

# Name, module and what it does; `--help` reads this and imports none of them.
COMMANDS = {
    "build": ("build", "Build the graph from its sources."),
    "ask": ("ask", "List the questions, or answer one."),
    "sparql": ("sparql", "Answer any SPARQL query."),
    "show": ("show", "Show all that is said of one thing."),
    "explain": ("explain", "Tell why a fact holds."),
    "dossier": ("dossier", "Put all answers on one subject on one page to print."),
    "export": ("export", "Write the answer to a question as a network."),
    "diff": ("diff", "Tell which answers changed between two releases, and why."),
    "release": ("release", "Freeze the release in use under a version."),
    "correct": ("correct", "Write a correction of one row of a source."),
    "backup": ("backup", "Save what people gave the workspace."),
    "restore": ("restore", "Put a saved workspace back."),
    "validate": ("validate", "Check the graph against its shapes and checks."),
    "doctor": ("doctor", "Check this installation and workspace."),
    "translations": ("translations", "List texts that lack a translation."),
}


class LazyGroup(click.Group):
    """A group that imports a command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order in which a person meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"dutygraph.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is called; name the nearest when there is none."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(name, COMMANDS, 1)
            repair = f"did you mean `dutygraph {near[0]}`?" if near else "`dutygraph --help` lists the commands"
            raise click.UsageError(f'there is no command "{name}"; {repair}')
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, what) for name, (_, what) in COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: dutygraph ask participation/is_bound --state RUS --instrument icrmw --on 2018-07-01",
)
@common_options
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """Ask a knowledge graph of human rights obligations: who owes what to whom, and under which article."""


def main(arguments: list[str] | None = None) -> None:
    """Run a command and end with its exit code; an error is a line, never a traceback."""
    choices = Choices()
    try:
        sys.exit(cli.main(arguments, prog_name="dutygraph", standalone_mode=False, obj=choices) or 0)
    except click.Abort:
        _complain("interrupted; nothing was changed")
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except DutygraphError as error:
        words = _words(choices)
        _complain(f"{words.say('error')}: {error.tell(words.say)}")
        sys.exit(error.exit_code)
    except Exception as error:
        if choices.is_verbose:
            raise
        text = str(error).strip().splitlines() or [""]
        _complain(f"error: {type(error).__name__}: {text[0]}\n  run with --verbose for the traceback")
        sys.exit(1)


def _words(choices: Choices) -> Translation:
    """Return the language to complain in: the one chosen, unless the choice is the mistake."""
    from dutygraph.translation import translation

    try:
        return translation(choices.language)
    except DutygraphError:
        return translation("en")


def _complain(text: str) -> None:
    click.echo(text, err=True)
