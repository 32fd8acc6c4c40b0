"""A calendar has all-day entries that keep their identity when their date changes."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import replace

import icalendar
import pyoxigraph as ox
import pytest
from hostile import GOOD_LINK, typed
from worlds import small_graph

from dutygraph.catalogue import Calendar, Catalogue, compile_catalogue
from dutygraph.errors import BadInput, WrongUse
from dutygraph.evidence import Leaf
from dutygraph.formats import write
from dutygraph.labels import Label
from dutygraph.resources import folder
from dutygraph.results import Cited, Result
from dutygraph.store import Table

ITEM, BODY = ox.NamedNode("https://example.org/report/1"), ox.NamedNode("https://example.org/body/1")
Date = ox.Literal | None


def deadlines(*dates: tuple[Date, Date], lang: str = "en") -> Result:
    return Result(
        question="small/deadlines",
        table=Table(("opens", "closes", "item", "body"), [(start, end, ITEM, BODY) for start, end in dates]),
        lang=lang,
        title="What falls due?",
        summary="Due: 1.",
        labels={ITEM.value: Label("Report, first; long", "en", lang != "en"), BODY.value: Label("Body", "en", False)},
        evidence=[Cited(1, "item", ITEM.value, Leaf("urn:r", "reports", "reports.csv", 3, urls=(GOOD_LINK,)))],
        release="r1",
        as_of="2026-11-23",
        today=datetime.date(2026, 11, 25),
        calendar=Calendar("opens", "closes", ("item", "body"), ("item",)),
    )


def entries(result: Result) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(str(write(result, "ics"))).walk("VEVENT"))


def span(*dates: Date) -> tuple[datetime.date, datetime.date]:
    (event,) = entries(deadlines((dates[0], dates[1])))
    return event.decoded("dtstart"), event.decoded("dtend")


DAY, MONTH, YEAR = typed("2027-03-05", "date"), typed("2027-03", "gYearMonth"), typed("2027", "gYear")


@pytest.mark.parametrize(
    ("start", "end", "first", "after"),
    [
        (DAY, None, "2027-03-05", "2027-03-06"),
        (MONTH, None, "2027-03-01", "2027-04-01"),
        (YEAR, None, "2027-01-01", "2028-01-01"),
        (DAY, typed("2027-06", "gYearMonth"), "2027-03-05", "2027-07-01"),
        (None, DAY, "2027-03-05", "2027-03-06"),
    ],
)
def test_a_month_or_year_is_all_its_days(start: Date, end: Date, first: str, after: str) -> None:
    days = datetime.date.fromisoformat(first), datetime.date.fromisoformat(after)
    assert span(start, end) == days


def test_an_entry_is_all_day_and_says_how_exact_it_is() -> None:
    assert "DTSTART;VALUE=DATE:20270305\r\n" in str(write(deadlines((DAY, None)), "ics"))
    exact, vague = entries(deadlines((DAY, DAY)))[0], entries(deadlines((YEAR, None)))[0]
    assert "exact day is not known" not in exact["description"]
    assert "exact day is not known" in vague["description"]
    assert "closes: not known" in vague["description"]


def test_an_entry_tells_what_who_where_from_and_which_release() -> None:
    event = entries(deadlines((DAY, None)))[0]
    assert event["summary"] == "Report, first; long: Body"
    assert event["summary"].params["LANGUAGE"] == "en"
    for part in ("body: Body", f"reports, reports.csv 3: {GOOD_LINK}", "Release: r1"):
        assert part in event["description"]
    assert event["url"] == ITEM.value


def test_a_changed_date_or_name_keeps_the_identity() -> None:
    one, later = entries(deadlines((DAY, None)))[0], entries(deadlines((YEAR, None), lang="ru"))[0]
    assert one["uid"] == later["uid"]
    assert str(uuid.UUID(one["uid"])) == one["uid"]


def test_two_entries_of_one_thing_are_told_apart() -> None:
    found = [event["uid"] for event in entries(deadlines((DAY, None), (YEAR, None)))]
    assert len(set(found)) == 2


def test_the_stamp_is_of_the_release_and_not_of_the_clock() -> None:
    event = entries(deadlines((DAY, None)))[0]
    assert event.decoded("dtstamp") == datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC)
    assert write(deadlines((DAY, None)), "ics") == write(deadlines((DAY, None)), "ics")
    older = replace(deadlines((DAY, None)), as_of="")
    assert entries(older)[0].decoded("dtstamp").date() == datetime.date(2026, 11, 24)


def test_rows_without_a_date_are_left_out_and_counted() -> None:
    result = deadlines((DAY, None), (None, None), (ox.Literal("soon"), None))
    calendar = icalendar.Calendar.from_ical(str(write(result, "ics")))
    assert len(calendar.walk("VEVENT")) == 1
    assert r"Rows without a date\, left out: 2" in str(calendar["x-wr-caldesc"])


def test_lines_are_folded_as_the_standard_says() -> None:
    data = str(write(deadlines((DAY, None), lang="ru"), "ics"))
    assert max(len(line.encode()) for line in data.split("\r\n")) <= 75
    assert "\n" not in data.replace("\r\n", "")


def test_a_question_without_dates_names_those_that_have_some() -> None:
    with pytest.raises(WrongUse, match="ask one of: deadlines/calendar, deadlines/openings_for_civil_society"):
        write(small_graph().ask("standings"), "ics")


def test_a_calendar_without_its_columns_is_refused() -> None:
    with pytest.raises(WrongUse, match="a calendar needs the columns opens, closes"):
        write(deadlines((DAY, None)).cut(["item", "body"]), "ics")


def test_questions_declare_their_calendar() -> None:
    catalogue = Catalogue(compile_catalogue(folder("queries")))
    assert catalogue["CQ21"].calendar == Calendar("due", "", ("kind", "item"), ("item", "kind"))
    assert catalogue["CQ53"].calendar == Calendar("opens", "closes", ("what", "body"), ("document", "body", "what"))
    assert catalogue["participation/is_bound"].calendar is None


@pytest.mark.parametrize(
    ("calendar", "said"),
    [
        ("{start: a}", "calendar is not as it should be"),
        ("[a]", "calendar is not as it should be"),
        ("{start: a, summary: a, identity: a, colour: a}", "calendar is not as it should be"),
        ("{start: b, summary: a, identity: a}", 'calendar names "b"'),
    ],
)
def test_a_wrong_calendar_is_said_when_the_header_is_read(tmp_path, calendar: str, said: str) -> None:
    header = f"#+ summary: x\n#+ columns: {{a: the a}}\n#+ calendar: {calendar}\n"
    (tmp_path / "q.rq").write_text(header + "SELECT ?a {}", "utf-8")
    with pytest.raises(BadInput, match=said):
        compile_catalogue(tmp_path)
