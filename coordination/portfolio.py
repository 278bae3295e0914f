"""How the projects of a person stand at a glance: phase, next milestone, late items, asks, issues, clocks."""

from datetime import date, datetime
from typing import Any, NamedTuple

from peewee import ModelSelect, fn

from coordination import clock
from coordination.action import CLOSED, ActionItem
from coordination.ask import Ask
from coordination.issue import Issue
from coordination.issue_states import OVER
from coordination.meeting import Meeting
from coordination.milestone import Milestone
from coordination.paper import Paper, PaperVersion
from coordination.person import Department, Person
from coordination.project import Project
from coordination.rules import rules


class Standing(NamedTuple):
    """One project; `late` counts open action items past the date that counts, `unanswered` asks without an answer.

    `milestone` is (name, local date) of the next one; `deadlines` the earliest clock that runs: (what, instant), where
    what is "minutes" or "workshop".
    """

    project: Project
    department: str
    open: int = 0
    late: int = 0
    unanswered: int = 0
    issues: int = 0
    milestone: tuple[str, date] | None = None
    deadline: tuple[str, datetime] | None = None

    @property
    def is_missed(self) -> bool:
        """Whether the clock ran out."""
        return self.deadline is not None and self.deadline[1] < clock.now()


def standings(person: Person) -> list[Standing]:
    """The projects that a person sees, running ones first; eight queries, however many there are."""
    projects = list(Project.visible_to(person))
    departments = {department.id: department.name for department in Department.all()}
    visible = Project.visible_to(person).order_by().where(Project.archived_at.is_null()).select(Project.id)
    items, asks, issues = _items(person, visible), _unanswered(visible), _issues(visible)
    milestones, deadlines = _milestones(visible), _deadlines(visible)
    return [Standing(project, departments.get(project.lead_department_id, ""), *items.get(project.id, (0, 0)),
                     asks.get(project.id, 0), issues.get(project.id, 0), milestones.get(project.id),
                     deadlines.get(project.id)) for project in projects]


def _items(person: Person, visible: ModelSelect) -> dict[int, tuple[int, int]]:
    """Project id → open items, and those of them that are late where the person is."""
    today = clock.today(person.time_zone).isoformat()
    counts = fn.COALESCE(ActionItem.expected_due, ActionItem.due) < today
    rows = (ActionItem.select(ActionItem.project_id, fn.COUNT(ActionItem.id), fn.COUNT(fn.NULLIF(counts, False)))
            .where(ActionItem.status.not_in(CLOSED) & ActionItem.project.in_(visible))
            .group_by(ActionItem.project_id).tuples())
    return {project: (number, late) for project, number, late in rows}


def _unanswered(visible: ModelSelect) -> dict[int, int]:
    rows = (Ask.select(Ask.project_id, fn.COUNT(Ask.id))
            .where((Ask.kind != "report") & Ask.answered_at.is_null() & Ask.withdrawn_at.is_null()
                   & Ask.project.in_(visible)).group_by(Ask.project_id).tuples())
    return dict(rows)


def _issues(visible: ModelSelect) -> dict[int, int]:
    rows = (Issue.select(Issue.project_id, fn.COUNT(Issue.id))
            .where(Issue.state.not_in(OVER) & Issue.project.in_(visible)).group_by(Issue.project_id).tuples())
    return dict(rows)


def _milestones(visible: ModelSelect) -> dict[int, tuple[str, date]]:
    rows = (Milestone.select(Milestone.project_id, Milestone.name, Milestone.due, Milestone.expected_due)
            .where(Milestone.reached_at.is_null() & Milestone.dropped_at.is_null() & Milestone.project.in_(visible))
            .order_by(Milestone.due.desc()).tuples())
    return {project: (name, expected or due) for project, name, due, expected in rows}


def _deadlines(visible: ModelSelect) -> dict[int, tuple[str, datetime]]:
    """The earliest clock of each project: minutes not circulated after their meeting, issues without a workshop."""
    minutes = (Meeting.select(Meeting.project_id, Meeting.ends_at).join(Paper)
               .where((Paper.state == "draft") & (Meeting.ends_at < clock.now()) & Meeting.project.in_(visible)
                      & ~fn.EXISTS(PaperVersion.select().where(PaperVersion.paper == Paper.id))).tuples())
    raised = (Issue.select(Issue.project_id, Issue.raised_at)
              .where(Issue.state.in_(("raised", "accepted")) & (Issue.level.is_null() | (Issue.level != "minor"))
                     & Issue.project.in_(visible)).tuples())
    found: dict[int, tuple[str, datetime]] = {}
    for project, end in minutes:
        _keep_earlier(found, project, "minutes", rules().minutes_deadline(end))
    for project, at in raised:
        _keep_earlier(found, project, "workshop", rules().after_hours(at, rules().workshop_hours))
    return found


def _keep_earlier(found: dict[int, tuple[str, Any]], project: int, what: str, deadline: datetime) -> None:
    if project not in found or deadline < found[project][1]:
        found[project] = (what, deadline)
