"""Derogations, measures against recommendations and findings of treaty bodies: as the reading of the CSV files says."""

from __future__ import annotations

import datetime

import pytest
from acceptance.graph_answers import key
from independent import measures

from dutygraph.api import Graph

TODAY = datetime.date(2026, 11, 24)
WINDOWS = [
    (None, None),
    (datetime.date(2010, 1, 1), datetime.date(2010, 12, 31)),
    (datetime.date(2020, 5, 10), None),
    (datetime.date(2020, 5, 11), None),
    (None, datetime.date(2020, 3, 25)),
    (None, datetime.date(2020, 3, 24)),
]


@pytest.mark.parametrize(("since", "until"), WINDOWS, ids=str)
def test_derogations_are_those_of_the_csv_file(
    graph: Graph, since: datetime.date | None, until: datetime.date | None
) -> None:
    given = {name: day for name, day in (("from", since), ("until", until)) if day}
    rows = graph.ask("participation/derogations", **given, today=TODAY).rows
    found = {
        (key(row.derogation), row.provision.partition("/provision/")[2] if row.provision else "")
        for row in rows
        if row.derogation
    }
    assert found == measures.derogations("KGZ", since, until)
    assert [key(row.finding) for row in rows if row.finding] == ([] if found else ["none-found"])


@pytest.mark.parametrize("since", [None, datetime.date(2024, 4, 2), datetime.date(2025, 1, 1), TODAY], ids=str)
def test_measures_against_recommendations_are_those_that_claims_name(graph: Graph, since: datetime.date | None) -> None:
    given = {"since": since} if since else {}
    rows = graph.ask("implementation/retrogression", **given, today=TODAY).rows
    found = {
        measures.Against(key(row.recommendation), key(row.claim), key(row.measure) if row.measure else "")
        for row in rows
    }
    assert len(rows) == len(found)
    assert found == measures.against(since)


def test_a_measure_older_than_the_recommendation_is_not_held_against_it() -> None:
    assert "SC174" not in {one.claim for one in measures.against()}


@pytest.mark.parametrize("body", [None, "CCPR", "CEDAW", "CAT"])
def test_findings_are_those_of_the_csv_file(graph: Graph, body: str | None) -> None:
    keys = {"CCPR": "hrcttee", "CEDAW": "cedaw-committee", "CAT": "cat-committee"}
    given = {"body": keys[body]} if body else {}
    found = {
        key(row.case): (
            key(row.kind),
            {provision.partition("/provision/")[2] for provision in row.provision or ()},
            row.grade is not None,
        )
        for row in graph.ask("implementation/views_and_inquiries", **given, today=TODAY).rows
    }
    assert found == measures.findings("KGZ", body)
