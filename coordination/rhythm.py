"""The rhythm of meeting series (process, phase 2): each next meeting is prepared, and its people are invited."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from coordination import clock, invitation, participants
from coordination.database import transaction
from coordination.meeting import Meeting, Series
from coordination.minutes import Minutes
from coordination.paper import Paper
from coordination.person import Person
from coordination.project import Project, lock
from coordination.rules import rules

WORKING_DAYS_AHEAD = 3


def coming(series: Series) -> Meeting | None:
    """The next meeting that is prepared already."""
    return Ahead([series]).coming(series)


def next_start(series: Series, after: datetime | None = None) -> datetime | None:
    """As `Ahead.next_start`."""
    return Ahead([series]).next_start(series, after)


class Ahead:
    """What is prepared of some series, and what is not; one query."""

    def __init__(self, series: list[Series]) -> None:
        now = clock.now()
        rows = list(Meeting.select().where(Meeting.series.in_([one.id for one in series])
                                           & ((Meeting.starts_at > now) | (Meeting.planned_at > now)))
                    .order_by(Meeting.starts_at.desc()))
        self._coming = {row.series_id: row for row in rows if row.starts_at > now and row.cancelled_at is None}
        self._taken = {(row.series_id, row.planned_at) for row in rows if row.planned_at is not None}

    def coming(self, series: Series) -> Meeting | None:
        """The next meeting that is prepared already."""
        return self._coming.get(series.id)

    def next_start(self, series: Series, after: datetime | None = None) -> datetime | None:
        """When the next meeting that is not prepared yet begins, from now or `after` a later instant; starts that were
        moved or cancelled are passed over."""
        start = series.next_start(after or clock.now())
        while (series.id, start) in self._taken:
            start = series.next_start(start)
        return start


def prepare_next(series: Series, *, by: Person | None = None) -> Minutes | None:
    """The draft for the next meeting: whom the plan names, what is carried over, the place of the last one. The same
    one where it is prepared already; None without a rhythm. Raises NotAllowed, Archived."""
    project = series.project
    project.written_by(by)
    with transaction():
        lock(project)
        meeting = coming(series)
        if meeting is not None:
            return Minutes(meeting)
        start = next_start(series)
        if start is None:
            return None
        last = _last(series)
        return Minutes.begin(project, by=by, title=series.name, kind=series.kind, starts_at=start,
                             ends_at=start + timedelta(minutes=series.minutes_long), series=series.name,
                             place=last.place if last else "", planned_at=start,
                             people=participants.planned_for(series))


def prepare_all() -> int:
    """Prepare every meeting that begins within three working days, and send its invitations; how many were new."""
    return sum(_prepare(series) for series in going() if is_near(series, next_start(series)))


def invite_all() -> int:
    """Invite to prepared meetings that are near and whose people were not invited yet; how many letters."""
    meetings = (Meeting.select(Meeting, Project, Series).join(Project).switch(Meeting).join(Series)
                .where(Meeting.planned_at.is_null(False) & Meeting.invited.is_null() & Meeting.cancelled_at.is_null()
                       & (Meeting.starts_at > clock.now()) & Project.archived_at.is_null()))
    near = [meeting for meeting in meetings if is_near(meeting.series, meeting.starts_at)]
    return sum(invitation.invite(meeting, by=None) for meeting in near)


def stop(series: Series, *, by: Person) -> None:
    """It loses its rhythm, and what is to come is cancelled, with a mail to whoever was invited."""
    with transaction():
        series.meet_no_more(by=by)
        for meeting in list(Meeting.select().join(Paper).where(
                (Meeting.series == series) & (Meeting.starts_at > clock.now()) & Meeting.cancelled_at.is_null()
                & (Paper.state == "draft"))):
            invitation.cancel(meeting, by=by)


def going() -> list[Series]:
    """Those that meet in a rhythm, are not paused, and whose project runs."""
    return list(Series.select(Series, Project).join(Project)
                .where(Series.recurs.is_null(False) & Series.paused_at.is_null() & Project.archived_at.is_null()))


def is_near(series: Series, start: datetime | None) -> bool:
    """Whether a meeting begins within three working days."""
    return start is not None and clock.now() >= prepared_from(series, start)


def prepared_from(series: Series, start: datetime) -> datetime:
    """Three working days before, at the same time of day."""
    local = start.astimezone(ZoneInfo(series.project.time_zone))
    day = rules().calendar.working_days_before(local.date(), WORKING_DAYS_AHEAD)
    return datetime.combine(day, local.timetz())


def _prepare(series: Series) -> bool:
    if coming(series) is not None:
        return False
    return prepare_next(series) is not None


def _last(series: Series) -> Meeting | None:
    return (Meeting.select().where((Meeting.series == series) & Meeting.cancelled_at.is_null())
            .order_by(Meeting.starts_at.desc()).first())
