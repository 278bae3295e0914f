"""Lists under their status ("Done: 1, 2; in progress: 3"): the status is written behind what it is said of."""

import re
from collections.abc import Callable, Iterable

from mailflow.interpreting.folding import fold

_STATUS = (
    r"(?:已经?|均|都|全部)?(?:完成|办结|搞定)(?:的|了)?(?:有|是|事项)?|(?:正在)?(?:进行|推进|处理)中?(?:的|有)?|在做(?:的|有)?"
    r"|(?:还|尚)?(?:未|没)(?:有)?(?:完成|开始|做|启动)(?:的|有|是)*|延期(?:的|有)?|推迟(?:的|有)?|卡住(?:了|的|有)?|受阻(?:的|有)?"
    r"|(?:already )?(?:done|finished|completed?|closed)(?: so far| already)?|in progress|ongoing|wip|under way"
    r"|on track|open|pending"
    r"|not (?:yet )?(?:started|done|finished)|to ?do|delayed|late|postponed|blocked|on hold"
)
_HEAD = re.compile(rf"(?a)(?:^|(?<=[;；。.,，、|])|(?<=[;。.,|]\s))\s*(?P<status>{_STATUS})\s?:\s*")
_NUMBERS = re.compile(r"(?a)\s*(?:item |no\.? ?|第|#)?\d{1,2}(?:项|条)?(?:\s?(?:[、,，/&+和与及 ]|and|-|到"
    r"|至)\s?(?:第|#)?\d{1,2}(?:项|条)?)*")
_LONGEST = 40  # characters of one name in such a list


def turned(lines: Iterable[str], names: Callable[[str], bool]) -> tuple[list[str], bool]:
    """The lines, each status behind its items; and whether some list could not be told.

    `names` says whether a text names items. Where one of several lists holds anything else it is left out: what
    stands under a status means that status, and nothing next to it.
    """
    found: list[str] = []
    is_whole, status = True, ""
    for line in lines:
        heads = list(_HEAD.finditer(fold(line)))
        if not heads or heads[0].start():
            told = _told(line, status, names) if status else None
            status = status if told else ""
            found.append(told or line)
            continue
        for at, head in enumerate(heads):
            end = heads[at + 1].start() if at + 1 < len(heads) else len(line)
            listed, said = line[head.end() : end].strip(" ;；。.,，、|"), line[slice(*head.span("status"))]
            status = said if not listed else ""
            told = _told(listed, said, names) if listed else ""
            if told is None and len(heads) == 1:
                told = line  # a heading with a sentence behind it
            is_whole = is_whole and told is not None
            found += [told] if told else []
    return found, is_whole


def _told(listed: str, status: str, names: Callable[[str], bool]) -> str | None:
    """ "1、2（到周五）" under 延期 is "1、2 延期（到周五）"; None where something else is listed."""
    numbers = _NUMBERS.match(fold(listed))
    if numbers:
        return f"{listed[: numbers.end()].strip()} {status} {listed[numbers.end() :]}".strip()
    parts = [part.strip() for part in re.split(r"[、,，/&]|\band\b|和", listed) if part.strip()]
    if not parts or not all(len(part) <= _LONGEST and names(fold(part)) for part in parts):
        return None
    return "; ".join(f"{part} {status}" for part in parts)
