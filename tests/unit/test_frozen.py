"""A frozen release stays as it is, whatever is built, killed or restored after it."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import tiny

import dutygraph
from dutygraph.backup import backup, restore
from dutygraph.build import Content, build
from dutygraph.dumps import hash_graphs
from dutygraph.errors import BadInput, WrongUse
from dutygraph.frozen import FILES, find_release, frozen_releases, read_release
from dutygraph.releasing import freeze
from dutygraph.workspace import current_release

ROOT = Path(__file__).resolve().parents[2]
DAY = datetime.date(2026, 11, 1)
NAME = "SELECT ?name { <https://w3id.org/dutygraph/id/thing/a> <http://www.w3.org/2000/01/rdf-schema#label> ?name }"


def named(name: str) -> str:
    return tiny.TABLE.replace("Ada", name)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    build_named(home, "Ada")
    return home


def content(home: Path, name: str) -> Content:
    return tiny.write(home.parent / "content", named(name))


def build_named(home: Path, name: str) -> None:
    build(home, folders=content(home, name))


def label(home: Path, release: str | None = None) -> str:
    found = dutygraph.open(str(home), release=release).sparql(NAME)
    return str(found.rows[0].name)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_frozen_release_survives_later_builds_and_gives_the_old_answer(home: Path) -> None:
    frozen = freeze(home, "2026.11", date=DAY)
    assert frozen.is_new
    before = files(frozen.release.folder)
    for name in ("Bea", "Cleo", "Dan"):
        build_named(home, name)
    assert files(frozen.release.folder) == before
    assert len(list((home / "releases").iterdir())) == 2
    assert (label(home), label(home, "previous"), label(home, "2026.11")) == ("Dan", "Cleo", "Ada")
    shutil.rmtree(home / "cache")
    assert label(home, "2026.11") == "Ada"


def test_a_release_says_what_it_is_and_its_checksums_hold(home: Path) -> None:
    folder = freeze(home, "2026.11", note="A test.", date=DAY).release.folder
    assert sorted(files(folder)) == sorted(FILES)
    about = read_release(frozen_releases(home)[0])
    assert about["release"] == current_release(home).name == about["sha256"][:16]
    assert (about["version"], about["date"], about["note"]) == ("2026.11", "2026-11-01", "A test.")
    assert about["sources"]["tiny"] == {
        "title": "Tiny", "licence": "CC-BY-4.0", "retrieved": "2026-01-01", "citation": "none",
        "rows_read": 3, "rows_loaded": 2, "rows_reported": 1, "triples": about["sources"]["tiny"]["triples"],
    }  # fmt: skip
    lines = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
    assert {line.split("  ")[1] for line in lines} == set(FILES) - {"SHA256SUMS"}
    for line in lines:
        total, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == total


def test_the_hash_of_a_graph_is_that_of_its_canonical_form(tmp_path: Path) -> None:
    values = ["a", 'q"uo\\te', "tab\tnew\nline\rfeed\f\b", "del\x7f", "null\x01", "и\u0301 \U0001f600", "x" * 3, ""]
    triples = [
        ox.Triple(ox.NamedNode(f"http://example.org/{n % 3}"), ox.NamedNode("http://example.org/p"), literal)
        for n, value in enumerate(values)
        for literal in (ox.Literal(value), ox.Literal(value, language="en"))
    ]
    lines = sorted(f"{s} {p} {o} <http://example.org/g> .\n".encode() for s, p, o in triples)
    (found,) = hash_graphs(iter(lines)).values()
    dataset = ox.Dataset(ox.Quad(*triple) for triple in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    canonical = sorted(f"{quad.subject} {quad.predicate} {quad.object} .\n".encode() for quad in dataset)
    assert found.triples == len(canonical)
    assert found.sha256 == hashlib.sha256(b"".join(canonical)).hexdigest()


def test_the_same_version_again_is_left_as_it_is_and_with_other_content_refused(home: Path) -> None:
    first = freeze(home, "2026.11", date=DAY).release.folder
    before = files(first)
    again = freeze(home, "2026.11", note="Another note", date=datetime.date(2027, 1, 1))
    assert not again.is_new
    build_named(home, "Bea")
    with pytest.raises(WrongUse, match=r"the version 2026\.11 is frozen with other content, on 2026-11-01"):
        freeze(home, "2026.11")
    assert files(first) == before


@pytest.mark.parametrize("version", ["", ".", "..", "a/b", "-x", ".x", "current", "previous", "é", "0123456789abcdef"])
def test_a_version_that_no_folder_or_reader_can_carry_is_refused(home: Path, version: str) -> None:
    with pytest.raises(WrongUse, match="cannot be the version"):
        freeze(home, version)
    assert frozen_releases(home) == []


def test_changes_tell_what_changed_since_the_last_release_above_what_was_told_before(home: Path) -> None:
    freeze(home, "one", note="The first.", date=DAY)
    build_named(home, "Bea")
    text = (freeze(home, "two", date=DAY).release.folder / "CHANGES.md").read_text("utf-8")
    assert text.index("## two, 2026-11-01") < text.index("## one, 2026-11-01") < text.index("The first.")
    assert "Since one: 1 facts came, 1 went.\n- Source rows: altered 1." in text
    assert text.count("# What changed") == 1
    assert [one.name for one in frozen_releases(home)] == ["one", "two"]


def test_an_unknown_release_names_the_nearest(home: Path) -> None:
    freeze(home, "2026.11", date=DAY)
    with pytest.raises(WrongUse, match=r"no release \"2026.12\"\n  did you mean 2026\.11\?"):
        find_release(home, "2026.12")


def test_previous_is_the_build_before_else_the_last_other_frozen_release(home: Path) -> None:
    with pytest.raises(WrongUse, match="there is no release before"):
        find_release(home, "previous")
    freeze(home, "one", date=DAY)
    with pytest.raises(WrongUse, match="there is no release before"):
        find_release(home, "previous")
    build_named(home, "Bea")
    shutil.rmtree(next(path for path in (home / "releases").iterdir() if path != current_release(home)))
    assert find_release(home, "previous").name == "one"


def test_a_damaged_dump_of_a_frozen_release_is_named_and_never_answers(home: Path, tmp_path: Path) -> None:
    folder = freeze(home, "one", date=DAY).release.folder
    build_named(home, "Bea")
    build_named(home, "Cleo")
    dump = folder / "dump.nq"
    whole = dump.read_bytes()
    for data in (whole.replace(b"Ada", b"Eve"), whole[:-20], b"".join(reversed(whole.splitlines(keepends=True)))):
        dump.write_bytes(data)
        with pytest.raises(BadInput, match=r"one/dump\.nq is damaged"):
            label(home, "one")
        with pytest.raises(BadInput, match=r"one/dump\.nq is damaged"):
            backup(home, tmp_path / "saved.tar.gz")
    dump.write_bytes(whole)
    assert label(home, "one") == "Ada"


def test_a_damaged_release_json_is_named(home: Path) -> None:
    folder = freeze(home, "one", date=DAY).release.folder
    for text in ("[", "[]", "{}"):
        (folder / "release.json").write_text(text, "utf-8")
        with pytest.raises(BadInput, match=r"release\.json is damaged"):
            frozen_releases(home)


def test_a_backup_holds_frozen_releases_and_a_restore_adds_them(home: Path, tmp_path: Path) -> None:
    folder = freeze(home, "one", date=DAY).release.folder
    backup(home, tmp_path / "saved.tar.gz")
    other = tmp_path / "other"
    restore(other, tmp_path / "saved.tar.gz")
    assert files(other / "frozen" / "one") == files(folder)
    assert label(other, "one") == "Ada"


def test_a_forced_restore_takes_no_frozen_release_away_and_replaces_none(home: Path, tmp_path: Path) -> None:
    backup(home, tmp_path / "empty.tar.gz")
    freeze(home, "one", date=DAY)
    backup(home, tmp_path / "one.tar.gz")
    restore(home, tmp_path / "empty.tar.gz", force=True)
    assert label(home, "one") == "Ada"
    other = tmp_path / "place" / "other"
    build_named(other, "Bea")
    freeze(other, "two", date=DAY)
    restore(other, tmp_path / "one.tar.gz", force=True)
    assert {one.name for one in frozen_releases(other)} == {"one", "two"}
    third = tmp_path / "third" / "home"
    build_named(third, "Cleo")
    freeze(third, "one", date=DAY)
    with pytest.raises(BadInput, match="another release one than the one that is frozen here"):
        restore(third, tmp_path / "one.tar.gz", force=True)
    assert label(third, "one") == "Cleo"


FREEZE = (
    "import sys; from pathlib import Path; import datetime\n"
    "import dutygraph.comparing; from dutygraph.releasing import freeze\n"
    "stop = int(sys.argv[2])\n"
    "def watch(event, arguments):\n"
    "    global stop\n"
    "    if event in ('os.rename', 'os.mkdir', 'open', 'shutil.rmtree', 'os.rmdir', 'shutil.copyfile'):\n"
    "        stop -= 1\n"
    "        if stop == 0: import os, signal; os.kill(os.getpid(), signal.SIGKILL)\n"
    "home = Path(sys.argv[1])\n"
    "sys.addaudithook(watch)\n"
    "freeze(home, 'two', date=datetime.date(2026, 11, 1))\n"
)


def test_after_a_kill_at_any_step_the_version_is_whole_or_not_there(home: Path) -> None:
    freeze(home, "one", date=DAY)
    build_named(home, "Bea")
    seen = set()
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "graph")}
    for stop in (*range(1, 120, 6), 10_000):
        command = [sys.executable, "-c", FREEZE, str(home), str(stop)]
        code = subprocess.run(command, env=environment, capture_output=True, check=False).returncode
        names = [one.name for one in frozen_releases(home)]
        seen.add((code, tuple(names)))
        assert names in (["one"], ["one", "two"])
        if code == 0 or "two" in names:
            break
    assert (-signal.SIGKILL, ("one",)) in seen
    assert sorted(files(home / "frozen" / "two")) == sorted(FILES)
    assert freeze(home, "two").is_new is False
    assert json.loads((home / "frozen" / "two" / "release.json").read_text("utf-8"))["after"] == "one"
    build_named(home, "Cleo")
    freeze(home, "three", date=DAY)
    assert sorted(path.name for path in (home / "frozen").iterdir()) == ["one", "three", "two"]
