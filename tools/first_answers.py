"""Ask five questions of the built graph and say what to type next: what `make run` shows.

Each answer is the sentence that `dutygraph ask` says, and a few of its rows and columns.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import dutygraph
from dutygraph import layout
from dutygraph.api import Graph
from dutygraph.cli.options import out
from dutygraph.formats.table import write_rows
from dutygraph.results import Result
from dutygraph.store import Table, Term
from dutygraph.translation import translation

ROOM = 96
SHOWN = 8

NEXT = """
What to type next

  .venv/bin/dutygraph ask                                   all questions; NAME --help tells what one takes
  .venv/bin/dutygraph ask participation/is_bound --state KAZ --instrument ilo-c156 --on 2013-06-01
  .venv/bin/dutygraph ask statement/calls --lang ru         the same in Russian; ky for Kyrgyz
  .venv/bin/dutygraph ask status_table --columns instrument,state,answer --limit 5    fewer columns, fewer rows
  .venv/bin/dutygraph ask is_bound --evidence               which row of which source says so
  .venv/bin/dutygraph explain participation/KGZ/icrmw    why: rule, premises, rows
  .venv/bin/dutygraph ask responsibility/no_body --out no_body.xlsx    for a spreadsheet
  .venv/bin/dutygraph dossier --body mia --lang ru --out mia.html    all on one body, to print

An empty cell means "not known", never "no". docs/tutorial.md goes on from here.
"""


def main() -> None:
    """Print five answers and what to type next."""
    graph = dutygraph.open()
    for number, answer in enumerate((bound, status, calls, asked, nobody), 1):
        answer(graph, number)
    say(NEXT)


def bound(graph: Graph, number: int) -> None:
    """Tell whether Russia was bound by the convention on maternity protection."""
    title = "Was Russia, where most Kyrgyz migrants work, bound by the Maternity Protection Convention in 2018?"
    result = tell(graph, number, title, "participation/is_bound", state="RUS", instrument="ilo-c183", on="2018-07-01")
    show(result, "act", "act_date", "last_known", "last_known_on")


def status(graph: Graph, number: int) -> None:
    """Set the instruments that the statement of 2018 names against three States."""
    title = "Who was bound by what the statement of July 2018 names?"
    result = tell(graph, number, title, "participation/status_table", on="2018-07-01")
    cells: dict[str, dict[str, str]] = {}
    for row in result.table:
        by_state = cells.setdefault(result.show("instrument", row["instrument"], is_brief=True), {})
        by_state[result.show("state", row["state"])] = standing(result, row)
    states = sorted({state for by_state in cells.values() for state in by_state})
    rows = [[name, *(by_state.get(state, "") for state in states)] for name, by_state in cells.items()]
    say(indent(layout.columns(["instrument", *states], rows, ROOM)))


def standing(result: Result, row: Mapping[str, Term | None]) -> str:
    """Return the answer; beside an unknown one what was known last."""
    answer, last, last_on = (result.show(name, row[name]) for name in ("answer", "last_known", "last_known_on"))
    return f"{answer} ({last} in {last_on[:4]})" if answer == "unknown" and last and last_on else answer


def calls(graph: Graph, number: int) -> None:
    """Show the demands that name nobody."""
    title = "What did civil society demand in 2018 without naming anybody who should do it?"
    result = tell(graph, number, title, "statement/calls", statement="bir-duino-2018")
    place = result.columns.index("addressee")
    rows = [row for row in result.table.rows if row[place] is None]
    show(replace(result, table=Table(result.columns, rows)), "gist", "section")


def asked(graph: Graph, number: int) -> None:
    """Show who was asked to respect an instrument that did not bind it."""
    title = "Who was asked to respect an instrument that did not bind it, and what binds it instead?"
    result = tell(graph, number, title, "participation/asked_but_not_bound")
    show(result, "state", "instrument", "date", "answer", "alternative_instrument")


def nobody(graph: Graph, number: int) -> None:
    """Show duties for which no body is known."""
    title = "For which duties of Kyrgyzstan is no responsible public body known?"
    result = tell(graph, number, title, "responsibility/no_body", state="KGZ", kind="duty")
    show(result, "item", "theme", "since")


def tell(graph: Graph, number: int, title: str, question: str, **parameters: Any) -> Result:
    """Ask, and print the title, the command that asks the same, and the answer in words."""
    result = graph.ask(question, **parameters)
    words = ["dutygraph", "ask", question, *(word for key, value in parameters.items() for word in (f"--{key}", value))]
    say(f"\n{number}. {title}\n\n   $ {shlex.join(words)}\n")
    say(indent("\n".join(layout.wrap(result.summary, ROOM)) + "\n"))
    return result


def show(result: Result, *columns: str) -> None:
    """Print some columns, each row once, the first of them, as `dutygraph ask --columns ... --limit ...` would."""
    chosen = result.cut(columns)
    once = replace(chosen, table=Table(chosen.columns, list(dict.fromkeys(chosen.table.rows))))
    say(indent(write_rows(once.cut(limit=SHOWN), translation(result.lang), ROOM)))


def say(text: str) -> None:
    """Print a line; a reader that has seen enough (`| head`) is no error."""
    out(text + "\n")


def indent(text: str) -> str:
    """Move a text in from the edge."""
    return "\n".join(f"   {line}".rstrip() for line in text.rstrip("\n").split("\n")) + "\n"


if __name__ == "__main__":
    main()
