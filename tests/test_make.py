"""Whoever lacks something is told what to install, and which targets there are."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def run(*words: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MAKELEVEL"}}
    return subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def pretend(tmp_path):
    """Return a function that makes a stand-in for a Python: a shell script that answers what it is asked."""

    def make(answer: str) -> str:
        script = tmp_path / "python3"
        script.write_text(f"#!/bin/sh\n{answer}\n", "utf-8")
        script.chmod(0o755)
        return str(script)

    return make


def test_an_old_python_is_named_with_what_to_install(pretend):
    old = pretend('case "$2" in *version_info\\ \\<*) exit 1;; *) echo "Python 3.9.2";; esac')
    done = run("tools/find_python", old)
    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr
    assert "Python 3.9.2" in done.stderr
    assert "apt install python3" in done.stderr


def test_a_python_without_venv_is_named_with_what_to_install(pretend):
    bare = pretend('case "$2" in *ensurepip*) exit 1;; *version_info\\[*) echo "Python 3.12.0";; esac')
    done = run("tools/find_python", bare)
    assert done.returncode == 1
    assert "lacks the modules venv and ensurepip" in done.stderr
    assert "python3-venv" in done.stderr


def test_a_good_python_is_printed(pretend):
    good = pretend("exit 0")
    assert run("tools/find_python", good).stdout.strip() == good


def test_an_unknown_target_leads_to_help():
    done = run("make", "everything")
    assert done.returncode != 0
    assert 'there is no target "everything". Type: make help' in done.stderr


def test_help_tells_every_target():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split())
    assert {line.split()[1] for line in run("make", "help").stdout.splitlines()} == targets
