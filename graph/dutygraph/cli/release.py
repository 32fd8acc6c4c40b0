"""`dutygraph release`: freeze the release in use under a version, or list the frozen ones."""

from __future__ import annotations

import json

import click

from dutygraph.cli.build import progress
from dutygraph.cli.options import Choices, common_options, out, room
from dutygraph.errors import WrongUse


@click.command("release", epilog='Example: dutygraph release 2026.11 --note "For the autumn session"')
@click.argument("version", required=False)
@click.option("--note", default="", help="What this release is for, in a sentence.")
@click.option("--date", metavar="DAY", help="The day of the release; default today.")
@click.option("--list", "wants_list", is_flag=True, help="List the frozen releases.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to write the list.")
@common_options
@click.pass_obj
def command(
    choices: Choices, /, version: str | None, *, note: str, date: str | None, wants_list: bool, form: str
) -> None:
    """Freeze the release in use under a VERSION: kept for ever, never overwritten, saved by `dutygraph backup`.

    Its folder holds the dump, release.json, SHA256SUMS and CHANGES.md: what changed since the last frozen release.
    `dutygraph ask NAME --release VERSION` asks it whatever is built later.
    """
    from dutygraph.parameters import read_day
    from dutygraph.releasing import freeze

    if version is None or wants_list:
        if version or note or date:
            raise WrongUse("--list takes no version, note or date", "leave it out to freeze a release")
        out(_list(choices, form))
        return
    day = read_day("date", date) if date else None
    with progress(choices.quiet, choices.verbose, "freezing") as step:
        frozen = freeze(choices.folder, version, note=note, date=day, progress=step)
    if not choices.quiet:
        name = frozen.release.text
        done = "is frozen" if frozen.is_new else "is frozen already, with the same content: nothing was done"
        out(f"Release {name} {done}: {frozen.release.folder}\n")


def _list(choices: Choices, form: str) -> str:
    from dutygraph import layout
    from dutygraph.frozen import frozen_releases, read_release

    found = [read_release(one) for one in frozen_releases(choices.folder)]
    if form == "json":
        kept = ("version", "date", "release", "iri", "note", "counts")
        data = [{name: one.get(name) for name in kept} for one in found]
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    if not found:
        return "No release is frozen yet: `dutygraph release VERSION` freezes the one in use.\n"
    rows = [[one["version"], one["date"], one["release"], str(one["counts"]["triples"]), one["note"]] for one in found]
    return layout.columns(["version", "date", "release", "triples", "note"], rows, room())
