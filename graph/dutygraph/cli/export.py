"""`dutygraph export`: the answer to a question as a network file."""

from __future__ import annotations

from pathlib import Path

import click

from dutygraph.cli.ask import read_words
from dutygraph.cli.options import Choices, common_options, release_option
from dutygraph.errors import WrongUse


@click.command(
    "export",
    context_settings={"ignore_unknown_options": True},
    epilog="Example: dutygraph export participation/is_bound --instrument icrmw --out icrmw.graphml",
)
@click.argument("words", nargs=-1, type=click.UNPROCESSED, metavar="QUESTION [--PARAMETER VALUE]...")
@click.option("--to", "form", type=click.Choice(["graphml"]), default="graphml", help="The format of the file.")
@click.option("--out", "file", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The file.")
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@release_option
@common_options
@click.pass_obj
def command(choices: Choices, words: tuple[str, ...], form: str, file: Path, force: bool) -> None:
    """Write the answer to a question as a network: the things in its rows, and the links that rows make.

    QUESTION and its parameters are as for `dutygraph ask`.
    """
    from dutygraph.export.graphml import dump_graphml, write_file
    from dutygraph.export.networks import network

    name, given = read_words(words)
    if name is None:
        raise WrongUse("no question is named", "`dutygraph ask` lists the questions")
    graph = choices.graph()
    found = network(graph.answer(graph.catalogue[name], given))
    write_file(dump_graphml(found), file, force)
    if not choices.quiet:
        click.echo(f"{file}: {found.number_of_nodes()} nodes, {found.number_of_edges()} edges", err=True)
