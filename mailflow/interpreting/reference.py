"""One reference of a reply to items of its letter."""

from typing import NamedTuple


class Reference(NamedTuple):
    """`kind`: items, all, others (all that are not named elsewhere) or unknown (names something we cannot place)."""

    start: int
    end: int
    kind: str
    items: tuple[int, ...] = ()
    count: int | None = None
    strong: bool = True
