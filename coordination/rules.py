"""The settings of the process: clocks, working calendar, and the names that letters carry."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from coordination.calendar import WorkingCalendar


@dataclass(frozen=True)
class Rules:
    """Hours as in the process's table of rules; `mail_domain` is the right-hand side of our Message-IDs."""

    minutes_hours: int = 24
    workshop_hours: int = 24
    early_warning_hours: int = 48
    objection_hours: int = 48
    decision_hours: int = 48
    letter_days: int = 90
    time_zone: str = "Asia/Shanghai"
    language: str = "zh"
    mail_domain: str = "huizhi.invalid"
    calendar: WorkingCalendar = field(default_factory=WorkingCalendar)

    def minutes_deadline(self, meeting_end: datetime) -> datetime:
        """Minutes go to all members within 24 h of the meeting's end (process, Rules)."""
        return meeting_end + timedelta(hours=self.minutes_hours)

    def objections_until(self, circulated_at: datetime) -> datetime:
        """Objections within the window go to the next agenda; after it the minutes are final (process, phase 3)."""
        return circulated_at + timedelta(hours=self.objection_hours)


_rules = Rules()


def rules() -> Rules:
    """The rules in force."""
    return _rules


def follow(new: Rules) -> None:
    """Put other rules in force, at start-up and in tests."""
    global _rules
    _rules = new
