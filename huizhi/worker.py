"""`huizhi worker`: workers, mailbox watcher and timetable alone, beside pages in other processes."""

import threading
from argparse import Namespace
from collections.abc import Callable
from contextlib import ExitStack
from datetime import time

from huizhi import process, rooms
from huizhi.settings import Settings
from huizhi.tryout.here import mail_stays_here
from mailflow.fetch import Intake
from workers.actors import Sending
from workers.archiving import Archivist
from workers.broker import Crew
from workers.timetable import Duty, Timetable, duties
from workers.watcher import Watcher

Nudge = Callable[[str, int], None]

# What is under way when the process is told to stop has so many seconds; its row remembers the rest.
LAST_SECONDS = 0.4
TIDY_EVERY = 60


def run(settings: Settings, arguments: Namespace) -> int:
    process.log(settings.log_level)
    with process.until_told() as running:
        rooms.open_records(settings)
        rooms.migrate()
        start(mail_stays_here(settings) if settings.tryout.enabled else settings, running)
        threading.Event().wait()
    return 0


def start(settings: Settings, running: ExitStack) -> Nudge:
    """Read, send, watch and keep the clocks until `running` ends; returns the nudge."""
    children = rooms.reading_children(settings)
    running.callback(children.stop)
    crew = Crew(settings.queue.url)
    desk, send = rooms.desk(settings, children, crew.nudge), Sending(rooms.outbox(settings))
    crew.employ("inbound", desk.process)
    archivist = Archivist(crew.nudge)
    crew.employ("letter", send)
    crew.employ("archive_job", archivist.process)
    reminder_time = time.fromisoformat(settings.rules.reminder_time)
    timetable = Timetable([*duties(desk.sweep, send, archivist.sweep, reminder_time),
                           Duty("memory", process.give_memory_back, TIDY_EVERY)])
    mailbox, poll_seconds = rooms.mail_account(settings), settings.mail.imap.poll_seconds
    watcher = Watcher(mailbox, crew.nudge, _intake(settings), poll_seconds)
    thread = watcher.start()
    running.callback(thread.join, 2 * LAST_SECONDS)
    crew.start()
    running.callback(crew.stop, LAST_SECONDS)
    timetable.start()
    running.callback(timetable.stop)
    running.callback(watcher.stop.set)
    return crew.nudge


def nudge_elsewhere(settings: Settings) -> Nudge | None:
    """The nudge to workers in other processes; None where no Redis carries it and the sweeps do."""
    if not settings.queue.url:
        return None
    crew = Crew(settings.queue.url)
    for table in ("inbound", "letter", "archive_job"):
        crew.employ(table, lambda id: None)
    return crew.nudge


def _intake(settings: Settings) -> Intake:
    # A new mailbox in use has old mails, which are nobody's business here; a try-out's has not.
    return Intake(settings.mail.max_mail_mib * 1024 * 1024, from_now=not settings.tryout.enabled)
