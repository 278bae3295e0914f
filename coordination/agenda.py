"""Agenda (议程): putting what somebody wrote before the next meeting of the project."""

from coordination import clock, event, rhythm
from coordination.database import transaction
from coordination.headline import headline
from coordination.language import N_
from coordination.meeting import Meeting, Topic
from coordination.paper import Paper
from coordination.person import Person
from coordination.project import Project, lock
from coordination.refusal import Refusal


class NoMeetingAhead(Refusal):
    sentence = N_("No meeting of the project %(project)s is ahead. Please plan one first, then put this on its agenda.")
    status = 409


def put(project: Project, text: str, *, by: Person, who: str, inbound_id: int | None = None) -> Meeting:
    """A topic of the next meeting with the words of `who`; once a mail. Raises NoMeetingAhead, NotAllowed, Archived."""
    project.managed_by(by)
    with transaction():
        lock(project)
        meeting = _next(project, by)
        key = f"mail-{inbound_id}"
        if not Topic.select().where((Topic.meeting == meeting) & (Topic.key == key)).exists():
            last = max((topic.position for topic in meeting.topics), default=-1)
            Topic.create(meeting=meeting, key=key, position=last + 1, title=f"{who}: {headline(text)}", discussion=text,
                         inbound_id=inbound_id)
            # An open page that has not saved yet must not leave it out.
            Meeting.update(revision=Meeting.revision + 1, editor="").where(Meeting.id == meeting.id).execute()
            event.record("put on the agenda", meeting, by=by, project=project, after={"topic": headline(text)})
    return meeting


def _next(project: Project, by: Person) -> Meeting:
    """The next one whose minutes are still a draft; workshops have an agenda of their own. A series that meets in a
    rhythm may have to prepare it first."""
    ahead = (Meeting.select().join(Paper)
             .where((Meeting.project == project) & (Meeting.kind != "workshop") & (Meeting.starts_at > clock.now())
                    & Meeting.cancelled_at.is_null() & (Paper.state == "draft")).order_by(Meeting.starts_at).first())
    if ahead is not None:
        return ahead
    going = [series for series in rhythm.going() if series.project_id == project.id and series.kind != "workshop"]
    ahead = rhythm.Ahead(going)
    starts = [(start, series) for series in going if (start := ahead.next_start(series)) is not None]
    if not starts:
        raise NoMeetingAhead(project=project.name)
    return rhythm.prepare_next(min(starts, key=lambda pair: pair[0])[1], by=by).meeting
