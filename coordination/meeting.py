"""Meetings: when and where, who was there, what was said, and the lines of action items in their minutes."""

import re
import secrets
from datetime import UTC, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from peewee import JOIN, BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from coordination import clock, event
from coordination.action import ActionItem
from coordination.database import DayField, InstantField, JSONField, Record, transaction
from coordination.language import N_, use_language
from coordination.language import gettext as _
from coordination.person import Department, Person
from coordination.project import Project
from coordination.refusal import Invalid, NotFound
from coordination.rules import rules

KINDS = {
    "weekly": N_("Weekly meeting"), "kickoff": N_("Kickoff meeting"), "workshop": N_("Issue workshop"),
    "retrospective": N_("Retrospective"), "other": N_("Meeting"),
}
SERIES_KINDS = {"sync": "weekly", "workshop": "workshop", "review": "other", "other": "other"}
ATTENDANCE = {"present": N_("present"), "late": N_("late"), "excused": N_("excused"), "absent": N_("absent")}
REPLIES = {"accepted": N_("will attend"), "declined": N_("cannot attend"), "tentative": N_("may attend")}
WEEKS_BACK, WEEKS_AHEAD = 3, 60
LONGEST = 12 * 60  # minutes


class Series(Record):
    """Meetings that follow each other; open items carry over from one to the next.

    One that a communication plan made has `plan_key` (the plan's row) and meets every `weekday` (Monday 0) at `hour`
    and `minute`, local time of the project; on a day off it meets on the next working day. A paused one, and one
    without a weekday, meets when somebody plans a meeting.
    """

    project = ForeignKeyField(Project, on_delete="CASCADE")
    name = CharField(max_length=120)
    kind = CharField(max_length=16, default="weekly")
    plan_key = CharField(max_length=40, null=True)
    weekday = IntegerField(null=True)
    hour = IntegerField(default=10)
    minute = IntegerField(default=0)
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
    def planned(cls, project: Project, key: str, occasion: str, topics: str, when: tuple[int, int, int]) -> Self:
        """Make the series of a plan's row what the row says; `when` is weekday, hour, minute."""
        series = cls.get_or_none((cls.project == project) & (cls.plan_key == key))
        if series is None:
            name = _free_name(project, *_names(project, occasion, topics))
            series = cls(project=project, plan_key=key, name=name, kind=SERIES_KINDS.get(occasion, "other"))
        series.weekday, series.hour, series.minute = when
        series.save()
        return series

    def meet(self, weekday: int, hour: int, minute: int, minutes_long: int, *, by: Person) -> None:
        """From now on in this rhythm; a meeting prepared already stays where it is. Raises Invalid, NotAllowed."""
        self.project.managed_by(by)
        if not (0 <= weekday < 7 and 0 <= hour < 24 and 0 <= minute < 60):
            raise Invalid("rhythm", _("Rhythm"), f"{hour:02}:{minute:02}", _("Please choose a weekday and a time."))
        if not 5 <= minutes_long <= LONGEST:
            raise Invalid("minutes_long", _("Length in minutes"), str(minutes_long),
                          _("Please choose from 5 minutes to 12 hours."))
        before = self.rhythm()
        self.weekday, self.hour, self.minute, self.minutes_long = weekday, hour, minute, minutes_long
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
        before, self.weekday = self.rhythm(), None
        self._changed(before, by)

    def rhythm(self) -> dict:
        """When it meets, as the event keeps it."""
        return {"weekday": self.weekday, "hour": self.hour, "minute": self.minute, "minutes_long": self.minutes_long,
                "paused": self.paused_at is not None}

    def _changed(self, before: dict, by: Person) -> None:
        if before == self.rhythm():
            return
        with transaction():
            self.save()
            event.record("rhythm changed", self, by=by, project=self.project_id, before=before, after=self.rhythm())

    def next_start(self, after: datetime) -> datetime | None:
        """The first meeting that begins after an instant, by the working calendar; None without a rhythm."""
        if self.weekday is None:
            return None
        zone = ZoneInfo(self.project.time_zone)
        day = after.astimezone(zone).date()
        day += timedelta(days=(self.weekday - day.weekday()) % 7)
        # A holiday may have put off a meeting of weeks ago until after the instant.
        for week in range(-WEEKS_BACK, WEEKS_AHEAD):
            meets_on = rules().calendar.next_working_day(day + timedelta(weeks=week))
            start = datetime.combine(meets_on, time(self.hour, self.minute), zone).astimezone(UTC)
            if start > after:
                return start
        return None


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
        """The meeting before this one in its series; before the first weekly one, that is the kickoff."""
        if self.series_id is None:
            return None
        earlier = (Meeting.select().where((Meeting.id != self.id) & (Meeting.starts_at < self.starts_at)
                                          & Meeting.cancelled_at.is_null())
                   .order_by(Meeting.starts_at.desc(), Meeting.id.desc()))
        found = earlier.where(Meeting.series == self.series_id).first()
        if found is None and self.kind == "weekly":
            found = earlier.where((Meeting.project == self.project_id) & (Meeting.kind == "kickoff")).first()
        return found

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


def _names(project: Project, occasion: str, topics: str) -> list[str]:
    """What a series of a plan's row may be called: the first one that syncs is the weekly meeting."""
    about = re.split(r"[，,。；;\n]", topics)[0][:40].strip() or occasion
    with use_language(project.language):
        return [_(KINDS["weekly"]), about] if SERIES_KINDS.get(occasion) == "weekly" else [about]


def _free_name(project: Project, *names: str) -> str:
    taken = {row.name for row in Series.select(Series.name).where(Series.project == project)}
    return next(found for found in (*names, *(f"{names[-1]} {n}" for n in range(2, 100))) if found not in taken)


def new_key() -> str:
    """A key for a row that is yet to be typed."""
    return secrets.token_hex(8)
