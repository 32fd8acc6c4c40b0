"""Write a network as GraphML, for Gephi, yEd, Cytoscape and igraph."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dutygraph.errors import EnvironmentProblem, WrongUse

if TYPE_CHECKING:
    import networkx


def dump_graphml(network: networkx.MultiDiGraph[Any]) -> str:
    """Return a network as GraphML text."""
    import networkx

    return "\n".join(networkx.generate_graphml(network)) + "\n"


def write_file(text: str, file: Path, is_forced: bool = False) -> None:
    """Write a file whole or not at all; a file that is there stays, unless forced."""
    if file.exists() and not is_forced:
        raise WrongUse(f"{file} is there already", "choose another name, or say --force to replace it")
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(file)
    except OSError as error:
        raise EnvironmentProblem(f"{file} cannot be written: {error.strerror}", "choose another place") from error
    finally:
        draft.unlink(missing_ok=True)
