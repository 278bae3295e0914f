"""Brings new mails from a mailbox into our database: raw bytes first, and only then anything else."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from coordination import clock
from coordination.database import transaction
from coordination.inbound import Inbound, Mailbox
from coordination.prepared import Prepared, slot
from mailflow import crashpoint
from mailflow.imap import Connection, Found

# Mails that wait together share a commit; after a crash they are fetched again together.
TOGETHER = 20
TOGETHER_BYTES = 4 * 1024 * 1024

Nudge = Callable[[str, int], None]


@dataclass(frozen=True)
class Intake:
    """Of a mail above `max_bytes` only the header is taken. `from_now` leaves what lay there at the first look."""

    max_bytes: int = 25 * 1024 * 1024
    from_now: bool = True


@dataclass(frozen=True)
class Fetched:
    """A mail's bytes, or None where somebody has removed it; of one that is too large only the header."""

    uid: int
    raw: bytes | None
    size: int
    received_at: datetime | None = None


def mailbox_named(name: str) -> Mailbox:
    """The row of a mailbox, made at first sight."""
    mailbox, _new = Mailbox.get_or_create(name=name)
    return mailbox


def begin(connection: Connection, mailbox: Mailbox, intake: Intake) -> None:
    """Compare the folder's UIDVALIDITY with what we know (RFC 9051, section 2.3.1.1).

    Another one is a new epoch: every UID means another mail, so all are taken, and what we have is known again by
    its logical key.
    """
    if mailbox.uidvalidity == connection.uidvalidity:
        return
    first = mailbox.uidvalidity is None
    mailbox.uidvalidity = connection.uidvalidity
    mailbox.epoch += 1
    mailbox.last_uid = max(0, connection.uidnext - 1) if first and intake.from_now else 0
    mailbox.save(only=[Mailbox.uidvalidity, Mailbox.epoch, Mailbox.last_uid])


def collect(connection: Connection, mailbox: Mailbox, intake: Intake, nudge: Nudge, stop: threading.Event) -> int:
    """Take every new mail; the number of those that were new to us. What is ours is then moved away."""
    waiting = connection.new_mails(mailbox.last_uid)
    new = 0
    while waiting and not stop.is_set():
        together = [_fetched(connection, waiting.pop(0), intake)]
        while waiting and len(together) < TOGETHER and sum(mail.size for mail in together) < TOGETHER_BYTES:
            together.append(_fetched(connection, waiting.pop(0), intake))
        stored = keep(mailbox, connection.uidvalidity, together)
        for id in stored:
            nudge("inbound", id)
        new += len(stored)
        put_away(connection, [mail.uid for mail in together])
        crashpoint.here("in-after-move")
    return new


def keep(mailbox: Mailbox, uidvalidity: int, mails: list[Fetched]) -> list[int]:
    """The first transaction: the bytes, and the cursor past them. The ids of the rows that are new."""
    crashpoint.here("in-before-raw-commit")
    with transaction():
        stored = [Inbound.store(mailbox, uidvalidity, mail.uid, mail.raw, mail.size, mail.received_at)
                  for mail in mails if mail.raw is not None]
        _advance(mailbox, uidvalidity, mails[-1].uid)
    crashpoint.here("in-after-raw-commit")
    return [id for id in stored if id is not None]


def put_away(connection: Connection, uids: list[int]) -> bool:
    """Move mails that are ours to the archive folder. A refusal of the server is harmless: the cursor is past them."""
    crashpoint.here("in-before-move")
    try:
        return connection.move_away(uids)
    except connection.client.AbortError:
        raise
    except connection.client.Error:
        connection.has_archive = False
        return False


def tidy(connection: Connection, mailbox: Mailbox) -> None:
    """Move what a crash or a refusal left in the folder, though it is ours."""
    left = connection.mails_up_to(mailbox.last_uid) if connection.has_archive else []
    ours = (Inbound.select(Inbound.uid)
            .where((Inbound.mailbox == mailbox) & (Inbound.uidvalidity == connection.uidvalidity)
                   & Inbound.uid.in_(left[:500])))
    put_away(connection, [row.uid for row in ours])


def _fetched(connection: Connection, found: Found, intake: Intake) -> Fetched:
    if found.size > intake.max_bytes:
        return Fetched(found.uid, connection.fetch_header(found.uid), found.size, found.received_at)
    raw = connection.fetch(found.uid)
    return Fetched(found.uid, raw, len(raw or b""), found.received_at)


def _advance(mailbox: Mailbox, uidvalidity: int, uid: int) -> None:
    """Move the cursor on, never back, and only in the epoch it belongs to."""
    _ADVANCE.changed(id=mailbox.id, uidvalidity=uidvalidity, uid=uid, now=clock.now())
    mailbox.last_uid = max(mailbox.last_uid, uid)


_ADVANCE = Prepared(lambda: (
    Mailbox.update(last_uid=slot("uid"), checked_at=slot("now", Mailbox.checked_at))
    .where((Mailbox.id == slot("id")) & (Mailbox.uidvalidity == slot("uidvalidity"))
           & (Mailbox.last_uid < slot("uid")))))
