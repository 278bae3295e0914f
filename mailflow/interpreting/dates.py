"""Dates as people write them in Chinese and English: a closed grammar, resolved against the day of the reply.

Nothing outside the grammar is a date. What the grammar knows but cannot resolve ("03/04", "next week") is
found too, so that it is never taken for something else.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple, Protocol

from mailflow.interpreting.numerals import CHINESE, number

FARTHEST = timedelta(days=183)  # a date further away is not believed
CLASH = "⊘"  # stands for what names a day in two ways that contradict each other


class Calendar(Protocol):
    def add_working_days(self, day: date, n: int) -> date: ...


class When(NamedTuple):
    """`kind`: day, span (from `day` to `last`), duration (`days` or working days), past, far, ambiguous or vague.

    `unit` is "weekday" for a day of the week without its week, which past words put into the past; `named` where it
    is known by its name.
    """

    start: int
    end: int
    kind: str
    day: date | None = None
    last: date | None = None
    days: int = 0
    working: bool = False
    unit: str = "day"
    named: bool = False


_CN = f"[{CHINESE}]"
_N = rf"(?:\d{{1,2}}|{_CN}{{1,3}})"
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b\.?"
)
EN_DAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|saturday"
    r"|sunday)"
)
_COUNT = (
    r"(?:\d{1,3}|a couple of|a few|several|another|an?|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|couple of|few)"
)
_HAN_COUNT = rf"(?:\d{{1,3}}|{_CN}{{1,3}}|半|几|数|若干)"

_GRAMMAR: tuple[tuple[str, str], ...] = (
    ("clash", CLASH),
    (
        "iso",
        r"(?<!\d)(?P<iso_y>20\d\d)\s?[-/.年]\s?(?P<iso_m>\d{1,2})\s?[-/.月]\s?(?P<iso_d>\d{1,2})(?!\d)\s?[日号]?",
    ),
    (
        "hanshort",  # behind 到 the month stands first
        r"(?<=[到至])\s?(?P<hs_m>0?[1-9]|1[0-2])\s?[./-]\s?(?P<hs_d>[0-2]?\d|3[01])(?![\d./%-])(?!\s?(?:天|个|万"
        r"|元|版|折|倍))",
    ),
    ("dmy", r"(?<![\d.])(?P<dmy_a>\d{1,2})[./-](?P<dmy_b>\d{1,2})[./-](?P<dmy_y>20\d\d|\d\d)(?![\d.]*\d)"),
    (
        "monthend",
        rf"(?:(?P<me_year>今年|明年)?(?P<me_m>{_N})月(?:份)?|(?P<me_which>本|这个?|当|下个?)?月)(?:底"
        rf"|末)(?:前|之前)?",
    ),
    ("monthpart", rf"(?:(?P<mp_m>{_N})|(?P<mp_which>本|这个?|当|下个?))?月份?(?P<mp_part>初|中旬?|上旬|下旬)"),
    (
        "hanrange",  # "3月9-10日"
        r"(?<![\d从由原自])(?P<hr_m>\d{1,2})月(?P<hr_a>\d{1,2})[日号]?\s?[-~到至]\s?(?P<hr_b>\d{1,2})[日号]?(?![\d月])",
    ),
    (
        "monthrange_en",
        rf"(?<![\d-])(?P<mr_a>\d{{1,2}})(?:st|nd|rd|th)?\s?-\s?(?P<mr_b>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?"
        rf"(?P<mr_mon>{_MONTH})",
    ),
    (
        "han",
        rf"(?<!\d)(?:(?P<han_rel>下个?|本|这个?)月(?P<han_rd>{_N})[日号](?!\d)|(?:(?P<han_year>今年"
        rf"|明年)的?)?(?P<han_m>{_N})\s?月(?!份)\s?(?P<han_d>{_N})(?!\d)\s?[日号]?)(?:当天)?",
    ),
    (
        "handay",
        rf"(?<![\d年月./迟晚延后期-])(?!两日)(?P<hd_d>\d{{1,2}}|(?<![要需]){_CN}{{1,3}})(?:号(?![楼线机位])"
        rf"|日(?![内后间常志程用均志前]))(?:前|之前|当天)?",
    ),
    ("nthweek_zh", rf"(?:(?:{_N}|本|这个?|下个?)月)?的?第[一二三四五1-5]个?(?:周|星期|礼拜)(?!\s?\d)"),
    ("hanmonth", rf"(?<!\d)(?:(?P<hm_m>{_N})|(?P<hm_which>下个?|这个?|本))月份?(?![底末])(?:之?内|里|间)?"),
    (
        "hanweekday",
        r"(?<!每)(?P<hw_which>上上个?|上个?|本|这个?|下下个?|下个?)?(?:周|星期"
        r"|礼拜)(?P<hw_d>[一二三四五六日天]|[1-6](?!\d|[天日个项]))",
    ),
    ("hanweekend", r"(?P<hk_which>上个?|本|这个?|下个?)?(?:周末)(?P<hk_by>之?前|以前)?"),
    (
        "hanweek",
        r"(?<!每)(?P<hn_which>上个?|本|这个?|下下个?|下个?)(?:周|星期|礼拜)(?:之?内|里|初|末|中|底|后半段)?",
    ),
    (
        "weekno",
        r"\b(?:cw|kw|wk|w|week)\s?(?P<wk_n>\d{1,2})\b(?!\s?(?:days?|hours?))|第\s?(?P<wk_h>\d{1,2})\s?周",
    ),
    (
        "duration_zh",
        rf"(?P<dz_vague>半|两三|三四|四五|五六|三五|几|数|若干|十几)\s?个?\s?(?:工作日|天|日|周|星期|礼拜"
        rf"|月)|"
        rf"(?<![\d.])(?P<dz_n>\d{{1,3}}|{_CN}{{1,3}})(?:(?:到|-"
        rf"|~)(?P<dz_m>{_N}))?\s?个?\s?(?P<dz_u>工作日|自然日|工作天|天|日(?![期常志程用均前])|周(?![一二三四五六日天](?![次天个]))"
        rf"|星期|礼拜|月(?![底末份初中\d])|小时|钟头)(?P<dz_half>半)?",
    ),
    (
        "day_zh",
        r"(?P<rel>大后天|后[天日]|[明听][天日早晚儿]|今[天日晚早儿]|当天|当日|昨[天日晚]|前天|刚才|刚刚"
        r"|刚(?=[完发提交签])|(?:今天)?下班[前时后]?)(?:上午|下午|早上|晚上|中午|一早|下班)?",
    ),
    (
        "monthday_en",
        rf"(?P<me_mon>{_MONTH})\s?(?P<me_d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:)(?:,?\s(?P<me_y>20\d\d))?",
    ),
    (
        "endmonth_en",
        rf"(?:\b(?:the )?end of (?:the |this )?(?P<em_next>next )?(?P<em_month>month|{_MONTH})|\beom\b"
        rf"|\bmonth[- ]end\b)",
    ),
    (
        "daymonth_en",
        rf"(?<!\d)(?P<dm_d>\d{{1,2}})\.?(?:st|nd|rd"
        rf"|th)?\s(?:of\s)?(?P<dm_mon>{_MONTH})(?:,?\s(?P<dm_y>20\d\d))?",
    ),
    ("endweek_en", r"\b(?:the )?end of (?:the |this )?(?P<ew_next>next )?week\b|\beow\b|\b(?:before|by) the weekend\b"),
    (
        "weekday_en",
        rf"\b(?P<we_pre>last|past|since(?: last)?|this coming|this|next"
        rf"|coming)?\s?(?:week\s)?(?:on\s)?(?P<we_d>{EN_DAY})\b(?:\s(?:of\s)?(?P<we_post>next week"
        rf"|this week|last week|week))?",
    ),
    (
        "week_en",
        r"\b(?:first|second|third|last) week (?:of|in) \w+|\b(?P<wn_which>this|next|last|the week after next"
        r"|the following|following)\s?week\b"
        r"|\bthe week after next\b",
    ),
    (
        "month_en",
        rf"\b(?:next|this) month\b|\b(?:in|during|early|mid|late|until|till|by|to|before|after) {_MONTH}(?!\s?\d)"
        rf"|\bq[1-4]\b|\bnext quarter\b|\bnext year\b",
    ),
    (
        "relative_en",
        r"\b(?P<rel_en>the day after tomorrow|day after tomorrow|tomorrow|tmrw?|tonight|today"
        r"|this (?:morning|afternoon|evening)|end of (?:the )?(?:business )?day|eod|cob|yesterday|last night"
        r"|earlier today)\b",
    ),
    ("nth_en", r"\bthe (?P<nth_d>\d{1,2})(?:st|nd|rd|th)\b"),
    (
        "duration_en",
        rf"\b(?:(?P<de_range>{_COUNT}\s?(?:-|to|or)\s?)|(?:another|a further)\s)?(?P<de_n>{_COUNT})\s(?:more |extra "
        rf"|full |additional "
        rf"|further )?(?P<de_w>working |business "
        rf"|calendar |work)?(?P<de_u>days?|weeks?|months?|hours?|fortnights?)\b|\b(?:a )?fortnight\b"
        rf"|\b(?:couple of|few) (?:days|weeks)\b",
    ),
    ("slash", r"(?<![\d/.:])(?P<sl_a>\d{1,2})/(?P<sl_b>\d{1,2})(?![\d/])(?!\s?(?:项|个|done|完成|of\b))"),
    (
        "dotted",
        r"(?<![\d/.:])(?P<dt_a>\d{1,2})\.(?P<dt_b>\d{1,2})\.?(?![\d%])(?!\s?(?:天|个|万|元|小时|周|days?"
        r"|hours?|weeks?|k\b|版|版本))",
    ),
    (
        "festival",  # some of them move, and nobody says how long before
        r"(?:元旦|春节|除夕|过年|清明|五一|端午|中秋|国庆|十一|圣诞)(?:节|假期|长假)?(?:之?前(?!端)|之?后|以前|以后)"
        r"|\b(?:before|after|by|until|till) (?:the )?(?:christmas|new year(?:'s)?|easter)\b",
    ),
    (
        "vague",
        r"节后|节前|年底|年后|年初|季度末|季末|过几天|过两天|过段时间|晚些时候|晚点|晚些|改天|尽快|尽早|抓紧|马上|稍后"
        r"|稍晚|随后|回头|很快|近期|最近|later\b|soon\b|asap\b|shortly\b|some ?time\b|the other day",
    ),
)
DATES = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _GRAMMAR), re.ASCII)
_NAMES = frozenset(name for name, _ in _GRAMMAR)
_END_OF_DAY = re.compile(
    r"下班|eod|cob|end of (?:the )?(?:business )?day"
)  # "Friday EOD" is one day, not two
_SOON = re.compile(r"(?a)尽快|尽早|抓紧|马上|稍后|稍晚|晚点|晚些|立马|随后|回头|很快|近期|最近|later|soon|asap|shortly")
_RELATIVE = {
    "大后天": 3,
    "后天": 2,
    "后日": 2,
    "明": 1,
    "听": 1,
    "今": 0,
    "当": 0,
    "下班": 0,
    "昨": -1,
    "前天": -2,
    "刚": 0,
    "the day after": 2,
    "day after": 2,
    "tom": 1,
    "tm": 1,
    "tonight": 0,
    "today": 0,
    "this": 0,
    "end": 0,
    "eod": 0,
    "cob": 0,
    "yesterday": -1,
    "last": -1,
    "earlier": 0,
}


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
        return _plus_months(day, when.days) if when.unit == "month" else day + timedelta(days=when.days)
    if calendar is not None:
        return calendar.add_working_days(day, when.days)
    left = when.days
    while left > 0:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return day


def _resolve(found: re.Match[str], today: date) -> Iterator[When]:
    name = next(name for name in _NAMES if found[name] is not None)
    when = _READERS[name](found, today)
    if when is not None:
        yield when._replace(start=found.start(), end=found.end())


def _day(day: date | None, today: date, is_exact: bool = False) -> When | None:
    if day is None:
        return None
    if day < today:
        return When(0, 0, "past", day)
    if day - today > FARTHEST:
        return When(0, 0, "far", day)
    return When(0, 0, "day", day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(month: int, day: int, today: date) -> date | None:
    """The nearest such date not before today; 29 February may be years away."""
    for year in range(today.year, today.year + 5):
        found = _date(year, month, day)
        if found and found >= today:
            return found
    return None


def _iso(found: re.Match[str], today: date) -> When | None:
    return _day(_date(int(found["iso_y"]), int(found["iso_m"]), int(found["iso_d"])), today)


def _dmy(found: re.Match[str], today: date) -> When | None:
    a, b, year = int(found["dmy_a"]), int(found["dmy_b"]), int(found["dmy_y"])
    year += 2000 if year < 100 else 0
    return _either(a, b, today, lambda month, day: _date(year, month, day))


def _either(a: int, b: int, today: date, make: Callable[[int, int], date | None]) -> When | None:
    """Day and month in either order; ambiguous where both are possible and differ."""
    both = {day for day in (make(a, b), make(b, a)) if day is not None}
    if len(both) == 1:
        return _day(both.pop(), today)
    return When(0, 0, "ambiguous") if both else None


def _short(a: int, b: int, today: date) -> When | None:
    return _either(a, b, today, lambda month, day: _nearest(month, day, today))


def _after_until(found: re.Match[str], today: date) -> When | None:
    """Behind 到: with a slash either may be the month, otherwise it stands first as Chinese has it."""
    month, day = int(found["hs_m"]), int(found["hs_d"])
    return _short(month, day, today) if "/" in found[0] else _day(_nearest(month, day, today), today)


def _dotted(found: re.Match[str], today: date) -> When | None:
    """ "3.6" is 6 March among Chinese words; elsewhere the day may stand first."""
    month, day = int(found["dt_a"]), int(found["dt_b"])
    is_chinese = bool(_HAN.search(found.string)) and not found[0].endswith(".")
    return _day(_nearest(month, day, today), today) if is_chinese and month <= 12 else _short(month, day, today)


_HAN = re.compile("[一-鿿]")


def _month_end(found: re.Match[str], today: date) -> When | None:
    if found["me_m"]:
        month = number(found["me_m"]) or 0
        if not 1 <= month <= 12:
            return None
        year = today.year + (1 if found["me_year"] == "明年" or month < today.month else 0)
        return _day(_last_of(year, month), today)
    is_next = (found["me_which"] or "").startswith("下")
    return _day(_month_last(today, 1 if is_next else 0), today)


def _last_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _month_last(today: date, months: int) -> date:
    month = today.month + months
    return _last_of(today.year + (month > 12), month - 12 if month > 12 else month)


def _plus_months(day: date, months: int) -> date:
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _han(found: re.Match[str], today: date) -> When | None:
    if found["han_rel"]:
        last = _month_last(today, 1 if found["han_rel"].startswith("下") else 0)
        return _day(_date(last.year, last.month, number(found["han_rd"]) or 0), today)
    month, day = number(found["han_m"]), number(found["han_d"])
    if not month or not day:
        return None
    if found["han_year"]:
        return _day(_date(today.year + (found["han_year"] == "明年"), month, day), today)
    return _day(_nearest(month, day, today), today)


def _range(found: re.Match[str], today: date) -> When | None:
    """From one day of a month to another."""
    if found["hr_m"]:
        month, first, last = int(found["hr_m"]), int(found["hr_a"]), int(found["hr_b"])
    else:
        month, first, last = _MONTHS.index(found["mr_mon"][:3]) + 1, int(found["mr_a"]), int(found["mr_b"])
    begin = _nearest(month, first, today) if 1 <= month <= 12 else None
    end = _date(begin.year, month, last) if begin else None
    return _span(begin, end, today) if begin and end else None


def _day_of_month(text: str, today: date) -> When | None:
    day = number(text)
    if not day or day > 31:
        return None
    for months in range(3):
        month = today.month + months
        found = _date(today.year + (month > 12), month - 12 if month > 12 else month, day)
        if found and found >= today:
            return _day(found, today)
    return None


def _han_weekday(found: re.Match[str], today: date) -> When | None:
    weekday = "一二三四五六日".find(found["hw_d"].replace("天", "日"))
    weekday = int(found["hw_d"]) - 1 if weekday < 0 else weekday
    return _weekday(weekday, _weeks(found["hw_which"]), today)


def _yearless(when: When | None) -> When | None:
    """Past words put it into the past, as they do a day of the week."""
    return when._replace(unit="weekday") if when and when.kind == "day" else when


def _month_part(found: re.Match[str], today: date) -> When | None:
    """The span of a month or of its beginning, middle or end."""
    part = found["mp_part"] or ""
    text, which = found["mp_m"] or found["hm_m"], found["mp_which"] or found["hm_which"] or ""
    month = number(text) if text else (today.month % 12 + 1 if which.startswith("下") else today.month)
    if not month or month > 12:
        return None
    year = today.year + (month < today.month)
    first, last = {"初": (1, 10), "上": (1, 10), "中": (11, 20), "下": (21, 31)}.get(part[:1], (1, 31))
    end = _last_of(year, month)
    return _span(date(year, month, first), min(end, date(year, month, min(last, end.day))), today)


def _weeks(which: str | None) -> int | None:
    if not which:
        return None
    if which.startswith("下下"):
        return 2
    return {"下": 1, "上": -1}.get(which[0], 0)


def _weekday(weekday: int, weeks: int | None, today: date) -> When | None:
    """Weeks begin on Monday; without a week it is the coming one, today included."""
    monday = today - timedelta(days=today.weekday())
    if weeks is None:
        coming = _day(today + timedelta(days=(weekday - today.weekday()) % 7), today)
        return coming._replace(unit="weekday", named=True) if coming else None
    return _day(monday + timedelta(days=7 * weeks + weekday), today)


def _span(first: date, last: date, today: date) -> When:
    return When(0, 0, "past" if last < today else "span", first, last)


def _week(weeks: int, today: date) -> When:
    """A promise for "this week" means by its Friday; another week may last until its Sunday."""
    monday = today - timedelta(days=today.weekday() - 7 * weeks)
    return (
        _span(monday, monday + timedelta(days=6), today)
        if weeks
        else When(0, 0, "span", today, max(today, monday + timedelta(days=4)))
    )


def _weekend(found: re.Match[str], today: date) -> When:
    monday = today - timedelta(days=today.weekday() - 7 * (_weeks(found["hk_which"]) or 0))
    if found["hk_by"]:  # by the weekend may be by its eve or by its end
        return _span(today, monday + timedelta(days=6), today)
    return _span(monday + timedelta(days=5), monday + timedelta(days=6), today)


def _week_number(found: re.Match[str], today: date) -> When | None:
    week = int(found["wk_n"] or found["wk_h"])
    try:
        monday = date.fromisocalendar(today.year, week, 1)
    except ValueError:
        return None
    return _span(monday, monday + timedelta(days=4), today)


def _duration_zh(found: re.Match[str], today: date) -> When:
    if found["dz_vague"] or found["dz_m"] or found["dz_half"]:
        return When(0, 0, "vague")
    return _duration(number(found["dz_n"]), found["dz_u"])


def _duration_en(found: re.Match[str], today: date) -> When:
    if found["de_range"]:
        return When(0, 0, "vague")
    if not found["de_n"]:
        return When(0, 0, "duration", days=14) if "fortnight" in found[0] else When(0, 0, "vague")
    unit = (found["de_w"] or "") + found["de_u"]
    return _duration(number(found["de_n"]), unit)


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
    days = next((days for begin, days in _RELATIVE.items() if text.startswith(begin)), None)
    if text.startswith("刚"):
        return When(0, 0, "past", today)
    return None if days is None else _day(today + timedelta(days=days), today)


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
    return _weekday(weekday, weeks if weeks is not None else 0 if after else None, today)


def _english_week(found: re.Match[str], today: date) -> When:
    if " week " in found[0] and found["wn_which"] is None and "after" not in found[0]:
        return When(0, 0, "vague")
    weeks = {"this": 0, "last": -1, "next": 1, "following": 1, "the following": 1}.get(
        found["wn_which"] or "", 2
    )
    return _week(weeks, today)


def _english_week_end(found: re.Match[str], today: date) -> When:
    """The end of a working week is its Friday."""
    week = _week(1 if found["ew_next"] else 0, today)
    return week._replace(last=week.day + timedelta(days=4)) if found["ew_next"] and week.day else week


def _english_month_day(month: str, day: str, year: str | None, today: date) -> When | None:
    at = _MONTHS.index(month[:3]) + 1
    if year:
        return _day(_date(int(year), at, int(day)), today)
    return _day(_nearest(at, int(day), today), today)


def _english_month_end(found: re.Match[str], today: date) -> When | None:
    name = found["em_month"]
    if name and name != "month":
        month = _MONTHS.index(name[:3]) + 1
        return _day(_last_of(today.year + (month < today.month), month), today)
    return _day(_month_last(today, 1 if found["em_next"] else 0), today)


def _vague(found: re.Match[str], today: date) -> When:
    return When(0, 0, "vague")


_READERS: dict[str, Callable[[re.Match[str], date], When | None]] = {
    "iso": _iso,
    "hanshort": _after_until,
    "dmy": _dmy,
    "monthend": _month_end,
    "monthpart": _month_part,
    "hanrange": _range,
    "monthrange_en": _range,
    "han": _han,
    "handay": lambda found, today: _yearless(_day_of_month(found["hd_d"], today)),
    "hanmonth": _month_part,
    "hanweekday": _han_weekday,
    "hanweekend": _weekend,
    "hanweek": lambda found, today: _week(_weeks(found["hn_which"]) or 0, today),
    "weekno": _week_number,
    "nthweek_zh": _vague,
    "duration_zh": _duration_zh,
    "day_zh": lambda found, today: _relative(found["rel"], today),
    "monthday_en": lambda found, today: _english_month_day(
        found["me_mon"], found["me_d"], found["me_y"], today
    ),
    "endmonth_en": _english_month_end,
    "daymonth_en": lambda found, today: _english_month_day(
        found["dm_mon"], found["dm_d"], found["dm_y"], today
    ),
    "endweek_en": _english_week_end,
    "weekday_en": _english_weekday,
    "week_en": _english_week,
    "month_en": _vague,
    "relative_en": lambda found, today: _relative(found["rel_en"], today),
    "nth_en": lambda found, today: _yearless(_day_of_month(found["nth_d"], today)),
    "duration_en": _duration_en,
    "slash": lambda found, today: _short(int(found["sl_a"]), int(found["sl_b"]), today),
    "dotted": lambda found, today: _dotted(found, today),
    "vague": _vague,
    "festival": lambda found, today: When(0, 0, "far"),
    "clash": lambda found, today: When(0, 0, "ambiguous"),
}
