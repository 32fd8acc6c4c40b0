"""`dutygraph validate`: shapes, checks, and the reasoner."""

from __future__ import annotations

import click

from dutygraph.cli.options import Choices, common_options, out


@click.command("validate", epilog="Example: dutygraph validate --reasoner")
@click.option("--reasoner", is_flag=True, help="Also let HermiT look for contradictions in the ontology (needs Java).")
@common_options
@click.pass_obj
def command(choices: Choices, reasoner: bool) -> None:
    """Check the release in use against the shapes and checks of the ontology.

    Exit code 1 when a rule is broken that must be kept; remarks (should) are only listed.
    """
    from dutygraph.resources import folder
    from dutygraph.store import LocalStore
    from dutygraph.validation import locate, run_checks, validate_dump
    from dutygraph.workspace import current_release

    release, ontology = current_release(choices.folder), folder("ontology")
    store = LocalStore.open(release / "store").store
    findings = [locate(store, finding) for finding in run_checks(store, ontology / "checks")]
    findings += [locate(store, finding) for finding in validate_dump(release / "dump.nq", ontology)]
    out("".join(f"{finding}\n" for finding in sorted(findings, key=str)))
    broken = sum(finding.severity == "must" for finding in findings)
    if reasoner:
        broken += _reason()
    if not choices.quiet:
        click.echo(f"must: {broken}, should: {sum(finding.severity != 'must' for finding in findings)}", err=True)
    raise SystemExit(1 if broken else 0)


def _reason() -> int:
    """Run HermiT over the ontology; return how many contradictions it found."""
    from dutygraph.reasoning import check_consistency

    found = check_consistency()
    lines = [] if found.is_consistent else ["the ontology contradicts itself"]
    lines += [f"{iri}: this class can have no member" for iri in found.unsatisfiable]
    out("".join(f"must: {line}\n" for line in lines))
    click.echo(f"reasoner: {found.classes} classes, {len(lines)} contradictions", err=True)
    return len(lines)
