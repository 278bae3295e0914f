"""Sorts the lines of a reply into new ones, quoted ones, and answers that stand under an item's line."""

from dataclasses import dataclass, field

from mailflow.reading.arrows import with_own_arrows
from mailflow.reading.headings import header_block, is_rule, is_separator
from mailflow.reading.insertions import insertions, recipients
from mailflow.reading.letter import CELL, GRAM, Match, SentLetter, key
from mailflow.reading.line import Line
from mailflow.reading.marker import BUTTON_SIGN, is_marker, without_buttons
from mailflow.reading.quotation import above, below_heading, find_quotation, is_heading


@dataclass
class Pieces:
    """`mark` says how the quotation was found, "" where none was; `inserted` tells of answers known by their looks.

    `names` are the words of the author's name, as far as anything tells them.
    """

    above: list[Line]
    below: list[Line] = field(default_factory=list)
    inline: list[tuple[int, list[Line]]] = field(default_factory=list)
    mark: str = ""
    inserted: bool = False
    names: set[str] = field(default_factory=set)

    @property
    def has_words(self) -> bool:
        return self.has_answers or any(not line.blank for line in self.above)

    @property
    def has_answers(self) -> bool:
        """True where the author wrote within the quotation or below it."""
        return bool(self.inline) or any(not line.blank for line in self.below)

    def add(self, item: int, line: Line) -> None:
        """One more line under an item; further lines under the same item belong to the same answer."""
        if not item:
            self.below.append(line)
        elif self.inline and self.inline[-1][0] == item:
            self.inline[-1][1].append(line)
        elif not line.blank:
            self.inline.append((item, [line]))


def sorted_lines(lines: list[Line], letter: SentLetter) -> Pieces:
    """By the letter that was sent, or else by the marks of programs."""
    shown = find_quotation(lines)
    if shown and shown[1] == "quote marks":
        lines = with_own_arrows(lines, shown[0], letter)
        shown = find_quotation(lines, shown[0])
    pieces = _by_letter(lines, letter, shown) or _by_marks(lines, letter, shown)
    pieces.names |= letter.reader
    return pieces


def _by_letter(lines: list[Line], letter: SentLetter, shown: tuple[int, str] | None) -> Pieces | None:
    """Subtracts the sent letter; None where it is not known or not quoted."""
    if not letter:
        return None
    quotation = shown[0] if shown else len(lines)
    matches = _not_typed(_matches(lines, letter), lines, quotation)
    _drop_headers(matches, lines, quotation)
    found = [at for at, match in enumerate(matches) if match]
    if not found or not _is_evidence(found, matches, lines):
        return None
    start = above(lines, min(found[0], shown[0]) if shown else found[0])
    _fill_gaps(lines, matches, letter)
    pieces = Pieces(lines[:start], mark="sent letter subtracted")
    _sort_below(lines, matches, start, found, letter, pieces)
    return pieces


def _matches(lines: list[Line], letter: SentLetter) -> list[Match | None]:
    matches: list[Match | None] = []
    after: int | None = None
    for line in lines:
        if line.blank:
            matches.append(None)
            continue
        match = letter.match(without_buttons(line.text), after)
        matches.append(match)
        after = match.end if match else after if line.depth == 0 else None
    return matches


def _not_typed(matches: list[Match | None], lines: list[Line], quotation: int) -> list[Match | None]:
    """Without the lines above the quotation that only repeat our words: "received", or the example we gave."""
    said = [at for at, line in enumerate(lines) if not line.blank]
    kept = list(matches)
    for before, at, behind in zip([None, *said], said, [*said[1:], None], strict=False):
        match = matches[at]
        if match is None or match.item or lines[at].quoted or at >= quotation:
            continue
        above_it = matches[before] if before is not None else None
        below = matches[behind] if behind is not None else None
        if not (above_it and above_it.end == match.start) and not (below and below.start == match.end):
            kept[at] = None
    return kept


def _drop_headers(matches: list[Match | None], lines: list[Line], start: int) -> None:
    """The subject among the headers of a mail is no line of the letter; their first line is not of it."""
    last = max((at for at, match in enumerate(matches) if match), default=0)
    while start < last:
        length = 0 if matches[start] or lines[start].blank else header_block(lines, start)
        matches[start : start + length] = [None] * length
        start += max(1, length)


def _fill_gaps(lines: list[Line], matches: list[Match | None], letter: SentLetter) -> None:
    """Short pieces, such as the cells of a table, are ours where the letter has them between their neighbours."""
    following: list[int | None] = [None] * len(lines)
    start: int | None = None
    for at in range(len(lines) - 1, -1, -1):
        following[at] = start
        start = matches[at].start if matches[at] else start  # type: ignore[union-attr]
    end: int | None = None
    for at, match in enumerate(matches):
        if match:
            end = match.end
        elif end is not None and not lines[at].blank:
            matches[at] = found = letter.match_between(without_buttons(lines[at].text), end, following[at])
            end = found.end if found else end


def _is_evidence(found: list[int], matches: list[Match | None], lines: list[Line]) -> bool:
    """One short line in common may be chance; two lines, or a long or marked one, are not."""
    if len(found) >= 2:
        return True
    match = matches[found[0]]
    return bool(match) and (match.end - match.start >= 2 * GRAM or lines[found[0]].quoted)


def _sort_below(
    lines: list[Line],
    matches: list[Match | None],
    start: int,
    found: list[int],
    letter: SentLetter,
    pieces: Pieces,
) -> None:
    is_marked = sum(lines[at].marked for at in found) * 2 > len(found)
    end = _thread_end(lines, found[-1], is_marked)
    item = 0
    for at in range(start, len(lines)):
        line, match = lines[at], matches[at]
        if match:
            item = match.item
            is_row = CELL in line.text and letter.resembles(line.text)
            if match.answer and not is_marked and BUTTON_SIGN not in line.text and not is_row:
                pieces.add(item, line._replace(text=match.answer))
            continue
        if at < found[0] or at >= end or line.box == "signature" or _is_machinery(line, is_marked, letter):
            continue
        if at < found[-1] and is_rule(line.text):
            continue
        pieces.add(item if at < found[-1] or item else 0, line)


def _is_machinery(line: Line, is_marked: bool, letter: SentLetter) -> bool:
    if line.blank:
        return False
    if is_marked and line.marked:
        return True
    if BUTTON_SIGN in line.text and not without_buttons(line.text).strip():
        return True
    if is_marker(line.text):
        return True
    return not is_marked and letter.resembles(line.text)  # where quoted lines are marked, this one was typed


def _thread_end(lines: list[Line], last: int, is_marked: bool) -> int:
    """Below our letter stand older mails, which are no answers to it."""
    if is_marked:
        return len(lines)
    return next((at for at in range(last + 1, len(lines)) if not lines[at].blank and is_heading(lines, at)), len(lines))


def _by_marks(lines: list[Line], letter: SentLetter, shown: tuple[int, str] | None) -> Pieces:
    """Cuts where the marks of a program show the quotation; answers between marked lines keep their item."""
    if shown is None:
        return Pieces(lines)
    start, mark = shown
    start = above(lines, start)
    pieces = Pieces(lines[:start], mark=mark)
    if not _is_marked(lines, start):
        lines = [line._replace(depth=1) if line.box == "maybe" else line for line in lines]
    if _is_marked(lines, start):
        _sort_marked(lines, start, letter, pieces)
    if not letter:
        pieces.names = recipients(lines, start)
    if not letter and not pieces.has_answers:
        pieces.below = insertions(lines, start)
        pieces.inserted = bool(pieces.below)
    return pieces


def _is_marked(lines: list[Line], start: int) -> bool:
    """Marks begin right below the heading, or near it and go on; a few of them are quoted inside an unmarked mail."""
    near = [at for at in range(start, min(start + 14, len(lines))) if not lines[at].blank][:7]
    if not any(lines[at].depth for at in near):
        return False
    body = below_heading(lines, start)
    filled = [line for line in lines[body:] if not line.blank]
    return bool(filled) and (filled[0].depth > 0 or 2 * sum(line.depth > 0 for line in filled) > len(filled))


def _sort_marked(lines: list[Line], start: int, letter: SentLetter, pieces: Pieces) -> None:
    first = next(at for at in range(start, len(lines)) if lines[at].depth)
    item, at = 0, first
    while at < len(lines):
        line = lines[at]
        if line.quoted:
            item = letter.item_of_title(line.text) or (0 if line.blank else item)
        elif not _is_wrapped_rest(lines, at, item):
            if not line.blank and (find := _older(lines, at)):
                at = find
                continue
            pieces.add(item, line)
        at += 1


def _older(lines: list[Line], at: int) -> int:
    """Skips a heading that introduces the next quotation."""
    shown = find_quotation(lines[at : at + 4])
    if shown and shown[0] == 0 and shown[1] in ("attribution", "separator", "header block"):
        return at + max(1, header_block(lines, at)) if not is_separator(lines[at].text) else at + 1
    return 0


def _is_wrapped_rest(lines: list[Line], at: int, item: int) -> bool:
    """Programs that break quoted lines again leave their ends without a mark."""
    if item or at == 0 or at + 1 >= len(lines):
        return False
    above_it, below = lines[at - 1], lines[at + 1]
    return (
        above_it.depth > 0 and below.depth > 0 and len(key(above_it.text)) >= 40 and len(lines[at].text) < 40
    )
