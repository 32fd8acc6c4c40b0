"""Every setting: its environment variable, default and meaning. Nothing is read at import."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

DEFAULT_BASE_IRI = "https://w3id.org/dutygraph/"

MEANINGS = {
    "DUTYGRAPH_HOME": "the workspace; default .dutygraph in the current folder",
    "DUTYGRAPH_STORE": "address of a remote SPARQL endpoint to ask instead of the local release",
    "DUTYGRAPH_BASE_IRI": f"base of all IRIs that this project mints; default {DEFAULT_BASE_IRI}",
    "DUTYGRAPH_LANG": "language of answers: en, ru or ky; default en",
    "DUTYGRAPH_STALE_YEARS": "warn of what was last confirmed more years ago than this; default 5",
}


def home(given: str | None = None) -> Path:
    """Return the workspace folder: the option, else the environment, else `.dutygraph` here."""
    return Path(given or os.environ.get("DUTYGRAPH_HOME") or ".dutygraph").absolute()


def remote_store(given: str | None = None) -> str | None:
    """Return the address of the remote endpoint to ask, if one is set."""
    return given or os.environ.get("DUTYGRAPH_STORE") or None


@cache
def base_iri() -> str:
    """Return the base of all minted IRIs; it ends in a slash. It is read once: a process has one base."""
    base = os.environ.get("DUTYGRAPH_BASE_IRI") or DEFAULT_BASE_IRI
    return base if base.endswith("/") else base + "/"


def language(given: str | None = None) -> str:
    """Return the language of answers."""
    return given or os.environ.get("DUTYGRAPH_LANG") or "en"


def stale_years() -> int:
    """Return after how many years without confirmation an answer carries a warning."""
    given = os.environ.get("DUTYGRAPH_STALE_YEARS") or "5"
    if not given.isascii() or not given.isdigit() or len(given) > 4:
        from dutygraph.errors import WrongUse, msgid

        problem = msgid('DUTYGRAPH_STALE_YEARS is "{given}"')
        raise WrongUse(problem, msgid("set it to a whole number of years, such as 5"), given=given)
    return int(given)
