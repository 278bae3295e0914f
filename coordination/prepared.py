"""Queries whose SQL is built once: for the few that run for every mail, peewee takes longer to write them than the
database takes to answer.

    BY_EMAIL = Prepared(lambda: Person.select().join(Address).where(Address.email == slot("email")))
    person = BY_EMAIL.first(email="zhangwei@corp.example")
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
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
    _built: dict[type, tuple[Query, str, list[Any]]] = field(default_factory=dict)

    def rows(self, **values: Any) -> list[Any]:
        """The rows as peewee gives them."""
        query, cursor = self._run(values)
        wrapper = query._get_cursor_wrapper(cursor)
        wrapper.fill_cache()
        return list(wrapper.row_cache)

    def first(self, **values: Any) -> Any | None:
        return next(iter(self.rows(**values)), None)

    def changed(self, **values: Any) -> int:
        """How many rows an update, insert or delete touched."""
        return self._run(values)[1].rowcount

    def _run(self, values: dict[str, Any]) -> tuple[Query, Any]:
        query, sql, slots = self._for(type(database.obj))
        return query, database.execute_sql(sql, [_bound(value, values) for value in slots])

    def _for(self, kind: type) -> tuple[Query, str, list[Any]]:
        if kind not in self._built:
            query = self.build()
            self._built[kind] = (query, *query.sql())
        return self._built[kind]


def add(model: type[Model], *, unless_present: bool = False, **values: Any) -> int | None:
    """Insert a row with exactly these columns and its model's defaults; its id.

    `unless_present` returns None where a unique column already has this value, instead of raising IntegrityError.
    """
    row = {**_defaults(model), **values}
    key = (model, tuple(row), unless_present)
    if key not in _inserts:
        _inserts[key] = Prepared(lambda: _insert(model, list(row), unless_present))
    found = _inserts[key].rows(**row)
    return found[0][0] if found else None


_inserts: dict[tuple, Prepared] = {}


def _insert(model: type[Model], names: list[str], unless_present: bool) -> Query:
    fields = model._meta.fields
    query = model.insert({fields[name]: slot(name, fields[name]) for name in names}).returning(model.id).tuples()
    return query.on_conflict_ignore() if unless_present else query


def _defaults(model: type[Model]) -> dict[str, Any]:
    return {name: value() if callable(value) else value for name, value in _default_values(model)}


def _default_values(model: type[Model]) -> Iterator[tuple[str, Any]]:
    return ((found.name, found.default) for found in model._meta.sorted_fields if found.default is not None)


def _bound(value: Any, values: dict[str, Any]) -> Any:
    if not isinstance(value, Slot):
        return value
    given = values[value.name]
    return value.field.db_value(given) if value.field is not None else given
