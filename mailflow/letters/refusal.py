"""The one polite mail to somebody whose reply could not be recorded: why, and what to write instead."""

from coordination.language import gettext as _
from coordination.letter import Letter


def page(letter: Letter) -> dict:
    """The values of the template: `letter.data` holds "sentence", in the person's language."""
    return {"subject": _("Your reply"), "name": letter.person.name, "sentence": letter.data["sentence"]}
