"""Taking up an issue (受理): once it is said what becomes of it, the mail that only raised it waits no longer."""

from coordination.database import transaction
from coordination.inbound import Inbound
from coordination.issue import Issue
from coordination.person import Person

RAISED_ONE = "issue-raised"


def grade(issue: Issue, level: str, *, by: Person) -> None:
    """As `Issue.grade`."""
    with transaction():
        issue.grade(level, by=by)
        taken_up(issue, by=by)


def taken_up(issue: Issue, *, by: Person) -> None:
    """A mail that answers a letter as well may hold more that waits; it stays."""
    mail = Inbound.get_or_none((Inbound.id == issue.inbound_id) & (Inbound.reason == RAISED_ONE)
                               & Inbound.letter.is_null())
    if mail is not None:
        mail.settle(by=by, choice="issue taken up")
