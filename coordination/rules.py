"""The settings of the process: clocks, working calendar, and the names that letters carry."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

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

    def minutes_deadline(self, meeting_end: datetime) -> datetime:
        """Minutes go to all members within 24 h of the meeting's end (process, Rules)."""
        return self.after_hours(meeting_end, self.minutes_hours)

    def objections_until(self, circulated_at: datetime) -> datetime:
        """Objections within the window go to the next agenda; after it the minutes are final (process, phase 3)."""
        return self.after_hours(circulated_at, self.objection_hours)


_rules = Rules()


def rules() -> Rules:
    """The rules in force."""
    return _rules


def follow(new: Rules) -> None:
    """Put other rules in force, at start-up and in tests."""
    global _rules
    _rules = new
