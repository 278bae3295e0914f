"""The answer to "status": everything that is open for the person and how it stands, ready to be answered."""

from coordination.language import gettext as _
from coordination.letter import Letter
from mailflow.letters import reminder


def page(letter: Letter) -> dict:
    """The values of the template: those of a reminder, under another subject."""
    return {**reminder.page(letter), "subject": _("Your open items")}
