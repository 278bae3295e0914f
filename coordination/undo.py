"""Undo: taking back what one mail changed, where nothing later has changed it again."""

from coordination import closing, deputising, documents, event, handover, invitation
from coordination.action import ActionItem
from coordination.ask import DECISIONS, Ask
from coordination.database import Record, transaction
from coordination.delegation import Delegation
from coordination.event import Event
from coordination.language import N_
from coordination.meeting import Meeting
from coordination.milestone import Deliverable, Milestone
from coordination.person import Person
from coordination.prepared import Prepared, slot
from coordination.refusal import Refusal

RECORDS: dict[str, type[Record]] = {"action_item": ActionItem, "ask": Ask, "milestone": Milestone,
                                    "deliverable": Deliverable}
LASTING = ("issue", "objection", "reopened", "agenda")  # for the project manager to take up or dismiss


class Concluded(Refusal):
    sentence = N_("Something has followed from that answer already, so it can no longer be taken back. "
                  "Please tell the project manager if it should be different.")
    status = 409


def take_back(inbound_id: int, *, by: Person, by_hand: bool = False) -> tuple[list[Record], list[Record]]:
    """Restore what the mail changed, newest change first; with `by_hand` only what somebody else recorded because of
    it. Raises Concluded where the paper that it decided is decided.

    Returns the records restored, and those left as they are because somebody changed them later. Taking back
    twice finds nothing to do.
    """
    restored: list[Record] = []
    left: list[Record] = []
    with transaction():
        for change in _changes(inbound_id):
            if by_hand and change.actor_id == by.id:
                continue
            done, subject = _WAYS.get(change.verb, _taken_back)(change, by)
            if done is not None:
                (restored if done else left).append(subject)
    return restored, left


def is_offered(rows: list[dict], inbound_id: int) -> bool:
    """Whether what an echo says in `rows` can be taken back as things stand: nothing of it has been concluded, and it
    is more than what lasts or was on record before."""
    if not any(row.get("asked") not in LASTING and not row.get("already") for row in rows):
        return False
    try:
        for ask in _DECIDED.rows(inbound_id=inbound_id):
            _may_be_restored(ask)
    except Concluded:
        return False
    return _CHANGED.value(inbound_id=inbound_id) is not None


def _taken_back(change: Event, by: Person) -> tuple[bool | None, Record]:
    """Whether it is as it was before the change now; None where it was already."""
    subject = RECORDS[change.subject].get_by_id(change.subject_id)
    if subject.state() != change.after:
        return None if subject.state() == change.before else False, subject
    _may_be_restored(subject)
    _restore(subject, change, by)
    if isinstance(subject, Ask) and subject.kind == "confirm":
        closing.unsaid(subject, by=by)
    if isinstance(subject, Ask) and subject.kind in DECISIONS:
        documents.of(subject.paper_version.paper).reconsider()
    if isinstance(subject, ActionItem) and change.before["owner"] != change.after["owner"]:
        handover.ask_the_owner(subject)
    return True, subject


def _replied(change: Event, by: Person) -> tuple[bool | None, Record]:
    """The answer to an invitation."""
    meeting = Meeting.get_by_id(change.subject_id)
    return invitation.unsay(meeting, change, by=by), meeting


def _deputy_let_go(change: Event, by: Person) -> tuple[bool | None, Record]:
    delegation = Delegation.get_by_id(change.subject_id)
    return deputising.let_go(delegation, by=by) or None, delegation


def _may_be_restored(subject: Record) -> None:
    """A paper that is decided, and what a newer version replaced, stays as it is; one that is not signed by all is not
    decided."""
    if not isinstance(subject, Ask) or subject.kind not in DECISIONS:
        return
    paper = subject.paper_version.paper
    is_out_for_signature = subject.kind == "sign" and paper.state == "circulated"
    if subject.withdrawn_at is not None or paper.outcome is not None and not is_out_for_signature:
        raise Concluded()


def _changes(inbound_id: int) -> list[Event]:
    return list(Event.select().where((Event.inbound_id == inbound_id) & _KEPT).order_by(Event.id.desc()))


def _restore(subject: Record, change: Event, by: Person) -> None:
    fields = subject._meta.fields
    for name, value in change.before.items():
        setattr(subject, name, fields[name].python_value(value))
    subject.save(only=[fields[name] for name in change.before])
    event.record("taken back", subject, by=by, project=change.project_id, before=change.after, after=change.before)


_WAYS = {"replied": _replied, "deputy named": _deputy_let_go}
_KEPT = Event.subject.in_(list(RECORDS)) & (Event.verb != "taken back") | Event.verb.in_(list(_WAYS))
# Asked for every echo.
_CHANGED = Prepared(lambda: Event.select(Event.id).where((Event.inbound_id == slot("inbound_id")) & _KEPT).limit(1))
_DECIDED = Prepared(lambda: (
    Ask.select().join(Event, on=(Event.subject_id == Ask.id))
    .where((Event.inbound_id == slot("inbound_id")) & (Event.subject == "ask") & (Event.verb != "taken back")
           & Ask.kind.in_(list(DECISIONS)))))
