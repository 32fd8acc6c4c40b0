from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutygraph.partial_dates import PartialDate


@given(st.dates(min_value=datetime.date(1000, 1, 1)), st.sampled_from([4, 7, 10]))
def test_a_day_lies_between_the_earliest_and_latest_day_of_its_partial_date(day: datetime.date, length: int) -> None:
    partial = PartialDate.parse(day.isoformat()[:length])
    assert partial.earliest <= day <= partial.latest
    assert partial.literal.value == day.isoformat()[:length]


@pytest.mark.parametrize("text", ["", "13", "2013-00", "2013-02-29", "2013-1-1", "2013-01-01T00:00", "yesterday"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="date|calendar"):
        PartialDate.parse(text)
