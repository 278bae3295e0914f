"""Reopening an issue by mail: the decision layer lifts its ruling, the raiser says that it is not solved after all."""

import re
from contextlib import suppress

from coordination.ask import Ask
from coordination.confirmation import REOPEN, Confirmation
from coordination.database import transaction
from coordination.issue import Issue
from coordination.paper import Paper, PaperVersion
from coordination.person import Person
from coordination.project import Project
from mailflow.decided import Sure, on_behalf
from mailflow.match import Match
from mailflow.raised import project_of

_ASKS = re.compile(r"\s*(?:请)?\s*(?:(?:重新打开|重新开启|重启|重开|re-?open)(?: the)?"
                   r"\s*(?:issue|问题)?\s*(?P<n>[^\s，,。.:：因]*\d)?"
                   r"|(?:问题|issue)?\s*(?P<m>[^\s，,。.:：]*\d)\s*(?:请)?(?:重新打开|重新开启|重开))"
                   r"\s*[，,。.:：]*\s*(?:因为|原因是?|because)?\s*[:：]?\s*(?P<why>.*)", re.I | re.S)
_QUESTION = re.compile(r"[?？吗]")
_BRACKETED = re.compile(r"\[[^\]]{0,120}\]\s*")
_NUMBER = re.compile(r"(?:(?P<code>[A-Z0-9]+)-)?I?(?P<number>\d{1,6})\Z", re.I)


class _TakeBack(Exception):
    """Ends the trial, so that nothing of it stays."""


def issue_in(words: str, match: Match, around: str = "") -> tuple[Issue, str] | None:
    """Which issue a mail asks to reopen, and why; None where it does not, or not clearly one. `around` may name its
    project."""
    asked = _asked(words)
    if asked is None:
        return None
    named = asked["n"] or asked["m"]
    issue = _numbered(named, match, around or words) if named else _of_letter(match)
    return (issue, asked["why"].strip()) if issue is not None else None


def issue_in_mail(subject: str, words: str, match: Match) -> tuple[Issue, str] | None:
    """The same of a mail of its own, which may say it in its subject."""
    whole = f"{subject}\n{words}"
    return next((found for said in _sayings(subject, words) if (found := issue_in(said, match, whole))), None)


def is_asked_in_mail(subject: str, words: str) -> bool:
    """Whether a mail of its own asks to reopen some issue."""
    return any(_asked(said) for said in _sayings(subject, words))


def reopen(issue: Issue, reason: str, *, by: Person, sure: Sure) -> Confirmation | None:
    """Reopen it, or mail a code where `needs_code`; None without a code. Raises what `Issue.reopen` raises."""
    if not needs_code(issue, sure):
        issue.reopen(by=by, reason=reason)
        return None
    with suppress(_TakeBack), transaction():
        Issue.get_by_id(issue.id).reopen(by=by, reason=reason)
        raise _TakeBack
    ask = (Ask.select().join(PaperVersion).join(Paper)
           .where((Ask.kind == "decide") & (Paper.issue == issue)).order_by(Ask.id.desc()).get())
    with on_behalf(ask, by):
        return Confirmation.request(ask, REOPEN, by=by, in_reply_to=sure.in_reply_to, issue=issue.id, reason=reason)


def needs_code(issue: Issue, sure: Sure) -> bool:
    """It lifts a ruling, and it is not sure enough who wrote."""
    return issue.ruled_at is not None and sure.level != "trusted"


def _sayings(subject: str, words: str) -> tuple[str, str]:
    """Where a mail of its own may say it: in its text, or from its subject on."""
    return words, f"{_BRACKETED.sub('', subject)}\n{words}"


def _asked(words: str) -> re.Match[str] | None:
    return None if _QUESTION.search(words) else _ASKS.match(words)


def _numbered(named: str, match: Match, words: str) -> Issue | None:
    found = _NUMBER.match(named)
    named_project = _project_named(found["code"]) if found and found["code"] else match.project
    project = project_of(match.person, named_project, words)
    if found is None or project is None:
        return None
    return Issue.get_or_none((Issue.project == project) & (Issue.number == int(found["number"])))


def _project_named(code: str) -> Project | None:
    return Project.get_or_none(Project.code == code.upper())


def _of_letter(match: Match) -> Issue | None:
    """The issue that the answered letter is about: its dossier, ruling or solution, or whether it is solved."""
    letter = match.asked
    if letter is None:
        return None
    if letter.paper_version_id is not None:
        return letter.paper_version.paper.issue
    about = letter.data if letter.data.get("subject") == Issue._meta.table_name else None
    return Issue.get_or_none(Issue.id == about["subject_id"]) if about else None
