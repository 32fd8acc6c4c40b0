"""`dutygraph build`: from the sources to a graph in use."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from dutygraph import layout
from dutygraph.cli.options import Choices, common_options, out, room

if TYPE_CHECKING:
    from dutygraph.build import BuildReport
    from dutygraph.tables import Issue

_SHOWN = 10


@click.command("build", epilog="Example: dutygraph build --home my-graph")
@click.option("--fresh", is_flag=True, help="Read every source again, even if nothing changed.")
@common_options
@click.pass_obj
def command(choices: Choices, fresh: bool) -> None:
    """Build the graph from its sources, and report what was read, loaded and left out.

    The release before stays in use until the new one is whole, and is kept beside it.
    """
    from dutygraph.build import build

    with progress(choices.quiet) as step:
        report = build(choices.folder, fresh=fresh, progress=step)
    if not choices.quiet:
        out(tell(report, choices.verbose))


@contextmanager
def progress(is_quiet: bool) -> Iterator[Callable[[str], None]]:
    """Tell each step on standard error: one moving line on a terminal, else a line each."""
    if is_quiet:
        yield lambda _: None
    elif sys.stderr.isatty():
        from rich.console import Console

        with Console(stderr=True).status("building") as status:
            yield lambda step: status.update(f"building: {step}")
    else:
        yield lambda step: click.echo(step, err=True)


def tell(report: BuildReport, is_verbose: bool = False) -> str:
    """Say what a build read, derived, left out and made."""
    if not report.is_new:
        return f"Nothing has changed: release {report.release.name} is in use; --fresh builds it again.\n"
    manifest = report.manifest
    rows = [
        [
            name,
            *(str(counts.get(key, "")) for key in ("rows_read", "rows_loaded", "rows_reported", "triples")),
        ]
        for name, counts in manifest.get("sources", {}).items()
    ]
    text = layout.columns(["source", "rows read", "loaded", "reported", "triples"], rows, room()) if rows else ""
    text += "".join(f"rule {rule}: {count} triples\n" for rule, count in manifest.get("derived", {}).items())
    text += _listed("Reported rows and fields", [_issue(issue) for issue in report.issues], is_verbose)
    text += _listed("Remarks of the gate", [str(finding) for finding in report.findings], is_verbose)
    return text + f"Triples: {manifest.get('triples')}\nRelease {report.release.name} is in use.\n"


def _issue(issue: Issue) -> str:
    field = f", {issue.field}" if issue.field else ""
    repair = f"; {issue.repair}" if issue.repair else ""
    return f'{issue.file}, row {issue.row}{field}: {issue.problem}: "{issue.value}"{repair}'


def _listed(title: str, lines: list[str], is_verbose: bool) -> str:
    if not lines:
        return ""
    shown = lines if is_verbose else lines[:_SHOWN]
    rest = len(lines) - len(shown)
    more = f"  and {rest} more; --verbose shows all, and so does report.json\n" if rest else ""
    return f"{title}: {len(lines)}\n" + "".join(f"  {line}\n" for line in shown) + more
