"""Answers to numbered questions in plain words: which words answer which question."""

import re
from collections.abc import Sequence

from mailflow.interpreting import vocabulary as words
from mailflow.interpreting.folding import fold
from mailflow.interpreting.numbering import prepared, segments
from mailflow.interpreting.politeness import without_politeness
from mailflow.meaning import Item, Meaning

_HANDED = re.compile(
    r"\s*(?:请)?(?:转交|转给|移交|交给|由.{2,6}(?:回答|回复|答复))|\s*(?:this is |it's )?not mine\b|\s*不是我")
MOST_BESIDE = 30  # characters beside the answers that need no reader
LONGEST = 5_000


def interpret(items: tuple[Item, ...], new_text: str, inline: Sequence[tuple[int, str]], name: str) -> Meaning:
    """By number, under the quoted lines, line by line, or all of it where there is one question; nobody guesses."""
    numbers = [item.n for item in items]
    text = _without_signature(prepared(new_text), name)
    under = {n: said for n, said in inline if n in numbers and _says(said)}
    numbered = segments(text, numbers)
    if under or numbered:
        return _answered({**_joined(numbered), **under}, text[: numbered[0].start] if numbered else text)
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if not lines or _is_only_noted(text):
        return _none("received, no answer yet" if lines else "nothing written", bool(lines))
    if len(numbers) == 1 and not _HANDED.match(fold(text)):
        return _answered({numbers[0]: text}, "")
    if len(lines) == len(numbers):
        return _answered(dict(zip(numbers, lines, strict=True)), "")
    return Meaning(True, (), None, None, None, True, ("not clear which question is answered",))


def _answered(texts: dict[int, str], beside: str) -> Meaning:
    said = tuple((n, text.strip()[:LONGEST]) for n, text in sorted(texts.items()) if _says(text))
    beside = "" if _is_only_noted(beside) else beside.strip(" \n：:")
    is_more = len(beside) > MOST_BESIDE or bool(words.ASKING.search(fold(beside)))
    reasons = [f"question {n} answered" for n, _text in said] + ["something beside the answers"] * is_more
    return Meaning(True, (), None, None, None, is_more or not said,
                   tuple(reasons) or ("numbers without answers",), texts=said)


def _none(reason: str, is_noted: bool) -> Meaning:
    return Meaning(is_noted or None, (), None, None, None, not is_noted, (reason,))


def _joined(numbered: list) -> dict[int, str]:
    texts: dict[int, str] = {}
    for segment in numbered:
        texts[segment.n] = "\n".join(filter(None, (texts.get(segment.n), segment.text)))
    return texts


def _without_signature(text: str, name: str) -> str:
    """Without greeting and signature; a last line that might be a name stays where it is all that answers."""
    kept, _any = without_politeness(text, name)
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    while lines and kept and lines[-1] != kept[-1] and _may_go(lines):
        lines.pop()
    if lines and kept and lines[0].endswith(kept[0]):
        lines[0] = kept[0]
    elif lines and kept and lines[0] != kept[0] and len(lines) > 1 and lines[1].endswith(kept[0]):
        lines = [kept[0], *lines[2:]]
    return "\n".join(lines)


def _may_go(lines: list[str]) -> bool:
    """A number alone above it means that it is the answer."""
    return len(lines) < 2 or any(character.isalpha() for character in lines[-2])


def _is_only_noted(text: str) -> bool:
    bare = fold(text).strip(" ,.!。~\n")
    return bool(words.WEAK_OK.match(bare)) or len(bare) <= 12 and bool(words.NOTED.search(bare))


def _says(text: str) -> bool:
    return any(character.isalnum() for character in text)
