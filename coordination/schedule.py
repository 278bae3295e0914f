"""The schedule (甘特图): every milestone, deliverable and action item of a project as a bar, and how each stands."""

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from peewee import JOIN

from coordination import clock
from coordination.action import ActionItem
from coordination.language import N_
from coordination.milestone import Deliverable, Milestone
from coordination.person import Department, Person
from coordination.project import Project
from coordination.rules import rules

MOST = 500
KIND_NAMES = {"milestone": N_("Milestone"), "deliverable": N_("Deliverable"), "action": N_("Action item")}
STATE_NAMES = {"late": N_("overdue"), "at_risk": N_("at risk"), "open": N_("open"), "done": N_("done")}


@dataclass(frozen=True)
class Bar:
    """From `starts_on` (None for a single day) to `due`, both included; `expected_due` is a later day announced.

    `kind` is one of KIND_NAMES, `state` one of STATE_NAMES; `needs_help` where the owner has said so.
    """

    kind: str
    reference: str
    what: str
    department: str
    owner: str
    starts_on: date | None
    due: date
    expected_due: date | None = None
    done_on: date | None = None
    state: str = "open"
    needs_help: bool = False

    @property
    def ends_on(self) -> date:
        """The last day that the bar reaches."""
        return max(self.due, self.expected_due or self.due)

    def days_late(self, today: date) -> int:
        return max((today - self.ends_on).days, 0) if self.state == "late" else 0


def bars(project: Project) -> list[Bar]:
    """At most MOST, open ones and milestones before closed ones, by the date that counts; three queries."""
    found = [*_milestones(project), *_deliverables(project), *_actions(project)]
    kept = sorted(found, key=lambda bar: (bar.state == "done" and bar.kind != "milestone", bar.ends_on))[:MOST]
    return sorted(kept, key=lambda bar: (bar.ends_on, list(KIND_NAMES).index(bar.kind), bar.reference))


def _milestones(project: Project) -> list[Bar]:
    query = Milestone.select().where((Milestone.project == project) & Milestone.dropped_at.is_null())
    return [_promised(project, "milestone", row, "", "", None) for row in query]


def _deliverables(project: Project) -> list[Bar]:
    query = (Deliverable.select(Deliverable, Department, Person).join(Department, JOIN.LEFT_OUTER).switch(Deliverable)
             .join(Person, JOIN.LEFT_OUTER)
             .where((Deliverable.project == project) & Deliverable.dropped_at.is_null()))
    return [_promised(project, "deliverable", row, row.department.name if row.department else "",
                      row.owner.name if row.owner else "", row.starts_on) for row in query]


def _actions(project: Project) -> list[Bar]:
    query = (ActionItem.select(ActionItem, Person, Department).join(Person).join(Department, JOIN.LEFT_OUTER)
             .where((ActionItem.project == project) & (ActionItem.status != "cancelled")))
    zone = ZoneInfo(project.time_zone)
    made = []
    for action in query:
        announced = action.status in ("delayed", "blocked", "declined")
        done_on = action.closed_at.astimezone(zone).date() if action.closed_at else None
        made.append(Bar(
            "action", f"A{action.number}", action.what,
            action.owner.department.name if action.owner.department else "", action.owner.name,
            min(action.created_at.astimezone(zone).date(), action.due), action.due, action.expected_due, done_on,
            _state(project, action.due, action.expected_due, done_on, announced), action.status == "blocked"))
    return made


def _promised(project: Project, kind: str, row: Milestone | Deliverable, department: str, owner: str,
              starts_on: date | None) -> Bar:
    done_on = row.reached_at.astimezone(ZoneInfo(project.time_zone)).date() if row.reached_at else None
    return Bar(kind, "", row.name, department, owner, starts_on, row.due, row.expected_due, done_on,
               _state(project, row.due, row.expected_due, done_on, row.needs_help), row.needs_help)


def _state(project: Project, due: date, expected: date | None, done_on: date | None, announced: bool) -> str:
    """Late once the date that counts is over; at risk when announced late, or due within the early warning (48 h)."""
    if done_on:
        return "done"
    now = clock.now().astimezone(ZoneInfo(project.time_zone))
    ends_on = max(due, expected or due)
    if ends_on < now.date():
        return "late"
    soon = (now + timedelta(hours=rules().early_warning_hours)).date()
    return "at_risk" if announced or ends_on > due or ends_on <= soon else "open"
