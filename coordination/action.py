"""Action items (待办): what somebody does by when, and what they reported of it."""

from datetime import date
from typing import Self

from peewee import CharField, ForeignKeyField, IntegerField, TextField, fn

from coordination import clock, event
from coordination.database import DayField, InstantField, Record, transaction
from coordination.delegation import stands_in_for
from coordination.event import Event
from coordination.language import N_
from coordination.language import gettext as _
from coordination.person import Person
from coordination.project import Project
from coordination.refusal import Invalid, NotAllowed, NotFound, Refusal

REPORTS = ("done", "in_progress", "delayed", "blocked", "declined", "handed_over")
STATUSES = ("open", *REPORTS, "cancelled")
CLOSED = ("done", "cancelled")
STATUS_NAMES = {
    "open": N_("open"), "in_progress": N_("in progress"), "done": N_("done"), "delayed": N_("delayed"),
    "blocked": N_("blocked"), "declined": N_("declined"), "handed_over": N_("handed over"),
    "cancelled": N_("cancelled"),
}


class NotYours(Refusal):
    sentence = N_("Action item %(number)s belongs to %(owner)s; "
                  "only %(owner)s or the project manager can report on it.")
    status = 403


class ActionItem(Record):
    """`due` is what was agreed; `expected_due` is what the owner announced when it slips. Numbers count per project."""

    project = ForeignKeyField(Project, on_delete="CASCADE")
    number = IntegerField()
    what = TextField()
    owner = ForeignKeyField(Person)
    due = DayField()
    expected_due = DayField(null=True)
    status = CharField(max_length=16, default="open", index=True)
    percent = IntegerField(null=True)
    handed_to = CharField(max_length=120, null=True)
    reason = TextField(null=True)
    created_at = InstantField(default=clock.now)
    closed_at = InstantField(null=True)

    class Meta:
        indexes = ((("project", "number"), True), (("owner", "status"), False))

    @classmethod
    def agree(cls, project: Project, what: str, owner: Person, due: date, *, by: Person | None) -> Self:
        """A new action item, as agreed in a meeting; called while the project is locked."""
        highest = cls.select(fn.MAX(cls.number)).where(cls.project == project).scalar() or 0
        action = cls.create(project=project, number=highest + 1, what=what, owner=owner, due=due)
        event.record("agreed", action, by=by, project=project, after=action._agreement())
        return action

    @classmethod
    def find(cls, id: int, *, by: Person) -> Self:
        """Raises NotFound also where its project is none of the person's."""
        action = (cls.select(cls, Person, Project).join(Person).switch(cls).join(Project)
                  .where((cls.id == id) & Project.id.in_(Project.ids_visible_to(by))).first())
        if action is None:
            raise NotFound()
        return action

    @classmethod
    def open_of(cls, person: Person) -> list[Self]:
        """What a person still has to do over all running projects, most urgent first."""
        return list(cls.select(cls, Project).join(Project)
                    .where((cls.owner == person) & cls.status.not_in(CLOSED) & Project.archived_at.is_null())
                    .order_by(cls.due, cls.id))

    @classmethod
    def open_seen_by(cls, viewer: Person, owner: Person) -> list[Self]:
        """What `owner` still has to do in the projects that `viewer` sees."""
        visible = {project.id for project in Project.visible_to(viewer)}
        return [action for action in cls.open_of(owner) if action.project_id in visible]

    def agree_again(self, what: str, owner: Person, due: date, *, by: Person) -> None:
        """A correction of the minutes, or a later meeting, changed what was agreed."""
        before = self._agreement()
        self.what, self.owner, self.due = what, owner, due
        after = self._agreement()
        if before != after:
            self.save(only=[ActionItem.what, ActionItem.owner, ActionItem.due])
            event.record("agreed again", self, by=by, project=self.project_id, before=before, after=after)

    def report(self, status: str, *, by: Person, due: date | None = None, percent: int | None = None,
               to: str | None = None, reason: str | None = None) -> bool:
        """What the owner says of it; True where that changed something.

        `status` is one of REPORTS; `due` is the local date a delay is announced to; `percent` 0 to 100; `to` the
        name it was handed over to. Raises NotYours, Archived, Invalid. The PM may report for the owner.
        """
        self._reported_by(by)
        if status not in REPORTS:
            raise Invalid("status", _("Status"), status, _("Please choose one of the statuses offered."))
        new = {"status": status, "percent": _share(percent, status), "handed_to": to, "reason": reason,
               "expected_due": due if status == "delayed" else self.expected_due,
               "closed_at": clock.now() if status in CLOSED else None}
        return self._become("reported", new, by)

    def cancel(self, *, by: Person) -> bool:
        """It is not to be done any more; only the PM says so."""
        self.project.written_by(by)
        return self._become("cancelled", {"status": "cancelled", "closed_at": clock.now()}, by)

    def reopen(self, *, by: Person) -> bool:
        self.project.written_by(by)
        return self._become("reopened", {"status": "open", "closed_at": None, "percent": None}, by)

    def stand(self, status: str, *, by: Person) -> bool:
        """Any status at once, as a meeting notes it; raises what the verb of that status raises."""
        if status == "open":
            return self.reopen(by=by)
        return self.cancel(by=by) if status == "cancelled" else self.report(status, by=by)

    def hand_over(self, owner: Person, *, by: Person) -> bool:
        """The PM confirms who does it from now on."""
        self.project.managed_by(by)
        return self._become("handed over", {"owner": owner, "status": "open", "handed_to": None}, by)

    @property
    def is_open(self) -> bool:
        return self.status not in CLOSED

    @property
    def progress(self) -> int | None:
        """How far it is in percent, where it goes on: what is delayed or blocked says when or why instead."""
        return self.percent if self.status == "in_progress" else None

    @property
    def reference(self) -> str:
        """How people name it on paper, such as NPL-A12."""
        return f"{self.project.code}-A{self.number}"

    def is_late(self, today: date) -> bool:
        """Open past the date that counts: the announced one where there is one."""
        return self.is_open and max(self.due, self.expected_due or self.due) < today

    def history(self) -> list[Event]:
        return list(Event.of(self))

    def _become(self, verb: str, new: dict, by: Person | None) -> bool:
        columns = [ActionItem._meta.fields[name] for name in new if name != "closed_at"]
        changed = [field for field in columns if getattr(self, field.name) != new[field.name]]
        if not changed:
            return False
        with transaction():
            before = self.state()
            for name, value in new.items():
                setattr(self, name, value)
            self.save(only=[*columns, ActionItem.closed_at])
            event.record(verb, self, by=by, project=self.project_id, before=before, after=self.state())
        return True

    def state(self) -> dict:
        """What a report changes, as the event keeps it: column → JSON value."""
        columns = ("status", "percent", "expected_due", "handed_to", "reason", "closed_at", "owner")
        fields = ActionItem._meta.fields
        return {name: fields[name].db_value(self.__data__.get(name)) for name in columns}

    def _agreement(self) -> dict:
        return {"what": self.what, "owner": self.owner_id, "due": self.due.isoformat()}

    def _reported_by(self, by: Person) -> None:
        if by.id == self.owner_id:
            if self.project.archived_at is not None:
                self.project.managed_by(by)
            return
        try:
            self.project.written_by(by)
        except NotAllowed:
            if not stands_in_for(by, self.owner):
                raise NotYours(number=self.number, owner=self.owner.name) from None


def _share(percent: int | None, status: str) -> int | None:
    if status == "done":
        return 100
    if percent is not None and not 0 <= percent <= 100:
        raise Invalid("percent", _("Progress"), str(percent), _("Please give a number from 0 to 100."))
    return percent


