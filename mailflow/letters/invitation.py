"""The invitation to a meeting, or its cancelling: when, where, who and what about; a word accepts or declines."""

from coordination.language import N_
from coordination.language import gettext as _
from coordination.letter import Letter
from mailflow.letters import answers, days
from papers import dates


def page(letter: Letter) -> dict:
    """The values of the template; `letter.data` is what `coordination.invitation` put there."""
    data, zone = letter.data, letter.project.time_zone
    cancelled = data["method"] == "CANCEL"
    subject = N_("[%(project)s] Cancelled: %(meeting)s") if cancelled else N_("[%(project)s] Invitation: %(meeting)s")
    day = days.spoken(dates.local(data["starts_at"], zone).date())
    return {
        "subject": _(subject, project=letter.project.name, meeting=f"{data['title']} {day}"),
        "name": letter.person.name, "title": data["title"], "cancelled": cancelled,
        "when": dates.span(data["starts_at"], data["ends_at"], zone), "place": data["place"],
        "people": [row["name"] for row in data["people"]], "agenda": data["topics"],
        "choices": [] if cancelled else answers.choices("attend"),
    }
