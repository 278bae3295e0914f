"""Records agreement, signatures and decisions that came by mail, as sure as it is who wrote."""

from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass

from coordination import documents, event
from coordination.ask import Ask
from coordination.confirmation import NEEDED_FOR, Confirmation
from coordination.database import transaction
from coordination.letter import Letter
from coordination.person import Person


@dataclass(frozen=True)
class Sure:
    """`level` is "trusted" where the mailbox's trust profile passed, else "address". `may_ask` says whether a
    confirming mail may go out; it is a reply to `in_reply_to`."""

    level: str = "address"
    may_ask: bool = True
    in_reply_to: str | None = None


class _TakeBack(Exception):
    """Ends the trial of an answer, so that nothing of it stays."""


def decide(ask: Ask, said: str, *, by: Person, sure: Sure, option: str | None,
           reason: str | None) -> Confirmation | None:
    """Record it, or mail a code where it is not sure enough who wrote (design page, Assurance); None without a code.

    Whatever would be refused with the code is refused now. Raises what `documents.answer` raises.
    """
    more = {name: value for name, value in (("option", option), ("reason", reason)) if value}
    with on_behalf(ask, by):
        if ask.kind not in NEEDED_FOR or sure.level == "trusted":
            documents.answer(ask, said, by=by, assurance=sure.level, **more)
            return None
        if not _would_change(ask, said, by, more) or not sure.may_ask:
            return None
        return Confirmation.request(ask, said, by=by, in_reply_to=sure.in_reply_to, **more)


def confirmation_of(letter: Letter, question: Ask | None, person: Person) -> Confirmation | None:
    """What a code confirms: what its letter says, or in reply to the paper the last that waits for one."""
    if letter.kind == "confirmation":
        return Confirmation.get_by_id(letter.data["confirmation"])
    if question is None:
        return None
    return Confirmation.awaited(question, person)


def on_behalf(ask: Ask, by: Person) -> AbstractContextManager:
    """Whatever a deputy answers is on record as answered for the person who was asked."""
    return event.acting(on_behalf_of_id=ask.person_id if by.id != ask.person_id else None)


def _would_change(ask: Ask, said: str, by: Person, more: dict) -> bool:
    """Try it and take it back; False for what is recorded already."""
    changed = False
    with suppress(_TakeBack), transaction():
        changed = documents.answer(Ask.get_by_id(ask.id), said, by=by, **more)
        raise _TakeBack
    return changed
