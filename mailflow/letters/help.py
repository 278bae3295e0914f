"""The answer to "help": how to answer our mails."""

from datetime import timedelta

from coordination.language import gettext as _
from coordination.letter import Letter
from coordination.rules import rules
from mailflow.letters import answers


def page(letter: Letter) -> dict:
    """The values of the template: every kind of answer with an example."""
    later = rules().calendar.add_working_days(letter.person.today() + timedelta(days=2), 1)
    return {"subject": _("How to answer our mails"), "name": letter.person.name, "rows": [
        (answers.word("received"), _("you have read it")),
        (answers.done(1), _("item 1 is done")),
        (answers.delayed(2, later), _("item 2 will take until then")),
        (answers.word("all_done"), _("everything in that mail is done")),
        (f"{answers.word('approve')} / {answers.word('agree')} / {answers.word('sign')}",
         _("you approve, agree to or sign the paper in that mail")),
        (answers.Choice(answers.word("object")).shown, _("you do not agree, and why")),
        (answers.handed(1), _("somebody else does item 1; the project manager confirms it")),
        (answers.deputy(later, later + timedelta(days=4)),
         _("somebody stands in for you on these days and gets your mails; a mail of its own will do")),
        (answers.word("issue"), _("you raise an issue; a mail of its own will do, with this as its subject")),
        (answers.word("undo"), _("take back what your last reply recorded")),
        (answers.word("status"), _("get a list of everything that is open for you")),
    ]}
