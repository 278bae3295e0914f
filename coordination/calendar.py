"""The working calendar: weekends, public holidays and make-up days (调休), with the company's own corrections."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from coordination.public_holidays import working_days


class WorkingCalendar:
    """Says which local dates are working days.

    `country` is an ISO 3166 code that the holidays library knows, or "" for weekends alone. `holidays` and
    `workdays` are the company's own days off and make-up days; they win over the library, which for instance
    knows no Chinese make-up days before the State Council has announced them.
    """

    def __init__(self, country: str = "CN", holidays: Iterable[date] = (), workdays: Iterable[date] = ()) -> None:
        self.country = country
        self.holidays = frozenset(holidays)
        self.workdays = frozenset(workdays)

    def is_working_day(self, day: date) -> bool:
        if day in self.workdays:
            return True
        if day in self.holidays:
            return False
        if not self.country:
            return day.weekday() < 5
        return day in working_days(self.country, day.year)

    def add_working_days(self, day: date, count: int) -> date:
        """The date `count` working days after `day`; `day` itself is not counted."""
        while count > 0:
            day += timedelta(days=1)
            count -= self.is_working_day(day)
        return day

    def add_working_hours(self, start: datetime, hours: int, zone: str, begins: int, ends: int) -> datetime:
        """The instant `hours` of working time after `start`; that runs from `begins` to `ends` o'clock, local."""
        at, left = start.astimezone(ZoneInfo(zone)), timedelta(hours=hours)
        while True:
            opening, closing = _at(at, begins), _at(at, ends)
            if self.is_working_day(at.date()) and at < closing:
                at = max(at, opening)
                if left <= closing - at:
                    return (at + left).astimezone(UTC)
                left -= closing - at
            at = _at(at + timedelta(days=1), 0)

    def working_days_before(self, day: date, count: int) -> date:
        """The date `count` working days before `day`; `day` itself is not counted."""
        while count > 0:
            day -= timedelta(days=1)
            count -= self.is_working_day(day)
        return day

    def working_hours_before(self, end: datetime, hours: int, zone: str, begins: int, ends: int) -> datetime:
        """The instant from which `hours` of working time are left until `end`; see `add_working_hours`."""
        at, left = end.astimezone(ZoneInfo(zone)), timedelta(hours=hours)
        while True:
            opening, closing = _at(at, begins), _at(at, ends)
            if self.is_working_day(at.date()) and at > opening:
                at = min(at, closing)
                if left <= at - opening:
                    return (at - left).astimezone(UTC)
                left -= at - opening
            at = _at(at - timedelta(days=1), ends)

    def next_working_day(self, day: date) -> date:
        """`day` itself where it is a working day, else the first one after it."""
        return day if self.is_working_day(day) else self.add_working_days(day, 1)

    def last_working_day(self, day: date) -> date:
        """`day` itself where it is a working day, else the last one before it."""
        return day if self.is_working_day(day) else self.working_days_before(day, 1)


def _at(moment: datetime, hour: int) -> datetime:
    return moment.replace(hour=hour % 24, minute=0, second=0, microsecond=0) + timedelta(days=hour // 24)
