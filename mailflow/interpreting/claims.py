"""What one clause says about its items: a claim, read by the order of the rules below."""

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from mailflow.interpreting import vocabulary as words
from mailflow.interpreting.dates import Calendar, When, find_dates, is_soon, shifted
from mailflow.interpreting.glossary import DELIVERY, PAST_VERBS, VERB_OF
from mailflow.interpreting.names import name_after
from mailflow.interpreting.numerals import number
from mailflow.interpreting.subjects import leftovers
from mailflow.interpreting.titles import stem

# Kinds of claims that say something about the state of an item.
STATES = frozenset(
    "done doing promise dated delayed blocked declined handed cancelled undone unclear condition late_or_less ready"
    " waiting".split()
)


class Claim(NamedTuple):
    """`kind` as in STATES, or question, ok, noted, will, demand, harmless, other; `text` is the clause."""

    kind: str
    text: str
    day: date | None = None
    span: tuple[date, date] | None = None
    shift: When | None = None
    percent: int | None = None
    to: str | None = None
    is_firm: bool = False
    vague: bool = False


@dataclass(frozen=True)
class Surroundings:
    """What a clause is read against."""

    today: date
    calendar: Calendar | None
    people: tuple[str, ...]
    verbs: frozenset[str] = frozenset()
    title_words: frozenset[str] = frozenset()
    is_bound: bool = False  # an explicit number or an answer under the line says which item is meant
    numbers: frozenset[int] = frozenset()

    @property
    def is_item(self) -> bool:
        return bool(self.numbers)


def claim(text: str, original: str, around: Surroundings, is_condition: bool, is_question: bool) -> Claim:
    """Reads one folded clause; the first rule that fits decides."""
    if is_question:
        return Claim("question", original)
    if is_condition:
        return Claim("condition", original)
    if not around.is_item and words.HARMLESS.fullmatch(text.strip(" ,.!。~")):
        return Claim("harmless", original)
    dates = [_day_or_number(when, text, around) for when in find_dates(text, around.today)]
    percent = _percent(text)
    for rule in (_unreal, _refused, _late, _progress, _waits, _dated, _finished, _plain):
        found = rule(text, original, around, dates, percent)
        if found is not None:
            return found
    return Claim("other", original)


def _day_or_number(when: When, text: str, around: Surroundings) -> When:
    """ "1号" weeks away may well be number 1."""
    found = re.fullmatch(r"(\d{1,2})号", text[when.start : when.end])
    if found and int(found[1]) in around.numbers and when.day and (when.day - around.today).days > 14:
        return when._replace(kind="ambiguous", day=None)
    return when


def _unreal(
    text: str, original: str, around: Surroundings, dates: list[When], percent: int | None
) -> Claim | None:
    """What was meant to be, or nearly was, says what is not; a new day beside it counts."""
    if words.UNREAL.search(text) and not words.LATE.search(text):
        return Claim("undone", original)
    return None


def _waits(
    text: str, original: str, around: Surroundings, dates: list[When], percent: int | None
) -> Claim | None:
    """Who waits for somebody else says where it hangs, not when it comes."""
    found = words.WAITING.search(text)
    if found is None or words.DONE.search(text) or _promised(text[: found.start()], around, dates):
        return None
    return Claim("waiting", original)


def _refused(
    text: str, original: str, around: Surroundings, dates: list[When], percent: int | None
) -> Claim | None:
    """Cancelled, declined, handed over, blocked."""
    if words.CANCELLED.search(text) and not re.search(r"(?a)取消(?:不了|权限)", text):
        return Claim("cancelled", original)
    if _GIVEN.search(text) and not around.verbs & (DELIVERY | _PRODUCED):
        return _handed(text, original, around)
    declined = words.DECLINED.search(text)
    if declined and not _is_about_time(text, around):
        is_ours = not _OTHER_PARTY.search(text[: declined.start()]) and not words.HEDGE.search(text)
        return Claim("declined" if is_ours else "unclear", original)
    if words.HANDED.search(text):
        if _DELIVERED.search(text) and around.verbs & (DELIVERY | _PRODUCED):
            return Claim("done" if _names_title(text, around) else "unclear", original, is_firm=True)
        return _handed(text, original, around)
    if words.BLOCKED.search(text) and not words.UNBLOCKED.search(text):
        is_past = words.DONE.search(text) or words.HEDGE.search(text) or _MAY_BLOCK.search(text)
        return Claim("unclear" if is_past else "blocked", original, percent=percent, is_firm=True)
    return Claim("unclear", original) if words.FAILED.search(text) else None


_DELIVERED = re.compile(r"(?a)(?:已经?|刚|都)交给[一-鿿]{2,4}了?(?=$|[,。!\s])")
_OTHER_PARTY = re.compile(
    r"(?a)供应商|对方|客户|他们?|她们?|法务|财务|厂家|厂商|领导|老板|物流|银行|甲方|乙方|[一-鿿]总"
    r"|\b(?:they|he|she|suppliers?|vendors?|customers?|clients?|legal|finance|management|boss|bank|carrier)\b"
)
_MAY_BLOCK = re.compile(r"(?a)(?:会|怕|免得|以免|之前|曾|一度)被?卡|\bcould (?:be|get)\b|\brisk\b|\bwas (?:blocked|stuck|on hold)\b")

_GIVEN = re.compile(r"^(?:已经?|我)?交给[一-鿿]{2,4}了")


def _is_about_time(text: str, around: Surroundings) -> bool:
    """ "I can't do this before Tuesday" declines nothing."""
    return bool(re.search(r"(?a)\bbefore\b|\buntil\b|\btill\b|\bnow\b|\btoday\b|之前|以前", text)) or any(
        when.kind in ("day", "span") for when in find_dates(text, around.today)
    )


def _handed(text: str, original: str, around: Surroundings) -> Claim:
    future = re.search(
        r"(?a)(?:打算|准备|想|会|将|计划|建议|希望|能否|可以|应该)(?:把|将)?.{0,6}(?:转|移交|交)"
        r"|\b(?:will|would like to|want to|plan to|going to|could|should|can)\b.{0,12}\b(?:hand|pass"
        r"|transfer|delegate|give|reassign)",
        text,
    )
    kind = "unclear" if future or words.HEDGE.search(text) or words.UNDONE.search(text) else "handed"
    return Claim(kind, original, to=name_after(text, original, around.people))


def _late(
    text: str, original: str, around: Surroundings, dates: list[When], percent: int | None
) -> Claim | None:
    """Later than due: by a word of delay, with the date or the number of days it gives."""
    if words.NOT_LATE.search(text):
        return Claim("doing", original, percent=percent)
    unable = words.UNABLE_IN_TIME.search(text)
    late = words.LATE.search(text)
    if not late and not unable:
        return None
    if late and (_NO_DELAY.search(text) or _MAYBE.search(text)):
        return Claim("unclear", original)
    if (
        late
        and words.DONE.search(text)
        and re.search(r"(?a)(?:已经?|了)", text)
        and not _future(dates)
        and not re.search(r"(?a)才(?:能|会)", text)
    ):
        return Claim("unclear", original)
    if (
        unable
        and not late
        and not dates
        and not re.search(r"(?a)按时|按期|如期|准时|in time|on time|deadline|date", text)
    ):
        return Claim("undone", original)
    return _delay(text, original, around, dates, percent, is_firm=bool(late))


_NO_DELAY = re.compile(
    r"(?a)(?:不想|不能|不敢|不希望|不可|别|避免|防止|以免|争取不|尽量不|上次|上回|上周|已经?|曾经?|之前).{0,3}(?:再)?(?:延|推迟|拖|晚)(?!到|至)"
    r"|(?:延期|推迟|延后)过|\b(?:avoid|prevent|no more|previous|last|earlier|already|was)\b.{0,12}\b(?:delay|slip|late|postpone)"
)
_MAYBE = re.compile(
    r"(?a)可能|也许|没准|说不定|不一定|(?<!恐)怕是?要|\bmight\b|\bmaybe\b|\bperhaps\b|\bpossibly\b|\bcould\b|\bmay (?:be|slip|move|need|have)\b|\brisk\b"
)


def _delay(
    text: str, original: str, around: Surroundings, dates: list[When], percent: int | None, is_firm: bool
) -> Claim:
    duration = next((when for when in dates if when.kind == "duration"), None)
    days = _future(dates)
    if duration and not days:
        return _delay_by(text, original, around, duration, percent)
    day = None if _is_denied(text, days, is_firm) else _target(text, days)
    span = next((when for when in dates if when.kind == "span"), None)
    if day is None and span and not is_firm:
        return Claim("late_or_less", original, span=(span.day, span.last), percent=percent)
    unclear = any(when.kind in ("ambiguous", "far", "past") for when in dates) and day is None
    return Claim("delayed", original, day=day, percent=percent, is_firm=is_firm, vague=unclear)


def _is_denied(text: str, days: list[When], is_firm: bool) -> bool:
    """ "Won't make Friday" and "周五交不了" say when not."""
    return bool(days) and not is_firm and not re.search(r"(?a)才|之前|以前|前|\bbefore\b|\buntil\b|\btill\b|\bearlier\b", text)


def _delay_by(text: str, original: str, around: Surroundings, duration: When, percent: int | None) -> Claim:
    """ "Two days late" counts from the due date, "in two days" from today."""
    before, after = text[: duration.start], text[duration.end :]
    from_now = _near(words.FROM_NOW, before) or words.AFTER_NOW.search(after)
    postponed = words.RELATIVE_DELAY.search(before[-14:]) or words.RELATIVE_DELAY.search(after[:12])
    if postponed and not re.search(r"(?a)还(?:要|需|得)|\bin\b|\bwithin\b|\banother\b|\bmore\b", before[-8:]):
        return Claim("delayed", original, shift=duration, percent=percent, is_firm=True)
    if from_now or text.startswith("another", duration.start) or re.match(r"(?a)^(?:之?后|以后)", after):
        return Claim(
            "delayed", original, day=shifted(around.today, duration, around.calendar), percent=percent
        )
    return Claim("delayed", original, shift=duration, percent=percent, is_firm=True)


def _near(pattern: re.Pattern[str], before: str) -> bool:
    tail = before[-16:]
    return any(len(tail) - found.end() <= 4 for found in pattern.finditer(tail))


def _progress(
    text: str, original: str, around: Surroundings, dates: list[When], percent: int | None
) -> Claim | None:
    """Not done, partly done, a percentage."""
    if percent is not None:
        return _percentage(text, original, around, dates, percent)
    if words.UNDONE.search(text) and not re.search(r"(?a)没有?(?:什么)?问题|没意见", text):
        later = _promised(text, around, dates)
        return (
            Claim("undone", original)
            if later is None
            else Claim("promise", original, day=later, is_firm=True)
        )
    if words.NEARLY.search(text) and (words.DONE.search(text) or words.NEARLY.search(text)):
        later = _promised(text, around, dates)
        if later is not None:
            return Claim("promise", original, day=later, is_firm=True)
        return Claim("doing", original)
    return None


_SETTLED = re.compile(
    r"(?a)(?:已|已经)(?:书面|口头|正式)?(?:确认|敲定|约好|定好|定下)|(?:确认|确定|敲定|定|约|订)(?:为|在|到|是)|\b(?:confirmed|booked|fixed|agreed|settled"
    r"|set) (?:for|on|as|to)\b"
)


def _percentage(
    text: str, original: str, around: Surroundings, dates: list[When], percent: int
) -> Claim | None:
    if (
        not 0 <= percent <= 100
        or not around.is_item
        or re.search(r"(?a)%\s?(?:的(?!进度)|of (?!the (?:way|work)))|%.{1,12}%|从", text)
        or _AMOUNT.search(text)
    ):
        return Claim("unclear", original)
    if words.UNDONE.search(text) and not words.LEFT.search(text):
        return Claim("unclear", original)
    later = _promised(text, around, dates)
    if percent == 0:
        return Claim("undone", original)
    if percent == 100:
        sure = (
            re.search(r"(?a)100\s?%\s?(?:确|保证|没问题|肯定|sure|certain)", text)
            or later
            or words.HEDGE.search(text)
        )
        return Claim("unclear", original) if sure else Claim("done", original, is_firm=True)
    if later is not None and _UP_TO.search(text):
        return Claim("will", original)
    if later is not None:
        return Claim("promise", original, day=later, percent=percent, is_firm=True)
    return Claim("doing", original, percent=percent)


_AMOUNT = re.compile(  # a share of money is no share of the work
    r"(?a)付|价|费|税|折|涨|降|多收|多给|加收|超(?!时)|预算(?!表)|成本|利润|额|占|良|合格|\b(?:price|cost|fee|tax|discount|payment|budget|margin|extra|surcharge|over)\b"
)
_UP_TO = re.compile(r"(?a)(?:到|达到|做到|至)\s?\d{1,3}%|\b(?:reach|get to|be at|up to)\b")


def _dated(
    text: str, original: str, around: Surroundings, dates: list[When], percent: int | None
) -> Claim | None:
    """A day to come: a promise, unless the clause tells of something past."""
    if _WRITES_AGAIN.search(text):
        return Claim("will", original)
    if _is_result(text, around) and not _has_plan(text) and _is_over(text, dates, around.today):
        return None
    days = [when for when in _future(dates) if not _is_past_weekday(when, text)]
    if len(days) > 1 and _target(text, days) is None or _could_be_past(text, days):
        return Claim("unclear", original)
    day = _target(text, days) or _promised(text, around, [when for when in dates if when.kind == "duration"])
    if day is None:
        return _without_day(text, original, dates, around)
    return _on_day(text, original, around, dates, day)


def _could_be_past(text: str, days: list[When]) -> bool:
    """"Done Friday" may be the Friday that was or the one to come."""
    is_result = text.isascii() and words.DONE.search(text) and not _has_plan(text)
    return bool(is_result) and any(when.unit == "weekday" for when in days)


def _on_day(text: str, original: str, around: Surroundings, dates: list[When], day: date) -> Claim:
    """What a clause with one day to come says about it."""
    if _SETTLED.search(text) and not _has_plan(text) and around.verbs & {"确认", "confirm", "book"}:
        return Claim("done", original, is_firm=True)
    if words.HEDGE.search(text) and _DOUBT.search(text) or _TRIES.search(text):
        return Claim("unclear", original)
    if words.HEARSAY.search(text) and _OTHER_PARTY.search(text) and not around.verbs & _BRINGS:
        return Claim("other", original)
    if around.verbs & {"确认", "confirm"} and _ARRIVES.search(text) and not words.LATE.search(text):
        return Claim("other", original)
    firm = _is_about_work(text, around, dates)
    is_brought = words.THIRD_PARTY_FUTURE.search(text) and around.verbs & _BRINGS
    if _STARTS.search(text) and not words.DONE.search(text):
        is_begun = _BEGINS.search(text) and _is_own_plan(text, around)
        return Claim("will" if is_begun else "other", original)
    if not firm and not is_brought:
        return Claim("other", original)
    kind = "promise" if firm else "dated"
    return Claim(kind, original, day=day, is_firm=firm and not _is_bare(text, dates))


_ARRIVES = re.compile(r"(?a)[交货工船]期|到货|发货|出货|到港|[日号天]到$|^到|\blead time\b|\bship|\barriv|\bdeliver(?:y|ed)\b")
_TRIES = re.compile(r"\bcould be\b|\b(?:will|'ll) try\b|\bno promises?\b", re.ASCII)
_SOMEBODY = re.compile(r"(?:由)?[王李张刘陈杨赵黄吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯][一-鿿]{1,2}(?:还|正|也)?在[一-鿿]")
_DOUBT = re.compile(r"(?a)不确定|不一定|没准|说不定|not sure|unsure|maybe|perhaps|可能|也许|might")


def _is_over(text: str, dates: list[When], today: date) -> bool:
    """Words of completion beside a day that is not over are a result only where they are said in the past."""
    if _later_than(dates, today) or any(
        when.kind == "span" and when.day and when.day > today for when in dates
    ):
        return False
    open_dates = [when for when in dates if when.kind in ("day", "span", "far", "ambiguous")]
    return (
        not open_dates
        or bool(words.PAST_MARK.search(text))
        or bool(re.search(r"(?a)的(?=$|[\s,。!])", text))
        or text.isascii()
    )


def _is_past_weekday(when: When, text: str) -> bool:
    """ "Finished on Wednesday" and "周三完成了" tell of the Wednesday that was."""
    if when.unit != "weekday" or _has_plan(text):
        return False
    return bool(
        re.search(
            r"(?a)^\W*(?:(?:i|we|it|was|has|been|already|have|'ve) )*(?:finished|completed|sent|submitted"
            r"|delivered|signed|fixed|ordered|tested|reviewed|deployed|confirmed|updated) |\b(?:was|were|been) \w+ed\b|完成了"
            r"|(?:发|交|签|做|修|测|弄|搞)[完好定]?(?:过|给.{1,6})?了|已|完成的$|[完好发交]的(?=$|[\\s,。])",
            text,
        )
    )


_BRINGS = {"采购", "购买", "下单", "订", "安排", "申请", "buy", "purchase", "procure", "order", "arrange"}


def _is_bare(text: str, dates: list[When]) -> bool:
    """Nothing but a date: beside a result it is a detail of it."""
    for when in reversed(dates):
        text = text[: when.start] + text[when.end :]
    return not any(character.isalnum() for character in text)


_BEGINS = re.compile(r"(?a)开始|启动|动手|着手|\bstart|\bbegin|\bkick")
_STARTS = re.compile(
    r"(?a)开始|启动|动手|着手|\bstart|\bbegin|\bkick|截止|到期|\bexpires?\b|请假|休假|出差|\bon (?:leave"
    r"|holiday|vacation)\b|\bout of office\b"
)
_WRITES_AGAIN = re.compile(
    r"(?a)\b(?:update you|let you know|get back to you|keep you posted|inform you)\b|再(?:说|议|谈|聊|讨论)|再(?:回复|告诉|通知"
    r"|反馈|联系)|回复您|答复您"
)


def _without_day(text: str, original: str, dates: list[When], around: Surroundings) -> Claim | None:
    span = next((when for when in dates if when.kind == "span"), None)
    is_ours = not (words.HEARSAY.search(text) and _OTHER_PARTY.search(text))
    if span and span.day and span.last and is_ours and _is_about_work(text, around, dates):
        return Claim("promise", original, span=(span.day, span.last))
    if any(when.kind in ("far", "ambiguous") for when in dates):
        return Claim("unclear", original, vague=True)
    if (
        any(when.kind == "past" for when in dates)
        and not words.PAST_MARK.search(text)
        and not words.PAST_PARTICIPLE.search(text)
        and re.search(r"(?a)完成|给|交|done|finish", text)
    ):
        return (
            Claim("unclear", original)
            if not re.search(r"(?a)昨|刚|上周|yesterday|last|earlier", text)
            else None
        )
    return None


def _finished(
    text: str, original: str, around: Surroundings, dates: list[When], percent: int | None
) -> Claim | None:
    if words.ON_TIME.search(text) and not _WAS_ON_TIME.search(text):
        is_sure = not words.HEARSAY.search(text) and not _MAYBE.search(text)
        return Claim("doing" if is_sure else "unclear", original)
    if _is_result(text, around):
        return _result(text, original, around)
    if words.DOING.search(text):
        return Claim("doing", original) if not _SOMEBODY.match(text.strip()) and not words.HEDGE.search(text) else Claim("unclear", original)
    return None


_WAS_ON_TIME = re.compile(
    r"(?a)已.{0,6}(?:按时|按期|如期|准时)?完成|(?:按时|按期|如期|准时).{0,4}完成了|^\W*(?:was |were "
    r"|has been |have been |been )?(?:completed|finished|delivered|sent|submitted)\b"
)


def _result(text: str, original: str, around: Surroundings) -> Claim:
    text, spoken = _without_title(text, around), text
    if words.HEDGE.search(text) or words.CONTRAST.search(text) and not words.HARMLESS.search(text):
        return Claim("unclear", original)
    if words.HEARSAY.search(text) or _MAY_NOW.search(text):
        return Claim("unclear", original)
    if words.PARTLY.search(text) or _NEGATIVE.search(words.HARMLESS.sub(" ", text)):
        return Claim("unclear", original)
    if words.NOT_RESULT.search(text) and not _is_told_as_past(text, around):
        return Claim("will" if _has_plan(text) else "unclear", original)
    if words.READY.search(spoken) and not words.DONE.search(spoken) and around.verbs & DELIVERY:
        return Claim("ready", original)
    return Claim("done", original, is_firm=True)


_MAY_NOW = re.compile(r"(?a)(?:可以|能|该|要)(?:开始)?[一-鿿]{1,3}了(?:$|[,。!])")  # "可以提交了" is not yet submitted

_NEGATIVE = re.compile(
    r"(?a)[不没未无别](?!锈)|\bnot\b|n't\b|\bno\b|\bnever\b|\bnone\b|\bwithout\b|\bnothing\b"
)  # no result


def _plain(
    text: str, original: str, around: Surroundings, dates: list[When], percent: int | None
) -> Claim | None:
    bare = text.strip(" ,.!。~")
    if _ATTACHED.search(bare) and around.verbs & DELIVERY and _names_title(bare, around):
        return Claim("ready" if words.PARTLY.search(bare) or _NEGATIVE.search(bare) else "done", original, is_firm=True)
    if words.WEAK_OK.match(bare):
        return Claim("ok", original)
    if words.HARMLESS.fullmatch(bare) or words.HARMLESS.search(bare) and _says_no_more(words.HARMLESS, bare, around):
        return Claim("harmless", original)
    if words.NOTED.search(bare) and _says_no_more(words.NOTED, bare, around):
        return Claim("noted", original)
    if words.DEMAND.search(words.HARMLESS.sub("", _without_words(bare, around))):
        return Claim("demand", original)
    if _has_plan(bare) or is_soon(bare) or re.search(r"(?a)我来|跟进|follow", bare):
        return Claim("will" if _is_own_plan(bare, around) else "other", original)
    return None


_ATTACHED = re.compile(
    r"(?a)\bfind (?:\w+ )?attached\b|\battached (?:is|are|you|please)\b|\b(?:i |i've |have )?attached (?:the|it)\b|附件(?:是|为)|附上|见附件|附件请查收"
)


def _names_title(text: str, around: Surroundings) -> bool:
    return leftovers(text, frozenset()) > leftovers(text, around.title_words)


def _says_no_more(pattern: re.Pattern[str], text: str, around: Surroundings) -> bool:
    """True where a clause of courtesy or receipt holds nothing else to read."""
    rest = words.HARMLESS.sub(" ", pattern.sub(" ", text))
    return not words.DEMAND.search(rest) and leftovers(rest, around.title_words | _MAIL) <= 1


_MAIL = frozenset("纪要 邮件 内容 会议 附件 要求 安排 minutes mail email meeting content info information reminder".split())


def _is_own_plan(text: str, around: Surroundings) -> bool:
    """A promise without a day is the person's own; what others will do is news."""
    return (
        not _OTHER_PARTY.search(text)
        and not _NEGATIVE.search(words.HARMLESS.sub(" ", text))
        and leftovers(text, around.title_words | _MAIL) <= 2
    )


def _percent(text: str) -> int | None:
    found = words.PERCENT.search(text)
    if found is None:
        return None
    if found["half"]:
        value = 50
    elif found["p1"]:
        value = int(found["p1"])
    elif found["p2"]:
        value = number(found["p2"]) if found["p2"] != "百" else 100
        value = 100 if found["p2"] == "一百" else value
    else:
        value = (number(found["p3"]) or 0) * 10 + (5 if found["p3h"] else 0)
    if value is None:
        return None
    around = text[max(0, found.start() - 4) : found.start()] + "|" + text[found.end() : found.end() + 12]
    return 100 - value if words.LEFT.search(around) else value


def _future(dates: list[When]) -> list[When]:
    return [when for when in dates if when.kind == "day"]


def _later_than(dates: list[When], today: date) -> bool:
    return any(when.kind == "day" and when.day and when.day > today for when in dates)


_TO = re.compile(
    r"(?a)(?:到|至|改为|改在|改成|\bto|\buntil|\btill|\bby|\bnow|\bis|\bfor|最晚|最迟|最快"
    r"|最早)\s?(?:the |on |about |around |approx\.? )?$"
)


def _target(text: str, days: list[When]) -> date | None:
    """The one day that is meant: the only one, or the one after "to"."""
    if not days:
        return None
    if len({when.day for when in days}) == 1:
        return days[0].day
    towards = [when for when in days if _TO.search(text[max(0, when.start - 16) : when.start])]
    return towards[-1].day if len({when.day for when in towards}) == 1 else None


def _promised(text: str, around: Surroundings, dates: list[When]) -> date | None:
    day = _target(text, _future(dates))
    duration = next((when for when in dates if when.kind == "duration"), None)
    if day is None and duration and _counts_from_now(text, duration):
        return shifted(around.today, duration, around.calendar)
    return day


def _counts_from_now(text: str, duration: When) -> bool:
    return _near(words.FROM_NOW, text[: duration.start]) or bool(words.AFTER_NOW.search(text[duration.end :]))


def _has_plan(text: str) -> bool:
    return bool(words.PLANNED.search(text))


def _is_result(text: str, around: Surroundings) -> bool:
    """A word of completion, or the title's own verb with a mark of the past."""
    if words.DONE.search(text) or words.READY.search(text):
        return True
    return _own_verb_done(text, around) or bool(
        (text := _without_title(text, around))
        and words.NOT_RESULT.search(text)
        and words.PAST_MARK.search(text)
    )


def _without_title(text: str, around: Surroundings) -> str:
    """The title's words blanked: single characters in them are no words of the sentence."""
    for word in around.title_words:
        if not word.isascii() and not any(verb in word for verb in around.verbs):
            text = text.replace(word, "□□")
    return text


def _without_words(text: str, around: Surroundings) -> str:
    """Also the English words of the title blanked: "Risk register" is no risk."""
    return re.sub(
        r"(?a)[a-z][a-z-]*",
        lambda word: "" if stem(word[0]) in around.title_words else word[0],
        _without_title(text, around),
    )


def _is_told_as_past(text: str, around: Surroundings) -> bool:
    """ "已于昨日下班前提交": the date is over."""
    return "已" in text and any(when.kind == "past" for when in find_dates(text, around.today))


def _own_verb_done(text: str, around: Surroundings) -> bool:
    verbs = around.verbs | (DELIVERY if not around.verbs or around.verbs & _PRODUCED else frozenset())
    for verb in verbs:
        if verb.isascii():
            if (verb in PAST_VERBS or verb.endswith("ed")) and re.search(rf"(?a)\b{verb}\b", text):
                return True
        elif verb in text and _han_done(verb, text):
            return True
    return False


_PRODUCED = VERB_OF["编写"] | VERB_OF["准备"] | VERB_OF["更新"] | VERB_OF["收集"]


def _han_done(verb: str, text: str) -> bool:
    return bool(
        re.search(
            rf"(?a)(?:已经?|已与.{{1,10}}|刚刚?|均已|昨天|前天){verb}|已[^,。]{{0,8}}{verb}(?!中|后|前|者)"
            rf"|{verb}(?:到|至)[^,。]{{1,8}}了|{verb}(?:过|好|完|妥|掉|出去|出|上|给[^,。]{{1,8}})?了(?!解)|{verb}(?:完毕|完成|好(?!的)|妥|完)",
            text,
        )
    )


def _is_about_work(text: str, around: Surroundings, dates: list[When]) -> bool:
    """A date is a promise when the clause says so or says nothing else; a foreign verb makes it a mere date."""
    if words.THIRD_PARTY_FUTURE.search(_without_title(text, around)):
        return False
    if _has_plan(text) or any(verb in text for verb in around.verbs if not verb.isascii()):
        return True
    if re.search(r"(?a)给|交|完成|搞定|弄|做|好|完|出来|可以|done|finish|ready|complete|deliver|send", text):
        return True
    for when in reversed(dates):
        text = text[: when.start] + " " + text[when.end :]
    text = words.HARMLESS.sub(" ", text)
    return leftovers(text, around.title_words) == 0 and not re.search(
        r"(?a)[不没未忙无别]|\b(?:not|no|busy|off|away)\b|n't", text
    )
