"""Delays as replies announce them: by how long or till when, and what only sounds like one."""

import re
from datetime import date, timedelta

from mailflow.interpreting import vocabulary as words
from mailflow.interpreting.claims import Claim, Surroundings
from mailflow.interpreting.dates import shifted
from mailflow.interpreting.days import future, near, target
from mailflow.interpreting.subjects import leftovers
from mailflow.interpreting.when import When


def late(
    text: str, original: str, around: Surroundings, dates: list[When], percent: int | None
) -> Claim | None:
    """Later than due: by a word of delay, with the date or the number of days it gives."""
    if _NOT_PROMISED.search(text):
        return Claim("unclear", original)
    if words.NOT_LATE.search(text):
        return Claim("doing", original, percent=percent)
    unable = words.UNABLE_IN_TIME.search(text)
    late = words.LATE.search(text)
    if not late and not unable:
        return None
    kind = _no_delay(text, dates, bool(late), bool(unable))
    return Claim(kind, original) if kind else _delay(text, original, around, dates, percent, is_firm=bool(late))


_NOT_PROMISED = re.compile(
    r"(?a)(?:不能|无法|不敢|难以|没法|难)(?:百分百)?(?:保证|确保|肯定|承诺|打包票)|不敢说|不保证|不排除|没把握"
    r"|\b(?:can't|cannot|can not) (?:promise|guarantee|rule out)\b|\bno guarantee\b")
_ALREADY, _NOT_UNTIL = re.compile(r"(?a)(?:已经?|了)"), re.compile(r"(?a)才(?:能|会)")
_IN_TIME = re.compile(r"(?a)按时|按期|如期|准时|in time|on time|deadline|date")
_NOT_BEFORE = re.compile(r"(?a)最早|最快|\bnot before\b|\bearliest\b")
_TO_THEN, _THEN = re.compile(r"[到至]\s?$"), re.compile(r"\s?(?:之?后|以后)")
_ASKS = re.compile(
    r"(?a)请(?:予以|批准|同意|允许|给|帮|将|把|领导|您|准)|[恳请]求|求(?:批|延|宽)|麻烦|宽限|希望|想(?:延|推|把"
    r"|要|申)|能否|可否|\bplease\b|\bpls\b"
    r"|\brequest\w*|\bwould like\b"
    r"|\bneed your\b|\bask(?:ing)? for\b|\bcould (?:we|you|i)\b|\bcan (?:we|you|i)\b|\bmay i\b"
)
_ANSWERS = re.compile(
    r"(?a)(?:再|单独|另行?|统一|一并)?(?:回复?(?!来|去|传|归)|答复|反馈|汇报|告知|告诉|同步)(?:您|你|大家)?(?:$"
    r"|[,。!])|\b(?:get back|let you know"
    r"|reply|answer|come back to you)\b")
_NO_DELAY = re.compile(
    r"(?a)(?:不想|不能|不敢|不希望|不可|别|避免|防止|以免|争取不|尽量不|上次|上回|上周|已经?|曾经?"
    r"|之前).{0,3}(?:再)?(?:延|推迟|拖|晚)(?!到|至)"
    r"|(?:延期|推迟|延后)过|\b(?:avoid|prevent|no more|previous|last|earlier|already|was)\b.{0,12}\b(?:delay|slip|late"
    r"|postpone)"
)


def _no_delay(text: str, dates: list[When], late: bool, unable: bool) -> str | None:
    """What words of delay say that announce none; None where they do."""
    if not dates and words.ONLY_THEN.search(text):
        return "condition"
    if _ASKS.search(text):
        return "question"
    if _ANSWERS.search(text):
        return "other"
    if late and (_NO_DELAY.search(text) or words.MAYBE.search(text)):
        return "unclear"
    if late and words.DONE.search(text) and _ALREADY.search(text) and not future(dates) and not _NOT_UNTIL.search(text):
        return "unclear"
    if unable and not late and not dates and not _IN_TIME.search(text):
        return "undone"
    return None


def _delay(
    text: str, original: str, around: Surroundings, dates: list[When], percent: int | None, is_firm: bool
) -> Claim:
    duration = next((when for when in dates if when.kind == "duration"), None)
    days = future(dates)
    span = next((when for when in dates if when.kind == "span"), None)
    if duration and not days and not span:
        return _delay_by(text, original, around, duration, percent)
    if len(days) > 1 and leftovers(text[days[0].end : days[-1].start], around.own_words):
        return Claim("unclear", original)  # "今天下班前样机推到3月20日": the first day is of something else
    day = target(text, days)
    if day and _is_denied(text, days, is_firm):
        return Claim("late_or_less", original, span=(day + timedelta(days=1), date.max), percent=percent)
    if day is None and span and not is_firm:
        return Claim("late_or_less", original, span=(span.day, span.last), percent=percent)
    unclear = any(when.kind in ("ambiguous", "far", "past") for when in dates) and day is None
    at_least = bool(_NOT_BEFORE.search(text))
    return Claim("delayed", original, day=day, percent=percent, is_firm=is_firm, vague=unclear or at_least)


def _is_denied(text: str, days: list[When], is_firm: bool) -> bool:
    """ "Won't make Friday" and "周五交不了" say when not."""
    return bool(days) and not is_firm and not re.search(
        r"(?a)才|之前|以前|前|\bbefore\b|\buntil\b|\btill\b|\bearlier\b", text)


def _delay_by(text: str, original: str, around: Surroundings, duration: When, percent: int | None) -> Claim:
    """ "Two days late" counts from the due date, "in two days" from today."""
    before, after = text[: duration.start], text[duration.end :]
    until_then = bool(_TO_THEN.search(before) and _THEN.match(after))  # "推迟到一周后"
    from_now = until_then or near(words.FROM_NOW, before) or words.AFTER_NOW.search(after)
    postponed = words.RELATIVE_DELAY.search(before[-14:]) or words.RELATIVE_DELAY.search(after[:12])
    if postponed and not until_then and not re.search(
        r"(?a)还(?:要|需|得)|\bin\b|\bwithin\b|\banother\b|\bmore\b", before[-8:]):
        return Claim("delayed", original, shift=duration, percent=percent, is_firm=True)
    if from_now or text.startswith("another", duration.start) or re.match(r"(?a)^(?:之?后|以后)", after):
        return Claim(
            "delayed", original, day=shifted(around.today, duration, around.calendar), percent=percent
        )
    return Claim("delayed", original, shift=duration, percent=percent, is_firm=True)
