"""Watches one mailbox from a thread of its own: waits, fetches, and comes back after every kind of trouble."""

import logging
import threading
from dataclasses import dataclass, field

from peewee import PeeweeException

from coordination import clock
from coordination.database import database
from coordination.inbound import Mailbox
from coordination.language import N_, use_language
from coordination.language import gettext as _
from coordination.rules import rules
from mailflow import fetch
from mailflow.fetch import Intake, Nudge
from mailflow.imap import MAILBOX_ERRORS, Account, Connection

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
POLL_SECONDS = 45.0

REFUSED = N_("The mail server refuses the user name or password of this mailbox: %(reason)s. New attempts go on.")
UNREACHABLE = N_("This mailbox cannot be reached: %(reason)s. New attempts go on.")

log = logging.getLogger(__name__)


@dataclass
class Watcher:
    """`run` is the body of the thread; `stop` ends it within a second. `nudge("inbound", id)` is told of rows."""

    account: Account
    nudge: Nudge
    intake: Intake = Intake()
    poll_seconds: float = POLL_SECONDS
    stop: threading.Event = field(default_factory=threading.Event)
    pause: float = FIRST_PAUSE

    def start(self) -> threading.Thread:
        thread = threading.Thread(target=self.run, name=f"watcher {self.account.name}", daemon=True)
        thread.start()
        return thread

    def run(self) -> None:
        """Connect and watch until told to stop."""
        while not self.stop.is_set():
            try:
                self._watch()
            except MAILBOX_ERRORS as error:
                self._alert(error)
            except PeeweeException as error:  # locked, disk full, PostgreSQL restarting: it passes
                log.warning("the database does not answer the mailbox watcher: %s", error)
                database.close()
            if not self.stop.wait(self.pause):
                self.pause = min(self.pause * 2, LONGEST_PAUSE)
        database.close()

    def _watch(self) -> None:
        connection = Connection(self.account)
        try:
            mailbox = fetch.mailbox_named(self.account.name)
            fetch.begin(connection, mailbox, self.intake)
            fetch.tidy(connection, mailbox)
            while not self.stop.is_set():
                fetch.collect(connection, mailbox, self.intake, self.nudge, self.stop)
                self._well(mailbox)
                connection.wait(self.poll_seconds, self.stop)
        finally:
            connection.close()

    def _well(self, mailbox: Mailbox) -> None:
        self.pause = FIRST_PAUSE
        mailbox.checked_at, mailbox.error, mailbox.error_since = clock.now(), None, None
        mailbox.save(only=[Mailbox.checked_at, Mailbox.error, Mailbox.error_since])

    def _alert(self, error: Exception) -> None:
        """Keep on the mailbox's row what is wrong and since when; the pages show it."""
        log.warning("mailbox %s: %s", self.account.name, error)
        refused = type(error).__name__ == "LoginError"
        with use_language(rules().language):
            words = _(REFUSED if refused else UNREACHABLE, reason=str(error)[:300] or type(error).__name__)
        mailbox = fetch.mailbox_named(self.account.name)
        mailbox.error, mailbox.error_since = words, mailbox.error_since or clock.now()
        mailbox.save(only=[Mailbox.error, Mailbox.error_since])
