"""The mail to administrators that a received mail could not be read."""

from coordination.language import gettext as _
from coordination.letter import Letter
from mailflow.letters import days
from papers.dates import local


def page(letter: Letter) -> dict:
    """The values of the template; `letter.data` holds "received_at", ISO 8601."""
    at = local(letter.data["received_at"], letter.person.time_zone)
    return {"subject": _("A received mail could not be read"), "name": letter.person.name,
            "when": f"{days.spoken(at.date())} {at:%H:%M}"}
