"""Find the content folders: beside `graph/` in a checkout, inside the package in a wheel."""

from __future__ import annotations

from pathlib import Path

from dutygraph.errors import EnvironmentProblem

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """Return the content folder `ontology`, `queries` or `loaders`.

    >>> folder("ontology").name
    'ontology'
    """
    for place in (_PACKAGE / "_data" / name, _PACKAGE.parents[1] / name):
        if place.is_dir():
            return place
    raise EnvironmentProblem(
        f"the folder {name}/ is missing from this installation", "install dutygraph again"
    )
