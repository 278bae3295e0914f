"""The issue workshop (问题研讨会): when it could be, who comes, calling it with one click, and which are overdue."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from coordination import breach, clock, intake, invitation
from coordination.database import transaction
from coordination.issue import Issue
from coordination.issue_states import NEW
from coordination.language import gettext as _
from coordination.language import use_language
from coordination.minutes import Minutes
from coordination.person import Person
from coordination.project import Project
from coordination.rules import rules

LENGTH = timedelta(hours=1)


def convene(issue: Issue, *, by: Person, title: str, starts_at: datetime, ends_at: datetime,
            place: str = "") -> Minutes:
    """Call it: a meeting with a draft of its minutes, whose first topic is the issue; whoever is concerned is invited,
    and the clock stops.

    Raises what `Minutes.begin` and `Issue.convene` raise; then nothing has happened.
    """
    with transaction():
        minutes = Minutes.begin(issue.project, by=by, title=title, kind="workshop", starts_at=starts_at,
                                ends_at=ends_at, place=place, people=issue.people_concerned(), topic=issue.what)
        issue.convene(minutes.meeting, by=by)
        intake.taken_up(issue, by=by)
        if invitation.is_to_come(minutes.meeting):
            invitation.invite(minutes.meeting, by=by)
    return minutes


def overdue() -> list[Issue]:
    """Issues whose workshop has not been convened and whose clock is over."""
    limit = clock.now() - timedelta(hours=rules().workshop_hours)
    issues = (Issue.select(Issue, Project).join(Project)
              .where(Issue.state.in_(NEW) & (Issue.raised_at < limit) & Issue.convened_at.is_null()
                     & (Issue.level.is_null() | (Issue.level == "cross")) & Project.archived_at.is_null()))
    return [issue for issue in issues if issue.clock and issue.clock.is_missed]


def note_breaches() -> int:
    """Record every clock to a workshop that ran out; returns how many were new."""
    return sum(breach.note("workshop", issue, issue.clock.deadline) for issue in overdue())


def title(issue: Issue) -> str:
    """What the workshop is called, in the project's language."""
    with use_language(issue.project.language):
        return _("Issue workshop: %(what)s", what=issue.title)


def next_hour(zone: str, after: datetime | None = None) -> datetime:
    """The next full hour of working time from now, or from `after` where that is to come, where the project is."""
    local = max(filter(None, (clock.now(), after))).astimezone(ZoneInfo(zone))
    start = local.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    calendar, begins, ends = rules().calendar, rules().day_begins, rules().day_ends
    if calendar.is_working_day(start.date()) and start.hour < begins:
        return start.replace(hour=begins)
    if calendar.is_working_day(start.date()) and start + LENGTH <= _at(start, ends):
        return start
    return _at(datetime.combine(calendar.add_working_days(local.date(), 1), time(), ZoneInfo(zone)), begins)


def _at(day: datetime, hour: int) -> datetime:
    """An hour of the day; 24 is the end of it."""
    return day.replace(hour=0, minute=0) + timedelta(hours=hour)
