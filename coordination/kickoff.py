"""The papers of phase 1, kickoff: project proposal, team, goal consensus and responsibility table."""

from datetime import date

from coordination.database import transaction
from coordination.document import Document
from coordination.kind import Column, Kind, Section
from coordination.language import N_
from coordination.language import gettext as _
from coordination.milestone import Deliverable, Milestone
from coordination.paper import Paper, PaperVersion
from coordination.person import Department, Person
from coordination.project import Project
from coordination.refusal import Refusal
from coordination.shapes import span

BACKWARDS = N_("The project would end (%(end)s) before it starts (%(start)s). Please check the period.")
ROLE_CHOICES = {"head": N_("department head"), "liaison": N_("department liaison"), "member": N_("member"),
                "minute_taker": N_("minute taker"), "pm": N_("project manager")}


class NotApprovedYet(Refusal):
    sentence = N_("The decision layer has not approved the proposal yet; the team is appointed after that.")
    status = 409


class ApprovedAlready(Refusal):
    sentence = N_("The decision layer has approved this proposal; it cannot be changed any more.")
    status = 409


class Proposal(Document):
    """《项目立项建议书》: goes to the decision layer, who approve, reject or send back by mail."""

    kind = Kind(
        "proposal", "P", N_("Project proposal"), "kickoff",
        (
            Section("background", N_("Background"), hint=N_("Why now, and for whom?")),
            Section("core_goals", N_("Core goals")),
            Section("expected_results", N_("Expected results")),
            Section("period", N_("Period"), (
                Column("starts_on", N_("Start date"), "day"),
                Column("ends_on", N_("End date"), "day"),
            ), shape="period"),
            Section("departments", N_("Departments first involved"), (
                Column("department", N_("Department"), "department"),
                Column("part", N_("Part"), required=False),
            )),
        ),
        asks="decide", asked="decision_layer",
    )

    def contradictions(self) -> dict[str, str]:
        return {f"period-{row['key']}-ends_on": _(BACKWARDS, start=row["starts_on"], end=row["ends_on"])
                for row in self.rows("period") if row["ends_on"] < row["starts_on"]}

    def may_be_corrected(self, by: Person) -> None:
        if self.paper.outcome == "approve":
            raise ApprovedAlready()

    def concluded(self, outcome: str) -> None:
        """Approved, its period is the project's; sent back, it is a draft again."""
        if outcome == "send_back":
            self.paper.become("draft", by=None)
        if outcome == "approve":
            period = self.rows("period")[0]
            self.project.runs(date.fromisoformat(period["starts_on"]), date.fromisoformat(period["ends_on"]))

    def department_ids(self) -> list[int]:
        """Whose lessons of earlier projects are worth showing beside it."""
        return [int(row["department"]) for row in self.rows("departments") if row["department"].isdigit()]


class Appointment(Document):
    """项目团队任命: on approval the project manager and the team, with their authority and duties."""

    kind = Kind(
        "appointment", "T", N_("Appointment of the project team"), "kickoff",
        (
            Section("authority", N_("Authority and duties of the project manager")),
            Section("team", N_("Team"), (
                Column("person", N_("Full name"), "person"),
                Column("role", N_("Role"), "choice", choices=ROLE_CHOICES),
                Column("duties", N_("Duties"), "text", required=False),
            )),
        ),
        asks="acknowledge", asked="members", is_table=True,
    )

    def offered(self) -> dict:
        rows = [{"key": f"m{row.id}", "person": str(row.person_id), "role": row.role, "duties": ""}
                for row in sorted(self.project.memberships(), key=lambda row: row.role != "pm")
                if row.role in ROLE_CHOICES]
        return {"team": rows}

    def may_circulate(self) -> None:
        if not approved(self.project, "proposal"):
            raise NotApprovedYet()

    def circulated(self, version: PaperVersion, by: Person | None) -> None:
        """Everybody named has the role from now on."""
        for row in self.rows("team"):
            self.project.add_member(Person.get_by_id(int(row["person"])), row["role"], by=by)


class GoalConsensus(Document):
    """《项目目标共识书》: measurable goals and milestones; every head agrees or objects."""

    kind = Kind(
        "goal_consensus", "G", N_("Goal consensus"), "kickoff",
        (
            Section("goals", N_("Goals"), (
                Column("goal", N_("Goal"), "text"),
                Column("metric", N_("Metric")),
                Column("target", N_("Target")),
                Column("by", N_("By"), "day"),
            )),
            Section("milestones", N_("Milestones"), (
                Column("name", N_("Milestone")),
                Column("due", N_("Due"), "day"),
            )),
            Section("departments", N_("Departments"), (
                Column("department", N_("Department"), "department"),
                Column("head", N_("Head"), "person"),
                Column("part", N_("Part"), "text", required=False),
            )),
            Section("escalation", N_("Communication rules and escalation path"), required=False),
        ),
        asks="agree", asked="heads", told="members", is_table=True,
    )

    def offered(self) -> dict:
        """The departments whose heads are asked to agree."""
        return {"departments": [{"key": f"d{department}", "department": str(department),
                                 "head": str(head.id), "part": ""}
                                for department, head in heads(self.project).items()]}

    def concluded(self, outcome: str) -> None:
        if outcome == "approve":
            Milestone.agreed(self.project, self.rows("milestones"), by=None)


class ResponsibilityTable(Document):
    """《跨部门职责分工表》, template 1."""

    kind = Kind(
        "responsibility", "R", N_("Responsibility table"), "kickoff",
        (
            Section("rows", N_("Duties"), (
                Column("department", N_("Department"), "department"),
                Column("head", N_("Head"), "person"),
                Column("duties", N_("Core duties"), "text"),
                Column("deliverable", N_("Deliverable"), "text"),
                Column("due", N_("Delivery time"), "when", hint=N_("A date, or project weeks such as 2-4")),
            )),
        ),
        asks="agree", asked="heads", told="members", is_table=True,
    )

    def offered(self) -> dict:
        """A row for each department of the project, or for the four that the template offers."""
        known = heads(self.project)
        offered = Department.select().where(Department.name.in_(("研发部", "市场部", "销售部", "财务部"))
                                            | Department.id.in_(list(known))).order_by(Department.id)
        return {"rows": [{"key": f"d{department.id}", "department": str(department.id),
                          "head": str(known[department.id].id) if department.id in known else "",
                          "duties": "", "deliverable": "", "due": ""} for department in offered]}

    def more(self) -> dict:
        """The head of template 1: lead department and project manager."""
        lead = self.project.lead_department
        return {"lead_department": lead.name if lead else "",
                "managers": [person.name for person in self.project.managers()]}

    def concluded(self, outcome: str) -> None:
        if outcome == "approve":
            deliverables_from(self, "rows", owner="head", name="deliverable")


def heads(project: Project) -> dict[int, Person]:
    """The heads of the project's departments by the department's id."""
    return {row.person.department_id: row.person for row in project.memberships()
            if row.role == "head" and row.person.department_id}


def approved(project: Project, kind: str) -> bool:
    """Whether a paper of this kind has been approved in the project."""
    return (Paper.select().where((Paper.project == project) & (Paper.kind == kind) & (Paper.outcome == "approve"))
            .exists())


def deliverables_from(document: Document, section: str, *, owner: str | None, name: str, quality: str = "") -> None:
    """Watch what a table promises: its rows become deliverables with the last day of their date or weeks."""
    rows = []
    for row in document.rows(section):
        days = span(row["due"], document.project.starts_on)
        if days and row[name]:
            rows.append({"key": f"{document.kind.letter}-{row['key']}"[:40], "name": row[name],
                         "quality": row.get(quality, ""), "department": int(row["department"]),
                         "owner": int(row[owner]) if owner and row[owner] else None,
                         "starts_on": days[0].isoformat(), "due": days[1].isoformat()})
    with transaction():
        Deliverable.agreed(document.project, rows, by=None, letter=document.kind.letter)
