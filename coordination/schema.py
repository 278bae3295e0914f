"""The tables: brought to this release by numbered migrations, under a lock so that two starts never mix."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playhouse.migrations import Runner

from coordination.database import database

MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 7_234_101


def migrate() -> list[str]:
    """Apply the migrations that are missing; returns their names. What a kill interrupts, the next start finishes."""
    with _alone():
        return _runner().up()


def pending() -> list[str]:
    """The names of the migrations that this database still lacks."""
    return [migration.name for migration in _runner().status() if migration.path and not migration.applied]


def _runner() -> Runner:
    return Runner(database.obj, str(MIGRATIONS))


@contextmanager
def _alone() -> Iterator[None]:
    """One process at a time: a file lock beside a SQLite file, an advisory lock on PostgreSQL."""
    if database.for_update:
        database.execute_sql("SELECT pg_advisory_lock(%s)", (_LOCK,))
        try:
            yield
        finally:
            database.execute_sql("SELECT pg_advisory_unlock(%s)", (_LOCK,))
        return
    import fcntl

    with open(f"{database.obj.database}.lock", "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
