"""What a build promises: whole or not at all, the same for the same inputs, and clear about what is wrong."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
import tiny

from dutygraph.build import Content, build
from dutygraph.errors import EnvironmentProblem, GateClosed, StructureError
from dutygraph.workspace import building, current_release, read_manifest

ROOT = Path(__file__).resolve().parents[2]


def dump_of(home: Path) -> bytes:
    return (current_release(home) / "dump.nq").read_bytes()


def leftovers(home: Path) -> list[str]:
    return [path.name for path in (home / "releases").iterdir() if path.name.startswith(".")]


def test_two_builds_of_the_same_inputs_give_the_same_bytes(tmp_path: Path) -> None:
    content = tiny.write(tmp_path / "content")
    for home in ("one", "two"):
        build(tmp_path / home, folders=content)
    assert dump_of(tmp_path / "one") == dump_of(tmp_path / "two")


def test_a_release_is_named_by_the_hash_of_its_dump_and_the_store_gives_the_dump_back(tmp_path: Path) -> None:
    report = build(tmp_path / "home", folders=tiny.write(tmp_path / "content"))
    dump = dump_of(tmp_path / "home")
    assert hashlib.sha256(dump).hexdigest().startswith(report.release.name)
    store = ox.Store.read_only(str(report.release / "store"))
    named = {str(quad) for quad in store if not isinstance(quad.graph_name, ox.DefaultGraph)}
    again = {str(quad) for quad in ox.parse(dump, ox.RdfFormat.N_QUADS)}
    assert named == again
    assert {str(quad.triple) for quad in store} == {
        str(quad.triple) for quad in store if isinstance(quad.graph_name, ox.DefaultGraph)
    }


def test_nothing_is_done_when_nothing_changed(tmp_path: Path) -> None:
    content = tiny.write(tmp_path / "content")
    first = build(tmp_path / "home", folders=content)
    second = build(tmp_path / "home", folders=content)
    assert (first.is_new, second.is_new) == (True, False)
    assert second.release == first.release
    assert second.issues == first.issues


def test_a_fresh_build_never_replaces_a_folder_that_may_be_read(tmp_path: Path) -> None:
    content = tiny.write(tmp_path / "content")
    first = build(tmp_path / "home", folders=content)
    reader = ox.Store.read_only(str(first.release / "store"))
    second = build(tmp_path / "home", fresh=True, folders=content)
    assert second.release.name == first.release.name + "-2"
    assert len(reader) > 0
    assert first.release.is_dir()


def test_the_release_before_is_kept_and_older_ones_go(tmp_path: Path) -> None:
    releases = []
    for name in ("Ada", "Eve", "Zoe"):
        content = tiny.write(tmp_path / "content", tiny.TABLE.replace("Ada", name))
        releases.append(build(tmp_path / "home", folders=content).release)
    assert [release.is_dir() for release in releases] == [False, True, True]


def test_a_closed_gate_names_subject_shape_and_source_row_and_changes_nothing(tmp_path: Path) -> None:
    content = tiny.write(tmp_path / "content")
    before = build(tmp_path / "home", folders=content).release
    tiny.write(tmp_path / "content", tiny.TABLE.replace("Ada", "A" * 30))
    with pytest.raises(GateClosed) as error:
        build(tmp_path / "home", folders=content)
    for part in ("id/thing/a", "Thing-label", "things.csv, row 2", "Shorten it"):
        assert part in str(error.value)
    assert current_release(tmp_path / "home") == before
    assert leftovers(tmp_path / "home") == []


def test_a_broken_source_changes_nothing(tmp_path: Path) -> None:
    content = tiny.write(tmp_path / "content")
    before = build(tmp_path / "home", folders=content).release
    tiny.write(tmp_path / "content", tiny.TABLE + "too,few\n")
    with pytest.raises(StructureError):
        build(tmp_path / "home", folders=content)
    assert current_release(tmp_path / "home") == before
    assert leftovers(tmp_path / "home") == []


def test_a_derived_fact_goes_with_its_premise(tmp_path: Path) -> None:
    content = tiny.write(tmp_path / "content")
    build(tmp_path / "home", folders=content)
    assert b"ns#isKnownBy>" in dump_of(tmp_path / "home")
    tiny.write(tmp_path / "content", tiny.TABLE.replace("2013,b", "2013,"))
    build(tmp_path / "home", folders=content)
    assert b"ns#isKnownBy>" not in dump_of(tmp_path / "home")


def test_nothing_built_yet_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="nothing is built yet.*\n.*dutygraph build"):
        current_release(tmp_path)


def test_a_second_build_at_the_same_time_is_refused(tmp_path: Path) -> None:
    content = tiny.write(tmp_path / "content")
    with building(tmp_path / "home"), pytest.raises(EnvironmentProblem, match="another build is at work"):
        build(tmp_path / "home", folders=content)


def test_a_store_of_another_version_is_reported_and_rebuilt(tmp_path: Path) -> None:
    from dutygraph.store import LocalStore

    content = tiny.write(tmp_path / "content")
    release = build(tmp_path / "home", folders=content).release
    for path in (release / "store").glob("MANIFEST-*"):
        path.write_bytes(b"from another time")
    with pytest.raises(EnvironmentProblem, match="build --fresh"):
        LocalStore.open(release / "store")
    LocalStore.open(build(tmp_path / "home", fresh=True, folders=content).release / "store")


def test_a_full_disk_stops_the_build_and_changes_nothing(tmp_path: Path) -> None:
    content = tiny.write(tmp_path / "content")
    before = build(tmp_path / "home", folders=content).release
    tiny.write(tmp_path / "content", tiny.TABLE.replace("Ada", "Eve"))
    # A file size limit meets the same path as a full disk: the write itself fails.
    script = (
        "import resource, signal, sys; from pathlib import Path\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "from dutygraph.build import Content, build; from dutygraph.errors import EnvironmentProblem\n"
        "home, content = Path(sys.argv[1]), Path(sys.argv[2])\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))\n"
        "try: build(home, folders=Content(content/'loaders', content/'ontology', content/'queries'))\n"
        "except EnvironmentProblem as error: print(error.exit_code, error)\n"
    )
    run = child(script, tmp_path / "home", tmp_path / "content")
    output, errors = run.communicate(timeout=60)
    assert output.startswith("4 "), errors
    assert "cannot be written" in output
    assert current_release(tmp_path / "home") == before
    assert leftovers(tmp_path / "home") == []


BUILD = (
    "import sys; from pathlib import Path; from dutygraph.build import Content, build\n"
    "home, content = Path(sys.argv[1]), Path(sys.argv[2])\n"
    "build(home, fresh=True, folders=Content(content/'loaders', content/'ontology', content/'queries'))\n"
)


def child(script: str, *arguments: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "graph")}
    command = [sys.executable, "-c", script, *map(str, arguments)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=environment, stdout=pipe, stderr=pipe, text=True, start_new_session=True)


def test_after_a_kill_at_any_moment_the_dump_is_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    content, home = tmp_path / "content", tmp_path / "home"
    folders = tiny.write(content)
    build(home, folders=folders)
    allowed = {hashlib.sha256(dump_of(home)).hexdigest()}
    tiny.write(content, tiny.TABLE.replace("Ada", "Eve"))
    build(tmp_path / "other", folders=folders)
    allowed.add(hashlib.sha256(dump_of(tmp_path / "other")).hexdigest())
    chance = random.Random(2018)
    for _ in range(12):
        run = child(BUILD, home, content)
        time.sleep(chance.uniform(0.05, 1.5))
        os.killpg(run.pid, signal.SIGKILL)
        run.communicate()
        release = current_release(home)
        assert hashlib.sha256(dump_of(home)).hexdigest() in allowed
        assert read_manifest(release)["release"] in release.name
        assert len(ox.Store.read_only(str(release / "store"))) > 0
    build(home, fresh=True, folders=folders)
    assert hashlib.sha256(dump_of(home)).hexdigest() in allowed
    assert leftovers(home) == []


def test_an_interrupt_leaves_nothing_unfinished(tmp_path: Path) -> None:
    content, home = tmp_path / "content", tmp_path / "home"
    folders = tiny.write(content)
    build(home, folders=folders)
    before = dump_of(home)
    slow = tiny.LOADER.replace("def load(source):", "import time\n\n\ndef load(source):\n    time.sleep(60)")
    tiny.write(content, loader=slow)
    run = child(BUILD, home, content)
    while not leftovers(home) and run.poll() is None:
        time.sleep(0.01)
    time.sleep(0.5)  # into the loader
    run.send_signal(signal.SIGINT)
    run.communicate(timeout=60)
    assert run.returncode != 0
    assert leftovers(home) == []
    assert dump_of(home) == before


def test_a_content_folder_is_found_in_a_checkout() -> None:
    content = Content.default()
    assert content.loaders == ROOT / "loaders"
