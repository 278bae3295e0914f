"""What comes of a mail about an issue itself: it reports a new one, or asks to open one again."""

from dataclasses import replace

import msgspec

from coordination.event import Event
from coordination.issue import Issue
from coordination.language import gettext as _
from coordination.language import use_language
from coordination.refusal import Refusal
from mailflow import answer, raised, reopened
from mailflow.apply import Applied
from mailflow.case import Case


def raise_issue(case: Case) -> None:
    """A member's mail of its own that says it reports an issue; the project manager grades it all the same."""
    person, words = case.match.person, _reported(case)
    if not words:
        return
    project = raised.project_of(person, case.match.project, f"{case.mail.subject}\n{words}")
    if project is None:
        _ask_which_project(case, words)
        return
    try:
        with use_language(person.language):
            row = raised.raise_issue(project, words, by=person)
    except Refusal as refusal:
        answer.refuse_with(case, refusal)
        return
    case.match = replace(case.match, project=project)
    case.ends("held", "issue-raised")
    case.note("apply", recorded=[row])
    answer.echo(case, Applied(recorded=[row]))


def reports_one(case: Case) -> bool:
    """Whether it is a mail of its own that says so."""
    return bool(_reported(case))


def to_reopen(case: Case) -> tuple[Issue, str] | None:
    """Which issue, and why."""
    if case.match.way == "letter":
        return reopened.issue_in(case.understood.reading.new_text, case.match)
    if case.reason != "no-key":
        return None
    return reopened.issue_in_mail(case.mail.subject, case.understood.reading.new_text, case.match)


def asks_to_reopen(case: Case) -> bool:
    """Whether a mail of its own does, though not clearly which issue."""
    return reopened.is_asked_in_mail(case.mail.subject, case.understood.reading.new_text)


def ask_which_issue(case: Case) -> None:
    """It waits for the project manager; its sender may be quicker."""
    case.ends("held", "which-issue")
    projects = [case.match.project] if case.match.project else raised.projects_of(case.match.person)
    with use_language(case.match.person.language):
        example = f"{projects[0].code}-I2" if projects else "I2"
        sentence = _("Your mail asks to reopen an issue, but it is not clear which one. Please name it with its whole "
                     "number: “reopen %(example)s because …”.", example=example)
    answer.say_it_waits(case, sentence)


def reopen(case: Case, issue: Issue, reason: str) -> None:
    """The project manager sees that it is open again; a ruling is lifted once it is sure who wrote."""
    person, is_old = case.match.person, Event.of(issue).where(Event.inbound_id == case.inbound.id).exists()
    row = {"n": None, "title": issue.title, "asked": "reopened", "said": issue.reference}
    case.match = replace(case.match, project=issue.project)
    case.ends("held", "issue-reopened")
    if is_old:
        return
    if reopened.needs_code(issue, case.sure) and not case.answerable:
        case.ends("held", "attention")
        return
    try:
        with use_language(person.language):
            code = reopened.reopen(issue, reason, by=person, sure=case.sure)
    except Refusal as refusal:
        answer.refuse_with(case, refusal)
        return
    if code is not None:
        case.ends("applied", "code-sent")
        case.letter = answer.code_letter(code)
        return
    case.note("apply", recorded=[row])
    answer.echo(case, Applied(recorded=[row]))


def _reported(case: Case) -> str | None:
    return raised.issue_in(case.mail, case.understood.reading.new_text) if case.reason == "no-key" else None


def _ask_which_project(case: Case, words: str) -> None:
    """It waits for the project manager, who raises it with one click; its sender may be quicker."""
    projects = raised.projects_of(case.match.person)
    meaning = replace(case.understood.meaning, raises_issue=words)
    case.understood = msgspec.structs.replace(case.understood, meaning=meaning)
    if not projects:
        return
    case.ends("held", "which-project")
    with use_language(case.match.person.language):
        sentence = _("Your mail reports an issue, but not in which project. You are in: %(projects)s. Send it once "
                     "more with the project in square brackets in the subject, such as [%(one)s], or leave it to the "
                     "project manager to assign it.", projects=_(", ").join(project.name for project in projects),
                     one=projects[0].name)
    if not answer.is_refused(case.inbound.id):
        answer.give_reason(case, case.reason, sentence)
