"""Queries whose SQL is built once: for the few that run for every mail, peewee takes longer to write them than the
database takes to answer.

    BY_EMAIL = Prepared(lambda: Person.select().join(Address).where(Address.email == slot("email")))
    person = BY_EMAIL.first(email="zhangwei@corp.example")
"""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from peewee import Field, Model, Query, Value

from coordination.database import database


@dataclass(frozen=True)
class Slot:
    """The place of a value that each call gives."""

    name: str
    field: Field | None = None


def slot(name: str, field: Field | None = None) -> Value:
    """A value to be given by each call; `field` turns it into what its column holds, as for instants."""
    return Value(Slot(name, field), converter=False)


@dataclass
class Prepared:
    """`build` returns the query, with slots in the places of values; it is called once a database."""

    build: Callable[[], Query]
    _built: dict[type, "Built"] = field(default_factory=dict)

    def rows(self, **values: Any) -> list[Any]:
        """The rows as peewee gives them: records, or tuples where the query says so."""
        built, cursor = self._run(values)
        return built.records(cursor)

    def first(self, **values: Any) -> Any | None:
        return next(iter(self.rows(**values)), None)

    def value(self, **values: Any) -> Any | None:
        """The first column of the first row as the database has it."""
        row = self._run(values)[1].fetchone()
        return row[0] if row else None

    def changed(self, **values: Any) -> int:
        """How many rows an update, insert or delete touched."""
        return self._run(values)[1].rowcount

    def _run(self, values: dict[str, Any]) -> "tuple[Built, Any]":
        built = self._for(type(database.obj))
        return built, database.execute_sql(built.sql, [_bound(value, values) for value in built.parameters])

    def _for(self, kind: type) -> "Built":
        if kind not in self._built:
            query = self.build()
            self._built[kind] = Built(query, *query.sql())
        return self._built[kind]


@dataclass
class Built:
    """A query with its SQL for one kind of database. `pattern` knows which column belongs to which record."""

    query: Query
    sql: str
    parameters: list[Any]
    pattern: Any = None

    def records(self, cursor: Any) -> list[Any]:
        """peewee works out the columns of each result anew; here they are the same every time."""
        if self.pattern is None:
            wrapper = self.query._get_cursor_wrapper(cursor)
        else:
            wrapper = copy(self.pattern)
            wrapper.cursor, wrapper.row_cache = cursor, []
        wrapper.fill_cache()
        if self.pattern is None and wrapper.initialized:
            self.pattern = copy(wrapper)
            self.pattern.cursor, self.pattern.row_cache = None, []
            self.pattern.count, self.pattern.index, self.pattern.populated = 0, 0, False
        return wrapper.row_cache


def add(model: type[Model], *, unless_present: bool = False, **values: Any) -> int | None:
    """Insert a row with exactly these columns and its model's defaults; its id.

    `unless_present` returns None where a unique column already has this value, instead of raising IntegrityError.
    """
    defaults = {name: value() if callable(value) else value for name, value in _defaults(model)}
    row = {**defaults, **values}
    return _insert(model, tuple(row), unless_present).value(**row)


@cache
def _insert(model: type[Model], names: tuple[str, ...], unless_present: bool) -> Prepared:
    fields = model._meta.fields
    columns = {fields[name]: slot(name, fields[name]) for name in names}
    query = model.insert(columns).returning(model.id)
    return Prepared(lambda: query.on_conflict_ignore() if unless_present else query)


@cache
def _defaults(model: type[Model]) -> list[tuple[str, Any]]:
    return [(found.name, found.default) for found in model._meta.sorted_fields if found.default is not None]


def _bound(value: Any, values: dict[str, Any]) -> Any:
    if not isinstance(value, Slot):
        return value
    given = values[value.name]
    return value.field.db_value(given) if value.field is not None else given
