"""Put the answers that fit one subject together: what a person takes to a meeting about a body, a treaty, a State.

A dossier is a file of `queries/dossiers/`: the kind of subject, a title, and the questions with what they are given.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dutygraph.citing import sign
from dutygraph.errors import BadInput, WrongUse, msgid
from dutygraph.evidence import Leaf
from dutygraph.formats.reading import coverage_lines, credit_lines
from dutygraph.resources import folder
from dutygraph.results import Result
from dutygraph.translation import translation

if TYPE_CHECKING:
    from dutygraph.api import Graph

SUBJECT = "subject"  # stands in a dossier's file for what is asked about


class Section(NamedTuple):
    """One question of a dossier: what it is given, and how many of its rows are shown."""

    question: str
    given: Mapping[str, Any]
    rows: int | None = None


class Dossier(NamedTuple):
    """A kind of dossier."""

    name: str
    title: Mapping[str, str]
    kind: str
    example: str
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Assembled:
    """A dossier of one subject: its answers, and every source row behind them by its number."""

    title: str
    lang: str
    day: datetime.date
    release: str
    day_asked: str
    results: Sequence[Result]
    numbers: Mapping[str, int]
    leaves: Sequence[Leaf]
    ask: str

    def sources_of(self, result: Result) -> dict[int, list[int]]:
        """Return the numbers of the sources of each row of an answer, rows counted from 1."""
        found: dict[int, set[int]] = {}
        for cited in result.evidence or ():
            found.setdefault(cited.answer_row, set()).add(self.numbers[cited.leaf.iri])
        return {row: sorted(numbers) for row, numbers in found.items()}


def read_dossiers(queries: Path | None = None) -> dict[str, Dossier]:
    """Read the kinds of dossier by name. Raises BadInput, naming the file, where one cannot be read."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    found = {}
    for file in sorted(((queries or folder("queries")) / "dossiers").glob("*.yml")):
        try:
            data = YAML(typ="safe", pure=True).load(file.read_text("utf-8"))
            sections = tuple(Section(one["question"], one["given"], one.get("rows")) for one in data["sections"])
            found[file.stem] = Dossier(file.stem, data["title"], data["kind"], str(data["example"]), sections)
        except (YAMLError, KeyError, TypeError) as error:
            raise BadInput(f"{file.name}: the dossier cannot be read: {error}", "see queries/README.md") from error
    return found


def choose(given: Mapping[str, str]) -> tuple[Dossier, str]:
    """Return the one kind of dossier that a subject was given for, and the subject as typed."""
    known = read_dossiers()
    if len(given) == 1:
        ((name, subject),) = given.items()
        return known[name], subject
    options = " | ".join(f"--{one.name} {one.example}" for one in known.values())
    problem = msgid("a dossier is about one thing") if given else msgid("what is the dossier about?")
    raise WrongUse(problem, msgid("say one of: {options}"), options=options)


def assemble(
    graph: Graph, dossier: Dossier, subject: str, on: str | None = None, today: datetime.date | None = None
) -> Assembled:
    """Ask all questions of a dossier about its subject, with their evidence.

    `on` goes to each question that asks about a day. Raises WrongUse where nothing has this name.
    """
    iri = graph.names.resolve(dossier.kind, subject, graph.lang).value
    day = today or datetime.date.today()
    answered = [_ask(graph, section, iri, on, day) for section in dossier.sections]
    leaves: dict[str, Leaf] = {}
    for result in answered:
        leaves.update((cited.leaf.iri, cited.leaf) for cited in result.evidence or ())
    return Assembled(
        title=_title(graph, dossier, iri),
        lang=graph.lang,
        day=day,
        day_asked=on or day.isoformat(),
        release=graph.release,
        results=answered,
        numbers={leaf: number for number, leaf in enumerate(leaves, 1)},
        leaves=list(leaves.values()),
        ask=f"dutygraph dossier --{dossier.name} {subject}" + (f" --on {on}" if on else ""),
    )


def _ask(graph: Graph, section: Section, iri: str, on: str | None, day: datetime.date) -> Result:
    question = graph.catalogue[section.question]
    given = {name: iri if value == SUBJECT else value for name, value in section.given.items()}
    if on and "on" in question.parameters:
        given["on"] = on
    result = graph.answer(question, given, evidence=True, today=day)
    return result.cut(limit=section.rows) if section.rows else result


def _title(graph: Graph, dossier: Dossier, iri: str) -> str:
    from dutygraph.labels import read_labels
    from dutygraph.spellings import key_of

    label = read_labels(graph.store, [iri], graph.lang).get(iri)
    key = key_of(iri)
    named = f"{key}. {label}" if dossier.kind == "goal" else str(label)
    template = dossier.title.get(graph.lang) or dossier.title["en"]
    return template.format(subject=named if label else key)


def cite(assembled: Assembled) -> str:
    """Return one line that names the dossier so that another person can make the same again."""
    return sign(
        msgid(
            '{authors}: "{title}" ({ask}). {project}, release {release}. Made on {day}. {address}. '
            "Data: {licence}; each source keeps its own terms."
        ),
        assembled.lang,
        assembled.release,
        assembled.day,
        title=assembled.title,
        ask=assembled.ask,
    )


def coverage(assembled: Assembled) -> list[str]:
    """Return what was searched for all answers, each search once."""
    return list(dict.fromkeys(line for result in assembled.results for line in coverage_lines(result)))


def credits(assembled: Assembled) -> list[tuple[str, str]]:
    """Return each source of facts with its terms, and the address of its page."""
    return list(dict.fromkeys(line for result in assembled.results for line in credit_lines(result)))


def introduction(assembled: Assembled) -> list[str]:
    """Say how a dossier is read."""
    words = translation(assembled.lang)
    return [
        words.say("Unknown is not no: where nothing was searched, the dossier says so."),
        words.say(
            "Whether a thing was done is what somebody says, named with the date; rival claims stand side by side."
        ),
        words.say("Numbers in the last column lead to the sources at the end."),
    ]
