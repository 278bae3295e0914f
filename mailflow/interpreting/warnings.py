"""Answers to the early warning: 1 on time, 2 late by so many days because …, 3 needs help; or in plain words."""

import re
from collections.abc import Callable
from dataclasses import replace

from mailflow.interpreting import vocabulary as words
from mailflow.interpreting.folding import fold
from mailflow.interpreting.rulings import reason_in
from mailflow.meaning import Answer, Item, Meaning, Question

Read = Callable[[Question, str], Meaning]

_CHOICE = re.compile(
    r"(?a)^\s*[(\[【]?(?:选|第|no\.?|option)?\s?([123])(?!\d|[.:/]\d|\s?(?:[天日号月周个]|工作日|days?\b"
    r"|weeks?\b|[/-]\d))(?:[)\]】]|\s?[、.:)])?[\s,，]*")
_HELP = re.compile(
    r"(?a)需要?(?:要)?[^,。;]{0,6}(?:帮助|支援|支持|协助|协调|帮忙|增援|人手)|请[^,。;]{0,6}(?:协调|协助|支援"
    r"|帮)|求助|\bneeds? (?:some |your |more )?(?:help|support|assistance|hands)\b|\bhelp (?:needed|please|me"
    r"|us)\b|\bplease help\b|^help\b")
_LATE = re.compile(r"(?a)延|推迟|晚|\blate\b|\bdelay|\bpostpone|\bslip")
_BECAUSE = re.compile(r"(?a)[,，;；、\s]*(?:因为|由于|原因(?:是|为)?|\bbecause\b|\bdue to\b|\bsince\b)")
_IN_DAYS = re.compile(r"\s*(?:\d{1,2}|[一二两三四五六七八九十]{1,2})\s?个?(?:天|工作日|周|星期|日)(?:之?后|以后|内)")
MORE = 14
_SAID = {"in_progress": "on_time", "delayed": "late", "blocked": "help", "done": "done"}


def interpret(question: Question, item: Item, text: str, read: Read) -> Meaning:
    """`read` reads what is said of the item in plain words."""
    found = _CHOICE.match(fold(text))
    rest = text[found.end() :] if found else text
    if found is None or found[1] == "1":
        return _in_words(question, item, rest, read, is_on_time=found is not None)
    if found[1] == "3":
        return _meaning(Answer(item.n, "help", text=_own_words(rest)), True, "needs help")
    return _late(question, item, rest, read)


def _in_words(question: Question, item: Item, text: str, read: Read, *, is_on_time: bool) -> Meaning:
    if is_on_time and not any(character.isalnum() for character in text):
        return _meaning(Answer(item.n, "on_time"), False, "on time")
    if _HELP.search(fold(text)) and not is_on_time and not _LATE.search(fold(text)):
        return _meaning(Answer(item.n, "help", text=text.strip()), True, "needs help")
    head, reason = _divided(text)
    meaning = _read(question, item, f"预计{head}" if _IN_DAYS.match(fold(head)) else head, read)
    if meaning.undo or meaning.wants:
        return meaning
    if any(update.status in ("handed_over", "declined") for update in meaning.updates):
        return meaning
    update = next((update for update in meaning.updates if update.status in _SAID), None)
    if update is None and _is_plain_on_time(head):
        return _meaning(Answer(item.n, "on_time"), bool(reason), "on time")
    if update is None or is_on_time and update.status != "in_progress":
        is_weak = bool(words.WEAK_OK.match(fold(text).strip()))  # "OK" to a choice of three says nothing
        return replace(meaning, updates=(), attention=meaning.attention or is_weak or not _is_receipt(meaning))
    said, help_too = _SAID[update.status], bool(_HELP.search(fold(text)))
    own_words = reason or (_more(text) if said == "late" else text.strip() if said == "help" else "")
    return _meaning(Answer(item.n, said, due=update.due, text=own_words),
                    meaning.attention or help_too, *meaning.reasons)


def _late(question: Question, item: Item, text: str, read: Read) -> Meaning:
    head, reason = _divided(text)
    folded = fold(head)
    if not _LATE.search(folded):
        is_english = folded.isascii() and any(character.isalpha() for character in folded)
        head = f"late by {head.strip()}" if is_english else f"延期{head.strip()}"
        if re.search(r"\d(?!\s?\w)", fold(head)) and not re.search(r"[月日号/.-]", fold(head)):
            head = re.sub(r"(\d+)(?!\s?\w)", r"\1天", head, count=1)  # "2 3，因为…": a bare number is days
    meaning = _read(question, item, head, read)
    update = next((update for update in meaning.updates if update.status == "delayed"), None)
    if any(update.status != "delayed" for update in meaning.updates):
        return replace(meaning, updates=(), attention=True, reasons=(*meaning.reasons, "late, but not later than due"))
    due = update.due if update else None
    reasons = meaning.reasons if due else ("late, but not until when",)
    attention = due is None or bool(_HELP.search(fold(text)))
    return _meaning(Answer(item.n, "late", due=due, text=reason or _more(text)), attention, *reasons)


def _read(question: Question, item: Item, text: str, read: Read) -> Meaning:
    return read(replace(question, asks="report", items=(replace(item, asks="report"),)), text)


def _divided(text: str) -> tuple[str, str]:
    """What is said, and the reason given for it."""
    found = _BECAUSE.search(fold(text))
    if found is None:
        return text, ""
    return text[: found.start()] + _day_behind(text, found.start()), reason_in(text)


def _more(text: str) -> str:
    """The whole of it, where it says more than a day."""
    return text.strip() if len(text.strip()) > MORE else ""


def _day_behind(text: str, at: int) -> str:
    """"因为供应商，延期3天": where nothing stands before the reason, the day stands behind it."""
    return text[at:] if not any(character.isalnum() for character in text[:at]) else ""


def _is_plain_on_time(text: str) -> bool:
    return bool(re.fullmatch(
        r"(?a)\s*(?:可以|能|会|肯定|没问题|应该能)?(?:按时|按期|如期|准时|来得及|赶得上|能赶上)(?:完成|交付"
        r"|提交|到)?(?:,?没问题)?[.!。~\s]*|\s*(?:it |we |i |will |be |is |yes,? )*(?:on|in) time[.!\s]*"
        r"|\s*no (?:problem|delay)[.!\s]*", fold(text)))


def _is_receipt(meaning: Meaning) -> bool:
    return meaning.acknowledged is True and not meaning.updates and not meaning.attention


def _own_words(text: str) -> str:
    bare = re.sub(r"^\s*(?:需要帮助|需要支援|需要协调|(?i:needs? help))[\s,，:：。.]*", "", text).strip()
    return reason_in(bare) or bare


def _meaning(answer: Answer, attention: bool, *reasons: str) -> Meaning:
    return Meaning(True, (), None, None, None, attention, tuple(reasons), answers=(answer,))
