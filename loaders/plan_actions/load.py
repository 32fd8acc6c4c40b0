"""Load single actions of plans and acts, and the assignments that a source states."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from dutygraph.namespaces import DG, LABEL, SKOS, TYPE, XSD, concept, digest, thing
from dutygraph.sources import Row, Source, Triple

_AMOUNT = re.compile(r"\d+(\.\d+)?")


def load(source: Source) -> Iterator[Triple]:
    """Yield one action for each row, and one assignment for each body that the source names for it."""
    for row in source.rows("plan_actions.csv"):
        yield from _action(source, row)


def _action(source: Source, row: Row) -> Iterator[Triple]:
    plan = source.refer(row, "plan_id", "act")
    if plan is None or row["confidence"] == "low":
        row.leave_out("an action needs its plan or act, and more than low confidence")
        return
    action = action_iri(row)
    yield from source.evidence(row, action)
    yield action, TYPE, DG("PlanAction")
    yield action, DG("inPlan"), plan
    yield from source.plain(action, SKOS("notation"), f"{row['plan_id']}/{row['action_no']}")
    yield from source.text(action, LABEL, {"en": f"{row['plan_id']}, {row['action_no']}"})
    yield from source.text(action, DG("gist"), {"en": row["gist_en"]})
    for column, name in (
        ("action_no", "number"),
        ("goal_no", "objective"),
        ("partners", "partnerText"),
        ("indicator_gist", "indicatorText"),
    ):
        yield from source.plain(action, DG(name), row[column])
    yield from source.when(row, action, "dueFromAt", row["due_from"])
    yield from source.when(row, action, "dueAt", row["due_to"])
    yield from _budget(source, row, action)
    yield from _assignments(source, row, action)
    yield from _implements(source, row, action)
    for key in row.items("groups"):
        if group := source.refer(row, "groups", "group", key):
            yield action, DG("concerns"), group


def action_iri(row: Row) -> NamedNode:
    """Return the IRI of an action: its number in its plan, with hyphens for what is no letter, digit or dot."""
    return thing("plan-action", row["plan_id"], re.sub(r"[^\w.]+", "-", row["action_no"]).strip("-"))


def _budget(source: Source, row: Row, action: NamedNode) -> Iterator[Triple]:
    """Say what the source says about money; a blank cell says nothing, which is not `none`."""
    kind = source.code(row, "budget_source_text_kind", "budget-kind")
    if kind:
        yield action, DG("budgetKind"), kind
    amount = row["budget_amount"]
    if amount and not _AMOUNT.fullmatch(amount):
        row.report("budget_amount", amount, "not a number", "write digits without spaces, such as 870000")
    elif amount:
        yield action, DG("budgetAmount"), Literal(amount, datatype=XSD("decimal"))
        yield from source.plain(action, DG("budgetCurrency"), row["budget_currency"])


def _assignments(source: Source, row: Row, action: NamedNode) -> Iterator[Triple]:
    """A source names the body but not its role, so a stated assignment has none."""
    for key in row.items("responsible_agency_ids"):
        body = source.refer(row, "responsible_agency_ids", "body", key)
        if body is None:
            continue
        assignment = thing("assignment", digest(row["plan_id"], row["action_no"], key))
        yield from source.evidence(row, assignment)
        yield assignment, TYPE, DG("Assignment")
        yield assignment, DG("assigns"), action
        yield assignment, DG("assignedTo"), body
        yield assignment, DG("assignmentBasis"), concept("assignment-basis", "stated")
        yield action, DG("responsible"), body
    for key in row.items("inferred_agency_ids"):
        repair = "move it to responsible_agency_ids where a source names it"
        row.report("inferred_agency_ids", key, "the body is inferred, no source names it here: not loaded", repair)


def _implements(source: Source, row: Row, action: NamedNode) -> Iterator[Triple]:
    """Tell goals, provisions and instruments apart by the form of their keys; a recommendation is named by its own."""
    for key in row.items("implements"):
        kind, name = (
            ("goal", "goal")
            if key[0].isdigit()
            else ("provision", "implementsProvision")
            if "/" in key
            else ("recommendation", "implementsRecommendation")
            if source.keys.iri("recommendation", key)
            else ("instrument", "implementsInstrument")
        )
        target = source.refer(row, "implements", kind, key)
        if target:
            yield action, DG(name), target
