"""How a rhythm reads, so that it can be typed like that as well: `每两周周四 15:30`, `every Monday 10:00`."""

from coordination.language import N_, current_language
from coordination.language import gettext as _
from coordination.recurrence import LAST, WEEKDAYS, Recurrence
from papers import dates

RHYTHMS = {
    "daily": N_("every working day %(time)s"), "weekly": N_("every %(day)s %(time)s"),
    "fortnightly": N_("every two weeks on %(day)s %(time)s"), "monthly": N_("on %(day)s of each month %(time)s"),
    "quarterly": N_("on %(day)s of each quarter %(time)s"),
}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ORDINALS = ("last", "first", "second", "third", "fourth")


def rhythm(kept: str | None) -> str:
    """Words that are no rhythm stay as they are."""
    recurrence = Recurrence.of(kept)
    if recurrence is None:
        return kept or ""
    day = (_chinese if current_language() == "zh" else _english)(recurrence)
    said = _(RHYTHMS[recurrence.every], day=day, time=f"{recurrence.at:%H:%M}")
    return _("%(rhythm)s from %(day)s", rhythm=said, day=recurrence.since) if recurrence.since else said


def _chinese(recurrence: Recurrence) -> str:
    day, nth = recurrence.day, recurrence.nth
    if day == "day":
        return "最后一天" if nth == LAST else f"{'首月' if recurrence.every == 'quarterly' else ''}{nth}日"
    name = dates.WEEKDAYS["zh"][WEEKDAYS.index(day)] if day in WEEKDAYS else "工作日"
    which = "最后一" if nth == LAST else "第" + "一二三四五六七八九十"[nth - 1]
    return f"{which}个{name}" if recurrence.is_in_months else name


def _english(recurrence: Recurrence) -> str:
    day, nth = recurrence.day, recurrence.nth
    if day == "day":
        of = " of the first month" if recurrence.every == "quarterly" else ""
        return "the last day" if nth == LAST else f"the {_numbered(nth)}{of}"
    name = DAYS[WEEKDAYS.index(day)] if day in WEEKDAYS else "working day"
    which = ORDINALS[nth] if nth < len(ORDINALS) else _numbered(nth)
    return f"the {which} {name}" if recurrence.is_in_months else name


def _numbered(n: int) -> str:
    return f"{n}{'th' if n in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"
