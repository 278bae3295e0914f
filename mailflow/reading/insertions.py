"""Answers inside an unmarked quotation that only a mark before them, or their colour, tells from it."""

import re

from mailflow.reading.characters import words
from mailflow.reading.headings import label
from mailflow.reading.line import Line
from mailflow.reading.quotation import below_heading, is_heading

FEWEST_MARKED = 2  # one line in brackets may be of the letter
VIVID = 80  # between the strongest and the weakest part of a colour; greys and near-blacks are below

_MARK = re.compile(r"\s{0,4}[\[【]\s?([^\[\]【】\n]{1,40}?)\s?[\]】]\s{0,4}[:：]?\s{0,4}(?=\S)")
_ANSWER = frozenset("答 答复 答覆 回答 回复 回覆 反馈 answer reply comment".split())
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})")
_RGB = re.compile(r"rgba?\(\s?(\d{1,3})[\s,]{1,3}(\d{1,3})[\s,]{1,3}(\d{1,3})")
_NAMED = frozenset("red blue green purple orange magenta maroon navy teal fuchsia darkred darkblue darkgreen".split())
_ANNOUNCED = re.compile(
    r"[红紅蓝藍绿綠紫橙]|[颜顏]色|下[面方]|原文|文中|[内內][联嵌聯]|[标標]注|below|in-?line|embedded"
    r"|\b(?:red|blue|green|purple|colou?r|comments?)\b",
    re.IGNORECASE,
)


def without_mark(text: str, names: set[str]) -> str:
    """An answer without "[its author]" or "【答】" before it."""
    found = _MARK.match(text)
    return text[found.end() :] if found and _tells(found[1], names) else text


def insertions(lines: list[Line], start: int) -> list[Line]:
    """The author's lines in the quotation that begins at `start`, of which no program marks a line."""
    body = below_heading(lines, start)
    end = next((at for at in range(body, len(lines)) if not lines[at].blank and is_heading(lines, at)), len(lines))
    quotation = [line for line in lines[body:end] if not line.blank and not line.marked]
    return _marked(quotation, recipients(lines, start)) or _coloured(quotation, lines[:start])


def recipients(lines: list[Line], start: int) -> set[str]:
    """The words of the names of those to whom the mail was sent whose quotation begins at `start`."""
    rows = [found for line in lines[start : below_heading(lines, start)] if (found := label(line.text))]
    return words(" ".join(value for kind, value in rows if kind == "to"))


def _marked(quotation: list[Line], names: set[str]) -> list[Line]:
    """Lines that begin with 【答】, or with the name of the person to whom the quoted mail was sent."""
    own = [line for line in quotation if (found := _MARK.match(line.text)) and _tells(found[1], names)]
    return [_unnamed(line, names) for line in own] if len(own) >= FEWEST_MARKED else []


def _unnamed(line: Line, names: set[str]) -> Line:
    """A name was put there by the program; 【答】 was typed."""
    found = _MARK.match(line.text)
    return line._replace(text=line.text[found.end() :]) if found and words(found[1]) <= names else line


def _tells(mark: str, names: set[str]) -> bool:
    said = words(mark)
    return bool(said) and (said <= _ANSWER or said <= names)


def _coloured(quotation: list[Line], above: list[Line]) -> list[Line]:
    """The lines of the one colour in a mail of none; the author speaks of them above, or says nothing else."""
    own = [line for line in quotation if _is_vivid(line.colour)]
    is_one = len({line.colour for line in own}) == 1 and 2 * len(own) <= len(quotation)
    said = " ".join(line.text for line in above if not line.blank)
    return own if is_one and (not said or _ANNOUNCED.search(said[:1000])) else []


def _is_vivid(colour: str) -> bool:
    if found := _RGB.match(colour):
        parts = [int(part) for part in found.groups()]
    elif _HEX.fullmatch(colour):
        size = (len(colour) - 1) // 3
        parts = [int(colour[at : at + size] * (3 - size), 16) for at in range(1, len(colour), size)]
    else:
        return colour in _NAMED
    return max(parts) - min(parts) >= VIVID
