"""Whether an issue is solved, and whether somebody comes to a meeting: put as plain consent or refusal."""

import re

_NOT = "不同意"
_SOLVED = (
    (re.compile(
        r"(?a)(?:还|仍|尚|并|都|根本)?(?:没有?|未|不)(?:得到|完全|真正|彻底|能|算)?(?:解决|处理好|好|关闭)"
        r"|仍然?(?:存在|有)[^,。;]{0,8}(?:问题|异常|故障)?|还(?:是|有)[^,。;]{0,6}问题|解决不了|\b(?:not|isn't"
        r"|wasn't|hasn't been|not yet|never|un)\s?(?:been )?(?:re)?(?:solved|fixed|ok|closed|done)\b"
        r"|\bunre?solved\b|\bstill (?:there|open|broken|not|happening|a problem|happens|occurs)\b|\bnot yet\b"
        r"|\bcannot be closed\b|\bdon't close\b", re.I), _NOT),
    (re.compile(
        r"(?a)(?:已经?|都|均|确实|确认|问题|可以)*(?:解决|处理好|关闭|闭环)(?:了|完毕)?"
        r"|没(?:有)?(?:什么)?问题了|(?<![没未不])好了|\b(?:it is |it's |is |has been |issue |now |been "
        r"|completely )*(?:re)?solved\b|\bfixed\b|\b(?:can be |please )?close[d]?(?: it)?\b", re.I), "同意"),
)
_COMES = (
    (re.compile(
        r"(?a)(?:不|不能|无法|没法|没办法|恐怕不能)(?:参加|出席|到会|来|去)(?:了|不了)?|(?:参加|来|去|到)不了"
        r"|请假|缺席|\bdeclined?\b|\b(?:cannot|can't|can not|won't|will not|not able to"
        r"|unable to)(?: be able to)? (?:attend|come|make it|join|be there|participate)\b|\bnot (?:attending"
        r"|coming|joining)\b", re.I), _NOT),
    (re.compile(
        r"(?a)(?:会|能|可以|准时|按时|一定|我)*(?:参加|出席|到会|与会|能来|会来)|准时到|\baccept(?:ed|ing)?\b"
        r"|\b(?:i |we |i'll |we'll |will )*(?:attend(?:ing)?|be there|come|coming|join(?:ing)?|participate)\b",
        re.I), "同意"),
)
WORDS = {"confirm": _SOLVED, "attend": _COMES}


def plain(asked: str, text: str) -> str:
    """The reply with its words for yes and no to this question put as 同意 and 不同意."""
    for pattern, word in WORDS[asked]:
        text = pattern.sub(word, text)
    return text
