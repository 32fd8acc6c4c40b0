"""Keep the input files that somebody registered in a workspace, each with its checksum, source and day.

<home>/inputs.json   a list of {"file", "sha256", "source", "registered"}
<home>/inputs/FILE   the files themselves, as they were registered
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from dutygraph.errors import BadInput

_NAME = re.compile(r"[\w()][\w(). -]*")
_REPAIR = "put the registered file back, from a backup if need be, or remove its entry from inputs.json"


@dataclass(frozen=True)
class Input:
    """One registered file."""

    file: str
    sha256: str
    source: str
    registered: str


def register(home: Path, path: Path, source: str, on: str) -> Input:
    """Copy a file into the workspace and remember its checksum.

    Raises BadInput if it cannot be read, or if another file of its name is registered.
    """
    known = {one.file: one for one in read_inputs(home)}
    try:
        new = Input(path.name, checksum(path), source, on)
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}", "name a file") from error
    if not _NAME.fullmatch(path.name):
        raise BadInput(f'"{path.name}" cannot be the name of an input', "use letters, digits and ._-()")
    before = known.get(path.name)
    if before and (before.sha256, before.source) != (new.sha256, source):
        raise BadInput(f"another {path.name} is registered, of {before.registered}", "give the new file another name")
    if before:
        return before
    (home / "inputs").mkdir(parents=True, exist_ok=True)
    unfinished = home / "inputs" / ".unfinished"
    shutil.copyfile(path, unfinished)
    unfinished.replace(home / "inputs" / path.name)
    _write(home, [*known.values(), new])
    return new


def _write(home: Path, inputs: list[Input]) -> None:
    data = [asdict(one) for one in sorted(inputs, key=lambda one: one.file)]
    unfinished = home / "inputs.json.new"
    unfinished.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
    unfinished.replace(home / "inputs.json")


def read_inputs(home: Path) -> list[Input]:
    """Return what is registered, in the order of names, after comparing each file with its checksum.

    Raises BadInput for a file that is missing or has changed: nobody could build the same graph again.
    """
    inputs = _read(home / "inputs.json")
    for one in inputs:
        path = home / "inputs" / one.file
        if not path.is_file():
            raise BadInput(f"inputs/{one.file} is missing", _REPAIR)
        if checksum(path) != one.sha256:
            raise BadInput(f"inputs/{one.file} has changed since {one.registered}", _REPAIR)
    return inputs


def _read(path: Path) -> list[Input]:
    if not path.exists():
        return []
    try:
        inputs = [Input(**one) for one in json.loads(path.read_text("utf-8"))]
        if not all(_NAME.fullmatch(one.file) for one in inputs):
            raise ValueError("a file has no plain name")
    except (OSError, ValueError, TypeError) as error:
        raise BadInput(f"inputs.json cannot be used: {error}", "restore it from a backup") from error
    return sorted(inputs, key=lambda one: one.file)


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
