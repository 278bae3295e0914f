"""Kickoff and planning of the projects that are past them: from the proposal to the plan that the heads confirmed."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from coordination.language import gettext as _
from coordination.language import use_language
from coordination.project import Project
from huizhi.sample import steps
from huizhi.sample.company import Company, iso

CHARTERS = Path(__file__).parent / "charters"

Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Charter:
    """What the papers of kickoff and planning say; rows as `steps.rows` makes them.

    `starts` and `ends` are local dates (ISO), `departments` what each has to do with it.
    """

    background: str
    core_goals: str
    expected_results: str
    starts: str
    ends: str
    departments: dict[str, str]
    authority: str = ""
    goals: Rows = ()
    milestones: Rows = ()
    escalation: str = ""
    duties: Rows = ()
    occasions: Rows = ()
    resources: Rows = ()
    deliverables: Rows = ()


def charter(company: Company, name: str) -> Charter:
    """The charter in `charters/NAME.toml`, where a whole number is the day so many working days from today, and people
    are named by their mailboxes."""
    with (CHARTERS / f"{name}.toml").open("rb") as file:
        values = tomllib.load(file)
    return Charter(**{field: _rows(company, value) if isinstance(value, list) else _cell(company, field, value)
                      for field, value in values.items()})


def _rows(company: Company, found: list[dict[str, str | int]]) -> Rows:
    return steps.rows(*({column: _cell(company, column, value) for column, value in row.items()} for row in found))


def _cell(company: Company, column: str, value: str | int | dict[str, str]) -> str | dict[str, str]:
    """The value as a paper keeps it."""
    if isinstance(value, int):
        return iso(value)
    if column in ("head", "owner"):
        return company.who(value)
    return company.unit(value) if column == "department" else value


def proposal(company: Company, charter: Charter) -> dict:
    """The project proposal's values."""
    return {
        "background": charter.background, "core_goals": charter.core_goals,
        "expected_results": charter.expected_results,
        "period": steps.rows({"starts_on": charter.starts, "ends_on": charter.ends}),
        "departments": steps.rows(*({"department": company.unit(name), "part": part}
                                    for name, part in charter.departments.items())),
    }


def kick_off(company: Company, project: Project, charter: Charter, *, ago: int) -> Project:
    """Proposal approved, team appointed, goals and duties agreed, within five working days."""
    go = steps.circulate_and_answer
    go(company, project, "proposal", proposal(company, charter), ago=ago)
    go(company, project, "appointment", {"authority": charter.authority}, ago=ago - 1)
    _kickoff_meeting(company, project, charter, ago=ago - 1)
    go(company, project, "goal_consensus", {"goals": charter.goals, "milestones": charter.milestones,
                                            "escalation": charter.escalation}, ago=ago - 3)
    go(company, project, "responsibility", {"rows": charter.duties}, ago=ago - 4)
    steps.close(company, project, "kickoff", ago=ago - 5)
    return Project.get_by_id(project.id)


def _kickoff_meeting(company: Company, project: Project, charter: Charter, *, ago: int) -> None:
    with use_language(project.language):
        topics = [(_("Core goals"), charter.core_goals, ""),
                  (_("Communication rules and escalation path"), charter.escalation, "")]
        steps.hold(company, project, _("Kickoff meeting"), "kickoff", topics, ago=ago)


def plan(company: Company, project: Project, charter: Charter, *, ago: int) -> Project:
    """Communication plan circulated, resources and deliverables confirmed, within four working days."""
    go = steps.circulate_and_answer
    go(company, project, "communication_plan", {"rows": charter.occasions}, ago=ago)
    needs = {"resources": charter.resources, "deliverables": charter.deliverables}
    go(company, project, "resource_plan", needs, ago=ago)
    steps.close(company, project, "planning", ago=ago - 4)
    return Project.get_by_id(project.id)
