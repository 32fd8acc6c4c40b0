"""Save what people gave a workspace in one archive, and put it back: all of it or nothing.

The same workspace gives the same bytes: members are sorted and have no times or owners. `backup.json` stands first and
names every file with its checksum. An archive may come from a stranger: only plain files under known names are taken.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import re
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, cast

from dutygraph import frozen
from dutygraph.amendments import amendment_files
from dutygraph.errors import BadInput, EnvironmentProblem, WrongUse
from dutygraph.inputs import checksum, read_inputs
from dutygraph.workspace import FROZEN, GIVEN, finish_restore, restoring

LARGEST_FILE = 1 << 31  # bytes
LARGEST_ARCHIVE = 1 << 33  # bytes when unpacked
_INDEX = "backup.json"
_FORMAT = 1
_FROZEN_FILES = "|".join(map(re.escape, frozen.FILES))
_MEMBER = re.compile(
    r"(?:inputs|corrections|reviews|disputes|replies)/[\w()][\w(). -]*|inputs\.json"
    rf"|{FROZEN}/[0-9A-Za-z][0-9A-Za-z._-]{{0,79}}/(?:{_FROZEN_FILES})"
)
_PIECE = 1 << 20
# What the libraries raise over an archive that is cut off, damaged or forged.
_BROKEN = (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile, ValueError, OverflowError)
_OURS = {"lock", "releases", "cache", ".restoring"}  # what a restore itself leaves in a workspace


def backup(home: Path, archive: Path) -> dict[str, str]:
    """Write the archive and return what it holds, with checksums.

    Raises BadInput if a registered input or a frozen release has changed, EnvironmentProblem if the archive cannot be
    written.
    """
    finish_restore(home)
    paths = [*amendment_files(home), *(home / "inputs" / one.file for one in read_inputs(home))]
    if (home / "inputs.json").exists():
        paths.append(home / "inputs.json")
    files = {path.relative_to(home).as_posix(): path for path in paths}
    kept = frozen.frozen_files(home)
    files |= {name: path for name, (path, _) in kept.items()}
    unfinished = archive.with_name(archive.name + ".new")
    try:
        sums = {name: checksum(files[name]) for name in sorted(files)}
        _compare(kept, sums)
        with (
            unfinished.open("wb") as raw,
            gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed,
            tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
        ):
            index = json.dumps({"format": _FORMAT, "files": sums}, indent=1).encode() + b"\n"
            _add(tar, _INDEX, io.BytesIO(index), len(index))
            for name in sums:
                with files[name].open("rb") as file:
                    _add(tar, name, file, files[name].stat().st_size)
        unfinished.replace(archive)
    except OSError as error:
        problem = f"{archive} cannot be written: {error.strerror or error}"
        raise EnvironmentProblem(problem, "choose another place, or free some disk space") from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return sums


def _compare(kept: Mapping[str, tuple[Path, str]], sums: Mapping[str, str]) -> None:
    """Stop at a file of a frozen release that is not what was frozen."""
    for name, (path, wanted) in kept.items():
        if wanted and sums.get(name) != wanted:
            raise frozen.damaged(path, "it has changed since it was frozen")


def _add(tar: tarfile.TarFile, name: str, file: IO[bytes], size: int) -> None:
    member = tarfile.TarInfo(name)  # mode 644, no owner, time 0
    member.size = size
    tar.addfile(member, file)


def restore(home: Path, archive: Path, force: bool = False) -> dict[str, str]:
    """Put what an archive holds into a workspace and return it, with checksums.

    Raises WrongUse if the workspace is not empty, unless `force`: then it replaces what people gave it.
    Frozen releases are added to those that are there: none is replaced or taken away.
    Raises BadInput for a broken archive, one with a member that does not belong there, or one with another release
    under the version of one that is frozen here; nothing is changed then.
    """
    finish_restore(home)
    if not force and is_used(home):
        raise WrongUse(
            f"the workspace {home} is not empty",
            "choose an empty folder with --home; --force replaces what people gave this one",
        )
    with _opened(archive) as tar:
        was_there = home.exists()
        try:
            with restoring(home) as folder:
                sums = _unpack(tar, folder)
                _check_frozen(home, folder, sums)
                return sums
        except OSError as error:
            problem = f"the workspace {home} cannot be written: {error.strerror or error}"
            raise EnvironmentProblem(problem, "nothing was changed; free some disk space") from error
        finally:
            if not was_there and not is_used(home):
                _remove_empty(home)


def _check_frozen(home: Path, folder: Path, sums: Mapping[str, str]) -> None:
    """Compare the frozen releases of an archive with their own checksums, and with those that are frozen here."""
    _compare(frozen.frozen_files(folder), sums)
    for release in frozen.frozen_releases(folder):
        there = home / FROZEN / release.name
        if there.exists() and frozen.read_sums(there) != frozen.read_sums(release.folder):
            problem = f"the archive has another release {release.name} than the one that is frozen here"
            raise BadInput(problem, "nothing was changed; restore into an empty folder, named with --home")


def is_used(home: Path) -> bool:
    """Say whether a workspace holds anything but what a restore that failed leaves."""
    if not home.is_dir():
        return home.exists()
    return any(path.name not in _OURS or _has_content(path) for path in home.iterdir())


def _has_content(path: Path) -> bool:
    return path.name in ("releases", "cache") and any(path.iterdir())


def _remove_empty(home: Path) -> None:
    (home / "lock").unlink(missing_ok=True)
    for folder in (home / "releases", home / "cache", home):
        with suppress(OSError):  # somebody else has put something there
            folder.rmdir()


def _unpack(tar: tarfile.TarFile, folder: Path) -> dict[str, str]:
    """Unpack every member into an empty folder and compare it with the index."""
    try:
        members = iter(tar)
        sums = _index(tar, next(members, None))
        (folder / "inputs.json").write_text("[]\n", "utf-8")
        for part in GIVEN:
            if part != "inputs.json":
                (folder / part).mkdir()
        found = {member.name: _take(tar, member, folder) for member in _safe(members)}
        _read_to_end(tar)
    except _BROKEN as error:
        raise _broken(str(error)) from error
    if found != sums:
        wrong = sorted(name for name in {*found, *sums} if found.get(name) != sums.get(name))
        raise _broken(f"{wrong[0]} is not what was saved")
    return sums


def _index(tar: tarfile.TarFile, member: tarfile.TarInfo | None) -> dict[str, str]:
    if member is None or member.name != _INDEX or not member.isreg() or member.size > LARGEST_FILE:
        raise BadInput("the archive is no backup of a workspace", "name one that `dutygraph backup` wrote")
    try:
        data: dict[str, Any] = json.loads(_read(tar, member))
        if data["format"] != _FORMAT:
            raise BadInput(f"the archive has the format {data['format']}", "restore it with the version that wrote it")
        return dict(data["files"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _broken(f"{_INDEX} cannot be read") from error


def _safe(members: Iterator[tarfile.TarInfo]) -> Iterator[tarfile.TarInfo]:
    """Yield members one by one; refuse all but plain files under the names of a workspace, each once."""
    seen: set[str] = set()
    total = 0
    for member in members:
        total += member.size
        if not member.isreg():
            raise _refused(member, "it is no plain file")
        if not _MEMBER.fullmatch(member.name) or member.name in seen:
            raise _refused(member, "no workspace has a file of that name, or it stands there twice")
        if member.size > LARGEST_FILE or total > LARGEST_ARCHIVE:
            raise _refused(member, "it is too large")
        seen.add(member.name)
        yield member


def _take(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> str:
    """Write one member and return its checksum."""
    total = hashlib.sha256()
    (folder / member.name).parent.mkdir(parents=True, exist_ok=True)
    with (folder / member.name).open("wb") as file:
        content = cast(IO[bytes], tar.extractfile(member))
        while piece := content.read(_PIECE):
            total.update(piece)
            file.write(piece)
    return total.hexdigest()


def _read_to_end(tar: tarfile.TarFile) -> None:
    """Read what follows the last member: only at its end does a gzip file compare its own checksum."""
    rest = cast(IO[bytes], tar.fileobj)
    for _ in range(16):
        if not rest.read(_PIECE):
            return
    raise tarfile.ReadError("too much follows the last file")


def _read(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    return cast(IO[bytes], tar.extractfile(member)).read()


class _Bounded(gzip.GzipFile):
    """A gzip file of which nobody reads a huge piece at once, as a forged header of an archive would ask."""

    def read(self, size: int | None = -1) -> bytes:
        if size is None or not 0 <= size <= 16 * _PIECE:
            raise tarfile.ReadError("a header is too large")
        return super().read(size)


def _opened(archive: Path) -> tarfile.TarFile:
    try:
        return tarfile.open(fileobj=_Bounded(archive, "rb"), mode="r:")
    except FileNotFoundError as error:
        raise BadInput(f"{archive} is missing", "name an archive that `dutygraph backup` wrote") from error
    except (OSError, *_BROKEN) as error:
        raise _broken(str(error)) from error


def _broken(problem: str) -> BadInput:
    return BadInput(f"the archive is broken: {problem}", "nothing was changed; copy it again or use another backup")


def _refused(member: tarfile.TarInfo, why: str) -> BadInput:
    return BadInput(
        f"the archive holds {member.name[:100]!r}: {why}", "nothing was changed; use one that `dutygraph backup` wrote"
    )
