"""What a question that is no paper is about, in a few words: a meeting, a project, an issue, an action item."""

from coordination.action import ActionItem
from coordination.ask import Ask
from coordination.issue import Issue
from coordination.language import gettext as _
from coordination.meeting import Meeting
from coordination.milestone import Deliverable, Milestone
from coordination.project import Project
from coordination.request import QUESTIONS
from mailflow.letters import days
from papers.dates import local


def subject_of(name: str, id: int) -> Meeting | Issue | Project:
    """The record that an ask or a letter names by its table and id."""
    return {"meeting": Meeting, "issue": Issue, "project": Project}[name].get_by_id(id)


def named(subject: Meeting | Issue | Project) -> str:
    """`周例会 3月9日（周一）`, `问题 NPL-I3 “测试环境不稳定”`, `新品上线`."""
    if isinstance(subject, Meeting):
        return f"{subject.title} {days.spoken(local(subject.starts_at, subject.project.time_zone).date())}"
    if isinstance(subject, Issue):
        return _("issue %(number)s “%(what)s”", number=subject.reference, what=subject.title)
    return subject.name


def question(code: str) -> str:
    """The sentence of a numbered question, by its code."""
    return _(next(questions[code] for questions in QUESTIONS.values() if code in questions))


def promised(promise: ActionItem | Milestone | Deliverable) -> str:
    """What is to be done, reached or handed over."""
    return promise.what if isinstance(promise, ActionItem) else promise.name


def line(ask: Ask) -> str:
    """The line of an ask about a record, where it stands among others."""
    subject = subject_of(ask.subject, ask.subject_id)
    about = named(subject)
    if ask.kind == "confirm":
        return _("Is %(issue)s solved?", issue=about)
    if isinstance(subject, Project):  # under whose name it stands
        return question(ask.question)
    return _("%(about)s: %(question)s", about=about, question=question(ask.question))
