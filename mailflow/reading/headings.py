"""What stands directly above a quotation: separators, blocks of headers, "On … wrote:"."""

import re
from typing import NamedTuple

from mailflow.reading.labels import BEGIN_FORWARD, LABELS, SEPARATOR_WORDS, WROTE, WROTE_INSIDE
from mailflow.reading.line import Line
from mailflow.reading.signature import is_contact_label

MOST_HEADERS = 12  # lines of one header block that are looked at
LONGEST_HEADING = 400
LONGEST_FRAME = 60
FEWEST_BELOW_TITLES = 4  # the sender, the date, and two headers
LONGEST_LABEL = 40

_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORT_DATE = re.compile(r"\d{1,4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,4}")
_TIME = re.compile(r"\d{1,2}\s?[:：点點時h.]\s?\d{2}")
_SENDER = re.compile(r"\S.{0,120}<[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}>")
_ENDS = ("。", "，", "！", "？", "；", ".", ",", "!", "?", ";")
_ON_A_DAY = re.compile(r"on (?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? .{5,60} wrote$")
_THREE_MARKS = ">>>"
_RULE = "-—–_=*~─━"
_LABEL = re.compile(r"[\s*|\"“]{0,4}([^\s:：|<>@*][^:：|<>@*\n]{0,23}?)[\s*|]{0,4}[:：|][*\s]{0,4}(.{0,300})")
_PLACE_OF_SPEECH = "会上 邮件中 邮件里 群里 微信里 微信中 纪要中 纪要里 报告中 會上 郵件中".split()
_OF_SPEECH = ("会上", "邮件中", "邮件里", "群里", "微信里", "微信中", "纪要中", "纪要里", "报告中", "會上", "郵件中")
_OF_SPEECH = tuple(place + verb for place in _PLACE_OF_SPEECH for verb in ("写道", "寫道", "写到"))
_OPENERS = tuple("on |at |am |le |el |em |op |den |il |dnia |în |在|于|於|w dniu |pe ".split("|"))


def is_rule(text: str) -> bool:
    """A row of dashes, underscores or bars and nothing else."""
    bare = text.replace(" ", "").replace("|", "").replace(">", "")
    return not bare.strip(_RULE) if len(text) <= LONGEST_HEADING else False


def is_separator(text: str) -> bool:
    """ "----- Original Message -----", also with headers crammed behind it, or a sender and a time between marks."""
    if len(text) > LONGEST_HEADING:
        return False
    if is_between_marks(text):
        return True
    bare = text.strip().strip("|").replace(" ", "").lower()
    words = bare.lstrip(_RULE)
    dashes = len(bare) - len(words)
    if dashes >= 2:
        word = next((word for word in SEPARATOR_WORDS if words.startswith(word)), "")
        return bool(word) and (words[len(word) :][:2].strip(_RULE + ":：") == "" or _ends_with_rule(words))
    lowered = text.strip().lower()
    return lowered.startswith(BEGIN_FORWARD) and len(lowered) < 60


def is_between_marks(text: str) -> bool:
    """GroupWise: ">>> Li Na <lina@corp.example> 3/3/2026 2:00 PM >>>", with an unmarked quotation below."""
    bare = text.strip()
    is_enclosed = bare.startswith(_THREE_MARKS) and bare.endswith(_THREE_MARKS)
    return is_enclosed and len(bare) <= LONGEST_HEADING and _is_instant(bare)


def _ends_with_rule(words: str) -> bool:
    return words.endswith(("--", "——", "==", "__"))


def is_frame(text: str) -> bool:
    """Words between two rules, or the words of a separator alone: part of a heading where one stands below."""
    bare = text.replace(" ", "").lower()
    if not 0 < len(bare) <= LONGEST_FRAME:
        return False
    words = bare.strip(_RULE)
    if words and bare[:4].strip(_RULE) == bare[-4:].strip(_RULE) == "":
        return not words.endswith(_ENDS)
    return words.strip("【】[]「」()（）:：").removesuffix("信息") in SEPARATOR_WORDS or _is_dated_rule(text)


def _is_dated_rule(text: str) -> bool:
    """Notes: "Li Na ---2026/04/07 17:03:25---"."""
    return "---" in text and _is_instant(text)


class _Row(NamedTuple):
    """A header: its kind, "" where nobody knows its label, its value, and the line after it."""

    kind: str
    value: str
    end: int


def header_block(lines: list[Line], at: int) -> int:
    """The number of lines of the block of headers that begins here, or 0."""
    rows = _rows(lines, at)
    if not rows or not _is_block(rows):
        return 0
    return rows[-1].end - at if _begins_block(rows, lines[at].text) else 0


def _rows(lines: list[Line], at: int) -> list[_Row]:
    """The headers from here on; a value may stand on the line below its label."""
    rows = _titles(lines, at)
    for index in range(rows[-1].end if rows else at, min(at + MOST_HEADERS, len(lines))):
        if lines[index].blank:
            continue
        text = lines[index].text
        found = label(text)
        if found:
            rows.append(_Row(*found, index + 1))
        elif rows and not rows[-1].value.strip():
            rows[-1] = rows[-1]._replace(value=text[:LONGEST_HEADING] or " ", end=index + 1)
        elif not rows or not _is_continuation(lines, index, rows[-1].end):
            break
    return rows


def _titles(lines: list[Line], at: int) -> list[_Row]:
    """Notes: the sender and the date stand above the labels, without any of their own."""
    text = lines[at].text[:LONGEST_HEADING]
    if not _has_address(text) or label(text):
        return []
    below = next((index for index in range(at + 1, min(at + 4, len(lines))) if not lines[index].blank), 0)
    if not below or not _is_instant(lines[below].text[:LONGEST_HEADING]) or label(lines[below].text):
        return []
    return [_Row("from", text, at + 1), _Row("date", lines[below].text[:LONGEST_HEADING], below + 1)]


def _begins_block(rows: list[_Row], text: str) -> bool:
    """A first line whose label nobody knows is a header where the block lacks it; else it was typed above."""
    named = _LABEL.match(text)
    if named is None:
        return label(text) is not None or len(rows) >= FEWEST_BELOW_TITLES
    if rows[0].kind or is_contact_label(named[1]):
        return bool(rows[0].kind)
    if _is_instant(rows[0].value):
        return not any(_is_instant(row.value) for row in rows[1:])
    if _SENDER.search(rows[0].value):
        return all(row.kind != "from" for row in rows[1:])
    return _has_address(rows[0].value) and not _is_block(rows[1:])


def _has_address(text: str) -> bool:
    return "@" in text and _ADDRESS.search(text) is not None  # most lines have no such sign, which is seen at once


def label(text: str) -> tuple[str, str] | None:
    """What kind of header a line is, "" for a label nobody knows, and its value; None for other lines."""
    found = _LABEL.match(text) if ":" in text or "：" in text or "|" in text else None
    if found is None:
        kind = LABELS.get(_folded(text), "") if len(text) <= LONGEST_LABEL else ""
        return (kind, "") if kind else None
    kind = LABELS.get(_folded(found[1]), "")
    return None if not kind and found[1][-1].isdigit() else (kind, found[2])


def _folded(word: str) -> str:
    return word.replace(" ", "").replace("\t", "").lower()


def _is_continuation(lines: list[Line], index: int, end: int) -> bool:
    """A long list of addresses runs over its line."""
    return index == end and _has_address(lines[index].text[:LONGEST_HEADING]) and index > 0


def _is_block(rows: list[_Row]) -> bool:
    known = {row.kind for row in rows if row.kind}
    kinds = len(known) + sum(not row.kind for row in rows)
    has_address = any(_has_address(row.value) for row in rows)
    has_instant = any(_is_instant(row.value) for row in rows)
    if "from" in known and len(known) >= 2 and has_instant:
        return "date" in known or has_address
    if "from" in known and len(known) >= 3:
        return has_address
    return kinds >= 3 and bool(known & {"from", "to"}) and has_address and has_instant


def _is_instant(value: str) -> bool:
    dated = _YEAR.search(value) or _SHORT_DATE.search(value)
    return bool(dated and _TIME.search(value))


def attribution(lines: list[Line], at: int, before_quote: bool = False) -> int:
    """The first line of "On … wrote:" that ends at this line, or -1; less is asked of it where a quotation follows."""
    text = lines[at].text.strip()
    if not text or len(text) > LONGEST_HEADING or not _introduces(text):
        return -1
    start, joined = at, text
    while at - start < 2 and start > 0 and _lacks(joined) and _may_belong(lines[start - 1], lines[at]):
        start -= 1
        joined = lines[start].text.strip() + " " + joined
    return start if _is_attribution(joined, before_quote or _is_followed_by_quote(lines, at)) else -1


def _introduces(text: str) -> bool:
    """The last line of an attribution ends on its verb, or on a colon."""
    bare = _without_rule(text)
    return bare.endswith((":", "：")) or bare.lower().endswith(WROTE)


def _without_rule(text: str) -> str:
    """ "---- On … wrote ---" without what some programs put around it."""
    return text.strip(_RULE + " ") if text[:2] in ("--", "==", "——", "__") else text


def _lacks(joined: str) -> bool:
    """A wrapped attribution has its date or its sender on the line before."""
    lowered = joined.lower()
    starts = lowered.startswith(_OPENERS)
    has_date = bool(_YEAR.search(joined) or _SHORT_DATE.search(joined))
    if not has_date:
        return True
    before_date = _YEAR.split(joined, maxsplit=1)[0].strip(" 于於在")
    return not _has_address(joined) and not before_date and lowered.startswith(("于", "於")) or (
        not starts and lowered.startswith("<")
    )


def _may_belong(line: Line, last: Line) -> bool:
    text = line.text.strip()
    if not text or line.depth != last.depth:
        return False
    if label(text):
        return False
    return _has_address(text[:LONGEST_HEADING]) or text.lower().startswith(_OPENERS) and any(
        character.isdigit() for character in text[:LONGEST_HEADING]
    )


def _is_followed_by_quote(lines: list[Line], at: int) -> bool:
    for line in lines[at + 1 : at + 4]:
        if not line.blank:
            return line.depth > lines[at].depth or line.box in ("quote", "maybe")
    return False


def _is_attribution(joined: str, before_quote: bool) -> bool:
    if len(joined) > LONGEST_HEADING:
        return False
    words = _without_rule(joined)
    bare = words.rstrip(":： ").lower()
    has_address = _has_address(joined)
    dated = bool(_YEAR.search(joined) or _SHORT_DATE.search(joined))
    at_time = bool(_TIME.search(joined))
    says = bare.endswith(WROTE) or any(verb in bare for verb in WROTE_INSIDE)
    if before_quote:
        return bool(_SENDER.search(joined)) or dated and (says or at_time) or says and _is_plain(bare)
    if bare.endswith(_OF_SPEECH):
        return False
    if not says:
        return dated and at_time and bool(_SENDER.search(joined) or has_address and words[:1].isdigit())
    if joined.startswith("---") and has_address:
        return True  # Notes has the date below, in a block of headers
    return dated and bool(has_address or at_time or _ON_A_DAY.match(bare))


def _is_plain(bare: str) -> bool:
    """ "Tom writes" is one name and a verb."""
    is_short = len(bare) <= LONGEST_LABEL and len(bare.split()) <= 4
    return is_short and bare.isascii() and not any(sign in bare for sign in ",.;!?")
