"""Minutes (会议纪要): the paper of one meeting, from the first word typed to the last receipt."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from peewee import JOIN

from coordination import breach, changes, clock, request
from coordination.action import CLOSED, ActionItem
from coordination.ask import Ask
from coordination.circulation import (
    ChangedMeanwhile,
    Frozen,
    Incomplete,
    NotCirculated,
    Recipient,
    circulate,
)
from coordination.database import transaction
from coordination.draft import Draft, LineDraft, TopicDraft
from coordination.event import Event
from coordination.issue import Issue
from coordination.language import gettext as _
from coordination.language import use_language
from coordination.meeting import ATTENDANCE, KINDS, ActionLine, Attendance, Meeting, Series, Topic, new_key
from coordination.paper import Paper, PaperVersion
from coordination.person import Department, Person
from coordination.project import Project, lock
from coordination.refusal import Invalid, Missing, NotFound
from coordination.rules import rules
from coordination.typed import one_line, text


@dataclass(frozen=True)
class Receipt:
    """One person in the matrix of receipts."""

    person: Person
    department: str
    ask: Ask

    @property
    def given(self) -> bool:
        return self.ask.answered_at is not None


class Minutes:
    """A meeting with its paper."""

    def __init__(self, meeting: Meeting, paper: Paper | None = None) -> None:
        self.meeting = meeting
        self.project: Project = meeting.project
        self.paper = paper or Paper.get(Paper.meeting == meeting)

    @classmethod
    def begin(cls, project: Project, *, by: Person | None, title: str, kind: str, starts_at: datetime,
              ends_at: datetime, place: str = "", series: str = "", people: list[Person] | None = None,
              topic: str = "", planned_at: datetime | None = None) -> Self:
        """A new meeting with a draft of its minutes: members, or those `people`, are present until told otherwise, open
        items of the series' last meeting carry over; `planned_at` is its start by the rhythm.
        Raises Missing, Invalid, NotAllowed, Archived."""
        project.written_by(by)
        with transaction():
            lock(project)
            meeting = Meeting.create(project=project, series=_series(project, series, kind), kind=_kind(kind),
                                     title=one_line("title", _("Title"), title), starts_at=starts_at,
                                     ends_at=_after(starts_at, ends_at), place=place.strip()[:120], minute_taker=by,
                                     planned_at=planned_at)
            paper = Paper.draft("minutes", project, meeting.title, by=by, meeting=meeting)
            people = project.members() if people is None else people
            Attendance.insert_many([{"meeting": meeting, "person": person} for person in people]).execute()
            if topic:
                Topic.create(meeting=meeting, key=new_key(), title=_text(topic))
            minutes = cls(meeting, paper)
            minutes.carry_over()
        return minutes

    @classmethod
    def find(cls, meeting_id: int, *, by: Person) -> Self:
        """Raises NotFound."""
        return cls(Meeting.find(meeting_id, by=by))

    # Writing

    def write(self, draft: Draft, *, by: Person, editor: str, revision: int) -> int:
        """Save what the page has; returns the new revision.

        `editor` names the open page and `revision` the last one it knows: the same page may save again after a lost
        answer, another one gets ChangedMeanwhile. Saving the same rows twice doubles nothing. Raises Frozen, Missing,
        Invalid, NotAllowed, Archived.
        """
        self.project.written_by(by)
        with transaction():
            self._may_be_written(editor, revision)
            self._write_head(draft)
            self._write_attendance(draft.attendance)
            self._write_topics(draft.topics)
            self._write_lines(draft.lines)
            self._write_statuses(draft.lines, by)
            self.meeting.revision, self.meeting.editor = self.meeting.revision + 1, editor[:40]
            self.meeting.save()
        return self.meeting.revision

    # Circulating

    def content(self) -> dict:
        """The whole paper as plain values: what is previewed, and what is frozen when it is circulated.

        Instants are ISO 8601 in UTC, dates local; names are written out so that later changes of people do not matter.
        """
        meeting = self.meeting
        return {
            "project": {"name": self.project.name, "code": self.project.code}, "time_zone": self.project.time_zone,
            "number": self.paper.reference, "version": self._next_version(), "title": meeting.title,
            "kind": meeting.kind, "starts_at": meeting.starts_at.isoformat(), "ends_at": meeting.ends_at.isoformat(),
            "place": meeting.place, "minute_taker": meeting.minute_taker.name if meeting.minute_taker else "",
            "attendance": [_attendance(row) for row in meeting.attendance],
            "topics": [_topic(row) for row in meeting.topics], "actions": [self._action(row) for row in meeting.lines],
            "previous_version": self.paper.latest.version if self.paper.latest else None,
            "changes": self._changes(), "note": "", **self._about(),
        }

    def recipients(self) -> list[Person]:
        """All members of the project, and whoever was at the meeting or owns an item of it."""
        people = {person.id: person for person in self.project.members()}
        people |= {row.person_id: row.person for row in self.meeting.attendance}
        people |= {row.owner_id: row.owner for row in self.meeting.lines if row.owner_id}
        return sorted(people.values(), key=lambda person: (person.department_id or 0, person.name, person.id))

    def check(self) -> None:
        """Raises Incomplete where an action item lacks what, who or by when, or would be due before it was agreed."""
        fields, held_on = {}, clock.local_day(self.meeting.starts_at, self.project.time_zone)
        for row in self.meeting.lines:
            for name, label, value in (("what", _("What"), row.what), ("owner", _("Owner"), row.owner_id),
                                       ("due", _("Due"), row.due)):
                if not value:
                    fields[f"action-{row.key}-{name}"] = str(Missing(name, label))
            if row.due and row.due < held_on and row.action_id is None:
                fields[f"action-{row.key}-due"] = _(
                    "The meeting was on %(day)s; please choose that day or a later one.", day=held_on.isoformat())
        if fields:
            raise Incomplete(fields)

    def circulate(self, *, by: Person, note: str = "") -> PaperVersion:
        """Freeze a version, make its asks and put one letter per person into the outbox, all or nothing.

        Raises Frozen, Incomplete, NothingChanged, NotAllowed, Archived, and NoAddress for a person without one.
        """
        self.project.managed_by(by)
        with transaction():
            lock(self.project)
            self.paper = Paper.get_by_id(self.paper.id)
            self._is_draft()
            self.check()
            found = self._changes()
            self._agree_lines(by)
            self._withdraw_moved_reports()
            self._note_a_breach()
            version = circulate(self.paper, self.content(), found, note, self._asked(), kind="minutes", by=by)
            request.close(self.meeting.questions, self.meeting)
            self._go_on()
        return version

    def correct(self, *, by: Person) -> None:
        """Open a circulated paper for a new version; what was circulated stays as it was. Raises NotCirculated."""
        self.project.managed_by(by)
        if self.paper.state == "draft":
            raise NotCirculated()
        with transaction():
            self.paper.become("draft", by=by)

    def may_be_written_by(self, person: Person) -> bool:
        """Whether `write` lets the person now; for pages that show only the buttons that work."""
        return self.paper.state == "draft" and self.project.may_be_written_by(person)

    def may_be_circulated_by(self, person: Person) -> bool:
        """Whether `circulate` lets the person, once everything is filled in."""
        return self.paper.state == "draft" and self.project.may_be_managed_by(person)

    def is_correctable_by(self, person: Person) -> bool:
        """Whether `correct` lets the person."""
        return self.paper.state != "draft" and self.project.may_be_managed_by(person)

    def carry_over(self) -> None:
        """Open items of the series' last meeting come first on the agenda, and objections to its minutes are topics;
        those of the kickoff come to the first weekly meeting. What is there already stays as it is."""
        last = self.meeting.before()
        if last is not None:
            self._carry_items(last)
            self._carry_objections(last)

    def settle(self) -> bool:
        """Make them final once the objection window is over (process, phase 3); True where that happened now."""
        version = self.paper.latest
        if self.paper.state != "circulated" or clock.now() < rules().objections_until(version.circulated_at):
            return False
        with transaction():
            self.paper.become("final", by=None)
        return True

    # The clock and the receipts

    @property
    def issue(self) -> Issue | None:
        """The issue whose workshop it is."""
        return Issue.of_meeting(self.meeting) if self.meeting.kind == "workshop" else None

    @property
    def deadline(self) -> datetime:
        """By when they have to be circulated (process, Rules: 24 h after the meeting's end)."""
        return rules().minutes_deadline(self.meeting.ends_at)

    @property
    def remaining(self) -> timedelta:
        """What is left of the clock; negative once it is over."""
        first = self.paper.versions
        return self.deadline - (first[0].circulated_at if first else clock.now())

    def receipts(self) -> list[Receipt]:
        """The matrix of the latest version, by department and name."""
        return receipts_of(self.paper.latest) if self.paper.latest else []

    # How it is done

    def _may_be_written(self, editor: str, revision: int) -> None:
        self._is_draft()
        fresh = Meeting.get_by_id(self.meeting.id)
        if fresh.revision != revision and fresh.editor != editor:
            raise ChangedMeanwhile()
        self.meeting.revision = fresh.revision

    def _is_draft(self) -> None:
        if self.paper.state != "draft":
            raise Frozen()

    def _write_head(self, draft: Draft) -> None:
        meeting = self.meeting
        meeting.title, meeting.kind = one_line("title", _("Title"), draft.title), _kind(draft.kind)
        meeting.starts_at, meeting.ends_at = draft.starts_at, _after(draft.starts_at, draft.ends_at)
        meeting.place, meeting.minute_taker = draft.place.strip()[:120], _person(draft.minute_taker_id)
        if self.paper.title != meeting.title:
            self.paper.title = meeting.title
            self.paper.save(only=[Paper.title])

    def _write_attendance(self, attendance: dict[int, str]) -> None:
        for person_id, state in attendance.items():
            if state not in ATTENDANCE:
                raise Invalid("attendance", _("Attendance"), state, _("Please choose one of the four."))
            (Attendance.insert(meeting=self.meeting, person=person_id, state=state)
             .on_conflict(conflict_target=[Attendance.meeting, Attendance.person], update={Attendance.state: state})
             .execute())
        (Attendance.delete().where((Attendance.meeting == self.meeting)
                                   & Attendance.person.not_in(list(attendance))).execute())

    def _write_topics(self, topics: tuple[TopicDraft, ...]) -> None:
        kept = [topic for topic in topics if not topic.is_blank]
        for position, topic in enumerate(kept):
            columns = {Topic.position: position, Topic.title: _text(topic.title), Topic.decision: _text(topic.decision),
                       Topic.discussion: _text(topic.discussion)}
            (Topic.insert({Topic.meeting: self.meeting, Topic.key: topic.key[:40], **columns})
             .on_conflict(conflict_target=[Topic.meeting, Topic.key], update=columns).execute())
        (Topic.delete().where((Topic.meeting == self.meeting)
                              & Topic.key.not_in([topic.key for topic in kept])).execute())

    def _write_lines(self, lines: tuple[LineDraft, ...]) -> None:
        kept = [line for line in lines if not line.is_blank]
        for position, line in enumerate(kept):
            columns = {ActionLine.position: position, ActionLine.what: _text(line.what), ActionLine.due: line.due,
                       ActionLine.owner: _person(line.owner_id)}
            (ActionLine.insert({ActionLine.meeting: self.meeting, ActionLine.key: line.key[:40], **columns})
             .on_conflict(conflict_target=[ActionLine.meeting, ActionLine.key], update=columns).execute())
        (ActionLine.delete().where((ActionLine.meeting == self.meeting)
                                   & ActionLine.key.not_in([line.key for line in kept])).execute())

    def _write_statuses(self, lines: tuple[LineDraft, ...], by: Person) -> None:
        """What the meeting heard of items that exist already: it is the owner's report, written down by the PM."""
        changed = {line.key: line.status for line in lines if line.status and line.status != line.status_before}
        for line in self.meeting.lines if changed else []:
            if line.action and line.key in changed:
                line.action.stand(changed[line.key], by=by)

    def _go_on(self) -> None:
        """Drafts that were begun before these minutes had their items get them now."""
        later = (Meeting.select().join(Paper)
                 .where((Meeting.series == self.meeting.series_id) & (Paper.state == "draft")
                        & (Meeting.starts_at > self.meeting.starts_at)))
        for meeting in later if self.meeting.series_id else []:
            Minutes(meeting).carry_over()

    def _carry_items(self, last: Meeting) -> None:
        known = {line.action_id for line in self.meeting.lines}
        carried = [line for line in last.lines
                   if line.action_id and line.action.status not in CLOSED and line.action_id not in known]
        rows = [{"meeting": self.meeting, "key": new_key(), "position": len(known) + n, "what": line.action.what,
                 "owner": line.action.owner_id, "due": line.action.due, "action": line.action, "carried": True}
                for n, line in enumerate(carried)]
        if rows:
            ActionLine.insert_many(rows).execute()

    def _carry_objections(self, last: Meeting) -> None:
        """What was said against the last minutes within the objection window (process, phase 3)."""
        known = {topic.key for topic in self.meeting.topics}
        for objection in Event.of(last).where(Event.verb == "objected"):
            key = f"objection-{objection.id}"
            if key not in known:
                name = Person.get_by_id(objection.on_behalf_of_id or objection.actor_id).name
                with use_language(self.project.language):
                    title = _("Objection to the last minutes: %(name)s", name=name)
                text = objection.after["text"]
                Topic.create(meeting=self.meeting, key=key, title=title, discussion=text, taken_over=text,
                             inbound_id=objection.inbound_id)

    def _agree_lines(self, by: Person) -> None:
        """Every line becomes an action item or changes its own; items that a correction took away are cancelled."""
        for line in self.meeting.lines:
            if line.action is None:
                line.action = ActionItem.agree(self.project, line.what, line.owner, line.due, by=by)
                line.save(only=[ActionLine.action])
            else:
                line.action.agree_again(line.what, line.owner, line.due, by=by)
        latest = self.paper.latest
        kept = {line.action_id for line in self.meeting.lines}
        for row in latest.content["actions"] if latest else []:
            if row["id"] not in kept and not row["carried_over"]:
                ActionItem.get_by_id(row["id"]).cancel(by=by)

    def _asked(self) -> list[Recipient]:
        """Everybody acknowledges; whoever owns open items finds them numbered in the letter."""
        reports: dict[int, list[Ask]] = {}
        for line in self.meeting.lines:
            if line.action.is_open:
                reports.setdefault(line.owner_id, []).append(Ask.for_report(line.action))
        return [Recipient(person, lines=reports.get(person.id, [])) for person in self.recipients()]

    def _withdraw_moved_reports(self) -> None:
        """Who no longer owns an item is no longer asked about it."""
        lines = [line.action_id for line in self.meeting.lines]
        moved = Ask.select(Ask.id).join(ActionItem).where(Ask.action.in_(lines) & (Ask.person != ActionItem.owner))
        Ask.update(withdrawn_at=clock.now()).where(Ask.id.in_(moved) & Ask.withdrawn_at.is_null()).execute()

    def _note_a_breach(self) -> None:
        if self.remaining < timedelta(0):
            breach.note("minutes", self.meeting, self.deadline)

    def _changes(self) -> list[dict]:
        latest = self.paper.latest
        return changes.between(latest.content, self._bare_content()) if latest else []

    def _bare_content(self) -> dict:
        meeting = self.meeting
        return {"title": meeting.title, "starts_at": meeting.starts_at.isoformat(),
                "ends_at": meeting.ends_at.isoformat(), "place": meeting.place,
                "minute_taker": meeting.minute_taker.name if meeting.minute_taker else "",
                "attendance": [_attendance(row) for row in meeting.attendance],
                "topics": [_topic(row) for row in meeting.topics],
                "actions": [self._action(row) for row in meeting.lines]}

    def _about(self) -> dict:
        issue = self.issue
        return {"issue": {"number": issue.reference, "what": issue.what}} if issue else {}

    def _next_version(self) -> int:
        return self.paper.latest.version + 1 if self.paper.latest else 1

    def _action(self, line: ActionLine) -> dict:
        action = line.action
        return {"key": line.key, "id": action.id if action else None,
                "number": f"{self.project.code}-A{action.number}" if action else "", "what": line.what,
                "owner": line.owner.name if line.owner else "",
                "department": line.owner.department.name if line.owner and line.owner.department else "",
                "due": line.due.isoformat() if line.due else "", "carried_over": line.carried,
                "status": action.status if action else "open"}


def receipts_of(version: PaperVersion) -> list[Receipt]:
    """The matrix of receipts of one version, by department and name; one query."""
    asks = (Ask.select(Ask, Person, Department).join(Person, on=Ask.person).join(Department, JOIN.LEFT_OUTER)
            .where((Ask.paper_version == version) & (Ask.kind == "acknowledge"))
            .order_by(Department.name, Person.name, Person.id))
    return [Receipt(ask.person, ask.person.department.name if ask.person.department else "", ask) for ask in asks]


def overdue() -> list[Minutes]:
    """Drafts of minutes that were never circulated and whose clock is over."""
    limit = clock.now() - timedelta(hours=rules().minutes_hours)
    meetings = (Meeting.select(Meeting, Project).join(Project).switch(Meeting).join(Paper)
                .where((Paper.state == "draft") & (Meeting.ends_at < limit) & Project.archived_at.is_null()))
    now = clock.now()
    return [minutes for minutes in map(Minutes, meetings) if minutes.deadline < now and not minutes.paper.versions]


def note_breaches() -> int:
    """Record every clock of minutes that ran out; returns how many were new."""
    return sum(breach.note("minutes", minutes.meeting, minutes.deadline) for minutes in overdue())


def settle_all() -> int:
    """Make minutes final whose objection window is over; returns how many."""
    papers = Paper.select(Paper, Meeting, Project).join(Meeting).join(Project).where(
        (Paper.state == "circulated") & Project.archived_at.is_null())
    # All read before the first is written: a read that is still going on cannot become a write (SQLite).
    return sum(Minutes(paper.meeting, paper).settle() for paper in list(papers))


def _attendance(row: Attendance) -> dict:
    return {"name": row.person.name, "department": row.person.department.name if row.person.department else "",
            "state": row.state}


def _topic(row: Topic) -> dict:
    return {"key": row.key, "title": row.title, "discussion": row.discussion, "decision": row.decision}


def _series(project: Project, name: str, kind: str) -> Series | None:
    if not name.strip():
        return None
    series, _new = Series.get_or_create(project=project, name=one_line("series", _("Series"), name),
                                        defaults={"kind": _kind(kind)})
    return series


def _kind(kind: str) -> str:
    if kind not in KINDS:
        raise Invalid("kind", _("Kind"), kind, _("Please choose one of the kinds offered."))
    return kind


def _after(starts_at: datetime, ends_at: datetime) -> datetime:
    if ends_at < starts_at:
        raise Invalid("ends_at", _("End"), f"{ends_at:%H:%M}", _("A meeting ends after it begins."))
    return ends_at


def _person(person_id: int | None) -> Person | None:
    if person_id is None:
        return None
    person = Person.get_or_none(Person.id == person_id)
    if person is None:
        raise NotFound()
    return person


def _text(typed: str) -> str:
    return text("text", _("Text"), typed, required=False)
