"""Invitations as calendar programs read them, and their answers counted as attendance."""

import email
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import default

import pytest
import time_machine
from icalendar import Calendar

from coordination import invitation
from coordination.letter import Letter
from coordination.meeting import Attendance, Meeting
from coordination.minutes import Minutes
from coordination.person import Person
from mailflow import calendar_entry, compose
from mailflow.desk import Desk
from tests.cast import MEETING_BEGAN, Cast, Stages, draft
from tests.mailflow.desk import OURS, letter_to, processed, reply

SUNDAY = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
OUTLOOK = """BEGIN:VCALENDAR
METHOD:REPLY
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VEVENT
ATTENDEE;PARTSTAT={answer};CN=张伟:mailto:{who}
COMMENT;LANGUAGE=zh-CN:\\n
UID:{uid}
SUMMARY;LANGUAGE=zh-CN:已接受: 周例会
DTSTART;TZID=China Standard Time:20260302T100000
DTSTAMP:20260301T020000Z
SEQUENCE:{sequence}
END:VEVENT
END:VCALENDAR
"""
GOOGLE = """BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:REPLY
BEGIN:VEVENT
DTSTART:20260302T020000Z
DTEND:20260302T030000Z
DTSTAMP:20260301T020000Z
ORGANIZER;CN=回执:mailto:huizhi@corp.example
UID:{uid}
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={answer};CN={who};X
 -NUM-GUESTS=0:mailto:{who}
SEQUENCE:{sequence}
STATUS:CONFIRMED
END:VEVENT
END:VCALENDAR
"""
APPLE = """BEGIN:VCALENDAR
CALSCALE:GREGORIAN
PRODID:-//Apple Inc.//macOS 15.3//EN
VERSION:2.0
METHOD:REPLY
BEGIN:VEVENT
UID:{uid}
SEQUENCE:{sequence}
ATTENDEE;CN="张伟";CUTYPE=INDIVIDUAL;EMAIL="{who}";PARTSTAT={answer}:
 mailto:{who}
DTSTAMP:20260301T020000Z
END:VEVENT
END:VCALENDAR
"""
PROGRAMS = {"outlook": OUTLOOK, "google": GOOGLE, "apple": APPLE}


@pytest.fixture(autouse=True)
def sunday():
    with time_machine.travel(SUNDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def meeting(stages: Stages, minutes: Minutes, cast: Cast, desk: Desk) -> Meeting:
    stages.play(invite, minutes, cast)
    return Meeting.get()


def invite(minutes: Minutes, cast: Cast) -> None:
    invitation.invite(minutes.meeting, by=cast.chenjing)


def answered(cast: Cast, program: str = "outlook", answer: str = "DECLINED", *, who: str = "zhangwei@corp.example",
             sender: str | None = None, sequence: int = 0, uid: str = "", as_file: bool = False) -> bytes:
    """The mail that a calendar program sends to the organiser."""
    letter = Letter.select().where(Letter.kind == "invitation").first()
    said = PROGRAMS[program].format(answer=answer, who=who, sequence=sequence, uid=uid or calendar_entry.uid_of(letter))
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender or who, OURS, "Declined: 周例会"
    mail["Message-ID"] = f"<{program}-{answer}-{who}-{sequence}-{as_file}@mail.example>"
    mail.set_content("不参加" if as_file else "")
    if as_file:
        mail.add_attachment(said.encode(), maintype="application", subtype="ics", filename="invite.ics")
    else:
        mail.add_alternative(said, subtype="calendar", params={"method": "REPLY"})
    return mail.as_bytes()


def row(person) -> tuple[str | None, str]:
    found = Attendance.get(Attendance.person == person)
    return found.reply, found.state


# What is sent

def parts_of(letter: Letter) -> list[EmailMessage]:
    return list(email.message_from_bytes(compose.render(letter), policy=default).walk())


def event_of(letter: Letter):
    [event] = Calendar.from_ical(calendar_entry.as_ics(letter)).walk("VEVENT")
    return event


def test_an_invitation_carries_the_meeting_inline_and_as_a_file(meeting: Meeting):
    parts = parts_of(Letter.get(Letter.kind == "invitation"))
    assert [part.get_content_type() for part in parts] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar", "application/ics"]
    assert parts[4]["Content-Type"].params["method"] == "REQUEST"
    assert parts[5].get_filename() == "invite.ics"
    assert parts[5].get_content().startswith(b"BEGIN:VCALENDAR\r\n")


def test_the_same_letter_gives_the_same_bytes(meeting: Meeting):
    letter = Letter.get(Letter.kind == "invitation")
    assert compose.render(letter) == compose.render(Letter.get_by_id(letter.id))


def test_the_entry_says_when_where_and_whom_to_answer(meeting: Meeting):
    event = event_of(Letter.get(Letter.kind == "invitation"))
    assert event["DTSTART"].dt == MEETING_BEGAN and event["LOCATION"] == "301 会议室"
    assert str(event["ORGANIZER"]) == f"mailto:{OURS}"
    assert {str(one) for one in event["ATTENDEE"]} >= {"mailto:zhangwei@corp.example"}
    assert {one.params["RSVP"] for one in event["ATTENDEE"]} == {"TRUE"}


def test_a_change_keeps_the_uid_and_raises_the_sequence(meeting: Meeting, minutes: Minutes, cast: Cast):
    fresh = Minutes.find(meeting.id, by=cast.chenjing)
    fresh.write(draft(cast, place="302 会议室"), by=cast.chenjing, editor="page", revision=1)
    invitation.invite(fresh.meeting, by=cast.chenjing)
    invitation.cancel(fresh.meeting, by=cast.chenjing)
    to_zhangwei = (Letter.kind == "invitation") & (Letter.person == cast.zhangwei)
    events = [event_of(letter) for letter in Letter.select().where(to_zhangwei).order_by(Letter.id)]
    assert len({event["UID"] for event in events}) == 1
    assert [(event["SEQUENCE"], event["STATUS"]) for event in events] == [
        (0, "CONFIRMED"), (1, "CONFIRMED"), (2, "CANCELLED")]


def test_nothing_typed_breaks_out_of_the_entry(minutes: Minutes, cast: Cast):
    Meeting.update(title="例会\nATTACH:http://evil.example", place='"; X').execute()
    invitation.invite(Meeting.get(), by=cast.chenjing)
    event = event_of(Letter.get(Letter.kind == "invitation"))
    assert "ATTACH" not in event and event["LOCATION"] == '"; X'


# What comes back

@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("answer, state", [("ACCEPTED", "present"), ("DECLINED", "excused"), ("TENTATIVE", "present")])
def test_the_answer_of_a_program_is_attendance(meeting: Meeting, desk: Desk, cast: Cast, program: str, answer: str,
                                               state: str):
    mail = processed(desk, answered(cast, program, answer))
    assert (mail.state, mail.person, mail.project) == ("applied", cast.zhangwei, cast.project)
    assert row(cast.zhangwei) == (answer.lower(), state)


def test_an_answer_that_is_only_a_file_counts(meeting: Meeting, desk: Desk, cast: Cast):
    assert processed(desk, answered(cast, "apple", as_file=True)).state == "applied"
    assert row(cast.zhangwei) == ("declined", "excused")


def test_no_program_is_ever_answered(meeting: Meeting, desk: Desk, cast: Cast):
    before = Letter.select().count()
    processed(desk, answered(cast))
    assert Letter.select().count() == before


@pytest.mark.parametrize("changed, outcome", [
    ({"who": "sofia@corp.example"}, ("held", "calendar-not-invited")),
    ({"who": "stranger@elsewhere.example"}, ("ignored", "calendar-not-invited")),
    ({"sender": "wangfang@corp.example"}, ("held", "calendar-other-attendee")),
    ({"uid": "meeting-1-guessed@corp.example"}, ("ignored", "calendar-reply")),
    ({"answer": "DELEGATED"}, ("held", "calendar-unclear")),
])
def test_an_answer_that_nobody_asked_for_has_no_effect(meeting: Meeting, desk: Desk, cast: Cast, changed: dict,
                                                       outcome: tuple[str, str]):
    mail = processed(desk, answered(cast, **changed))
    assert (mail.state, mail.reason) == outcome
    assert Attendance.select().where(Attendance.reply.is_null(False)).count() == 0


def test_an_answer_to_what_has_changed_since_has_no_effect(meeting: Meeting, desk: Desk, cast: Cast):
    Meeting.update(place="302 会议室").execute()
    invitation.invite(Meeting.get(), by=cast.chenjing)
    assert processed(desk, answered(cast, sequence=0)).reason == "calendar-old"
    assert processed(desk, answered(cast, sequence=1)).state == "applied"


def test_an_answer_after_the_meeting_has_no_effect(meeting: Meeting, desk: Desk, cast: Cast, sunday):
    sunday.move_to(MEETING_BEGAN + timedelta(hours=2))
    assert processed(desk, answered(cast)).reason == "calendar-too-late"


def test_a_proposal_of_another_time_waits_for_the_project_manager(meeting: Meeting, desk: Desk, cast: Cast):
    raw = answered(cast).replace(b"METHOD:REPLY", b"METHOD:COUNTER")
    mail = processed(desk, raw)
    assert (mail.state, mail.reason) == ("held", "calendar-proposal")


def test_a_calendar_file_that_somebody_sends_along_is_no_answer(meeting: Meeting, desk: Desk, cast: Cast):
    mail = email.message_from_bytes(reply(letter_to(cast.zhangwei, "invitation"), "参加"), policy=default)
    mail.add_attachment(b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n", maintype="text",
                        subtype="calendar", filename="mine.ics")
    assert processed(desk, mail.as_bytes()).state == "applied"
    assert row(cast.zhangwei)[0] == "accepted"


@pytest.mark.parametrize("text, expected", [
    ("参加", "accepted"), ("不能参加，请假", "declined"), ("will attend", "accepted"), ("I can't make it", "declined"),
])
def test_a_plain_answer_counts_as_one_of_a_program(meeting: Meeting, desk: Desk, cast: Cast, text: str, expected: str):
    mail = processed(desk, reply(letter_to(cast.zhangwei, "invitation"), text))
    assert (mail.state, row(cast.zhangwei)[0]) == ("applied", expected)


def test_an_unclear_answer_waits_for_the_project_manager(meeting: Meeting, desk: Desk, cast: Cast):
    mail = processed(desk, reply(letter_to(cast.zhangwei, "invitation"), "我让王芳替我去，可以吗？"))
    assert (mail.state, row(cast.zhangwei)[0]) == ("held", None)


def attendance(meeting: Meeting, person: Person) -> tuple[str, str | None]:
    row = Attendance.get((Attendance.meeting == meeting) & (Attendance.person == person))
    return row.state, row.reply


@pytest.mark.parametrize("first, stands", [("", ("present", None)), ("参加", ("present", "accepted"))])
def test_taking_back_an_absence_leaves_the_attendance_as_before(desk: Desk, meeting: Meeting, cast: Cast, first: str,
                                                                stands: tuple[str, str | None]) -> None:
    letter = letter_to(cast.zhangwei, "invitation")
    if first:
        processed(desk, reply(letter, first))
    processed(desk, reply(letter, "不参加，因为请假"))
    assert attendance(meeting, cast.zhangwei) == ("excused", "declined")
    mail = processed(desk, reply(letter_to(cast.zhangwei, "echo"), "撤销"))
    assert (mail.reason, attendance(meeting, cast.zhangwei)) == ("undone", stands)
    told = letter_to(cast.zhangwei, "echo").text
    assert "周例会 – " + ("参加" if first else "恢复为待回复") in told


def test_an_absence_is_not_taken_back_once_the_meeting_has_begun(desk: Desk, meeting: Meeting, cast: Cast,
                                                                 sunday: time_machine.Traveller) -> None:
    letter = letter_to(cast.zhangwei, "invitation")
    processed(desk, reply(letter, "不参加，因为请假"))
    sunday.move_to(MEETING_BEGAN)
    assert processed(desk, reply(letter, "撤销")).reason == "overalready"
    assert attendance(meeting, cast.zhangwei) == ("excused", "declined")
