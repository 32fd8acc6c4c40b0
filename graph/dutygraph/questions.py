"""Find the compiled questions: in the release, or compiled once for this installation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dutygraph.cache import cache_folder, keep
from dutygraph.catalogue import Catalogue, compile_catalogue
from dutygraph.resources import folder


def release_catalogue(release: Path) -> Catalogue:
    """Return the questions that were built with a release."""
    file = release / "catalogue.json"
    return Catalogue.read(file) if file.exists() else installed_catalogue()


def installed_catalogue() -> Catalogue:
    """Return the questions of this installation."""
    return Catalogue(compiled(folder("queries")))


def compiled(queries: Path) -> dict[str, Any]:
    """Return the questions of a folder, compiled once and kept in the user's cache."""
    kept = cache_folder() / f"catalogue-{_fingerprint(queries)}.json"
    try:
        known: dict[str, Any] = json.loads(kept.read_bytes())
        return known
    except (OSError, ValueError):
        made = compile_catalogue(queries)
        keep(kept, json.dumps(made, ensure_ascii=False).encode())
        return made


def _fingerprint(queries: Path) -> str:
    """Hash the questions and the code that reads them."""
    import hashlib  # asking a release needs none

    hasher = hashlib.sha256(Path(__file__).with_name("catalogue.py").read_bytes())
    for file in sorted(queries.rglob("*.rq")):
        hasher.update(file.relative_to(queries).as_posix().encode() + b"\0" + file.read_bytes())
    return hasher.hexdigest()[:16]
