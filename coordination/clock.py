"""The one clock: every instant and every local date that Huizhi writes down comes from here."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """This instant, aware, in UTC."""
    return _then.get() or datetime.now(UTC)


def today(zone: str) -> date:
    """The local date in an IANA time zone."""
    return local_day(now(), zone)


def local_day(instant: datetime, zone: str) -> date:
    """The day that an instant (aware) falls on in an IANA time zone."""
    return instant.astimezone(ZoneInfo(zone)).date()


@contextmanager
def as_of(then: datetime) -> Iterator[None]:
    """For a block it is another, aware instant: to write down what is past, as a sample company does."""
    token = _then.set(then.astimezone(UTC))
    try:
        yield
    finally:
        _then.reset(token)


_then: ContextVar[datetime | None] = ContextVar("then", default=None)
