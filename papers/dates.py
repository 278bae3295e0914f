"""How a paper writes days and times, in the reader's language and the project's time zone."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from coordination.language import current_language

WEEKDAYS = {
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(value: date | str | None) -> str:
    """`2026年3月6日 周五`, `Fri 6 Mar 2026`; an empty text for no date. Takes ISO text too."""
    if not value:
        return ""
    when = date.fromisoformat(value) if isinstance(value, str) else value
    if current_language() == "zh":
        return f"{when.year}年{when.month}月{when.day}日 {WEEKDAYS['zh'][when.weekday()]}"
    return f"{WEEKDAYS['en'][when.weekday()]} {when.day} {MONTHS[when.month - 1]} {when.year}"


def short_day(value: date | str | None) -> str:
    """A day in a narrow column: `03-06 周五`, `Fri 6 Mar`."""
    if not value:
        return ""
    when = date.fromisoformat(value) if isinstance(value, str) else value
    if current_language() == "zh":
        return f"{when.month:02}-{when.day:02} {WEEKDAYS['zh'][when.weekday()]}"
    return f"{WEEKDAYS['en'][when.weekday()]} {when.day} {MONTHS[when.month - 1]}"


def local(instant: datetime | str, zone: str) -> datetime:
    """The instant (aware, or ISO text with its offset) on the clocks of that time zone."""
    moment = datetime.fromisoformat(instant) if isinstance(instant, str) else instant
    return moment.astimezone(ZoneInfo(zone))


def moment(instant: datetime | str | None, zone: str) -> str:
    """Day and time of day: `2026年3月6日 周五 14:05`."""
    if not instant:
        return ""
    when = local(instant, zone)
    return f"{day(when.date())} {when:%H:%M}"


def short_moment(instant: datetime | str | None, zone: str) -> str:
    """Day and time of day in a narrow column: `03-06 14:05`, `6 Mar 14:05`."""
    if not instant:
        return ""
    when = local(instant, zone)
    if current_language() == "zh":
        return f"{when:%m-%d %H:%M}"
    return f"{when.day} {MONTHS[when.month - 1]} {when:%H:%M}"


def span(starts: datetime | str, ends: datetime | str | None, zone: str) -> str:
    """From when to when; the second day only where it is another one."""
    if not ends:
        return moment(starts, zone)
    first, last = local(starts, zone), local(ends, zone)
    if first.date() == last.date():
        return f"{moment(first, zone)}–{last:%H:%M}"
    return f"{moment(first, zone)} – {moment(last, zone)}"


def day_before(value: date | str) -> date:
    """The last day of an absence, of which the day of return is kept."""
    return (date.fromisoformat(value) if isinstance(value, str) else value) - timedelta(days=1)
