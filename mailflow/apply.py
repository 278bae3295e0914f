"""Carries out what a reply means, by the same verbs as the pages, inside the desk's one transaction."""

import re
from dataclasses import dataclass, field

from coordination import undo
from coordination.action import ActionItem
from coordination.ask import Ask
from coordination.inbound import Inbound
from coordination.letter import Letter
from coordination.person import Person
from coordination.refusal import Refusal
from mailflow.meaning import Meaning, Update
from mailflow.question import Asked

_RECEIVED = r"(?<!\d){n}(?!\d)\s*[.、:：)）号项-]?\s*(?:收到|已收|已阅|知悉|received|noted|read|ack)"


@dataclass
class Applied:
    """What was done: rows for the echo, whether a receipt was given, what the records refused, what was undone."""

    recorded: list[dict] = field(default_factory=list)
    acknowledged: bool = False
    refusals: list[Refusal] = field(default_factory=list)
    undo_of: int | None = None
    left: int = 0

    @property
    def is_nothing(self) -> bool:
        return not (self.recorded or self.acknowledged or self.undo_of)


def apply(meaning: Meaning, asked: Asked, person: Person, new_text: str) -> Applied:
    """Receipts and statuses that are clear; each refusal of a verb is kept beside what could be done."""
    applied = Applied()
    for update in meaning.updates:
        _report(update, asked, person, applied)
    if meaning.acknowledged:
        for ask in _receipts(meaning, asked, new_text):
            _acknowledge(ask, person, applied)
        applied.acknowledged = applied.acknowledged or not applied.refusals
    return applied


def take_back(letter: Letter, asked: Asked, person: Person, inbound_id: int) -> Applied:
    """Undo what the last mail of this person about this letter changed, or the one that an echo is about.

    Told by the numbers of the letter that asked: an answer to the echo means these.
    """
    target = _to_undo(letter, person, inbound_id)
    if target is None:
        return Applied()
    restored, left = undo.take_back(target, by=person)
    actions = {record.id: record for record in restored if isinstance(record, ActionItem)}
    lines = [(n, actions[ask.action_id]) for n, ask in asked.lines.items() if ask.action_id in actions]
    return Applied(recorded=[_standing(n, action) for n, action in lines],
                   undo_of=target if restored else None, left=len(left))


def _report(update: Update, asked: Asked, person: Person, applied: Applied) -> None:
    ask = asked.lines.get(update.item)
    if ask is None or ask.action is None:
        return
    try:
        ask.answer(update.status, by=person, due=update.due, percent=update.percent, to=update.to)
    except Refusal as refusal:
        applied.refusals.append(refusal)
        return
    applied.recorded.append({"n": update.item, "title": " ".join(ask.action.what.split()), "status": update.status,
                             "due": update.due.isoformat() if update.due else None, "percent": update.percent,
                             "to": update.to})


def _receipts(meaning: Meaning, asked: Asked, new_text: str) -> list[Ask]:
    """The letter's own receipt; of a reminder's lines all with a bare "收到", else only those that are named."""
    receipts = list(asked.receipts.items())
    if meaning.updates or meaning.attention:
        receipts = [(n, ask) for n, ask in receipts if re.search(_RECEIVED.format(n=n), new_text, re.I)]
    return [*([asked.receipt] if asked.receipt else []), *(ask for _n, ask in receipts)]


def _acknowledge(ask: Ask, person: Person, applied: Applied) -> None:
    try:
        ask.answer("acknowledged", by=person)
    except Refusal as refusal:
        applied.refusals.append(refusal)
        return
    applied.acknowledged = True


def _to_undo(letter: Letter, person: Person, inbound_id: int) -> int | None:
    if letter.kind == "echo" and letter.answers_inbound_id is not None:
        return letter.answers_inbound_id
    last = (Inbound.select(Inbound.id)
            .where((Inbound.letter == letter.id) & (Inbound.person == person.id) & (Inbound.id != inbound_id)
                   & Inbound.state.in_(("applied", "held"))).order_by(Inbound.id.desc()).first())
    return last.id if last else None


def _standing(n: int, action: ActionItem) -> dict:
    due = action.expected_due if action.status == "delayed" else None
    return {"n": n, "title": " ".join(action.what.split()), "status": action.status,
            "due": due.isoformat() if due else None, "percent": action.percent, "to": action.handed_to}
