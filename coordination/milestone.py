"""Milestones and deliverables: what a project promised by when, watched until it is there."""

from datetime import date
from typing import Self

from peewee import BooleanField, CharField, ForeignKeyField, TextField

from coordination import clock, event
from coordination.database import DayField, InstantField, Record, transaction
from coordination.person import Department, Person
from coordination.project import Project
from coordination.refusal import NotFound


class Promise:
    """What milestones and deliverables have in common; a record with the columns of both."""

    reached = "reached"  # the event when it is there

    @classmethod
    def find(cls, id: int, *, by: Person) -> Self:
        """Raises NotFound also where its project is none of the person's."""
        visible = Project.ids_visible_to(by)
        found = cls.select(cls, Project).join(Project).where((cls.id == id) & Project.id.in_(visible)).first()
        if found is None:
            raise NotFound()
        return found

    def reach(self, *, by: Person) -> bool:
        """It is there; True where that is news."""
        self.project.managed_by(by)
        if self.reached_at is not None:
            return False
        with transaction():
            self.reached_at = clock.now()
            self.save(only=[type(self).reached_at])
            event.record(self.reached, self, by=by, project=self.project_id)
        return True

    def expect(self, day: date | None, *, by: Person) -> None:
        """Announce another day."""
        self.project.managed_by(by)
        self.announce(day, by=by)

    def announce(self, day: date | None, *, by: Person, reason: str | None = None, needs_help: bool = False) -> bool:
        """What is said of it while it is open: in time (`day` None), expected another day, or in need of help; True
        where that is news. Whoever calls has asked whether they may."""
        before = self.state()
        self.expected_due, self.reason, self.needs_help = day, reason, needs_help
        after = self.state()
        if before == after:
            return False
        with transaction():
            kind = type(self)
            self.save(only=[kind.expected_due, kind.reason, kind.needs_help])
            event.record("expected", self, by=by, project=self.project_id, before=before, after=after)
        return True

    def state(self) -> dict:
        """What an announcement changes, as the event keeps it: column → JSON value."""
        day = self.expected_due
        return {"expected_due": day.isoformat() if day else None, "reason": self.reason, "needs_help": self.needs_help}

    @property
    def is_open(self) -> bool:
        return self.reached_at is None and self.dropped_at is None

    def is_late(self, today: date) -> bool:
        return self.is_open and max(self.due, self.expected_due or self.due) < today


class Milestone(Promise, Record):
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


class Deliverable(Promise, Record):
    """What a department hands over (交付物); `key` is the row of the plan it came from."""

    reached = "delivered"
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
        begin with the `letter` of the plan's kind; those of other plans stay, but what a department promised there by
        the same name is the same deliverable, as the later plan has it."""
        columns = ("name", "department", "owner", "quality", "starts_on", "due")
        cls._take_from_other_plans(project, rows, letter)
        _take_over(cls, project, rows, columns, by, prefix=f"{letter}-")


    @classmethod
    def _take_from_other_plans(cls, project: Project, rows: list[dict], letter: str) -> None:
        kept = {row.key for row in cls.select(cls.key).where(cls.project == project)}
        others = {(row.department_id, _bare(row.name)): row for row in cls.select().where(
            (cls.project == project) & ~cls.key.startswith(f"{letter}-") & cls.dropped_at.is_null())}
        for row in rows:
            other = others.pop((row.get("department"), _bare(row["name"])), None)
            if other is not None and row["key"] not in kept:
                row["owner"] = row.get("owner") or other.owner_id
                cls.update(key=row["key"]).where(cls.id == other.id).execute()


def _bare(name: str) -> str:
    """A name without what people put around it."""
    return "".join(name.casefold().split()).strip("《》“”\"'。.")


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
