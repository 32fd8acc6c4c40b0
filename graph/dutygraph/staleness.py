"""Warn of answers that rest on something which nobody has confirmed for years."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from dutygraph.partial_dates import PartialDate
from dutygraph.translation import Translation

if TYPE_CHECKING:
    from dutygraph.results import Result

COLUMN = "last_known_on"  # the column in which questions say when something was last known


def warnings(result: Result, words: Translation, years: int, today: datetime.date) -> list[str]:
    """Say which rows were last confirmed more than so many years before the day that was asked for.

    A date known to the year or month counts from its first day, as it does where participation is derived.
    """
    asked = result.parameters.get("on")
    day = PartialDate.parse(asked[0].value).earliest if asked else today
    confirmed = [PartialDate.parse(term.value) for row in result.table if (term := row[COLUMN]) is not None]
    stale = sorted(date.text for date in confirmed if _is_stale(date.earliest, day, years))
    if not stale:
        return []
    if len(result) == 1:
        text = words.say("Last confirmed in {year}: it may have changed since.")
    else:
        text = words.say("Rows last confirmed more than {years} years before {day}: {rows}; the earliest in {year}.")
    return [text.format(year=stale[0][:4], years=years, day=day, rows=len(stale))]


def _is_stale(confirmed: datetime.date, day: datetime.date, years: int) -> bool:
    """Compare as people count years: 2013-07-01 is five years before 2018-07-01, and not more.

    >>> day = datetime.date(2018, 7, 1)
    >>> _is_stale(datetime.date(2013, 7, 1), day, 5), _is_stale(datetime.date(2013, 6, 30), day, 5)
    (False, True)
    """
    return (confirmed.year + years, confirmed.month, confirmed.day) < (day.year, day.month, day.day)
