"""Lines of a plain-text body, with their quote marks counted and taken off."""

from mailflow.reading.characters import visible, without_entities
from mailflow.reading.line import Line

_MARKS = ">＞"


def plain_lines(text: str) -> list[Line]:
    return [marked_line(raw) for raw in visible(without_entities(text)).split("\n")]


def marked_line(raw: str) -> Line:
    """A line without its marks, which are counted."""
    text = raw.rstrip()
    depth, rest = _unmark(text)
    if depth and _is_comparison(rest, depth):
        return Line(text)
    return Line(rest if depth else text, depth)


def _unmark(text: str) -> tuple[int, str]:
    depth, at = 0, 0
    for at, character in enumerate(text):  # noqa: B007 - the position is used after the loop
        if character in _MARKS:
            depth += 1
        elif character != " ":
            break
    else:
        at = len(text)
    return depth, text[at:]


def _is_comparison(rest: str, depth: int) -> bool:
    """">80% done" is a number, not a quotation."""
    number = rest.lstrip("= ")
    digits = len(number) - len(number.lstrip("0123456789"))
    return depth == 1 and digits > 0 and number[digits:].lstrip()[:1] in tuple("%％天万元")
