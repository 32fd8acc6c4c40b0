"""A build says in few lines what a person wants to know, and everything on request."""

from __future__ import annotations

from pathlib import Path

import pytest

from dutygraph.build import BuildReport
from dutygraph.cli.build import progress, tell
from dutygraph.tables import Issue
from dutygraph.validation import Finding


@pytest.fixture
def report() -> BuildReport:
    """A report of a build of many sources, with many issues and findings."""
    counts = {"rows_read": 10, "rows_loaded": 9, "rows_reported": 1, "triples": 100}
    manifest = {
        "sources": {f"source-{n}": counts for n in range(20)},
        "derived": {f"rule_{n}": 7 for n in range(15)},
        "triples": 2345,
    }
    issues = [Issue(f"source-{n % 9}", "a.csv", n, "date", "x", "impossible date") for n in range(300)]
    issues += [Issue("source-0", "a.csv", n, "", "x", "left out") for n in range(20)]
    findings = [Finding("should", f"id/law/{n}", f"Law-{n % 3}", "A law has a number") for n in range(200)]
    return BuildReport(Path("releases") / "abc", True, manifest, issues, findings)


def test_the_report_of_a_build_is_short(report: BuildReport) -> None:
    assert len(tell(report).splitlines()) < 15


def test_the_report_counts_rows_triples_fields_and_findings(report: BuildReport) -> None:
    text = tell(report)
    assert "Sources: 20. Rows read: 200, loaded: 180, reported: 20." in text
    assert "2000 asserted by sources, 105 derived by 15 rules; with the ontology, each once: 2345." in text
    assert "Fields reported: 300 (source-0 34, " in text
    assert "3 others 99)" in text
    assert "Findings: 200 (Law-0 67, Law-1 67, Law-2 66)" in text


def test_the_report_says_where_the_details_are(report: BuildReport) -> None:
    assert "report.json" in tell(report)
    assert "--verbose shows everything" in tell(report)
    assert "impossible date" not in tell(report)


def test_verbose_names_every_source_rule_row_and_finding(report: BuildReport) -> None:
    text = tell(report, is_verbose=True)
    assert all(f"source-{n} " in text for n in range(20))
    assert all(f"rule rule_{n}: 7 triples" in text for n in range(15))
    assert text.count("impossible date") == 300
    assert text.count("A law has a number") == 200


@pytest.mark.parametrize(
    ("is_quiet", "is_verbose", "said"), [(False, False, ""), (False, True, "source a\n"), (True, True, "")]
)
def test_steps_are_told_off_a_terminal_only_if_details_are_wanted(
    is_quiet: bool, is_verbose: bool, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with progress(is_quiet, is_verbose) as step:
        step("source a")
    assert capsys.readouterr().err == said
