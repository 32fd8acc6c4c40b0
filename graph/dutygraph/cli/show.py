"""`dutygraph show`: all that is said of one thing."""

from __future__ import annotations

import click

from dutygraph.cli.options import Choices, common_options, out, release_option, room


@click.command("show", epilog="Example: dutygraph show ilo-c183/art-4 --lang ru")
@click.argument("key")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to write it.")
@release_option
@common_options
@click.pass_obj
def command(choices: Choices, key: str, form: str) -> None:
    """Show all that is said of one thing, its evidence, and what points to it.

    KEY is an IRI, a key (`KGZ`, `ilo-c183/art-4`, `body/ombudsman`), a name or an abbreviation.
    """
    description = choices.graph().show(key)
    if form == "json":
        import json

        out(json.dumps(description.to_json(), ensure_ascii=False, indent=2) + "\n")
    else:
        out(description.to_text(room()))
