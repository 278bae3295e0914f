"""What stands directly above a quotation: separators, blocks of headers, "On … wrote:"."""

import re

from mailflow.reading.labels import BEGIN_FORWARD, LABELS, SEPARATOR_WORDS, WROTE
from mailflow.reading.line import Line

MOST_HEADERS = 12  # lines of one header block that are looked at
LONGEST_HEADING = 400

_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORT_DATE = re.compile(r"\d{1,4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,4}")
_TIME = re.compile(r"\d{1,2}\s?[:：点點時h.]\s?\d{2}")
_RULE = "-—–_=*~─━"
_LABEL = re.compile(r"[\s*|\"“]{0,4}([^\s:：|<>@*][^:：|<>@*\n]{0,23}?)[\s*|]{0,4}[:：|][*\s]{0,4}(.{0,300})")
_PLACE_OF_SPEECH = ("会上", "邮件中", "邮件里", "群里", "微信里", "微信中", "纪要中", "纪要里", "报告中", "會上", "郵件中")
_OPENERS = ("on ", "at ", "am ", "le ", "el ", "em ", "op ", "den ", "il ", "dnia ", "în ", "在", "于", "於", "w dniu ", "pe ")


def is_rule(text: str) -> bool:
    """A row of dashes, underscores or bars and nothing else."""
    bare = text.replace(" ", "").replace("|", "")
    return not bare.strip(_RULE) if len(text) <= LONGEST_HEADING else False


def is_separator(text: str) -> bool:
    """"----- Original Message -----", also with headers crammed behind it."""
    if len(text) > LONGEST_HEADING:
        return False
    bare = text.strip().strip("|").replace(" ", "").lower()
    words = bare.lstrip(_RULE)
    dashes = len(bare) - len(words)
    if dashes >= 2:
        word = next((word for word in SEPARATOR_WORDS if words.startswith(word)), "")
        return bool(word) and (words[len(word) :][:2].strip(_RULE + ":：") == "" or _ends_with_rule(words))
    lowered = text.strip().lower()
    return lowered.startswith(BEGIN_FORWARD) and len(lowered) < 60


def _ends_with_rule(words: str) -> bool:
    return words.endswith(("--", "——", "==", "__"))


def header_block(lines: list[Line], at: int) -> int:
    """The number of lines of the block of headers that begins here, or 0."""
    first = label(lines[at].text)
    if first is None or not (first[0] or _ADDRESS.search(first[1])):
        return 0
    kinds: set[str] = set()
    values: list[str] = []
    strangers = 0
    end = at
    for index in range(at, min(at + MOST_HEADERS, len(lines))):
        if lines[index].blank:
            continue
        found = label(lines[index].text)
        if found is None:
            if _is_continuation(lines, index, end):
                continue
            break
        kind, value = found
        kinds.add(kind or f"?{strangers}")
        strangers += not kind
        values.append(value)
        end = index + 1
    return end - at if _is_block(kinds, values) else 0


def label(text: str) -> tuple[str, str] | None:
    """What kind of header a line is, "" for a label nobody knows, and its value; None for other lines."""
    found = _LABEL.match(text)
    if found is None:
        return None
    word = found[1].replace(" ", "").lower()
    return LABELS.get(word, ""), found[2]


def _is_continuation(lines: list[Line], index: int, end: int) -> bool:
    """A long list of addresses runs over its line."""
    return index == end and bool(_ADDRESS.search(lines[index].text[:LONGEST_HEADING])) and index > 0


def _is_block(kinds: set[str], values: list[str]) -> bool:
    known = {kind for kind in kinds if not kind.startswith("?")}
    has_address = any(_ADDRESS.search(value) for value in values)
    has_instant = any(_is_instant(value) for value in values)
    if "from" in known and len(known) >= 2 and has_instant:
        return "date" in known or has_address
    if "from" in known and len(known) >= 3:
        return has_address
    return len(kinds) >= 3 and has_address and has_instant


def _is_instant(value: str) -> bool:
    dated = _YEAR.search(value) or _SHORT_DATE.search(value)
    return bool(dated and _TIME.search(value))


def attribution(lines: list[Line], at: int) -> int:
    """The first line of "On … wrote:" that ends at this line, or -1."""
    text = lines[at].text.strip()
    if not text or len(text) > LONGEST_HEADING or not _introduces(text):
        return -1
    start, joined = at, text
    while at - start < 2 and start > 0 and _lacks(joined) and _may_belong(lines[start - 1], lines[at]):
        start -= 1
        joined = lines[start].text.strip() + " " + joined
    return start if _is_attribution(joined, _is_followed_by_quote(lines, at)) else -1


def _introduces(text: str) -> bool:
    bare = text.rstrip(":：").rstrip().lower()
    if _without_rule(bare).endswith(WROTE):
        return True
    return bare != text.lower() and ">" in text and bool(_ADDRESS.search(text) and _TIME.search(text))


def _without_rule(text: str) -> str:
    """"---- On … wrote ---" without what some programs put around it."""
    return text.strip("-—–_ ").rstrip(":： ") if text.startswith("--") else text


def _lacks(joined: str) -> bool:
    """A wrapped attribution has its date or its sender on the line before."""
    lowered = joined.lower()
    starts = lowered.startswith(_OPENERS)
    has_date = bool(_YEAR.search(joined) or _SHORT_DATE.search(joined))
    if not has_date:
        return True
    before_date = _YEAR.split(joined, maxsplit=1)[0].strip(" 于於在")
    return not _ADDRESS.search(joined) and not before_date and lowered.startswith(("于", "於")) or (
        not starts and lowered.startswith("<")
    )


def _may_belong(line: Line, last: Line) -> bool:
    text = line.text.strip()
    if not text or line.depth != last.depth:
        return False
    return bool(_ADDRESS.search(text[:LONGEST_HEADING])) or text.lower().startswith(_OPENERS) and any(
        character.isdigit() for character in text[:LONGEST_HEADING]
    )


def _is_followed_by_quote(lines: list[Line], at: int) -> bool:
    for line in lines[at + 1 : at + 4]:
        if not line.blank:
            return line.depth > lines[at].depth or line.box == "quote"
    return False


def _is_attribution(joined: str, before_quote: bool) -> bool:
    if len(joined) > LONGEST_HEADING:
        return False
    dated = bool(_YEAR.search(joined) or _SHORT_DATE.search(joined))
    if before_quote:
        return dated or bool(_ADDRESS.search(joined))
    bare = joined.rstrip(":： ")
    for verb in ("写道", "寫道", "写到"):
        if bare.endswith(verb) and bare[: -len(verb)].rstrip().endswith(_PLACE_OF_SPEECH):
            return False
    if joined.startswith("---") and _ADDRESS.search(joined):
        return True  # Notes has the date below, in a block of headers
    return dated and bool(_ADDRESS.search(joined) or _TIME.search(joined))
