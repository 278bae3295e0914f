"""Issues (跨部门问题): from the mail or form that raised them to the raiser's word that they are solved.

States: raised → accepted → convened → solving → solved → closed; escalated while the decision layer has it;
rejected where it is none. The log of them is template 3 of the process.
"""

from datetime import datetime
from typing import Self

from peewee import JOIN, CharField, ForeignKeyField, IntegerField, TextField, fn

from coordination import clock, event
from coordination.action import CLOSED, ActionItem
from coordination.database import InstantField, JSONField, Record, transaction
from coordination.language import N_
from coordination.language import gettext as _
from coordination.meeting import Meeting
from coordination.person import Department, Person
from coordination.project import Project
from coordination.refusal import Invalid, Missing, NotFound, Refusal
from coordination.rules import rules

LEVELS = {"minor": N_("minor"), "cross": N_("cross-department")}
STATES = {"raised": N_("raised"), "accepted": N_("accepted"), "convened": N_("workshop convened"),
          "solving": N_("being solved"), "escalated": N_("escalated"), "solved": N_("solved, to be confirmed"),
          "closed": N_("closed"), "rejected": N_("not an issue")}
OVER = ("closed", "rejected")


class RuledAlready(Refusal):
    sentence = N_("The decision layer has ruled on issue %(number)s. Only the decision layer can reopen it.")
    status = 409


class MeasuresOpen(Refusal):
    sentence = N_("Issue %(number)s still has open measures, so it cannot be closed yet.")
    status = 409


class WrongState(Refusal):
    sentence = N_("Issue %(number)s is “%(state)s”; this step does not fit.")
    status = 409


class Issue(Record):
    """`departments` are ids of those concerned; `ruling` is the decision layer's word, final once it is there."""

    project = ForeignKeyField(Project, on_delete="CASCADE")
    number = IntegerField()
    raised_at = InstantField(default=clock.now)
    raiser = ForeignKeyField(Person)
    inbound_id = IntegerField(null=True)
    level = CharField(max_length=8, null=True)
    what = TextField()
    impact = TextField(default="")
    wish = TextField(default="")
    departments = JSONField(default=list)
    state = CharField(max_length=12, default="raised", index=True)
    meeting = ForeignKeyField(Meeting, null=True)
    convened_at = InstantField(null=True)
    ruling = TextField(null=True)
    ruled_at = InstantField(null=True)
    solved_at = InstantField(null=True)
    closed_at = InstantField(null=True)
    closed_by = ForeignKeyField(Person, null=True, backref="closed_issues")

    class Meta:
        indexes = ((("project", "number"), True),)

    @classmethod
    def raise_one(cls, project: Project, what: str, *, by: Person, impact: str = "", wish: str = "",
                  departments: list[int] | None = None, inbound_id: int | None = None) -> Self:
        """Anyone of the team may, by form or by mail (process, phase 4). Raises Missing, Archived."""
        project.is_running()
        if not what.strip():
            raise Missing("what", _("Problem"))
        with transaction():
            highest = cls.select(fn.MAX(cls.number)).where(cls.project == project).scalar() or 0
            issue = cls.create(project=project, number=highest + 1, raiser=by, what=what.strip(), impact=impact.strip(),
                               wish=wish.strip(), departments=departments or [], inbound_id=inbound_id)
            event.record("raised", issue, by=by, project=project, after={"what": issue.what})
        return issue

    @classmethod
    def find(cls, id: int, *, by: Person) -> Self:
        """Raises NotFound."""
        visible = Project.visible_to(by).order_by().select(Project.id)
        issue = (cls.select(cls, Project, Person).join(Project).switch(cls).join(Person, on=cls.raiser)
                 .where((cls.id == id) & Project.id.in_(visible)).first())
        if issue is None:
            raise NotFound()
        return issue

    @classmethod
    def log_of(cls, project: Project) -> list[Self]:
        """The issue log, by number."""
        return list(cls.select(cls, Person, Department).join(Person, on=cls.raiser)
                    .join(Department, JOIN.LEFT_OUTER).where(cls.project == project).order_by(cls.number))

    @property
    def reference(self) -> str:
        return f"{self.project.code}-I{self.number}"

    @property
    def deadline(self) -> datetime:
        """By when the workshop has to be convened (process, Rules: 24 h after it reached the PM)."""
        return rules().after_hours(self.raised_at, rules().workshop_hours)

    @property
    def measures(self) -> "list[Measure]":
        return list(Measure.select(Measure, ActionItem, Person).join(ActionItem).join(Person)
                    .where(Measure.issue == self).order_by(Measure.id))

    def describe(self, *, by: Person, what: str, impact: str, wish: str, departments: list[int]) -> None:
        """The PM puts the log's words right."""
        self._followed_by(by)
        if not what.strip():
            raise Missing("what", _("Problem"))
        self._become(None, "described", by, what=what.strip(), impact=impact.strip(), wish=wish.strip(),
                     departments=departments)

    def grade(self, level: str, *, by: Person) -> None:
        """Triage: minor (solved in its department) or cross-department. Raises Invalid."""
        self._followed_by(by)
        if level not in LEVELS:
            raise Invalid("level", _("Level"), level, _("Please choose minor or cross-department."))
        self._become("accepted" if self.state == "raised" else None, "graded", by, level=level)

    def dismiss(self, *, by: Person) -> None:
        """It is no issue of this project."""
        self._followed_by(by)
        self._become("rejected", "dismissed", by)

    def convene(self, meeting: Meeting, *, by: Person) -> None:
        """The workshop is called; the clock stops."""
        self._followed_by(by)
        self._become("convened", "convened", by, meeting=meeting, convened_at=self.convened_at or clock.now())

    def solve_by(self, measures: list[dict], *, by: Person | None) -> None:
        """A solution is agreed: each measure {"what", "owner" (Person), "due" (date)} becomes an action item."""
        with transaction():
            for row in measures:
                action = ActionItem.agree(self.project, row["what"], row["owner"], row["due"], by=by)
                Measure.create(issue=self, action=action)
            self._become("solving", "solution agreed", by)

    def escalate(self, *, by: Person) -> None:
        self._followed_by(by)
        self._become("escalated", "escalated", by)

    def rule(self, ruling: str, *, by: Person) -> None:
        """The decision layer's word; final (process, Rules)."""
        if self.ruled_at is not None and not self.project.has(by, "decision_layer"):
            raise RuledAlready(number=self.number)
        self._become("solving", "ruled", by, ruling=ruling, ruled_at=clock.now())

    def is_solved(self, *, by: Person) -> None:
        """Every measure is done: the raiser is asked to confirm. Raises MeasuresOpen."""
        self._followed_by(by)
        if any(measure.action.status not in CLOSED for measure in self.measures):
            raise MeasuresOpen(number=self.number)
        self._become("solved", "solved", by, solved_at=clock.now())

    def close(self, *, by: Person) -> None:
        """The raiser (or the PM for them) confirms. Raises WrongState before it is solved, MeasuresOpen."""
        if by.id != self.raiser_id:
            self.project.managed_by(by)
        if self.state == "closed":
            return
        if self.state != "solved" and self.level != "minor":
            raise WrongState(number=self.number, state=_(STATES[self.state]))
        if any(measure.action.status not in CLOSED for measure in self.measures):
            raise MeasuresOpen(number=self.number)
        self._become("closed", "closed", by, closed_at=clock.now(), closed_by=by)

    def reopen(self, *, by: Person) -> None:
        """The raiser is not content. After a ruling only the decision layer may (process, phase 4)."""
        if self.ruled_at is not None and not self.project.has(by, "decision_layer"):
            raise RuledAlready(number=self.number)
        if by.id != self.raiser_id and not self.project.has(by, "decision_layer"):
            self.project.managed_by(by)
        self._become("solving", "reopened", by, solved_at=None, closed_at=None, closed_by=None)

    def state_row(self) -> dict:
        return {"state": self.state, "level": self.level, "ruling": self.ruling}

    def _followed_by(self, by: Person) -> None:
        self.project.managed_by(by)
        if self.state in OVER:
            raise WrongState(number=self.number, state=_(STATES[self.state]))

    def _become(self, state: str | None, verb: str, by: Person | None, **columns: object) -> None:
        with transaction():
            before = self.state_row()
            self.state = state or self.state
            for name, value in columns.items():
                setattr(self, name, value)
            self.save()
            event.record(verb, self, by=by, project=self.project_id, before=before, after=self.state_row())


class Measure(Record):
    """A measure (解决措施) of an issue; its action item says what, who, by when and how it stands."""

    issue = ForeignKeyField(Issue, on_delete="CASCADE")
    action = ForeignKeyField(ActionItem, unique=True, on_delete="CASCADE")


