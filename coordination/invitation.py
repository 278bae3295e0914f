"""Invitations (会议邀请): who was invited to a meeting, what the invitation said, and who will come.

`Meeting.invited` holds {"uid", "says": {title, starts_at, ends_at, place}, "people": {person id: sequence}} of the last
invitation. A change of time or place raises the meeting's sequence and goes to everybody (RFC 5546, section 3.2.2).
"""

from dataclasses import dataclass, field

from peewee import fn

from coordination import clock, event, request
from coordination.database import transaction
from coordination.event import Event
from coordination.issue import Issue
from coordination.language import N_
from coordination.letter import Letter, new_key
from coordination.meeting import REPLIES, Attendance, Meeting
from coordination.paper import Paper
from coordination.person import Address, Person
from coordination.project import Project, lock
from coordination.refusal import NotFound, Refusal


class OverAlready(Refusal):
    sentence = N_("The meeting “%(title)s” is over or was cancelled.")
    status = 409


class NotInvited(Refusal):
    sentence = N_("You are not on the list of the meeting “%(title)s”. Please ask the project manager.")
    status = 403


def invite(meeting: Meeting, *, by: Person | None) -> int:
    """Invite whoever has not been yet; after a change everybody is told, and who is no longer on the list is told that.

    People without a mail address are left out. Returns how many letters that makes. Raises OverAlready, NotAllowed,
    Archived.
    """
    meeting.project.written_by(by)
    with transaction():
        lock(meeting.project)
        fresh = Meeting.get_by_id(meeting.id)
        _is_to_come(fresh)
        n = _send(fresh, _people(fresh), by)
    _take(meeting, fresh)
    return n


def cancel(meeting: Meeting, *, by: Person) -> int:
    """It does not take place: whoever was invited is told, its minutes are not written. Returns how many were told."""
    meeting.project.written_by(by)
    with transaction():
        lock(meeting.project)
        fresh = Meeting.get_by_id(meeting.id)
        _is_to_come(fresh)
        fresh.sequence += 1
        people = _invited_people(fresh)
        n = sum(_post(fresh, person, "CANCEL", by) for person in people.values())
        fresh.cancelled_at = clock.now()
        fresh.save(only=[Meeting.sequence, Meeting.cancelled_at])
        Paper.get(Paper.meeting == fresh).become("cancelled", by=by)
        request.close(fresh.questions, fresh)
        event.record("cancelled", fresh, by=by, project=fresh.project_id)
        issue = Issue.of_meeting(fresh)
        if issue is not None:
            issue.workshop_cancelled(fresh, by=by)
    _take(meeting, fresh)
    return n


def find(uid: str) -> Meeting | None:
    """The meeting of a calendar entry's UID."""
    head, _dash, rest = uid.partition("@")[0].partition("-")
    number, _dash, key = rest.partition("-")
    if head != "meeting" or not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    meeting = Meeting.select(Meeting, Project).join(Project).where(Meeting.id == int(number)).first()
    return meeting if meeting is not None and (meeting.invited or {}).get("uid") == key else None


def uid(meeting: Meeting, domain: str) -> str:
    """What calendar programs know it by; the same through all changes."""
    return f"meeting-{meeting.id}-{meeting.invited['uid']}@{domain}"


@dataclass
class Standing:
    """`replies` has everybody on the list who can be reached, by the person's id."""

    meeting: Meeting
    replies: dict[int, str | None] = field(default_factory=dict)

    @property
    def is_outdated(self) -> bool:
        invited = self.meeting.invited
        if invited is None or not is_to_come(self.meeting):
            return False
        return invited["says"] != _says(self.meeting) or set(invited["people"]) != {str(id) for id in self.replies}


def is_outdated(meeting: Meeting) -> bool:
    """Whether those invited know another time or place, or somebody on the list was not invited yet."""
    return standing([meeting])[meeting.id].is_outdated


def standing(meetings: list[Meeting]) -> dict[int, Standing]:
    """What those expected at each of some meetings know and have replied, by its id; one query."""
    found = {meeting.id: Standing(meeting) for meeting in meetings}
    reached = fn.EXISTS(Address.select().where(Address.person == Person.id))
    for id, person_id, reply in (Attendance.select(Attendance.meeting, Attendance.person, Attendance.reply).join(Person)
                                 .where(Attendance.meeting.in_(list(found)) & Person.active & reached).tuples()):
        found[id].replies[person_id] = reply
    return found


def is_to_come(meeting: Meeting) -> bool:
    return meeting.cancelled_at is None and meeting.starts_at > clock.now()


def sequence_of(meeting: Meeting, person: Person) -> int | None:
    """Which change of the invitation a person got last; None for somebody who was not invited."""
    return (meeting.invited or {}).get("people", {}).get(str(person.id))


def reply(meeting: Meeting, person: Person, answer: str, *, by: Person | None = None) -> bool:
    """Note that a person comes, does not or perhaps does; True where that is news.

    Who declines is excused in the draft until the meeting begins. Raises NotInvited, OverAlready, Archived.
    """
    meeting.project.is_running()
    row = Attendance.get_or_none((Attendance.meeting == meeting) & (Attendance.person == person))
    if row is None or answer not in REPLIES:
        raise NotInvited(title=meeting.title)
    _is_to_come(meeting)
    sequence = sequence_of(meeting, person) or 0
    if (row.reply, row.reply_sequence) == (answer, sequence):
        return False
    with transaction():
        before = _stands(row)
        row.state, row.reply, row.reply_sequence = _state(row.state, row.reply, answer), answer, sequence
        _note(row, "replied", before, by or person)
    return True


def unsay(meeting: Meeting, said: Event, *, by: Person) -> bool | None:
    """Take back one answer (`said` is its event): the attendance is as before. None where it is already, False where it
    has been changed since. Raises OverAlready."""
    row = Attendance.get_or_none((Attendance.meeting == meeting) & (Attendance.person == said.after["person"]))
    if row is None or row.reply != said.after["reply"]:
        return None if row is not None and row.reply == said.before["reply"] else False
    _is_to_come(meeting)
    before = _stands(row)
    row.reply = said.before["reply"]
    if row.state == said.after.get("state"):
        row.state = said.before["state"]
    _note(row, "taken back", before, by)
    return True


def _stands(row: Attendance) -> dict:
    """What a person answered and what the minutes say, as the event keeps it."""
    return {"person": row.person_id, "reply": row.reply, "state": row.state}


def _note(row: Attendance, verb: str, before: dict, by: Person) -> None:
    row.save()
    # An open page that has not saved yet must not put the old state back.
    Meeting.update(revision=Meeting.revision + 1).where(Meeting.id == row.meeting_id).execute()
    event.record(verb, row.meeting, by=by, project=row.meeting.project_id, before=before, after=_stands(row))


def _state(state: str, before: str | None, answer: str) -> str:
    """What the minutes say: excused by declining, present again by accepting after that; else as it was typed."""
    if answer == "declined":
        return "excused"
    return "present" if before == "declined" and state == "excused" else state


def _send(meeting: Meeting, people: dict[int, Person], by: Person | None) -> int:
    before = meeting.invited or {"uid": new_key(), "says": _says(meeting), "people": {}}
    known = {int(id): sequence for id, sequence in before["people"].items()}
    changed, gone = before["says"] != _says(meeting), _invited_people(meeting, but=people)
    meeting.sequence += bool(changed or gone)
    told = [person for id, person in people.items() if changed or id not in known]
    last = {str(id): meeting.sequence if changed or id not in known else known[id] for id in people}
    meeting.invited = {"uid": before["uid"], "says": _says(meeting), "people": last}
    meeting.save(only=[Meeting.invited, Meeting.sequence])
    sent = sum(_post(meeting, person, "REQUEST", by) for person in told)
    sent += sum(_post(meeting, person, "CANCEL", by) for person in gone.values())
    if sent:
        event.record("invited", meeting, by=by, project=meeting.project_id,
                     after={"sequence": meeting.sequence, "people": sorted(people)})
    return sent


def _post(meeting: Meeting, person: Person, method: str, by: Person | None) -> bool:
    """`data` is all that the letter and its calendar part say, so that a later change does not reach back."""
    issue = Issue.of_meeting(meeting) if meeting.kind == "workshop" else None
    data = {"meeting": meeting.id, "method": method, "sequence": meeting.sequence, "uid": meeting.invited["uid"],
            "kind": meeting.kind, **_says(meeting), "by": by.name if by else "",
            "people": [{"name": row.person.name, "email": row.person.primary_address}
                       for row in meeting.attendance if row.person.primary_address],
            "topics": [topic.title for topic in meeting.topics if topic.title],
            "issue": issue.reference if issue else ""}
    letter = Letter.post("invitation", person, cause=f"meeting:{meeting.id}:{meeting.sequence}:{method.lower()}",
                         project=meeting.project, data=data, in_reply_to=_before(meeting, person))
    return letter is not None


def _says(meeting: Meeting) -> dict:
    return {"title": meeting.title, "starts_at": meeting.starts_at.isoformat(), "ends_at": meeting.ends_at.isoformat(),
            "place": meeting.place}


def _people(meeting: Meeting) -> dict[int, Person]:
    return {row.person_id: row.person for row in meeting.attendance if row.person.active and row.person.primary_address}


def _invited_people(meeting: Meeting, but: dict[int, Person] | None = None) -> dict[int, Person]:
    """Whoever has an invitation, without those in `but`."""
    ids = [int(id) for id in (meeting.invited or {}).get("people", {}) if int(id) not in (but or {})]
    return {person.id: person for person in Person.select().where(Person.id.in_(ids)) if person.primary_address}


def _before(meeting: Meeting, person: Person) -> str | None:
    """The Message-ID of the invitation before, under which a change threads."""
    return (Letter.select(Letter.message_id)
            .where((Letter.kind == "invitation") & (Letter.person == person)
                   & Letter.cause.startswith(f"meeting:{meeting.id}:")).order_by(Letter.id.desc()).scalar())


def _is_to_come(meeting: Meeting) -> None:
    paper = Paper.get_or_none(Paper.meeting == meeting)
    if paper is None:
        raise NotFound()
    if not is_to_come(meeting) or paper.state != "draft":
        raise OverAlready(title=meeting.title)


def _take(meeting: Meeting, fresh: Meeting) -> None:
    meeting.invited, meeting.sequence, meeting.cancelled_at = fresh.invited, fresh.sequence, fresh.cancelled_at
