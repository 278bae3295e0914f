"""Which of the days of a clause is meant."""

import re
from datetime import date

from mailflow.interpreting import vocabulary as words
from mailflow.interpreting.claims import Surroundings
from mailflow.interpreting.dates import shifted
from mailflow.interpreting.when import When


def future(dates: list[When]) -> list[When]:
    return [when for when in dates if when.kind == "day"]


def later_than(dates: list[When], today: date) -> bool:
    return any(when.kind == "day" and when.day and when.day > today for when in dates)


def target(text: str, days: list[When]) -> date | None:
    """The one day that is meant: the only one, or the one after "to"."""
    days = [when for when in days if not _INSTEAD.search(text[max(0, when.start - 20) : when.start])]
    if not days or _are_alternatives(text, days):
        return None
    if len({when.day for when in days}) == 1:
        return days[0].day
    towards = [when for when in days if _TO.search(text[max(0, when.start - 16) : when.start])]
    if towards and towards[-1] is not days[-1]:
        return None  # "延期到下周一账号明天好": another day behind it may be of something else
    return towards[-1].day if len({when.day for when in towards}) == 1 else None


def _are_alternatives(text: str, days: list[When]) -> bool:
    """ "Friday or Monday" names neither."""
    return any(
        _OR.search(text[before.end : after.start])
        for before, after in zip(days, days[1:], strict=False)
        if before.day != after.day
    )


_INSTEAD = re.compile(r"\b(?:rather than|instead of|and not|not)(?: on| by| until| till)?(?: the)?\s?$|(?:而不是"
    r"|不是|而非)$")
_OR = re.compile(r"(?a)^\s?(?:[/、]|或者?|还是|要么|,?\s?(?:or|maybe|possibly)\b)")
_TO = re.compile(
    r"(?a)(?:到|至|改为|改在|改成|\bto|\buntil|\btill|\bby|\bnow|\bis|\bfor|最晚|最迟|最快"
    r"|最早)\s?(?:the |on |about |around |approx\.? )?$"
)


def promised(text: str, around: Surroundings, dates: list[When]) -> date | None:
    day = target(text, future(dates))
    duration = next((when for when in dates if when.kind == "duration"), None)
    if day is None and duration and counts_from_now(text, duration):
        return shifted(around.today, duration, around.calendar)
    return day


def counts_from_now(text: str, duration: When) -> bool:
    return near(words.FROM_NOW, text[: duration.start]) or bool(words.AFTER_NOW.search(text[duration.end :]))


def near(pattern: re.Pattern[str], before: str) -> bool:
    tail = before[-16:]
    return any(len(tail) - found.end() <= 4 for found in pattern.finditer(tail))
