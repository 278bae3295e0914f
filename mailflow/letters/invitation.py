"""The invitation to a meeting, or its cancelling: when, where, who and what about; a word accepts or declines."""

from coordination.language import N_
from coordination.language import gettext as _
from coordination.letter import Letter
from coordination.meeting import Meeting
from mailflow.letters import about, answers
from papers import dates


def page(letter: Letter) -> dict:
    """The values of the template; `letter.data` holds "meeting", the id, and "method" CANCEL where it is called off.

    The calendar's part, "ics", is `mailflow.compose`'s affair.
    """
    meeting = Meeting.get_by_id(letter.data["meeting"])
    cancelled = letter.data.get("method") == "CANCEL"
    subject = N_("[%(project)s] Cancelled: %(meeting)s") if cancelled else N_("[%(project)s] Invitation: %(meeting)s")
    return {
        "subject": _(subject, project=meeting.project.name, meeting=about.named(meeting)),
        "name": letter.person.name, "title": meeting.title, "project": meeting.project.name, "cancelled": cancelled,
        "when": dates.span(meeting.starts_at, meeting.ends_at, meeting.project.time_zone), "place": meeting.place,
        "people": [row.person.name for row in meeting.attendance],
        "agenda": [topic.title for topic in meeting.topics if topic.title.strip()],
        "choices": [] if cancelled else answers.choices("attend"),
    }
