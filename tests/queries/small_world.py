"""Put the small world together: the code and mappings of the real sources, with tables of a dozen rows."""

from __future__ import annotations

import shutil
from pathlib import Path

from ruamel.yaml import YAML

from dutygraph.build import Content
from dutygraph.resources import folder

WORLD = Path(__file__).parents[1] / "fixtures" / "world"


def small_content(target: Path) -> Content:
    """Assemble the loaders of the small world in a folder; ontology and questions are the real ones."""
    loaders = target / "loaders"
    for source in sorted(path.parent for path in folder("loaders").glob("*/source.yml")):
        _assemble(source, loaders / source.name)
    return Content(loaders, folder("ontology"), folder("queries"))


def _assemble(source: Path, target: Path) -> None:
    target.mkdir(parents=True)
    yaml = YAML()
    data = yaml.load(source / "source.yml")
    data.pop("expect", None)  # it counts the rows of the real tables
    yaml.dump(data, target / "source.yml")
    tables = {table["file"] for table in data["tables"]}
    for file in source.glob("*.*"):
        if file.name != "source.yml":
            small = WORLD / source.name / file.name if file.name in tables else file
            shutil.copy(small, target / file.name)
