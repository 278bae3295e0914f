"""Objections to circulated minutes (纪要异议): within the window they go to the next agenda (process, phase 3)."""

from datetime import datetime

from coordination import clock, event
from coordination.database import transaction
from coordination.event import Event
from coordination.language import N_
from coordination.meeting import Meeting
from coordination.minutes import Minutes
from coordination.paper import Paper, PaperVersion
from coordination.person import Person
from coordination.refusal import Refusal
from coordination.rules import rules

LONGEST = 4_000


class Final(Refusal):
    sentence = N_("The time for objections to these minutes is over. Please bring it up at the next meeting.")
    status = 409


def is_open(version: PaperVersion, at: datetime | None = None) -> bool:
    """Whether objections to these minutes count, now or `at` another time."""
    return (version.paper.meeting_id is not None
            and (at or clock.now()) < rules().objections_until(version.circulated_at))


def raise_one(version: PaperVersion, text: str, *, by: Person, raiser: Person | None = None,
              at: datetime | None = None) -> bool:
    """Put what somebody said against the minutes on the agenda of the series' next meeting, or keep it until there is
    one; once a mail. `raiser` where somebody else writes it down, `at` where it came earlier. True where that is news.
    Raises Final, Archived, NotAllowed."""
    meeting, raiser = version.paper.meeting, raiser or by
    meeting.project.is_running()
    if raiser.id != by.id:
        meeting.project.written_by(by)
    if not is_open(version, at):
        raise Final()
    inbound_id = event.how_acting().inbound_id
    if inbound_id is not None and is_noted(meeting, inbound_id):
        return False
    with event.acting(on_behalf_of_id=raiser.id if raiser.id != by.id else None), transaction():
        event.record("objected", meeting, by=by, project=meeting.project_id,
                     after={"text": text.strip()[:LONGEST], "version": version.version})
        for later in _drafts_after(meeting):
            Minutes(later).carry_over()
    return True


def of(meeting: Meeting) -> list[Event]:
    """What was said against its minutes, oldest first."""
    return list(Event.of(meeting).where(Event.verb == "objected"))


def is_noted(meeting: Meeting, inbound_id: int) -> bool:
    """Whether this mail brought one."""
    return Event.of(meeting).where((Event.verb == "objected") & (Event.inbound_id == inbound_id)).exists()


def _drafts_after(meeting: Meeting) -> list[Meeting]:
    if meeting.series_id is None:
        return []
    return list(Meeting.select().join(Paper)
                .where((Meeting.series == meeting.series_id) & (Meeting.starts_at > meeting.starts_at)
                       & (Paper.state == "draft")).order_by(Meeting.starts_at).limit(1))
