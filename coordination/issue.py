"""Issues (跨部门问题): from the mail or form that raised them to the raiser's word that they are solved.

States: raised → accepted → convened → solving → solved → closed; escalated while the decision layer has it;
rejected where it is none. A minor issue goes from accepted straight to closed or solved: its department solves it.
The log of them is template 3 of the process (`coordination.issue_log`).
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from peewee import JOIN, CharField, ForeignKeyField, IntegerField, TextField, fn

from coordination import breach, clock, event
from coordination.action import CLOSED, ActionItem
from coordination.database import InstantField, JSONField, Record, transaction
from coordination.delegation import stands_in_for
from coordination.event import Event
from coordination.headline import beyond, headline
from coordination.issue_refusals import (
    MeasuresOpen,
    NeedsSolution,
    NotOnTheTeam,
    NotTheDecisionLayer,
    OnlyTheRaiser,
    RaiserConfirms,
    RuledAlready,
    WrongState,
)
from coordination.issue_states import ESCALATED_FROM, FINISHING, GOING, LEVELS, NEW, OVER, STATES, steps_from
from coordination.language import gettext as _
from coordination.meeting import Meeting
from coordination.person import Department, Person
from coordination.project import Membership, Project, lock
from coordination.refusal import Invalid, Missing, NotFound
from coordination.typed import text
from coordination.workshop_clock import WorkshopClock


@dataclass(frozen=True)
class MeasureRow:
    """A measure as a solution has it; `key` is that of its row, so that a newer version changes it."""

    key: str
    what: str
    owner: Person
    due: date
    department: Department | None = None


class Issue(Record):
    """`departments` are ids of those concerned; `ruling` is the decision layer's word, final once it is there;
    `remedy` is how a minor one was solved, or why it was none."""

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
    escalated_at = InstantField(null=True)
    ruling = TextField(null=True)
    ruled_at = InstantField(null=True)
    remedy = TextField(default="")
    solved_at = InstantField(null=True)
    closed_at = InstantField(null=True)
    closed_by = ForeignKeyField(Person, null=True, backref="closed_issues")

    class Meta:
        indexes = ((("project", "number"), True),)

    @classmethod
    def raise_one(cls, project: Project, what: str, *, by: Person, raiser: Person | None = None, impact: str = "",
                  wish: str = "", departments: list[int] | None = None, inbound_id: int | None = None,
                  raised_at: datetime | None = None) -> Self:
        """Anyone of the team may, by form or by mail (process, phase 4); `raiser` where somebody else writes it down,
        `raised_at` where that was not just now.

        Raises Missing, Invalid, NotOnTheTeam, NotAllowed, Archived.
        """
        raiser = raiser or by
        project.is_running()
        _on_the_team(project, raiser)
        if raiser.id != by.id:
            project.written_by(by)
        with transaction():
            lock(project)
            highest = cls.select(fn.MAX(cls.number)).where(cls.project == project).scalar() or 0
            issue = cls.create(project=project, number=highest + 1, raiser=raiser, inbound_id=inbound_id,
                               raised_at=raised_at or clock.now(), **_described(what, impact, wish, departments or []))
            event.record("raised", issue, by=by, project=project, after={"what": issue.what})
        return issue

    @classmethod
    def find(cls, id: int, *, by: Person) -> Self:
        """Raises NotFound also where its project is none of the person's."""
        visible = Project.ids_visible_to(by)
        issue = (cls.select(cls, Project, Person, Department).join(Project).switch(cls).join(Person, on=cls.raiser)
                 .join(Department, JOIN.LEFT_OUTER).where((cls.id == id) & Project.id.in_(visible)).first())
        if issue is None:
            raise NotFound()
        return issue

    @classmethod
    def of_meeting(cls, meeting: Meeting) -> Self | None:
        """The issue whose workshop a meeting is or was: another may have been called since."""
        issue = cls.select(cls, Project).join(Project).where(cls.meeting == meeting).first()
        if issue is not None:
            return issue
        called = Event.select().where((Event.verb == "convened") & (Event.project_id == meeting.project_id)
                                      & (Event.subject == cls._meta.table_name))
        return next((cls.get_by_id(row.subject_id) for row in called if row.after.get("meeting") == meeting.id), None)

    @property
    def reference(self) -> str:
        return f"{self.project.code}-I{self.number}"

    @property
    def title(self) -> str:
        """What it is called where there is no room for all of `what`."""
        return headline(self.what)

    @property
    def details(self) -> str:
        """What its title does not tell."""
        return beyond(self.what)

    @property
    def clock(self) -> WorkshopClock | None:
        """None for a minor issue and for what is none: they need no workshop."""
        if self.level == "minor" or self.state == "rejected":
            return None
        return WorkshopClock(self.raised_at, self.convened_at or self.escalated_at)

    @property
    def went_up_without_workshop(self) -> bool:
        """Within its 24 hours, so that there is nothing else to say of the clock."""
        return bool(self.escalated_at and not self.convened_at and self.clock and not self.clock.is_missed)

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def measures(self) -> "list[Measure]":
        return list(Measure.select(Measure, ActionItem, Person, Department).join(ActionItem).join(Person)
                    .switch(Measure).join(Department, JOIN.LEFT_OUTER)
                    .where(Measure.issue == self).order_by(Measure.id))

    @property
    def workshops(self) -> list[Meeting]:
        """Every one that was called, also those that were cancelled, first to last."""
        called = {row.after.get("meeting") for row in self.history() if row.verb == "convened"} | {self.meeting_id}
        return list(Meeting.select().where(Meeting.id.in_(called - {None})).order_by(Meeting.starts_at, Meeting.id))

    @property
    def is_ready_to_confirm(self) -> bool:
        """Every measure is done, so that the raiser can be asked."""
        measures = self.measures
        return self.state == "solving" and bool(measures) and not any(measure.action.is_open for measure in measures)

    @property
    def steps(self) -> frozenset[str]:
        """What can come next, for pages that show only the buttons that work."""
        steps = steps_from(self.state, self.level, is_ruled=self.ruled_at is not None)
        if steps & FINISHING and any(measure.action.is_open for measure in self.measures):
            steps -= FINISHING
        return steps

    def people_concerned(self) -> list[Person]:
        """Who comes to the workshop: the heads of the departments concerned, the raiser, the project managers."""
        heads = [head for head in self.project.people_with("head") if head.department_id in self.departments]
        people = [*self.project.managers(), *heads, self.raiser]
        return list({person.id: person for person in people if person.active}.values())

    def history(self) -> list[Event]:
        return list(Event.of(self))

    # Triage

    def describe(self, *, by: Person, what: str, impact: str, wish: str, departments: list[int]) -> None:
        """The PM puts the log's words right. Raises Missing, Invalid, WrongState, NotAllowed, Archived."""
        self.project.managed_by(by)
        self._become("described", by, **_described(what, impact, wish, departments))

    def grade(self, level: str, *, by: Person) -> None:
        """Minor (solved in its department) or cross-department. A minor one may turn out to be cross-department,
        not the other way round once a workshop was called. Raises Invalid, WrongState."""
        self.project.managed_by(by)
        if level not in LEVELS:
            raise Invalid("level", _("Level"), level, _("Please choose minor or cross-department."))
        self._become("graded", by, of=NEW if level == "minor" else GOING, state={"raised": "accepted"}, level=level)

    def dismiss(self, *, by: Person, reason: str = "") -> None:
        """It is no issue of this project. Raises Missing without a reason, WrongState once it is being solved."""
        self.project.managed_by(by)
        self._become("dismissed", by, of=(*NEW, "convened"), state="rejected",
                     remedy=text("reason", _("Reason"), reason))

    # To a solution

    def convene(self, meeting: Meeting, *, by: Person) -> None:
        """The workshop is called; the clock stops. An issue that needs a workshop is cross-department."""
        self.project.managed_by(by)
        states = dict.fromkeys((*NEW, "convened"), "convened")
        with transaction():
            self._become("convened", by, of=(*NEW, "convened", "solving"), state=states, level="cross",
                         noted={"meeting": meeting.id}, meeting=meeting, convened_at=self.convened_at or clock.now())
            self._note_a_breach()

    def workshop_cancelled(self, meeting: Meeting, *, by: Person | None) -> None:
        """It does not take place: without another one the issue needs one, and its clock runs on."""
        if self.state == "convened" and self.meeting_id == meeting.id:
            self._become("workshop cancelled", by, of=("convened",), state="accepted", meeting=None, convened_at=None)

    def may_get_solution(self) -> None:
        """Raises WrongState where a solution cannot go round: it is over, or the decision layer has it."""
        if self.state in OVER or self.state == "escalated":
            raise WrongState(number=self.number, state=_(STATES[self.state]))

    def solve_by(self, rows: list[MeasureRow], *, by: Person | None, source: str) -> "list[Measure]":
        """A solution is agreed: each measure becomes an action item, or changes the one that an earlier version of the
        same solution (`source`, its reference) made; those it no longer has are cancelled. Raises WrongState."""
        with transaction():
            lock(self.project)
            self._become("solution agreed", by, state={state: "solving" for state in GOING if state != "escalated"},
                         solved_at=None)
            measures = [self._follow(row, source, by) for row in rows]
            for measure in self.measures:
                if measure.source == source and measure not in measures and measure.action.is_open:
                    measure.action.cancel(by=by)
        return measures

    def add_measure(self, what: str, owner: Person | None, due: date | None, *, by: Person) -> "Measure":
        """A measure that needs no agreement: for a minor issue, or after a ruling. Raises NeedsSolution, Missing."""
        self.project.managed_by(by)
        if owner is None:
            raise Missing("owner", _("Owner"))
        if due is None:
            raise Missing("due", _("Due"))
        if self.level != "minor" and self.state != "solving":
            raise NeedsSolution(number=self.number)
        with transaction():
            lock(self.project)
            self._become("measure added", by, of=("accepted", "solving"), state="solving")
            row = MeasureRow(str(len(self.measures) + 1), text("measure", _("Measure"), what), owner, due,
                             owner.department)
            return self._follow(row, "", by)

    # Escalation

    def may_be_escalated(self) -> None:
        """Raises RuledAlready, for a ruling is final, and WrongState."""
        if self.ruled_at is not None:
            raise RuledAlready(number=self.number)
        if self.state not in ESCALATED_FROM:
            raise WrongState(number=self.number, state=_(STATES[self.state]))

    def escalate(self, *, by: Person | None) -> None:
        """The dossier goes to the decision layer. Raises RuledAlready, WrongState."""
        self.project.managed_by(by)
        self.may_be_escalated()
        with transaction():
            self._become("escalated", by, of=ESCALATED_FROM, state="escalated", level="cross",
                         escalated_at=clock.now())
            self._note_a_breach()

    def rule(self, ruling: str, *, by: Person) -> None:
        """The decision layer's word; final (process, Rules). Raises NotTheDecisionLayer, RuledAlready."""
        if not self.project.has(by, "decision_layer"):
            raise NotTheDecisionLayer(number=self.number, name=by.name)
        if self.ruled_at is not None:
            raise RuledAlready(number=self.number)
        self._become("ruled", by, state="solving", ruling=ruling, ruled_at=clock.now())

    # Closing

    def solve(self, *, by: Person) -> None:
        """Every measure is done and the raiser is asked (`coordination.closing`). Raises MeasuresOpen, WrongState."""
        self.project.managed_by(by)
        self._measures_are_done()
        self._become("solved", by, of=("accepted", "solving") if self.level == "minor" else ("solving",),
                     state="solved", solved_at=clock.now())

    def settle_minor(self, remedy: str, *, by: Person) -> None:
        """A minor issue is solved in its department; the PM, told how, closes it. Raises WrongState, Missing."""
        self.project.managed_by(by)
        if self.level != "minor":
            raise RaiserConfirms(number=self.number, name=self.raiser.name)
        self._measures_are_done()
        now = clock.now()
        self._become("closed", by, state="closed", remedy=text("remedy", _("How it was solved"), remedy),
                     solved_at=self.solved_at or now, closed_at=now, closed_by=by)

    def close(self, *, by: Person, confirmed_by: Person | None = None) -> None:
        """The raiser confirms that it is solved, or the PM notes it for them; a second time changes nothing.

        Raises OnlyTheRaiser for anybody else, WrongState before it is solved, MeasuresOpen.
        """
        self.is_for_the_raiser(by)
        if self.state == "closed":
            return
        self._measures_are_done()
        self._become("closed", by, of=("solved",), state="closed", closed_at=clock.now(),
                     closed_by=confirmed_by or self.raiser)

    def not_solved(self, *, by: Person, reason: str = "") -> None:
        """The raiser is not content: it is worked on again; a ruling stays as it is. Raises what `reopen` raises."""
        self.is_for_the_raiser(by)
        if self.state == "closed":
            self.reopen(by=by, reason=reason)
        elif self.state == "solved":
            self._become("not solved", by, of=("solved",), state="solving", solved_at=None, reason=reason)

    def wait_again(self, *, by: Person) -> None:
        """The raiser took back what they said; a second time changes nothing."""
        self.is_for_the_raiser(by)
        self._become("word taken back", by, of=("closed", "solving"), state="solved", closed_at=None, closed_by=None,
                     solved_at=self.solved_at or clock.now())

    def reopen(self, *, by: Person, reason: str = "", word_of: Person | None = None) -> None:
        """Once it is over, by the raiser, the PM or the decision layer. After a ruling only the decision layer may, at
        any time, and lifts it (process, phase 4);
        `word_of` is whose word the PM writes down. Raises RuledAlready, WrongState."""
        if word_of is not None:
            self.project.managed_by(by)
        self.project.is_running()
        decides = self.project.has(word_of or by, "decision_layer")
        if self.ruled_at is not None and not decides:
            raise RuledAlready(number=self.number)
        if word_of is None and not decides:
            self.is_for_the_raiser(by)
        of = GOING + OVER if self.ruled_at else OVER
        self._become("reopened", by, of=of, state=self._where_it_was(), solved_at=None, closed_at=None, closed_by=None,
                     ruling=None, ruled_at=None, reason=reason)

    # How it is done

    def standing(self) -> dict:
        """What its history shows of it."""
        return {"state": self.state, "level": self.level, "ruling": self.ruling}

    def _become(self, verb: str, by: Person | None, *, of: tuple[str, ...] = GOING,
                state: str | dict[str, str] | None = None, reason: str = "", noted: dict | None = None,
                **columns: object) -> None:
        """Change it in one step where it is, by now, in one of the states `of`; `state` may say what becomes of which,
        `noted` what the event keeps beside that."""
        self.project.is_running()
        with transaction():
            lock(self.project)
            self.state = Issue.select(Issue.state).where(Issue.id == self.id).scalar()
            if self.state not in of:
                raise WrongState(number=self.number, state=_(STATES[self.state]))
            before = self.standing()
            self.state = state.get(self.state, self.state) if isinstance(state, dict) else state or self.state
            for name, value in columns.items():
                setattr(self, name, value)
            self.save(only=[Issue.state, *(Issue._meta.fields[name] for name in columns)])
            event.record(verb, self, by=by, project=self.project_id, before=before,
                         after={**self.standing(), **(noted or {}), **({"reason": reason} if reason else {})})

    def _follow(self, row: MeasureRow, source: str, by: Person | None) -> "Measure":
        measure = Measure.get_or_none((Measure.issue == self) & (Measure.source == source) & (Measure.key == row.key))
        if measure is None:
            action = ActionItem.agree(self.project, row.what, row.owner, row.due, by=by)
            return Measure.create(issue=self, source=source, key=row.key, action=action, department=row.department)
        measure.action.agree_again(row.what, row.owner, row.due, by=by)
        Measure.update(department=row.department).where(Measure.id == measure.id).execute()
        return measure

    def _measures_are_done(self) -> None:
        if any(measure.action.status not in CLOSED for measure in self.measures):
            raise MeasuresOpen(number=self.number)

    def is_for_the_raiser(self, by: Person) -> None:
        """Raises OnlyTheRaiser unless it is they, their deputy of today, or the project manager for them."""
        if by.id == self.raiser_id or stands_in_for(by, self.raiser):
            return
        if not self.project.may_be_managed_by(by):
            raise OnlyTheRaiser(number=self.number, name=self.raiser.name)

    def _where_it_was(self) -> str:
        if self.measures:
            return "solving"
        if self.meeting_id is not None:
            return "convened"
        return "accepted" if self.level else "raised"

    def _note_a_breach(self) -> None:
        if self.clock and self.clock.is_missed:
            breach.note("workshop", self, self.clock.deadline)


class Measure(Record):
    """A measure (解决措施) of an issue; its action item says what, who, by when and how it stands. `source` is the
    reference of the solution that it is of, "" for none; `key` its row there."""

    issue = ForeignKeyField(Issue, on_delete="CASCADE")
    action = ForeignKeyField(ActionItem, unique=True, on_delete="CASCADE")
    department = ForeignKeyField(Department, null=True)
    source = CharField(max_length=40, default="")
    key = CharField(max_length=40, default="")

    class Meta:
        indexes = ((("issue", "source", "key"), True),)


def _on_the_team(project: Project, person: Person) -> None:
    if not Membership.select().where((Membership.project == project) & (Membership.person == person)).exists():
        raise NotOnTheTeam(project=project.name)


def _described(what: str, impact: str, wish: str, departments: list[int]) -> dict:
    known = {row.id for row in Department.select(Department.id).where(Department.id.in_(departments))}
    return {"what": text("what", _("Problem"), what), "departments": sorted(known),
            "impact": text("impact", _("Impact"), impact, required=False),
            "wish": text("wish", _("Wished solution"), wish, required=False)}
