"""Events: who did what to which record, when, by which channel, for whom, because of which mail.

History, audit, notification and undo read them; nothing ever changes one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any

from peewee import CharField, IntegerField, ModelSelect

from coordination import clock, prepared
from coordination.database import InstantField, JSONField, Record


class Event(Record):
    """One change. `before` and `after` hold the columns that changed, as JSON."""

    at = InstantField(index=True)
    actor_id = IntegerField(null=True)
    on_behalf_of_id = IntegerField(null=True)
    channel = CharField(max_length=16)
    verb = CharField(max_length=40)
    subject = CharField(max_length=40)
    subject_id = IntegerField()
    project_id = IntegerField(null=True)
    inbound_id = IntegerField(null=True, index=True)
    before = JSONField(null=True)
    after = JSONField(null=True)

    class Meta:
        indexes = ((("subject", "subject_id"), False), (("project_id", "id"), False))

    @classmethod
    def of(cls, record: Record) -> ModelSelect:
        """The history of one record, oldest first."""
        return cls.select().where((cls.subject == name_of(record)) & (cls.subject_id == record.id)).order_by(cls.id)


@dataclass(frozen=True)
class Acting:
    """How the changes of a block come about."""

    channel: str = "system"
    inbound_id: int | None = None
    on_behalf_of_id: int | None = None


_acting: ContextVar[Acting] = ContextVar("acting", default=Acting())  # noqa: B039 – it is frozen


@contextmanager
def acting(**how: Any) -> Iterator[Acting]:
    """Say for a block by which `channel` ("page", "mail", "paper", "phone", "system"), because of which
    `inbound_id` and `on_behalf_of_id` whom things happen."""
    token = _acting.set(replace(_acting.get(), **how))
    try:
        yield _acting.get()
    finally:
        _acting.reset(token)


def how_acting() -> Acting:
    """The channel and cause in force here."""
    return _acting.get()


def name_of(record: Record) -> str:
    """The name under which events keep a record: its table's name."""
    return type(record)._meta.table_name


def record(verb: str, subject: Record, *, by: Record | None, project: Record | int | None = None,
           before: Any = None, after: Any = None) -> None:
    """Write one event beside a change, in the caller's transaction; `by` None is Huizhi itself."""
    how = _acting.get()
    prepared.add(
        Event, at=clock.now(), actor_id=by.id if by else None, on_behalf_of_id=how.on_behalf_of_id,
        channel=how.channel, verb=verb, subject=name_of(subject), subject_id=subject.id,
        project_id=project.id if isinstance(project, Record) else project,
        inbound_id=how.inbound_id, before=before, after=after)
