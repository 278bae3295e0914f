"""Sends the letters that wait: claims a row, renders it once, hands it over, and writes down how that went.

The order of the commits (TXb, TXc) and the outcomes are those of the faults page; the rows are the queue.
"""

import logging
import random
from dataclasses import dataclass
from datetime import timedelta

from peewee import JOIN, ModelSelect

from coordination import clock, event
from coordination.database import database, transaction
from coordination.letter import Letter
from coordination.person import Person
from coordination.project import Project
from mailflow import compose, smtp
from mailflow.crashpoint import here
from mailflow.identity import identity

BACK_OFF = (1, 2, 5, 10, 20, 40)  # minutes; after that about an hour
GIVE_UP = timedelta(days=5)
SECOND_TRY = timedelta(minutes=10)
WRITING_TRIES = 3
_PACE_LOCK = 7_234_102

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outbox:
    """What should have been sent `hold_after` ago is from an old backup or a long standstill, and waits for
    an administrator. That is a little over a day, so that a clock set wrong by a day holds nothing."""

    server: smtp.Server
    per_minute: int = 60
    hold_after: timedelta = timedelta(hours=25)

    def send_due(self) -> int:
        """Send what is due, one after the other over one connection; how many letters were tried."""
        tried = 0
        if not self._due().exists():  # without a write lock, for this is the usual case
            return tried
        self.hold_old()
        with smtp.Connection(self.server) as connection:
            while (letter := self._next()) is not None:
                tried += 1
                if not self._send(letter, connection):
                    break
        return tried

    def hold_old(self) -> int:
        """Set aside what is long overdue; how many letters that was."""
        with transaction():
            old = (Letter.update(state="held", lease_until=None)
                   .where(Letter.to_be_sent() & (Letter.due_at < clock.now() - self.hold_after))
                   .returning(Letter).execute())
            held = list(old)
            for letter in held:
                event.record("held", letter, by=None, project=letter.project_id)
        return len(held)

    def _next(self) -> Letter | None:
        """TXb: the most overdue letter, claimed; None where nothing is due or this minute is full."""
        with transaction():
            self._one_claims_at_a_time()
            due = self._due().first()
            if due is None or self._is_full() or not due.claim(self._lease()):
                return None
            letter = _whole(due.id)
            if letter.handovers:
                event.record("repeated in doubt", letter, by=None, project=letter.project_id)
        here("out-claimed")
        return letter

    def _due(self) -> ModelSelect:
        return (Letter.select(Letter.id).where(Letter.to_be_sent() & (Letter.due_at <= clock.now()))
                .order_by(Letter.due_at, Letter.id))

    def _is_full(self) -> bool:
        """Whether the mail server has had its share of the last minute, whoever brought it."""
        now = clock.now()
        recent = Letter.claimed_at.between(now - timedelta(minutes=1), now)  # not those of a clock set back
        return Letter.select().where(recent).count() >= self.per_minute

    def _one_claims_at_a_time(self) -> None:
        # SQLite's BEGIN IMMEDIATE does so by itself; else two workers could count the same minute.
        if database.for_update:
            database.execute_sql("SELECT pg_advisory_xact_lock(%s)", (_PACE_LOCK,))

    def _lease(self) -> timedelta:
        return timedelta(seconds=self.server.timeout + 30)

    def _send(self, letter: Letter, connection: smtp.Connection) -> bool:
        """One attempt; False where the server cannot be reached, so that there is no point in going on."""
        raw = self._rendered(letter)
        if raw is None:
            return True
        try:
            connection.offer(identity().reply_address(letter.key), letter.address, len(raw))
            if self._in_doubt(letter):
                self._hand_over(letter, raw, connection)
            else:
                connection.withdraw()
        except smtp.Unreachable as error:
            self._put_off(letter, error)
            self._put_off_the_others(letter)
            return False
        except smtp.NotHandedOver as error:
            self._put_off(letter, error)
        except smtp.Refused as error:
            self._end(letter, "failed", str(error))
        return True

    def _rendered(self, letter: Letter) -> bytes | None:
        """The bytes of the letter, the same for ever once they are stored."""
        if letter.raw is not None:
            return bytes(letter.raw)
        try:
            mail = compose.write(letter)
            raw = compose.pack(letter, mail)
        except Exception as error:
            # One letter that cannot be written must not keep back all the others.
            log.exception("letter %s cannot be written", letter.id)
            self._not_written(letter, error)
            return None
        if not letter.move("sending", letter.fence, raw=raw, subject=mail.subject, text=mail.text):
            return None
        here("out-rendered")
        return raw

    def _not_written(self, letter: Letter, error: Exception) -> None:
        reason = f"{type(error).__name__}: {error}"[:500]
        if letter.attempts >= WRITING_TRIES:
            self._end(letter, "failed", reason)
        else:
            letter.move("queued", letter.fence, lease_until=None, error=reason,
                        due_at=clock.now() + back_off(letter.attempts))

    def _in_doubt(self, letter: Letter) -> bool:
        """TXc: from here to the answer nobody knows; False where another worker has taken the letter over."""
        here("out-offered")
        unknown_until = clock.now() + timedelta(seconds=self.server.timeout + self.server.answer_timeout + 60)
        held = letter.move("in_doubt", letter.fence, handovers=letter.handovers + 1, due_at=unknown_until,
                           lease_until=unknown_until)
        here("out-in-doubt")
        return held

    def _hand_over(self, letter: Letter, raw: bytes, connection: smtp.Connection) -> None:
        try:
            connection.hand_over(raw)
        except smtp.Doubtful as error:
            self._doubt(letter, error)
            return
        here("out-accepted")
        letter.move("sent", letter.fence, sent_at=clock.now(), lease_until=None, error=None)
        here("out-sent")

    def _doubt(self, letter: Letter, error: smtp.Doubtful) -> None:
        again_at, reason = clock.now() + SECOND_TRY, str(error)
        with transaction():
            if letter.move("in_doubt", letter.fence, lease_until=None, error=reason, due_at=again_at):
                event.record("in doubt", letter, by=None, project=letter.project_id, after={"reason": reason})

    def _put_off(self, letter: Letter, error: smtp.NotHandedOver) -> None:
        """Back to the queue, or given up; the server certainly does not have it from this attempt."""
        if clock.now() - letter.date > GIVE_UP:
            self._end(letter, "given_up", str(error))
            return
        letter.move("queued", letter.fence, lease_until=None, error=str(error), handovers=letter.handovers,
                    due_at=clock.now() + back_off(letter.attempts))

    def _put_off_the_others(self, letter: Letter) -> None:
        # Asking a server that is down once for every letter would only take long.
        (Letter.update(due_at=clock.now() + back_off(letter.attempts))
         .where((Letter.state == "queued") & (Letter.due_at <= clock.now())).execute())

    def _end(self, letter: Letter, state: str, reason: str) -> None:
        with transaction():
            ended = {"lease_until": None, "error": reason, "handovers": letter.handovers}
            if letter.move(state, letter.fence, **ended):
                event.record(state, letter, by=None, project=letter.project_id, after={"reason": reason})


def back_off(attempts: int) -> timedelta:
    """How long to wait after so many attempts."""
    if attempts <= len(BACK_OFF):
        return timedelta(minutes=BACK_OFF[max(attempts, 1) - 1])
    return timedelta(minutes=60 * random.uniform(0.8, 1.2))


def _whole(letter_id: int) -> Letter:
    """The letter with its person and project, which rendering asks for."""
    return (Letter.select(Letter, Person, Project).join(Person)
            .switch(Letter).join(Project, JOIN.LEFT_OUTER).where(Letter.id == letter_id).get())
