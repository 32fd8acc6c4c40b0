"""Find the compiled questions: in the release, or compiled once for this installation."""

from __future__ import annotations

import json
from pathlib import Path

from dutygraph.cache import cache_folder, keep
from dutygraph.catalogue import Catalogue, compile_catalogue
from dutygraph.resources import folder


def release_catalogue(release: Path) -> Catalogue:
    """Return the questions that were built with a release."""
    file = release / "catalogue.json"
    return Catalogue.read(file) if file.exists() else installed_catalogue()


def installed_catalogue() -> Catalogue:
    """Return the questions of this installation, compiled once and kept in the user's cache."""
    queries = folder("queries")
    kept = cache_folder() / f"catalogue-{_fingerprint(queries)}.json"
    if kept.exists():
        return Catalogue.read(kept)
    compiled = compile_catalogue(queries)
    keep(kept, json.dumps(compiled, ensure_ascii=False).encode())
    return Catalogue(compiled)


def _fingerprint(queries: Path) -> str:
    """Hash the questions and the code that reads them."""
    import hashlib  # asking a release needs none

    hasher = hashlib.sha256(Path(__file__).with_name("catalogue.py").read_bytes())
    for file in sorted(queries.rglob("*.rq")):
        hasher.update(file.relative_to(queries).as_posix().encode() + b"\0" + file.read_bytes())
    return hasher.hexdigest()[:16]
