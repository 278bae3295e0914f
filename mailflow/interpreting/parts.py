"""The parts of a sentence: what each names, which of them ask, and which give a reason for another."""

import re
from dataclasses import dataclass

from mailflow.interpreting import vocabulary as words
from mailflow.interpreting.reference import Reference


@dataclass
class Part:
    start: int
    end: int
    refs: list[Reference]


def reasons_in(text: str, parts: list[Part]) -> set[int]:
    """The parts that give a reason for another, with what "and" adds to them."""
    found: set[int] = set()
    for at, part in enumerate(parts):
        piece = text[part.start : part.end].lstrip(" ,")
        if part.refs or len(parts) == 1:
            continue
        after = text[parts[at + 1].start :] if at + 1 < len(parts) else ""
        if (
            words.BECAUSE.match(piece)
            or _SO.match(after)
            and not words.CONTRAST.match(piece)
            or at - 1 in found
            and _ADDS.search(text[: part.start])
        ):
            found.add(at)
    return found if len(found) < len(parts) else set()


_SO = re.compile(r"\s*(?:so\b|所以|因此|导致)")
_ADDS = re.compile(r"\band $")


def strongest(refs: list[Reference], text: str) -> list[Reference]:
    """Numbers outrank words of titles, and named items outrank "all"; "all done <something> 3" says of 3 nobody "
    "knows what."""
    strong = [ref for ref in refs if ref.strong]
    for before, ref in zip(strong, strong[1:], strict=False):
        if before.kind == "all" and ref.kind == "items" and words.DONE.search(text[before.end : ref.start]):
            return [before._replace(kind="unknown", items=())]
    if any(ref.kind == "items" for ref in strong):
        return [ref for ref in strong if ref.kind != "all" or len(strong) == 1] if len(strong) > 1 else strong
    return strong or refs


def apart(refs: list[Reference], text: str) -> list[Reference]:
    """One reference for words that name the same item again with nothing said between."""
    return [
        ref
        for before, ref in zip([None, *refs], refs, strict=False)
        if before is None
        or before.items != ref.items
        or not ref.items
        or before.strong
        and ref.strong
        and _STATED.search(text[before.end : ref.start])
    ]


_STATED = re.compile(r"(?a)[一-鿿]{2}|[a-z]{2}")


def group_of(parts: list[Part], at: int) -> set[int]:
    """The parts from the last that names items to the next that does."""
    start = next((n for n in range(at, -1, -1) if parts[n].refs), 0 if not parts[at].refs else at)
    stop = next((n for n in range(at + 1, len(parts)) if parts[n].refs), len(parts))
    return set(range(start, stop))


def asked_in(text: str, parts: list[Part], is_asked: bool) -> set[int]:
    """The parts that ask: those with a word of asking, or all of a sentence with nothing but its mark."""
    pieces = [text[part.start : part.end].strip(" ,.:") for part in parts]
    asking = {
        at
        for at, piece in enumerate(pieces)
        if words.ASKING.search(words.HARMLESS.sub("", words.UNDECIDED.sub("", piece)))
    }
    if not is_asked:
        return {at for at in asking if not at or not _RELATIVE.match(pieces[at])}
    if len(parts) > 1 and parts[-1].refs and not says(unnamed(text, parts[-1])):
        return {len(parts) - 1}
    if words.TAG.search(text) or not asking or 0 in asking:
        return set(range(len(parts)))
    return asking | set(range(min(asking), len(parts)))


_RELATIVE = re.compile(r"(?:which|who|where|when|whom|whose) (?!do|does|did|is it|are you|can|could|should"
    r"|would)")  # "3, which I'll have finished"


def without_refs(text: str, original: str, part: Part) -> tuple[str, str]:
    """The clause with its numbers blanked, folded and as typed; words of titles stay, for they may hold the verb."""
    piece = text[part.start : part.end]
    for ref in part.refs:
        if ref.strong:
            begin, end = ref.start - part.start, ref.end - part.start
            piece = piece[:begin] + " " * (end - begin) + piece[end:]
    lead = len(piece) - len(piece.lstrip())
    piece = piece.strip()
    return piece, original[part.start + lead : part.start + lead + len(piece)]


def unnamed(text: str, part: Part) -> str:
    """The clause without what names its items."""
    piece = text[part.start : part.end]
    for ref in part.refs:
        begin, end = ref.start - part.start, ref.end - part.start
        piece = piece[:begin] + " " * (end - begin) + piece[end:]
    return piece


def is_numbered_list(text: str, refs: list[Reference]) -> bool:
    """ "1: …, 2: …": what stands before a number belongs to the number before it."""
    strong = [ref for ref in refs if ref.strong and ref.kind == "items" and len(ref.items) == 1]
    return len(strong) > 1 and not says(text[: strong[0].start])


def says(text: str) -> bool:
    return any(character.isalnum() for character in text)
