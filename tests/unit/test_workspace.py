"""A workspace keeps what nobody can get back; everything else is made again, to the same hash."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import tiny

from dutygraph.build import build
from dutygraph.errors import BadInput
from dutygraph.inputs import read_inputs, register

READER = tiny.LOADER.replace(
    "    for row in", "    for path in source.inputs:\n"
    '        yield thing("thing", path.stem), LABEL, Literal(path.read_text())\n    for row in',
).replace("from dutygraph", "from pyoxigraph import Literal\nfrom dutygraph", 1)  # fmt: skip


@pytest.fixture
def download(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text("first", "utf-8")
    return path


def test_a_registered_input_is_kept_with_checksum_source_and_day(tmp_path: Path, download: Path) -> None:
    home = tmp_path / "home"
    one = register(home, download, "tiny", "2026-02-01")
    download.unlink()
    assert read_inputs(home) == [one]
    assert (one.file, one.source, one.registered, len(one.sha256)) == ("table.csv", "tiny", "2026-02-01", 64)
    assert (home / "inputs" / "table.csv").read_text("utf-8") == "first"


def test_registering_the_same_file_again_changes_nothing_and_another_of_its_name_is_refused(
    tmp_path: Path, download: Path
) -> None:
    home = tmp_path / "home"
    one = register(home, download, "tiny", "2026-02-01")
    assert register(home, download, "tiny", "2026-09-09") == one
    download.write_text("second", "utf-8")
    with pytest.raises(BadInput, match="another table.csv is registered, of 2026-02-01"):
        register(home, download, "tiny", "2026-09-09")
    assert (home / "inputs" / "table.csv").read_text("utf-8") == "first"


def test_an_input_that_changed_or_went_stops_the_build(tmp_path: Path, download: Path) -> None:
    home, content = tmp_path / "home", tiny.write(tmp_path / "content")
    register(home, download, "tiny", "2026-02-01")
    build(home, folders=content)
    (home / "inputs" / "table.csv").write_text("changed", "utf-8")
    with pytest.raises(BadInput, match="inputs/table.csv has changed since 2026-02-01"):
        build(home, folders=content)
    (home / "inputs" / "table.csv").unlink()
    with pytest.raises(BadInput, match="inputs/table.csv is missing"):
        build(home, folders=content)


OUTSIDE = '[{"file": "../a", "sha256": "", "source": "", "registered": ""}]'


@pytest.mark.parametrize("text", ["[", '{"file": "a"}', '[{"file": "a"}]', OUTSIDE, "5"])
def test_a_broken_list_of_inputs_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "inputs.json").write_text(text, "utf-8")
    with pytest.raises(BadInput, match=r"inputs\.json cannot be used"):
        read_inputs(tmp_path)


def test_a_loader_reads_what_is_registered_for_its_source_and_a_rebuild_gives_the_same_hash(
    tmp_path: Path, download: Path
) -> None:
    home, content = tmp_path / "home", tiny.write(tmp_path / "content", loader=READER)
    without = build(home, folders=content)
    register(home, download, "tiny", "2026-02-01")
    first = build(home, folders=content)
    assert '/id/thing/table>' in (first.release / "dump.nq").read_text("utf-8")
    assert first.release.name != without.release.name
    shutil.rmtree(home / "releases")
    shutil.rmtree(home / "cache")
    assert build(home, folders=content).release.name == first.release.name


def test_an_input_of_another_source_is_not_given_to_a_loader(tmp_path: Path, download: Path) -> None:
    home, content = tmp_path / "home", tiny.write(tmp_path / "content", loader=READER)
    register(home, download, "another", "2026-02-01")
    assert '/id/thing/table>' not in (build(home, folders=content).release / "dump.nq").read_text("utf-8")
