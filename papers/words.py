"""The names in which a reader meets the codes of the records: states, kinds, roles."""

from coordination.language import N_, gettext

WORDS = {
    "attendance": {
        "present": N_("present"), "late": N_("late"), "excused": N_("excused"), "absent": N_("absent"),
    },
    "status": {
        "open": N_("open"), "in_progress": N_("in progress"), "done": N_("done"), "delayed": N_("delayed"),
        "blocked": N_("blocked"), "declined": N_("declined"), "cancelled": N_("cancelled"),
    },
    "minutes": {
        "kickoff": N_("Minutes of the kickoff meeting"), "weekly": N_("Minutes of the weekly meeting"),
        "workshop": N_("Minutes of the issue workshop"), "retrospective": N_("Minutes of the retrospective"),
        "review": N_("Minutes of the decision review"), "other": N_("Minutes of the meeting"),
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
