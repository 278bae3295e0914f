"""Where the quotation begins when only the marks of mail programs tell."""

import re

from mailflow.reading.headings import attribution, header_block, is_frame, is_rule, is_separator
from mailflow.reading.line import Line
from mailflow.reading.marker import is_marker

_DAY = re.compile(r"20\d\d-\d\d-\d\d")
_NAME = re.compile(r"[^\W\d_]{1,12}(?: [^\W\d_]{1,12}){0,2}")


def find_quotation(lines: list[Line], first: int = 0) -> tuple[int, str] | None:
    """The first line of the quotation at or below `first`, and the mark that shows it."""
    for at in range(first, len(lines)):
        if lines[at].blank and not lines[at].quoted:
            continue
        mark = _mark(lines, at)
        if mark == "attribution":
            return max(first, attribution(lines, at)), mark
        if mark:
            return at, mark
    return None


def next_sign(lines: list[Line], first: int) -> int:
    """The first line at or below `first` that shows a quotation by more than quote marks, or their number."""
    signs = (at for at in range(first, len(lines)) if _mark(lines, at) not in ("", "quote marks"))
    return next(signs, len(lines))


def _mark(lines: list[Line], at: int) -> str:
    line = lines[at]
    if is_marker(line.text):
        return "reply-above marker"
    if line.box in ("quote", "rest"):
        return "quoting box"
    return _heading(lines, at) or ("quote marks" if line.depth else "")


def is_heading(lines: list[Line], at: int) -> bool:
    """True where the words of a program introduce another mail."""
    return bool(_heading(lines, at))


def _heading(lines: list[Line], at: int) -> str:
    if attribution(lines, at) >= 0:
        return "attribution"
    if is_separator(lines[at].text):
        return "separator"
    return "header block" if header_block(lines, at) else ""


def above(lines: list[Line], start: int) -> int:
    """The start moved up over rules, empty lines and headings that belong to the quotation."""
    while start:
        line = lines[start - 1]
        if line.blank or is_rule(line.text) or is_marker(line.text) or is_frame(line.text):
            start -= 1
            continue
        begin = attribution(lines, start - 1, before_quote=True)
        if begin < 0:
            begin = _dated_name(lines, start)
        if begin < 0:
            return start
        start = begin
    return start


def below_heading(lines: list[Line], start: int) -> int:
    """The first line below what introduces the quotation that begins at `start`."""
    at = start
    while at < len(lines) and not lines[at].depth and (length := _heading_length(lines, at)):
        at += length
    return at


def _heading_length(lines: list[Line], at: int) -> int:
    line = lines[at]
    if line.blank or is_rule(line.text) or is_marker(line.text) or is_frame(line.text) or is_separator(line.text):
        return 1
    ends = [end for end in range(at, min(at + 3, len(lines))) if at == attribution(lines, end, before_quote=True)]
    return ends[-1] + 1 - at if ends else header_block(lines, at)


def _dated_name(lines: list[Line], start: int) -> int:
    """NetEase Flashmail puts the day, and below it the name of its user, above the headers: where they begin, or -1."""
    filled = [at for at in range(max(0, start - 8), start) if not lines[at].blank][-3:]
    if len(filled) < 3 or not _DAY.fullmatch(lines[filled[1]].text.strip()):
        return -1
    return filled[1] if _NAME.fullmatch(lines[filled[2]].text.strip()) else -1
