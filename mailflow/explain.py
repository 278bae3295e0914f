"""Says what Huizhi would do with a mail and why, stage by stage, and changes nothing."""

import msgspec

from coordination.database import transaction
from coordination.inbound import Inbound, Mailbox
from mailflow.case import Case
from mailflow.child import ChildLost, ReadingFailed
from mailflow.desk import Desk

MAILBOX = "explain"
_UPDATE = ("item", "status", "due", "percent", "to")


class _TakeBack(Exception):
    """Ends the transaction in which the mail was tried, so that nothing of it stays."""


def explain(raw: bytes, desk: Desk) -> dict:
    """The disposition, what was understood, and the stages, ready for JSON.

    The mail goes the whole real way in a transaction that is then rolled back.
    """
    case: Case | None = None
    try:
        with transaction():
            case = _tried(raw, desk)
            raise _TakeBack
    except _TakeBack:
        return _explained(case)
    except (ChildLost, ReadingFailed) as failure:
        return {"disposition": "quarantined", "reasons": ["three-attempts"], "stages": [{"error": str(failure)}]}


def _tried(raw: bytes, desk: Desk) -> Case:
    mailbox, _new = Mailbox.get_or_create(name=MAILBOX)
    uid = (Inbound.select(Inbound.uid).where(Inbound.mailbox == mailbox).order_by(Inbound.uid.desc()).scalar() or 0) + 1
    inbound = Inbound.get_by_id(Inbound.store(mailbox, 0, uid, raw))
    with desk.children.borrow() as child:
        case = desk.consider(inbound, child)
    desk.settle(case)
    return case


def _explained(case: Case) -> dict:
    meaning = msgspec.to_builtins(case.understood.meaning) if case.understood else {}
    reading = case.understood.reading if case.understood else None
    found = case.match
    return {
        "disposition": case.outcome,
        "reason": case.reason,
        "person": {"name": found.person.name, "address": case.mail.from_address} if found.person else None,
        "project": {"name": found.project.name, "code": found.project.code} if found.project else None,
        "new_text": reading.new_text if reading else None,
        "inline": [list(row) for row in reading.inline] if reading else [],
        "acknowledged": meaning.get("acknowledged"),
        "updates": [{key: row[key] for key in _UPDATE} for row in meaning.get("updates", [])],
        "decision": meaning.get("decision"),
        "option": meaning.get("option"),
        "send_back": bool(meaning.get("send_back")),
        "reason_given": meaning.get("reason"),
        "texts": [list(row) for row in meaning.get("texts", [])],
        "answers": meaning.get("answers", []),
        "raises_issue": meaning.get("raises_issue"),
        "correction": meaning.get("correction"),
        "attention": case.outcome in ("held", "quarantined") or bool(meaning.get("attention")),
        "reasons": [case.reason, *meaning.get("reasons", [])] if case.reason else list(meaning.get("reasons", [])),
        "answer": case.letter.kind if case.letter else None,
        "stages": case.trace,
    }
