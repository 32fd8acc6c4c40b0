"""Write a correction for somebody who knows what is wrong but not how the file looks."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dutygraph.amendments import Amendments, Correction, read_amendments, read_entry
from dutygraph.corrections import Corrections, changes, find_rows
from dutygraph.errors import BadInput, EnvironmentProblem, WrongUse
from dutygraph.provenance import read_folders
from dutygraph.resources import folder
from dutygraph.workspace import finish_restore

_ORDER = ("source", "table", "key", "what", "set", "leave_out", "why", "source_url", "by", "on")


def write_correction(
    home: Path, fields: Mapping[str, Any], name: str | None = None, loaders: Path | None = None
) -> Path:
    """Check a correction against the sources and write its file.

    Raises BadInput if it names no row, changes nothing or contradicts another; WrongUse for a name that is taken.
    """
    finish_restore(home)
    said = {field: fields[field] for field in _ORDER if fields.get(field)}
    said["key"] = list(said.get("key", ()))
    name = name or _name(said)
    file = f"corrections/{name}.yml"
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name):
        raise WrongUse(f'"{name}" cannot be the name of a correction', "use Latin letters, digits, . _ and -")
    if (home / file).exists():
        raise WrongUse(f"{home / file} is there already", "edit it, or give another --name")
    correction = read_entry(file, {**said, **({"leave_out": "true"} if said.get("leave_out") else {})}, Correction)
    _check(correction, home, loaders or folder("loaders"))
    if "leave_out" in said:
        said["leave_out"] = True
    return _write(home / file, said)


def _name(said: Mapping[str, Any]) -> str:
    """Make a name from source and key: `treaty_actions-KGZ-icrmw-accession`."""
    text = "-".join([str(said.get("source", "")), *said["key"]])
    return re.sub(r"[^A-Za-z0-9._-]+", "-", text).strip("-._")[:80] or "correction"


def _check(correction: Correction, home: Path, loaders: Path) -> None:
    row = find_rows(Amendments(corrections=(correction,)), read_folders(loaders))[correction.row]
    Corrections([*read_amendments(home).corrections, correction])
    if not correction.leave_out and not list(changes(correction, row)):
        raise BadInput(f"{row.table.file}, row {row.number} says so already", "nothing was written")


def _write(path: Path, said: Mapping[str, Any]) -> Path:
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt")
    yaml.width = 10_000
    text = io.StringIO()
    yaml.dump(dict(said), text)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f".{path.name}.{os.getpid()}")
        unfinished.write_text(text.getvalue(), "utf-8")
        unfinished.replace(path)
    except OSError as error:
        problem = f"{path} cannot be written: {error.strerror or error}"
        raise EnvironmentProblem(problem, "choose another workspace with --home") from error
    return path
