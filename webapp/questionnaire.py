"""One set of numbered questions about a record: whom it goes to, who has answered, what is still open."""

from functools import cached_property

from flask import url_for

from coordination import documents, request
from coordination.ask import Ask
from coordination.document import Document
from coordination.issue import Issue
from coordination.language import N_
from coordination.meeting import Meeting
from coordination.minutes import Minutes
from coordination.person import Person
from coordination.project import Project
from coordination.request import QUESTIONS, Answered

TITLES = {
    "weekly": N_("Reports before the weekly meeting"), "regular": N_("Reports before the meeting"),
    "resources": N_("Resources and deliverables"),
    "position": N_("Positions of the departments"), "retrospective": N_("Retrospective questions"),
}
WHOM = {
    "weekly": N_("department liaisons"), "regular": N_("department liaisons"), "resources": N_("department heads"),
    "position": N_("heads of the departments concerned"), "retrospective": N_("all members"),
}
PAGES = {"regular": "weekly"}  # one page has the reports before a meeting
# Which paper the answers go into; those before a meeting go into its minutes.
PAPERS = {"resources": "resource_plan", "position": "escalation", "retrospective": "retrospective"}


def page_of(asks: list[Ask]) -> str:
    """The address of the page on which the questions of these asks stand. Raises NotFound where there is none."""
    kind = request.request_of(asks[0].question if asks else None)
    return url_for(f"requests.{PAGES.get(kind, kind)}", id=asks[0].subject_id)


class Questionnaire:
    def __init__(self, kind: str, subject: Project | Meeting | Issue) -> None:
        self.kind, self.subject = kind, subject
        self.project: Project = subject if isinstance(subject, Project) else subject.project
        self.title, self.whom, self.questions = TITLES[kind], WHOM[kind], QUESTIONS[kind]
        self.page = PAGES.get(kind, kind)

    @property
    def about(self) -> str:
        """Which record, where it is not the project itself."""
        if isinstance(self.subject, Meeting):
            return self.subject.title
        return f"{self.subject.reference} {self.subject.title}" if isinstance(self.subject, Issue) else ""

    @cached_property
    def answered(self) -> list[Answered]:
        return request.answers(self.kind, self.subject)

    @cached_property
    def unasked(self) -> list[Person]:
        """Who should be asked and has not been."""
        asked = {found.person.id for found in self.answered}
        return [person for person in request.audience(self.kind, self.subject, self.project) if person.id not in asked]

    @property
    def heard(self) -> int:
        return sum(1 for found in self.answered if not found.silent)

    @property
    def paper_kind(self) -> str:
        return PAPERS.get(self.kind, "")

    @property
    def goes_into(self) -> str:
        """Where the answers go: `minutes` or a `draft` that is being written, a `paper` that is out already,
        a `new` one that can be begun from here (that of an issue begins at the issue), "" for none yet."""
        if self.minutes and self.minutes.paper.state == "draft":
            return "minutes"
        if self.document:
            return "draft" if self.document.paper.state == "draft" else "paper"
        return "new" if self.kind in ("resources", "retrospective") else ""

    @cached_property
    def minutes(self) -> Minutes | None:
        """The minutes that the answers go into."""
        return Minutes(self.subject) if isinstance(self.subject, Meeting) else None

    @cached_property
    def document(self) -> Document | None:
        """The paper that the answers go into, where it is begun."""
        if self.kind == "position":
            return documents.about(self.subject, "escalation")
        return documents.of_kind(self.paper_kind, self.project) if self.paper_kind else None

    def ask(self, *, by: Person) -> int:
        """Send the questions to everybody who has not got them; returns how many that were."""
        people = request.audience(self.kind, self.subject, self.project)
        return request.ask(self.kind, self.subject, people, self.project, by=by)
