"""The letter that we sent, indexed so that its lines are known in a reply however a program bent them."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

from mailflow.meaning import Question
from mailflow.reading.characters import visible, words
from mailflow.reading.marker import without_buttons

LONGEST_LETTER = 32_768  # characters that are indexed
CELL = " | "  # between the cells of a table row
GRAM = 8  # a shorter piece of a line proves nothing
WIDEST_GAP = 400  # characters of the letter in which a short piece is looked for
LONGEST_KNOWN = 200  # characters of a line whose key is kept
_MOST_PLACES = 8  # places of one gram that are tried


class Match(NamedTuple):
    """`item` is the item under whose lines this one stands, 0 for none; `answer` is what was typed behind it."""

    start: int
    end: int
    item: int
    whole: bool
    answer: str = ""


class SentLetter:
    def __init__(self, question: Question | None) -> None:
        self.reader = words(question.to_name) if question else set[str]()
        self._items = question.items if question else ()
        self._title_keys = [(item.n, key(item.title)) for item in self._items]
        self.stream = ""
        self._starts: dict[str, list[int]] = {}
        self._line_ends: set[int] = set()
        self._item_at: list[tuple[int, int]] = []
        text = visible(question.text)[:LONGEST_LETTER] if question else ""
        self._index([line for line in text.split("\n") if line.strip()])

    def __bool__(self) -> bool:
        return bool(self.stream)

    def _index(self, lines: list[str]) -> None:
        pieces, at, item = [], 0, 0
        for line in lines:
            piece = key(without_buttons(line))
            if not piece:
                continue
            item = self._item_of_line(piece, line, item)
            self._starts.setdefault(piece, []).append(at)
            self._item_at.append((at, item))
            pieces.append(piece)
            at += len(piece)
            self._line_ends.add(at)
        self.stream = "".join(pieces)
        self._line_starts = [start for start, _ in self._item_at]

    def _item_of_line(self, piece: str, line: str, current: int) -> int:
        """An item's lines are the one with its title and the indented ones below."""
        for n, title in self._title_keys:
            if title and title in piece:
                return n
        return current if line[:1] in " \t" else 0

    def item_of_title(self, text: str) -> int:
        """The item whose title stands in this line, 0 for none: for letters whose text is not known."""
        piece = key(text) if len(text) < 1000 else ""
        found = [n for n, title in self._title_keys if title and title in piece]
        return found[0] if len(found) == 1 else 0

    def match(self, text: str, after: int | None) -> Match | None:
        """Where this line stands in the letter; `after` is the end of the match directly above, if any."""
        piece = key(text) if len(text) <= 4000 else ""
        if not piece:
            return None
        return self._whole(piece, after) or self._continued(piece, after) or self._piece(piece, text)

    def match_between(self, text: str, start: int, end: int | None) -> Match | None:
        """A piece of any length, in the part of the letter that lies between its neighbours."""
        piece = key(text) if len(text) <= 400 else ""
        end = (
            min(start + WIDEST_GAP, len(self.stream))
            if end is None or end < start
            else min(end, start + WIDEST_GAP)
        )
        place = self.stream.find(piece, start, end) if piece else -1
        return self._found(place, place + len(piece)) if place >= 0 else None

    def _whole(self, piece: str, after: int | None) -> Match | None:
        starts = self._starts.get(piece)
        if not starts:
            return None
        start = starts[0]
        if after is not None and len(starts) > 1:
            start = next((start for start in starts if start >= after), start)
        return self._found(start, start + len(piece))

    def _continued(self, piece: str, after: int | None) -> Match | None:
        """The rest of a line that the program broke."""
        if after is None or (after in self._line_ends and len(piece) < GRAM):
            return None
        return self._found(after, after + len(piece)) if self.stream.startswith(piece, after) else None

    def _piece(self, piece: str, text: str) -> Match | None:
        """A part of a line, several lines in one, or a line with an answer typed behind it."""
        for place in self._places(piece[:GRAM]):
            if self.stream.startswith(piece, place):
                return self._found(place, place + len(piece))
            length = _common(self.stream, place, piece)
            if place + length in self._line_ends and (place == 0 or place in self._line_ends):
                return self._found(place, place + length, _behind(text, length))
        return None

    def _places(self, gram: str) -> Iterator[int]:
        place = self.stream.find(gram) if len(gram) == GRAM else -1
        for _ in range(_MOST_PLACES):
            if place < 0:
                return
            yield place
            place = self.stream.find(gram, place + 1)

    def _found(self, start: int, end: int, answer: str = "") -> Match:
        line = bisect_left(self._line_starts, end) - 1
        item = self._item_at[line][1] if line >= 0 else 0
        return Match(start, end, item, end in self._line_ends, answer)

    def resembles(self, text: str) -> bool:
        """True where most of a line is in the letter, though not in one piece: a table row, a translated label."""
        if CELL in text:
            return self._has_cells(text[:4000])
        piece = key(text[:1000])
        if len(piece) < GRAM:
            return False
        grams = [piece[at : at + 4] for at in range(len(piece) - 3)]
        return sum(gram in self._short_grams for gram in grams) >= 0.6 * len(grams)

    def _has_cells(self, text: str) -> bool:
        """A row of a table: the plain text has its cells one by one, and the head of each but the first column."""
        cells = [piece for cell in text.split(CELL) if (piece := key(cell))]
        known = sum(piece in self.stream for piece in cells)
        return known > 0 and known >= len(cells) - 1

    @cached_property
    def _short_grams(self) -> frozenset[str]:
        return frozenset(self.stream[at : at + 4] for at in range(len(self.stream) - 3))


def key(text: str) -> str:
    """Letters and digits only, so that wrapping, marks, dashes and the width of characters do not matter."""
    return _known_key(text) if len(text) <= LONGEST_KNOWN else _key(text)


def _key(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return _BETWEEN.sub("", text.lower())


# A line of the letter comes back in the reply, and the lines of one paper in the replies of all who got it.
_known_key = lru_cache(2_000)(_key)


_BETWEEN = re.compile(r"[\W_]+")


def _common(stream: str, place: int, piece: str) -> int:
    longest = min(len(piece), len(stream) - place)
    low, high = 0, longest
    while low < high:
        middle = (low + high + 1) // 2
        if stream.startswith(piece[:middle], place):
            low = middle
        else:
            high = middle - 1
    return low


def _behind(text: str, length: int) -> str:
    """What follows the first `length` letters and digits of a line."""
    seen = 0
    for at, character in enumerate(text):
        seen += len(key(character))
        if seen >= length:
            return text[at + 1 :].strip(" :：-—>→)）】]、,，。.|\t")
    return ""
