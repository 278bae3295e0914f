"""What says nothing of a state: receipt, thanks, "ok", requests, promises without a day."""

import re

from mailflow.interpreting import vocabulary as words
from mailflow.interpreting.claims import Claim, Surroundings
from mailflow.interpreting.dates import is_soon
from mailflow.interpreting.glossary import COMMON_ENGLISH, DELIVERY
from mailflow.interpreting.subjects import leftovers
from mailflow.interpreting.titles import stem
from mailflow.interpreting.when import When


def plain(
    text: str, original: str, around: Surroundings, dates: list[When], percent: int | None
) -> Claim | None:
    bare = text.strip(" ,.!。~")
    if _ATTACHED.search(bare) and around.verbs & DELIVERY and names_title(bare, around):
        return Claim(
            "ready" if words.PARTLY.search(bare) or words.NEGATIVE.search(bare) else "done", original, is_firm=True
        )
    if _HERE.fullmatch(bare) and around.verbs & DELIVERY:
        return Claim("done", original, is_firm=True)
    if words.WEAK_OK.match(bare) or words.WEAK_OK.match(around.without_words(bare).strip("□ 的,")):
        return Claim("ok", original)
    if words.HARMLESS.fullmatch(bare) or words.HARMLESS.search(bare) and says_no_more(words.HARMLESS, bare, around):
        return Claim("harmless", original)
    if words.NOTED.search(bare) and says_no_more(words.NOTED, bare, around):
        return Claim("noted", original)
    if words.INVITES.search(bare) and says_no_more(words.INVITES, bare, around):
        return Claim("invite", original)
    if words.DEMAND.search(words.HARMLESS.sub("", around.without_words(bare))):
        return Claim("demand", original)
    if words.PLANNED.search(bare) or is_soon(bare) or re.search(r"(?a)我来|跟进|follow", bare):
        return Claim("will" if is_own_plan(bare, around) else "other", original)
    return None


_ATTACHED = re.compile(
    r"(?a)\bfind (?:\w+ )?attached\b|\battached (?:is|are|you|please)\b|\b(?:i |i've |have )?attached (?:the|it)\b"
    r"|\bhere (?:is|are) (?:the|our|my|your)\b|附件(?:是|为)|附上|见附件|附件请查收"
)


_HERE = re.compile(r"here (?:it is|you go|you are|they are|we go)(?: attached| now)?")


def names_title(text: str, around: Surroundings) -> bool:
    return leftovers(text, frozenset()) > leftovers(text, around.title_words) or any(
        stem(word) in around.title_words for word in re.findall(r"[a-z]{3,}", text) if word not in COMMON_ENGLISH
    )


def says_no_more(pattern: re.Pattern[str], text: str, around: Surroundings) -> bool:
    """True where a clause of courtesy or receipt holds nothing else to read."""
    rest = words.HARMLESS.sub(" ", pattern.sub(" ", text))
    says_more = words.DEMAND.search(rest) or _COMPLETES.search(rest)
    return not says_more and leftovers(rest, around.title_words | _MAIL) <= 1


_COMPLETES = re.compile(r"(?a)完成|搞定|[做弄写测]完|推迟|延期|\b(?:done|finished|completed)\b")
_SOMEBODY = re.compile(rf"{words.PERSON}(?:会|来|去|将|要|再|负责)")
_MAIL = frozenset(
    "纪要 邮件 内容 会议 附件 要求 安排 minutes mail email meeting content info information reminder".split()
)


def is_own_plan(text: str, around: Surroundings) -> bool:
    """A promise without a day is the person's own; what others will do is news."""
    return (
        not words.OTHER_PARTY.search(text)
        and not _SOMEBODY.match(around.without_title(text).replace("□", "").strip())
        and not words.NEGATIVE.search(words.HARMLESS.sub(" ", text))
        and leftovers(text, around.own_words | _MAIL) <= (0 if text.isascii() else 1)
    )
