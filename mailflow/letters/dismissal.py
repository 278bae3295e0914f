"""The mail to somebody whose issue is not taken up: who looked at it, and why."""

from coordination.issue import Issue
from coordination.language import gettext as _
from coordination.letter import Letter
from mailflow.letters import about


def page(letter: Letter) -> dict:
    """The values of the template; `letter.data` holds "issue", the id, "reason", and "by", who decided so."""
    issue, data = Issue.get_by_id(letter.data["issue"]), letter.data
    return {"subject": _("[%(project)s] About the issue you raised, %(number)s", project=letter.project.name,
                         number=issue.reference),
            "name": letter.person.name, "issue": about.named(issue), "by": data["by"], "reason": data["reason"]}
