"""The history of a project as a table that any spreadsheet reads: UTF-8 with its mark, nothing in it that would run."""

import csv
from io import StringIO

from peewee import ModelSelect, fn

from coordination.database import canonical
from coordination.event import Event
from coordination.person import Person
from coordination.project import Project

COLUMNS = ("id", "at", "actor", "on_behalf_of", "channel", "verb", "subject", "subject_id", "mail", "before", "after")
_RUNS = ("=", "+", "-", "@", "\t", "\r")


def events(project: Project) -> bytes:
    """Every event of the project up to its archiving, oldest first."""
    names = dict(Person.select(Person.id, Person.name).tuples())
    text = StringIO(newline="")
    table = csv.writer(text)
    table.writerow(COLUMNS)
    for row in _until_archived(project).iterator():
        table.writerow([_cell(value) for value in (
            row.id, row.at.isoformat(), names.get(row.actor_id), names.get(row.on_behalf_of_id), row.channel, row.verb,
            row.subject, row.subject_id, row.inbound_id, _json(row.before), _json(row.after))])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _until_archived(project: Project) -> ModelSelect:
    mine = Event.project_id == project.id
    last = Event.select(fn.MAX(Event.id)).where(mine & (Event.verb == "archived"))
    return Event.select().where(mine & (Event.id <= last)).order_by(Event.id)


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_RUNS) else text


def _json(value: object) -> str:
    return "" if value is None else canonical(value)
