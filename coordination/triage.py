"""Triage: a person says what a mail means that was not, or not wholly, understood."""

from dataclasses import dataclass
from datetime import date

from coordination.ask import Ask
from coordination.database import transaction
from coordination.event import acting
from coordination.inbound import Inbound
from coordination.person import Person
from coordination.project import Project
from coordination.refusal import NotFound


@dataclass(frozen=True)
class Line:
    """Something that the mail may answer; `n` is its number in the letter that was answered, None without one."""

    n: int | None
    ask: Ask
    answered_by_this: bool


def lines(mail: Inbound, *, by: Person) -> list[Line]:
    """The lines of the answered letter, its receipt first, or else everything open for the sender; only of projects
    that `by` sees."""
    visible = {project.id for project in Project.visible_to(by)}
    return [Line(n, ask, ask.inbound_id == mail.id) for n, ask in _asks(mail) if ask.project_id in visible]


def record(mail: Inbound, ask_id: int, answer: str, *, by: Person, due: date | None = None) -> bool:
    """Record an answer for whoever wrote the mail; the mail is settled once every line has an answer by it.

    Returns whether it is. Raises NotFound for a line it does not have, and what `Ask.answer` raises.
    """
    ask = next((line.ask for line in lines(mail, by=by) if line.ask.id == ask_id), None)
    if ask is None:
        raise NotFound()
    more = {"due": due} if ask.kind == "report" else {}
    with acting(channel="mail", inbound_id=mail.id, on_behalf_of_id=mail.person_id), transaction():
        ask.answer(answer, by=by, **more)
        finished = all(line.answered_by_this for line in lines(mail, by=by))
        return finished and mail.settle(by=by, choice="answers recorded")


def _asks(mail: Inbound) -> list[tuple[int | None, Ask]]:
    if mail.letter is None:
        return [(None, ask) for ask in Ask.open_of(mail.person)] if mail.person else []
    numbered = [(line.n, line.ask) for line in mail.letter.lines]
    receipt = mail.letter.receipt
    return [(None, receipt), *numbered] if receipt else numbered
