"""Takes waiting mails for one worker, counted before anybody looks into them, and gives back what could not be read."""

from contextlib import suppress
from datetime import timedelta

from peewee import PeeweeException

from coordination import clock
from coordination.database import transaction
from coordination.inbound import Inbound

LEASE = timedelta(seconds=15)
RETRY = timedelta(seconds=10)
TOGETHER = 8
SMALL = 128 * 1024


def claimed(id: int) -> list[Inbound]:
    """The mail and some that wait, counted and leased."""
    if not Inbound.is_waiting(id):  # in a burst most have been taken with others by the time their nudge comes
        return []
    with transaction():
        first = Inbound.claim(id, LEASE)
        if first is None or first.attempts > 1:
            return [first] if first is not None else []
        return [first, *Inbound.claim_more(TOGETHER - 1, LEASE)]


def portions(taken: list[Inbound]) -> list[list[Inbound]]:
    """What is read together: ordinary mails. A large one has the child's time and memory to itself."""
    small = [inbound for inbound in taken if len(inbound.raw) <= SMALL]
    return [*([small] if small else []), *([inbound] for inbound in taken if len(inbound.raw) > SMALL)]


def try_again(inbound: Inbound, failure: Exception) -> None:
    """Another attempt after a while; the trace keeps what happened, for the page of a mail that ends in quarantine."""
    trace = [*inbound.trace, {"stage": "screen", "attempt": inbound.attempts, "error": str(failure)[-2_000:]}]
    (Inbound.update(lease_until=None, due_at=clock.now() + RETRY, trace=trace)
     .where((Inbound.id == inbound.id) & (Inbound.fence == inbound.fence)).execute())


def blameless(taken: list[Inbound]) -> None:
    """The house failed, not the mails: the attempt does not count, if that can be written."""
    with suppress(PeeweeException):
        for inbound in taken:
            (Inbound.update(attempts=Inbound.attempts - 1, lease_until=None)
             .where((Inbound.id == inbound.id) & (Inbound.fence == inbound.fence)
                    & (Inbound.state == "received")).execute())
