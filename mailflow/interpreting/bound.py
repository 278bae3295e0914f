"""A claim with the items that it is about, and what the clauses of one sentence make of each other."""

import re
from dataclasses import dataclass, replace

from mailflow.interpreting import vocabulary as words
from mailflow.interpreting.claims import STATES, Claim
from mailflow.interpreting.folding import fold

OTHERS = -1  # stands for all items that are named nowhere else in the reply
NOBODY = -2  # stands for an item that cannot be told


@dataclass(frozen=True)
class Bound:
    """A claim and the items it is about; `how` says what bound it: number, title, place, before, only or none."""

    items: tuple[int, ...]
    claim: Claim
    how: str
    count: int | None = None


_SURE = ("done", "doing", "promise", "dated", "delayed")


def doubted(bound: list[Bound]) -> list[Bound]:
    """ "Done, I think": doubt beside a result leaves no result."""
    if len(bound) < 2 or not any(_is_doubt(fold(one.claim.text).strip(" ,.")) for one in bound):
        return bound
    return [
        replace(one, claim=one.claim._replace(kind="unclear")) if one.claim.kind in _SURE else one
        for one in bound
    ]


def _is_doubt(text: str) -> bool:
    """ "Not sure which day yet" doubts the day alone."""
    return bool(words.DOUBT_ALONE.search(text)) and not words.UNDECIDED.search(text)


def obscured(bound: list[Bound]) -> list[Bound]:
    """A bare day behind words that nobody understood may belong to them, not to the item."""
    seen: set[int] = set()
    for at, one in enumerate(bound):
        if one.claim.kind == "promise" and not one.claim.is_firm and one.how == "before" and seen & set(one.items):
            bound[at] = replace(one, claim=one.claim._replace(kind="unclear"))
        if one.claim.kind in STATES - {"waiting"}:
            seen.difference_update(one.items)
        if one.claim.kind in ("other", "waiting") and one.items:
            seen.update(one.items)
    return bound


def restricted(bound: list[Bound]) -> list[Bound]:
    """ "Done, except the appendix": a reserve beside a result leaves no result."""
    reserved = {
        n
        for one in bound
        if one.claim.kind in ("demand", "other", "undone", "unclear") and _RESERVE.match(fold(one.claim.text).lstrip())
        for n in one.items
    }
    pairs = zip(bound, bound[1:], strict=False)
    reserved |= {n for before, one in pairs if _is_not_so(before, one) for n in before.items}
    return [
        replace(one, claim=one.claim._replace(kind="unclear"))
        if one.claim.kind == "done" and reserved & set(one.items)
        else one
        for one in bound
    ]


def _is_not_so(before: Bound, one: Bound) -> bool:
    """ "完成（测试还没做）", "done (tests missing)": not done behind a result, of it or of nobody knows what."""
    is_of_it = one.how in ("before", "none") or NOBODY in one.items or one.how == "title" and one.items == before.items
    if not is_of_it:
        return False
    lacks = one.claim.kind in ("other", "undone") and words.LEFT.search(fold(one.claim.text))
    return one.claim.kind == "undone" or bool(lacks)


_RESERVE = re.compile(
    r"(?:但|不过|只是|就是|可是|除了|除(?=[^,。;]{1,12}外)|还?缺|还?差|少了|except|but|apart from|however|though"
    r"|although"
    r"|needs? (?!no)|awaiting|pending|to be|待|[还尚]?(?:需|要|得)"
    r"|other than|only|still|minus|without|(?:还|尚|但|却|就|仅)?(?:没|未|差|缺)|not (?:yet )?\w+ed)"
)
