"""The one clock: every instant and every local date that Huizhi writes down comes from here."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """This instant, aware, in UTC."""
    return datetime.now(UTC)


def today(zone: str) -> date:
    """The local date in an IANA time zone."""
    return now().astimezone(ZoneInfo(zone)).date()
