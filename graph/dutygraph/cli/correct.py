"""`dutygraph correct`: write a correction of one row of a source."""

from __future__ import annotations

import datetime

import click

from dutygraph.cli.options import Choices, common_options, out
from dutygraph.errors import WrongUse


@click.command(
    "correct",
    epilog='Example: dutygraph correct --source treaty_actions --table treaty_actions.csv --key KGZ --key icrmw '
    '--key accession --key 1 --set date=2003-09-30 --why "the depositary gives this day" --by "Legal desk" '
    "--source-url https://treaties.un.org/",
)
@click.option("--source", required=True, metavar="NAME", help="The source, as its folder in loaders/ is called.")
@click.option("--table", required=True, metavar="FILE", help="The table of the source.")
@click.option("--key", required=True, multiple=True, metavar="VALUE", help="The key of the row; once for each part.")
@click.option("--set", "cells", multiple=True, metavar="COLUMN=VALUE", help="What a cell should say; again for more.")
@click.option("--leave-out", is_flag=True, help="Take the whole row out instead.")
@click.option("--why", required=True, help="The reason, for everybody to read.")
@click.option("--what", default="", help="What is corrected, in a few words.")
@click.option("--by", required=True, help="The organisation or role that says so; never a private person.")
@click.option("--source-url", required=True, metavar="ADDRESS", help="Where one can read it.")
@click.option("--on", metavar="DAY", help="The day of the correction; default today.")
@click.option("--name", metavar="NAME", help="The name of its file; default made from source and key.")
@common_options
@click.pass_obj
def command(choices: Choices, /, cells: tuple[str, ...], name: str | None, on: str | None, **said: object) -> None:
    """Write a correction of one row of a source into the workspace.

    The correction overrides the row at every build, visibly: `dutygraph show` and --evidence tell who corrected what.
    """
    from dutygraph.writing import write_correction

    fields = {field: value for field, value in said.items() if value}
    fields |= {"on": on or datetime.date.today().isoformat(), "set": dict(map(_cell, cells))}
    path = write_correction(choices.folder, fields, name)
    if not choices.quiet:
        out(f"Wrote {path}; now run `dutygraph build`.\n")


def _cell(text: str) -> tuple[str, str]:
    column, equals, value = text.partition("=")
    if not equals or not column:
        raise WrongUse(f'"{text}" sets no column', "write --set COLUMN=VALUE")
    return column.strip(), value.strip()
