"""What a person said to an ask, in the words of that kind of ask: `已批准：方案 B`, `有异议`."""

from datetime import date

from coordination.ask import ANSWERS
from coordination.language import N_
from coordination.language import gettext as _
from mailflow.letters import days

SAID = {
    ("decide", "approve"): N_("approved"), ("decide", "reject"): N_("not approved"),
    ("decide", "send_back"): N_("sent back for changes"), ("decide", "reopen"): N_("reopen the issue"),
    ("agree", "approve"): N_("agreed"), ("agree", "reject"): N_("objected"),
    ("sign", "approve"): N_("signed"), ("sign", "reject"): N_("not signed"),
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
