"""Reads an automatic reply: whether its sender is away, and the date of return where it says one."""

import re
from datetime import date, timedelta

READ_CHARACTERS = 2_000
LONGEST = timedelta(days=366)

_SUBJECT = re.compile(r"\s*(\[[^\]]{0,20}\]\s*)?(auto(matic|matische)?[ -]?(reply|response|antwort)"
                      r"|out of( the)? office|on (annual |sick )?leave|abwesenheit"
                      r"|(假期|外出)?(自动回复|自动答复|自動回覆|自動回復|自动应答))", re.I)
_BODY = re.compile(r"\s*([^\n。.]{0,12}[,，:：]?\s*)?(这是(一封)?(来自)?[^\n。]{0,20}自动回复"
                   r"|this is an? auto(matic|mated)[^\n.]{0,20}(reply|response))", re.I)
_ABSENT = re.compile(r"out of( the)? office|on (annual |sick |parental |maternity )?leave|vacation"
                     r"|on holiday|away (from|until)|be back|return(ing)? (on|to)|不在(办公室|公司|岗)|不在辦公室"
                     r"|休假|请假|請假|出差|外出|年假|产假|病假|放假|度假|休息|出國"
                     r"|(无法|不能)(及时|立即)?(处理|回复|查看)"
                     r"|nicht im b(ü|ue)ro|abwesend|im urlaub|en congé|absente? |de vacaciones", re.I)

_MONTHS = {name: number for number, names in enumerate(
    ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
     "sep sept september", "oct october", "nov november", "dec december"), 1) for name in names.split()}
_MONTH = "(?P<{0}>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_DATE = re.compile("|".join((
    r"(?P<y1>20\d\d)\s?[-/.年]\s?(?P<m1>\d\d?)\s?[-/.月]\s?(?P<d1>\d\d?)",
    r"(?P<m2>\d\d?)\s?月\s?(?P<d2>\d\d?)\s?[日号號]?",
    r"(?P<d3>\d\d?)(?:st|nd|rd|th)?\s+(?:of\s+)?" + _MONTH.format("m3") + r"(?:,?\s+(?P<y3>20\d\d))?",
    _MONTH.format("m4") + r"\s+(?P<d4>\d\d?)(?:st|nd|rd|th)?\b(?:,?\s+(?P<y4>20\d\d))?",
    r"(?P<d5>\d\d?)\.(?P<m5>\d\d?)\.(?P<y5>20\d\d)",
)), re.I)
_BACK = re.compile(r"back|return|resume|again|回来|返回|恢复|回公司|回到|返岗|上班|回國|销假|銷假", re.I)
_THROUGH = re.compile(r"(through|thru|\bto\b|[-–—~～至到]|\bbis|einschlie(ß|ss)lich|jusqu.au|hasta el)\s*$", re.I)
_UNTIL = re.compile(r"(until|till)\s*(the\s+)?(\w+day,?\s*)?$", re.I)
_NOT_BEFORE = re.compile(r"\s?(之前|以前|前)[^。\n]{0,8}(无法|不能|不便|不在)")
_WEEKDAYS = {name: number for number, names in enumerate(
    ("monday 一", "tuesday 二", "wednesday 三", "thursday 四", "friday 五", "saturday 六", "sunday 日"))
    for name in names.split()}
_BACK_ON_WEEKDAY = re.compile(r"(?:back|return\w*)(?: in the office| to work)? (?:on |next )*(\w+day)"
                              r"|(?:下?周|下?星期)([一二三四五六日])(?:回来|返回|上班|恢复)", re.I)


def looks_automatic(subject: str, text: str) -> bool:
    """Programs that set no header at all (QQ, 163, old Exchange) still say it first."""
    return bool(_SUBJECT.match(subject) or _BODY.match(text[:200]))


def is_absence(subject: str, text: str) -> bool:
    """An automatic reply of a person who is away, not one of a ticket system."""
    return bool(_ABSENT.search(subject) or _ABSENT.search(text[:READ_CHARACTERS]))


def date_of_return(text: str, sent: date) -> date | None:
    """The first day back, where it is stated: "back on 10 March", "3月2日至3月9日休假" (then the 10th)."""
    text = text[:READ_CHARACTERS]
    found = [(match, day) for match in _DATE.finditer(text) if (day := _day(match, sent)) is not None]
    for match, day in found:
        around = text[max(0, match.start() - 30):match.start()] + " " + text[match.end():match.end() + 8]
        if _BACK.search(around):
            return day
    for match, day in reversed(found):
        if _NOT_BEFORE.match(text, match.end()):
            return day
        before = text[max(0, match.start() - 16):match.start()]
        if _UNTIL.search(before):
            return day
        if _THROUGH.search(before):
            return day + timedelta(days=1)
    return _weekday_of_return(text, sent)


def _day(match: re.Match[str], sent: date) -> date | None:
    parts = {name[0]: value for name, value in match.groupdict().items() if value}
    month = _MONTHS.get(parts["m"].lower()) or int(parts["m"])
    try:
        day = date(int(parts.get("y", sent.year)), month, int(parts["d"]))
        if "y" not in parts and day < sent:
            day = day.replace(year=sent.year + 1)
    except ValueError:
        return None
    return day if sent <= day <= sent + LONGEST else None


def _weekday_of_return(text: str, sent: date) -> date | None:
    match = _BACK_ON_WEEKDAY.search(text)
    weekday = _WEEKDAYS.get((match[1] or match[2]).lower()) if match else None
    if match is None or weekday is None:
        return None
    monday = sent - timedelta(days=sent.weekday())
    if match[0].startswith("下"):
        return monday + timedelta(days=7 + weekday)
    return sent + timedelta(days=(weekday - sent.weekday() - 1) % 7 + 1)
