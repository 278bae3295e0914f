"""From the bodies of a reply to the words that its author typed."""

from typing import NamedTuple

from mailflow.meaning import Question, Reading
from mailflow.reading.answers import Pieces, by_letter, by_marks
from mailflow.reading.letter import SentLetter
from mailflow.reading.line import Line
from mailflow.reading.markup import markup_lines
from mailflow.reading.plain import plain_lines
from mailflow.reading.signature import is_device_line, is_disclaimer, without_tail

MOST_LINES = 6_000


def read(text: str | None, html: str | None, question: Question | None) -> Reading:
    """The new text and the inline answers of a reply.

    The plain text is read first, because its author saw it as lines; the HTML is read where there is no plain
    text, or where only the HTML shows what is quoted.
    """
    letter = SentLetter(question)
    plain = _part("text", plain_lines(text), letter) if text and text.strip() else None
    if plain and plain.is_certain or not (html and html.strip()):
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
    lines = lines[:MOST_LINES]
    return _Part(name, by_letter(lines, letter) or by_marks(lines, letter))


def _better(plain: _Part | None, marked: _Part) -> _Part:
    if plain is None or (marked.pieces.mark and not plain.pieces.mark):
        return marked if plain is None or marked.pieces.has_words or not plain.pieces.has_words else plain
    return plain if plain.pieces.has_words else marked


def _reading(part: _Part | None) -> Reading:
    if part is None:
        return Reading("", (), ("no text",))
    text, cut = without_tail(_tidy(part.pieces.new))
    inline = tuple((n, _answer(lines)) for n, lines in part.pieces.inline)
    steps = (part.name, part.pieces.mark or "no quotation found", *cut)
    return Reading(text, tuple((n, answer) for n, answer in inline if answer), steps)


def _tidy(lines: list[Line]) -> str:
    typed = [line for line in lines if line.box != "signature"]
    if not any(not line.blank for line in typed):
        typed = lines
    return "\n".join(line.text.rstrip() for line in typed).strip("\n").strip()


def _answer(lines: list[Line]) -> str:
    kept = [line.text.strip() for line in lines if not line.blank]
    return "\n".join(text for text in kept if not is_device_line(text) and not is_disclaimer(text))
