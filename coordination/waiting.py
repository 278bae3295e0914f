"""What is waiting for whom, over all projects that a person sees: open asks, mails in triage, drafts, issues.

A project manager sees everybody's asks in the projects managed, the decision layer too in its projects, a head those of
the own department.
"""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from peewee import JOIN, Expression, Function, ModelSelect, fn

from coordination import clock
from coordination.action import CLOSED, ActionItem
from coordination.ask import Ask
from coordination.database import Record
from coordination.inbound import Inbound
from coordination.issue import Issue
from coordination.language import N_
from coordination.meeting import Meeting
from coordination.milestone import Deliverable, Milestone
from coordination.paper import Paper, PaperVersion
from coordination.person import Department, Person, is_away
from coordination.project import Membership, Project
from coordination.request import QUESTIONS, request_of
from coordination.resolution import Escalation
from coordination.rules import rules

SHOWN = 200
ROLES = ("decision_layer", "head", "liaison", "member", "pm")
KIND_NAMES = {
    "acknowledge": N_("to confirm receipt"), "agree": N_("to agree or object"), "sign": N_("to sign"),
    "decide": N_("to decide"), "rule": N_("to rule on it"), "provide": N_("to answer a question"),
    "report": N_("to report"), "warn": N_("to say whether it will be in time"),
    "confirm": N_("to confirm that it is solved"),
}
_QUESTIONS = {code: sentence for questions in QUESTIONS.values() for code, sentence in questions.items()}


class Waiting(NamedTuple):
    """One open ask. `what` is the words of the action item, milestone, deliverable or issue it is about, `question` the
    code of a question if it is one; `questions` counts those of one request, which is a single row."""

    id: int
    kind: str
    person_id: int
    person: str
    department: str | None
    away_until: date | None
    time_zone: str
    project_id: int
    project: str
    code: str
    asked_at: datetime
    title: str | None
    letter: str | None
    number: int | None
    what: str | None
    action_number: int | None
    due: date | None
    question: str | None
    questions: int = 1

    @property
    def reference(self) -> str:
        """The number of the paper or action item, such as NPL-M3; "" for a question."""
        if self.action_number is not None:
            return f"{self.code}-A{self.action_number}"
        return f"{self.code}-{self.letter}{self.number}" if self.number is not None else ""

    @property
    def is_away(self) -> bool:
        return is_away(self.away_until, self.time_zone)

    @property
    def asked(self) -> str:
        """One of KIND_NAMES: what is decided on an escalation is a ruling."""
        return "rule" if self.kind == "decide" and self.letter == Escalation.kind.letter else self.kind

    @property
    def sentence(self) -> str:
        """What it is about, to be translated where it is a question."""
        return self.what or self.title or _QUESTIONS.get(self.question or "", "")

    @property
    def days(self) -> int:
        """Whole days since it was asked."""
        return (clock.now() - self.asked_at).days


class Own(NamedTuple):
    """What waits for the project manager: mails in triage, minutes whose clock runs, issues without a workshop."""

    mails: int
    drafts: list[tuple[int, str, str, datetime]]
    issues: list[tuple[int, str, str, datetime]]


def asks(by: Person, *, role: str = "", person_id: int | None = None, project_id: int | None = None) -> list[Waiting]:
    """Open asks that `by` sees, longest waiting first, of at most SHOWN asks.

    `role` keeps those of people with that role in the project. An action item waits from when it should be finished
    within the early warning.
    """
    query = _open(by).order_by(Ask.created_at, Ask.id).limit(SHOWN)
    if role in ROLES:
        query = query.where(fn.EXISTS(Membership.select().where(
            (Membership.project == Ask.project) & (Membership.person == Ask.person) & (Membership.role == role))))
    if person_id is not None:
        query = query.where(Ask.person == person_id)
    if project_id is not None:
        query = query.where(Ask.project == project_id)
    return _folded([Waiting(*row) for row in query.tuples()])


def projects(by: Person) -> list[Project]:
    """Those of which something can be seen here."""
    ruled, headed = _overseen(by)
    mine = Project.id.in_(Project.ids_visible_to(by)) | Project.id.in_(ruled + headed)
    return list(Project.select().where(mine).order_by(Project.archived_at.is_null(False), Project.name))


def people(by: Person) -> list[tuple[int, str, str | None, int]]:
    """(id, name, department, how much waits) of everybody who is waited for, most first."""
    count = fn.COUNT(Ask.id)
    query = (_open(by).select(Person.id, Person.name, Department.name, count)
             .group_by(Person.id, Person.name, Department.name).order_by(count.desc(), Person.name))
    return list(query.tuples())


def own(by: Person) -> Own:
    """What waits for the one who looks; three queries."""
    visible = Project.visible_to(by).order_by().where(Project.archived_at.is_null()).select(Project.id)
    drafts = (Meeting.select(Meeting.id, Meeting.title, Project.name, Meeting.ends_at).join(Project).switch(Meeting)
              .join(Paper).where((Paper.state == "draft") & (Meeting.ends_at < clock.now()) & Project.id.in_(visible)
                                 & ~fn.EXISTS(PaperVersion.select().where(PaperVersion.paper == Paper.id)))
              .order_by(Meeting.ends_at).limit(SHOWN).tuples())
    issues = (Issue.select(Issue.id, Issue.what, Project.name, Issue.raised_at).join(Project)
              .where(Issue.state.in_(("raised", "accepted")) & (Issue.level.is_null() | (Issue.level != "minor"))
                     & Project.id.in_(visible))
              .order_by(Issue.raised_at).limit(SHOWN).tuples())
    mails = Inbound.waiting_for(by).order_by().count()
    return Own(mails, [(*row[:3], rules().minutes_deadline(row[3])) for row in drafts],
               [(*row[:3], rules().after_hours(row[3], rules().workshop_hours)) for row in issues])


def _folded(rows: list[Waiting]) -> list[Waiting]:
    """The questions of one request to one person as one row, in the place of the first."""
    found: dict[tuple, Waiting] = {}
    for row in rows:
        key = ((row.person_id, row.project_id, row.what, request_of(row.question)) if row.kind == "provide"
               else (row.id,))
        before = found.get(key)
        found[key] = before._replace(questions=before.questions + 1) if before else row
    return list(found.values())


def _open(by: Person) -> ModelSelect:
    return (Ask.select(Ask.id, Ask.kind, Person.id, Person.name, Department.name, Person.away_until,
                       Person.time_zone, Project.id, Project.name, Project.code, Ask.created_at, Paper.title,
                       Paper.letter, Paper.number, _about(), ActionItem.number,
                       fn.COALESCE(ActionItem.expected_due, ActionItem.due), Ask.question)
            .join(Person, on=Ask.person).join(Department, JOIN.LEFT_OUTER)
            .switch(Ask).join(Project)
            .switch(Ask).join(PaperVersion, JOIN.LEFT_OUTER).join(Paper, JOIN.LEFT_OUTER)
            .switch(Ask).join(ActionItem, JOIN.LEFT_OUTER)
            .switch(Ask).join(Milestone, JOIN.LEFT_OUTER, on=_is_about("milestone", Milestone))
            .switch(Ask).join(Deliverable, JOIN.LEFT_OUTER, on=_is_about("deliverable", Deliverable))
            .switch(Ask).join(Issue, JOIN.LEFT_OUTER, on=_is_about("issue", Issue))
            .where(Ask.withdrawn_at.is_null() & _seen(by) & _unanswered()))


def _seen(by: Person) -> Expression:
    """Whoever oversees nothing is spared the wider condition, which takes longer."""
    visible = Project.visible_to(by).order_by().where(Project.archived_at.is_null()).select(Project.id)
    seen = Project.id.in_(visible)
    ruled, headed = _overseen(by)
    if ruled:
        seen |= Project.archived_at.is_null() & Project.id.in_(ruled)
    if headed:
        own = Person.department == by.department_id if by.department_id else Person.id == by.id
        seen |= Project.archived_at.is_null() & Project.id.in_(headed) & own
    return seen


def _overseen(by: Person) -> tuple[list[int], list[int]]:
    """The projects of whose decision layer the person is, and those where the person is a head."""
    rows = list(Membership.select(Membership.project, Membership.role).where(
        (Membership.person == by) & Membership.role.in_(("decision_layer", "head"))).tuples())
    return [id for id, role in rows if role == "decision_layer"], [id for id, role in rows if role == "head"]


def _about() -> Function:
    return fn.COALESCE(ActionItem.what, Milestone.name, Deliverable.name, Issue.what)


def _is_about(name: str, record: type[Record]) -> Expression:
    return (Ask.subject == name) & (Ask.subject_id == record.id)


def _unanswered() -> Expression:
    warned = clock.now() + timedelta(hours=rules().early_warning_hours)
    soon = clock.local_day(warned, rules().time_zone).isoformat()
    unfinished = (Ask.kind == "report") & ActionItem.status.not_in(CLOSED)
    return ((Ask.kind != "report") & Ask.answered_at.is_null()) | (
        unfinished & (fn.COALESCE(ActionItem.expected_due, ActionItem.due) <= soon))
