"""Write an answer as a calendar that phones and office programs subscribe to or import (RFC 5545).

An entry keeps its UID whatever its date or words become, because the UID is made from the addresses of the things that
the question names as its identity: so a changed date moves the entry instead of adding a second one. DTSTAMP, the day
on which the entry was last made, is the last day on which a source of the release was read: it changes with the data
and not with the clock, so that one release always gives the same entries.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from dutygraph.catalogue import Calendar
from dutygraph.citing import RELEASED
from dutygraph.errors import WrongUse, msgid
from dutygraph.formats.reading import Cleaner, evidence_of_rows, heading, is_link, left_out
from dutygraph.partial_dates import PartialDate
from dutygraph.results import Cited, Result, iris_of
from dutygraph.store import Term
from dutygraph.translation import translation

if TYPE_CHECKING:
    from icalendar import Event

_PRODUCT = "-//dutygraph//dutygraph//EN"
Row = Mapping[str, "Term | None"]


class _Days(NamedTuple):
    first: datetime.date
    last: datetime.date
    is_exact: bool


def write_ics(result: Result) -> str:
    """Write rows that have a date as all-day entries; a month or a year is all its days, and says so."""
    calendar = result.calendar
    if calendar is None:
        raise _without_calendar(result)
    missing = [name for name in _needed(calendar) if name not in result.columns]
    if missing:
        raise WrongUse(
            msgid("a calendar needs the columns {names}"), msgid("leave --columns out"), names=", ".join(missing)
        )
    return _Writer(result, calendar).write()


def _without_calendar(result: Result) -> WrongUse:
    from dutygraph.questions import installed_catalogue

    known = [question.name for question in installed_catalogue() if question.calendar]
    return WrongUse(
        msgid("{question} has no dates that make a calendar"),
        msgid("ask one of: {known}"),
        question=result.question or "sparql",
        known=", ".join(known),
    )


def _needed(calendar: Calendar) -> list[str]:
    return [name for name in (calendar.start, calendar.end, *calendar.summary, *calendar.identity) if name]


class _Writer:
    def __init__(self, result: Result, calendar: Calendar) -> None:
        self.result, self.calendar = result, calendar
        self.words = translation(result.lang)
        self.clean = Cleaner()
        self.cited = evidence_of_rows(result)
        day = PartialDate.parse(result.as_of).latest if result.as_of else RELEASED
        self.stamp = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
        self.seen: dict[str, int] = {}

    def write(self) -> str:
        """Write the calendar, and say in its description how many rows have no date."""
        import icalendar

        file = icalendar.Calendar()
        file.add("prodid", _PRODUCT)
        file.add("version", "2.0")
        file.add("calscale", "GREGORIAN")
        file.add("x-wr-calname", icalendar.vText(self.clean(self.result.title)))
        events = [self._event(number, row) for number, row in enumerate(self.result.table, 1)]
        undated = sum(event is None for event in events)
        told = [self.result.summary, *self.result.warnings]
        told += [f"{self.words.say('Rows without a date, left out')}: {undated}"] if undated else []
        told += [left_out(self.result, self.words), self.result.citation]
        file.add("x-wr-caldesc", icalendar.vText(self.clean("\n".join(line for line in told if line))))
        for event in events:
            if event is not None:
                file.add_component(event)
        written: bytes = file.to_ical()
        return written.decode()

    def _event(self, number: int, row: Row) -> Event | None:
        import icalendar

        days = self._days(row)
        if days is None:
            return None
        event = icalendar.Event()
        event.add("uid", self._identity(row))
        event.add("dtstamp", self.stamp)
        event.add("last-modified", self.stamp)
        event.add("dtstart", days.first)
        event.add("dtend", days.last + datetime.timedelta(days=1))  # the day after the last
        summary = ": ".join(filter(None, (self.result.show(name, row[name], True) for name in self.calendar.summary)))
        event.add("summary", self.clean(summary))
        event["summary"].params["LANGUAGE"] = self.result.lang
        event.add("description", self.clean("\n".join(self._describe(number, row, days))))
        event.add("transp", "TRANSPARENT")  # a deadline makes nobody busy
        if address := self._address(row):
            event.add("url", address)
        return event

    def _days(self, row: Row) -> _Days | None:
        """Return the days that the dates of a row may mean, from the first to the last; nothing without a date."""
        names = [name for name in (self.calendar.start, self.calendar.end) if name]
        dates = [date for name in names if (date := _date(row[name])) is not None]
        if not dates:
            return None
        first, last = min(date.earliest for date in dates), max(date.latest for date in dates)
        return _Days(first, last, all(date.earliest == date.latest for date in dates))

    def _identity(self, row: Row) -> str:
        """Make the UID from the addresses of things, neither from dates nor from words."""
        iris = (iri for name in self.calendar.identity for iri in iris_of(row[name], name in self.result.lists) or [""])
        key = " ".join([self.result.question, *iris])
        self.seen[key] = again = self.seen.get(key, 0) + 1
        return str(uuid.uuid5(uuid.NAMESPACE_URL, key if again == 1 else f"{key} {again}"))

    def _describe(self, number: int, row: Row, days: _Days) -> Iterable[str]:
        """Tell each column in words, how exact the date is, the sources, the release."""
        for name in self.result.columns:
            text = self.result.show(name, row[name])
            if not text and name == self.calendar.end:
                text = self.words.say("not known")
            if text:
                yield f"{heading(name, self.words)}: {text}"
        if not days.is_exact:
            yield self.words.say("The exact day is not known: the entry spans all days that it may be.")
        for cited in self.cited.get(number, ()):
            yield _told(cited)
        if self.result.release:
            yield f"{self.words.say('Release')}: {self.result.release}"

    def _address(self, row: Row) -> str:
        """Return the address of the first thing that the entry is of."""
        iris = (iri for name in self.calendar.identity for iri in iris_of(row[name], name in self.result.lists))
        return next(filter(is_link, iris), "")


def _told(cited: Cited) -> str:
    where = f"{cited.leaf.source}, {cited.leaf.file} {cited.leaf.row}"
    return ": ".join([where, *([" ".join(cited.leaf.urls)] if cited.leaf.urls else [])])


def _date(term: Term | None) -> PartialDate | None:
    try:
        return None if term is None else PartialDate.parse(term.value)
    except ValueError:
        return None
