"""Folding: one spelling for each character, one character for each, so that positions stay those of the original."""

import re

from mailflow.interpreting.traditional import TRADITIONAL

_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_UPPER = {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
_WIDE_UPPER = {code: chr(code - 0xFEE0 + 32) for code in range(0xFF21, 0xFF3B)}
_OTHER = dict(zip(map(ord, "　\xa0\t‘’“”′″–—―−‐‑．｡､〜～￥"), "   ''\"\"'\"------.。、~~¥", strict=True))
_PARTICLES = {ord(c): "了" for c in "啦喽咯咗"} | dict(
    zip(map(ord, "嘅唔冇係喺嚟畀俾"), "的不没是在来给给", strict=True)
)
_VARIANTS = {ord("帐"): "账"}
_FOLD = {**_VARIANTS, **TRADITIONAL, **_PARTICLES, **_WIDE, **_OTHER, **_UPPER, **_WIDE_UPPER}

_CIRCLED = re.compile("[①-⑳⑴-⒇⒈-⒛❶-❿➀-➓㊀-㊉Ⅰ-Ⅻⅰ-ⅻ]️?|[0-9]️?⃣")
_EMOJI = re.compile(  # but for the two thumbs that say yes
    "[\U0001f300-\U0001f43f\U0001f451-\U0001f64f\U0001f680-\U0001f9ff\u2639\u263a\u2764]\ufe0f?"
    "(?<![\U0001f44c\U0001f44d\U0001f197])"
)
_TICK = re.compile(r"(?:(?<=[\d、.:：)）])|(?<=\s)|(?<=[一-鿿]))\s?[√✓✔☑✅](?:\ufe0f)?")
_CROSS = re.compile(r"(?<=\d)[、.:：)）]?\s?[×✗✘❌☒](?:\ufe0f)?(?!\d)")
_SLIPS = (("己完成", "已完成"), ("己经", "已经"), ("己提交", "已提交"), ("己发", "已发"), ("己签", "已签"),
          ("己确认", "已确认"), ("登陆", "登录"),
          ("以经", "已经"), ("布署", "部署"), ("按装", "安装"), ("搞掂", "搞定"))

_FOR_ALREADY = re.compile(r"(?:^|(?<=[^一-鿿]))以(?=完成|提交|发送|发出|签|上线|更新)")

_RIGHT = dict(
    pair.split(":")
    for pair in "finnished:finished finishd:finished finised:finished compleated:completed completd:completed "
    "complet:complete "
    "complated:completed tomorow:tomorrow tommorow:tomorrow tommorrow:tomorrow tomorrw:tomorrow "
    "tmr:tomorrow tmrw:tomorrow "
    "recieved:received recived:received wensday:Wednesday wendesday:Wednesday wednsday:Wednesday thrusday:Thursday "
    "thurday:Thursday firday:Friday munday:Monday tuseday:Tuesday delayd:delayed deleyed:delayed dellayed:delayed "
    "comming:coming untill:until acount:account acounts:accounts aproved:approved approoved:approved aprove:approve "
    "agread:agreed agre:agree submited:submitted sumbitted:submitted sumitted:submitted postponned:postponed "
    "posponed:postponed progres:progress proggress:progress inprogress:in_progress shedule:schedule schedual:schedule "
    "alredy:already allready:already confirmd:confirmed comfirmed:confirmed comfirm:confirm dont:don't cant:can't "
    "wont:won't isnt:isn't didnt:didn't hasnt:hasn't doesnt:doesn't havent:haven't wasnt:wasn't arent:aren't "
    "reveiw:review reveiwed:reviewed revied:reviewed updatd:updated udpated:updated uploded:uploaded "
    "u'll:you'll blockd:blocked bloked:blocked attachement:attachment doen:done donee:done redy:ready".split()
)
_MISSPELT = re.compile(r"(?i)(?<![\w@.-])(?:" + "|".join(sorted(_RIGHT, key=len, reverse=True)) + r")(?![\w@-])")


def _rightly(found: re.Match[str]) -> str:
    return _RIGHT[found[0].lower()].replace("_", " ")


def spelled(text: str) -> str:
    """The text with circled and bracketed numbers written as "1、", ticks and crosses as words."""
    text = _MISSPELT.sub(_rightly, text)
    text = _EMOJI.sub("; ", text)
    text = _CROSS.sub(" 未完成 ", _TICK.sub(" 完成 ", text))
    return _CIRCLED.sub(_number, text)


def fold(text: str) -> str:
    """Same length as the text: narrow, lower case, simplified; common slips of the pen put right."""
    folded = text.translate(_FOLD)
    if "以" in folded:
        folded = _FOR_ALREADY.sub("已", folded)
    for slip, right in _SLIPS:
        if slip in folded:
            folded = folded.replace(slip, right)
    return folded


def _number(found: re.Match[str]) -> str:
    code = ord(found[0][0])
    for first, last in ((0x2460, 0x2473), (0x2474, 0x2487), (0x2488, 0x249B), (0x2776, 0x277F), (0x2780, 0x2789),
                        (0x2160, 0x216B), (0x2170, 0x217B)):
        if first <= code <= last:
            return f" {code - first + 1}、"
    if 0x3280 <= code <= 0x3289:
        return f" {code - 0x3280 + 1}、"
    return f" {found[0][0]}、"
