"""Phases (阶段): which papers each needs, and closing one, with a recorded reason where something is not final."""

from dataclasses import dataclass

from peewee import CharField, ForeignKeyField, TextField

from coordination import clock, event
from coordination.database import InstantField, Record, transaction
from coordination.issue import OVER, Issue
from coordination.language import N_
from coordination.language import gettext as _
from coordination.paper import Paper
from coordination.person import Person
from coordination.project import PHASES, Project
from coordination.refusal import NotFound, Refusal

NEEDED = {
    "kickoff": ("proposal", "appointment", "goal_consensus", "responsibility"),
    "planning": ("communication_plan", "resource_plan"),
    "execution": ("minutes",),
    "issues": (),
    "closeout": ("acceptance", "retrospective"),
}
PAPERS_OF = {**NEEDED, "execution": ("minutes", "notice", "risk_report"), "issues": ("solution", "escalation", "ruling")}


class NotFinal(Refusal):
    sentence = N_("This phase cannot be closed yet: %(papers)s. You may close it all the same if you give a reason.")
    status = 409


class ClosedAlready(Refusal):
    sentence = N_("This phase is closed already.")
    status = 409


@dataclass(frozen=True)
class Obstacle:
    """What keeps a phase open: a paper that is not final (`paper` None where it has not even been begun), or an issue."""

    kind: str
    paper: Paper | None = None
    issue: Issue | None = None

    @property
    def reference(self) -> str:
        if self.issue is not None:
            return self.issue.reference
        return self.paper.reference if self.paper else _(self.kind)


class PhaseClosing(Record):
    """Who closed which phase when; `reason` where papers were not final."""

    project = ForeignKeyField(Project, on_delete="CASCADE")
    phase = CharField(max_length=16)
    closed_at = InstantField(default=clock.now)
    closed_by = ForeignKeyField(Person)
    reason = TextField(default="")

    class Meta:
        indexes = ((("project", "phase"), True),)


def obstacles(project: Project, phase: str) -> list[Obstacle]:
    """What is missing or not final in a phase; two queries."""
    papers = list(Paper.select(Paper, Project).join(Project)
                  .where((Paper.project == project) & Paper.kind.in_(PAPERS_OF[phase])).order_by(Paper.kind, Paper.number))
    begun = {paper.kind for paper in papers}
    found = [Obstacle(kind) for kind in NEEDED[phase] if kind not in begun]
    found += [Obstacle(paper.kind, paper) for paper in papers if paper.state != "final"]
    if phase in ("issues", "closeout"):
        issues = Issue.select(Issue, Project).join(Project).where((Issue.project == project) & Issue.state.not_in(OVER))
        found += [Obstacle("issue", issue=issue) for issue in issues]
    return found


def close(project: Project, phase: str, *, by: Person, reason: str = "") -> PhaseClosing:
    """Raises NotFinal while papers are not final and no reason is given, ClosedAlready, NotAllowed, Archived."""
    project.managed_by(by)
    if phase not in PHASES:
        raise NotFound()
    with transaction():
        missing = obstacles(project, phase)
        if missing and not reason.strip():
            raise NotFinal(papers=", ".join(obstacle.reference for obstacle in missing))
        if PhaseClosing.get_or_none((PhaseClosing.project == project) & (PhaseClosing.phase == phase)):
            raise ClosedAlready()
        closing = PhaseClosing.create(project=project, phase=phase, closed_by=by,
                                      reason=reason.strip() if missing else "")
        event.record("phase closed", project, by=by, project=project,
                     after={"phase": phase, "reason": closing.reason,
                            "overridden": [obstacle.reference for obstacle in missing]})
        _go_on(project)
    return closing


def closings(project: Project) -> dict[str, PhaseClosing]:
    """The phases closed so far."""
    rows = PhaseClosing.select(PhaseClosing, Person).join(Person).where(PhaseClosing.project == project)
    return {row.phase: row for row in rows}


def _go_on(project: Project) -> None:
    """The project is in its first phase that is not closed; issues run beside execution."""
    closed = set(closings(project))
    project.phase = next((phase for phase in PHASES if phase not in closed and phase != "issues"), "closeout")
    project.save(only=[Project.phase])
