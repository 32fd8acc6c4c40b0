"""Run a notebook from top to bottom: `notebook_runner.py NOTEBOOK EXECUTED`, in the folder in which it is started.

A process of its own, so that sockets and event loops of the kernel's client are none of the tests' business.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from traitlets.config import Config

SLOW = 300  # seconds; one cell builds the graph anew


class ThisPython(AsyncKernelManager):
    """The kernel is the Python that runs this, whatever is registered on the machine."""

    @property
    def kernel_spec(self) -> KernelSpec:
        words = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=words, display_name="Python 3", language="python")


def main(path: Path, executed: Path) -> None:
    """Run a notebook and write it with its outputs; the first error in a cell ends it."""
    notebook = nbformat.reads(path.read_text("utf-8"), as_version=4)
    with tempfile.TemporaryDirectory(prefix="nb") as sockets:  # a short path: no port is opened
        talk = {"transport": "ipc", "ip": f"{sockets}/s", "connection_file": f"{sockets}/connection.json"}
        client = NotebookClient(
            notebook,
            kernel_manager_class=ThisPython,
            timeout=SLOW,
            startup_timeout=SLOW,
            config=Config({"ConnectionFileMixin": talk}),
        )
        client.execute()
    executed.write_text(nbformat.writes(notebook), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
