"""Meetings: when and where, who was there, what was said, and the lines of action items in their minutes."""

import re
import secrets
from datetime import datetime
from typing import Self
from zoneinfo import ZoneInfo

from peewee import JOIN, BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from coordination import clock, event, recurrence_words
from coordination.action import ActionItem
from coordination.database import DayField, InstantField, JSONField, Record, transaction
from coordination.language import N_, use_language
from coordination.language import gettext as _
from coordination.person import Department, Person
from coordination.project import Project
from coordination.recurrence import Recurrence
from coordination.refusal import Invalid, NotFound
from coordination.rules import rules

KINDS = {
    "weekly": N_("Weekly meeting"), "regular": N_("Regular meeting"), "kickoff": N_("Kickoff meeting"),
    "workshop": N_("Issue workshop"), "retrospective": N_("Retrospective"), "other": N_("Meeting"),
}
WITH_REPORTS = ("weekly", "regular")  # before them the departments are asked how things stand
SYNCS = {"daily": N_("Daily meeting"), "weekly": KINDS["weekly"], "fortnightly": N_("Fortnightly meeting"),
         "monthly": N_("Monthly meeting"), "quarterly": N_("Quarterly meeting")}
SERIES_KINDS = {"sync": "weekly", "workshop": "workshop", "review": "other", "other": "other"}
ATTENDANCE = {"present": N_("present"), "late": N_("late"), "excused": N_("excused"), "absent": N_("absent")}
REPLIES = {"accepted": N_("will attend"), "declined": N_("cannot attend"), "tentative": N_("may attend")}
EXAMPLES = N_("every Monday 10:00; every two weeks on Thursday 15:30; on the first Monday of each month 14:00; on the "
              "5th of each month 10:00")
LONGEST = 12 * 60  # minutes


class Series(Record):
    """Meetings that follow each other; open items carry over from one to the next.

    One that a communication plan made has `plan_key` (the plan's row). `recurs` is how often it meets, local time of
    the project, as `coordination.recurrence` keeps it; on a day off it meets on the next working day. A paused one, and
    one that does not recur, meets when somebody plans a meeting.
    """

    project = ForeignKeyField(Project, on_delete="CASCADE")
    name = CharField(max_length=120)
    kind = CharField(max_length=16, default="weekly")
    plan_key = CharField(max_length=40, null=True)
    recurs = CharField(max_length=60, null=True)
    minutes_long = IntegerField(default=60)
    paused_at = InstantField(null=True)

    class Meta:
        indexes = ((("project", "name"), True),)

    @classmethod
    def find(cls, id: int, *, by: Person) -> Self:
        """Raises NotFound also where its project is none of the person's."""
        visible = Project.ids_visible_to(by)
        series = cls.select(cls, Project).join(Project).where((cls.id == id) & Project.id.in_(visible)).first()
        if series is None:
            raise NotFound()
        return series

    @classmethod
    def planned(cls, project: Project, key: str, occasion: str, topics: str, recurrence: Recurrence) -> Self:
        """Make the series of a plan's row what the row says."""
        series = cls.get_or_none((cls.project == project) & (cls.plan_key == key))
        if series is None:
            name = _free_name(project, *_names(project, occasion, topics, recurrence))
            series = cls(project=project, plan_key=key, name=name, kind=SERIES_KINDS.get(occasion, "other"))
        series._recur(recurrence)
        series.save()
        return series

    def meet(self, often: str, minutes_long: int, *, by: Person) -> None:
        """From now on as often as somebody wrote; a meeting prepared already stays where it is. Raises Invalid,
        NotAllowed."""
        self.project.managed_by(by)
        recurrence = Recurrence.of(recurrence_words.read(often))
        if recurrence is None:
            raise Invalid("often", _("How often"), often, _("Please write it as: %(examples)s.", examples=_(EXAMPLES)))
        if not 5 <= minutes_long <= LONGEST:
            raise Invalid("minutes_long", _("Length in minutes"), str(minutes_long),
                          _("Please choose from 5 minutes to 12 hours."))
        before = self.rhythm()
        self._recur(recurrence)
        self.minutes_long = minutes_long
        self._changed(before, by)

    def pause(self, *, by: Person) -> None:
        """Prepare no meetings until `resume`."""
        self.project.managed_by(by)
        before, self.paused_at = self.rhythm(), self.paused_at or clock.now()
        self._changed(before, by)

    def resume(self, *, by: Person) -> None:
        self.project.managed_by(by)
        before, self.paused_at = self.rhythm(), None
        self._changed(before, by)

    def meet_no_more(self, *, by: Person) -> None:
        """It has no rhythm, until it is given one."""
        self.project.managed_by(by)
        before, self.recurs = self.rhythm(), None
        self._changed(before, by)

    def rhythm(self) -> dict:
        """When it meets, as the event keeps it."""
        return {"recurs": self.recurs, "minutes_long": self.minutes_long, "paused": self.paused_at is not None}

    def _recur(self, recurrence: Recurrence) -> None:
        """A series that is called after how often it meets gets its new name with that."""
        today = clock.today(self.project.time_zone)
        self.recurs = recurrence.begun(today, Recurrence.of(self.recurs)).kept()
        if self.kind in WITH_REPORTS:
            self.kind = "weekly" if recurrence.every == "weekly" else "regular"
        with use_language(self.project.language):
            if self.name in map(_, SYNCS.values()):
                self.name = _free_name(self.project, _(SYNCS[recurrence.every]), but=self)

    def _changed(self, before: dict, by: Person) -> None:
        if before == self.rhythm():
            return
        with transaction():
            self.save()
            event.record("rhythm changed", self, by=by, project=self.project_id, before=before, after=self.rhythm())

    def next_start(self, after: datetime) -> datetime | None:
        """The first meeting that begins after an instant, by the working calendar; None where it does not recur."""
        recurrence = Recurrence.of(self.recurs)
        return recurrence.next_start(after, ZoneInfo(self.project.time_zone), rules().calendar) if recurrence else None


class Meeting(Record):
    """`revision` counts saved drafts; `editor` is the open page that saved last, so that its retry is no conflict.

    `planned_at` is the start by its series' rhythm, also where it has been moved. `invited` is what the last invitation
    said (see `coordination.invitation`), and `sequence` counts its changes (RFC 5545, section 3.8.7.4).
    """

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
    planned_at = InstantField(null=True)
    invited = JSONField(null=True)
    sequence = IntegerField(default=0)
    cancelled_at = InstantField(null=True)

    class Meta:
        indexes = ((("series", "planned_at"), True),)

    @classmethod
    def find(cls, id: int, *, by: Person) -> Self:
        """Raises NotFound also where its project is none of the person's."""
        meeting = (cls.select(cls, Project).join(Project)
                   .where((cls.id == id) & Project.id.in_(Project.ids_visible_to(by))).first())
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
        """The meeting before this one in its series; before the first regular one, that is the kickoff."""
        if self.series_id is None:
            return None
        earlier = (Meeting.select().where((Meeting.id != self.id) & (Meeting.starts_at < self.starts_at)
                                          & Meeting.cancelled_at.is_null())
                   .order_by(Meeting.starts_at.desc(), Meeting.id.desc()))
        found = earlier.where(Meeting.series == self.series_id).first()
        if found is None and self.kind in WITH_REPORTS:
            found = earlier.where((Meeting.project == self.project_id) & (Meeting.kind == "kickoff")).first()
        return found

    @property
    def questions(self) -> str:
        """Which questions go out before it, if any do: weeks are spoken of only where it is every week."""
        return "regular" if self.kind == "regular" else "weekly"

    def moved_to(self, starts_at: datetime, ends_at: datetime) -> None:
        """Set both instants; an end before the start is taken to be the start."""
        self.starts_at, self.ends_at = starts_at, max(starts_at, ends_at)


class Attendance(Record):
    """`reply` is what the person answered to the invitation, one of REPLIES, and `reply_sequence` to which of its
    changes; `state` is what the minutes say."""

    meeting = ForeignKeyField(Meeting, on_delete="CASCADE")
    person = ForeignKeyField(Person)
    state = CharField(max_length=8, default="present")
    reply = CharField(max_length=9, null=True)
    reply_sequence = IntegerField(null=True)

    class Meta:
        indexes = ((("meeting", "person"), True),)


class Topic(Record):
    """`key` names the row on every open page, so that saving it twice is saving it once. `taken_over` is the
    discussion as it was taken over from a mail; as long as both are the same nobody has typed into it. `inbound_id` is
    the mail that it comes from."""

    meeting = ForeignKeyField(Meeting, on_delete="CASCADE")
    key = CharField(max_length=40)
    position = IntegerField(default=0)
    title = TextField(default="")
    discussion = TextField(default="")
    decision = TextField(default="")
    taken_over = TextField(default="")
    inbound_id = IntegerField(null=True)

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


def _names(project: Project, occasion: str, topics: str, recurrence: Recurrence) -> list[str]:
    """What a series of a plan's row may be called: the first one that syncs is the weekly, monthly… meeting."""
    about = re.split(r"[，,。；;\n]", topics)[0][:40].strip() or occasion
    with use_language(project.language):
        return [_(SYNCS[recurrence.every]), about] if occasion == "sync" else [about]


def _free_name(project: Project, *names: str, but: Series | None = None) -> str:
    others = Series.select(Series.name).where(Series.project == project)
    taken = {row.name for row in (others.where(Series.id != but.id) if but else others)}
    return next(found for found in (*names, *(f"{names[-1]} {n}" for n in range(2, 100))) if found not in taken)


def new_key() -> str:
    """A key for a row that is yet to be typed."""
    return secrets.token_hex(8)
