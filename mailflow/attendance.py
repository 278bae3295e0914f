"""Counts the answers of calendar programs (METHOD:REPLY, RFC 5546, section 3.2.3) as attendance.

Faults page: an answer from somebody who was not invited, or to an older change of the invitation, has no effect.
"""

from dataclasses import dataclass

from coordination import invitation
from coordination.letter import Letter
from coordination.meeting import REPLIES, Meeting
from coordination.person import Person
from coordination.refusal import Refusal
from mailflow.mail import Invitation, Mail

PROPOSAL = "COUNTER"


@dataclass(frozen=True)
class Taken:
    """What became of it: the mail's final state with a reason, as the trace page has it; `answer` is one of REPLIES."""

    state: str
    reason: str
    meeting: Meeting | None = None
    person: Person | None = None
    answer: str = ""

    @property
    def letter(self) -> Letter | None:
        """The invitation that is answered."""
        if self.meeting is None or self.person is None:
            return None
        return (Letter.select().where((Letter.kind == "invitation") & (Letter.person == self.person)
                                      & Letter.cause.startswith(f"meeting:{self.meeting.id}:"))
                .order_by(Letter.id.desc()).first())


def take(mail: Mail) -> Taken:
    """Note in the meeting's list what a calendar program answered for its owner."""
    said = mail.invitation
    meeting = invitation.find(said.uid) if said.method in ("REPLY", PROPOSAL) else None
    if meeting is None:
        return Taken("ignored", f"calendar-{said.method.lower()}"[:40])
    person = Person.by_address(mail.from_address)
    if person is None or invitation.sequence_of(meeting, person) is None:
        return Taken("held" if person else "ignored", "calendar-not-invited", meeting, person)
    if not _is_own(said, person):
        return Taken("held", "calendar-other-attendee", meeting, person)
    if said.method == PROPOSAL:
        return Taken("held", "calendar-proposal", meeting, person)
    return _noted(said, meeting, person)


def _noted(said: Invitation, meeting: Meeting, person: Person) -> Taken:
    if said.sequence < invitation.sequence_of(meeting, person):
        return Taken("ignored", "calendar-old", meeting, person)
    answer = said.answer.lower()
    if answer not in REPLIES:
        return Taken("held", "calendar-unclear", meeting, person)
    try:
        invitation.reply(meeting, person, answer)
    except Refusal:
        return Taken("ignored", "calendar-too-late", meeting, person)
    return Taken("applied", "", meeting, person, answer)


def _is_own(said: Invitation, person: Person) -> bool:
    """Some programs leave the attendee out where there is only one; a delegate's answer is somebody else's."""
    attendee = Person.by_address(said.attendee) if said.attendee else person
    return attendee is not None and attendee.id == person.id
