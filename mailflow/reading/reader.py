"""From the bodies of a reply to the words that its author typed."""

from typing import NamedTuple

from mailflow.meaning import Question, Reading
from mailflow.reading.answers import Pieces, sorted_lines
from mailflow.reading.headings import is_rule
from mailflow.reading.insertions import without_mark
from mailflow.reading.letter import SentLetter
from mailflow.reading.line import Line
from mailflow.reading.markup import markup_lines
from mailflow.reading.plain import plain_lines
from mailflow.reading.signature import is_device_line, is_disclaimer, without_tail

MOST_LINES = 6_000


def read(text: str | None, html: str | None, question: Question | None) -> Reading:
    """The new text and the inline answers of a reply.

    The plain text is read first, because its author saw it as lines; the HTML is read where there is no plain
    text, or where only the HTML shows what is quoted, or which words in it are the author's.
    """
    letter = SentLetter(question)
    plain = _part("text", plain_lines(text), letter) if text and text.strip() else None
    if not (html and html.strip()) or plain and plain.is_certain and (letter or plain.pieces.has_answers):
        return _reading(plain)
    marked = _part("html", markup_lines(html), letter)
    return _reading(_better(plain, marked))


class _Part(NamedTuple):
    name: str
    pieces: Pieces

    @property
    def is_certain(self) -> bool:
        return bool(self.pieces.mark) and self.pieces.has_words


def _part(name: str, lines: list[Line], letter: SentLetter) -> _Part:
    return _Part(name, sorted_lines(lines[:MOST_LINES], letter))


def _better(plain: _Part | None, marked: _Part) -> _Part:
    if plain and plain.is_certain:
        return marked if marked.pieces.inserted else plain
    if plain is None or (marked.pieces.mark and not plain.pieces.mark):
        return marked if plain is None or marked.pieces.has_words or not plain.pieces.has_words else plain
    return plain if plain.pieces.has_words else marked


def _reading(part: _Part | None) -> Reading:
    if part is None:
        return Reading("", (), ("no text",))
    pieces = part.pieces
    inline = [(n, answer) for n, lines in pieces.inline if (answer := _answer(lines, pieces.names))]
    below, cut_below = _typed(pieces.below, pieces.names, may_be_none=True)
    above, cut_above = _typed(pieces.above, pieces.names, may_be_none=bool(inline or below))
    steps = (part.name, pieces.mark or "no quotation found", *cut_above, *cut_below)
    return Reading("\n\n".join(filter(None, (above, below))), tuple(inline), steps)


def _typed(lines: list[Line], names: set[str], may_be_none: bool) -> tuple[str, tuple[str, ...]]:
    """One part of what is new, without its signature; a signature alone stays where nothing else was said."""
    typed = [line for line in lines if line.box != "signature"]
    if not may_be_none and not any(not line.blank for line in typed):
        typed = lines
    said = "\n".join(line.text.rstrip() for line in typed).strip("\n").strip()
    text, cut = without_tail(said, names, may_be_none)
    return (_without_first_rule(text) if may_be_none else text), cut


def _without_first_rule(text: str) -> str:
    """Some programs close the quotation with a rule."""
    first, _, rest = text.partition("\n")
    return rest.strip("\n") if is_rule(first) else text


def _answer(lines: list[Line], names: set[str]) -> str:
    kept = [without_mark(line.text.strip(), names) for line in lines if not line.blank]
    return "\n".join(text for text in kept if not is_device_line(text) and not is_disclaimer(text))
