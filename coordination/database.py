"""The database behind the records: SQLite by default, PostgreSQL by setting, one transaction a verb."""

import json
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from peewee import (
    OP,
    AutoField,
    CharField,
    Context,
    Database,
    DatabaseProxy,
    Expression,
    Field,
    FieldAlias,
    Model,
    ModelSelect,
    OperationalError,
    SqliteDatabase,
    TextField,
)

LOCKED_SECONDS = 30
PRAGMAS = {"journal_mode": "wal", "synchronous": "full", "foreign_keys": 1, "busy_timeout": LOCKED_SECONDS * 1000,
           "cache_size": -2_000}

database = DatabaseProxy()
_writing = threading.Lock()


class Record(Model):
    """A row with its rules."""

    id = AutoField()

    class Meta:
        database = database
        legacy_table_names = False

    @classmethod
    def select(cls, *fields: Any) -> "Selection":
        """As peewee's."""
        return Selection(cls, fields or cls._meta.sorted_fields, is_default=not fields)

    @classmethod
    def get(cls, *query: Any, **filters: Any) -> Self:
        """As peewee's. By its id, as one record leads to another, it is asked for with SQL that is written once."""
        match query:
            case [Expression(lhs=AutoField(model=of), op=OP.EQ, rhs=int() as id)] if of is cls and not filters:
                return _by_id(cls, id)
        return super().get(*query, **filters)

    def save(self, force_insert: bool = False, only: Sequence[Field] | None = None) -> int | bool:
        """As peewee's. The SQL that writes a few columns is built once, for it is written with every answer."""
        if force_insert or not only or self.id is None:
            return super().save(force_insert=force_insert, only=only)
        values = [field.db_value(self.__data__.get(field.name)) for field in only]
        sql = _update(type(self), tuple(field.column_name for field in only), database.param)
        self._dirty -= {field.name for field in only}
        return database.execute_sql(sql, [*values, self.id]).rowcount


class Selection(ModelSelect):
    """A query that writes the names of its columns at once: peewee makes six objects of each, which took a third of
    the time that it takes to write a query."""

    def __sql_selection__(self, ctx: Context, is_subquery: bool = False) -> Context:
        plain = all(isinstance(column, Field) and not isinstance(column, FieldAlias) for column in self._returning)
        if is_subquery or not plain:
            return super().__sql_selection__(ctx, is_subquery)
        names = ctx.alias_manager
        return ctx.literal(", ".join(f'"{names[column.model._meta.table]}"."{column.column_name}"'
                                     for column in self._returning))


def _by_id(model: type[Model], id: int) -> Any:
    sql, columns = _one(model, database.param)
    row = database.execute_sql(sql, (id,)).fetchone()
    if row is None:
        raise model.DoesNotExist(f"{model.__name__} {id}")
    record = model(__no_default__=True)
    record.__data__ = {name: convert(value) for (name, convert), value in zip(columns, row, strict=True)}
    return record


@cache
def _one(model: type[Model], mark: str) -> tuple[str, list[tuple[str, Callable[[Any], Any]]]]:
    """The SQL, and for each column its name on the record and what makes its value."""
    fields = model._meta.sorted_fields
    columns = ", ".join(f'"{field.column_name}"' for field in fields)
    sql = f'SELECT {columns} FROM "{model._meta.table_name}" WHERE "id" = {mark}'
    return sql, [(field.name, field.python_value) for field in fields]


@cache
def _update(model: type[Model], columns: tuple[str, ...], mark: str) -> str:
    changes = ", ".join(f'"{column}" = {mark}' for column in columns)
    return f'UPDATE "{model._meta.table_name}" SET {changes} WHERE "id" = {mark}'


class InstantField(CharField):
    """An aware instant, kept as ISO 8601 in UTC with microseconds: 32 characters that sort as time does."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(max_length=32, **settings)

    def db_value(self, value: datetime | None) -> str | None:
        if value is None or isinstance(value, str):
            return value
        if value.tzinfo is None:
            raise ValueError(f"an instant needs a time zone: {value!r}")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def python_value(self, value: str | None) -> datetime | None:
        return datetime.fromisoformat(value) if isinstance(value, str) else value


class DayField(CharField):
    """A local date of the process, kept as ISO 8601: YYYY-MM-DD."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(max_length=10, **settings)

    def db_value(self, value: date | str | None) -> str | None:
        return value.isoformat() if isinstance(value, date) else value

    def python_value(self, value: str | None) -> date | None:
        return date.fromisoformat(value) if isinstance(value, str) else value


class JSONField(TextField):
    """A value kept as canonical JSON: UTF-8, keys sorted, no spaces."""

    def db_value(self, value: Any) -> str | None:
        return None if value is None else canonical(value)

    def python_value(self, value: str | None) -> Any:
        return json.loads(value) if isinstance(value, str) else value


def canonical(value: Any) -> str:
    """The one JSON text of a value, so that its hash can be computed again by anyone."""
    return _CANONICAL.encode(value)


_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def connect(url: str) -> Database:
    """Bind the records to `sqlite:///path/to/file` or `postgresql://user:password@host/name`.

    The SQLite file is created here, before anything forks. Raises ValueError for another kind of URL.
    """
    scheme = urlsplit(url).scheme
    if scheme == "sqlite":
        chosen = _sqlite(Path(url.removeprefix("sqlite:///")))
    elif scheme in ("postgresql", "postgres"):
        chosen = _postgresql(url)
    else:
        raise ValueError(f"not a database address: {scheme}")
    database.initialize(chosen)
    return chosen


def _sqlite(path: Path) -> SqliteDatabase:
    return SqliteDatabase(str(path), pragmas=PRAGMAS, lock_type="IMMEDIATE", timeout=LOCKED_SECONDS)


def _postgresql(url: str) -> Database:
    # Imported here because psycopg costs 60 ms and several MB that one machine with SQLite does not need.
    from playhouse.postgres_ext import PooledPsycopg3Database

    return PooledPsycopg3Database(url, max_connections=20, stale_timeout=300, timeout=10)


def transaction() -> AbstractContextManager:
    """All or nothing. BEGIN IMMEDIATE on SQLite; inside another one it is a savepoint."""
    if database.transaction_depth():
        return _Savepoint()
    return database.transaction() if database.for_update else _Alone()


class _Savepoint:
    """As peewee's, by one name for all: what a new name each time costs is more than what it does."""

    def __enter__(self) -> None:
        database.obj.execute_sql("SAVEPOINT nested")

    def __exit__(self, kind: type | None, *_error: object) -> None:
        if kind is not None:
            database.obj.execute_sql("ROLLBACK TO SAVEPOINT nested")
        database.obj.execute_sql("RELEASE SAVEPOINT nested")


class _Alone:
    """SQLite has one writer, and who finds it busy sleeps and looks again; the threads of one process queue instead."""

    def __enter__(self) -> None:
        if not _writing.acquire(timeout=LOCKED_SECONDS):
            raise OperationalError("database is locked")
        try:
            self._begun = database.transaction()
            self._begun.__enter__()
        except BaseException:
            _writing.release()
            raise

    def __exit__(self, *error: object) -> None:
        try:
            self._begun.__exit__(*error)
        finally:
            _writing.release()
