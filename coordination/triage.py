"""Triage: a person says what a mail means that was not, or not wholly, understood."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from coordination import agenda, clock, documents, handover, objection, undo
from coordination.action import ActionItem
from coordination.ask import DECISIONS, PROMISES, Ask
from coordination.confirmation import NEEDED_FOR, Confirmation
from coordination.database import transaction
from coordination.delegation import stands_in_for
from coordination.event import Event, acting
from coordination.inbound import Inbound
from coordination.issue import Issue
from coordination.language import N_
from coordination.language import gettext as _
from coordination.letter import Letter
from coordination.meeting import Meeting
from coordination.milestone import Deliverable, Milestone
from coordination.person import Person
from coordination.project import Project
from coordination.refusal import NotAllowed, NotFound, Refusal
from coordination.request import QUESTIONS

NOES = ("reject", "send_back")  # what a person says beside them is their reason
SHOWN = 300  # characters of a text that the echo repeats


class NotTheirDecision(NotAllowed):
    sentence = N_("This mail is from %(writer)s, but %(asked)s was asked: only they or their deputy can decide. If "
                  "%(asked)s told you the answer, note it on the paper's page as given by phone or on paper.")


class AwaitsCode(Refusal):
    sentence = N_("%(name)s has said “%(answer)s” already and was mailed a code, which is not back yet. Please wait "
                  "for it. What %(name)s tells you by phone or on paper can be noted on the paper's page.")
    status = 409


@dataclass(frozen=True)
class Line:
    """Something that the mail may answer; `title` says what it is about, `n` is its number in the letter that was
    answered, None without one. Not `is_asked` is what is open for the writer beside that letter."""

    n: int | None
    ask: Ask
    title: str
    answered_by_this: bool
    is_asked: bool
    writer: Person | None

    @property
    def is_the_writers(self) -> bool:
        """Whether the mail is from whoever was asked, or from who stands in for them today."""
        writer, ask = self.writer, self.ask
        return writer is not None and (writer.id == ask.person_id or stands_in_for(writer, ask.person))

    @property
    def is_open(self) -> bool:
        """Whether this mail may answer it: what people decide is theirs alone, all else may be told by others. What was
        read wrong of a report can be put right."""
        is_open = self.ask.takes_answer or self.ask.kind == "report" and self.answered_by_this
        return is_open and (self.ask.kind not in DECISIONS or self.is_the_writers and self.confirmation is None)

    @property
    def is_settled(self) -> bool:
        """Whether it was answered in another way, so that nothing this mail says of it counts. Who has confirmed a
        receipt may still ask about the paper."""
        ask = self.ask
        is_done = ask.kind != "acknowledge" and ask.withdrawn_at is None and not ask.takes_answer
        return self.is_asked and is_done and not self.answered_by_this

    @property
    def replaced_by(self) -> int | None:
        """The version that is out in place of the one that the mail answers, to which no answer counts any more."""
        version = self.ask.paper_version if self.ask.withdrawn_at is not None else None
        latest = version.paper.latest if version is not None else None
        return latest.version if latest is not None and latest.version > version.version else None

    @cached_property
    def confirmation(self) -> Confirmation | None:
        """What was said to it already, and waits for its code."""
        return Confirmation.awaited(self.ask) if self.ask.kind in NEEDED_FOR and self.ask.takes_answer else None

    @property
    def successor(self) -> Person | None:
        """Who does it from now on, as its owner says."""
        return handover.successor(self.ask.action) if self.ask.action_id is not None else None


def lines(mail: Inbound, *, by: Person) -> list[Line]:
    """The lines of the answered letter, its receipt first; of a paper that a newer version replaced also what is open
    of that. Where none of them is open, as with our own answers, also everything open for the sender, of its project
    where it has one; only of projects that `by` sees."""
    visible = {project.id for project in Project.visible_to(by)}
    asked = {ask.id for _n, ask in _asked_by(mail)}
    found = [(n, ask) for n, ask in _asks(mail) if ask.project_id in visible]
    titles = _titles([ask for _n, ask in found])
    return [Line(n, ask, titles[ask.id], ask.inbound_id == mail.id, ask.id in asked, mail.person) for n, ask in found]


def settled_meanwhile(lines: list[Line]) -> list[Line]:
    """What the mail answers, where all of it was settled in another way; empty where anything is left to record."""
    asked = [line for line in lines if line.is_asked and line.ask.kind != "acknowledge"]
    return asked if all(line.is_settled for line in asked) else []


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
    if awaited := line.confirmation:
        raise AwaitsCode(name=awaited.person.name, answer=awaited.words)
    more: dict = {"due": due} if ask.kind in ("report", "warn") else {}
    if ask.kind in DECISIONS:
        more = {"option": option, "assurance": "address"}
    if answer in NOES:
        more["reason"] = words(mail)
    with acting(channel="mail", inbound_id=mail.id, on_behalf_of_id=ask.person_id), transaction():
        documents.answer(ask, answer, by=by, **more)
        finished = all(line.answered_by_this for line in lines(mail, by=by))
        return finished and settle(mail, by=by, choice="answers recorded")


def hand_over(mail: Inbound, ask_id: int, owner: Person, *, by: Person) -> bool:
    """Confirm what the mail says: somebody else does it from now on. Raises NotFound, NotAllowed, Archived."""
    ask = _line(mail, ask_id, by).ask
    if ask.action is None:
        raise NotFound()
    with acting(channel="mail", inbound_id=mail.id), transaction():
        handover.hand_over(ask.action, owner, by=by)
        return settle(mail, by=by, choice="handed over")


def put_on_agenda(mail: Inbound, *, by: Person) -> Meeting:
    """What it says is a topic of the next meeting. Raises NotFound for a mail of no project, and what `agenda.put`
    raises."""
    if mail.project is None:
        raise NotFound()
    who = mail.person.name if mail.person else mail.from_address or ""
    with acting(channel="mail", inbound_id=mail.id), transaction():
        meeting = agenda.put(mail.project, words(mail) or mail.subject, by=by, who=who, inbound_id=mail.id)
        settle(mail, by=by, choice="put on the agenda")
    return meeting


def issue_of(mail: Inbound) -> Issue | None:
    """The issue that it raised, reopened or called not solved."""
    concerned = Event.select(Event.subject_id).where((Event.inbound_id == mail.id) & (Event.subject == "issue"))
    is_it = (Issue.inbound_id == mail.id) | Issue.id.in_(concerned)
    return Issue.select(Issue, Project).join(Project).where(is_it).order_by(Issue.id).first()


def may_raise_issue(mail: Inbound) -> bool:
    """Whether it is known who reports it in which project, and it is not on record."""
    known = mail.person_id is not None and mail.project_id is not None
    return known and not Issue.select().where(Issue.inbound_id == mail.id).exists()


def raise_issue(mail: Inbound, *, by: Person) -> Issue:
    """What it says is an issue that its writer raises; the clock runs since the mail came. Raises NotFound, and what
    `Issue.raise_one` raises."""
    if not may_raise_issue(mail):
        raise NotFound()
    what = (mail.meaning or {}).get("raises_issue") or words(mail) or mail.subject
    with acting(channel="mail", inbound_id=mail.id, on_behalf_of_id=mail.person_id), transaction():
        issue = Issue.raise_one(mail.project, what, by=by, raiser=mail.person, inbound_id=mail.id,
                                raised_at=mail.received_at)
        settle(mail, by=by, choice="issue raised", told=mail.person)
    return issue


def may_note_objection(mail: Inbound) -> bool:
    """Whether it answers minutes, within the window for objections to them, and is not noted as one."""
    if mail.person is None or mail.letter is None or mail.letter.kind != "minutes":
        return False
    version = mail.letter.paper_version.paper.latest
    return objection.is_open(version, mail.received_at) and not objection.is_noted(version.paper.meeting, mail.id)


def note_objection(mail: Inbound, *, by: Person) -> None:
    """What it says is an objection to the minutes that it answers. Raises NotFound, and what `objection.raise_one`
    raises."""
    if not may_note_objection(mail):
        raise NotFound()
    version = mail.letter.paper_version.paper.latest
    with acting(channel="mail", inbound_id=mail.id), transaction():
        objection.raise_one(version, words(mail) or mail.subject, by=by, raiser=mail.person, at=mail.received_at)
        settle(mail, by=by, choice="objection noted", told=mail.person)


def settle(mail: Inbound, *, by: Person, choice: str = "nothing to record", told: Person | None = None) -> bool:
    """As `Inbound.settle`; `told`, or else whoever was asked, is told what was recorded for them, in one mail that they
    may answer with “undo”. A bare receipt is not worth a mail (process, Mail 2)."""
    with transaction():
        done = mail.settle(by=by, choice=choice)
        if done:
            _tell(mail, by, told or (mail.letter.person if mail.letter else mail.person))
    return done


def settle_all(project: Project, ids: list[int], *, by: Person) -> int:
    """There is nothing more to record in those mails of a project that wait; returns how many. Raises NotAllowed,
    Archived."""
    project.managed_by(by)
    with transaction():
        mails = list(Inbound.waiting_for(by).where((Inbound.project == project) & Inbound.id.in_(ids)))
        return sum(settle(mail, by=by) for mail in mails)


def words(mail: Inbound) -> str:
    """What its writer typed."""
    return next((stage["new_text"] for stage in reversed(mail.trace) if stage.get("new_text")), "")


def _titles(asks: list[Ask]) -> dict[int, str]:
    """What each is about, in a line, by id; one query for each kind of record."""
    about = {}
    for name, record in (("issue", Issue), *PROMISES.items()):
        ids = {ask.subject_id for ask in asks if ask.subject == name}
        if ids:
            rows = record.select(record, Project).join(Project).where(record.id.in_(ids))
            about |= {(name, row.id): row for row in rows}
    return {ask.id: _title(ask, about.get((ask.subject, ask.subject_id))) for ask in asks}


def _title(ask: Ask, about: Issue | Milestone | Deliverable | None) -> str:
    if ask.paper_version_id is not None:
        content = ask.paper_version.content
        return f"{content['number']} {content['title']}"
    if ask.action_id is not None:
        return ask.action.what
    if ask.kind == "confirm":
        return f"{about.reference} {about.what}"
    if ask.kind == "warn":
        return about.name
    return next((_(asked[ask.question]) for asked in QUESTIONS.values() if ask.question in asked), "")


def _line(mail: Inbound, ask_id: int, by: Person) -> Line:
    found = next((line for line in lines(mail, by=by) if line.ask.id == ask_id), None)
    if found is None:
        raise NotFound()
    return found


def _tell(mail: Inbound, by: Person, person: Person | None) -> None:
    if person is None or person.id == by.id or not person.primary_address:
        return
    events = _recorded_by_hand(mail, person)
    asked = [] if mail.letter else [Ask.get_by_id(row.subject_id) for row in events if row.subject == "ask"]
    rows = [_row(row, mail, asked) for row in events]
    if all(row.get("said") == "acknowledged" for row in rows):
        return
    Letter.post("echo", person, cause=f"recorded:{mail.id}:{events[-1].id}", project=mail.project,
                answers_inbound_id=mail.id, in_reply_to=f"<{mail.message_id}>" if mail.message_id else None,
                asks=asked, data={"recorded_by": by.name, "recorded": rows, "undo": undo.is_offered(rows, mail.id)})


def _recorded_by_hand(mail: Inbound, person: Person) -> list[Event]:
    """The last of every record that somebody else changed because of the mail."""
    told = (("ask", "answered"), ("action_item", "handed over"), ("meeting", "put on the agenda"),
            ("meeting", "objected"), ("issue", "raised"))
    rows = (Event.select().where((Event.inbound_id == mail.id) & Event.actor_id.is_null(False)
                                 & (Event.actor_id != person.id)).order_by(Event.id))
    return list({(row.subject, row.subject_id): row for row in rows if (row.subject, row.verb) in told}.values())


def _row(change: Event, mail: Inbound, asked: list[Ask]) -> dict:
    """A row of the echo. The lines of a mail that answers no letter are numbered as the echo has them."""
    if change.subject == "issue":
        issue = Issue.get_by_id(change.subject_id)
        return {"n": None, "title": issue.title, "asked": "issue", "said": issue.reference}
    if change.subject == "meeting":
        meeting = Meeting.get_by_id(change.subject_id)
        if change.verb == "objected":
            return {"n": None, "title": meeting.title, "asked": "objection", "said": "objected"}
        return {"n": None, "title": change.after["topic"], "asked": "agenda", "said": meeting.title,
                "due": clock.local_day(meeting.starts_at, meeting.project.time_zone).isoformat()}
    lines = list(enumerate(asked, 1)) if asked else _asks(mail)
    if change.subject == "action_item":
        action = ActionItem.get_by_id(change.subject_id)
        n = next((n for n, ask in lines if ask.action_id == action.id), None)
        return {"n": n, "title": " ".join(action.what.split()), "status": "handed_over", "to": action.owner.name,
                "confirmed": True}
    ask = Ask.get_by_id(change.subject_id)
    n = next((n for n, found in lines if found.id == ask.id), None)
    row = {"n": n, "title": " ".join(_titles([ask])[ask.id].split())}
    if ask.kind == "report":
        action = ask.action
        due = action.expected_due if action.status == "delayed" else None
        return {**row, "status": action.status, "due": due.isoformat() if due else None, "percent": action.percent}
    due = ask.promise.expected_due if ask.kind == "warn" else None
    return {**row, "asked": ask.kind, "said": change.after["answer_given"], "option": change.after["option"],
            "due": due.isoformat() if due else None, "text": (change.after["text"] or "")[:SHOWN]}


def _asks(mail: Inbound) -> list[tuple[int | None, Ask]]:
    asked = _asked_by(mail)
    replaced = {ask.paper_version.paper_id for _n, ask in asked if ask.withdrawn_at and ask.paper_version_id}
    is_left = any(ask.takes_answer or ask.inbound_id == mail.id for _n, ask in asked)
    if mail.person is None or is_left and not replaced:
        return asked
    known, project = {ask.id for _n, ask in asked}, mail.project_id
    return [*asked, *((None, ask) for ask in Ask.open_of(mail.person)
                      if ask.id not in known and project in (None, ask.project_id)
                      and (not is_left or ask.paper_version_id and ask.paper_version.paper_id in replaced))]


def _asked_by(mail: Inbound) -> list[tuple[int | None, Ask]]:
    """What the answered letter asks; where that only says what was recorded, what the letter before it asks."""
    letter = mail.letter
    numbered = [(line.n, line.ask) for line in letter.lines] if letter else []
    if not numbered and (letter := mail.asked) is not None:
        numbered = [(line.n, line.ask) for line in letter.lines]
    question = letter.question if letter else None
    return [(None, question), *numbered] if question else numbered
