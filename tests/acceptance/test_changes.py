"""Who stands in for a body before and after each change of 2021 to 2026, written by hand from the table of bodies."""

from __future__ import annotations

import pytest

from dutygraph.api import Graph

SUCCESSORS = """PREFIX dg: <https://w3id.org/dutygraph/ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT DISTINCT ?later ?is_certain WHERE {
  ?succession a dg:Succession ; dg:formerBody <https://w3id.org/dutygraph/id/body/%s> ; dg:laterBody ?later ;
    dg:changedAtEarliest ?first ; dg:changedAtLatest ?last .
  OPTIONAL { ?later dg:dissolvedAtLatest ?gone }
  BIND("%s"^^xsd:date AS ?on)
  FILTER(?first <= ?on && (!BOUND(?gone) || ?on < ?gone))
  BIND(?last <= ?on AS ?is_certain)
}"""
RESPONSIBLE = """PREFIX dg: <https://w3id.org/dutygraph/ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT DISTINCT ?later WHERE {
  ?assignment dg:assigns <https://w3id.org/dutygraph/id/plan-action/%s> ; dg:assignedTo ?later .
  BIND("%s"^^xsd:date AS ?on)
  OPTIONAL { ?assignment dg:validFromAtLatest ?from } FILTER(!BOUND(?from) || ?from <= ?on)
  OPTIONAL { ?later dg:dissolvedAtLatest ?gone } FILTER(!BOUND(?gone) || ?on < ?gone)
}"""

# The former body; a day and who has certainly taken its place then; "?" marks a change that may have happened by then.
CHANGES = [
    ("government", "2021-04-30", ""),
    ("government", "2021-05-15", "cabinet-of-ministers?"),
    ("government", "2021-06-01", "cabinet-of-ministers"),
    ("constitutional-chamber", "2021-11-14", ""),
    ("constitutional-chamber", "2021-11-15", "constitutional-court"),
    ("border-service-scns", "2026-02-09", ""),
    ("border-service-scns", "2026-02-10", "state-border-service-2026"),
    ("state-border-service-2012", "2026-02-09", "border-service-scns"),
    ("state-border-service-2012", "2026-02-10", "state-border-service-2026"),
    ("state-penitentiary-service", "2020-12-31", ""),
    ("state-penitentiary-service", "2021-07-01", "penitentiary-service-minjust?"),
    ("state-penitentiary-service", "2022-01-01", "penitentiary-service-minjust"),
    ("ministry-labour-social-development", "2021-01-31", ""),
    ("ministry-labour-social-development", "2021-03-01", "ministry-health-social-development"),
    ("ministry-labour-social-development", "2021-11-05", "ministry-health-social-development"),
    (
        "ministry-labour-social-development",
        "2021-11-06",
        "ministry-labour-social-security-migration ministry-of-health",
    ),
    ("ministry-health-social-development", "2021-11-05", ""),
    (
        "ministry-health-social-development",
        "2021-11-06",
        "ministry-labour-social-security-migration ministry-of-health",
    ),
    ("setsi", "2021-12-16", ""),
    ("setsi", "2021-12-17", "labour-inspection-service"),
    ("ministry-of-education-and-science", "2025-05-11", ""),
    ("ministry-of-education-and-science", "2025-05-12", "ministry-of-enlightenment ministry-science-higher-education"),
    ("ministry-of-economy-and-finance", "2021-09-30", ""),
    ("ministry-of-economy-and-finance", "2021-11-01", "ministry-of-economy ministry-of-finance"),
    ("salsgir", "2020-12-31", ""),
    ("salsgir", "2022-01-01", "state-agency-civil-service-lsg"),
    ("state-agency-regional-development", "2021-11-14", ""),
    ("state-agency-regional-development", "2021-11-15", "state-agency-civil-service-lsg"),
    ("state-personnel-service", "2021-11-14", ""),
    ("state-personnel-service", "2021-11-15", "state-agency-civil-service-lsg"),
    ("state-commission-religious-affairs", "2024-12-31", ""),
    ("state-commission-religious-affairs", "2025-07-01", "national-agency-religion-interethnic?"),
    ("state-commission-religious-affairs", "2026-01-01", "national-agency-religion-interethnic"),
    # Only a function passed, or the next body is known by a weak row: nobody takes its place.
    ("ncpt", "2026-01-01", ""),
    ("state-migration-service", "2026-01-01", ""),
]

# An action that a source gives to a body of that time; a day, and who answers for it then.
ACTIONS = [
    ("ogp-plan-2018-2020/KG0026", "2021-04-30", "government"),
    ("ogp-plan-2018-2020/KG0026", "2021-06-01", "cabinet-of-ministers"),
    ("order-prison-rules-2018/3.2", "2020-12-31", "state-penitentiary-service"),
    ("order-prison-rules-2018/3.2", "2022-01-01", "penitentiary-service-minjust"),
    ("order-prison-rules-2018/3.1", "2022-01-01", ""),  # it was due in 2019, before the change
    ("programme-family-children-2018-2028/order-3.1", "2021-01-31", "ministry-labour-social-development"),
    ("programme-family-children-2018-2028/order-3.1", "2022-01-01", ""),  # due at the end of 2020
]


@pytest.mark.parametrize(("former", "day", "expected"), CHANGES, ids=lambda value: str(value) or "nobody")
def test_successor_on_a_day_is_that_of_the_table_of_bodies(graph: Graph, former: str, day: str, expected: str) -> None:
    rows = graph.sparql(SUCCESSORS % (former, day)).rows
    found = {str(row.later).rsplit("/", 1)[1] + ("" if str(row.is_certain).lower() == "true" else "?") for row in rows}
    assert found == set(expected.split())


@pytest.mark.parametrize(("action", "day", "expected"), ACTIONS, ids=lambda value: str(value) or "nobody")
def test_an_action_passes_to_the_successor_unless_it_ended_before(
    graph: Graph, action: str, day: str, expected: str
) -> None:
    rows = graph.sparql(RESPONSIBLE % (action, day)).rows
    assert {str(row.later).rsplit("/", 1)[1] for row in rows} == set(expected.split())
