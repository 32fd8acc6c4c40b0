"""`dutygraph sparql`: any SPARQL query."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from dutygraph.cli.options import Choices, choose, common_options, deliver, format_options, release_option, room
from dutygraph.errors import BadInput, WrongUse

_NOISE = re.compile(r"#[^\n]*|<[^<>\s]*>|[\w.-]*:[\w.-]*|[?$]\w+|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'")
_UPDATE = re.compile(r"\b(insert|delete|load|clear|create|drop|add|move|copy)\b", re.IGNORECASE)
_QUERY = re.compile(r"\b(select|ask|construct|describe)\b", re.IGNORECASE)


@click.command("sparql", epilog="Example: echo 'SELECT * { ?s ?p ?o } LIMIT 5' | dutygraph sparql -")
@click.argument("query", metavar="FILE")
@format_options
@release_option
@common_options
@click.pass_obj
def command(choices: Choices, query: str, form: str | None, file: Path | None) -> None:
    """Answer the SPARQL query in a FILE, or on standard input when FILE is `-`.

    The default graph holds every fact once; `GRAPH ?g { ... }` says which source gave it.
    """
    from dutygraph.formats import write_any

    form = choose(form, file)
    text = read_query(query)
    answer = choices.graph().sparql(text)
    deliver(write_any(answer, form, room() if file is None else 100), file)


def read_query(file: str) -> str:
    """Read a query; refuse one that would change the graph."""
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(
            f"{file}: the query cannot be read: {error}", "name a text file, or - for standard input"
        ) from error
    refuse_updates(text)
    return text


def refuse_updates(text: str) -> None:
    """Stop a text that changes the graph: a release is never changed, a new one is built."""
    bare = _NOISE.sub(" ", text)
    update, query = _UPDATE.search(bare), _QUERY.search(bare)
    if update and (not query or update.start() < query.start()):
        raise WrongUse(
            f"{update[0].upper()} would change the graph; a built graph is only read",
            "change the sources and run `dutygraph build`",
        )
