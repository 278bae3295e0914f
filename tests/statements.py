"""What is said to the database while something runs."""

from collections.abc import Iterator
from contextlib import contextmanager

from coordination.database import database


@contextmanager
def statements() -> Iterator[list[str]]:
    """The SQL of a block."""
    said: list[str] = []
    execute = database.obj.execute_sql
    database.obj.execute_sql = lambda sql, *rest, **more: said.append(sql) or execute(sql, *rest, **more)
    try:
        yield said
    finally:
        del database.obj.execute_sql
