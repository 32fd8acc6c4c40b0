"""Delays of final clauses: days, months and the first day of the next month."""

from datetime import date

import pytest

from dutygraph.delays import Delay, add_months


@pytest.mark.parametrize(
    ("rule", "act", "effect"),
    [
        ("P0D", "1996-10-08", "1996-10-08"),  # on deposit: the Protocol on refugees
        ("P30D", "1997-09-05", "1997-10-05"),
        ("P90D", "1996-10-08", "1997-01-06"),
        ("P1M", "2003-08-13", "2003-09-13"),
        ("P3M", "2005-11-30", "2006-02-28"),  # no 30 February
        ("P12M", "2004-02-29", "2005-02-28"),
        ("P1Y", "2022-11-08", "2023-11-08"),
        ("P3M+first-of-month", "2003-09-29", "2004-01-01"),
        ("P60D+first-of-month", "2003-10-01", "2003-12-01"),
    ],
)
def test_the_effect_of_an_act_begins_after_the_delay(rule, act, effect):
    assert Delay.parse(rule).after(date.fromisoformat(act)).isoformat() == effect


@pytest.mark.parametrize("text", ["", "30 days", "P3", "P3M+", "PT3M", "P3M+first"])
def test_another_spelling_is_refused_with_the_form_to_write(text):
    with pytest.raises(ValueError, match="P3M"):
        Delay.parse(text)


def test_months_are_counted_over_the_end_of_a_year():
    assert add_months(date(2003, 12, 31), 2) == date(2004, 2, 29)
