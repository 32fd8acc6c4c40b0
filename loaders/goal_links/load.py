"""Load which Sustainable Development Goals a provision or a whole instrument touches."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from dutygraph.namespaces import DG, LABEL, TYPE, concept, digest, thing
from dutygraph.sources import Row, Source, Triple


def load(source: Source) -> Iterator[Triple]:
    """Yield one link a row; one of low confidence is a `WeakGoalLink`, counted only where asked for."""
    for row in source.rows("goal_links.csv"):
        goal = source.refer(row, "sdg_id", "goal")
        instrument = source.refer(row, "instrument_id", "instrument")
        if goal is None or instrument is None:
            row.leave_out("a link needs a known goal and a known instrument")
            continue
        link = thing("goal-link", digest(*row.key))
        yield from source.evidence(row, link)
        yield link, TYPE, DG("WeakGoalLink" if row["confidence"] == "low" else "GoalLink")
        yield from source.text(
            link, LABEL, {"en": f"{row['instrument_id']} {row['provision']} and SDG {row['sdg_id']}"}
        )
        yield link, DG("goal"), goal
        yield link, DG("method"), concept("method", source.metadata.method)
        yield from _from(source, row, link, instrument)


def _from(source: Source, row: Row, link: NamedNode, instrument: NamedNode) -> Iterator[Triple]:
    """Link from the provision where it has a row, else from the instrument, keeping the article as text."""
    provision = source.keys.iri("provision", row["provision_id"])
    if provision is not None:
        yield link, DG("fromProvision"), provision
        return
    yield link, DG("fromInstrument"), instrument
    if row["provision_id"]:
        yield from source.plain(link, DG("article"), row["provision"])
