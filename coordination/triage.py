"""Triage: a person says what a mail means that was not, or not wholly, understood."""

from dataclasses import dataclass
from datetime import date

from coordination import documents, handover
from coordination.ask import DECISIONS, Ask
from coordination.database import transaction
from coordination.delegation import stands_in_for
from coordination.event import acting
from coordination.inbound import Inbound
from coordination.issue import Issue
from coordination.language import N_
from coordination.language import gettext as _
from coordination.person import Person
from coordination.project import Project
from coordination.refusal import NotAllowed, NotFound
from coordination.request import QUESTIONS


class NotTheirDecision(NotAllowed):
    sentence = N_("This mail is from %(writer)s, but %(asked)s was asked: only they or their deputy can decide. If "
                  "%(asked)s told you the answer, note it on the paper's page as given by phone or on paper.")


@dataclass(frozen=True)
class Line:
    """Something that the mail may answer; `n` is its number in the letter that was answered, None without one."""

    n: int | None
    ask: Ask
    answered_by_this: bool
    writer: Person | None

    @property
    def is_the_writers(self) -> bool:
        """Whether the mail is from whoever was asked, or from who stands in for them today."""
        person = self.ask.person
        return self.writer is not None and (self.writer.id == person.id or stands_in_for(self.writer, person))

    @property
    def is_open(self) -> bool:
        """Whether this mail may answer it: what people decide is theirs alone, everything else may be told by others."""
        return self.ask.is_open and (self.ask.kind not in DECISIONS or self.is_the_writers)

    @property
    def title(self) -> str:
        """What it is about, in a line."""
        if self.ask.paper_version_id is not None:
            content = self.ask.paper_version.content
            return f"{content['number']} {content['title']}"
        if self.ask.kind == "confirm":
            issue = Issue.get_by_id(self.ask.subject_id)
            return f"{issue.reference} {issue.what}"
        promise = self.ask.promise
        if promise is not None:
            return promise.what if self.ask.action_id is not None else promise.name
        return next((_(asked[self.ask.question]) for asked in QUESTIONS.values() if self.ask.question in asked), "")

    @property
    def successor(self) -> Person | None:
        """Who does it from now on, as its owner says."""
        return handover.successor(self.ask.action) if self.ask.action_id is not None else None


def lines(mail: Inbound, *, by: Person) -> list[Line]:
    """The lines of the answered letter, its receipt first, or else everything open for the sender; only of projects
    that `by` sees."""
    visible = {project.id for project in Project.visible_to(by)}
    return [Line(n, ask, ask.inbound_id == mail.id, mail.person) for n, ask in _asks(mail) if ask.project_id in visible]


def record(mail: Inbound, ask_id: int, answer: str, *, by: Person, due: date | None = None,
           option: str | None = None) -> bool:
    """Record an answer for whoever was asked; the mail is settled once every line has an answer by it.

    Returns whether it is. Raises NotFound for a line it does not have, NotTheirDecision, and what `documents.answer`
    raises.
    """
    line = _line(mail, ask_id, by)
    ask = line.ask
    if ask.kind in DECISIONS and not line.is_the_writers:
        raise NotTheirDecision(writer=mail.person.name if mail.person else mail.from_address, asked=ask.person.name)
    more = {"due": due} if ask.kind in ("report", "warn") else {}
    if ask.kind in DECISIONS:
        more = {"option": option, "assurance": "address"}
    with acting(channel="mail", inbound_id=mail.id, on_behalf_of_id=ask.person_id), transaction():
        documents.answer(ask, answer, by=by, **more)
        finished = all(line.answered_by_this for line in lines(mail, by=by))
        return finished and mail.settle(by=by, choice="answers recorded")


def hand_over(mail: Inbound, ask_id: int, owner: Person, *, by: Person) -> bool:
    """Confirm what the mail says: somebody else does it from now on. Raises NotFound, NotAllowed, Archived."""
    ask = _line(mail, ask_id, by).ask
    if ask.action is None:
        raise NotFound()
    with acting(channel="mail", inbound_id=mail.id), transaction():
        handover.hand_over(ask.action, owner, by=by)
        return mail.settle(by=by, choice="handed over")


def _line(mail: Inbound, ask_id: int, by: Person) -> Line:
    found = next((line for line in lines(mail, by=by) if line.ask.id == ask_id), None)
    if found is None:
        raise NotFound()
    return found


def _asks(mail: Inbound) -> list[tuple[int | None, Ask]]:
    if mail.letter is None:
        return [(None, ask) for ask in Ask.open_of(mail.person)] if mail.person else []
    numbered = [(line.n, line.ask) for line in mail.letter.lines]
    question = mail.letter.question
    return [(None, question), *numbered] if question else numbered
