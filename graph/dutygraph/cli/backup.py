"""`dutygraph backup`: save what people gave the workspace."""

from __future__ import annotations

from pathlib import Path

import click

from dutygraph.cli.options import Choices, common_options, out


@click.command("backup", epilog="Example: dutygraph backup my-graph.tar.gz --home my-graph")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.tar.gz")
@common_options
@click.pass_obj
def command(choices: Choices, file: Path) -> None:
    """Save registered inputs, corrections, reviews, disputes, replies and frozen releases in one archive.

    What is not frozen is not saved: `dutygraph build` makes it again, to the same hash. The same workspace gives the
    same bytes.
    """
    from dutygraph.backup import backup
    from dutygraph.inputs import checksum

    saved = backup(choices.folder, file)
    if not choices.quiet:
        out(f"Saved {len(saved)} files of {choices.folder} in {file}, sha256 {checksum(file)}.\n")
