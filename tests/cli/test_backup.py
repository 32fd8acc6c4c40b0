"""A workspace is saved in one archive and put back whole, or not at all; an archive may come from a stranger."""

from __future__ import annotations

import gzip
import io
import os
import signal
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import tiny
from ruamel.yaml import YAML

from dutygraph import backup as archives
from dutygraph.backup import backup, restore
from dutygraph.build import build
from dutygraph.cli import main
from dutygraph.errors import BadInput, EnvironmentProblem, WrongUse
from dutygraph.inputs import register
from dutygraph.workspace import locked

ROOT = Path(__file__).resolve().parents[2]
CORRECTION = (
    "{source: tiny, table: things.csv, key: a, set: {name: Ida}, why: The register says so.,"
    " source_url: 'https://example.org/', by: Register office, on: 2026-02-01}\n"
)
DISPUTE = "{about: thing/a, by: A society, on: 2026-04-01, what: Never seen., source_url: 'https://example.org/'}\n"


def given(home: Path) -> dict[str, bytes]:
    """Return what people gave a workspace."""
    folders = ("inputs", "corrections", "reviews", "disputes", "replies")
    paths = [home / "inputs.json", *(path for folder in folders for path in (home / folder).glob("*"))]
    return {path.relative_to(home).as_posix(): path.read_bytes() for path in paths if path.is_file()}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    for file, text in (("corrections/ida.yml", CORRECTION), ("disputes/unseen.yml", DISPUTE)):
        (home / file).parent.mkdir(parents=True)
        (home / file).write_text(text, "utf-8")
    (tmp_path / "отчёт (1).csv").write_text("a,b\n", "utf-8")
    register(home, tmp_path / "отчёт (1).csv", "tiny", "2026-02-01")
    return home


@pytest.fixture
def archive(home: Path, tmp_path: Path) -> Path:
    backup(home, tmp_path / "saved.tar.gz")
    return tmp_path / "saved.tar.gz"


def test_after_restore_and_build_the_release_has_the_same_hash(home: Path, archive: Path, tmp_path: Path) -> None:
    content = tiny.write(tmp_path / "content")
    before = build(home, folders=content)
    restore(tmp_path / "other", archive)
    assert given(tmp_path / "other") == given(home)
    after = build(tmp_path / "other", folders=content)
    assert after.release.name == before.release.name
    assert (after.release / "dump.nq").read_bytes() == (before.release / "dump.nq").read_bytes()


def test_the_same_workspace_gives_the_same_bytes(home: Path, archive: Path, tmp_path: Path) -> None:
    restore(tmp_path / "other", archive)
    time.sleep(1.1)  # a gzip header would hold the second
    backup(tmp_path / "other", tmp_path / "again.tar.gz")
    assert (tmp_path / "again.tar.gz").read_bytes() == archive.read_bytes()


def test_a_workspace_in_use_is_not_overwritten_unless_forced(home: Path, archive: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    (other / "replies").mkdir(parents=True)
    (other / "replies" / "mine.yml").write_text("mine", "utf-8")
    with pytest.raises(WrongUse, match="not empty"):
        restore(other, archive)
    assert given(other) == {"replies/mine.yml": b"mine"}
    restore(other, archive, force=True)
    assert given(other) == given(home)


def test_an_empty_workspace_is_saved_and_restored(tmp_path: Path) -> None:
    backup(tmp_path / "none", tmp_path / "empty.tar.gz")
    assert restore(tmp_path / "other", tmp_path / "empty.tar.gz") == {}
    build(tmp_path / "other", folders=tiny.write(tmp_path / "content"))


def member(name: str, data: bytes = b"x", **about: object) -> Callable[[tarfile.TarFile], None]:
    info = tarfile.TarInfo(name)
    info.size = len(data)
    for key, value in about.items():
        setattr(info, key, value)
    return lambda tar: tar.addfile(info, io.BytesIO(data))


EMPTY = b'{"format": 1, "files": {}}'


def forge(path: Path, *members: Callable[[tarfile.TarFile], None], index: bytes = EMPTY) -> Path:
    with tarfile.open(path, "w:gz") as tar:
        member("backup.json", index)(tar)
        for add in members:
            add(tar)
    return path


@pytest.mark.parametrize(
    "bad",
    [
        member("../escaped.yml"),
        member("corrections/../../escaped.yml"),
        member("/escaped.yml"),
        member("corrections/sub/escaped.yml"),
        member("releases/store"),
        member("current"),
        member("corrections/.hidden.yml"),
        member("corrections/a\udc80.yml"),
        member("corrections/link.yml", b"", type=tarfile.SYMTYPE, linkname="/etc/passwd"),
        member("corrections/hard.yml", b"", type=tarfile.LNKTYPE, linkname="backup.json"),
        member("corrections", b"", type=tarfile.DIRTYPE),
        member("inputs/pipe", b"", type=tarfile.FIFOTYPE),
    ],
)
def test_a_member_that_does_not_belong_there_is_refused(
    tmp_path: Path, bad: Callable[[tarfile.TarFile], None]
) -> None:
    forged = forge(tmp_path / "bad.tar.gz", member("corrections/good.yml"), bad)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(BadInput, match="the archive holds") as error:
        restore(tmp_path / "home", forged)
    assert str(error.value).isprintable() or "\n" in str(error.value)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_member_that_stands_twice_is_refused(tmp_path: Path) -> None:
    forged = forge(tmp_path / "bad.tar.gz", member("inputs/a"), member("inputs/a", b"another"))
    with pytest.raises(BadInput, match="twice"):
        restore(tmp_path / "home", forged)


def test_an_oversize_member_is_refused_by_its_header(tmp_path: Path) -> None:
    info = tarfile.TarInfo("inputs/huge")
    info.size = archives.LARGEST_FILE + 1
    forged = forge(tmp_path / "bad.tar.gz", lambda tar: tar.fileobj.write(info.tobuf()))
    with pytest.raises(BadInput, match="too large"):
        restore(tmp_path / "home", forged)


def test_members_that_are_too_large_together_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "LARGEST_ARCHIVE", 10)
    forged = forge(tmp_path / "bad.tar.gz", *(member(f"inputs/{n}", b"1234") for n in range(4)))
    with pytest.raises(BadInput, match="too large"):
        restore(tmp_path / "home", forged)
    assert not (tmp_path / "home").exists()


def test_a_header_that_asks_for_much_memory_is_refused(tmp_path: Path) -> None:
    info = tarfile.TarInfo("././@PaxHeader")
    info.type, info.size = tarfile.XHDTYPE, 1 << 33
    forged = forge(tmp_path / "bad.tar.gz", lambda tar: tar.fileobj.write(info.tobuf()))
    with pytest.raises(BadInput, match="broken"):
        restore(tmp_path / "home", forged)


@pytest.mark.parametrize(
    "index",
    [b"[", b"[]", b"{}", b'{"format": 2, "files": {}}', b'{"format": 1}', b'{"format": 1, "files": 5}', b"\xff"],
)
def test_an_index_that_cannot_be_used_is_named(tmp_path: Path, index: bytes) -> None:
    with pytest.raises(BadInput, match="archive"):
        restore(tmp_path / "home", forge(tmp_path / "bad.tar.gz", index=index))
    assert not (tmp_path / "home").exists()


def test_a_member_that_differs_from_the_index_or_is_missing_is_named(tmp_path: Path) -> None:
    index = b'{"format": 1, "files": {"inputs/a": "0"}}'
    for members in ([member("inputs/a")], []):
        with pytest.raises(BadInput, match="inputs/a is not what was saved"):
            restore(tmp_path / "home", forge(tmp_path / "bad.tar.gz", *members, index=index))


def test_an_archive_that_is_cut_off_or_damaged_anywhere_changes_nothing(archive: Path, tmp_path: Path) -> None:
    whole = archive.read_bytes()
    broken = tmp_path / "broken.tar.gz"
    for cut in range(0, len(whole) - 8, max(1, len(whole) // 40)):
        broken.write_bytes(whole[:cut])
        with pytest.raises(BadInput):
            restore(tmp_path / "other", broken)
        broken.write_bytes(whole[:cut] + bytes([whole[cut] ^ 0xFF]) + whole[cut + 1 :])
        if cut > 9:  # the gzip header says nothing that matters
            with pytest.raises(BadInput):
                restore(tmp_path / "other", broken)
        assert not (tmp_path / "other").exists()


@pytest.mark.parametrize("data", [b"", b"no archive", gzip.compress(b""), gzip.compress(b"no archive")])
def test_what_is_no_archive_is_said(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "some.tar.gz").write_bytes(data)
    with pytest.raises(BadInput, match="archive"):
        restore(tmp_path / "home", tmp_path / "some.tar.gz")
    with pytest.raises(BadInput, match="missing"):
        restore(tmp_path / "home", tmp_path / "none.tar.gz")
    with pytest.raises(BadInput):
        restore(tmp_path / "home", tmp_path)


def test_a_restore_waits_for_nobody_and_says_so(archive: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    with locked(other), pytest.raises(EnvironmentProblem, match="another"):
        restore(other, archive)


def test_a_place_that_cannot_be_written_is_named(home: Path, archive: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    with pytest.raises(EnvironmentProblem, match="cannot be written"):
        backup(home, tmp_path / "file" / "saved.tar.gz")
    with pytest.raises((EnvironmentProblem, WrongUse)):
        restore(tmp_path / "file", archive)


RESTORE = (
    "import sys; from pathlib import Path; from dutygraph import workspace; from dutygraph.backup import restore\n"
    "stop = int(sys.argv[3])\n"
    "def watch(event, arguments):\n"
    "    global stop\n"
    "    if event in ('os.rename', 'os.mkdir', 'open', 'shutil.rmtree', 'os.rmdir', 'os.remove'):\n"
    "        stop -= 1\n"
    "        if stop == 0: import os, signal; os.kill(os.getpid(), signal.SIGKILL)\n"
    "home, archive = Path(sys.argv[1]), Path(sys.argv[2])\n"
    "sys.addaudithook(watch)\n"
    "restore(home, archive, force=True)\n"
)


def test_after_a_kill_at_any_step_the_workspace_is_the_old_one_or_the_new_one(
    home: Path, archive: Path, tmp_path: Path
) -> None:
    content = tiny.write(tmp_path / "content")
    other = tmp_path / "other"
    old = {"reviews/old.yml": b"[]\n", "corrections/ida.yml": CORRECTION.replace("Ida", "Eve").encode()}
    new, seen = given(home), set()
    for stop in (*range(1, 80, 3), 10_000):
        for name, data in old.items():
            (other / name).parent.mkdir(parents=True, exist_ok=True)
            (other / name).write_bytes(data)
        for name in given(other).keys() - old.keys():
            (other / name).unlink()
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "graph")}
        command = [sys.executable, "-c", RESTORE, str(other), str(archive), str(stop)]
        code = subprocess.run(command, env=environment, capture_output=True, check=False).returncode
        backup(other, tmp_path / "seen.tar.gz")  # any command that reads the workspace finishes a restore
        assert given(other) in (old, new)
        seen.add((code, given(other) == new))
        if code == 0:
            break
    assert {(-signal.SIGKILL, False), (-signal.SIGKILL, True), (0, True)} <= seen
    build(other, folders=content)
    assert not list(other.glob(".rest*"))


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    return int(ended.value.code or 0)


def test_the_commands_save_restore_and_count(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, other = str(tmp_path / "saved.tar.gz"), str(tmp_path / "other")
    assert run("backup", file, "--home", str(home)) == 0
    assert "Saved 4 files" in capsys.readouterr().out
    assert run("restore", file, "--home", other) == 0
    assert "Restored 4 files" in capsys.readouterr().out
    assert run("restore", file, "--home", other) == 2
    assert "--force" in capsys.readouterr().err
    assert run("restore", file, "--home", other, "--force") == 0
    (tmp_path / "bad.tar.gz").write_bytes(b"bad")
    assert run("restore", str(tmp_path / "bad.tar.gz"), "--home", str(tmp_path / "third")) == 3
    run("doctor", "--home", other)
    assert "inputs: 1, corrections: 1, reviews: 0, disputes: 1, replies: 0" in capsys.readouterr().out


def test_doctor_names_a_file_that_cannot_be_used(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "corrections" / "ida.yml").write_text("wy: x\n", "utf-8")
    assert run("doctor", "--home", str(home)) == 1
    assert 'corrections/ida.yml: unknown key "wy"; did you mean "why"?' in capsys.readouterr().out


CORRECT = (
    "correct", "--source", "treaty_actions", "--table", "treaty_actions.csv", "--why", "The depositary says so: twice",
    "--by", "Legal desk", "--source-url", "https://treaties.un.org/", "--on", "2026-02-01",
)  # fmt: skip
KEY = ("--key", "KGZ", "--key", "icrmw", "--key", "accession", "--key", "1")


def test_correct_writes_the_file_for_you(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = tmp_path / "home"
    assert run(*CORRECT, *KEY, "--set", "date=2003-09-30", "--home", str(home)) == 0
    assert "now run `dutygraph build`" in capsys.readouterr().out
    (path,) = (home / "corrections").iterdir()
    said = YAML(typ="base").load(path.read_text("utf-8"))
    assert said["set"] == {"date": "2003-09-30"}
    assert said["why"] == "The depositary says so: twice"
    assert said["key"] == ["KGZ", "icrmw", "accession", "1"]


@pytest.mark.parametrize(
    ("more", "code", "said"),
    [
        ((*KEY, "--set", "date"), 2, "write --set COLUMN=VALUE"),
        ((*KEY, "--set", "dat=2003"), 3, 'did you mean "date"?'),
        (("--key", "KGZZ", "--set", "date=2003"), 3, "has no row"),
        (KEY, 3, "it has to change something"),
    ],
)
def test_correct_refuses_what_could_not_be_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...], code: int, said: str
) -> None:
    assert run(*CORRECT, *more, "--home", str(tmp_path)) == code
    assert said in capsys.readouterr().err
    assert not (tmp_path / "corrections").exists()
