"""An answer of two rows that tries to break whatever shows it."""

from __future__ import annotations

import datetime

import pyoxigraph as ox

from dutygraph.credits import Credit
from dutygraph.evidence import Leaf
from dutygraph.labels import Label
from dutygraph.results import Cited, Result
from dutygraph.store import Table

SCRIPT = "</script><script>alert(1)</script>"
FORMULA = '=HYPERLINK("http://example.org","click")'
BAD_LINK = "javascript:alert(1)"
GOOD_LINK = "https://example.org/a?b=1&c=2"
ONE, TWO = ox.NamedNode("https://example.org/one"), ox.NamedNode("javascript:alert(2)")
_XSD = "http://www.w3.org/2001/XMLSchema#"


def typed(value: str, kind: str) -> ox.Literal:
    return ox.Literal(value, datatype=ox.NamedNode(_XSD + kind))


def hostile_result() -> Result:
    """Return labels with markup, a formula, control characters, bad links, and values of each kind."""
    rows = [
        (ONE, ox.Literal(FORMULA), typed("2018-07-01", "date"), typed("2018-07", "gYearMonth"), typed("10", "integer"),
         ox.Literal(True), ox.Literal("a|b\nc")),
        (TWO, ox.Literal("bell\x07", language="ky"), typed("1850-01-01", "date"), typed("2018", "gYear"),
         typed("9", "integer"), ox.Literal(False), None),
    ]  # fmt: skip
    leaf = Leaf("urn:row:1", "states", "states.csv", 2, "high", "curated", (BAD_LINK, GOOD_LINK), SCRIPT, "2026-01-10")
    return Result(
        question="small/hostile",
        table=Table(("thing", "text", "day", "month", "number", "truth", "more"), rows),
        summary=f"Rows: {SCRIPT}",
        title=f"Is {SCRIPT} shown?",
        description=SCRIPT,
        labels={ONE.value: Label(SCRIPT, "en", False), TWO.value: Label("деген", "ru", True)},
        help={"thing": SCRIPT, "text": FORMULA},
        parameters={"state": [ox.Literal(FORMULA)]},
        evidence=[Cited(1, "thing", ONE.value, leaf)],
        credits=[Credit("states", Label("States", "en", False), "a ministry", "CC-BY-4.0", BAD_LINK, "2026-01-10")],
        release="r1",
        query=f"SELECT {SCRIPT}",
        today=datetime.date(2026, 11, 25),
    )
