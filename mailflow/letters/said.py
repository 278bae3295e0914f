"""What a person said to an ask, in the words of that kind of ask: `已批准：方案 B`, `有异议`."""

from datetime import date

from coordination.ask import ANSWERS, DECIDED
from coordination.language import N_
from coordination.language import gettext as _
from mailflow.letters import days

SAID = {
    **{(kind, answer): words for kind, answers in DECIDED.items() for answer, words in answers.items()},
    ("decide", "reopen"): N_("reopen the issue"),
    ("confirm", "approve"): N_("solved"), ("confirm", "reject"): N_("not solved"),
    ("attend", "accepted"): N_("will attend"), ("attend", "declined"): N_("cannot attend"),
}


def in_words(asked: str, answer: str, option: str | None = None, due: str | None = None, text: str = "") -> str:
    """`asked` is the kind of ask; `due` ISO; `text` the person's own words."""
    if answer == "provided":
        return text
    words = _(SAID.get((asked, answer)) or ANSWERS[answer])
    if option:
        words = _("%(answer)s: option %(letter)s", answer=words, letter=option)
    if answer == "late" and due:
        words = _("delayed to %(day)s", day=days.spoken(date.fromisoformat(due)))
    return _("%(answer)s (%(reason)s)", answer=words, reason=text) if text else words
