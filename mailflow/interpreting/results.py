"""Work that is done, runs as planned or is under way."""

import re

from mailflow.interpreting import vocabulary as words
from mailflow.interpreting.claims import Claim, Surroundings
from mailflow.interpreting.dates import find_dates
from mailflow.interpreting.glossary import DELIVERY, PAST_VERBS, VERB_OF
from mailflow.interpreting.titles import stem
from mailflow.interpreting.when import When


def finished(
    text: str, original: str, around: Surroundings, dates: list[When], percent: int | None
) -> Claim | None:
    if _SOMEBODY.match(text.strip()):
        return Claim("unclear", original)
    if words.ON_TIME.search(text) and not _WAS_ON_TIME.search(text):
        is_sure = not words.HEARSAY.search(text) and not words.MAYBE.search(text)
        return Claim("doing" if is_sure else "unclear", original)
    if is_result(text, around):
        return _result(text, original, around)
    if words.DOING.search(text):
        return Claim("doing", original) if not words.HEDGE.search(text) else Claim("unclear", original)
    return None


_SOMEBODY = re.compile(rf"(?:现在|目前)?(?:是|由)?{words.PERSON}(?:还|正|也)?在[一-鿿]")
_WAS_ON_TIME = re.compile(
    r"(?a)已.{0,6}(?:按时|按期|如期|准时)?完成|(?:按时|按期|如期|准时).{0,4}完成了|^\W*(?:was |were "
    r"|has been |have been |been )?(?:completed|finished|delivered|sent|submitted)\b"
)


def _result(text: str, original: str, around: Surroundings) -> Claim:
    text, spoken = around.without_title(text), text
    if words.HEDGE.search(text) or words.CONTRAST.search(text) and not words.HARMLESS.search(text):
        return Claim("unclear", original)
    if _AWAITS.search(text) or _SENT_OUT.search(text) and around.verbs & _SIGNED:
        return Claim("unclear", original)
    if words.HEARSAY.search(text) or _MAY_NOW.search(text) or _TO_SOMEBODY.search(text):
        return Claim("unclear", original)
    if words.NEGATIVE.search(words.HARMLESS.sub(" ", text)):
        return Claim("unclear", original)
    if words.PARTLY.search(text):
        return Claim("unclear", original, soft="part")
    if words.NOT_RESULT.search(text) and not _is_told_as_past(text, around):
        return Claim("will" if words.PLANNED.search(_BY.sub(" ", text)) else "unclear", original)
    if words.READY.search(spoken) and not words.DONE.search(spoken) and around.verbs & DELIVERY:
        return Claim("ready", original)
    return Claim("done", original, is_firm=True)


_AWAITS = re.compile(r"待(?![遇办])[一-鿿]{0,4}?(?:审|批|签|验收|复核|确认)")
_SENT_OUT = re.compile(r"(?a)^(?!.*[签盖]).*[寄发送](?:出|走|过)")  # what is to be signed and went out is not signed
_SIGNED = frozenset(("签订", "签署", "签", "sign"))
_BY = re.compile(r"\bby\b")
# The list that is "交给李雷了" may be delivered, or his to make.
_TO_SOMEBODY = re.compile(rf"交给(?:[一-鿿]{{1,6}}[部组处心]的?)?[{words.SURNAMES}][一-鿿]{{1,2}}了?(?=$|[,。!;~\s])")
_MAY_NOW = re.compile(r"(?a)(?:可以|能|该|要)(?:开始)?[一-鿿]{1,3}了(?:$|[,。!])")  # "可以提交了" is not yet submitted


def is_result(text: str, around: Surroundings) -> bool:
    """A word of completion, or the title's own verb with a mark of the past."""
    if words.DONE.search(text) or words.READY.search(text):
        return True
    if _WENT_OUT.search(text) and around.verbs & (DELIVERY | {"order", "notify"}):
        return True
    return _own_verb_done(text, around) or bool(
        (text := around.without_title(text))
        and words.NOT_RESULT.search(text)
        and words.PAST_MARK.search(text)
    )


def _is_told_as_past(text: str, around: Surroundings) -> bool:
    """ "已于昨日下班前提交": the date is over."""
    return "已" in text and any(when.kind == "past" for when in find_dates(text, around.today))


def _own_verb_done(text: str, around: Surroundings) -> bool:
    verbs = around.verbs | (DELIVERY if not around.verbs or around.verbs & PRODUCED else frozenset())
    return _is_told(_GOT_IT.sub(" ", text), verbs) or any(
        verb in text and _han_done(verb, text) for verb in verbs if not verb.isascii()
    )


def own_verb_told(text: str, around: Surroundings) -> bool:
    """The title's own verb in English, as past: "migrated on Friday"."""
    return _is_told(_GOT_IT.sub(" ", text), around.verbs)


def _is_told(text: str, verbs: frozenset[str]) -> bool:
    if not _ENGLISH.search(text):
        return False
    stems = {stem(verb) for verb in verbs if verb.isascii()}
    return any(
        word in verbs and (word in PAST_VERBS or word.endswith("ed")) or word.endswith("ed") and stem(word) in stems
        for word in _ENGLISH.findall(_UNDER_WAY.sub(" ", text))
    ) or any(stem(found[0]) in stems for pattern in _MIXED for found in pattern.findall(text) if found[0])


_UNDER_WAY = re.compile(
    r"\b(?:being|be|get|gets|getting|half|partly|nearly|almost|not|never|isn't|wasn't|aren't|hasn't|haven't)(?: been"
    r"| being| yet)? [a-z]+")
_MIXED = (re.compile(r"已经?\s?([a-z]+)()"), re.compile(r"([a-z]+)\s?(?:完|好|过)?了()"))
_WENT_OUT = re.compile(r"\b(?:went|gone|are|is|was) out\b(?! of)|\bout the door\b")
_ENGLISH = re.compile(r"[a-z]+(?:-[a-z]+)*")


PRODUCED = (
    VERB_OF["编写"]
    | VERB_OF["准备"]
    | VERB_OF["更新"]
    | VERB_OF["收集"]
    | VERB_OF["导入"]
    | VERB_OF["评估"]
    | VERB_OF["翻译"]
) - VERB_OF["组织"]


_GOT_IT = re.compile(
    r"(?a)\bgot (?:it|this|that|you|(?:the|your) (?:minutes|e?-?mail|message|note|reminder|invitation))\b")


def _han_done(verb: str, text: str) -> bool:
    return bool(
        re.search(
            rf"(?a)(?:已经?|已与.{{1,10}}|刚刚?|均已|昨天|前天){verb}(?!人(?!员))|已[^,。]{{0,8}}{verb}(?!中|后|前|者|人(?!员))"
            rf"|{verb}(?:到|至)[^,。]{{1,8}}了|{verb}(?:过|好|完|妥|掉|出去|出|上|给[^,。]{{1,8}}|您|你们?|大家|他们?|她)?了(?!解)"
            rf"|{verb}(?:完毕|完成|好(?!的)|妥|完)",
            text,
        )
    )
