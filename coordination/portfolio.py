"""How the projects of a person stand at a glance: what is open, what is late, which receipts are missing."""

from typing import NamedTuple

from peewee import fn

from coordination import clock
from coordination.action import CLOSED, ActionItem
from coordination.ask import Ask
from coordination.person import Department, Person
from coordination.project import Project


class Standing(NamedTuple):
    """One project; `late` counts open action items past the date that counts."""

    project: Project
    department: str
    open: int
    late: int
    receipts_missing: int


def standings(person: Person) -> list[Standing]:
    """The projects that a person sees, running ones first; three queries, however many there are."""
    projects = list(Project.visible_to(person))
    departments = {department.id: department.name for department in Department.all()}
    open_items, receipts = _open_items(person), _missing_receipts()
    return [Standing(project, departments.get(project.lead_department_id, ""), *open_items.get(project.id, (0, 0)),
                     receipts.get(project.id, 0)) for project in projects]


def _open_items(person: Person) -> dict[int, tuple[int, int]]:
    """Project id → open items, and those of them that are late where the person is."""
    today = clock.today(person.time_zone).isoformat()
    counts = fn.COALESCE(ActionItem.expected_due, ActionItem.due) < today
    rows = (ActionItem.select(ActionItem.project_id, fn.COUNT(ActionItem.id), fn.COUNT(fn.NULLIF(counts, False)))
            .where(ActionItem.status.not_in(CLOSED)).group_by(ActionItem.project_id).tuples())
    return {project: (number, late) for project, number, late in rows}


def _missing_receipts() -> dict[int, int]:
    rows = (Ask.select(Ask.project_id, fn.COUNT(Ask.id))
            .where((Ask.kind == "acknowledge") & Ask.answered_at.is_null() & Ask.withdrawn_at.is_null())
            .group_by(Ask.project_id).tuples())
    return dict(rows)
