"""Lines, sentences and clauses of a reply, each in its original and its folded form."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mailflow.interpreting.folding import fold

_END = re.compile(
    r"(?a)(?<=[a-z])[~～]+(?=\s)|(?<=[一-鿿])[~～]+(?=\d{1,2}\s?[、,，.已都]|\s|$)|\[[一-鿿]{1,4}\]|[。！!？?；;]+[\"”’)）]*|…+"
    r"|(?<![\d\s])(?<!\bapprox)(?<!\bno(?=\.\s?\d))(?<!\bnr)(?<!\be\.g)(?<!\bi\.e)(?<!\bincl)(?<!\bca)(?<!\bmr)(?<!\bdr)(?<!\bms)(?<!\bvs)(?<!\betc)\.+(?=\s"
    r"|$|[一-鿿])|(?<=\d\d)\.(?=\s+[A-Z一-鿿]\w)"
    r"|(?<=\d\d)\.(?=\s+\d{1,2}(?:(?:,| and| &|-|, and) ?\d{1,2})*:? (?:is|are|was|were|will|has|have|as|on|done"
    r"|finished|in|not|still)\b)"
    r"|(?<=(?:and|ver) \d)\.(?=\s+[A-Z一-鿿]\w*)", re.IGNORECASE)
_BREAK = re.compile(
    r"(?a)[,，、()（）]|\s[-–—]+\s|——+|-{2,}|(?<=[一-鿿])\s+(?=[一-鿿])|\.{2,}|\s(?:but|because|since(?! (?:last"
    r"|yesterday"
    r"|this|mon|tue|wed|thu|fri|early|noon|the \d|\d))"
    r"|so(?= (?:the|we|it|i|my|our|this|that|this|they)\b)|so that|however|although|though|while|whereas)\s"
    r"|(?<=[^\d一-鿿])\s?(?=但|不过|然而)|(?<=[了好完齐成])(?=但|不过|然而|可是)|(?<=[了好完成毕定])(?=没有?(?:什么)?问题|谢谢|辛苦|感谢)|(?<=[^,，\s])(?=所以|因此(?!而)"
    r"|导致|然后(?!再))|[:：](?=\s"
    r"|[一-鿿a-z])|\band (?=(?:i|we|it|they|he|she|the|will|have|has|cannot|can't|need|then|am|is|are"
    r"|now|still|also|should)\b)")

# "收到 1完成 2进行中": what opens a reply before its first number is a sentence of its own.
_OPENING = re.compile(
    r"(?a)\s*(?:(?:收到|已收到|收悉|已阅|已读|知悉|知道了?|了解|明白|好的?"
    r"|(?:ok|okay|noted|received|got it|understood|thanks|thank you|thx)\b)了?[~～!]?"
    r"|(?:目前|最新)?(?:进度|进展|状态)(?:如下)?\s?[:：]?)\s*"
    r"(?=\d{1,2}\s?[、.:：)）]?\s?(?:已|都|均|完成|搞定|做完|好了|进行|延期|推迟|延后|延迟|推到|还[没在要]|没|未"
    r"|卡|受阻"
    r"|(?:is|are|has|done|finished|completed?|in progress|started|delayed|late|blocked|stuck|not|will|on track)\b))",
    re.IGNORECASE)


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
    opening = _OPENING.match(line)
    at = opening.end() if opening else 0
    if opening:
        yield Sentence.of(opening[0].strip())
    for found in _END.finditer(line, at):
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


_LEADS = frozenset("but so because since however although though while whereas".split())
