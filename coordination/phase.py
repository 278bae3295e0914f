"""Phases (阶段): what each needs, and closing one, with a recorded reason where something is missing or not final."""

from dataclasses import dataclass

from peewee import JOIN, CharField, ForeignKeyField, TextField

from coordination import clock, event
from coordination.database import InstantField, Record, transaction
from coordination.documents import KINDS
from coordination.issue import Issue
from coordination.issue_states import OVER
from coordination.kind import NEEDED
from coordination.language import N_
from coordination.language import gettext as _
from coordination.meeting import KINDS as MEETINGS
from coordination.meeting import Meeting
from coordination.overview import PHASE_NAMES
from coordination.paper import Paper
from coordination.person import Person
from coordination.project import PHASES, Project
from coordination.refusal import NotFound, Refusal

PAPERS_OF = {**NEEDED, "execution": ("notice", "risk_report"), "issues": ("solution", "escalation", "ruling")}
# Meetings whose minutes belong to another phase than execution.
MEETINGS_OF = {"kickoff": ("kickoff",), "closeout": ("retrospective",)}


class NotFinal(Refusal):
    sentence = N_("This phase cannot be closed yet: %(papers)s. You may close it all the same if you give a reason.")
    status = 409


class ClosedAlready(Refusal):
    sentence = N_("This phase is closed already.")
    status = 409


@dataclass(frozen=True)
class Obstacle:
    """What keeps a phase open: a paper that is not final (`paper` None where it has not even been begun), an issue, a
    meeting not held, or an earlier phase."""

    name: str
    paper: Paper | None = None
    issue: Issue | None = None
    phase: str = ""

    @property
    def reference(self) -> str:
        """What a reader calls it."""
        known = self.issue or self.paper
        return known.reference if known else _(self.name)


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
    """What is missing or not final before a phase can be closed; four queries."""
    papers = _papers(project, phase)
    begun = {paper.kind for paper in papers}
    found = [Obstacle(PHASE_NAMES[code], phase=code) for code in _still_open_before(project, phase)]
    found += [Obstacle(_name(kind)) for kind in NEEDED[phase] if kind not in begun]
    if phase == "kickoff" and "minutes" not in begun:
        found.append(Obstacle(MEETINGS["kickoff"]))
    found += [Obstacle(_name(paper.kind), paper) for paper in papers
              if paper.state != "final" and not (paper.kind == "notice" and paper.is_blank)]
    if phase in ("issues", "closeout"):
        issues = Issue.select(Issue, Project).join(Project).where((Issue.project == project) & Issue.state.not_in(OVER))
        found += [Obstacle(N_("Issue"), issue=issue) for issue in issues]
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


def open_all_the_same(project: Project) -> list[Issue]:
    """Issues that are open although the phase of issues was closed: most came up or were opened again later."""
    if "issues" not in closings(project):
        return []
    return list(Issue.select(Issue, Project).join(Project)
                .where((Issue.project == project) & Issue.state.not_in(OVER)).order_by(Issue.number))


def closings(project: Project) -> dict[str, PhaseClosing]:
    """The phases closed so far."""
    rows = PhaseClosing.select(PhaseClosing, Person).join(Person).where(PhaseClosing.project == project)
    return {row.phase: row for row in rows}


def _papers(project: Project, phase: str) -> list[Paper]:
    """Those of the phase, without meetings that were cancelled; minutes belong to it by the kind of their meeting."""
    of_others = [kind for kinds in MEETINGS_OF.values() for kind in kinds]
    held = Meeting.kind.not_in(of_others) if phase == "execution" else Meeting.kind.in_(MEETINGS_OF.get(phase, ()))
    return list(Paper.select(Paper, Project).join(Project).switch(Paper).join(Meeting, JOIN.LEFT_OUTER)
                .where((Paper.project == project) & (Paper.state != "cancelled")
                       & (Paper.kind.in_(PAPERS_OF[phase]) | (Paper.kind == "minutes") & held))
                .order_by(Paper.kind, Paper.number))


def _still_open_before(project: Project, phase: str) -> list[str]:
    closed = closings(project)
    return [earlier for earlier in PHASES[:PHASES.index(phase)] if earlier not in closed]


def _name(kind: str) -> str:
    return KINDS[kind].kind.title if kind in KINDS else N_("Minutes")


def _go_on(project: Project) -> None:
    """The project is in its first phase that is not closed; issues run beside execution."""
    closed = set(closings(project))
    project.phase = next((phase for phase in PHASES if phase not in closed and phase != "issues"), "closeout")
    project.save(only=[Project.phase])
