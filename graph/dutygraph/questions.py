"""Find the compiled questions: in the release, or compiled once for this installation."""

from __future__ import annotations

import json
import os
from pathlib import Path

from dutygraph.catalogue import Catalogue, compile_catalogue
from dutygraph.resources import folder


def release_catalogue(release: Path) -> Catalogue:
    """Return the questions that were built with a release."""
    file = release / "catalogue.json"
    return Catalogue.read(file) if file.exists() else installed_catalogue()


def installed_catalogue() -> Catalogue:
    """Return the questions of this installation, compiled once and kept in the user's cache."""
    queries = folder("queries")
    kept = _cache() / f"catalogue-{_fingerprint(queries)}.json"
    if kept.exists():
        return Catalogue.read(kept)
    compiled = compile_catalogue(queries)
    _keep(kept, json.dumps(compiled, ensure_ascii=False))
    return Catalogue(compiled)


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dutygraph"


def _fingerprint(queries: Path) -> str:
    """Hash the questions and the code that reads them."""
    import hashlib  # asking a release needs none

    hasher = hashlib.sha256(Path(__file__).with_name("catalogue.py").read_bytes())
    for file in sorted(queries.rglob("*.rq")):
        hasher.update(file.relative_to(queries).as_posix().encode() + b"\0" + file.read_bytes())
    return hasher.hexdigest()[:16]


def _keep(file: Path, text: str) -> None:
    """Write a cache file whole or not at all; a cache that cannot be written is no reason to fail."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(f".{os.getpid()}")
        draft.write_text(text, encoding="utf-8")
        draft.replace(file)
    except OSError:
        return
