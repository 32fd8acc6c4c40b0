"""Frozen releases: versions of the graph that are kept for ever, and the store to ask one of them.

<home>/frozen/<version>/     what `dutygraph release` wrote; never changed, and saved by `dutygraph backup`
<home>/cache/stores/<name>/  the store of a frozen release, made from its dump when it is first asked; disposable
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dutygraph.errors import BadInput, EnvironmentProblem, WrongUse, msgid
from dutygraph.workspace import FROZEN, current_release, previous_release

if TYPE_CHECKING:
    from pyoxigraph import Store

FILES = (
    "CHANGES.md", "SHA256SUMS", "catalogue.json", "dump.nq", "manifest.json", "names.tsv", "release.json",
    "report.json",
)  # fmt: skip
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,79}")
_BUILT = re.compile(r"[0-9a-f]{16}(-[0-9]+)?")  # how a build names its releases
_WORDS = ("current", "previous")


@dataclass(frozen=True)
class Release:
    """A release that somebody named: a frozen version, or one that a build made."""

    name: str
    folder: Path
    home: Path

    @property
    def is_frozen(self) -> bool:
        """Say whether it is kept for ever."""
        return self.folder.parent.name == FROZEN

    @property
    def hash(self) -> str:
        """Return the name that its dump gives it."""
        return str(_read(self.folder / "manifest.json")["release"])

    @property
    def text(self) -> str:
        """Return the name for a reader: a version with the hash of its dump."""
        return f"{self.name} ({self.hash})" if self.is_frozen else self.name

    def store(self) -> Path:
        """Return the folder of its store; that of a frozen release is made on first use."""
        if not self.is_frozen:
            return self.folder / "store"
        built = self.home / "releases" / self.hash / "store"
        return built if built.is_dir() else _made_store(self)

    def in_memory(self) -> Store:
        """Return the facts of its dump in a store in memory: many questions are answered sooner than from the disk."""
        import pyoxigraph as ox

        from dutygraph.dumps import read_dump, without_graph

        store = ox.Store()
        union = b"".join(map(without_graph, read_dump(self.folder / "dump.nq", self.hash)))
        store.bulk_load(union, format=ox.RdfFormat.N_TRIPLES, lenient=True)
        store.bulk_load(path=str(self.folder / "dump.nq"), format=ox.RdfFormat.N_QUADS, lenient=True)
        return store


def check_version(version: str) -> str:
    """Return a version that a folder and an IRI can carry.

    Raises WrongUse for another, or one that reads as a build or as a word that means one.
    """
    if not _VERSION.fullmatch(version) or version in _WORDS or _BUILT.fullmatch(version):
        problem = msgid('"{version}" cannot be the version of a release')
        repair = msgid("use Latin letters, digits, . _ - and begin with a letter or digit, such as 2026.11")
        raise WrongUse(problem, repair, version=version)
    return version


def frozen_releases(home: Path) -> list[Release]:
    """Return the frozen releases in the order in which they were frozen."""
    folder = home / FROZEN
    found = [path for path in folder.iterdir() if not path.name.startswith(".")] if folder.is_dir() else []
    releases = [Release(path.name, path, home) for path in found]
    return sorted(releases, key=lambda one: (read_release(one)["number"], one.name))


def read_release(release: Release) -> dict[str, Any]:
    """Return what a frozen release says of itself."""
    data = _read(release.folder / "release.json")
    if not isinstance(data.get("number"), int) or not {"version", "release", "date", "sha256"} <= data.keys():
        raise damaged(release.folder / "release.json", "a field is missing")
    return data


def find_release(home: Path, name: str) -> Release:
    """Find a release by its version, by the name of a build, or as `current` or `previous`.

    Raises WrongUse for a name that means none, and names the nearest.
    """
    if name == "current":
        folder = current_release(home)
        return Release(folder.name, folder, home)
    if name == "previous":
        return _previous(home)
    known = {path.name: path for path in _folders(home)}
    if name in known:
        return Release(name, known[name], home)
    from difflib import get_close_matches

    near = get_close_matches(name, [*known, *_WORDS], 1, 0.5)
    repair = msgid("did you mean {near}? There are: {known}") if near else msgid("choose among: {known}")
    problem = msgid('there is no release "{name}"')
    raise WrongUse(problem, repair, name=name, near="".join(near), known=", ".join([*known, *_WORDS]))


def _previous(home: Path) -> Release:
    """Return the build before the one in use; else the last frozen release with other facts."""
    now = current_release(home)
    before = previous_release(home)
    if before:
        return Release(before.name, before, home)
    current = Release(now.name, now, home).hash
    others = [one for one in frozen_releases(home) if one.hash != current]
    if not others:
        problem = msgid("there is no release before {name}")
        raise WrongUse(problem, msgid("it comes with the next build that changes something"), name=now.name)
    return others[-1]


def _folders(home: Path) -> Iterator[Path]:
    for part in (FROZEN, "releases"):
        folder = home / part
        yield from sorted(path for path in folder.iterdir() if _is_shown(path)) if folder.is_dir() else ()


def _is_shown(path: Path) -> bool:
    return path.is_dir() and not path.name.startswith(".")


def read_sums(folder: Path) -> dict[str, str]:
    """Return the checksums that a frozen release has of its files."""
    try:
        lines = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
        return {name: total for total, name in (line.split("  ", 1) for line in lines)}
    except (OSError, ValueError) as error:
        raise damaged(folder / "SHA256SUMS", "it cannot be read") from error


def frozen_files(home: Path) -> dict[str, tuple[Path, str]]:
    """Return every file of the frozen releases by its name in the workspace, with the checksum that it must have."""
    found = {}
    for release in frozen_releases(home):
        sums = read_sums(release.folder)
        for name in FILES:
            path = release.folder / name
            if not path.is_file():
                raise damaged(path, "it is missing")
            found[f"{FROZEN}/{release.name}/{name}"] = (path, sums.get(name, ""))
    return found


def damaged(path: Path, problem: str) -> BadInput:
    """Report a file of a release that is not what it was."""
    return BadInput(
        f"{path} is damaged: {problem}",
        "put it back from a backup; a release that was not frozen: run `dutygraph build --fresh`",
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise damaged(path, "it cannot be read") from error
    if not isinstance(data, dict):
        raise damaged(path, "it is no object")
    return data


def _made_store(release: Release) -> Path:
    """Make the store of a frozen release from its dump, whole or not at all; another may do so at the same time."""
    target = release.home / "cache" / "stores" / release.hash
    if target.is_dir():
        return target
    draft = target.with_name(f".{target.name}-{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _fill_store(release, draft)
        if not target.is_dir():
            draft.rename(target)
    except (OSError, RuntimeError) as error:
        if target.is_dir():
            return target
        problem = f"the store of {release.name} cannot be written: {error}"
        raise EnvironmentProblem(problem, "free some disk space, or make the workspace writable") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return target


def _fill_store(release: Release, folder: Path) -> None:
    """Load the named graphs and, without the names, the union of them all."""
    import pyoxigraph as ox

    from dutygraph.dumps import read_dump, without_graph

    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    dump, union = release.folder / "dump.nq", folder / "union.nt"
    with union.open("wb") as file:
        for line in read_dump(dump, release.hash):
            file.write(without_graph(line))
    store = ox.Store(str(folder))
    store.bulk_load(path=str(dump), format=ox.RdfFormat.N_QUADS, lenient=True)
    store.bulk_load(path=str(union), format=ox.RdfFormat.N_TRIPLES, lenient=True)
    store.flush()
    union.unlink()
