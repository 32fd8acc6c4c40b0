"""An answer that rests on something old says so, in the language of the answer."""

from __future__ import annotations

import datetime

import pyoxigraph as ox
import pytest

from dutygraph import settings
from dutygraph.errors import WrongUse
from dutygraph.formats import write
from dutygraph.namespaces import XSD
from dutygraph.results import Result
from dutygraph.staleness import warnings
from dutygraph.store import Table
from dutygraph.translation import translation

TODAY = datetime.date(2026, 6, 1)


def result(*known: str | None, on: str = "") -> Result:
    kinds = {4: "gYear", 7: "gYearMonth", 10: "date"}
    rows = [(ox.Literal(text, datatype=XSD(kinds[len(text)])) if text else None,) for text in known]
    asked = {"on": [ox.Literal(on, datatype=XSD("date"))]} if on else {}
    return Result("q", Table(("last_known_on",), rows), parameters=asked)


def warn(found: Result, lang: str = "en", years: int = 5) -> list[str]:
    return warnings(found, translation(lang), years, TODAY)


def test_one_old_answer_names_the_year() -> None:
    assert warn(result("2013-01-01")) == ["Last confirmed in 2013: it may have changed since."]


def test_the_warning_is_said_in_three_languages() -> None:
    assert warn(result("2013"), "ru") == ["Последний раз подтверждено в 2013 году: с тех пор это могло измениться."]
    assert "2013" in warn(result("2013"), "ky")[0]
    assert "[en]" not in warn(result("2013"), "ky")[0]


def test_old_rows_are_counted_and_the_oldest_is_named() -> None:
    assert warn(result("2013", None, "2015-02", "2025-01-01")) == [
        "Rows last confirmed more than 5 years before 2026-06-01: 2; the earliest in 2013."
    ]


@pytest.mark.parametrize("known", ["2021-06-01", "2021-06", "2022", "2026-01-01", None])
def test_what_was_confirmed_within_the_years_carries_no_warning(known: str | None) -> None:
    assert warn(result(known)) == []


def test_a_year_counts_from_its_first_day() -> None:
    assert warn(result("2021")) != []
    assert warn(result("2013", on="2018-07-01")) != []


def test_years_are_counted_from_the_day_asked_for() -> None:
    assert warn(result("2013-07-01", on="2018-07-01")) == []
    assert warn(result("2013-07-01", on="2018-07-02")) != []


def test_years_are_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    assert warn(result("2013"), years=20) == []
    assert settings.stale_years() == 5
    monkeypatch.setenv("DUTYGRAPH_STALE_YEARS", "12")
    assert settings.stale_years() == 12
    monkeypatch.setenv("DUTYGRAPH_STALE_YEARS", "-1")
    with pytest.raises(WrongUse, match="whole number of years"):
        settings.stale_years()


def test_a_table_and_json_carry_the_warning_and_nothing_where_there_is_none() -> None:
    stale = result("2013")
    assert "warnings" not in stale.to_json()
    stale.warnings = warn(stale)
    assert stale.to_json()["warnings"] == ["Last confirmed in 2013: it may have changed since."]
    assert "Last confirmed in 2013" in write(stale, "table")
