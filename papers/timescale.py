"""The scale above a chart of time: days, weeks, months or quarters, whichever the span leaves room for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from coordination.language import current_language
from coordination.language import gettext as _
from papers.dates import MONTHS

# The narrowest a day may be (in units of the drawing) for its scale to be read.
DAYS, WEEKS, MONTHLY = 15.0, 3.2, 0.75
LOWER = 10  # how large one of the lower line is set
UPPER = 14  # how large a label of the upper line is taken to be: 12, bold, with a little space beside it


@dataclass(frozen=True)
class Tick:
    """A stretch of the scale, with its label."""

    x: float
    width: float
    label: str


class Timescale:
    """Puts days from `first` to `last`, both included, between `left` and `left + width`."""

    def __init__(self, first: date, last: date, left: float, width: float) -> None:
        self.first, self.last, self.left, self.width = first, last, left, width
        self.day_width = width / ((last - first).days + 1)

    def x(self, day: date) -> float:
        """The left edge of a day."""
        return round(self.left + (day - self.first).days * self.day_width, 1)

    def end(self, day: date) -> float:
        """The right edge of a day."""
        return self.x(day + timedelta(days=1))

    def upper(self) -> list[Tick]:
        """Months over days and weeks, years over months and quarters."""
        if self.day_width < WEEKS:
            return self._ticks(_year, lambda day: str(day.year))
        return self._ticks(_month, _month_name, lambda day: _month_name(day, short=True), size=UPPER)

    def lower(self) -> list[Tick]:
        if self.day_width >= DAYS:
            return self._ticks(lambda day: day, lambda day: str(day.day))
        if self.day_width >= WEEKS:
            return self._ticks(lambda day: day - timedelta(days=day.weekday()), _week_name)
        if self.day_width >= MONTHLY:
            return self._ticks(_month, lambda day: _month_name(day, short=True))
        return self._ticks(_quarter, lambda day: f"Q{(day.month + 2) // 3}")

    def weekends(self) -> list[Tick]:
        """Only where single days are seen."""
        if self.day_width < DAYS / 2:
            return []
        return [Tick(self.x(day), round(self.day_width, 1), "") for day in self._days() if day.weekday() >= 5]

    def _ticks(self, start_of: Callable[[date], date], *names: Callable[[date], str],
               size: float = LOWER) -> list[Tick]:
        """Consecutive days with the same start are one tick, with the first of its names that it can hold."""
        starts = sorted({max(start_of(day), self.first) for day in self._days()})
        widths = [round(self.x(end) - self.x(start), 1)
                  for start, end in zip(starts, [*starts[1:], self.last + timedelta(days=1)], strict=True)]
        return [Tick(self.x(start), width, _fitting([name(start) for name in names], width, size))
                for start, width in zip(starts, widths, strict=True)]

    def _days(self) -> Iterator[date]:
        return (self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))


def _fitting(labels: list[str], room: float, size: float) -> str:
    return next((label for label in labels if breadth(label, size) <= room), "")


def breadth(text: str, size: float) -> float:
    """About how wide a text is in a font of that size: a Chinese character is as wide as it is high."""
    return sum(size if ord(c) > 0x2E7F else size * 0.56 for c in text)


def _month(day: date) -> date:
    return day.replace(day=1)


def _quarter(day: date) -> date:
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def _year(day: date) -> date:
    return date(day.year, 1, 1)


def _month_name(day: date, short: bool = False) -> str:
    name = f"{day.month}月" if current_language() == "zh" else MONTHS[day.month - 1]
    return name if short else _("%(month)s %(year)s", month=name, year=day.year)


def _week_name(day: date) -> str:
    return f"{day.month}/{day.day}" if current_language() == "zh" else str(day.day)
