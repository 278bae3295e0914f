"""The one timetable: the sweeps that find what no nudge told, and what the process does by the clock.

It may run on several machines at once: everything in it claims rows, or writes what can be written only once.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time

from apscheduler.executors.base import BaseExecutor, run_job
from apscheduler.job import Job
from apscheduler.schedulers.background import BackgroundScheduler

from coordination import (
    clock,
    deciding,
    documents,
    early_warning,
    minutes,
    reminder,
    reports,
    rhythm,
    session,
    workshop,
)
from coordination.database import database

SWEEP = 15
SET_BACK = 5  # seconds that a clock may be put right by without our taking notice


@dataclass
class Duty:
    """A job that is done every so many seconds, at most `at_once` of it at a time."""

    name: str
    do: Callable[[], object]
    every: int
    at_once: int = 1
    _places: threading.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self._places = threading.Semaphore(self.at_once)

    def turn(self) -> None:
        """Do it, unless that is under way already: a bundle or a slow mail server may take many turns' time."""
        if self._places.acquire(blocking=False):
            try:
                self.do()
            finally:
                self._places.release()


def duties(read_due: Callable[[], object], send_due: Callable[[], object], archive_due: Callable[[], object],
           reminder_time: time) -> list[Duty]:
    """All there is. `read_due` reads received rows, `send_due` sends letters, `archive_due` makes bundles."""
    return [
        Duty("received mail", read_due, SWEEP),
        Duty("letters", send_due, SWEEP, at_once=2),
        Duty("archives", archive_due, SWEEP),
        Duty("reminders", lambda: reminder.remind_all(reminder_time), 120),
        Duty("clocks", watch_the_clocks, 60),
        Duty("meetings", look_ahead, 120),
        Duty("sessions", session.clean_up, 3600),
    ]


def watch_the_clocks() -> None:
    """Record clocks that ran out, and make papers final whose objection window is over."""
    minutes.note_breaches()
    workshop.note_breaches()
    deciding.note_breaches()
    minutes.settle_all()
    documents.settle_all()


def look_ahead() -> None:
    """Prepare the meetings that come and invite to them, ask the liaisons before them, and warn before due dates."""
    rhythm.prepare_all()
    rhythm.invite_all()
    reports.ask_all()
    early_warning.warn_all()


@dataclass
class Timetable:
    """Runs duties in threads of its own from `start` to `stop`."""

    duties: list[Duty]
    _stopping: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._scheduler = BackgroundScheduler(
            timezone=UTC, executors={"default": DaemonThreads()},
            job_defaults={"coalesce": True, "misfire_grace_time": None})
        for duty in self.duties:
            self._scheduler.add_job(duty.turn, "interval", seconds=duty.every, id=duty.name, name=duty.name,
                                    max_instances=duty.at_once + 1, next_run_time=clock.now())

    def start(self) -> None:
        self._scheduler.start()
        threading.Thread(target=self._watch_for_a_clock_set_back, name="clock", daemon=True).start()

    def stop(self) -> None:
        """No new turn is begun; what is under way is not waited for, its row has a lease."""
        self._stopping.set()
        self._scheduler.shutdown(wait=False)

    def _watch_for_a_clock_set_back(self) -> None:
        # The scheduler reckons in wall-clock time: set back by an hour, it would do nothing for that hour.
        last = datetime.now(UTC)
        while not self._stopping.wait(SWEEP):
            now = datetime.now(UTC)
            if (last - now).total_seconds() > SET_BACK:
                self.begin_again(now)
            last = now

    def begin_again(self, now: datetime) -> None:
        """Every duty is due now, whatever the clock said before."""
        for job in self._scheduler.get_jobs():
            job.modify(next_run_time=now)


class DaemonThreads(BaseExecutor):
    """A thread for every turn, which does not keep the process from ending as the threads of a pool would.

    A mail server may take ten minutes to answer; Ctrl-C does not wait for it.
    """

    def _do_submit_job(self, job: Job, run_times: list[datetime]) -> None:
        threading.Thread(target=self._turn, args=(job, run_times), name=job.id, daemon=True).start()

    def _turn(self, job: Job, run_times: list[datetime]) -> None:
        try:
            events = run_job(job, job._jobstore_alias, run_times, self._logger.name)
        finally:
            database.close()
        self._run_job_success(job.id, events)
