"""Cuts a reply at the numbers of its letter's lines: "1 …", "2、…", "（3）…", "第4题：…", also within one line."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from mailflow.interpreting.folding import fold, spelled
from mailflow.interpreting.numerals import number

_UNIT = (
    r"(?!\s?(?:天(?!气)|个(?!人)|[日号台万千百元块%℃]|周(?![例会报])|月(?![度报])|年(?!度)"
    r"|人(?![手员力工事才])|名(?![单称])|小时|分钟|工作日|星期"
 r"|days?\b|weeks?\b|months?\b|hours?\b|people\b|persons?\b|k\b|st\b|nd\b|rd\b|th\b|pcs\b|units?\b"
             r"|[/~-]\s?\d)|[位套份次项条](?!\s?[、.:]))")
_SIGN = r"\s?[)\]】]?\s?(?:题|问|项|条|点)?\s?[、.:)](?!\d)|[)\]】]"
_BEHIND = rf"(?:(?P<sign>{_SIGN})|(?=[\s,])|(?=[一-鿿a-z《\"'“(])|$)"
_MARK = (
    rf"[-*•·]?\s?[(\[【]?(?:第|问题|问|no\.?\s?|q|#|item\s)?\s?(?:(?P<digits>\d{{1,2}})(?![\d]|[.:/]\d){_UNIT}"
    rf"|(?P<han>[一二三四五六七八九十]{{1,2}})(?=\s?[、.:)】]))")
_AT = re.compile(rf"(?a)(?P<before>^|\n|[;。]|(?<=\s)|,)[ \t]*{_MARK}{_BEHIND}[ \t]*", re.ASCII)


class Segment(NamedTuple):
    """What stands behind the number `n`: from `start`, where the number begins, to `end`; `text` without the number."""

    n: int
    start: int
    end: int
    text: str


class _Mark(NamedTuple):
    n: int
    start: int
    behind: int
    strict: bool
    is_line: bool


def segments(text: str, numbers: Sequence[int], *, is_short: bool = False) -> list[Segment]:
    """In order. Behind a comma a number counts only with a sign of its own, where the answers are short (`is_short`),
    or where all numbers come."""
    marks = _marks(text, set(numbers))
    strict = {mark.n for mark in marks if mark.strict}
    loose = _kept([mark for mark in marks if mark.strict or mark.n not in strict])
    is_whole = sorted(mark.n for mark in loose) == sorted(numbers)
    chosen = loose if is_short or is_whole else _kept([mark for mark in marks if mark.strict])
    ends = [*(mark.start for mark in chosen[1:]), len(text)]
    return [Segment(mark.n, mark.start, end, _bare(text[mark.behind : end]))
            for mark, end in zip(chosen, ends, strict=False)]


def prepared(text: str) -> str:
    """The text with circled numbers written out."""
    return spelled(text.replace("\r\n", "\n"))


def _marks(text: str, numbers: set[int]) -> list[_Mark]:
    found = []
    for mark in _AT.finditer(fold(text)):
        n = int(mark["digits"]) if mark["digits"] else number(mark["han"]) or 0
        if n in numbers:
            start = mark.start() + len(mark["before"])
            is_line = mark.start() == 0 or mark["before"] == "\n"
            strict = is_line or mark["before"] in (";", "。") or bool(mark["sign"])
            found.append(_Mark(n, start, mark.end(), strict, is_line))
    return found


def _kept(marks: list[_Mark]) -> list[_Mark]:
    """Numbers that go up, or begin a line; one that comes again belongs to the words of an answer."""
    kept: list[_Mark] = []
    for mark in marks:
        is_new = mark.n not in {other.n for other in kept}
        if not kept or mark.n > kept[-1].n and is_new or mark.is_line and is_new:
            kept.append(mark)
    return kept


def _bare(text: str) -> str:
    return text.strip(" \t\n\r,，;；、")
