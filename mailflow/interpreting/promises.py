"""A day to come: a promise, unless the clause tells of something past or of somebody else."""

import re
from datetime import date

from mailflow.interpreting import vocabulary as words
from mailflow.interpreting.claims import Claim, Surroundings
from mailflow.interpreting.courtesies import is_own_plan
from mailflow.interpreting.date_grammar import DATES
from mailflow.interpreting.days import counts_from_now, future, later_than, promised, target
from mailflow.interpreting.glossary import DELIVERY, HAN_VERBS
from mailflow.interpreting.results import is_result, own_verb_told
from mailflow.interpreting.subjects import leftovers, unknown_han
from mailflow.interpreting.when import When


def dated(
    text: str, original: str, around: Surroundings, dates: list[When], percent: int | None
) -> Claim | None:
    """A day to come: a promise, unless the clause tells of something past."""
    if _PUTS_OFF.search(text):
        return Claim("unclear", original)
    if _WRITES_AGAIN.search(text):
        return Claim("will", original)
    if is_result(text, around) and not words.PLANNED.search(text) and _is_over(text, dates, around.today):
        return None
    days = [when for when in future(dates) if not _is_past_weekday(when, text, around)]
    days = [when for when in days if not _SINCE.search(text[: when.start])]
    if len(days) > 1 and target(text, days) is None or _could_be_past(text, days):
        return Claim("unclear", original)
    day = target(text, days) or promised(text, around, [when for when in dates if when.kind == "duration"])
    if day is None:
        return _without_day(text, original, dates, around)
    return _on_day(text, original, around, dates, day)


_SINCE = re.compile(r"\bsince(?: last| the)?\s?$")


def _could_be_past(text: str, days: list[When]) -> bool:
    """"Done Friday" may be the Friday that was or the one to come."""
    is_result = text.isascii() and words.DONE.search(text) and not words.PLANNED.search(text)
    return bool(is_result) and any(when.unit == "weekday" for when in days) or bool(days and _GIVEN.search(text))


_GIVEN = re.compile(r"已经?(?:提交|完成|交付|发出|发送|[做弄写测]完|搞定)")  # "3月9日已提交", written before that day


def _on_day(text: str, original: str, around: Surroundings, dates: list[When], day: date) -> Claim:
    """What a clause with one day to come says about it."""
    if _SETTLED.search(text) and not words.PLANNED.search(text) and around.verbs & {"确认", "confirm", "book"}:
        return Claim("done", original, is_firm=True)
    if day <= around.today and _AND_TODAY.search(text):
        return Claim("unclear", original)
    if day <= around.today and _TOLD.search(text) and not words.PLANNED.search(text):
        return Claim("unclear", original)  # "今天已送审" tells of what is over
    if words.HEDGE.search(text) and _DOUBT.search(text) or _TRIES.search(text):
        return Claim("unclear", original)
    if _is_part(text, around):
        return Claim("other", original)
    if words.HEARSAY.search(text) and words.OTHER_PARTY.search(text) and not around.verbs & _BRINGS:
        return Claim("other", original)
    if _COMES.search(text) and not _is_to_come(around):
        return Claim("other", original)  # "服务器周一到": what arrives is not the work
    if around.verbs & {"确认", "confirm"} and _ARRIVES.search(text) and not words.LATE.search(text):
        return Claim("other", original)
    firm = _is_about_work(text, around, dates)
    is_brought = words.THIRD_PARTY_FUTURE.search(text) and around.verbs & _BRINGS or _is_brought(text, around)
    if _STARTS.search(text) and not words.DONE.search(text):
        is_begun = _BEGINS.search(text) and is_own_plan(text, around)
        return Claim("will" if is_begun else "other", original)
    if not firm and not is_brought:
        return Claim("other", original)
    kind = "promise" if firm else "dated"
    return Claim(kind, original, day=day, is_firm=firm and not _is_bare(text, dates))


def _is_to_come(around: Surroundings) -> bool:
    """True where the item is something that is to arrive."""
    return bool(around.verbs & (DELIVERY | _FETCHED)) or any("到" in word for word in around.own_words)


def _is_brought(text: str, around: Surroundings) -> bool:
    """ "厂家后天送" under the line of what is to come."""
    return around.is_bound and bool(_BROUGHT.fullmatch(text.strip(" ,.。!")) and around.verbs & _FETCHED)


_BROUGHT = re.compile(
    r"(?a)(?:厂家|厂商|供应商|对方|物流|快递|仓库|supplier|vendor|the supplier|the vendor)?[^,。不没未]{2,8}"
    r"(?:送|送到|送来|送货|到|到货|发货|上门|delivers?|ships?|brings? it)")
_FETCHED = frozenset("采购 购买 下单 领取 申领 到货 安装 更换 order buy purchase collect install replace".split())


def is_supplied(text: str, around: Surroundings) -> bool:
    """Whether somebody says when what is to be bought or fetched will be here, or names a day and nothing else."""
    return bool(_SUPPLIES.search(text) and around.verbs & (_BRINGS | _FETCHED)) or not any(
        character.isalnum() for character in _TELLS.sub(" ", words.OTHER_PARTY.sub(" ", DATES.sub(" ", text)))
    )


_TELLS = re.compile(
    r"(?a)说|讲|表示|告知|回复|通知|给的?|(?:新|最新|预计|大概|目前)的?|时间|日期|交期|是|为|定在?|在|到|那边|了|的"
    r"|\b(?:says?|said|tells?|told|us|me|the|new|latest|date|is|now|by|it|on|gives?)\b")


_SUPPLIES = re.compile(
    r"(?a)承诺|答应|保证|送[到货来达]|到[货位]|交货|能到|\bpromis\w+|\bdeliver\w*|\barriv\w*|\beta\b|\bwill be here\b")


def _is_part(text: str, around: Surroundings) -> bool:
    """A first version on a day is not the work on that day."""
    return bool(_PART.search(around.without_words(text)))


_PART = re.compile(
    r"(?a)(?:初|草)[稿案版]|第一(?:版|稿|批|部分|阶段)|一部分|部分(?!门)|前半|\b(?:first|initial) (?:draft"
    r"|version|cut|part|half|batch)\b"
    r"|\ba draft\b|\bpart of\b"
)
_TOLD = re.compile(r"(?a)已|了(?=$|[,。!])|\b(?:was|were|has|have|had|been)\b")
_AND_TODAY = re.compile(r"并(?:已)?[于在]今[日天]")
_ARRIVES = re.compile(
    r"(?a)[交货工船]期|到货|发货|出货|到港|[日号天]到$|^到|[交出]货|交付(?!给)|\blead time\b|\bship|\barriv"
    r"|\bdeliver(?:y|ed)\b")


_COMES = re.compile(r"(?a)[日号天一二三四五六]才?(?:能|会)?到(?:货|位)?$|\barriv\w+")
_TRIES = re.compile(r"\bcould be\b|\b(?:will|'ll) try\b|\bno promises?\b", re.ASCII)


_DOUBT = re.compile(r"(?a)够呛|(?<=[日号])悬|有点(?:紧|悬|难)|吃紧|不确定|不一定|没准|说不定|not sure"
    r"|unsure|maybe|perhaps|可能|也许|might")


_SETTLED = re.compile(
    r"(?a)(?:已|已经)(?:书面|口头|正式)?(?:确认|敲定|约好|定好|定下)|(?:确认|确定|敲定|定|约|订)(?:为|在|到|是)"
    r"|\b(?:confirmed|booked|fixed|agreed"
    r"|settled"
    r"|set) (?:for|on|as|to)\b"
)


def _is_over(text: str, dates: list[When], today: date) -> bool:
    """Words of completion beside a day that is not over are a result only where they are said in the past."""
    if later_than(dates, today) or any(
        when.kind == "span" and when.day and when.day > today for when in dates
    ):
        return False
    is_to_come = any(when.kind == "duration" and counts_from_now(text, when) for when in dates)
    if is_to_come and not words.PAST_MARK.search(text):
        return False
    open_dates = [
        when
        for when in dates
        if when.kind in ("day", "span", "far", "ambiguous") and not _MORNING.match(text, when.start)
    ]
    return (
        not open_dates
        or bool(words.PAST_MARK.search(text))
        or bool(re.search(r"(?a)的(?=$|[\s,。!])", text))
        or text.isascii()
    )


_MORNING = re.compile(r"今[早晨]|今天(?:一早|早上|凌晨)")


def _is_past_weekday(when: When, text: str, around: Surroundings) -> bool:
    """ "Finished on Wednesday" and "周三完成了" tell of the Wednesday that was."""
    is_today = when.day == around.today and text.isascii()
    if when.unit != "weekday" and not is_today or words.PLANNED.search(text):
        return False
    return bool(
        re.search(
            r"(?a)^\W*(?:(?:i|we|it|task|item|the|this|all|was|has|been|already|have|'ve) )*(?:finished|completed"
            r"|sent|submitted"
            r"|delivered|signed|fixed|ordered|tested|reviewed|deployed|confirmed|updated) |\b(?:was|were|got"
            r"|been) (?:\w+ed|done|sent|made|built|bought|set)\b|完成了"
            r"|(?:发|交|签|做|修|测|弄|搞)[完好定]?(?:过|给.{1,6})?了|已|完成的$|[完好发交]的(?=$|[\\s,。])",
            text,
        )
        or own_verb_told(text, around)
    )


_BRINGS = {"采购", "购买", "下单", "订", "安排", "申请", "buy", "purchase", "procure", "order", "arrange"}


def _is_bare(text: str, dates: list[When]) -> bool:
    """Nothing but a date: beside a result it is a detail of it."""
    for when in reversed(dates):
        text = text[: when.start] + text[when.end :]
    return not any(character.isalnum() for character in text)


_BEGINS = re.compile(r"(?a)开始|启动|动手|着手|\bstart|\bbegin|\bkick")


_STARTS = re.compile(
    r"(?a)开始|启动|动手|着手|\bstart|\bbegin|\bkick|截止|到期|\bexpires?\b|请假|休假|出差|(?:回来|返回)(?=$"
    r"|[,。!])|\bback (?=on|in|from|by"
    r"|next|tomorrow|mon|tue|wed|thu|fri)|\bon (?:leave"
    r"|holiday|vacation)\b|\bout of office\b"
)


_PUTS_OFF = re.compile(r"再(?:说|议|谈|聊|讨论)(?!一[遍次])")
_WRITES_AGAIN = re.compile(
    r"(?a)\b(?:update you|let you know|get back to you|keep you posted|inform you)\b|再(?:回复|告诉|通知"
    r"|反馈|联系)|回复您|答复您"
)


def _without_day(text: str, original: str, dates: list[When], around: Surroundings) -> Claim | None:
    span = next((when for when in dates if when.kind == "span"), None)
    is_ours = not (words.HEARSAY.search(text) and words.OTHER_PARTY.search(text))
    if span and words.HEDGE.search(text):
        return Claim("unclear", original)
    if span and span.day and span.last and is_ours and _is_about_work(text, around, dates, may_be_lone=False):
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


def _without_acts(text: str, around: Surroundings) -> str:
    """Without title and act: going live is no other matter where that is the work."""
    text = around.without_words(text)
    for verb in sorted(around.verbs, key=len, reverse=True):
        text = re.sub(rf"\b{verb}\b", " ", text) if verb.isascii() else text.replace(verb, " ")
    return text


def _is_about_work(text: str, around: Surroundings, dates: list[When], *, may_be_lone: bool = True) -> bool:
    """A date is a promise when the clause says so or says nothing else; a foreign verb makes it a mere date."""
    foreign = words.THIRD_PARTY_FUTURE.search(_without_acts(text, around))
    if foreign and not (around.is_bound and foreign[0] in ("上线", "发布", "培训")):
        return False
    if words.PLANNED.search(text) or any(verb in text for verb in around.verbs if not verb.isascii()):
        return True
    if re.search(
        r"(?a)\b(?:comes?|coming|follows?|to follow|arrives?)\b|给|交|完成|搞定|弄|做|好|完|出(?:结果|图|稿|报告"
        r"|方案|具)|出来|可以|收尾|弄|结束|上传|done"
        r"|\b(?:finish|complet|send|submitt?"
        r"|deliver)ing\b|\bcompletion\b|finish|ready|complete|deliver|send", text):
        return True
    for when in reversed(dates):
        text = text[: when.start] + " " + text[when.end :]
    text = words.HARMLESS.sub(" ", text)
    if any(len(verb) > 1 and verb in text and verb not in around.own_words | DELIVERY for verb in HAN_VERBS):
        return False
    lone = unknown_han(text, around.own_words)  # "周四上": one unknown character may be the verb
    return (
        leftovers(text, around.own_words) == 0 or may_be_lone and len(lone) == 1 == leftovers(text, around.own_words)
    ) and not re.search(r"(?a)[不没未忙无别]|\b(?:not|no|busy|off|away)\b|n't", text)
