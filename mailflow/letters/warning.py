"""The early warning: one item is due soon; will it be in time, late, or does it need help?"""

from coordination.action import ActionItem
from coordination.language import gettext as _
from coordination.letter import Letter
from mailflow.letters import about, answers, days, line


def page(letter: Letter) -> dict:
    """The values of the template; the letter's one line asks about the item."""
    promise = letter.lines[0].ask.promise
    due, what = promise.expected_due or promise.due, line.one_line(about.promised(promise))
    return {
        "subject": _("[%(project)s] Due %(day)s: %(what)s", project=letter.project.name, day=days.plain(due),
                     what=what),
        "name": letter.person.name, "project": letter.project.name, "what": what,
        "due": days.spoken(due), "is_item": isinstance(promise, ActionItem), "choices": answers.choices("warn"),
        "example": answers.word("late_days"),
    }
