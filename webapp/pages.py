"""Long lists of mails, a page at a time, newest first, of one state or of all."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from peewee import ModelSelect

from webapp.numbers import row_id

LENGTH = 50


@dataclass(frozen=True)
class Pages:
    """`rows` of this page; `state` is the only one shown, "" for all; `older` is the id before which the next page
    begins, None on the last."""

    rows: list[Any]
    state: str
    older: int | None

    @classmethod
    def of(cls, query: ModelSelect, args: Mapping[str, str]) -> "Pages":
        """The page that the address asks for with `state` and `before`."""
        record = query.model
        if state := args.get("state", ""):
            query = query.where(record.state == state)
        if before := row_id(args.get("before")):
            query = query.where(record.id < before)
        rows = list(query.limit(LENGTH + 1))
        return cls(rows[:LENGTH], state, rows[LENGTH - 1].id if len(rows) > LENGTH else None)
