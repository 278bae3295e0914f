"""New issues by mail: told beside an answer, or in a mail of their own to the plain address."""

import re

from coordination import event
from coordination.issue import Issue
from coordination.person import Person
from coordination.project import Membership, Project
from mailflow.mail import Mail

_NAMES_ISSUE = re.compile(
    r"\s*(?:\[[^\]]{0,120}\]\s*)?(?:新问题|问题|(?:new )?issue|problem)(?:上报|反馈|报告|提报"
    r"| report)?\s*(?:[:：\-–—]+\s*|\s|$)", re.I)
_OTHERWISE = re.compile(r"[?？]|请教|咨询|解决了|已解决|\b[A-Z0-9]+-I\d+|\b(?:re)?solved\b|\bclosed\b", re.I)


def raise_issue(project: Project, text: str, *, by: Person) -> dict:
    """The echo's row of the issue; the same mail raises it once. Raises what `Issue.raise_one` raises."""
    inbound_id = event.how_acting().inbound_id
    issue = Issue.get_or_none((Issue.inbound_id == inbound_id) & (Issue.project == project))
    issue = issue or Issue.raise_one(project, text, by=by, inbound_id=inbound_id)
    return {"n": None, "title": issue.title, "asked": "issue", "said": issue.reference}


def issue_in(mail: Mail, new_text: str) -> str | None:
    """The issue that a mail of its own reports: its subject or its first words name it as one."""
    subject, body = mail.subject.strip(), new_text.strip()
    if _OTHERWISE.search(subject):
        return None
    if found := _NAMES_ISSUE.match(subject):
        return "\n".join(filter(None, (subject[found.end():].strip(), body))) or None
    found = _NAMES_ISSUE.match(body)
    return body[found.end():].strip() or None if found else None


def project_of(person: Person, named: Project | None, words: str = "") -> Project | None:
    """The running project that is meant: the one that the subject names, or the only one the person is in, or the only
    one of those that the words name."""
    mine = projects_of(person)
    if named is not None:
        return next((project for project in mine if project.id == named.id), None)
    said = [project for project in mine if project.name in words or project.code in words]
    found = mine if len(mine) == 1 else said
    return found[0] if len(found) == 1 else None


def projects_of(person: Person) -> list[Project]:
    """The running ones that the person is in, by name."""
    return list(Project.select().join(Membership).where((Membership.person == person) & Project.archived_at.is_null())
                .distinct().order_by(Project.name))
