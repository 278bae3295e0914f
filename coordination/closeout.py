"""The papers of phase 5, closeout: acceptance report and retrospective summary."""

from coordination import request
from coordination.document import Document
from coordination.kind import Column, Kind, Section
from coordination.language import N_
from coordination.milestone import Deliverable
from coordination.paper import Paper
from coordination.person import Person
from coordination.project import Membership, Project

RESULTS = {"met": N_("met"), "partly": N_("partly met"), "missed": N_("missed")}


class AcceptanceReport(Document):
    """《项目验收报告》: results against goals and deliverables, item by item; every head signs."""

    kind = Kind(
        "acceptance", "V", N_("Acceptance report"), "closeout",
        (
            Section("goals", N_("Results against the goal consensus"), (
                Column("goal", N_("Goal"), "text"),
                Column("target", N_("Target")),
                Column("actual", N_("Actual result"), "text"),
                Column("result", N_("Assessment"), "choice", choices=RESULTS),
            ), required=False),
            Section("deliverables", N_("Results against the plan"), (
                Column("department", N_("Department"), "department"),
                Column("deliverable", N_("Deliverable"), "text"),
                Column("actual", N_("Actual result"), "text"),
                Column("result", N_("Assessment"), "choice", choices=RESULTS),
            ), required=False),
            Section("conclusion", N_("Conclusion")),
        ),
        asks="sign", asked="heads", told="members", is_table=True,
    )

    def offered(self) -> dict:
        """Drawn from the goal consensus and the deliverables agreed on."""
        consensus = Paper.get_or_none((Paper.project == self.project) & (Paper.kind == "goal_consensus")
                                      & (Paper.state == "final"))
        goals = consensus.values.get("goals", []) if consensus else []
        watched = Deliverable.select().where((Deliverable.project == self.project)
                                             & Deliverable.dropped_at.is_null()).order_by(Deliverable.due)
        return {
            "goals": [{"key": row["key"], "goal": row["goal"], "target": f"{row['metric']} {row['target']}".strip(),
                       "actual": "", "result": ""} for row in goals],
            "deliverables": [{"key": f"d{row.id}", "department": str(row.department_id or ""), "deliverable": row.name,
                              "actual": "", "result": "met" if row.reached_at else ""} for row in watched],
        }


class RetrospectiveSummary(Document):
    """《项目复盘总结》: lessons and improvements, shown again when a later project involves the same departments."""

    kind = Kind(
        "retrospective", "L", N_("Retrospective summary"), "closeout",
        (
            Section("communication", N_("How well communication worked")),
            Section("pains", N_("Pains of working together"), required=False),
            Section("causes", N_("Why goals were missed"), required=False),
            Section("lessons", N_("Lessons to keep"), (Column("text", N_("Lesson"), "text"),)),
            Section("improvements", N_("Improvements"), (Column("text", N_("Improvement"), "text"),)),
        ),
        asks="acknowledge", asked="members",
    )

    def offered(self) -> dict:
        """What the members have written beforehand, under the name of whoever wrote it."""
        heard = [found for found in request.answers("retrospective", self.project) if not found.silent]
        texts = {name: "\n".join(f"{found.person.name}: {found.texts[name]}" for found in heard if found.texts[name])
                 for name in ("communication", "pains", "causes")}
        return {**texts, "lessons": [{"key": f"l{found.person.id}", "text": found.texts["lessons"]}
                                     for found in heard if found.texts["lessons"]]}


def lessons_for(departments: list[int], *, apart_from: Project) -> list[tuple[Project, dict]]:
    """Retrospective summaries of earlier projects in which these departments took part, newest first, with what they
    say: section name → text or rows."""
    members = (Membership.select(Membership.project).join(Person).where(Person.department.in_(departments)))
    papers = (Paper.select(Paper, Project).join(Project)
              .where((Paper.kind == "retrospective") & (Paper.state != "draft") & Paper.project.in_(members)
                     & (Paper.project != apart_from)).order_by(Paper.id.desc()).limit(5))
    return [(paper.project, paper.values) for paper in papers]
