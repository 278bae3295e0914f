"""Folding: one spelling for each character, one character for each, so that positions stay those of the original."""

import re

from mailflow.interpreting.slips import spelled_rightly, written_rightly
from mailflow.interpreting.traditional import TRADITIONAL

_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_UPPER = {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
_WIDE_UPPER = {code: chr(code - 0xFEE0 + 32) for code in range(0xFF21, 0xFF3B)}
_OTHER = dict(zip(map(ord, "　\xa0\t‘’“”′″–—―−‐‑．｡､〜～￥"), "   ''\"\"'\"------.。、~~¥", strict=True))
_PARTICLES = {ord(c): "了" for c in "啦喽咯咗喇"} | dict(
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


def spelled(text: str) -> str:
    """The text with circled and bracketed numbers written as "1、", ticks and crosses as words."""
    text = spelled_rightly(text)
    text = _EMOJI.sub("; ", text)
    text = _CROSS.sub(" 未完成 ", _TICK.sub(" 完成 ", text))
    return _CIRCLED.sub(_number, text)


def fold(text: str) -> str:
    """Same length as the text: narrow, lower case, simplified; common slips of the pen put right."""
    return written_rightly(text.translate(_FOLD))


def _number(found: re.Match[str]) -> str:
    code = ord(found[0][0])
    sign = "" if _AS_ORDINAL.search(found.string[max(0, found.start() - 2) : found.start()]) else "、"
    for first, last in ((0x2460, 0x2473), (0x2474, 0x2487), (0x2488, 0x249B), (0x2776, 0x277F), (0x2780, 0x2789),
                        (0x2160, 0x216B), (0x2170, 0x217B)):
        if first <= code <= last:
            return f" {code - first + 1}{sign}"
    if 0x3280 <= code <= 0x3289:
        return f" {code - 0x3280 + 1}{sign}"
    return f" {found[0][0]}{sign}"


_AS_ORDINAL = re.compile(r"第\s?$")  # "第①项"
