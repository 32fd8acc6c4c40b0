"""The built wheel, where no checkout can be seen, builds the graph; the sdist holds all that the tests read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def run(*words: str | Path, folder: Path) -> str:
    """Run a command away from the checkout, without the settings that would lead back to it."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"PYTHONPATH", "VIRTUAL_ENV"} and not name.startswith("DUTYGRAPH_")
    }
    done = subprocess.run(
        list(map(str, words)), cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{' '.join(map(str, words))}\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the bin folder of a fresh environment with the wheel; its dependencies are lent by this one.

    A folder named in a `.pth` file lends its packages but not its own `.pth` files: so the editable install of
    this environment, which is such a file, stays behind.
    """
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, folder=folder)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "env", with_pip=False)
    python = folder / "env" / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel, folder=folder)
    place = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=folder).strip()
    (Path(place) / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return python.parent


def test_checkout_cannot_be_seen(installed):
    script = "import dutygraph, json, sys; print(json.dumps([dutygraph.__file__, sys.path]))"
    file, path = json.loads(run(installed / "python", "-c", script, folder=installed.parent))
    assert file.startswith(str(installed.parent))
    assert not [place for place in path if place.startswith((str(ROOT / "graph"), str(ROOT / "tests")))]


def test_wheel_builds_the_same_release_and_answers(installed, real_home, tmp_path):
    """The release is named by the hash of all its triples: content in the wheel is content in the checkout."""
    run(installed / "dutygraph", "build", "--quiet", folder=tmp_path)
    assert (tmp_path / ".dutygraph" / "current").read_text("utf-8") == (real_home / "current").read_text("utf-8")
    question = ["participation/is_bound", "--state", "KGZ", "--instrument", "icrmw", "--on", "2018-07-01"]
    answer = json.loads(run(installed / "dutygraph", "ask", *question, "--format", "json", folder=tmp_path))
    assert answer["answer"]["value"].endswith("/bound")
    page = run(installed / "dutygraph", "ask", *question, "--format", "html", folder=tmp_path)
    assert "Content-Security-Policy" in page  # templates, style and script travel with the package


def repository() -> set[str]:
    """Return the files that git tracks, or would; where there is no git, this is an sdist and cannot say."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("needs git to know which files belong to the repository")
    return {name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()}


def test_sdist_holds_the_repository_and_nothing_else(tmp_path):
    """So `make test` works in it: documents, notebooks, scripts, lock files and the Makefile travel too."""
    expected = repository()
    run(sys.executable, "-m", "build", "--sdist", "--no-isolation", "--outdir", tmp_path, ROOT, folder=tmp_path)
    (archive,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as sdist:
        modes = {member.name.partition("/")[2]: member.mode for member in sdist if member.isfile()}
    assert expected - modes.keys() == set()
    assert modes.keys() - expected == {"PKG-INFO"}
    assert all(modes[name] & 0o100 for name in (".ci/run", "tools/find_python", "tools/install"))
