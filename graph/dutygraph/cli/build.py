"""`dutygraph build`: from the sources to a graph in use."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from dutygraph import layout
from dutygraph.cli.options import Choices, common_options, out, room

if TYPE_CHECKING:
    from dutygraph.build import BuildReport
    from dutygraph.tables import Issue

_COUNTS = ("rows_read", "rows_loaded", "rows_reported", "triples")
_SHOWN = 6  # rules or sources in one line


@click.command("build", epilog="Example: dutygraph build --home my-graph")
@click.option("--fresh", is_flag=True, help="Read every source again, even if nothing changed.")
@common_options
@click.pass_obj
def command(choices: Choices, fresh: bool) -> None:
    """Build the graph from its sources, and report what was read, loaded and left out.

    --verbose tells each step, each source and rule, and each row, field and finding.
    The release before stays in use until the new one is whole, and is kept beside it.
    """
    from dutygraph.build import build

    with progress(choices.quiet, choices.verbose) as step:
        report = build(choices.folder, fresh=fresh, progress=step)
    if not choices.quiet:
        out(tell(report, choices.verbose))


@contextmanager
def progress(is_quiet: bool, is_verbose: bool = False, doing: str = "building") -> Iterator[Callable[[str], None]]:
    """Tell each step on standard error: one moving line on a terminal; elsewhere a line each, if details are wanted."""
    if not is_quiet and sys.stderr.isatty():
        from rich.console import Console

        with Console(stderr=True).status(doing) as status:
            yield lambda step: status.update(f"{doing}: {step}")
    elif is_verbose and not is_quiet:
        yield lambda step: click.echo(step, err=True)
    else:
        yield lambda _: None


def tell(report: BuildReport, is_verbose: bool = False) -> str:
    """Say what a build read, derived, left out and made."""
    if not report.is_new:
        return f"Nothing has changed: release {report.release.name} is in use; --fresh builds it again.\n"
    details = _details(report) if is_verbose else ""
    return f"{details}{_short(report)}Release {report.release.name} is in use.\n"


def _short(report: BuildReport) -> str:
    """Count what a person need not read one by one, and say where it stands."""
    manifest = report.manifest
    sources = manifest.get("sources", {}).values()
    read, loaded, left, asserted = (sum(one.get(key, 0) for one in sources) for key in _COUNTS)
    derived = manifest.get("derived", {})
    fields = Counter(issue.source for issue in report.issues if issue.field)
    found = Counter(finding.rule for finding in report.findings)
    lines = [
        f"Sources: {len(sources)}. Rows read: {read}, loaded: {loaded}, reported: {left}.",
        f"Triples: {asserted} asserted by sources, {sum(derived.values())} derived by {len(derived)} rules; "
        f"with the ontology, each once: {manifest.get('triples')}.",
        f"Fields reported: {_counted(fields)}",
        f"Findings: {_counted(found)}",
        f"Rows and fields one by one: {report.release / 'report.json'}",
        "Findings one by one: `dutygraph validate`; --verbose shows everything.",
    ]
    return "".join(f"{line}\n" for line in lines)


def _counted(counts: Counter[str]) -> str:
    """Say a number and what makes it up, the most first."""
    parts = [f"{name} {count}" for name, count in counts.most_common(_SHOWN)]
    rest = counts.total() - sum(count for _, count in counts.most_common(_SHOWN))
    if rest:
        parts.append(f"{len(counts) - _SHOWN} others {rest}")
    return f"{counts.total()} ({', '.join(parts)})" if parts else "0"


def _details(report: BuildReport) -> str:
    """Name every source, rule, reported row or field, and finding."""
    sources = report.manifest.get("sources", {})
    rows = [[name, *(str(counts.get(key, "")) for key in _COUNTS)] for name, counts in sources.items()]
    text = layout.columns(["source", "rows read", "loaded", "reported", "triples"], rows, room()) if rows else ""
    text += "".join(f"rule {rule}: {count} triples\n" for rule, count in report.manifest.get("derived", {}).items())
    text += _listed("Reported rows and fields", map(_issue, report.issues))
    return text + _listed("Findings", map(str, report.findings))


def _issue(issue: Issue) -> str:
    field = f", {issue.field}" if issue.field else ""
    repair = f"; {issue.repair}" if issue.repair else ""
    return f'{issue.file}, row {issue.row}{field}: {issue.problem}: "{issue.value}"{repair}'


def _listed(title: str, lines: Iterable[str]) -> str:
    return f"{title}:\n{text}" if (text := "".join(f"  {line}\n" for line in lines)) else ""
