"""A day of the week beside its date or its week: the two are one day, or none where they contradict each other."""

import re
from datetime import date, timedelta

from mailflow.interpreting.date_grammar import CLASH, EN_DAY
from mailflow.interpreting.dates import find_dates
from mailflow.interpreting.when import When


def joined(text: str, today: date) -> str:
    """The text with each such pair written as the one day that it names; every position stays."""
    if not _WEEKDAY.search(text):
        return text
    found = find_dates(text, today)
    for first, second in zip(found, found[1:], strict=False):
        between = text[first.end : second.start]
        if not _BESIDE.fullmatch(between):
            continue
        plain, other = (first, second) if _is_plain(first) else (second, first)
        if _is_plain(plain) and _is_week(other, text):
            day = CLASH if "," in between else _day_of_week(plain, other, today)
            text = _written(text, first, second, day)
        elif _is_plain(plain) and other.kind == "ambiguous":
            text = _written(text, first, second, _told_apart(plain, text[other.start : other.end], today))
        elif _contradict(first, second, text):
            text = _written(text, first, second, CLASH)
        elif _is_plain(plain) and not _is_plain(other) and other.day and _SAYS_MORE.fullmatch(between):
            text = _without(text, plain, other)
    return text


_BLANK = "□"  # unlike a space it breaks no clause
_WEEKDAY = re.compile(rf"(?:周|星期|礼拜)[一二三四五六日天]|\b{EN_DAY}\b")
_NEAR = timedelta(days=62)  # no further, or "12/3 (Friday)" would be a day in March
_WEEK = re.compile(r"周(?!末)|星期|礼拜|\bweek\b")
_SAYS_MORE = re.compile(r"\s?(?:[(,]|,?\s?the|即|也就是|,?\s)?\s?")
_BESIDE = re.compile(r"\s?(?:[(,的]|里的|'s|,?\s?the|即|也就是|,?\s)?\s?")


def _is_plain(when: When) -> bool:
    """A day of the week and not of which one."""
    return when.named and when.unit == "weekday"


def _is_week(when: When, text: str) -> bool:
    return when.kind == "span" and bool(_WEEK.search(text[when.start : when.end]))


def _day_of_week(plain: When, week: When, today: date) -> str:
    monday = today - timedelta(days=today.weekday())
    weeks = (week.day - monday).days // 7 if week.day else -1
    if not (plain.day and 0 <= weeks <= 2):
        return CLASH
    return ("本", "下", "下下")[weeks] + "周" + "一二三四五六日"[plain.day.weekday()]


def _told_apart(plain: When, numbers: str, today: date) -> str:
    """"12/4 (Friday)": the day of the week tells which number is the month."""
    two = re.findall(r"\d+", numbers)
    days = [f"{month}月{day}日" for month, day in (two, two[::-1])] if len(two) == 2 else []
    on_it = [day for day in days if any(_falls_on(when, plain) for when in find_dates(day, today))]
    return on_it[0] if len(on_it) == 1 else CLASH


def _falls_on(when: When, plain: When) -> bool:
    return bool(when.kind == "day" and when.day and plain.day) and (
        when.day.weekday() == plain.day.weekday() and when.day - plain.day < _NEAR
    )


def _contradict(first: When, second: When, text: str) -> bool:
    """"12月3日(周五)" where the third is a Thursday."""
    if first.kind != "day" or second.kind != "day":
        return False
    named = [bool(_WEEKDAY.search(text[when.start : when.end])) for when in (first, second)]
    if named[0] == named[1] or first.day == second.day:
        return False
    plain = first if named[0] else second
    return not _is_plain(plain) or first.day.weekday() != second.day.weekday()


def _written(text: str, first: When, second: When, day: str) -> str:
    end = second.end + ("(" in text[first.end : second.start] and text[second.end : second.end + 1] == ")")
    return text[: first.start] + day.ljust(end - first.start, _BLANK) + text[end:]


def _without(text: str, plain: When, other: When) -> str:
    """"12 March (Thursday)": the day of the week that goes with a date says nothing more."""
    if plain.start < other.start:
        text = text[: plain.start] + " " * (other.start - plain.start) + text[other.start :]
        return text[: other.end] + _BLANK + text[other.end + 1 :] if text[other.end : other.end + 1] == ")" else text
    end = plain.end + (text[plain.end : plain.end + 1] == ")")
    return text[: other.end] + _BLANK * (end - other.end) + text[end:]
