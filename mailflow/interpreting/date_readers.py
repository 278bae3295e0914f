"""What each pattern of the grammar of dates means on a given day: numbers, months, weeks, durations, words for days."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from mailflow.interpreting.date_grammar import DAYS_FROM_TODAY, MONTHS
from mailflow.interpreting.numerals import number
from mailflow.interpreting.when import (
    When,
    existing,
    in_week,
    last_of,
    last_of_month,
    monday_of,
    nearest,
    on_weekday,
    one_day,
    span,
)

_HAN = re.compile("[一-鿿]")


# Numbers

def _iso(found: re.Match[str], today: date) -> When | None:
    return one_day(existing(int(found["iso_y"]), int(found["iso_m"]), int(found["iso_d"])), today)


def _dmy(found: re.Match[str], today: date) -> When | None:
    a, b, year = int(found["dmy_a"]), int(found["dmy_b"]), int(found["dmy_y"])
    year += 2000 if year < 100 else 0
    return _either(a, b, today, lambda month, day: existing(year, month, day))


def _either(a: int, b: int, today: date, make: Callable[[int, int], date | None]) -> When | None:
    """Day and month in either order; ambiguous where both are possible and differ."""
    both = {day for day in (make(a, b), make(b, a)) if day is not None}
    if len(both) == 1:
        return one_day(both.pop(), today)
    return When(0, 0, "ambiguous") if both else None


def _short(a: int, b: int, today: date) -> When | None:
    return _either(a, b, today, lambda month, day: nearest(month, day, today))


def _after_until(found: re.Match[str], today: date) -> When | None:
    """Behind 到: with a slash either may be the month, otherwise it stands first as Chinese has it."""
    month, day = int(found["hs_m"]), int(found["hs_d"])
    return _short(month, day, today) if "/" in found[0] else one_day(nearest(month, day, today), today)


def _dotted(found: re.Match[str], today: date) -> When | None:
    """ "3.6" is 6 March among Chinese words; elsewhere the day may stand first."""
    month, day = int(found["dt_a"]), int(found["dt_b"])
    is_chinese = bool(_HAN.search(found.string)) and not found[0].endswith(".")
    return one_day(nearest(month, day, today), today) if is_chinese and month <= 12 else _short(month, day, today)


# Months and days of them

def _han(found: re.Match[str], today: date) -> When | None:
    if found["han_rel"]:
        last = last_of_month(today, 1 if found["han_rel"].startswith("下") else 0)
        return one_day(existing(last.year, last.month, number(found["han_rd"]) or 0), today)
    month, day = number(found["han_m"]), number(found["han_d"])
    if not month or not day:
        return None
    if found["han_year"]:
        return one_day(existing(today.year + (found["han_year"] == "明年"), month, day), today)
    return one_day(nearest(month, day, today), today)


def _english_month_day(month: str, day: str, year: str | None, today: date) -> When | None:
    at = MONTHS.index(month[:3]) + 1
    if year:
        return one_day(existing(int(year), at, int(day)), today)
    return one_day(nearest(at, int(day), today), today)


def _day_of_month(text: str, today: date) -> When | None:
    """The coming one; past words put it into the past, as they do a day of the week."""
    day = number(text)
    if not day or day > 31:
        return None
    for months in range(3):
        month = today.month + months
        found = existing(today.year + (month > 12), month - 12 if month > 12 else month, day)
        if found and found >= today:
            when = one_day(found, today)
            return when._replace(unit="weekday") if when.kind == "day" else when
    return None


def _range(found: re.Match[str], today: date) -> When | None:
    """From one day of a month to another."""
    if found["hr_m"]:
        month, first, last = int(found["hr_m"]), int(found["hr_a"]), int(found["hr_b"])
    else:
        month, first, last = MONTHS.index(found["mr_mon"][:3]) + 1, int(found["mr_a"]), int(found["mr_b"])
    begin = nearest(month, first, today) if 1 <= month <= 12 else None
    end = existing(begin.year, month, last) if begin else None
    return span(begin, end, today) if begin and end else None


def _month_part(found: re.Match[str], today: date) -> When | None:
    """The span of a month or of its beginning, middle or end."""
    part = found["mp_part"] or ""
    text, which = found["mp_m"] or found["hm_m"], found["mp_which"] or found["hm_which"] or ""
    month = number(text) if text else (today.month % 12 + 1 if which.startswith("下") else today.month)
    if not month or month > 12:
        return None
    year = today.year + (month < today.month)
    first, last = {"初": (1, 10), "上": (1, 10), "中": (11, 20), "下": (21, 31)}.get(part[:1], (1, 31))
    end = last_of(year, month)
    return span(date(year, month, first), min(end, date(year, month, min(last, end.day))), today)


def _month_end(found: re.Match[str], today: date) -> When | None:
    if found["me_m"]:
        month = number(found["me_m"]) or 0
        if not 1 <= month <= 12:
            return None
        year = today.year + (1 if found["me_year"] == "明年" or month < today.month else 0)
        return one_day(last_of(year, month), today)
    is_next = (found["me_which"] or "").startswith("下")
    return one_day(last_of_month(today, 1 if is_next else 0), today)


def _english_month_end(found: re.Match[str], today: date) -> When | None:
    name = found["em_month"]
    if name and name != "month":
        month = MONTHS.index(name[:3]) + 1
        return one_day(last_of(today.year + (month < today.month), month), today)
    return one_day(last_of_month(today, 1 if found["em_next"] else 0), today)


# Weeks and days of them

def _han_weekday(found: re.Match[str], today: date) -> When | None:
    weekday = "一二三四五六日".find(found["hw_d"].replace("天", "日"))
    weekday = int(found["hw_d"]) - 1 if weekday < 0 else weekday
    return on_weekday(weekday, _weeks(found["hw_which"]), today)


def _weeks(which: str | None) -> int | None:
    if not which:
        return None
    if which.startswith("下下"):
        return 2
    return {"下": 1, "上": -1}.get(which[0], 0)


def _weekend(found: re.Match[str], today: date) -> When:
    monday = monday_of(_weeks(found["hk_which"]) or 0, today)
    if found["hk_by"]:  # by the weekend may be by its eve or by its end
        return span(today, monday + timedelta(days=6), today)
    return span(monday + timedelta(days=5), monday + timedelta(days=6), today)


def _week_number(found: re.Match[str], today: date) -> When | None:
    week = int(found["wk_n"] or found["wk_h"])
    try:
        monday = date.fromisocalendar(today.year, week, 1)
    except ValueError:
        return None
    return span(monday, monday + timedelta(days=4), today)


def _english_weekday(found: re.Match[str], today: date) -> When | None:
    weekday = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].index(found["we_d"][:3])
    before, after = found["we_pre"] or "", found["we_post"] or ""
    if before.startswith("since"):
        return When(0, 0, "past", today - timedelta(days=(today.weekday() - weekday) % 7 or 7))
    if "week" in found[0].partition(found["we_d"])[0] and before in ("next", "this", "last"):
        after = before + " week"
    if after == "week":
        return When(0, 0, "ambiguous")
    weeks = {"next": 1, "last": -1, "past": -1}.get(after.split(" ")[0] if after else before)
    return on_weekday(weekday, weeks if weeks is not None else 0 if after else None, today)


def _english_week(found: re.Match[str], today: date) -> When:
    if " week " in found[0] and found["wn_which"] is None and "after" not in found[0]:
        return When(0, 0, "vague")
    weeks = {"this": 0, "last": -1, "next": 1, "following": 1, "the following": 1}.get(found["wn_which"] or "", 2)
    return in_week(weeks, today)


def _english_week_end(found: re.Match[str], today: date) -> When:
    """The end of a working week is its Friday."""
    week = in_week(1 if found["ew_next"] else 0, today)
    return week._replace(last=week.day + timedelta(days=4)) if found["ew_next"] and week.day else week


# Durations and words for days

def _duration_zh(found: re.Match[str], today: date) -> When:
    if found["dz_vague"] or found["dz_m"] or found["dz_half"]:
        return When(0, 0, "vague")
    return _duration(number(found["dz_n"]), found["dz_u"])


def _duration_en(found: re.Match[str], today: date) -> When:
    if found["de_range"]:
        return When(0, 0, "vague")
    if not found["de_n"]:
        return When(0, 0, "duration", days=14) if "fortnight" in found[0] else When(0, 0, "vague")
    return _duration(number(found["de_n"]), (found["de_w"] or "") + found["de_u"])


def _duration(count: int | None, unit: str) -> When:
    if not count:
        return When(0, 0, "vague")
    if "工作" in unit or unit.startswith(("working", "business", "work")):
        weeks = 5 if "week" in unit else 1
        return When(0, 0, "duration", days=count * weeks, working=True)
    if unit.startswith(("周", "星期", "礼拜", "week")):
        return When(0, 0, "duration", days=7 * count)
    if unit.startswith(("月", "month")):
        return When(0, 0, "duration", days=count, unit="month")
    if unit.startswith(("小时", "钟头", "hour")):
        return When(0, 0, "duration", days=0) if count <= 6 else When(0, 0, "vague")
    return When(0, 0, "duration", days=14 * count if "fortnight" in unit else count)


def _relative(text: str, today: date) -> When | None:
    days = next((days for begin, days in DAYS_FROM_TODAY.items() if text.startswith(begin)), None)
    if text.startswith("刚"):
        return When(0, 0, "past", today)
    return None if days is None else one_day(today + timedelta(days=days), today)


def _vague(found: re.Match[str], today: date) -> When:
    return When(0, 0, "vague")


READERS: dict[str, Callable[[re.Match[str], date], When | None]] = {
    "iso": _iso,
    "hanshort": _after_until,
    "dmy": _dmy,
    "monthend": _month_end,
    "monthpart": _month_part,
    "hanrange": _range,
    "monthrange_en": _range,
    "han": _han,
    "handay": lambda found, today: _day_of_month(found["hd_d"], today),
    "hanmonth": _month_part,
    "hanweekday": _han_weekday,
    "hanweekend": _weekend,
    "hanweek": lambda found, today: in_week(_weeks(found["hn_which"]) or 0, today),
    "weekno": _week_number,
    "nthweek_zh": _vague,
    "duration_zh": _duration_zh,
    "day_zh": lambda found, today: _relative(found["rel"], today),
    "monthday_en": lambda found, today: _english_month_day(found["me_mon"], found["me_d"], found["me_y"], today),
    "endmonth_en": _english_month_end,
    "daymonth_en": lambda found, today: _english_month_day(found["dm_mon"], found["dm_d"], found["dm_y"], today),
    "endweek_en": _english_week_end,
    "weekday_en": _english_weekday,
    "week_en": _english_week,
    "month_en": _vague,
    "relative_en": lambda found, today: _relative(found["rel_en"], today),
    "nth_en": lambda found, today: _day_of_month(found["nth_d"], today),
    "duration_en": _duration_en,
    "slash": lambda found, today: _short(int(found["sl_a"]), int(found["sl_b"]), today),
    "dotted": _dotted,
    "vague": _vague,
    "festival": lambda found, today: When(0, 0, "far"),
    "clash": lambda found, today: When(0, 0, "ambiguous"),
}
