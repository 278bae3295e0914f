"""Milestones and deliverables: what a project promised by when, watched until it is there."""

from datetime import date
from typing import Self

from peewee import BooleanField, CharField, ForeignKeyField, TextField

from coordination import clock, event
from coordination.database import DayField, InstantField, Record, transaction
from coordination.person import Department, Person
from coordination.project import Project
from coordination.refusal import NotFound


class Milestone(Record):
    """`key` is the row of the goal consensus it came from; `expected_due` is what was announced when it slips,
    `reason` why, `needs_help` whether somebody asked for help."""

    project = ForeignKeyField(Project, on_delete="CASCADE")
    key = CharField(max_length=40)
    name = TextField()
    due = DayField()
    expected_due = DayField(null=True)
    reason = TextField(null=True)
    needs_help = BooleanField(default=False)
    reached_at = InstantField(null=True)
    dropped_at = InstantField(null=True)

    class Meta:
        indexes = ((("project", "key"), True),)

    @classmethod
    def agreed(cls, project: Project, rows: list[dict], *, by: Person | None) -> None:
        """Make them what a goal consensus says: rows with key, name and due (ISO). Those it left out are dropped."""
        _take_over(cls, project, rows, ("name", "due"), by)

    @classmethod
    def find(cls, id: int, *, by: Person) -> Self:
        """Raises NotFound."""
        return _find(cls, id, by)

    def reach(self, *, by: Person) -> bool:
        """True where that is news."""
        self.project.managed_by(by)
        return _stamp(self, Milestone.reached_at, "reached", by)

    def expect(self, day: date | None, *, by: Person) -> None:
        """Announce another day."""
        self.project.managed_by(by)
        announce(self, day, by=by)

    def state(self) -> dict:
        """What an announcement changes, as the event keeps it: column → JSON value."""
        return _announced(self)

    @property
    def is_open(self) -> bool:
        return self.reached_at is None and self.dropped_at is None

    def is_late(self, today: date) -> bool:
        return self.is_open and max(self.due, self.expected_due or self.due) < today


class Deliverable(Record):
    """What a department hands over (交付物); `key` is the row of the plan it came from."""

    project = ForeignKeyField(Project, on_delete="CASCADE")
    key = CharField(max_length=40)
    department = ForeignKeyField(Department, null=True)
    owner = ForeignKeyField(Person, null=True)
    name = TextField()
    quality = TextField(default="")
    starts_on = DayField(null=True)
    due = DayField()
    expected_due = DayField(null=True)
    reason = TextField(null=True)
    needs_help = BooleanField(default=False)
    reached_at = InstantField(null=True)
    dropped_at = InstantField(null=True)

    class Meta:
        indexes = ((("project", "key"), True),)

    @classmethod
    def agreed(cls, project: Project, rows: list[dict], *, by: Person | None, letter: str) -> None:
        """Make them what a plan says: rows with key, name, department, owner, quality, starts_on, due (ISO). The keys
        begin with the `letter` of the plan's kind; those of other plans stay."""
        columns = ("name", "department", "owner", "quality", "starts_on", "due")
        _take_over(cls, project, rows, columns, by, prefix=f"{letter}-")

    @classmethod
    def find(cls, id: int, *, by: Person) -> Self:
        """Raises NotFound."""
        return _find(cls, id, by)

    def reach(self, *, by: Person) -> bool:
        """It was delivered; True where that is news."""
        self.project.managed_by(by)
        return _stamp(self, Deliverable.reached_at, "delivered", by)

    def expect(self, day: date | None, *, by: Person) -> None:
        """Announce another day."""
        self.project.managed_by(by)
        announce(self, day, by=by)

    def state(self) -> dict:
        """What an announcement changes, as the event keeps it: column → JSON value."""
        return _announced(self)

    @property
    def is_open(self) -> bool:
        return self.reached_at is None and self.dropped_at is None

    def is_late(self, today: date) -> bool:
        return self.is_open and max(self.due, self.expected_due or self.due) < today


def announce(promised: Milestone | Deliverable, day: date | None, *, by: Person, reason: str | None = None,
             needs_help: bool = False) -> bool:
    """What is said of a promise that is still open: in time (`day` None), expected another day, or in need of help; True
    where that is news. Whoever calls has asked whether they may."""
    before = promised.state()
    promised.expected_due, promised.reason, promised.needs_help = day, reason, needs_help
    after = promised.state()
    if before == after:
        return False
    with transaction():
        kind = type(promised)
        promised.save(only=[kind.expected_due, kind.reason, kind.needs_help])
        event.record("expected", promised, by=by, project=promised.project_id, before=before, after=after)
    return True


def _take_over(record: type[Record], project: Project, rows: list[dict], columns: tuple[str, ...],
               by: Person | None, prefix: str = "") -> None:
    with transaction():
        known = {row.key: row for row in record.select().where((record.project == project)
                                                               & record.key.startswith(prefix))}
        for row in rows:
            found = known.get(row["key"])
            if found is None:
                made = record.create(project=project, key=row["key"], **{name: row.get(name) for name in columns})
                event.record("agreed", made, by=by, project=project, after={name: row.get(name) for name in columns})
                continue
            for name in columns:
                setattr(found, name, record._meta.fields[name].python_value(row.get(name)))
            found.dropped_at = None
            found.save()
        gone = set(known) - {row["key"] for row in rows}
        record.update(dropped_at=clock.now()).where((record.project == project) & record.key.in_(gone)
                                                    & record.reached_at.is_null()).execute()


def _find(record: type[Record], id: int, by: Person):
    visible = Project.visible_to(by).order_by().select(Project.id)
    found = record.select(record, Project).join(Project).where((record.id == id) & Project.id.in_(visible)).first()
    if found is None:
        raise NotFound()
    return found


def _stamp(subject: Record, field, verb: str, by: Person) -> bool:
    if getattr(subject, field.name) is not None:
        return False
    with transaction():
        setattr(subject, field.name, clock.now())
        subject.save(only=[field])
        event.record(verb, subject, by=by, project=subject.project_id)
    return True


def _announced(promised: Milestone | Deliverable) -> dict:
    day = promised.expected_due
    return {"expected_due": day.isoformat() if day else None, "reason": promised.reason, "needs_help": promised.needs_help}
