"""Dates as people write them in Chinese and English, found in a text and resolved against the day of the reply.

Nothing outside the grammar is a date. What the grammar knows but cannot resolve ("03/04", "next week") is
found too, so that it is never taken for something else.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Protocol

from mailflow.interpreting.date_grammar import DATES, NAMES
from mailflow.interpreting.date_readers import READERS
from mailflow.interpreting.when import When, plus_months

_END_OF_DAY = re.compile(r"下班|eod|cob|end of (?:the )?(?:business )?day")  # "Friday EOD" is one day, not two
_SOON = re.compile(r"(?a)尽快|尽早|抓紧|马上|稍后|稍晚|晚点|晚些|立马|随后|回头|很快|近期|最近|later|soon|asap|shortly")


class Calendar(Protocol):
    def add_working_days(self, day: date, n: int) -> date: ...


def find_dates(text: str, today: date) -> list[When]:
    """All dates of a folded text, in order; `today` is the day of the reply."""
    found = [when for match in DATES.finditer(text) for when in _resolve(match, today)]
    days = [when for when in found if when.kind == "day"]
    return [when for when in found if len(days) < 2 or not _END_OF_DAY.match(text, when.start)]


def is_soon(text: str) -> bool:
    return bool(_SOON.search(text))


def shifted(day: date, when: When, calendar: Calendar | None) -> date:
    """The day plus a duration; working days by the calendar, else Monday to Friday."""
    if not when.working:
        return plus_months(day, when.days) if when.unit == "month" else day + timedelta(days=when.days)
    if calendar is not None:
        return calendar.add_working_days(day, when.days)
    left = when.days
    while left > 0:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return day


def _resolve(found: re.Match[str], today: date) -> Iterator[When]:
    name = next(name for name in NAMES if found[name] is not None)
    when = READERS[name](found, today)
    if when is not None:
        yield when._replace(start=found.start(), end=found.end())
