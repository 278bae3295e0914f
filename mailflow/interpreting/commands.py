"""Words to the desk itself: take back, status, help. They count only when they are all that was written."""

import re

from mailflow.interpreting.folding import fold

_PLEASE = r"(?:请|麻烦|帮我|please|pls)?[\s,]*"
_END = r"[\s,]*(?:一下|谢谢|please|pls|thanks|thank you)?[\s.!,~。]*"
_UNDO = re.compile(
    rf"(?a){_PLEASE}(?:撤销|撤回|取消|收回|undo|revert|take (?:it|that|this) back|revoke|retract|withdraw)"
    rf"(?:\s?(?:我的?|我?刚才的?|上一?[次封条]的?|之前的?|这[次封条]的?|以上|that|it|this|my|the|last"
    rf"|previous))*\s?(?:回复|答复|回执|操作|记录|邮件|reply|answer|response|message|mail|change"
    rf"|update)?{_END}"
)
_BARE_CANCEL = re.compile(r"(?a)^(?:取消|收回)[\s.!。]*$")
_STATUS = re.compile(
    rf"(?a){_PLEASE}(?:(?:查询?|看|show|my|current|get)\s?)?(?:我的)?(?:状态|进度|待办|status|my items"
    rf"|open items){_END}\??")
_HELP = re.compile(
    rf"(?a){_PLEASE}(?:帮助|使用帮助|怎么用|怎么回复|如何回复|help|how do i (?:reply|answer"
    rf"|use this)){_END}\??")


def is_undo(text: str) -> bool:
    folded = fold(text).strip()
    return len(folded) <= 60 and bool(_UNDO.fullmatch(folded)) and not _BARE_CANCEL.match(folded)


def wanted(text: str) -> str | None:
    folded = fold(text).strip()
    if len(folded) > 40:
        return None
    if _STATUS.fullmatch(folded):
        return "status"
    return "help" if _HELP.fullmatch(folded) else None
