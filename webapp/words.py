"""The names in which pages show the codes of the records: states, kinds, roles and reasons."""

from coordination import action, documents, inbound, issue_states, letter, meeting, paper, project, waiting
from coordination.language import N_, gettext
from webapp.reasons import CONCLUSIONS, DETAILS, PECULIARITIES, REASONS, STEPS

LETTER_KINDS = {
    "minutes": N_("minutes"), "reminder": N_("reminder"), "echo": N_("what was recorded"),
    "refusal": N_("reason why not"), "status": N_("status"), "help": N_("how to answer"), "paper": N_("paper"),
    "request": N_("questions"), "warning": N_("early warning"), "invitation": N_("invitation"),
    "confirmation": N_("confirmation by code"), "archive": N_("hand-over of the archive"),
    "dismissal": N_("answer to an issue raised"), "alert": N_("a mail could not be read"),
    "handover": N_("hand-over of an item"), "deputy": N_("who stands in"),
}
CLOCKS = {"minutes": N_("minutes not circulated"), "workshop": N_("workshop not convened"),
          "decision": N_("decision not made")}
PAPER_KINDS = {**{code: made.kind.title for code, made in documents.KINDS.items()}, "minutes": N_("Minutes")}
NAMES = {
    "waiting": waiting.KIND_NAMES, "clock": CLOCKS, "paper_kind": PAPER_KINDS,
    "inbound": inbound.STATES, "letter": letter.STATES, "letter_kind": LETTER_KINDS, "status": action.STATUS_NAMES,
    "role": project.ROLE_NAMES, "attendance": meeting.ATTENDANCE, "reply": meeting.REPLIES, "meeting": meeting.KINDS,
    "paper": paper.STATES, "reason": REASONS, "detail": DETAILS, "conclusion": CONCLUSIONS, "step": STEPS,
    "peculiarity": PECULIARITIES, "issue": issue_states.STATES, "level": issue_states.LEVELS,
    "language": {"zh": "中文", "en": "English"},
}


def name(kind: str, code: str | None) -> str:
    """What the reader calls this code; one without a name shows as it is."""
    return gettext(NAMES[kind].get(code, code)) if code else ""


def names(kind: str) -> list[tuple[str, str]]:
    """All codes of a kind with their names, for a list to choose from."""
    return [(code, gettext(label)) for code, label in NAMES[kind].items()]
