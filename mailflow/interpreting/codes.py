"""The one-time code that a person sends back: "确认 482913"."""

import re

from mailflow.interpreting.folding import fold
from mailflow.meaning import Meaning

_CODE = re.compile(r"(?a)(?<!\d)(\d{3})[ -]?(\d{3})(?!\d)")
_LEAD = re.compile(r"(?a)确认|验证码|口令|\bconfirm(?:ed|ing|s)?\b|\bcode\b|^\s*[\d -]+\s*[.!。]?\s*$")
_NOT_ME = re.compile(
    r"(?a)不是(?:我|本人)|没有?(?:发|批|签|说)|非本人|取消|作废|不确认|别|\bnot (?:me|mine|from me"
    r"|confirm\w*)\b|\bdid(?: not|n't)\b|\bdon't\b|\bdo not\b|\bnever\b|\bcancel\b|\?|吗")
LONGEST = 80


def interpret(text: str, *, is_asked: bool) -> Meaning | None:
    """Only where code and a word of confirming are all that is written; None where it says something else.

    `is_asked` says that the letter asks for a code: then confirming without one means that it was forgotten.
    """
    folded = fold(" ".join(text.split()))
    if len(folded) > LONGEST or _NOT_ME.search(folded):
        return _unclear() if is_asked else None
    codes = {"".join(found) for found in _CODE.findall(folded)}
    if len(codes) == 1 and _LEAD.search(folded):
        return Meaning(True, (), None, None, None, False, ("code sent back",), code=codes.pop())
    if not is_asked:
        return None
    if codes or not re.search(r"(?a)确认|\bconfirm|^(?:同意|批准|是|ok|yes)", folded):
        return _unclear()
    return Meaning(True, (), None, None, None, False, ("confirmed without the code",), code="")


def _unclear() -> Meaning:
    return Meaning(True, (), None, None, None, True, ("no code sent back",))
