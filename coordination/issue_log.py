"""The cross-department issue log (跨部门问题跟踪表, template 3): made from the records, never typed."""

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from peewee import JOIN, Case, fn

from coordination import clock
from coordination.action import ActionItem
from coordination.database import transaction
from coordination.document import Document
from coordination.document_changes import between
from coordination.headline import headline
from coordination.issue import Issue, Measure
from coordination.issue_states import LEVELS, OVER, STATES
from coordination.kind import Column, Kind, Section
from coordination.language import N_, current_language, use_language
from coordination.language import gettext as _
from coordination.meeting import Meeting
from coordination.paper import Paper, PaperVersion
from coordination.person import Department, Person
from coordination.project import Project, lock
from coordination.refusal import Refusal
from coordination.workshop_clock import WorkshopClock

YES_NO = {"yes": N_("yes"), "no": N_("no")}

COLUMNS = (
    Column("number", N_("Number")),
    Column("raised_on", N_("Raised on"), "day"),
    Column("raised_by", N_("Raised by (department, person)")),
    Column("level", N_("Level"), "choice", choices=LEVELS),
    Column("what", N_("Problem"), "text"),
    Column("impact", N_("Impact"), "text"),
    Column("wish", N_("Wished solution"), "text"),
    Column("departments", N_("Departments concerned"), "text"),
    Column("workshop", N_("Workshop")),
    Column("measures", N_("Measures"), "text"),
    Column("responsible", N_("Responsible (department, person)"), "text"),
    Column("due", N_("Time limit"), "text"),
    Column("state", N_("Status"), "choice", choices=STATES),
    Column("escalated", N_("Escalated"), "choice", choices=YES_NO),
    Column("ruling", N_("Decision on the escalation"), "text"),
    Column("solved_on", N_("Solved on"), "day"),
    Column("closed_by", N_("Closing confirmed by")),
)


class MadeFromRecords(Refusal):
    sentence = N_("The issue log is made from the issues themselves. Please change the issue instead.")
    status = 409


class IssueLog(Document):
    """Its content is what the issues are when it is looked at; a version is kept when the project is archived."""

    kind = Kind("issue_log", "IL", N_("Cross-department issue log"), "issues",
                (Section("issues", N_("All issues"), COLUMNS, required=False),), is_table=True)

    def rows(self, name: str) -> list[dict]:
        return rows(self.project)

    def may_be_corrected(self, by: Person) -> None:
        raise MadeFromRecords()

    def _sections(self) -> list[dict]:
        return content(self.project)["sections"]


class OpenIssue(NamedTuple):
    """One issue that is not over, as the project's page lists it; `done` of its `measures` are."""

    id: int
    number: int
    what: str
    level: str | None
    state: str
    raised_at: datetime
    convened_at: datetime | None
    escalated_at: datetime | None
    raiser: str
    department: str | None
    measures: int
    done: int

    @property
    def title(self) -> str:
        return headline(self.what)

    @property
    def clock(self) -> WorkshopClock | None:
        """As `Issue.clock`."""
        return None if self.level == "minor" else WorkshopClock(self.raised_at, self.convened_at or self.escalated_at)

    @property
    def is_urgent(self) -> bool:
        """Whether its clock still runs."""
        return self.clock is not None and self.clock.is_running

    @property
    def is_done(self) -> bool:
        """Whether the raiser can be asked: every measure is done."""
        return self.state == "solving" and 0 < self.measures == self.done


def rows(project: Project, *, going: bool = False) -> list[dict]:
    """Every issue by number: {"key", "id", "title", "details", column: plain text}; days as ISO 8601, level, state and
    yes or no as codes; "each" has the measures one by one. `going` leaves out what is over. Three queries, however
    many there are."""
    departments = {row.id: row.name for row in Department.select()}
    measures: dict[int, list[Measure]] = {}
    for measure in _measures(project):
        measures.setdefault(measure.issue_id, []).append(measure)
    return [_row(issue, measures.get(issue.id, []), departments) for issue in _issues(project, going)]


def open_ones(project: Project) -> list[OpenIssue]:
    """Those that are not over, whose clock runs first, then by number; one query."""
    is_new = Case(None, [(Issue.state.in_(("raised", "accepted")), 0)], 1)
    done = fn.COUNT(fn.NULLIF(ActionItem.status.in_(("done", "cancelled")), False))
    query = (Issue.select(Issue.id, Issue.number, Issue.what, Issue.level, Issue.state, Issue.raised_at,
                          Issue.convened_at, Issue.escalated_at, Person.name, Department.name,
                          fn.COUNT(Measure.id), done)
             .join(Person, on=Issue.raiser).join(Department, JOIN.LEFT_OUTER).switch(Issue)
             .join(Measure, JOIN.LEFT_OUTER, on=(Measure.issue == Issue.id)).join(ActionItem, JOIN.LEFT_OUTER)
             .where((Issue.project == project) & Issue.state.not_in(OVER))
             .group_by(Issue.id, Person.name, Department.name).order_by(is_new, Issue.number))
    return [OpenIssue(*row) for row in query.tuples()]


def content(project: Project, *, dated: bool = False) -> dict:
    """The log as a paper's content, plain values, as `Document.content` gives it; `dated` says in its title, in
    the language in force, of which day it is."""
    names = [column.name for column in COLUMNS]
    table = [{"key": row["key"], **{name: row[name] for name in names}} for row in rows(project)]
    with use_language(current_language() if dated else project.language):
        title = _("As of %(day)s", day=clock.today(project.time_zone)) if dated else _(IssueLog.kind.title)
    return {
        "project": {"name": project.name, "code": project.code}, "time_zone": project.time_zone,
        "number": f"{project.code}-{IssueLog.kind.letter}1", "version": _next_version(project), "title": title,
        "kind": IssueLog.kind.code, "sections": [{"name": "issues", "rows": table}], "changes": [], "note": "",
        "previous_version": None,
    }


def keep(project: Project) -> PaperVersion:
    """Freeze the log as it stands, for the archive; the version there is already where nothing has changed since."""
    with transaction():
        lock(project)
        paper = Paper.get_or_none((Paper.project == project) & (Paper.kind == IssueLog.kind.code))
        now = content(project)
        if paper is None:
            paper = Paper.draft(IssueLog.kind.code, project, now["title"], by=None, letter=IssueLog.kind.letter)
        latest = paper.latest
        changes = between(latest.content, now) if latest else []
        if latest and not changes:
            return latest
        version = PaperVersion.freeze(paper, now, changes, "", by=None)
        paper.become("final", by=None)
    return version


def _issues(project: Project, going: bool) -> list[Issue]:
    closer = Person.alias()
    query = (Issue.select(Issue, Project, Person, Department, Meeting, closer).join(Project).switch(Issue)
             .join(Person, on=Issue.raiser).join(Department, JOIN.LEFT_OUTER).switch(Issue)
             .join(Meeting, JOIN.LEFT_OUTER).switch(Issue)
             .join(closer, JOIN.LEFT_OUTER, on=Issue.closed_by, attr="closed_by")
             .where(Issue.project == project).order_by(Issue.number))
    return list(query.where(Issue.state.not_in(OVER)) if going else query)


def _measures(project: Project) -> list[Measure]:
    return list(Measure.select(Measure, Issue, ActionItem, Person, Department).join(Issue).switch(Measure)
                .join(ActionItem).join(Person).switch(Measure).join(Department, JOIN.LEFT_OUTER)
                .where((Issue.project == project) & (ActionItem.status != "cancelled")).order_by(Measure.id))


def _row(issue: Issue, measures: list[Measure], departments: dict[int, str]) -> dict:
    return {
        "key": f"i{issue.number}", "id": issue.id, "number": issue.reference,
        "raised_on": _day(issue.raised_at, issue.project), "raised_by": _who(issue.raiser.department, issue.raiser),
        "level": issue.level or "", "title": issue.title, "details": issue.details,
        "what": issue.what, "impact": issue.impact, "wish": issue.wish,
        "departments": "\n".join(departments[id] for id in issue.departments if id in departments),
        "workshop": _time(issue.meeting.starts_at, issue.project) if issue.meeting else "",
        "measures": issue.remedy if issue.remedy and not measures else _numbered([row.action.what for row in measures]),
        "responsible": _numbered([_who(row.department, row.action.owner) for row in measures]),
        "due": _numbered([_due(row.action) for row in measures]),
        "state": issue.state, "escalated": "yes" if issue.escalated_at or issue.ruled_at else "no",
        "ruling": issue.ruling or "", "solved_on": _day(issue.solved_at, issue.project),
        "closed_by": issue.closed_by.name if issue.closed_by else "",
        "each": [{"what": row.action.what, "who": _who(row.department, row.action.owner), "due": _due(row.action),
                  "status": row.action.status} for row in measures],
    }


def _numbered(lines: list[str]) -> str:
    """A line each, numbered where there are several, so that three cells of a row belong together."""
    return lines[0] if len(lines) == 1 else "\n".join(f"{n}. {line}" for n, line in enumerate(lines, 1))


def _who(department: Department | None, person: Person) -> str:
    return f"{department.name} {person.name}" if department else person.name


def _due(action: ActionItem) -> str:
    return action.due.isoformat()


def _day(at: datetime | None, project: Project) -> str:
    return _local(at, project).date().isoformat() if at else ""


def _time(at: datetime, project: Project) -> str:
    return f"{_local(at, project):%Y-%m-%d %H:%M}"


def _local(at: datetime, project: Project) -> datetime:
    return at.astimezone(ZoneInfo(project.time_zone))


def _next_version(project: Project) -> int:
    last = (PaperVersion.select(fn.MAX(PaperVersion.version)).join(Paper)
            .where((Paper.project == project) & (Paper.kind == IssueLog.kind.code)).scalar())
    return (last or 0) + 1
