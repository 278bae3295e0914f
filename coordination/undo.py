"""Undo: taking back what one mail changed, where nothing later has changed it again."""

from coordination import closing, event
from coordination.action import ActionItem
from coordination.ask import DECISIONS, Ask
from coordination.database import Record, transaction
from coordination.event import Event
from coordination.language import N_
from coordination.milestone import Deliverable, Milestone
from coordination.person import Person
from coordination.refusal import Refusal

RECORDS: dict[str, type[Record]] = {"action_item": ActionItem, "ask": Ask, "milestone": Milestone,
                                    "deliverable": Deliverable}


class Concluded(Refusal):
    sentence = N_("Something has followed from that answer already, so it can no longer be taken back. "
                  "Please tell the project manager if it should be different.")
    status = 409


def take_back(inbound_id: int, *, by: Person) -> tuple[list[Record], list[Record]]:
    """Restore what the mail changed, newest change first. Raises Concluded where the paper that it decided is decided.

    Returns the records restored, and those left as they are because somebody changed them later. Taking back
    twice finds nothing to do.
    """
    restored: list[Record] = []
    left: list[Record] = []
    with transaction():
        for change in _changes(inbound_id):
            subject = RECORDS[change.subject].get_by_id(change.subject_id)
            if subject.state() == change.after:
                _may_be_restored(subject)
                _restore(subject, change, by)
                restored.append(subject)
                if isinstance(subject, Ask) and subject.kind == "confirm":
                    closing.unsaid(subject, by=by)
            elif subject.state() != change.before:
                left.append(subject)
    return restored, left


def _may_be_restored(subject: Record) -> None:
    """A paper that is decided, and what a newer version replaced, stays as it is."""
    if not isinstance(subject, Ask) or subject.kind not in DECISIONS:
        return
    if subject.withdrawn_at is not None or subject.paper_version.paper.outcome is not None:
        raise Concluded()


def _changes(inbound_id: int) -> list[Event]:
    return list(Event.select().where((Event.inbound_id == inbound_id) & Event.subject.in_(list(RECORDS))
                                     & (Event.verb != "taken back")).order_by(Event.id.desc()))


def _restore(subject: Record, change: Event, by: Person) -> None:
    fields = subject._meta.fields
    for name, value in change.before.items():
        setattr(subject, name, fields[name].python_value(value))
    subject.save(only=[fields[name] for name in change.before])
    event.record("taken back", subject, by=by, project=change.project_id, before=change.after, after=change.before)
