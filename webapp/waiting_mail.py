"""A mail that waits: what it may answer, what of that was settled in another way meanwhile, and what else is open."""

from functools import cached_property

from coordination import triage
from coordination.inbound import Inbound
from coordination.issue import Issue
from coordination.language import gettext as _
from coordination.person import Person
from coordination.triage import Line
from papers import answers
from papers.dates import short_moment
from webapp.words import name


class WaitingMail:
    def __init__(self, mail: Inbound, reader: Person) -> None:
        self.mail, self.reader = mail, reader

    @cached_property
    def _lines(self) -> list[Line]:
        return triage.lines(self.mail, by=self.reader)

    @cached_property
    def _settled(self) -> list[Line]:
        return triage.settled_meanwhile(self._lines)

    @cached_property
    def issue(self) -> Issue | None:
        return triage.issue_of(self.mail)

    @property
    def lines(self) -> list[Line]:
        return [] if self._settled else [line for line in self._lines if line not in self.others]

    @property
    def settled(self) -> list[str]:
        """What is settled, with the answer that counts, a sentence each."""
        return [_("%(title)s: %(answer)s", title=line.title, answer=_standing(line)) for line in self._settled]

    @cached_property
    def others(self) -> list[Line]:
        """What is open for its writer, where the mail itself leaves nothing to record."""
        is_on_record = bool(self._settled) or self.issue is not None and self.mail.letter is None
        return [line for line in self._lines if not line.is_asked] if is_on_record else []


def _standing(line: Line) -> str:
    """`批准：方案 B · 3月2日 17:30`, of an action item how it ended."""
    ask = line.ask
    if ask.kind == "report":
        return name("status", ask.action.status)
    said = answers.said(ask.kind, ask.answer_given or "")
    said = _("%(answer)s: option %(letter)s", answer=said, letter=ask.option) if ask.option else said
    return f"{said} · {short_moment(ask.answered_at, ask.project.time_zone)}"
