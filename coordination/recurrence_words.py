"""How people write how often a series meets, in Chinese or English; what is not exactly one recurrence is none."""

import re

from coordination.recurrence import WEEKDAYS, Recurrence

Forms = list[tuple[str, str]]  # a pattern of the words without the time, and what they are kept as

_SINCE = re.compile(r"[ ,，(（]*(?:从|自|from|starting|since) ?(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
                    r" ?(?:起|开始)?[)）]?$")

_DIGITS = ("", *"一二三四五六七八九")
_TENS = ("", "十", "二十", "三十")
_HAN = {"两": 2, "首": 1} | {f"{tens}{digit}": 10 * ten + one for ten, tens in enumerate(_TENS)
                           for one, digit in enumerate(_DIGITS)}
_CHINESE_NOISE = re.compile(r"例会|会议|开会|召开|举行|一次|[的在]|(?<!\d) | (?!\d)|(?<![\d一二三四五六七八九十])[,，]")
_CHINESE_TIME = re.compile(r"(上午|早上|中午|下午|晚上)?(\d{1,2}|十[一二]?|[一二两三四五六七八九])[:：点时]"
                           r"(\d{2}|半|整|[一三]刻)?分?$")
_MINUTES = {"半": 30, "一刻": 15, "三刻": 45}
_ZHOU = r"((?:周|星期|礼拜)[一二三四五六日天])"
_NTH = r"(?:第([一二三四1-4])|(首)|(最后)一?)个?"
_NUMBER = r"(\d{1,2}|[一二三四五六七八九十]{1,3})[日号]"
_NTH_WORKDAY = r"(?:第([一二三四五六七八九十]|[1-9]|10)|(首)|(最后)一?)个?工作日"
_CHINESE: Forms = [
    (r"每(?:天|日)|每?个?工作日|每?周一(?:至|到|[-–~])周?五", "daily"),
    (rf"(?:每周)?每?{_ZHOU}", "weekly {}"),
    (rf"(?:每?(?:[两二2]个?|双|隔)(?:周|星期)|每?隔一?个?(?:周|星期)|每?隔){_ZHOU}", "fortnightly {}"),
]
for _every, _words, _month in (("monthly", "(?:每个?月|月度)", ""),
                               ("quarterly", "(?:每个?季度|季度)", "(?:首月|第一个月)")):
    _CHINESE += [
        (f"{_words}{_NTH}{_ZHOU}", f"{_every} {{}} {{}}"), (f"{_words}{_NTH_WORKDAY}", f"{_every} {{}} workday"),
        (f"{_words}{_month}{_NUMBER}", f"{_every} {{}} day"), (f"{_words}(最后)一[天日]", f"{_every} {{}} day"),
    ]

_ENGLISH_NOISE = re.compile(r"\b(?:on|at|the|of|in|meetings?)\b|[,，]")
_ENGLISH_TIME = re.compile(r"\b(\d{1,2})(?:[:.](\d{2}))? ?(am|pm)?$")
_DAY = r"((?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?)"
_WORKING = "(?:working |business |work)"
_FORTNIGHTLY = "(?:fortnightly|every (?:two weeks|2 weeks|other week|second week|fortnight))"
_ORDINAL = "(first|second|third|fourth|1st|2nd|3rd|4th|last)"
_ENGLISH: Forms = [
    (rf"daily|(?:every|each) (?:{_WORKING}|week|)day|weekdays|mon(?:day)? ?(?:to|-|–) ?fri(?:day)?", "daily"),
    (rf"(?:every |each |weekly )?{_DAY}", "weekly {}"),
    (rf"(?:{_FORTNIGHTLY}|every other) {_DAY}", "fortnightly {}"),
    (rf"{_DAY} {_FORTNIGHTLY}", "fortnightly {}"),
]
for _every, _period, _month in (("monthly", "month", ""), ("quarterly", "quarter", " first month")):
    for _one, _kept in (
            (f"{_ORDINAL} {_DAY}", "{} {}"), (rf"(?:{_ORDINAL}|(\d{{1,2}}th)) {_WORKING}day", "{} workday"),
            (r"(last) day", "{} day"), (rf"(\d{{1,2}})(?:st|nd|rd|th)(?: day)?{_month}", "{} day")):
        _ENGLISH += [(f"(?:{_every}|(?:each|every) {_period}) {_one}", f"{_every} {_kept}"),
                     (f"(?:each |every )?{_one} (?:{_every}|(?:(?:each|every) )?{_period})", f"{_every} {_kept}")]


def read(typed: str) -> str:
    """The recurrence as it is kept; "" where the words are not exactly one."""
    typed = " ".join(typed.lower().split())
    if Recurrence.of(typed):
        return typed
    since = _SINCE.search(typed)
    words = typed[:since.start()] if since else typed
    kept = _read(_CHINESE, *_chinese_time(_CHINESE_NOISE.sub("", words))) or _read(
        _ENGLISH, *_english_time(" ".join(_ENGLISH_NOISE.sub(" ", words).split())))
    if since and kept:
        kept += f" from {since[1]}-{int(since[2]):02}-{int(since[3]):02}"
    return kept if Recurrence.of(kept) else ""


def _read(forms: Forms, words: str, time: str) -> str:
    for pattern, kept in forms:
        if time and (found := re.fullmatch(pattern, words)):
            return f"{kept.format(*map(_code, filter(None, found.groups())))} {time}"
    return ""


def _code(word: str) -> str:
    """A weekday, an ordinal or a number as it is kept."""
    if word[-1] in "一二三四五六日天" and word[0] in "周星礼":
        return WEEKDAYS["一二三四五六日".index(word[-1].replace("天", "日"))]
    if word[:3] in WEEKDAYS:
        return word[:3]
    if word in ("last", "最后"):
        return "last"
    ordinals = ("first", "second", "third", "fourth")
    if word in ordinals:
        return str(ordinals.index(word) + 1)
    return str(_HAN.get(word) or re.sub(r"\D", "", word).lstrip("0"))


def _chinese_time(words: str) -> tuple[str, str]:
    """What stands before the time, and the time; "" where no clock shows it, and for 12 at night, whose day is open."""
    found = _CHINESE_TIME.search(words)
    if not found or (found[1], found[2]) in (("晚上", "12"), ("晚上", "十二")):
        return words, ""
    hour = _HAN.get(found[2]) or int(found[2])
    is_late = found[1] in ("下午", "晚上") or (found[1] == "中午" and hour < 3)
    minute = _MINUTES.get(found[3] or "整") or int((found[3] or "0").replace("整", "0"))
    return words[:found.start()].rstrip(",，"), f"{hour + 12 * (is_late and hour < 12):02}:{minute:02}"


def _english_time(words: str) -> tuple[str, str]:
    """As `_chinese_time`; a bare number is no time."""
    found = _ENGLISH_TIME.search(words)
    if not found or not (found[2] or found[3]) or (found[3] == "am" and int(found[1]) > 12):
        return words, ""
    hour = int(found[1]) % 12 if found[3] == "am" else int(found[1]) + 12 * (found[3] == "pm" and int(found[1]) < 12)
    return words[:found.start()].strip(), f"{hour:02}:{found[2] or '00'}"
