"""What is not done, partly done, or done by so many per cent."""

import re

from mailflow.interpreting import vocabulary as words
from mailflow.interpreting.claims import Claim, Surroundings
from mailflow.interpreting.days import promised
from mailflow.interpreting.numerals import number
from mailflow.interpreting.when import When


def unreal(
    text: str, original: str, around: Surroundings, dates: list[When], percent: int | None
) -> Claim | None:
    """What was meant to be, or nearly was, says what is not; a new day beside it counts."""
    if words.UNREAL.search(text) and not words.LATE.search(text):
        return Claim("undone", original)
    return None


def progress(
    text: str, original: str, around: Surroundings, dates: list[When], percent: int | None
) -> Claim | None:
    """Not done, partly done, a percentage."""
    if percent is not None:
        return _percentage(text, original, around, dates, percent)
    if _NOT_UNDONE.search(text):
        return Claim("other", original)
    if words.UNDONE.search(text) and not re.search(r"(?a)没有?(?:什么)?问题|没意见", text):
        later = promised(text, around, dates)
        return (
            Claim("undone", original)
            if later is None
            else Claim("promise", original, day=later, is_firm=True)
        )
    if words.NEARLY.search(text) and (words.DONE.search(text) or words.NEARLY.search(text)):
        later = promised(text, around, dates)
        if later is not None:
            return Claim("promise", original, day=later, is_firm=True)
        return Claim("unclear" if _LACKING.search(text) else "doing", original)
    return None


_NOT_UNDONE = re.compile(r"(?a)(?:不是|并非|并不是|不能说|不等于)(?:还)?[没未]")  # "不是没交" says no state by itself


def _percentage(
    text: str, original: str, around: Surroundings, dates: list[When], percent: int
) -> Claim | None:
    if (
        not 0 <= percent <= 100
        or not around.is_item
        or re.search(r"(?a)%\s?(?:的(?!进度)|of (?!the (?:way|work)))|%.{1,60}%|从", text)
        or _AMOUNT.search(around.without_words(text))
    ):
        if _PRICE.search(text):
            return Claim("other", original)
        return Claim("unclear", original)
    if words.UNDONE.search(text) and not words.LEFT.search(text):
        return Claim("unclear", original)
    later = promised(text, around, dates)
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


_LACKING = re.compile(  # "都好了就差样机": of several, that one; "就差盖章" is a last step of one
    r"(?a)[就只仅][差剩](?:了|下)?(?!$|[\s,。!]|一|最后|收尾|扫尾|结尾|签|盖|审|确认|验收|测试|发|上线|点|些|\d|两|三|几|复核|排版|校对)")
_PRICE = re.compile(
    r"(?a)费[^,。;]{0,4}(?:担|摊)|(?:比例|利率|税率|折扣|违约金)|(?:价格?|费用?|成本|cost|price|fee)s?[^,。;]{0,6}(?:\+|涨|上浮|增|加|up|rise|increase)|(?:加|涨|提)价")
_AMOUNT = re.compile(  # a share of money is no share of the work
    r"(?a)(?:不到|不足|低于|高于|多于)\s?\d|付|价|费|税|折|涨|降|多收|多给|加收|超(?!时)|预算(?!表)|成本|利润|额|占|良|合格|\b(?:price|cost|fee"
    r"|tax|discount|payment|budget"
    r"|margin|extra|surcharge|over)\b"
)


_UP_TO = re.compile(r"(?a)(?:到|达到|做到|至)\s?\d{1,3}%|\b(?:reach|get to|be at|up to)\b")


def _tenths(rest: str | None) -> int:
    """ "七成半" and "七成五" are 75."""
    return 5 if rest == "半" else number(rest or "") or 0


def percent_in(text: str) -> int | None:
    found = words.PERCENT.search(text)
    if found is None:
        return None
    if found["half"]:
        value = 50
    elif found["quarter"]:
        value = 75 if found["quarter"].startswith(("three", "四分之三")) else 25
    elif found["p1"] or found["p4"]:
        value = int(found["p1"] or found["p4"])
    elif found["p2"]:
        value = number(found["p2"]) if found["p2"] != "百" else 100
        value = 100 if found["p2"] == "一百" else value
    else:
        value = (number(found["p3"]) or 0) * 10 + _tenths(found["p3h"])
    if value is None:
        return None
    around = text[max(0, found.start() - 4) : found.start()] + "|" + text[found.end() : found.end() + 12]
    return 100 - value if words.LEFT.search(around) else value
