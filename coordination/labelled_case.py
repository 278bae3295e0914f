"""A mail whose meaning a person has said, as a labelled case without anybody's name, to better the reader."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from coordination.action import ActionItem
from coordination.event import Event
from coordination.inbound import Inbound
from coordination.issue import Issue
from coordination.language import N_
from coordination.person import Person
from coordination.pseudonyms import Pseudonyms
from coordination.refusal import Refusal
from coordination.triage import lines

UPDATE = ("item", "status", "due", "percent", "to")
CLEAR = ("done", "in_progress")  # statuses that nobody has to look at


class NotDecided(Refusal):
    sentence = N_("Nobody has said yet what this mail means. Please do that first.")
    status = 409


def decided(*, by: Person) -> list[Inbound]:
    """The replies of which a person has said what they mean, oldest first."""
    return [mail for mail in Inbound.visible_to(by).where(Inbound.triaged_at.is_null(False)).order_by(Inbound.id)
            if _read(mail)]


def case_of(mail: Inbound, *, by: Person, names: Pseudonyms | None = None) -> dict[str, Any]:
    """What was typed and what it means, as docs/mail.md says; `answered` is the letter that it replies to. Raises
    NotDecided."""
    read = _read(mail)
    if mail.triaged_at is None or not read:
        raise NotDecided()
    names = names or Pseudonyms()
    rows = [line for line in lines(mail, by=by) if line.ask.kind == "report" and line.n]
    zone = mail.person.time_zone if mail.person else "UTC"
    case = {"id": f"mail-{mail.id}", "lang": mail.letter.language if mail.letter else "mixed",
            "context": f"letter-{mail.id}", "sent": _local(mail.date or mail.received_at, zone),
            "new_text": read.get("new_text", "")}
    if read.get("inline"):
        case["inline"] = read["inline"]
    return names.replace({**case, "expect": _expected(mail, {line.ask.action_id: line.n for line in rows}),
                          "answered": _answered(mail, rows)})


def _read(mail: Inbound) -> dict[str, Any]:
    return next((stage for stage in reversed(mail.trace) if stage.get("stage") == "read"), {})


def _expected(mail: Inbound, numbers: dict[int, int]) -> dict[str, Any]:
    """What was understood, and over that what the person said."""
    meaning = mail.meaning or {}
    updates = {update["item"]: {key: update[key] for key in UPDATE if update.get(key) is not None}
               for update in meaning.get("updates") or []}
    changes = list(Event.select().where(Event.inbound_id == mail.id).order_by(Event.id))
    for change in changes:
        n = numbers.get(change.subject_id) if change.subject == ActionItem._meta.table_name else None
        if n and change.verb in ("reported", "taken back", "handed over"):
            updates[n] = _update(n, change)
    expected = {
        "acknowledged": True if updates or _said(changes, "acknowledged") else meaning.get("acknowledged"),
        "updates": [updates[n] for n in sorted(updates) if updates[n]],
        "decision": _said(changes, "approve") or _said(changes, "reject") or meaning.get("decision"),
        "raises_issue": _issue(mail) or meaning.get("raises_issue"), "correction": meaning.get("correction"),
    }
    return {**expected, "attention": _needs_a_person(expected, mail)}


def _update(n: int, change: Event) -> dict[str, Any]:
    """{} where it was taken back."""
    if change.verb == "taken back":
        return {}
    after = change.after
    if change.verb == "handed over":
        return {"item": n, "status": "handed_over", "to": Person.get_by_id(after["owner"]).name}
    kept = {"item": n, "status": after["status"]}
    if after["status"] == "delayed" and after.get("expected_due"):
        kept["due"] = after["expected_due"]
    if after["status"] == "handed_over" and after.get("handed_to"):
        kept["to"] = after["handed_to"]
    if after["status"] == "in_progress" and after.get("percent") is not None:
        kept["percent"] = after["percent"]
    return kept


def _said(changes: list[Event], answer: str) -> str | None:
    answers = [change.after.get("answer_given") for change in changes if change.verb == "answered"]
    return answer if answer in answers else None


def _issue(mail: Inbound) -> str | None:
    issue = Issue.get_or_none(Issue.inbound_id == mail.id)
    return issue.what if issue else None


def _needs_a_person(expected: dict[str, Any], mail: Inbound) -> bool:
    """What was settled without a word, and what somebody has to act upon (docs/replies.md)."""
    choices = [row.after.get("choice") for row in Event.of(mail).where(Event.verb == "triaged")]
    if expected["decision"] == "reject" or expected["raises_issue"] or expected["correction"]:
        return True
    if any(choice != "answers recorded" for choice in choices):
        return True
    return any(update["status"] not in CLEAR and not update.get("due") for update in expected["updates"])


def _answered(mail: Inbound, rows: list) -> dict[str, Any] | None:
    letter = mail.letter
    if letter is None:
        return None
    question = letter.question
    return {"kind": letter.kind, "lang": letter.language, "sent": _local(letter.date, letter.person.time_zone),
            "to": {"name": letter.person.name}, "subject": letter.subject or "",
            "asks": question.kind if question else "report",
            "items": [{"n": line.n, "title": line.ask.action.what, "due": line.ask.action.due.isoformat()}
                      for line in rows]}


def _local(at: datetime, zone: str) -> str:
    return at.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")
