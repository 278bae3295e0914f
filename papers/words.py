"""The names in which a reader meets the codes of the records: states, kinds, roles."""

from coordination.action import STATUS_NAMES
from coordination.language import N_, gettext
from coordination.meeting import ATTENDANCE, KINDS
from coordination.overview import PHASE_NAMES
from coordination.paper import STATES

WORDS = {
    "attendance": ATTENDANCE, "status": STATUS_NAMES, "paper": STATES, "phase": PHASE_NAMES, "meeting": KINDS,
    "minutes": {
        "kickoff": N_("Minutes of the kickoff meeting"), "weekly": N_("Minutes of the weekly meeting"),
        "regular": N_("Minutes of the regular meeting"),
        "workshop": N_("Minutes of the issue workshop"), "retrospective": N_("Minutes of the retrospective"),
        "other": N_("Minutes of the meeting"),
    },
    "channel": {
        "mail": N_("by mail"), "page": N_("on the page"), "phone": N_("by phone"), "paper": N_("on paper"),
        "system": N_("by Huizhi"),
    },
}


def word(list_name: str, code: str | None) -> str:
    """What the reader calls this code; a code without a name shows as it is."""
    if not code:
        return ""
    return gettext(WORDS[list_name].get(code, code))
