"""What a date in a text turned out to be, and the calendar days that its words can mean."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

FARTHEST = timedelta(days=183)  # a date further away is not believed


class When(NamedTuple):
    """`kind`: day, span (from `day` to `last`), duration (`days` or working days), past, far, ambiguous or vague.

    `unit` is "weekday" for a day of the week without its week, which past words put into the past; `named` where it
    is known by its name.
    """

    start: int
    end: int
    kind: str
    day: date | None = None
    last: date | None = None
    days: int = 0
    working: bool = False
    unit: str = "day"
    named: bool = False


def one_day(day: date | None, today: date) -> When | None:
    if day is None:
        return None
    if day < today:
        return When(0, 0, "past", day)
    if day - today > FARTHEST:
        return When(0, 0, "far", day)
    return When(0, 0, "day", day)


def span(first: date, last: date, today: date) -> When:
    return When(0, 0, "past" if last < today else "span", first, last)


def in_week(weeks: int, today: date) -> When:
    """A promise for "this week" means by its Friday; another week may last until its Sunday."""
    monday = monday_of(weeks, today)
    if weeks:
        return span(monday, monday + timedelta(days=6), today)
    return When(0, 0, "span", today, max(today, monday + timedelta(days=4)))


def on_weekday(weekday: int, weeks: int | None, today: date) -> When | None:
    """Weeks begin on Monday; without a week it is the coming one, today included."""
    if weeks is None:
        coming = one_day(today + timedelta(days=(weekday - today.weekday()) % 7), today)
        return coming._replace(unit="weekday", named=True) if coming else None
    return one_day(monday_of(weeks, today) + timedelta(days=weekday), today)


def monday_of(weeks: int, today: date) -> date:
    return today - timedelta(days=today.weekday() - 7 * weeks)


def existing(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest(month: int, day: int, today: date) -> date | None:
    """The nearest such date not before today; 29 February may be years away."""
    for year in range(today.year, today.year + 5):
        found = existing(year, month, day)
        if found and found >= today:
            return found
    return None


def last_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def last_of_month(today: date, months: int) -> date:
    """The last day of this month, or of the next."""
    month = today.month + months
    return last_of(today.year + (month > 12), month - 12 if month > 12 else month)


def plus_months(day: date, months: int) -> date:
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
