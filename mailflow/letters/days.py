"""Days as a colleague would say them in a mail."""

from datetime import date

from coordination.language import current_language
from papers.dates import WEEKDAYS

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")


def plain(day: date) -> str:
    """`3月6日`, `6 March`: as somebody would type it in a reply."""
    return f"{day.month}月{day.day}日" if current_language() == "zh" else f"{day.day} {MONTHS[day.month - 1]}"


def spoken(day: date) -> str:
    """`3月6日（周五）`, `Fri 6 March`."""
    weekday = WEEKDAYS[current_language()][day.weekday()]
    return f"{plain(day)}（{weekday}）" if current_language() == "zh" else f"{weekday} {plain(day)}"
