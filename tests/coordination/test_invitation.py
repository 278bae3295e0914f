"""Invitations: who is invited, what a change does, and what people answer."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from coordination import invitation
from coordination.letter import Letter
from coordination.meeting import Attendance, Meeting
from coordination.minutes import Minutes, overdue
from coordination.paper import Paper
from coordination.refusal import NotAllowed
from tests.cast import MEETING_BEGAN, MEETING_ENDED, Cast, draft

SUNDAY = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def sunday():
    """The day before the meeting."""
    with time_machine.travel(SUNDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def invited(minutes: Minutes, cast: Cast) -> Meeting:
    """陈静, 张伟, 王芳 and 李娜 are invited."""
    invitation.invite(minutes.meeting, by=cast.chenjing)
    return minutes.meeting


def sent(method: str = "REQUEST", sequence: int = 0) -> list[str]:
    letters = Letter.select().where(Letter.kind == "invitation").order_by(Letter.id)
    return [row.person.name for row in letters if (row.data["method"], row.data["sequence"]) == (method, sequence)]


def write(minutes: Minutes, cast: Cast, **changed: object) -> Meeting:
    fresh = Minutes.find(minutes.meeting.id, by=cast.chenjing)
    fresh.write(draft(cast, **changed), by=cast.chenjing, editor="page", revision=fresh.meeting.revision)
    return Meeting.get_by_id(minutes.meeting.id)


def row(person) -> Attendance:
    return Attendance.get(Attendance.person == person)


def test_everybody_on_the_list_is_invited_once(invited: Meeting, cast: Cast):
    assert sorted(sent()) == ["张伟", "李娜", "王芳", "陈静"]
    assert invitation.invite(invited, by=cast.chenjing) == 0


def test_another_time_raises_the_sequence_and_tells_everybody(invited: Meeting, minutes: Minutes, cast: Cast):
    later = timedelta(hours=1)
    meeting = write(minutes, cast, starts_at=MEETING_BEGAN + later, ends_at=MEETING_ENDED + later)
    assert invitation.is_outdated(meeting)
    assert invitation.invite(meeting, by=cast.chenjing) == 4
    assert len(sent(sequence=1)) == 4 and not invitation.is_outdated(meeting)


def test_another_place_is_a_change_and_a_topic_is_none(invited: Meeting, minutes: Minutes, cast: Cast):
    assert not invitation.is_outdated(write(minutes, cast, topics=()))
    assert invitation.is_outdated(write(minutes, cast, place="302 会议室"))


def test_who_comes_to_the_list_later_is_invited_alone(invited: Meeting, minutes: Minutes, cast: Cast):
    meeting = write(minutes, cast, attendance={**draft(cast).attendance, cast.sofia.id: "present"})
    assert invitation.invite(meeting, by=cast.chenjing) == 1
    assert "Sofia Rossi" in sent()


def test_who_leaves_the_list_is_told_and_may_come_back(invited: Meeting, minutes: Minutes, cast: Cast):
    without = {id: state for id, state in draft(cast).attendance.items() if id != cast.lina.id}
    meeting = write(minutes, cast, attendance=without)
    assert invitation.invite(meeting, by=cast.chenjing) == 1
    assert sent("CANCEL", 1) == ["李娜"]
    assert invitation.invite(write(minutes, cast), by=cast.chenjing) == 1
    assert sent("REQUEST", 1) == ["李娜"]


def test_cancelling_tells_everybody_and_ends_the_draft(invited: Meeting, cast: Cast):
    assert invitation.cancel(invited, by=cast.chenjing) == 4
    assert len(sent("CANCEL", 1)) == 4
    assert Paper.get(Paper.meeting == invited).state == "cancelled"
    with pytest.raises(invitation.OverAlready):
        invitation.cancel(invited, by=cast.chenjing)


def test_nobody_is_invited_to_what_has_begun(minutes: Minutes, cast: Cast, sunday):
    sunday.move_to(MEETING_BEGAN)
    with pytest.raises(invitation.OverAlready):
        invitation.invite(minutes.meeting, by=cast.chenjing)


def test_members_cannot_invite_or_cancel(minutes: Minutes, cast: Cast):
    for verb in (invitation.invite, invitation.cancel):
        with pytest.raises(NotAllowed):
            verb(minutes.meeting, by=cast.zhangwei)


def test_whoever_declines_is_excused_in_the_draft(invited: Meeting, cast: Cast):
    assert invitation.reply(invited, cast.zhangwei, "declined")
    assert (row(cast.zhangwei).reply, row(cast.zhangwei).state) == ("declined", "excused")
    assert not invitation.reply(invited, cast.zhangwei, "declined")


def test_whoever_comes_after_all_is_present_again(invited: Meeting, cast: Cast):
    invitation.reply(invited, cast.zhangwei, "declined")
    invitation.reply(invited, cast.zhangwei, "accepted")
    assert (row(cast.zhangwei).reply, row(cast.zhangwei).state) == ("accepted", "present")


def test_what_was_typed_of_an_absence_stays(invited: Meeting, cast: Cast):
    invitation.reply(invited, cast.lina, "accepted")
    assert row(cast.lina).state == "excused"


def test_an_answer_of_somebody_else_is_refused(invited: Meeting, cast: Cast):
    with pytest.raises(invitation.NotInvited):
        invitation.reply(invited, cast.sofia, "accepted")


def test_an_answer_after_the_meeting_has_begun_is_refused(invited: Meeting, cast: Cast, sunday):
    sunday.move_to(MEETING_BEGAN + timedelta(minutes=1))
    with pytest.raises(invitation.OverAlready):
        invitation.reply(invited, cast.zhangwei, "declined")


def test_a_page_that_has_not_saved_does_not_put_the_old_state_back(invited: Meeting, minutes: Minutes, cast: Cast):
    revision = Meeting.get().revision
    invitation.reply(invited, cast.zhangwei, "declined")
    with pytest.raises(Exception, match="Somebody else has changed"):
        minutes.write(draft(cast), by=cast.chenjing, editor="another page", revision=revision)


def test_a_calendar_entry_leads_to_its_meeting_alone(invited: Meeting):
    uid = invitation.uid(invited, "corp.example")
    assert invitation.find(uid) == invited
    for wrong in ("", "meeting-1@corp.example", f"meeting-{invited.id}-x@corp.example", "meeting-x-y", uid[1:],
                  "meeting-²-y@corp.example", "meeting-99999999999999999-y"):
        assert invitation.find(wrong) is None


def test_a_cancelled_meeting_has_no_clock_and_hands_nothing_on(invited: Meeting, cast: Cast, sunday):
    invitation.cancel(invited, by=cast.chenjing)
    sunday.move_to(MEETING_ENDED + timedelta(days=2))
    assert overdue() == []
    later = Minutes.begin(cast.project, by=cast.chenjing, title="周例会", kind="weekly", series="周例会",
                          starts_at=MEETING_BEGAN + timedelta(days=7), ends_at=MEETING_ENDED + timedelta(days=7))
    assert later.meeting.before() is None
