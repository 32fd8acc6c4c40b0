"""`dutygraph restore`: put a saved workspace back."""

from __future__ import annotations

from pathlib import Path

import click

from dutygraph.cli.options import Choices, common_options, out


@click.command("restore", epilog="Example: dutygraph restore my-graph.tar.gz --home another-graph")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.tar.gz")
@click.option("--force", is_flag=True, help="Replace what people gave a workspace that is not empty.")
@common_options
@click.pass_obj
def command(choices: Choices, file: Path, force: bool) -> None:
    """Put what `dutygraph backup` saved into an empty workspace: all of it or nothing.

    With --force it takes the place of the inputs, corrections, reviews, disputes and replies that are there. Frozen
    releases are added to those that are there; none is replaced or taken away.
    """
    from dutygraph.backup import restore

    found = restore(choices.folder, file, force)
    if not choices.quiet:
        out(f"Restored {len(found)} files to {choices.folder}; now run `dutygraph build`.\n")
