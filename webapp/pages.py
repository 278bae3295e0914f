"""Long lists, a page at a time, newest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from peewee import Field, ModelSelect

from webapp.numbers import row_id

LENGTH = 50


@dataclass(frozen=True)
class Pages:
    """`rows` of this page; `older` is the id before which the next page begins, None on the last."""

    rows: list[Any]
    older: int | None

    @classmethod
    def of(cls, query: ModelSelect, id: Field, args: Mapping[str, str]) -> "Pages":
        """The page that the address asks for with `before`."""
        if before := row_id(args.get("before")):
            query = query.where(id < before)
        rows = list(query.limit(LENGTH + 1))
        return cls(rows[:LENGTH], rows[LENGTH - 1].id if len(rows) > LENGTH else None)
