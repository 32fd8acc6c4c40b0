"""Ask five questions of the built graph and say what to type next: what `make run` shows.

Each answer is the sentence that `dutygraph ask` says, and a few of its rows and columns under short names.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from typing import Any

import dutygraph
from dutygraph import layout
from dutygraph.api import Graph
from dutygraph.cli.options import out
from dutygraph.results import Result, iris_of
from dutygraph.store import Term

ROOM = 96
SHOWN = 8
Rows = list[list[str]]

NEXT = """
What to type next

  .venv/bin/dutygraph ask                                   all questions; NAME --help tells what one takes
  .venv/bin/dutygraph ask participation/is_bound --state KAZ --instrument ilo-c156 --on 2013-06-01
  .venv/bin/dutygraph ask statement/calls --lang ru         the same in Russian; ky for Kyrgyz
  .venv/bin/dutygraph ask is_bound --evidence               which row of which source says so
  .venv/bin/dutygraph explain participation/KGZ/icrmw/accession    why: rule, premises, rows
  .venv/bin/dutygraph ask responsibility/no_body --format csv > no_body.csv    for a spreadsheet

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
    row = next(iter(result.table))
    names = ("act", "act_date", "last_known", "last_known_on")
    say(indent(layout.fields([(name.replace("_", " "), result.show(name, row[name])) for name in names], ROOM)))


def status(graph: Graph, number: int) -> None:
    """Set the instruments that the statement of 2018 names against three States."""
    title = "Who was bound by what the statement of July 2018 names?"
    result = tell(graph, number, title, "participation/status_table", on="2018-07-01")
    short = short_names(graph)
    cells: dict[str, dict[str, str]] = {}
    for row in result.table:
        by_state = cells.setdefault(named(short, result, "instrument", row), {})
        by_state[result.show("state", row["state"])] = standing(result, row)
    states = sorted({state for by_state in cells.values() for state in by_state})
    rows = [[name, *(by_state.get(state, "") for state in states)] for name, by_state in cells.items()]
    show(["instrument", *states], rows)


def standing(result: Result, row: Mapping[str, Term | None]) -> str:
    """Return the answer; beside an unknown one what was known last."""
    answer, last, last_on = (result.show(name, row[name]) for name in ("answer", "last_known", "last_known_on"))
    return f"{answer} ({last} in {last_on[:4]})" if answer == "unknown" and last and last_on else answer


def calls(graph: Graph, number: int) -> None:
    """Show the demands that name nobody."""
    title = "What did civil society demand in 2018 without naming anybody who should do it?"
    result = tell(graph, number, title, "statement/calls", statement="bir-duino-2018")
    rows = [row for row in result.table if row["addressee"] is None]
    show(["demand that names nobody", "section"], pick(result, rows, ("gist", "section")))


def asked(graph: Graph, number: int) -> None:
    """Show who was asked to respect an instrument that did not bind it."""
    title = "Who was asked to respect an instrument that did not bind it, and what binds it instead?"
    result = tell(graph, number, title, "participation/asked_but_not_bound")
    short = short_names(graph)
    rows = [
        [
            result.show("state", row["state"]),
            named(short, result, "instrument", row),
            row["date"].value if row["date"] else "",
            result.show("answer", row["answer"]),
            named(short, result, "alternative_instrument", row),
        ]
        for row in result.table
    ]
    show(["State", "asked to respect", "when", "bound then?", "what bound it instead"], rows)


def nobody(graph: Graph, number: int) -> None:
    """Show provisions with duties for which no body is known."""
    title = "For which duties of Kyrgyzstan is no responsible public body known?"
    result = tell(graph, number, title, "responsibility/no_body", state="KGZ", kind="duty")
    texts = provision_texts(graph)
    rows = [
        [*texts.get(row["item"].value, (result.show("item", row["item"]), "")), result.show("since", row["since"])]
        for row in result.table
        if row["item"] is not None
    ]
    show(["set out in", "what it is about", "since"], rows)


def provision_texts(graph: Graph) -> dict[str, tuple[str, str]]:
    """Return, for each obligation, the name of its provision and what that is about."""
    query = """PREFIX dg: <https://w3id.org/dutygraph/ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
      SELECT ?item ?label ?gist {
        ?item a dg:Obligation ; dg:isSetOutIn ?provision . ?provision rdfs:label ?label ; dg:gist ?gist
        FILTER(LANG(?label) = "en" && LANG(?gist) = "en") }"""
    rows = graph.store.select(query).rows
    return {item.value: (label.value, gist.value) for item, label, gist in rows if item and label and gist}


def tell(graph: Graph, number: int, title: str, question: str, **parameters: Any) -> Result:
    """Ask, and print the title, the command that asks the same, and the answer in words."""
    result = graph.ask(question, **parameters)
    words = ["dutygraph", "ask", question, *(word for key, value in parameters.items() for word in (f"--{key}", value))]
    say(f"\n{number}. {title}\n\n   $ {shlex.join(words)}\n")
    say(indent("\n".join(layout.wrap(result.summary, ROOM)) + "\n"))
    return result


def pick(result: Result, rows: Iterable[Mapping[str, Term | None]], names: tuple[str, ...]) -> Rows:
    """Return some columns as a person reads them."""
    return [[result.show(name, row[name]) for name in names] for row in rows]


def short_names(graph: Graph) -> dict[str, str]:
    """Return the usual short names of instruments: "CEDAW", "ILO C183"."""
    found = graph.store.select("SELECT ?thing ?name { ?thing <https://w3id.org/dutygraph/ns#shortName> ?name }")
    return {row["thing"].value: row["name"].value for row in found if row["thing"] and row["name"]}


def named(short: dict[str, str], result: Result, column: str, row: Mapping[str, Term | None]) -> str:
    """Return the short names of the things in a cell."""
    iris = iris_of(row[column], column in result.lists)
    return ", ".join(sorted(short.get(iri) or str(result.labels.get(iri, iri)) for iri in iris))


def show(heads: list[str], rows: Rows) -> None:
    """Print a small table: each row once, the first few of them."""
    once = list(dict.fromkeys(map(tuple, rows)))
    say(indent(layout.columns(heads, once[:SHOWN], ROOM)))
    if len(once) > SHOWN:
        say(f"   ... and {len(once) - SHOWN} more\n")


def say(text: str) -> None:
    """Print a line; a reader that has seen enough (`| head`) is no error."""
    out(text + "\n")


def indent(text: str) -> str:
    """Move a text in from the edge."""
    return "\n".join(f"   {line}".rstrip() for line in text.rstrip("\n").split("\n")) + "\n"


if __name__ == "__main__":
    main()
