"""Write docs/reference.md from the commands, settings, exit codes and headers of the questions (`make docs`)."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click

from dutygraph import errors, settings
from dutygraph.catalogue import Catalogue, Parameter, Question, compile_catalogue
from dutygraph.cli import COMMANDS, cli
from dutygraph.resources import folder

REFERENCE = Path(__file__).resolve().parents[1] / "docs" / "reference.md"


def main() -> None:
    """Write the file."""
    REFERENCE.write_text(reference(), "utf-8")


def reference() -> str:
    """Return the whole page."""
    parts = [
        "# Reference",
        "Written by `make docs` from the code and the headers of the questions; do not edit it.",
        "## Commands",
        *commands(),
        "## Settings",
        "Each is an environment variable; `--home`, `--store` and `--lang` say the same for one command.",
        _table(("variable", "meaning"), ((f"`{name}`", text) for name, text in settings.MEANINGS.items())),
        "## Exit codes",
        "0 done, 1 findings or an unforeseen failure, 2 wrong use, 3 bad input, 4 environment. The errors behind them:",
        _block((errors.__doc__ or "").split("\n\n", 1)[1].rstrip()),
        "## Questions",
        "`dutygraph ask` lists them in your language. How to write one: [queries/README.md](../queries/README.md).",
        *(question(one) for one in Catalogue(compile_catalogue(folder("queries")))),
    ]
    return "\n\n".join(parts) + "\n"


def commands() -> Iterator[str]:
    """Describe the program and each command by its own help."""
    program = _context(cli, "dutygraph")
    yield _block(program.get_help())
    for name, (module, _) in COMMANDS.items():
        yield f"### dutygraph {name}"
        yield _block(_context(import_module(f"dutygraph.cli.{module}").command, name, program).get_help())


def _context(command: click.Command, name: str, parent: click.Context | None = None) -> click.Context:
    return click.Context(command, parent, name, terminal_width=100, **command.context_settings)


def question(one: Question) -> str:
    """Describe a question by its header."""
    parts = [f"### {one.name}", one.summary["en"]]
    if one.answers:
        parts[1] += f" ({', '.join(one.answers)})"
    if one.description:
        parts.append(one.description)
    taken = [(f"`--{each.name}`", _about(each)) for each in one.parameters.values() if each.type != "lang"]
    if taken:
        parts.append(_table(("parameter", "meaning"), taken))
    parts.append(_table(("column", "meaning"), ((f"`{each.name}`", each.help) for each in one.columns.values())))
    return "\n\n".join(parts)


def _about(parameter: Parameter) -> str:
    given = parameter.default if isinstance(parameter.default, list) else [parameter.default]
    default = "" if parameter.default is None else f"; default {', '.join(map(str, given))}"
    choices = f"; one of {', '.join(parameter.choices)}" if parameter.choices else ""
    return (parameter.help or "optional") + choices + default


def _table(heads: tuple[str, str], rows: Iterator[tuple[str, str]] | list[tuple[str, str]]) -> str:
    lines = [heads, ("---", "---"), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _block(text: str) -> str:
    return f"```text\n{text}\n```"


if __name__ == "__main__":
    main()
