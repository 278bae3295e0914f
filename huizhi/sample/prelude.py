"""Kickoff and planning of the projects that are past them: from the proposal to the plan that the heads confirmed."""

from dataclasses import dataclass

from coordination.project import Project
from huizhi.sample import steps
from huizhi.sample.company import Company

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
    authority: str
    goals: Rows
    milestones: Rows
    escalation: str
    duties: Rows
    occasions: Rows = ()
    resources: Rows = ()
    deliverables: Rows = ()


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
    go(company, project, "goal_consensus", {"goals": charter.goals, "milestones": charter.milestones,
                                            "escalation": charter.escalation}, ago=ago - 3)
    go(company, project, "responsibility", {"rows": charter.duties}, ago=ago - 4)
    steps.close(company, project, "kickoff", ago=ago - 5)
    return Project.get_by_id(project.id)


def plan(company: Company, project: Project, charter: Charter, *, ago: int) -> Project:
    """Communication plan circulated, resources and deliverables confirmed, within four working days."""
    go = steps.circulate_and_answer
    go(company, project, "communication_plan", {"rows": charter.occasions}, ago=ago)
    needs = {"resources": charter.resources, "deliverables": charter.deliverables}
    go(company, project, "resource_plan", needs, ago=ago)
    steps.close(company, project, "planning", ago=ago - 4)
    return Project.get_by_id(project.id)
