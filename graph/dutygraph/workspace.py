"""The workspace: what people gave it, built releases, the pointer to the one in use, and the lock of one writer.

What nobody can get back, and `dutygraph backup` saves:
<home>/inputs.json, inputs/  registered input files with their checksums (dutygraph.inputs)
<home>/corrections/, reviews/, disputes/, replies/   what people wrote (dutygraph.amendments)
<home>/frozen/<version>/     releases that are kept for ever (dutygraph.frozen)

What a build makes again, to the same hash:
<home>/current               name of the release in use; replaced atomically
<home>/releases/<name>/      store/, dump.nq, manifest.json, report.json, names.tsv, catalogue.json
<home>/cache/                N-Quads of each source by the hash of what they were made from; stores of frozen releases
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dutygraph.errors import EnvironmentProblem, msgid

_UNFINISHED, _FREEZING = ".building-", ".freezing-"
GIVEN = ("inputs", "inputs.json", "corrections", "reviews", "disputes", "replies")
FROZEN = "frozen"
_STAGING, _RESTORED = ".restoring", ".restored"


def current_release(home: Path) -> Path:
    """Return the folder of the release in use.

    Raises EnvironmentProblem if nothing is built yet or the release has gone.
    """
    pointer = home / "current"
    try:
        release = home / "releases" / pointer.read_text("utf-8").strip()
    except FileNotFoundError as error:
        problem = msgid("nothing is built yet in {home}")
        raise EnvironmentProblem(problem, msgid("run `dutygraph build`"), home=home) from error
    if not release.is_dir():
        problem = msgid("the release {release} has gone")
        raise EnvironmentProblem(problem, msgid("run `dutygraph build`"), release=release)
    return release


def previous_release(home: Path) -> Path | None:
    """Return the folder of the release that was in use before, if it is still there."""
    now = _pointed(home)
    folders = [path for path in (home / "releases").iterdir() if path.is_dir() and not path.name.startswith(".")]
    others = [path for path in folders if path.name != now]
    return max(others, key=lambda path: path.stat().st_mtime, default=None)


def read_manifest(release: Path) -> dict[str, Any]:
    """Return what a release says about itself."""
    try:
        manifest: dict[str, Any] = json.loads((release / "manifest.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise EnvironmentProblem(
            f"{release}/manifest.json cannot be read: {error}", "run `dutygraph build --fresh`"
        ) from error
    return manifest


@contextmanager
def locked(home: Path) -> Iterator[None]:
    """Let nobody else build or restore here meanwhile; make the folders and finish what a killed restore left.

    Raises EnvironmentProblem if another holds the lock, or if the workspace cannot be written.
    """
    try:
        (home / "releases").mkdir(parents=True, exist_ok=True)
        (home / "cache").mkdir(exist_ok=True)
        lock = (home / "lock").open("w")
    except OSError as error:
        raise EnvironmentProblem(
            f"the workspace {home} cannot be written: {error.strerror}", "choose another with --home"
        ) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise EnvironmentProblem(f"another build is at work in {home}", "wait for it to end") from error
        shutil.rmtree(home / _STAGING, ignore_errors=True)
        _move_in(home)
        yield


def finish_restore(home: Path) -> None:
    """Put a restore that was killed halfway to its end, before anything of the workspace is read."""
    if (home / _RESTORED).is_dir():
        with locked(home):
            pass


@contextmanager
def restoring(home: Path) -> Iterator[Path]:
    """Give a restore a folder to fill; its content takes the place of what people gave, all of it or nothing.

    One rename decides: before it nothing has changed, after it the next command finishes what is left to move.
    """
    with locked(home):
        staging = home / _STAGING
        staging.mkdir()
        try:
            yield staging
            staging.rename(home / _RESTORED)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
        _move_in(home)


def _move_in(home: Path) -> None:
    """Move every part of a restored workspace to its place; a part that is not there any more was moved before."""
    restored = home / _RESTORED
    for part in GIVEN if restored.is_dir() else ():
        new, old = restored / part, home / part
        if new.exists():
            if old.is_dir():
                shutil.rmtree(old)
            new.replace(old)
    for release in (restored / FROZEN).glob("*"):  # a frozen release is added, and never replaced or taken away
        (home / FROZEN).mkdir(exist_ok=True)
        if not (home / FROZEN / release.name).exists():
            release.rename(home / FROZEN / release.name)
    shutil.rmtree(restored, ignore_errors=True)


@contextmanager
def freezing(home: Path, version: str) -> Iterator[Path]:
    """Give a release a folder to be frozen in; one rename makes it the version, or nothing of it stays."""
    with locked(home):
        frozen = home / FROZEN
        frozen.mkdir(exist_ok=True)
        for folder in frozen.glob(f"{_FREEZING}*"):  # what one that was killed left behind
            shutil.rmtree(folder, ignore_errors=True)
        draft = frozen / f"{_FREEZING}{os.getpid()}"
        draft.mkdir()
        try:
            yield draft
            for file in draft.iterdir():
                _flush(file)
            draft.rename(frozen / version)
            _flush(frozen)
        finally:
            shutil.rmtree(draft, ignore_errors=True)


def _flush(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def building(home: Path) -> Iterator[Path]:
    """Give one build a folder to work in; whatever happens, nothing unfinished stays.

    Raises EnvironmentProblem if another build holds the lock or the disk does not take the files.
    """
    with locked(home):
        _remove_unfinished(home)  # what a killed build left behind
        folder = home / "releases" / f"{_UNFINISHED}{os.getpid()}"
        folder.mkdir()
        try:
            yield folder
        except OSError as error:
            raise EnvironmentProblem(
                f"the files of the build cannot be written: {error.strerror or error}",
                "nothing was changed; free some disk space and build again",
            ) from error
        finally:
            _remove_unfinished(home)


def publish(home: Path, folder: Path, name: str) -> Path:
    """Make a finished folder the release in use; the one before is kept, older ones go.

    A release is named by the hash of its dump. A fresh build of the same facts gets `-2` and so on, since a
    folder that somebody may be reading is never replaced.
    """
    releases = home / "releases"
    before = _pointed(home)
    number, target = 1, releases / name
    while target.exists():
        number += 1
        target = releases / f"{name}-{number}"
    folder.rename(target)
    pointer = home / "current.new"
    with pointer.open("w", encoding="utf-8") as file:
        file.write(target.name + "\n")
        file.flush()
        os.fsync(file.fileno())
    pointer.replace(home / "current")
    for release in releases.iterdir():
        if release.name not in (target.name, before) and not release.name.startswith(_UNFINISHED):
            shutil.rmtree(release, ignore_errors=True)
    return target


def _pointed(home: Path) -> str:
    pointer = home / "current"
    return pointer.read_text("utf-8").strip() if pointer.exists() else ""


def _remove_unfinished(home: Path) -> None:
    for folder in (home / "releases").glob(f"{_UNFINISHED}*"):
        shutil.rmtree(folder, ignore_errors=True)
