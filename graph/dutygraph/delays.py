"""Count the days that final clauses count: thirty days, three months, the first day of the next month."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass

_FORM = re.compile(r"P(\d+)([DMY])(\+first-of-month)?")
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Delay:
    """How long after an act its effect begins.

    >>> Delay.parse("P30D").after(datetime.date(1997, 9, 5)).isoformat()
    '1997-10-05'
    >>> Delay.parse("P3M+first-of-month").after(datetime.date(2003, 9, 29)).isoformat()
    '2004-01-01'
    """

    days: int
    months: int
    is_to_first_of_month: bool

    @classmethod
    def parse(cls, text: str) -> Delay:
        """Read `P30D`, `P3M`, `P1Y` or one of these with `+first-of-month`; else a ValueError says why."""
        match = _FORM.fullmatch(text)
        if match is None:
            raise ValueError("not a delay of the form P30D, P3M, P1Y or P3M+first-of-month")
        number, unit, first = match.groups()
        count = int(number)
        return cls(count if unit == "D" else 0, {"D": 0, "M": count, "Y": 12 * count}[unit], first is not None)

    def after(self, day: datetime.date) -> datetime.date:
        """Return the day on which the effect begins; a month without such a day counts to its last."""
        reached = add_months(day, self.months) + self.days * _DAY
        if not self.is_to_first_of_month:
            return reached
        return add_months(reached.replace(day=1), 1)


def add_months(day: datetime.date, months: int) -> datetime.date:
    """Return the same day some months later, or the last day of that month.

    >>> add_months(datetime.date(2005, 11, 30), 3).isoformat()
    '2006-02-28'
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))
