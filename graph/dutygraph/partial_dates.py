"""Dates as sources give them: a day, a month or a year, with the first and last day that they may mean."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass

from pyoxigraph import Literal

from dutygraph.namespaces import XSD

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True)
class PartialDate:
    """A date known to the day, month or year.

    >>> date = PartialDate.parse("2013")
    >>> date.earliest.isoformat(), date.latest.isoformat(), str(date.literal)
    ('2013-01-01', '2013-12-31', '"2013"^^<http://www.w3.org/2001/XMLSchema#gYear>')
    """

    text: str
    earliest: datetime.date
    latest: datetime.date

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `2013`, `2013-04` or `2013-04-05`; anything else is a ValueError that says why."""
        match = _FORM.fullmatch(text)
        if match is None:
            raise ValueError("not a date of the form 2013, 2013-04 or 2013-04-05")
        year, month, day = (None if part is None else int(part) for part in match.groups())
        assert year is not None
        first_month, last_month = (1, 12) if month is None else (month, month)
        try:
            first_day, last_day = (1, calendar.monthrange(year, last_month)[1]) if day is None else (day, day)
            earliest = datetime.date(year, first_month, first_day)
            return cls(text, earliest, datetime.date(year, last_month, last_day))
        except (ValueError, calendar.IllegalMonthError) as error:
            raise ValueError(f"no such day in the calendar ({error})") from error

    @property
    def literal(self) -> Literal:
        """Return what the source says, typed as precisely as it says it."""
        kind = {4: "gYear", 7: "gYearMonth", 10: "date"}[len(self.text)]
        return Literal(self.text, datatype=XSD(kind))


def date_literal(day: datetime.date) -> Literal:
    """Return a day as an xsd:date literal."""
    return Literal(day.isoformat(), datatype=XSD("date"))
