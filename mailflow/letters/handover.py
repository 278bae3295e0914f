"""The mail to whoever takes over an action item: what it is, from whom, and how to answer."""

from coordination.language import gettext as _
from coordination.letter import Letter
from mailflow.letters import reminder


def page(letter: Letter) -> dict:
    """The values of the template: those of a reminder, and who handed it over.

    `letter.data` holds "before", whose it was, and "by", who confirmed it.
    """
    values = reminder.page(letter)
    return {**values, "before": letter.data["before"], "by": letter.data["by"], "subject": _(
        "[%(project)s] Now yours: %(what)s", project=letter.project.name, what=values["lines"][0].title)}
