"""What is taken back in the same breath: "1 done. Scratch that, 2 is done."; no correction of the minutes."""

import re
from dataclasses import replace

from mailflow.interpreting import vocabulary as words
from mailflow.interpreting.bound import Bound
from mailflow.interpreting.claims import STATES
from mailflow.interpreting.sentences import Sentence

_SIGH = (
    r"(?:(?:哦|啊|噢|呃|嗯|哎|唉|诶|额|抱歉|不好意思|对不起|oh|ah|uh|oops|sorry|hm+|wait|well|no|hold on)"
    r"[,，.!…\s]*)*"
)
_TAKES_BACK = re.compile(
    rf"(?a)(?:^|(?<=[,;。!?()-])|(?<=[,;。!?-] ))\s*{_SIGH}(?:(?:上面|以上|刚才|前面|上一条|上封|我)?(?:的|是"
    rf"|又)?[写说打看记弄搞]错了?"
    r"|(?<!不)错了|搞混了?|弄混了?|不对(?=$|[,、。!\s是])|更正|纠正|订正|口误|笔误|手误|我是说|我的意思是"
    r"|等等(?=[,，])|不(?=[,，])"
    r"|(?:改|更)?正一下|以这[个封]为准|以此为准"
    r"|scratch that|strike that|i (?:mean|meant)\b|(?:small |quick )?correction\b|actually\b(?!,? (?:all|everything) )"
    r"|make (?:that|it)\b|or rather\b|rather[,:]|not quite right|ignore (?:that|the above|my last)"
    r"|(?:just |only )?(?:kidding|joking)|开(?:个)?玩笑|逗你(?:的|玩)|骗你的"
    r"|disregard|my mistake|my bad|wrong (?:number|item|one)|typo|i mixed (?:up|them)|mixed (?:that|them|it|those)? ?up"
    r"|i got (?:that|it) wrong|no wait|that was wrong|that's wrong)"
)
_OF_THE_MINUTES = re.compile(
    r"(?a)纪要|会上|会议|记录|负责人|截止|应?改[为成]|日期|时间|金额|预算|名单|姓名|单位|数字"
    r"|\bminutes\b|\bowner\b|\bdue date\b|\bdeadline\b|\bbudget\b|\blist\b|\bname\b|\bmeeting\b"
)
_STATE = (words.DONE, words.LATE, words.DOING, words.UNDONE, words.BLOCKED, words.ON_TIME)


def is_retraction(sentence: Sentence, is_status_before: bool) -> bool:
    """True where the reply corrects itself, not the minutes; `is_status_before` tells of the sentence before."""
    found = _TAKES_BACK.search(sentence.folded)
    if found is None or _OF_THE_MINUTES.search(sentence.folded):
        return False
    before = sentence.folded[: found.start()]
    return is_status_before if not _says(before) else any(pattern.search(before) for pattern in _STATE)


def takes_back_all(sentence: Sentence) -> bool:
    return bool(_ALL.search(sentence.folded))


_ALL = re.compile(r"上面|以上|前面|\bthe above\b|\ball (?:of )?(?:that|this|wrong)\b")


def retracted(bounds: list[Bound]) -> list[Bound]:
    """The same claims, none of them sure any more."""
    return [
        replace(bound, claim=bound.claim._replace(kind="unclear")) if bound.claim.kind in STATES else bound
        for bound in bounds
    ]


def has_status(bounds: list[Bound]) -> bool:
    return any(bound.claim.kind in STATES for bound in bounds)


def _says(text: str) -> bool:
    return any(character.isalnum() for character in text)
