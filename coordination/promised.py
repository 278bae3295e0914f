"""What a department says it will deliver, in a line of its own words: what, by when, and to what quality standard."""

import re
from datetime import date
from typing import NamedTuple

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_DAYS = tuple(re.compile(form, re.IGNORECASE) for form in (
    r"(?<!\d)(?P<year>20\d\d)\s?[-./年]\s?(?P<month>\d{1,2})\s?[-./月]\s?(?P<day>\d{1,2})(?!\d)\s?日?",
    r"(?<!\d)(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?[日号]?",
    rf"(?<!\w)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s{_MONTH}(?:\s(?P<year>20\d\d))?(?!\w)",
    rf"(?<!\w){_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s(?P<year>20\d\d))?(?!\w)"))
_WEEKS = re.compile(r"第\s?(?P<first>\d{1,3})(?:\s?[-–—~至到]\s?(?P<last>\d{1,3}))?\s?周"
                    r"|(?<!\w)weeks?\s(?P<first_en>\d{1,3})(?:\s?[-–—]\s?(?P<last_en>\d{1,3}))?(?!\w)", re.IGNORECASE)
_SEPARATORS = re.compile(r"[，,；;。\t]|\s[-–—]\s")
_BULLET = re.compile(r"^\s*(?:[-*•·]|\d{1,2}\s?[.、)）])\s*")
_LABEL = re.compile(r"^\s*(?:人力|人员|预算|物料|交付物?|people|budget|materials?|deliverables?)\s*[:：]\s*",
                    re.IGNORECASE)
_NOTHING = re.compile(r"(?:暂?无|没有|不涉及|不需要|不用|none|no|nothing|nil|n/?a|-+)[。.!！]?", re.IGNORECASE)


class Promised(NamedTuple):
    """`due` is an ISO date or project weeks such as W2-W4; what the line does not say is an empty text."""

    what: str
    due: str = ""
    quality: str = ""


def read(line: str, today: date) -> Promised:
    """The line taken apart at its commas around the first day or weeks it names; a day without a year is the next one.

    A line that names none is all `what`: the project manager reads it anyway.
    """
    line = _BULLET.sub("", line).strip()
    for form in (*_DAYS, _WEEKS):
        if found := form.search(line):
            if due := _weeks(found) if form is _WEEKS else _day(found, today):
                return _around(line[:found.start()], due, line[found.end():])
    return Promised(line)


def unlabelled(text: str) -> str:
    """Without the kind that some write before the answer, as in 物料：无."""
    return _LABEL.sub("", text).strip()


def is_nothing(text: str) -> bool:
    """Whether somebody asked for what they give says that it is nothing: 无, none."""
    return _NOTHING.fullmatch(text.strip()) is not None


def _around(before: str, due: str, after: str) -> Promised:
    parts = [part for part in (_bare(part) for part in (*_SEPARATORS.split(before), *_SEPARATORS.split(after))) if part]
    return Promised(parts[0], due, "，".join(parts[1:])) if parts else Promised(_bare(before + after), due)


def _bare(part: str) -> str:
    """Without the little words that only lead to the day or away from it."""
    part = re.sub(r"(?:^|(?<=\s))(?:by|until|before|on|in|due)\s*$", "", part.strip(), flags=re.IGNORECASE)
    return re.sub(r"^(?:之前|以前|前|止|完成)(?=\W|$)", "", part.strip()).strip(" ：:")


def _day(found: re.Match[str], today: date) -> str:
    groups = found.groupdict()
    month = int(groups["month"]) if groups.get("month") else _MONTHS.index(groups["name"].lower()) + 1
    try:
        day = date(int(groups.get("year") or today.year), month, int(groups["day"]))
        if not groups.get("year") and day < today:
            day = day.replace(year=day.year + 1)
    except ValueError:
        return ""
    return day.isoformat()


def _weeks(found: re.Match[str]) -> str:
    first, last = found["first"] or found["first_en"], found["last"] or found["last_en"]
    return f"W{int(first)}-W{int(last)}" if last else f"W{int(first)}"
