"""Queries whose SQL is built once: for the few that run for every mail, peewee takes longer to write them than the
database takes to answer.

    BY_EMAIL = Prepared(lambda: Person.select().join(Address).where(Address.email == slot("email")))
    person = BY_EMAIL.first(email="zhangwei@corp.example")
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from peewee import (
    AutoField,
    CharField,
    Field,
    ForeignKeyField,
    IntegerField,
    Model,
    ModelCursorWrapper,
    ModelObjectCursorWrapper,
    Query,
    TextField,
    Value,
)

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
        return built, database.obj.execute_sql(built.sql, [
            fixed if name is None else values[name] if convert is None else convert(values[name])
            for name, convert, fixed in built.parameters])

    def _for(self, kind: type) -> "Built":
        if kind not in self._built:
            query = self.build()
            sql, parameters = query.sql()
            self._built[kind] = Built(query, sql, [_place(value) for value in parameters])
        return self._built[kind]


@dataclass
class Built:
    """A query with its SQL for one kind of database. `make` turns a row into what the query gives, once the first
    result has shown which column belongs to which record. `parameters` are (slot's name, conversion, fixed value)."""

    query: Query
    sql: str
    parameters: list[tuple[str | None, Callable | None, Any]]
    make: Callable[[tuple], Any] | None = None

    def records(self, cursor: Any) -> list[Any]:
        """peewee works out the columns of each result anew; here they are the same every time."""
        if self.make is not None:
            return [self.make(row) for row in cursor.fetchall()]
        wrapper = self.query._get_cursor_wrapper(cursor)
        wrapper.fill_cache()
        if wrapper.initialized:
            gives_records = isinstance(wrapper, ModelCursorWrapper | ModelObjectCursorWrapper)
            self.make = Records(wrapper) if gives_records else wrapper.process_row
        return wrapper.row_cache


class Records:
    """Makes a record and those joined to it, as peewee does, without setting each column by itself."""

    def __init__(self, wrapper: ModelCursorWrapper | ModelObjectCursorWrapper) -> None:
        self._root = wrapper.model
        is_joined = isinstance(wrapper, ModelCursorWrapper)
        keys = wrapper.column_keys if is_joined else [wrapper.model] * wrapper.ncols
        models = wrapper.key_to_constructor if is_joined else {wrapper.model: (wrapper.model, True)}
        columns: dict[Any, list] = {key: [] for key in keys}
        for at, (key, name, column, convert) in enumerate(zip(keys, wrapper.columns, wrapper.fields, wrapper.converters,
                                                             strict=True)):
            columns[key].append((at, name, None if _is_plain(column) else convert))
        self._records = [(key, models[key][0], places) for key, places in columns.items()]
        self._joins = [join[:3] for join in wrapper.src_to_dest] if is_joined else []

    def __call__(self, row: tuple) -> Model:
        made = {}
        for key, model, columns in self._records:
            record = made[key] = model(__no_default__=True)
            record.__data__ = {name: row[at] if convert is None else convert(row[at]) for at, name, convert in columns}
        for source, attribute, joined in self._joins:
            record, found = made[source], made[joined]
            if found.id is None:  # an outer join found nothing
                record.__rel__[attribute] = None
            else:
                record.__data__[attribute], record.__rel__[attribute] = found.id, found
        return made[self._root]


def _is_plain(field: Field | None) -> bool:
    """The drivers give text and numbers as they are."""
    return type(field) in (AutoField, CharField, ForeignKeyField, IntegerField, TextField)


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


def _place(value: Any) -> tuple[str | None, Callable | None, Any]:
    if not isinstance(value, Slot):
        return None, None, value
    if isinstance(value.field, ForeignKeyField):
        return value.name, _id_of, None
    return value.name, None if value.field is None or _is_plain(value.field) else value.field.db_value, None


def _id_of(value: Model | int | None) -> int | None:
    return value.id if isinstance(value, Model) else value
