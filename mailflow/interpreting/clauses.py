"""What one clause says about its items: a claim, read by the order of the rules below."""

import re

from mailflow.interpreting import vocabulary as words
from mailflow.interpreting.claims import Claim, Surroundings
from mailflow.interpreting.courtesies import plain, says_no_more
from mailflow.interpreting.dates import find_dates
from mailflow.interpreting.delays import late
from mailflow.interpreting.progress import percent_in, progress, unreal
from mailflow.interpreting.promises import dated
from mailflow.interpreting.refusals import refused, waits
from mailflow.interpreting.results import finished
from mailflow.interpreting.when import When


def claim(text: str, original: str, around: Surroundings, is_condition: bool, is_question: bool) -> Claim:
    """Reads one folded clause; the first rule that fits decides."""
    if _THANKS.fullmatch(text.strip(" ,.!。~")):
        return Claim("harmless", original)
    if is_question:
        return Claim("question", original)
    if is_condition:
        return Claim("condition", original)
    if _SLASHED.search(text):
        return Claim("unclear", original)  # "完成/完成/延期": one after the other, or one of them
    if not around.is_item and words.HARMLESS.fullmatch(text.strip(" ,.!。~")):
        return Claim("harmless", original)
    if not around.is_item and words.PASSED_ON.fullmatch(text.strip(" ,.!。~")):
        return Claim("noted", original)
    if not around.is_item and words.NOTED.search(text) and says_no_more(words.NOTED, text, around):
        return Claim("noted", original)
    dates = [_day_or_number(when, text, around) for when in find_dates(text, around.today)]
    percent = percent_in(text)
    for rule in (unreal, refused, late, progress, waits, dated, finished, plain):
        found = rule(text, original, around, dates, percent)
        if found is not None:
            return found
    return Claim("other", original)


_THANKS = re.compile(r"(?:(?:ok|okay|and|many|sorry|hi|so),? )*(?:thanks|thank you|thx|cheers)(?: (?:so"
    r"|very) much| a lot)?(?: for [^.!?;,]{1,60})?")


_SLASHED = re.compile(
    r"(?a)(?:完成|搞定|进行中|正常|延期|未开始|\b(?:done|ok|open|delayed|late|in progress))\s?/\s?(?:[一-鿿]{2}"
    r"|[a-z]{2,})")


def _day_or_number(when: When, text: str, around: Surroundings) -> When:
    """ "1号" weeks away may well be number 1."""
    found = re.fullmatch(r"(\d{1,2})号", text[when.start : when.end])
    if found and int(found[1]) in around.numbers and when.day and (when.day - around.today).days > 14:
        return when._replace(kind="ambiguous", day=None)
    return when
