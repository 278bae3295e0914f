"""Lines, sentences and clauses of a reply, each in its original and its folded form."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mailflow.interpreting.folding import fold

_END = re.compile(
    r"(?a)[。！!？?；;]+[\"”’)）]*|…+"
    r"|(?<![\d\s])(?<!\bapprox)(?<!\bno)(?<!\bnr)(?<!\be\.g)(?<!\bi\.e)(?<!\bincl)(?<!\bca)(?<!\bmr)(?<!\bdr)(?<!\bms)(?<!\bvs)(?<!\betc)\.+(?=\s"
    r"|$|[一-鿿])|(?<=\d\d)\.(?=\s+[A-Z一-鿿]\w)", re.IGNORECASE)
_BREAK = re.compile(
    r"(?a)[,，、()（）]|\s[-–—]+\s|——+|-{2,}|(?<=[一-鿿])\s+(?=[一-鿿])|\.{2,}|\s(?:but|because|since"
    r"|so that|however|although|though|while|whereas)\s|(?<=[^\d一-鿿])\s?(?=但|不过|然而)|[:：](?=\s"
    r"|[一-鿿a-z])|\band (?=(?:i|we|it|they|he|she|the|will|have|has|cannot|can't|need|then|am|is|are"
    r"|now|still|also|should)\b)")


class Sentence(NamedTuple):
    text: str
    folded: str
    is_asked: bool = False

    @classmethod
    def of(cls, text: str) -> "Sentence":
        return cls(text, fold(text), text.rstrip("\"”’)） ").endswith(("?", "？")))

    def part(self, start: int, end: int) -> "Sentence":
        return Sentence(self.text[start:end], self.folded[start:end], self.is_asked)


def sentences(line: str) -> Iterator[Sentence]:
    at = 0
    for found in _END.finditer(line):
        if line[at : found.start()].strip() or "?" in found[0] or "？" in found[0]:
            yield Sentence.of(line[at : found.end()].strip())
        at = found.end()
    if line[at:].strip():
        yield Sentence.of(line[at:].strip())


def clauses(text: str, kept: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of the clauses of a folded sentence; `kept` spans are never broken."""
    whole = list(kept)
    spans, at = [], 0
    for found in _BREAK.finditer(text):
        if any(start < found.end() and found.start() < end for start, end in whole):
            continue
        if text[at : found.start()].strip():
            spans.append((at, found.start()))
        at = found.start() if found[0].strip() in _LEADS else found.end()
    if text[at:].strip():
        spans.append((at, len(text)))
    return spans


_LEADS = frozenset("but because since however although though while whereas".split())
