"""Lines of a plain-text body, with their quote marks counted and taken off."""

import re
from collections import Counter

from mailflow.reading.characters import visible, without_entities
from mailflow.reading.headings import is_between_marks
from mailflow.reading.line import Line

_MARKS = ">＞"
_UNITS = tuple("%％天万元")
_INITIALS = re.compile(r" ?([A-Za-z]{1,3})(?=>)")
_FEWEST_LINES = 3  # of the same initials


def plain_lines(text: str) -> list[Line]:
    raw = visible(without_entities(text)).split("\n")
    return [marked_line(line) for line in _without_initials(raw)]


def _without_initials(raw: list[str]) -> list[str]:
    """Some programs put the sender's initials before their marks: "LN> "."""
    found = [_INITIALS.match(line) for line in raw]
    counts = Counter(match[1] for match in found if match)
    return [
        line[match.end() :] if match and counts[match[1]] >= _FEWEST_LINES else line
        for line, match in zip(raw, found, strict=True)
    ]


def marked_line(raw: str) -> Line:
    """A line without its marks, which are counted."""
    text = raw.rstrip()
    rest = text.lstrip(_MARKS + " ")
    marks = text[: len(text) - len(rest)]
    depth = len(marks) - marks.count(" ")
    if not depth or depth == 1 and _is_comparison(rest) or depth > 2 and is_between_marks(text):
        return Line(text)
    return Line(rest, depth, marks=marks)


def _is_comparison(rest: str) -> bool:
    """">80% done" is a number, not a quotation."""
    number = rest.lstrip("= ")
    digits = len(number) - len(number.lstrip("0123456789"))
    return digits > 0 and number[digits:].lstrip()[:1] in _UNITS
