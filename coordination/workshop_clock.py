"""The clock of an issue that runs until its workshop is called."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from coordination import clock
from coordination.rules import rules


@dataclass(frozen=True)
class WorkshopClock:
    """The 24 hours to the workshop (process, Rules). `stopped_at` is when it was convened, or escalated without one."""

    raised_at: datetime
    stopped_at: datetime | None

    @property
    def deadline(self) -> datetime:
        return rules().after_hours(self.raised_at, rules().workshop_hours)

    @property
    def remaining(self) -> timedelta:
        """What is left, or was when it stopped; negative once it is over."""
        return self.deadline - (self.stopped_at or clock.now())

    @property
    def is_running(self) -> bool:
        return self.stopped_at is None

    @property
    def is_missed(self) -> bool:
        return self.remaining < timedelta(0)
