"""What the page of a project shows: meetings, receipts and action items, each in one query however many there are."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from peewee import JOIN, Select, fn

from coordination import clock
from coordination.action import CLOSED, ActionItem
from coordination.ask import Ask
from coordination.database import database
from coordination.event import Event
from coordination.inbound import Inbound
from coordination.language import N_
from coordination.meeting import Meeting, Series
from coordination.paper import Paper, PaperVersion
from coordination.person import Department, Person, is_away
from coordination.project import Membership, Project
from coordination.rules import rules

CLOSED_SHOWN = timedelta(days=30)
MEETINGS_SHOWN = 10
PHASE_NAMES = {
    "kickoff": N_("Kickoff"), "planning": N_("Planning"), "execution": N_("Execution"), "issues": N_("Issues"),
    "closeout": N_("Closeout"),
}


class ActionRow(NamedTuple):
    """One action item in the table; `changed_at`, `channel` and `inbound_id` are those of its last change."""

    id: int
    number: int
    what: str
    owner: str
    department: str | None
    due: date
    expected_due: date | None
    status: str
    percent: int | None
    is_late: bool
    handed_to: str | None
    reason: str | None
    changed_at: datetime | None
    channel: str | None
    inbound_id: int | None

    @property
    def is_open(self) -> bool:
        return self.status not in CLOSED

    @property
    def progress(self) -> int | None:
        """How far it is in percent, where it goes on: what is delayed or blocked says when or why instead."""
        return self.percent if self.status == "in_progress" else None


class MeetingRow(NamedTuple):
    """A meeting with its minutes; `first_circulated_at` stops the clock; `receipts` of `asked` came for the latest."""

    id: int
    title: str
    kind: str
    starts_at: datetime
    ends_at: datetime
    state: str
    number: int
    version: int | None
    version_id: int | None
    first_circulated_at: datetime | None
    asked: int
    receipts: int

    @property
    def deadline(self) -> datetime:
        return rules().minutes_deadline(self.ends_at)

    @property
    def remaining(self) -> timedelta | None:
        """What is left of the clock, negative once over; None before the meeting's end, or where it was cancelled."""
        until = self.first_circulated_at or clock.now()
        return None if until < self.ends_at or self.is_cancelled else self.deadline - until

    @property
    def is_running(self) -> bool:
        """Whether the clock still counts."""
        return self.first_circulated_at is None and clock.now() >= self.ends_at and not self.is_cancelled

    @property
    def is_cancelled(self) -> bool:
        return self.state == "cancelled"

    @property
    def is_missed(self) -> bool:
        return self.remaining is not None and self.remaining < timedelta(0)


class ReceiptRow(NamedTuple):
    """One person in the matrix of receipts; `answered_by` where somebody else wrote it down."""

    id: int
    person: str
    department: str | None
    answered_at: datetime | None
    channel: str | None
    inbound_id: int | None
    answered_by: str | None
    away_until: date | None
    time_zone: str

    @property
    def is_away(self) -> bool:
        return is_away(self.away_until, self.time_zone)


class Said(NamedTuple):
    """What one person was asked about a paper, and answered; None for nothing yet."""

    version_id: int
    kind: str
    answer: str | None
    person: str


class PaperRow(NamedTuple):
    """One paper that is not minutes, with its latest version and what everybody said about that."""

    id: int
    kind: str
    letter: str
    number: int
    title: str
    state: str
    outcome: str | None
    version: int | None
    version_id: int | None
    circulated_at: datetime | None
    said: tuple[Said, ...] = ()

    @property
    def decisions(self) -> list[Said]:
        return [said for said in self.said if said.kind != "acknowledge"]

    @property
    def decided(self) -> int:
        return sum(1 for said in self.decisions if said.answer)

    @property
    def against(self) -> list[str]:
        """Who did not approve."""
        return [said.person for said in self.decisions if said.answer in ("reject", "send_back")]

    @property
    def receipts(self) -> list[Said]:
        return [said for said in self.said if said.kind == "acknowledge"]

    @property
    def received(self) -> int:
        return sum(1 for said in self.receipts if said.answer)

    @property
    def waits_for(self) -> list[str]:
        """Who has not answered what counts: the decision, else the receipt."""
        return [said.person for said in self.decisions or self.receipts if not said.answer]

    @property
    def step(self) -> str:
        """What comes next: write, revise (it came back), reconsider (one objected), wait, settle, or "" for nothing."""
        if self.state == "draft":
            return "revise" if self.version else "write"
        if self.state == "final":
            return ""
        if self.outcome == "reject":
            return "reconsider"
        return "wait" if self.waits_for else "settle"


def actions(project: Project, *, only: set[int] | None = None, all_closed: bool = False) -> list[ActionRow]:
    """Open items by the date that counts, then those closed lately, or all; `only` these ids."""
    today = clock.today(project.time_zone)
    is_open = ActionItem.status.not_in(CLOSED)
    late = is_open & (ActionItem.due < today) & (ActionItem.expected_due.is_null() | (ActionItem.expected_due < today))
    last = (Event.select(fn.MAX(Event.id))
            .where((Event.subject == "action_item") & (Event.subject_id == ActionItem.id)))
    query = (ActionItem.select(
                ActionItem.id, ActionItem.number, ActionItem.what, Person.name, Department.name, ActionItem.due,
                ActionItem.expected_due, ActionItem.status, ActionItem.percent, late, ActionItem.handed_to,
                ActionItem.reason, Event.at, Event.channel, Event.inbound_id)
             .join(Person).join(Department, JOIN.LEFT_OUTER)
             .join(Event, JOIN.LEFT_OUTER, on=(Event.id == last))
             .where(ActionItem.project == project)
             .order_by(is_open.desc(), fn.COALESCE(ActionItem.expected_due, ActionItem.due), ActionItem.number))
    if only is not None:
        query = query.where(ActionItem.id.in_(only))
    elif not all_closed:
        query = query.where(is_open | (ActionItem.closed_at > clock.now() - CLOSED_SHOWN))
    return [ActionRow(*row) for row in query.tuples()]


def meetings(project: Project, limit: int | None = MEETINGS_SHOWN) -> list[MeetingRow]:
    """Newest first."""
    version = PaperVersion.alias()
    newest = version.select(fn.MAX(version.id)).where(version.paper == Paper.id)
    first = version.select(fn.MIN(version.circulated_at)).where(version.paper == Paper.id)
    asked = (Ask.paper_version == PaperVersion.id) & (Ask.kind == "acknowledge")
    query = (Meeting.select(
                Meeting.id, Meeting.title, Meeting.kind, Meeting.starts_at, Meeting.ends_at, Paper.state, Paper.number,
                PaperVersion.version, PaperVersion.id, first, Ask.select(fn.COUNT(Ask.id)).where(asked),
                Ask.select(fn.COUNT(Ask.answered_at)).where(asked))
             .join(Paper).join(PaperVersion, JOIN.LEFT_OUTER, on=(PaperVersion.id == newest))
             .where(Meeting.project == project).order_by(Meeting.starts_at.desc(), Meeting.id.desc()).limit(limit))
    return [MeetingRow(*row)._replace(first_circulated_at=_instant(row[9])) for row in query.tuples()]


def receipts(version_id: int, *, only: set[int] | None = None) -> list[ReceiptRow]:
    """The matrix of one version, by department and name; `only` these asks."""
    writer = Person.alias()
    query = (Ask.select(Ask.id, Person.name, Department.name, Ask.answered_at, Ask.channel, Ask.inbound_id,
                        writer.name, Person.away_until, Person.time_zone)
             .join(Person, on=Ask.person).join(Department, JOIN.LEFT_OUTER).switch(Ask)
             .join(writer, JOIN.LEFT_OUTER, on=((Ask.answered_by == writer.id) & (Ask.answered_by != Ask.person)))
             .where((Ask.paper_version == version_id) & (Ask.kind == "acknowledge"))
             .order_by(Department.name, Person.name, Person.id))
    if only is not None:
        query = query.where(Ask.id.in_(only))
    return [ReceiptRow(*row) for row in query.tuples()]


def papers(project: Project, *, going: bool = False, issue_id: int | None = None) -> list[PaperRow]:
    """Those of every kind but minutes, the oldest first; `going` leaves out what is final, `issue_id` what is not about
    that issue. Two queries."""
    version = PaperVersion.alias()
    newest = version.select(fn.MAX(version.id)).where(version.paper == Paper.id)
    query = (Paper.select(Paper.id, Paper.kind, Paper.letter, Paper.number, Paper.title, Paper.state, Paper.outcome,
                          PaperVersion.version, PaperVersion.id, PaperVersion.circulated_at)
             .join(PaperVersion, JOIN.LEFT_OUTER, on=(PaperVersion.id == newest))
             .where((Paper.project == project) & (Paper.kind != "minutes")).order_by(Paper.id))
    query = query.where(Paper.state != "final") if going else query
    query = query.where(Paper.issue == issue_id) if issue_id is not None else query
    rows = [PaperRow(*row) for row in query.tuples()]
    said = _said([row.version_id for row in rows if row.version_id])
    return [row._replace(said=tuple(one for one in said if one.version_id == row.version_id)) for row in rows]


def managers(project: Project) -> list[str]:
    names = (Membership.select(Person.name).join(Person)
             .where((Membership.project == project) & (Membership.role == "pm")).order_by(Person.name))
    return [name for name, in names.tuples()]


def series(project: Project) -> list[str]:
    """The names of its meeting series, the one that met last first."""
    rows = (Series.select(Series.name).join(Meeting, JOIN.LEFT_OUTER).where(Series.project == project)
            .group_by(Series.id, Series.name).order_by(fn.MAX(Meeting.starts_at).desc()))
    return [name for name, in rows.tuples()]


class Pulse(NamedTuple):
    """Where a project stands: its last event and how many mails wait; two numbers tell an open page whether to look."""

    event_id: int
    waiting: int


def pulse(project: Project) -> Pulse:
    """One query over two indexes."""
    last = Event.select(fn.COALESCE(fn.MAX(Event.id), 0)).where(Event.project_id == project.id)
    waiting = (Inbound.select(fn.COUNT(Inbound.id))
               .where((Inbound.project == project.id) & Inbound.state.in_(("held", "quarantined"))
                      & Inbound.triaged_at.is_null()))
    return Pulse(*next(iter(database.execute(Select([], [last, waiting])))))


def _said(versions: list[int]) -> list[Said]:
    rows = (Ask.select(Ask.paper_version, Ask.kind, Ask.answer_given, Person.name).join(Person, on=Ask.person)
            .where(Ask.paper_version.in_(versions)).order_by(Person.name, Person.id))
    return [Said(*row) for row in rows.tuples()] if versions else []


def _instant(text: str | None) -> datetime | None:
    """A function over a column comes back as the database keeps it."""
    return PaperVersion.circulated_at.python_value(text)
