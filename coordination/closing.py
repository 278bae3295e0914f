"""Closing an issue (闭环): asking by mail whoever raised it whether it is solved, and hearing what they say; or telling
them why it is none."""

from coordination import clock, intake
from coordination.ask import Ask
from coordination.database import transaction
from coordination.delegation import deputy_of
from coordination.event import name_of
from coordination.issue import Issue
from coordination.issue_refusals import WrongState
from coordination.issue_states import STATES
from coordination.language import gettext as _
from coordination.letter import Letter
from coordination.person import Person


def ask_raiser(issue: Issue, *, by: Person) -> Ask:
    """Every measure is done: ask the raiser to confirm, in a letter of kind request.

    A "no" takes the issue back to work; asking again is another round. Raises MeasuresOpen, WrongState, NoAddress.
    """
    with transaction():
        issue.solve(by=by)
        rounds = _rounds(issue)
        for earlier in rounds:
            earlier.withdraw()
        ask = Ask.about("confirm", issue, issue.raiser, issue.project, _question(len(rounds) + 1))
        deputy = deputy_of(issue.raiser)
        Letter.post("request", deputy or issue.raiser, cause=f"closing:issue:{issue.id}:{len(rounds) + 1}",
                    project=issue.project, asks=[ask], behalf=issue.raiser if deputy else None,
                    data={"request": "closing", "subject": name_of(issue), "subject_id": issue.id})
    return ask


def dismiss(issue: Issue, *, by: Person, reason: str) -> None:
    """As `Issue.dismiss`; whoever raised it is told why, and may write back."""
    with transaction():
        issue.dismiss(by=by, reason=reason)
        intake.taken_up(issue, by=by)
        raiser = issue.raiser
        if raiser.id != by.id and raiser.active and raiser.primary_address:
            Letter.post("dismissal", raiser, cause=f"dismissal:issue:{issue.id}:{clock.now().isoformat()}",
                        project=issue.project, data={"issue": issue.id, "reason": issue.remedy, "by": by.name})


def open_ask(issue: Issue) -> Ask | None:
    """What the raiser has not answered yet."""
    return next((ask for ask in _rounds(issue) if ask.is_open), None)


def asked(issue: Issue, *, by: Person) -> Ask:
    """The raiser's open ask. Raises Archived, OnlyTheRaiser, and WrongState where there is none."""
    issue.project.is_running()
    issue.is_for_the_raiser(by)
    ask = open_ask(issue)
    if ask is None:
        raise WrongState(number=issue.number, state=_(STATES[issue.state]))
    return ask


def heard(ask: Ask, *, by: Person) -> None:
    """The raiser's word, given by themselves, their deputy, or noted by the project manager. Raises what the issue's
    verbs raise."""
    issue = Issue.get_by_id(ask.subject_id)
    if ask.answer_given == "approve":
        issue.close(by=by, confirmed_by=ask.person)
    else:
        issue.not_solved(by=by, reason=ask.text or "")


def unsaid(ask: Ask, *, by: Person) -> None:
    """The raiser took their word back: the issue waits for it once more, where nothing has happened since."""
    issue = Issue.get_by_id(ask.subject_id)
    if ask.is_open and issue.state in ("closed", "solving"):
        issue.wait_again(by=by)


def _rounds(issue: Issue) -> list[Ask]:
    return list(Ask.select(Ask, Person).join(Person, on=Ask.person)
                .where((Ask.kind == "confirm") & (Ask.subject == name_of(issue)) & (Ask.subject_id == issue.id))
                .order_by(Ask.id))


def _question(number: int) -> str:
    """One ask a round: an answer once given stays as it was."""
    return "closing" if number == 1 else f"closing-{number}"
