"""How often a series meets: each working day, every week or second week, once in a month or in a quarter."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Self
from zoneinfo import ZoneInfo

from coordination.calendar import WorkingCalendar

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LAST = 0
DAYS_BACK = 21  # a holiday may have put off a meeting of weeks ago
_WEEKDAY = f"(?:{'|'.join(WEEKDAYS)})"
_FORMS = re.compile(rf"daily|(?:weekly|fortnightly) {_WEEKDAY}|(?:monthly|quarterly) (?:(?:[1-4]|last) {_WEEKDAY}"
                    r"|(?:[1-9]|10|last) workday|(?:[1-9]|[12]\d|3[01]|last) day)")
_TIME = re.compile(r" ([01]\d|2[0-3]):([0-5]\d)$")


@dataclass(frozen=True)
class Recurrence:
    """`every` is daily, weekly, fortnightly, monthly or quarterly; `day` a weekday as in WEEKDAYS, or in a month or a
    quarter also "workday" or "day", and `nth` which of them (LAST the last). `since` is where the fortnights begin.

    Kept as "daily 09:15", "weekly mon 10:00", "fortnightly thu 15:30 from 2026-03-12", "monthly 1 mon 14:00",
    "monthly 5 day 10:00", "monthly last workday 16:00", "quarterly 1 workday 09:00".
    """

    every: str
    at: time
    day: str = ""
    nth: int = LAST
    since: date | None = None

    @classmethod
    def of(cls, kept: str | None) -> Self | None:
        """None for what is no recurrence as it is kept."""
        timed, _from, since = (kept or "").partition(" from ")
        at = _TIME.search(timed)
        words = timed[:at.start()].split(" ") if at else []
        if not at or not _FORMS.fullmatch(" ".join(words)) or (since and words[0] != "fortnightly"):
            return None
        try:
            begins = date.fromisoformat(since) if since else None
        except ValueError:
            return None
        nth = words[1] if len(words) == 3 else "last"
        return cls(words[0], time(int(at[1]), int(at[2])), words[-1] if len(words) > 1 else "",
                   LAST if nth == "last" else int(nth), begins)

    @property
    def is_in_months(self) -> bool:
        """Whether it is one day of a month or a quarter."""
        return self.every in ("monthly", "quarterly")

    def kept(self) -> str:
        nth = [str(self.nth) if self.nth else "last"] if self.is_in_months else []
        since = ["from", self.since.isoformat()] if self.since else []
        return " ".join([self.every, *nth, *([self.day] if self.day else []), f"{self.at:%H:%M}", *since])

    def begun(self, on: date, before: "Recurrence | None") -> "Recurrence":
        """With the day from which fortnights count: its own, that of the same rhythm before, else `on`."""
        if self.every != "fortnightly" or self.since:
            return self
        is_same = before is not None and replace(before, since=None) == self
        return replace(self, since=before.since if is_same else on)

    def next_start(self, after: datetime, zone: ZoneInfo, calendar: WorkingCalendar) -> datetime:
        """The first start after an instant; on a day off it is put off to the next working day."""
        for day in self._days(after.astimezone(zone).date() - timedelta(days=DAYS_BACK), calendar):
            start = datetime.combine(calendar.next_working_day(day), self.at, zone).astimezone(UTC)
            if start > after:
                return start
        raise AssertionError("days never end")

    def _days(self, begin: date, calendar: WorkingCalendar) -> Iterator[date]:
        """Its days before they are put off, from those that include `begin` on."""
        if self.every == "daily":
            return (begin + timedelta(days=n) for n in count())
        if self.every in ("weekly", "fortnightly"):
            return self._weeks(begin)
        months = 1 if self.every == "monthly" else 3
        first = (begin.year * 12 + begin.month - 1) // months * months
        return (self._in_months(month, months, calendar) for month in count(first, months))

    def _weeks(self, begin: date) -> Iterator[date]:
        weeks = 1 if self.every == "weekly" else 2
        first = self.since or begin
        first += timedelta(days=(WEEKDAYS.index(self.day) - first.weekday()) % 7)
        passed = max((begin - first).days // (7 * weeks), 0)
        return (first + timedelta(weeks=weeks * n) for n in count(passed))

    def _in_months(self, first: int, months: int, calendar: WorkingCalendar) -> date:
        """The day in so many months; where they have fewer of its kind, as for the 31st, it is the last one."""
        day, end = _month(first), _month(first + months)
        days = [day + timedelta(days=n) for n in range((end - day).days)]
        found = [day for day in days if self._is_one(day, calendar)] or days
        return found[min(self.nth, len(found)) - 1]

    def _is_one(self, day: date, calendar: WorkingCalendar) -> bool:
        if self.day == "workday":
            return calendar.is_working_day(day)
        return self.day == "day" or WEEKDAYS[day.weekday()] == self.day


def _month(n: int) -> date:
    return date(n // 12, n % 12 + 1, 1)
