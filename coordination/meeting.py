"""Meetings: when and where, who was there, what was said, and the lines of action items in their minutes."""

import secrets
from datetime import datetime
from typing import Self

from peewee import JOIN, BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from coordination.action import ActionItem
from coordination.database import DayField, InstantField, Record
from coordination.language import N_
from coordination.person import Department, Person
from coordination.project import Project
from coordination.refusal import NotFound

KINDS = {
    "weekly": N_("Weekly meeting"), "kickoff": N_("Kickoff meeting"), "workshop": N_("Issue workshop"),
    "retrospective": N_("Retrospective"), "other": N_("Meeting"),
}
ATTENDANCE = {"present": N_("present"), "late": N_("late"), "excused": N_("excused"), "absent": N_("absent")}


class Series(Record):
    """Meetings that follow each other; open items carry over from one to the next."""

    project = ForeignKeyField(Project, on_delete="CASCADE")
    name = CharField(max_length=120)
    kind = CharField(max_length=16, default="weekly")

    class Meta:
        indexes = ((("project", "name"), True),)


class Meeting(Record):
    """`revision` counts saved drafts; `editor` is the open page that saved last, so that its retry is no conflict."""

    project = ForeignKeyField(Project, on_delete="CASCADE")
    series = ForeignKeyField(Series, null=True)
    kind = CharField(max_length=16, default="weekly")
    title = CharField(max_length=120)
    starts_at = InstantField(index=True)
    ends_at = InstantField()
    place = CharField(max_length=120, default="")
    minute_taker = ForeignKeyField(Person, null=True)
    revision = IntegerField(default=0)
    editor = CharField(max_length=40, default="")

    @classmethod
    def find(cls, id: int, *, by: Person) -> Self:
        """Raises NotFound also where its project is none of the person's."""
        meeting = (cls.select(cls, Project).join(Project)
                   .where((cls.id == id) & Project.id.in_(Project.visible_to(by).order_by().select(Project.id))).first())
        if meeting is None:
            raise NotFound()
        return meeting

    @property
    def attendance(self) -> "list[Attendance]":
        return list(Attendance.select(Attendance, Person, Department).join(Person).join(Department, JOIN.LEFT_OUTER)
                    .where(Attendance.meeting == self).order_by(Department.name, Person.name, Person.id))

    @property
    def topics(self) -> "list[Topic]":
        return list(Topic.select().where(Topic.meeting == self).order_by(Topic.position, Topic.id))

    @property
    def lines(self) -> "list[ActionLine]":
        """The action items of its minutes, carried-over ones first."""
        return list(ActionLine.select(ActionLine, Person, Department, ActionItem)
                    .join(Person, JOIN.LEFT_OUTER).join(Department, JOIN.LEFT_OUTER)
                    .switch(ActionLine).join(ActionItem, JOIN.LEFT_OUTER)
                    .where(ActionLine.meeting == self)
                    .order_by(ActionLine.carried.desc(), ActionLine.position, ActionLine.id))

    def before(self) -> "Meeting | None":
        """The meeting before this one in its series."""
        if self.series_id is None:
            return None
        return (Meeting.select().where((Meeting.series == self.series_id) & (Meeting.id != self.id)
                                       & (Meeting.starts_at < self.starts_at))
                .order_by(Meeting.starts_at.desc(), Meeting.id.desc()).first())

    def moved_to(self, starts_at: datetime, ends_at: datetime) -> None:
        """Set both instants; an end before the start is taken to be the start."""
        self.starts_at, self.ends_at = starts_at, max(starts_at, ends_at)


class Attendance(Record):
    meeting = ForeignKeyField(Meeting, on_delete="CASCADE")
    person = ForeignKeyField(Person)
    state = CharField(max_length=8, default="present")

    class Meta:
        indexes = ((("meeting", "person"), True),)


class Topic(Record):
    """`key` names the row on every open page, so that saving it twice is saving it once."""

    meeting = ForeignKeyField(Meeting, on_delete="CASCADE")
    key = CharField(max_length=40)
    position = IntegerField(default=0)
    title = TextField(default="")
    discussion = TextField(default="")
    decision = TextField(default="")

    class Meta:
        indexes = ((("meeting", "key"), True),)


class ActionLine(Record):
    """One action item as these minutes have it; it becomes an ActionItem, or changes one, when they are circulated."""

    meeting = ForeignKeyField(Meeting, on_delete="CASCADE")
    key = CharField(max_length=40)
    position = IntegerField(default=0)
    what = TextField(default="")
    owner = ForeignKeyField(Person, null=True)
    due = DayField(null=True)
    action = ForeignKeyField(ActionItem, null=True)
    carried = BooleanField(default=False)

    class Meta:
        indexes = ((("meeting", "key"), True),)


def new_key() -> str:
    """A key for a row that is yet to be typed."""
    return secrets.token_hex(8)
