"""Write an answer as one JSON object, or its rows as one object a line."""

from __future__ import annotations

import json

from dutygraph.results import Result


def write_json(result: Result) -> str:
    """Write an answer as one JSON object."""
    return json.dumps(result.to_json(), ensure_ascii=False, indent=2) + "\n"


def write_jsonl(result: Result) -> str:
    """Write each row as a JSON object on a line of its own; its cells are those of `json`."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in result.to_json()["rows"])
