"""The papers of phase 4, issues: solution, escalation dossier and the ruling on it."""

from datetime import date

from coordination import request
from coordination.ask import Ask
from coordination.database import transaction
from coordination.document import Document
from coordination.issue import Issue, Measure, MeasureRow
from coordination.issue_refusals import RuledAlready
from coordination.kind import Column, Kind, Section
from coordination.language import N_
from coordination.language import gettext as _
from coordination.paper import PaperVersion
from coordination.person import Department, Person
from coordination.refusal import Refusal

LETTERS = "ABCDEFGH"


class OneOption(Refusal):
    sentence = N_("A dossier needs at least two options to choose from, and at most %(most)s.")


class NobodyConcerned(Refusal):
    sentence = N_("None of the departments concerned has a head in this project, so nobody could agree. "
                  "Please add the heads as members first.")


class Solution(Document):
    """《问题解决方案》: measures, who, by when; the heads concerned agree by mail."""

    kind = Kind(
        "solution", "S", N_("Solution of an issue"), "issues",
        (
            Section("solution", N_("Solution")),
            Section("measures", N_("Measures"), (
                Column("what", N_("Measure"), "text"),
                Column("department", N_("Responsible department"), "department"),
                Column("owner", N_("Owner"), "person"),
                Column("due", N_("Due"), "day"),
            )),
        ),
        asks="agree", asked="concerned", told="owners", is_table=True,
    )

    def audience(self, name: str) -> list[Person]:
        """The heads of the departments concerned, those of the issue and of the measures; the
        owners of the measures."""
        if name == "owners":
            owners = [int(row["owner"]) for row in self.rows("measures") if row["owner"].isdigit()]
            return list(Person.select().where(Person.id.in_(owners) & Person.active).order_by(Person.name))
        if name != "concerned":
            return super().audience(name)
        departments = {int(row["department"]) for row in self.rows("measures") if row["department"].isdigit()}
        departments |= set(self.paper.issue.departments if self.paper.issue else [])
        return [head for head in self.project.people_with("head") if head.department_id in departments]

    def more(self) -> dict:
        return _about(self)

    def may_circulate(self) -> None:
        if not self.asked():
            raise NobodyConcerned()
        self.may_be_corrected(None)

    def may_be_corrected(self, by: Person | None) -> None:
        if self.paper.issue:
            self.paper.issue.may_get_solution()

    def concluded(self, outcome: str) -> None:
        """Agreed, its measures are followed to closure, and their owners are asked how they stand."""
        if outcome == "approve" and self.paper.issue:
            rows = [MeasureRow(row["key"], row["what"], Person.get_by_id(int(row["owner"])),
                               date.fromisoformat(row["due"]), Department.get_by_id(int(row["department"])))
                    for row in self.rows("measures")]
            for measure in self.paper.issue.solve_by(rows, by=None, source=self.paper.reference):
                Ask.for_report(measure.action)


class Escalation(Document):
    """升级: the positions of the departments and numbered options on one page; the decision layer rules by mail."""

    kind = Kind(
        "escalation", "E", N_("Escalation to the decision layer"), "issues",
        (
            Section("question", N_("What is to be decided")),
            Section("positions", N_("Positions"), (
                Column("department", N_("Department"), "department"),
                Column("position", N_("Position"), "text"),
                Column("reasons", N_("Reasons"), "text", required=False),
            ), required=False),
            Section("options", N_("Options"), (
                Column("text", N_("Option"), "text"),
                Column("effect", N_("Effect"), "text", required=False),
            )),
        ),
        asks="decide", asked="decision_layer",
    )

    def offered(self) -> dict:
        """What the departments have answered."""
        heard = request.answers("position", self.paper.issue) if self.paper.issue else []
        return {"positions": [{"key": f"p{found.person.id}", "department": str(found.person.department_id or ""),
                               "position": found.texts["position"], "reasons": found.texts["reasons"]}
                              for found in heard if not found.silent]}

    def more(self) -> dict:
        options = [{"letter": letter, "text": row["text"]}
                   for letter, row in zip(LETTERS, self.rows("options"), strict=False)]
        return {**_about(self), "options": options, **({"unheard": unheard} if (unheard := self._unheard()) else {})}

    def may_circulate(self) -> None:
        if not 2 <= len(self.rows("options")) <= len(LETTERS):
            raise OneOption(most=len(LETTERS))

    def remarks(self) -> list[str]:
        """Whose position the decision layer will not read."""
        heard = request.answers("position", self.paper.issue) if self.paper.issue else []
        return [_("%(name)s (%(department)s) has not stated a position yet.", name=found.person.name,
                  department=found.department) for found in heard if found.silent]

    def _unheard(self) -> list[str]:
        """Who was asked for the position of a department and stated none, for the paper to say."""
        asked = request.answers("position", self.paper.issue, closed=True) if self.paper.issue else []
        return [f"{found.department} {found.person.name}".strip() for found in asked if found.silent]

    def may_be_corrected(self, by: Person) -> None:
        if self.paper.outcome in ("approve", "reject") and not self.project.has(by, "decision_layer"):
            raise RuledAlready(number=self.paper.issue.number if self.paper.issue else self.paper.reference)

    def circulated(self, version: PaperVersion, by: Person | None) -> None:
        if self.paper.issue and self.paper.issue.state != "escalated":
            self.paper.issue.escalate(by=by)
        if self.paper.issue:
            request.close("position", self.paper.issue)

    def concluded(self, outcome: str) -> None:
        """The ruling is final: it is written down and goes round with receipt."""
        if outcome == "send_back":
            self.paper.become("draft", by=None)
            return
        asks = [ask for ask in self.answers() if ask.kind == "decide" and ask.answer_given == outcome]
        ruling = _ruling(self, outcome, asks[0].option, asks[0].text)
        if self.paper.issue:
            self.paper.issue.rule(ruling, by=asks[0].person)
        paper = Ruling.begin(self.project, by=None, issue=self.paper.issue,
                             values={"ruling": ruling, "basis": self.paper.reference})
        version = paper.circulate(by=None)
        for ask in asks:  # whoever ruled has read the ruling
            Ask.for_receipt(version, ask.person, self.project).acknowledge(by=ask.person)


class Ruling(Document):
    """The decision layer's ruling, circulated to everybody with receipt; nobody can correct it."""

    kind = Kind(
        "ruling", "U", N_("Ruling of the decision layer"), "issues",
        (Section("ruling", N_("Ruling")), Section("basis", N_("Decided on"), required=False)),
        asks="acknowledge", asked="members",
    )

    def more(self) -> dict:
        return _about(self)

    def may_be_corrected(self, by: Person) -> None:
        raise RuledAlready(number=self.paper.issue.number if self.paper.issue else self.paper.reference)


def add_measure(issue: Issue, what: str, owner: Person | None, due: date | None, *, by: Person) -> Measure:
    """As `Issue.add_measure`; its owner is asked how it stands."""
    with transaction():
        measure = issue.add_measure(what, owner, due, by=by)
        Ask.for_report(measure.action)
    return measure


def _about(document: Document) -> dict:
    issue = document.paper.issue
    return {"issue": {"number": issue.reference, "what": issue.what}} if issue else {}


def _ruling(document: Escalation, outcome: str, option: str | None, words: str | None) -> str:
    texts = {row["letter"]: row["text"] for row in document.more()["options"]}
    said = f"{option} – {texts[option]}" if option else _("None of the options is approved.")
    return f"{said}\n{words}" if words and outcome == "reject" else said
