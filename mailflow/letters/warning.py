"""The early warning: something is due soon; will it be in time, late, or does it need help?"""

from coordination.action import ActionItem
from coordination.language import gettext as _
from coordination.language import ngettext
from coordination.letter import Letter, LetterLine
from mailflow.letters import about, answers, days, line, reminder


def page(letter: Letter) -> dict:
    """The values of the template: of the one item, or those of a reminder where there are several."""
    lines = letter.lines
    return _several(letter) if len(lines) > 1 else _one(letter, lines[0])


def _several(letter: Letter) -> dict:
    values = reminder.page(letter)
    projects = _(", ").join(project for project, _rows in values["groups"])
    subject = ngettext("%(n)s item is due soon (%(projects)s)", "%(n)s items are due soon (%(projects)s)",
                       len(values["lines"]), projects=projects)
    return {**values, "subject": subject, "is_item": False}


def _one(letter: Letter, asked: LetterLine) -> dict:
    promise = asked.ask.promise
    due, what = promise.expected_due or promise.due, line.one_line(about.promised(promise))
    return {
        "subject": _("[%(project)s] Due %(day)s: %(what)s", project=letter.project.name, day=days.plain(due),
                     what=what),
        "name": letter.person.name, "project": letter.project.name, "what": what,
        "due": days.spoken(due), "is_item": isinstance(promise, ActionItem), "choices": answers.choices("warn"),
        "example": answers.word("late_days"), "groups": [],
    }
