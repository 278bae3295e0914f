"""All kinds of documents, and the one verb by which page and mail answer an ask about any of them."""

from coordination import circulation, clock, closing, event, reports
from coordination.ask import DECISIONS, SPOKEN, Ask
from coordination.closeout import AcceptanceReport, RetrospectiveSummary
from coordination.database import transaction
from coordination.delegation import stands_in_for
from coordination.document import Document
from coordination.execution import Notice, RiskReport
from coordination.issue import Issue
from coordination.issue_log import IssueLog
from coordination.kickoff import Appointment, GoalConsensus, Proposal, ResponsibilityTable
from coordination.kind import NEEDED
from coordination.language import gettext as _
from coordination.letter import Letter
from coordination.paper import Paper
from coordination.person import Person
from coordination.planning import CommunicationPlan, ResourcePlan
from coordination.project import Project
from coordination.refusal import Invalid, NotFound
from coordination.resolution import Escalation, Ruling, Solution

KINDS: dict[str, type[Document]] = {cls.kind.code: cls for cls in (
    Proposal, Appointment, GoalConsensus, ResponsibilityTable, CommunicationPlan, ResourcePlan, Notice, RiskReport,
    Solution, Escalation, Ruling, IssueLog, AcceptanceReport, RetrospectiveSummary)}
BY_HAND = tuple(code for code in KINDS if code not in ("solution", "escalation", "ruling", "issue_log"))
SHOWN = 300  # characters of a text that the mail repeats
ONCE = tuple(kind for kinds in NEEDED.values() for kind in kinds if kind in KINDS)


def begin(kind: str, project: Project, *, by: Person, **more: object) -> Document:
    """A new draft of a kind, or what there is already: the paper of a kind that a project has once, a notice in which
    nothing was written.

    Raises NotFound for a kind that does not exist, and what `Document.begin` raises.
    """
    if kind not in KINDS:
        raise NotFound()
    begun = of_kind(kind, project)
    if begun and (kind in ONCE or kind == "notice" and begun.paper.is_blank and not more):
        return begun
    return KINDS[kind].begin(project, by=by, **more)


def of_kind(kind: str, project: Project) -> Document | None:
    """The latest paper of a kind in a project."""
    paper = (Paper.select().where((Paper.project == project) & (Paper.kind == kind))
             .order_by(Paper.number.desc()).first())
    return KINDS[kind](paper) if paper else None


def about(issue: Issue, kind: str) -> Document | None:
    """The latest paper of a kind about an issue."""
    paper = Paper.select().where((Paper.issue == issue) & (Paper.kind == kind)).order_by(Paper.id.desc()).first()
    return KINDS[kind](paper) if paper else None


def begin_about(issue: Issue, kind: str, *, by: Person) -> Document:
    """The solution or dossier of an issue that is being written or answered, else a new draft of one.

    Raises WrongState, RuledAlready, and what `Document.begin` raises.
    """
    begun = about(issue, kind)
    if begun is not None and begun.paper.state != "final":
        return begun
    (issue.may_be_escalated if kind == "escalation" else issue.may_get_solution)()
    return begin(kind, issue.project, by=by, issue=issue)


def find(paper_id: int, *, by: Person) -> Document:
    """Raises NotFound also where it is none of the person's."""
    return of(Paper.find(paper_id, by=by))


def of(paper: Paper) -> Document:
    """The document of a paper; raises NotFound for minutes, which have a class of their own."""
    if paper.kind not in KINDS:
        raise NotFound()
    return KINDS[paper.kind](paper)


def answer(ask: Ask, said: str, *, by: Person, **more: object) -> bool:
    """Answer an ask, by page or by mail, and let what depends on it take effect; True where that changed something.

    `said` and `more` are as for `Ask.answer`. Raises what that raises; then nothing has happened.
    """
    with transaction():
        changed = ask.answer(said, by=by, **more)
        if changed:
            heard(ask, by=by)
    return changed


def note(ask: Ask, said: str, *, by: Person, channel: str, **more: object) -> bool:
    """Answer for somebody who said it by phone or signed on paper, as `answer`; that it was so stays on record. Whoever
    decided, agreed or signed in this way is told what was recorded for them."""
    if channel not in SPOKEN:
        raise Invalid("channel", _("How"), channel, _("Please choose one of the ways offered."))
    with event.acting(channel=channel, on_behalf_of_id=ask.person_id), transaction():
        changed = answer(ask, said, by=by, **more, **_sure(ask, channel))
        if changed and ask.kind in DECISIONS:
            _tell(ask, by, channel)
    return changed


def ask_again(ask: Ask, *, by: Person) -> None:
    """Mail a paper once more to somebody who refused to sign it and has been talked to: they are asked anew, nobody
    else is. Raises what `Ask.ask_again` raises, and NoAddress."""
    refused = clock.local_day(ask.answered_at, ask.person.time_zone) if ask.answered_at else None
    with transaction():
        ask.ask_again(by=by)
        of(ask.paper_version.paper).reconsider()
        circulation.send_again(ask, {"asked_again_by": by.name, "refused": refused.isoformat()})


def note_texts(said: list[tuple[Ask, str]], *, by: Person, channel: str) -> None:
    """What somebody said to several questions, all of it or nothing; what is empty stays open."""
    with transaction():
        for ask, text in said:
            if text.strip():
                note(ask, text, by=by, channel=channel)


def say(ask: Ask, said: str, *, by: Person, **more: object) -> bool:
    """Answer on the page, logged in: for oneself or for whom one stands in today, as `answer`."""
    with event.acting(channel="page", on_behalf_of_id=ask.person_id if by.id != ask.person_id else None):
        return answer(ask, said, by=by, **more, **_sure(ask, "page"))


def record(ask: Ask, said: str, *, by: Person, channel: str, **more: object) -> bool:
    """From the page: `say` for oneself or for whom one stands in today, else `note` how it came by `channel`."""
    if by.id == ask.person_id or stands_in_for(by, ask.person):
        return say(ask, said, by=by, **more)
    return note(ask, said, by=by, channel=channel, **more)


def heard(ask: Ask, *, by: Person) -> None:
    """Let the paper or issue that an answer was about draw its conclusion."""
    if ask.paper_version_id is not None and ask.paper_version.paper.kind in KINDS:
        of(ask.paper_version.paper).heard()
    if ask.kind == "confirm":
        closing.heard(ask, by=by)
    if ask.kind == "provide" and ask.subject == "meeting":
        reports.heard(ask)


def settle_all() -> int:
    """Make documents final whose objection window is over; returns how many."""
    papers = Paper.select(Paper, Project).join(Project).where(
        (Paper.state == "circulated") & Paper.kind.in_(list(KINDS)) & Project.archived_at.is_null())
    # All read before the first is written: a read that is still going on cannot become a write (SQLite).
    return sum(of(paper).settle() for paper in list(papers))


def _tell(ask: Ask, by: Person, channel: str) -> None:
    """Because of a mail the triage tells it."""
    if by.id == ask.person_id or event.how_acting().inbound_id is not None or not ask.person.primary_address:
        return
    content = ask.paper_version.content
    row = {"n": None, "title": f"{content['number']} {content['title']}", "asked": ask.kind, "said": ask.answer_given,
           "option": ask.option, "text": (ask.text or "")[:SHOWN]}
    Letter.post("echo", ask.person, cause=f"noted:{ask.id}:{ask.answered_at.isoformat()}", project=ask.project,
                data={"recorded_by": by.name, "spoken": channel, "recorded": [row], "undo": False})


def _sure(ask: Ask, how: str) -> dict[str, str]:
    """How sure it is who answered, for the asks that keep it."""
    return {"assurance": how} if ask.kind in DECISIONS else {}
