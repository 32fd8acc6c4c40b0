"""`dutygraph diff` names exactly the answers that changed, and the row of a source because of which they did."""

from __future__ import annotations

import datetime
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from acceptance.scratch import Changed
from queries.small_world import small_content

from dutygraph import comparing
from dutygraph.build import Content, build
from dutygraph.cli import main
from dutygraph.comparing import Comparison, compare
from dutygraph.errors import BadInput, WrongUse
from dutygraph.frozen import find_release
from dutygraph.releasing import freeze
from dutygraph.telling_changes import write
from dutygraph.workspace import current_release
from dutygraph.writing import write_correction

DAY = datetime.date(2026, 11, 23)
ACTION = ("KGZ", "icrmw", "accession", "1")
ROW = f"https://w3id.org/dutygraph/id/source-row/treaty_actions/treaty_actions/{'/'.join(ACTION)}"
CORRECTION = {
    "source": "treaty_actions", "table": "treaty_actions.csv", "key": list(ACTION), "set": {"date": "2003-09-28"},
    "why": "The depositary gives this day.", "source_url": "https://treaties.un.org/", "by": "Legal desk",
    "on": "2026-02-01",
}  # fmt: skip


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place in which the small world is built and frozen as `first`."""
    place = tmp_path_factory.mktemp("diff")
    build(place / "home", folders=small_content(place))
    freeze(place / "home", "first", date=DAY)
    return place


@pytest.fixture
def place(base: Path, tmp_path: Path) -> Path:
    shutil.copytree(base, tmp_path / "place")
    return tmp_path / "place"


def content(place: Path) -> Content:
    return replace(Content.default(), loaders=place / "loaders")


def changed(place: Path, change: Callable[[Changed], object]) -> Comparison:
    change(Changed(place / "loaders"))
    build(place / "home", folders=content(place))
    return compared(place)


def compared(place: Path) -> Comparison:
    home = place / "home"
    return compare(find_release(home, "first"), find_release(home, "current"), on=DAY)


def redate(copy: Changed) -> None:
    key = {"state": "KGZ", "instrument_id": "icrmw", "action": "accession"}
    copy.set("treaty_actions/treaty_actions.csv", key, {"date": "2003-09-28"})


def all_answers(place: Path) -> set[tuple[str, str]]:
    """Ask every question of both, and return which answers differ in any row."""
    home = place / "home"
    sides = [comparing.Side(find_release(home, name), "en") for name in ("first", "current")]
    found = set()
    for name, given in comparing._cases(*sides):
        old, new = (side.graph.answer(side.questions[name], given, today=DAY) for side in sides)
        if sorted(map(str, old.table.rows)) != sorted(map(str, new.table.rows)) or old.coverage != new.coverage:
            found.add((name, json.dumps(given, default=str)))
    return found


def told(found: Comparison) -> set[tuple[str, str]]:
    """Return the answers that the comparison names; the day that `today` was is no parameter that was typed."""
    named = set()
    for answer in found.answers:
        cases = [given for name, given in comparing._cases(found.old, found.new) if name == answer.question]
        (given,) = [one for one in cases if _is_case(one, answer.parameters)]
        named.add((answer.question, json.dumps(given, default=str)))
    return named


def _is_case(given: dict[str, object], told: dict[str, str]) -> bool:
    typed = {name: ", ".join(value) if isinstance(value, list) else str(value) for name, value in given.items()}
    return told in (typed, {"on": DAY.isoformat(), **typed})


def test_a_changed_cell_names_exactly_the_changed_answers_and_the_very_row(place: Path) -> None:
    found = changed(place, redate)
    assert told(found) == all_answers(place) != set()
    assert {answer.question for answer in found.answers} >= {"participation/is_bound", "participation/status_table"}
    assert list(found.source_rows) == [ROW]
    (row,) = found.source_rows.values()
    assert (row.kind, row.leaf.file, row.key) == ("altered", "treaty_actions.csv", "/".join(ACTION))
    (date,) = [value for value in row.values if value.property.endswith("#actedAt")]
    assert [[term.value for term in terms] for terms in (date.before, date.after)] == [["2003-09-29"], ["2003-09-28"]]
    assert all(answer.because == [ROW] for answer in found.answers)
    bound = next(answer for answer in found.answers if answer.question == "participation/is_bound")
    assert bound.parameters == {"on": "2026-11-23"}
    assert [pair.changed for pair in bound.rows] == [("act_date",)]


def test_the_account_says_old_and_new_and_the_row(place: Path) -> None:
    found = changed(place, redate)
    text = write(found, "text")
    assert "[1] altered: treaty_actions: treaty_actions.csv, row 14 (curated, confidence: high):\n" in text
    assert "act date: 2003-09-29 → 2003-09-28\n    because of [1]\n" in text
    assert "- participation/is\\_bound --on 2026-11-23\n" in write(found, "md")
    data = json.loads(write(found, "json"))
    assert (data["same"], data["from"]["name"], data["on"]) == (False, "first", "2026-11-23")
    bound = next(answer for answer in data["answers"] if answer["question"] == "participation/is_bound")
    (pair,) = bound["changed"]
    assert bound["because"] == [data["rows"][0]["iri"]] == [ROW]
    assert (pair["columns"], pair["before"]["act_date"]["value"]) == (["act_date"], "2003-09-29")


def test_a_correction_is_shown_as_such_and_so_is_its_withdrawal(place: Path) -> None:
    home = place / "home"
    write_correction(home, dict(CORRECTION), "icrmw", content(place).loaders)
    build(home, folders=content(place))
    found = compared(place)
    assert told(found) == all_answers(place) != set()
    (row,) = found.source_rows.values()
    assert (row.iri, row.kind) == (ROW, "corrected")
    said = "corrected by Legal desk, 2026-02-01: The depositary gives this day. (before: date: 2003-09-29)"
    assert said in " ".join(write(found, "text").split())
    (home / "corrections" / "icrmw.yml").unlink()
    build(home, folders=content(place))
    back = compare(find_release(home, "previous"), find_release(home, "first"), on=DAY)
    assert [row.kind for row in back.source_rows.values()] == ["correction taken back"]
    assert compared(place).is_same


def test_a_row_of_coverage_taken_away_changes_what_an_absence_means_and_is_named(place: Path) -> None:
    found = changed(place, lambda copy: copy.remove("coverage/coverage.csv", {8}))  # mandates
    assert told(found) == all_answers(place) != set()
    (row,) = found.source_rows.values()
    assert (row.kind, row.key) == ("removed", "mandates")
    assert all(answer.because == [row.iri] for answer in found.answers)
    absent = next(answer for answer in found.answers if answer.question == "responsibility/no_body")
    assert {name for pair in absent.rows for name in pair.changed} == {"finding", "coverage"}


def test_rows_that_only_moved_in_their_file_are_counted_and_not_named(place: Path) -> None:
    found = changed(place, lambda copy: copy.remove("treaty_actions/treaty_actions.csv", {2}))
    (row,) = found.source_rows.values()
    assert (row.kind, row.key) == ("removed", "KGZ/iccpr/accession/1")
    assert found.facts.moved > 20
    assert told(found) == all_answers(place)


def test_a_mandate_that_goes_explains_the_items_that_nobody_is_responsible_for_any_more(place: Path) -> None:
    mandates = Changed(place / "loaders")._read("mandates/mandates.csv")[1]
    found = changed(place, lambda copy: copy.remove("mandates/mandates.csv", set(range(2, len(mandates) + 2))))
    assert told(found) == all_answers(place)
    assert {row.kind for row in found.source_rows.values()} == {"removed"}
    assert {row.leaf.source for row in found.source_rows.values()} == {"mandates"}
    absent = next(answer for answer in found.answers if answer.question == "responsibility/no_body")
    assert all(pair.before is None for pair in absent.rows)
    assert absent.because


def test_a_rebuild_of_the_same_facts_changes_nothing(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(place / "home", fresh=True, folders=content(place))
    monkeypatch.setattr(comparing, "compare_facts", None)  # nothing is read, and nothing asked
    found = compared(place)
    assert (found.is_same, found.asked, found.answers) == (True, 0, [])


def test_a_question_that_changed_is_told_as_such(place: Path) -> None:
    file = current_release(place / "home") / "catalogue.json"
    data = json.loads(file.read_text("utf-8"))
    questions = data["questions"]
    questions["trust/new"] = questions.pop("trust/coverage")
    text = questions["participation/is_bound"]["text"]
    questions["participation/is_bound"]["text"] = text.replace("WHERE {", "WHERE { FILTER(false)", 1)
    file.write_text(json.dumps(data), "utf-8")
    found = compared(place)
    assert found.questions == {
        "participation/is_bound": "the question changed",
        "trust/coverage": "the question is gone",
        "trust/new": "the question is new",
    }
    assert {answer.question for answer in found.answers} == {"participation/is_bound"}
    assert all(answer.because == [] for answer in found.answers)
    assert "participation/is_bound: the question changed" in write(found, "text")


def test_a_damaged_dump_stops_the_comparison(place: Path) -> None:
    dump = changed(place, redate).new.release.folder / "dump.nq"
    dump.write_bytes(dump.read_bytes()[:-30])
    with pytest.raises(BadInput, match=r"dump\.nq is damaged"):
        compared(place)


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    return int(ended.value.code or 0)


def test_the_command_ends_with_1_where_something_differs_and_0_where_nothing_does(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = ("--home", str(place / "home"))
    assert run("diff", "first", *home) == 0
    assert "do not differ" in capsys.readouterr().out
    assert run("diff", *home) == 2
    assert "there is no release before" in capsys.readouterr().err
    changed(place, redate)
    assert run("diff", *home, "--on", "2026-11-23", "--format", "json") == 1
    data = json.loads(capsys.readouterr().out)
    assert len(data["answers"]) == len(all_answers(place))
    bound = ("--question", "is_bound", "--instrument", "icrmw", "--on", "2003-12-01")
    assert run("diff", "first", "current", *bound, *home) == 1
    assert "--instrument icrmw --on 2003-12-01" in capsys.readouterr().out
    assert run("diff", "first", "current", "--question", "is_bound", "--state", "RUS", *home) == 0
    assert run("diff", "frist", *home) == 2
    assert "did you mean first?" in capsys.readouterr().err
    assert run("diff", "first", "--state", "RUS", *home) == 2
    assert run("diff", "--question", "is_bund", *home) == 2
    assert run("diff", "a", "b", "c", *home) == 2
    assert run("diff", "first", "--on", "yesterday", *home) == 2
    assert run("diff", "first", "--lang", "ru", *home) == 1
    assert "[en]" not in capsys.readouterr().out.split("participation/")[0]


def test_an_old_release_is_asked_by_every_command_that_asks(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(place, redate)
    home = ("--home", str(place / "home"), "--release", "first")
    assert run("ask", "is_bound", "--format", "csv", "--columns", "act_date", *home) == 0
    assert capsys.readouterr().out.split() == ["act_date", "2003-09-29"]
    assert run("ask", *home) == 0
    assert run("show", "treaty-action/KGZ/icrmw/accession", *home) == 0
    assert "2003-09-29" in capsys.readouterr().out
    assert run("explain", "participation/KGZ/icrmw", *home) == 0
    assert run("export", "is_bound", "--out", str(place / "x.graphml"), *home) == 0
    (place / "q.rq").write_text("ASK { ?s ?p '2003-09-28'^^<http://www.w3.org/2001/XMLSchema#date> }", "utf-8")
    assert run("sparql", str(place / "q.rq"), *home) == 0
    assert capsys.readouterr().out.endswith("false\n")
    assert run("ask", "is_bound", "--store", "http://localhost:1/", *home) == 2


def test_the_command_release_freezes_lists_and_says_when_nothing_is_done(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = ("--home", str(place / "home"))
    assert run("release", "first", *home) == 0
    assert "is frozen already, with the same content" in capsys.readouterr().out
    changed(place, redate)
    assert run("release", "first", *home) == 2
    assert run("release", "second", "--note", "After the session", "--date", "2026-12-01", *home) == 0
    capsys.readouterr()
    assert run("release", "--list", *home) == 0
    assert "After the session" in capsys.readouterr().out
    assert run("release", "--list", "--format", "json", *home) == 0
    assert [one["version"] for one in json.loads(capsys.readouterr().out)] == ["first", "second"]
    changes = (place / "home" / "frozen" / "second" / "CHANGES.md").read_text("utf-8")
    assert "- Source rows: altered 1.\n- Answers changed of `" in changes
    assert "`participation/is_bound`" in changes


def test_a_question_that_an_old_release_lacks_is_said(place: Path) -> None:
    file = place / "home" / "frozen" / "first" / "catalogue.json"
    data = json.loads(file.read_text("utf-8"))
    del data["questions"]["participation/is_bound"]
    file.write_text(json.dumps(data), "utf-8")
    home = place / "home"
    with pytest.raises(WrongUse, match="the release first has no question participation/is_bound"):
        compare(find_release(home, "first"), find_release(home, "current"), on=DAY, question="is_bound")
