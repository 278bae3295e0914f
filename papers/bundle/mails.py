"""The mails of a bundle: each raw as it came or went (.eml), with what became of it (.json)."""

import json
from typing import Any

from peewee import JOIN

from coordination.ask import Ask
from coordination.event import Event
from coordination.inbound import STATES, Inbound
from coordination.language import gettext as _
from coordination.letter import STATES as SENDING
from coordination.letter import Letter, LetterLine
from coordination.person import Person
from coordination.project import Project
from papers import dates
from papers.bundle.entry import Entry, File


def received(project: Project) -> list[Entry]:
    """Those of the project, and those that changed something in it; oldest first."""
    causes = Event.select(Event.inbound_id).where((Event.project_id == project.id) & Event.inbound_id.is_null(False))
    columns = (Inbound.id, Inbound.subject, Inbound.from_address, Inbound.received_at, Inbound.state,
               Inbound.triaged_at)
    mine = (Inbound.project == project) | Inbound.id.in_(causes)
    rows = Inbound.select(*columns).where(mine & (Inbound.received_at <= project.archived_at)).order_by(Inbound.id)
    return [_received(n, row, project) for n, row in enumerate(rows.iterator(), 1)]


def sent(project: Project) -> list[Entry]:
    """Those of the project, and reminders with a line of it; oldest first."""
    lines = LetterLine.select(LetterLine.letter).join(Ask).where(Ask.project == project)
    columns = (Letter.id, Letter.subject, Letter.address, Letter.date, Letter.state, Letter.raw.is_null(False))
    mine = (Letter.project == project) | Letter.id.in_(lines)
    rows = Letter.select(*columns).where(mine & (Letter.date <= project.archived_at)).order_by(Letter.id).tuples()
    return [_sent(n, row, project) for n, row in enumerate(rows.iterator(), 1)]


def _received(n: int, mail: Inbound, project: Project) -> Entry:
    stem, id = f"received/{n:05}", mail.id
    return Entry(
        "received", n, mail.subject or _("(no subject)"),
        (mail.from_address or "", dates.moment(mail.received_at, project.time_zone),
         _("settled") if mail.triaged_at else _(STATES[mail.state])),
        (File(stem, lambda: ("eml", Inbound.get_by_id(id).raw_bytes())), File(stem, lambda: ("json", _trace(id)))))


def _sent(n: int, row: tuple, project: Project) -> Entry:
    id, subject, address, date, state, is_written = row
    stem = f"sent/{n:05}"
    files = (File(stem, lambda: ("json", _sending(id))),)
    if is_written:  # a letter that was never written has no bytes
        files = (File(stem, lambda: ("eml", bytes(Letter.get_by_id(id).raw))), *files)
    return Entry("sent", n, subject or _("(no subject)"),
                 (address, dates.moment(date, project.time_zone), _(SENDING[state])), files)


def _trace(id: int) -> bytes:
    """What each stage concluded of a mail."""
    mail = (Inbound.select(Inbound, Person).join(Person, JOIN.LEFT_OUTER, on=Inbound.person)
            .where(Inbound.id == id).get())
    names = ("received_at", "sha256", "size", "state", "reason", "message_id", "from_address", "subject", "date",
             "trace", "meaning", "triaged_at")
    return _json({"id": mail.id, "person": mail.person.name if mail.person else None, "letter": mail.letter_id,
                  **_plain(mail, names)})


def _sending(id: int) -> bytes:
    """To whom a letter went, why, and how that ended."""
    letter = Letter.select(Letter, Person).join(Person, on=Letter.person).where(Letter.id == id).get()
    names = ("kind", "address", "cause", "language", "message_id", "in_reply_to", "date", "subject", "state",
             "attempts", "handovers", "sent_at", "error", "data")
    return _json({"id": letter.id, "person": letter.person.name, "answers_mail": letter.answers_inbound_id,
                  **_plain(letter, names)})


def _plain(record: Inbound | Letter, names: tuple[str, ...]) -> dict[str, Any]:
    """Columns as JSON has them: instants as ISO 8601."""
    values = {name: getattr(record, name) for name in names}
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values.items()}


def _json(value: dict) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
