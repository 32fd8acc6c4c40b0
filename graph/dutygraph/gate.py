"""Check the shapes in a process beside the build: it starts early, since its libraries take long to load."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from dutygraph.errors import EnvironmentProblem
from dutygraph.validation import Finding


class Gate:
    """A child process that checks the dumps it is given against the shapes, and tells what it found."""

    def __init__(self, ontology: Path) -> None:
        command = [sys.executable, "-m", "dutygraph.validation", str(ontology)]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe)

    def check(self, dump: Path, context: Path | None = None) -> None:
        """Tell the process which dump to check, and which other one it refers to."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{dump}\n{context or ''}\n".encode())
        self._process.stdin.flush()

    def findings(self) -> list[Finding]:
        """Wait for the process and return what it found."""
        output, errors = self._process.communicate()
        if self._process.returncode != 0:
            last = errors.decode(errors="replace").strip().splitlines()[-1:] or ["no message"]
            raise EnvironmentProblem(f"the shapes could not be checked: {last[0]}", "run `dutygraph doctor`")
        return [Finding(**finding) for finding in json.loads(output)]

    def close(self) -> None:
        """End the process, whatever it is doing."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.communicate()
