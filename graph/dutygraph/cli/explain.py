"""`dutygraph explain`: why a fact holds."""

from __future__ import annotations

import click

from dutygraph.cli.options import Choices, common_options, out, release_option


@click.command("explain", epilog="Example: dutygraph explain participation/KGZ/icrmw")
@click.argument("key")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to write it.")
@release_option
@common_options
@click.pass_obj
def command(choices: Choices, key: str, form: str) -> None:
    """Tell why a fact holds: the rule, what it rests on, and so on down to the rows of the sources.

    KEY is an IRI, or kind and key: `participation/KGZ/icrmw`.
    """
    explanation = choices.graph().explain(key)
    if form == "json":
        import json

        out(json.dumps(explanation.to_json(), ensure_ascii=False, indent=2) + "\n")
    else:
        out(str(explanation))
