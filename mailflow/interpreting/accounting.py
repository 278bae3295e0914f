"""Every clause of a reply is accounted for: understood, a detail or the reason of what is, or left to a reader."""

import re
from collections.abc import Sequence

from mailflow.interpreting import vocabulary as words
from mailflow.interpreting.bound import Bound
from mailflow.interpreting.claims import STATES
from mailflow.interpreting.date_grammar import DATES
from mailflow.interpreting.folding import fold
from mailflow.interpreting.remarks import is_trouble
from mailflow.interpreting.subjects import leftovers

NEEDS_REASON = frozenset(
    "delayed late_or_less blocked declined handed undone cancelled condition unclear "
    "waiting question demand promise dated".split()
)
_SAYS_SOMETHING = STATES | {"noted", "will", "harmless", "ok"}
_NUMBERED_DAY = re.compile(  # "3 one week later": a number and a day that nothing has bound
    rf"(?a)^\W*\d{{1,2}}\b.*(?:{DATES.pattern})")
_LONGEST_DETAIL = 7  # words, or pairs of characters, that nothing explains
_NEGATIVE = re.compile(r"(?a)[不没未无别](?!错|同|仅|过)|\bnot\b|n't\b|\bno\b|\bnever\b|\bnothing\b|\bunless\b")


def unaccounted(sentences: Sequence[Sequence[Bound]]) -> str | None:
    """The first clause that nothing accounts for; `sentences` in the order of the reply."""
    said = [bound.claim for bounds in sentences for bound in bounds]
    is_of_items = any(bound.items for bounds in sentences for bound in bounds)
    if all(claim.kind == "other" or is_of_items and claim.kind == "harmless" for claim in said):
        return next((claim.text for claim in said if claim.kind == "other"), None)
    before: Sequence[Bound] = ()
    for bounds in sentences:
        for bound in bounds:
            if bound.claim.kind == "other" and not _is_accounted(bound, bounds, before):
                return bound.claim.text
        before = bounds or before
    return None


def _is_accounted(bound: Bound, beside: Sequence[Bound], before: Sequence[Bound]) -> bool:
    text = fold(bound.claim.text)
    size = leftovers(text, frozenset())
    if size == 0 and not _NEGATIVE.search(text) and not _NUMBERED_DAY.search(text) or words.BECAUSE.match(text.strip()):
        return True
    if bound.how in ("number", "title") and any(n > 0 for n in bound.items):
        return True  # the item's verdict tells of it
    kinds = {one.claim.kind for one in beside} & _SAYS_SOMETHING | {one.claim.kind for one in beside} & NEEDS_REASON
    if not kinds - {"noted", "harmless"}:
        kinds = kinds or {one.claim.kind for one in before} & (NEEDS_REASON | {"done", "doing"})
    if kinds & NEEDS_REASON or "doing" in kinds and words.LEFT.search(text):
        return True
    return bool(kinds & {"done", "doing"}) and size <= _LONGEST_DETAIL and not worries(text)


def worries(text: str) -> bool:
    """A negation, a reserve or trouble in what nothing explains."""
    return bool(_NEGATIVE.search(text) or words.CONTRAST.search(text) or is_trouble(text))
