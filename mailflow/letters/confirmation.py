"""The confirming mail: what was said in a person's name, and the one-time code that makes it count."""

from datetime import timedelta

from coordination.confirmation import Confirmation
from coordination.language import gettext as _
from coordination.letter import Letter
from mailflow.letters import answers, days
from mailflow.letters.paper import name_of
from papers.dates import local


def page(letter: Letter) -> dict:
    """The values of the template; `letter.data` holds "confirmation", the id."""
    asked = Confirmation.get_by_id(letter.data["confirmation"])
    content = asked.ask.paper_version.content
    words = f"{answers.word('confirm')} {asked.code}"
    until = local(asked.expires_at - timedelta(minutes=1), letter.person.time_zone)
    return {
        "subject": _("[%(project)s] Please confirm: %(paper)s", project=letter.project.name, paper=name_of(content)),
        "name": letter.person.name, "words": words, "paper": name_of(content), "number": content["number"],
        "version": content["version"], "said": asked.words, "reason": asked.more.get("reason") or "",
        "until": f"{days.spoken(until.date())} {until:%H:%M}",
    }
