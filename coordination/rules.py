"""The settings of the process: clocks, working calendar, and the names that letters carry."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from coordination.calendar import WorkingCalendar


@dataclass(frozen=True)
class Rules:
    """Hours as in the process's table of rules; with `working_hours` the clocks count only from `day_begins` to
    `day_ends` (whole hours, local) on working days; `mail_domain` is the right-hand side of our Message-IDs."""

    minutes_hours: int = 24
    workshop_hours: int = 24
    early_warning_hours: int = 48
    objection_hours: int = 48
    decision_hours: int = 48
    questions_hours: int = 24
    letter_days: int = 90
    working_hours: bool = False
    day_begins: int = 9
    day_ends: int = 18
    time_zone: str = "Asia/Shanghai"
    language: str = "zh"
    mail_domain: str = "huizhi.invalid"
    calendar: WorkingCalendar = field(default_factory=WorkingCalendar)

    def after_hours(self, start: datetime, hours: int) -> datetime:
        """`hours` after an instant: calendar hours, or hours of the working time where `working_hours` says so."""
        if not self.working_hours:
            return start + timedelta(hours=hours)
        return self.calendar.add_working_hours(start, hours, self.time_zone, self.day_begins, self.day_ends)

    def before_hours(self, end: datetime, hours: int) -> datetime:
        """`hours` before an instant, counted as in `after_hours`."""
        if not self.working_hours:
            return end - timedelta(hours=hours)
        return self.calendar.working_hours_before(end, hours, self.time_zone, self.day_begins, self.day_ends)

    def minutes_deadline(self, meeting_end: datetime) -> datetime:
        """Minutes go to all members within 24 h of the meeting's end (process, Rules)."""
        return self.after_hours(meeting_end, self.minutes_hours)

    def objections_until(self, circulated_at: datetime) -> datetime:
        """Objections within the window go to the next agenda; after it the minutes are final (process, phase 3)."""
        return self.after_hours(circulated_at, self.objection_hours)

    def decision_due(self, asked_at: datetime) -> datetime:
        """When the decision layer is reminded; the process sets it no limit (process, Rules)."""
        return self.after_hours(asked_at, self.decision_hours)

    def warned_from(self, due: date) -> datetime:
        """When the early warning of a due date goes out: the hours are counted back from the morning of that day. On a
        day off nobody reads it, so it goes out on the working day before."""
        morning = datetime.combine(due, time(self.day_begins % 24), ZoneInfo(self.time_zone))
        return self._on_a_working_day(self.before_hours(morning, self.early_warning_hours))

    def questions_from(self, starts_at: datetime) -> datetime:
        """When the questions before a meeting go out: 24 h before a Monday's are Friday (process, phase 3)."""
        local = starts_at.astimezone(ZoneInfo(self.time_zone))
        days, hours = divmod(self.questions_hours, 24)
        day = self.calendar.working_days_before(local.date(), days)
        at = datetime.combine(day, local.timetz()) - timedelta(hours=hours)
        return self._on_a_working_day(at)

    def _on_a_working_day(self, moment: datetime) -> datetime:
        """The same time on the last working day."""
        local = moment.astimezone(ZoneInfo(self.time_zone))
        day = self.calendar.last_working_day(local.date())
        return datetime.combine(day, local.timetz()).astimezone(UTC)


_rules = Rules()


def rules() -> Rules:
    """The rules in force."""
    return _rules


def follow(new: Rules) -> None:
    """Put other rules in force, at start-up and in tests."""
    global _rules
    _rules = new
