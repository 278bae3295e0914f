"""The minutes from draft to receipt."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine

from coordination import clock, event
from coordination.action import ActionItem
from coordination.ask import Ask, Withdrawn
from coordination.breach import Breach
from coordination.changes import in_words
from coordination.circulation import ChangedMeanwhile, Frozen, Incomplete, NotCirculated, NothingChanged
from coordination.draft import LineDraft
from coordination.event import Event
from coordination.language import use_language
from coordination.letter import Letter, NoAddress
from coordination.meeting import ActionLine, Meeting
from coordination.minutes import Minutes, note_breaches, settle_all
from coordination.paper import PaperVersion
from coordination.person import Address
from coordination.project import Archived, Project
from coordination.refusal import Invalid, NotAllowed, NotFound
from tests.cast import CIRCULATED, MEETING_BEGAN, MEETING_ENDED, Cast, draft


def test_circulating_writes_one_letter_and_one_receipt_a_person(minutes: Minutes, cast: Cast) -> None:
    version = minutes.circulate(by=cast.chenjing)
    people = {person.name for person in minutes.recipients()}
    assert {letter.person.name for letter in Letter.select()} == people
    assert {receipt.person.name for receipt in minutes.receipts()} == people
    assert version.is_whole and version.version == 1


def test_a_letter_numbers_the_items_of_its_own_reader(circulated: Minutes, cast: Cast) -> None:
    letter = Letter.get(Letter.person == cast.zhangwei)
    assert [(line.n, line.ask.action.what) for line in letter.lines] == [
        (1, "完成用户登录功能测试"), (2, "准备测试账号")]


def test_circulated_minutes_cannot_be_written(circulated: Minutes, cast: Cast) -> None:
    with pytest.raises(Frozen):
        circulated.write(draft(cast), by=cast.chenjing, editor="page", revision=1)
    with pytest.raises(Frozen):
        circulated.circulate(by=cast.chenjing)


def test_saving_twice_doubles_nothing(minutes: Minutes, cast: Cast) -> None:
    minutes.write(draft(cast), by=cast.chenjing, editor="page", revision=1)
    minutes.write(draft(cast), by=cast.chenjing, editor="page", revision=1)
    assert (len(minutes.meeting.topics), len(minutes.meeting.lines)) == (1, 3)


def test_another_page_may_not_write_over_a_change(minutes: Minutes, cast: Cast) -> None:
    with pytest.raises(ChangedMeanwhile):
        minutes.write(draft(cast), by=cast.chenjing, editor="another page", revision=0)


def test_rows_that_the_page_no_longer_has_are_taken_away(minutes: Minutes, cast: Cast) -> None:
    minutes.write(draft(cast, topics=(), lines=()), by=cast.chenjing, editor="page", revision=1)
    assert (minutes.meeting.topics, minutes.meeting.lines) == ([], [])


def test_an_item_without_an_owner_names_its_field(minutes: Minutes, cast: Cast) -> None:
    minutes.write(draft(cast, lines=(LineDraft("x", "找供应商"),)), by=cast.chenjing, editor="page", revision=1)
    with pytest.raises(Incomplete) as refusal, use_language("zh"):
        minutes.circulate(by=cast.chenjing)
    assert set(refusal.value.fields) == {"action-x-owner", "action-x-due"}
    assert Letter.select().count() == 0


def test_a_meeting_does_not_end_before_it_begins(minutes: Minutes, cast: Cast) -> None:
    with pytest.raises(Invalid):
        minutes.write(draft(cast, ends_at=MEETING_BEGAN - timedelta(hours=1)), by=cast.chenjing, editor="page",
                      revision=1)


def test_a_person_without_an_address_stops_the_whole_circulation(minutes: Minutes, cast: Cast) -> None:
    Address.delete().where(Address.person == cast.lina).execute()
    with pytest.raises(NoAddress):
        minutes.circulate(by=cast.chenjing)
    assert PaperVersion.select().count() == Letter.select().count() == ActionItem.select().count() == 0


def test_a_correction_says_what_changed_and_withdraws_the_old_receipts(circulated: Minutes, cast: Cast) -> None:
    old = [receipt.ask for receipt in circulated.receipts()]
    circulated.correct(by=cast.chenjing)
    lines = (replace(draft(cast).lines[0], due=date(2026, 3, 9)), *draft(cast).lines[1:])
    circulated.write(draft(cast, lines=lines), by=cast.chenjing, editor="page", revision=1)
    version = circulated.circulate(by=cast.chenjing)
    with use_language("zh"):
        assert [in_words(change) for change in version.changes] == ["NPL-A1 · 完成时限：“2026-03-06” → “2026-03-09”"]
    assert ActionItem.get(ActionItem.number == 1).due == date(2026, 3, 9)
    with pytest.raises(Withdrawn):
        Ask.get_by_id(old[0].id).acknowledge(by=old[0].person)


def test_what_was_circulated_stays_as_it_was(circulated: Minutes, cast: Cast) -> None:
    first = circulated.paper.latest
    cast.project.name = "别的名字"
    cast.project.save()
    circulated.correct(by=cast.chenjing)
    circulated.write(draft(cast, title="改名的例会"), by=cast.chenjing, editor="page", revision=1)
    circulated.circulate(by=cast.chenjing)
    again = PaperVersion.get_by_id(first.id)
    assert (again.content["title"], again.content["project"]["name"], again.is_whole) == ("周例会", "新品上线", True)


def test_an_item_taken_out_by_a_correction_is_cancelled(circulated: Minutes, cast: Cast) -> None:
    circulated.correct(by=cast.chenjing)
    circulated.write(draft(cast, lines=draft(cast).lines[1:]), by=cast.chenjing, editor="page", revision=1)
    circulated.circulate(by=cast.chenjing)
    assert ActionItem.get(ActionItem.number == 1).status == "cancelled"


def test_a_correction_without_a_change_is_refused(circulated: Minutes, cast: Cast) -> None:
    circulated.correct(by=cast.chenjing)
    with pytest.raises(NothingChanged):
        circulated.circulate(by=cast.chenjing)


def test_a_draft_needs_no_correction(minutes: Minutes, cast: Cast) -> None:
    with pytest.raises(NotCirculated):
        minutes.correct(by=cast.chenjing)


def test_a_correction_threads_under_the_letter_before(circulated: Minutes, cast: Cast) -> None:
    first = Letter.get(Letter.person == cast.lina)
    circulated.correct(by=cast.chenjing)
    circulated.write(draft(cast, place="302"), by=cast.chenjing, editor="page", revision=1)
    version = circulated.circulate(by=cast.chenjing)
    second = Letter.get((Letter.person == cast.lina) & (Letter.paper_version == version))
    assert second.in_reply_to == first.message_id


def test_open_items_of_the_last_meeting_carry_over(circulated: Minutes, cast: Cast) -> None:
    ActionItem.get(ActionItem.number == 1).report("done", by=cast.wangfang)
    following = Minutes.begin(cast.project, by=cast.chenjing, title="周例会", kind="weekly", series="周例会",
                              starts_at=MEETING_BEGAN + timedelta(days=7), ends_at=MEETING_ENDED + timedelta(days=7))
    assert [(line.what, line.carried) for line in following.meeting.lines] == [
        ("完成用户登录功能测试", True), ("准备测试账号", True)]


def test_carried_over_items_stay_the_same_items(circulated: Minutes, cast: Cast) -> None:
    following = Minutes.begin(cast.project, by=cast.chenjing, title="周例会", kind="weekly", series="周例会",
                              starts_at=MEETING_BEGAN + timedelta(days=7), ends_at=MEETING_ENDED + timedelta(days=7))
    following.circulate(by=cast.chenjing)
    assert ActionItem.select().count() == 3
    assert Ask.select().where(Ask.kind == "report").count() == 3


def test_minutes_have_a_day_and_a_breach_is_recorded_once(minutes: Minutes, cast: Cast) -> None:
    with time_machine.travel(MEETING_ENDED + timedelta(hours=23), tick=False):
        assert note_breaches() == 0
        assert minutes.remaining == timedelta(hours=1)
    with time_machine.travel(MEETING_ENDED + timedelta(hours=25), tick=False):
        assert (note_breaches(), note_breaches()) == (1, 0)
        minutes.circulate(by=cast.chenjing)
    assert Breach.get().deadline == MEETING_ENDED + timedelta(hours=24)


def test_minutes_in_time_breach_nothing(minutes: Minutes, cast: Cast) -> None:
    with time_machine.travel(CIRCULATED, tick=False):
        minutes.circulate(by=cast.chenjing)
    with time_machine.travel(CIRCULATED + timedelta(days=3), tick=False):
        assert note_breaches() == 0
    assert Breach.select().count() == 0


def test_after_the_objection_window_minutes_are_final(minutes: Minutes, cast: Cast) -> None:
    with time_machine.travel(CIRCULATED, tick=False):
        minutes.circulate(by=cast.chenjing)
        assert settle_all() == 0
    with time_machine.travel(CIRCULATED + timedelta(hours=48, seconds=1), tick=False):
        assert (settle_all(), settle_all()) == (1, 0)
    assert Minutes.find(minutes.meeting.id, by=cast.chenjing).paper.state == "final"


def test_a_member_may_not_circulate(minutes: Minutes, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        minutes.circulate(by=cast.zhangwei)


def test_a_meeting_of_somebody_elses_project_is_not_found(minutes: Minutes, cast: Cast) -> None:
    with pytest.raises(NotFound):
        Minutes.find(minutes.meeting.id, by=cast.zhangwei)


def test_nothing_is_circulated_in_an_archived_project(minutes: Minutes, cast: Cast) -> None:
    Project.update(archived_at=clock.now()).execute()
    with pytest.raises(Archived):
        Minutes(Meeting.get()).circulate(by=cast.chenjing)


def test_every_circulation_is_on_record(circulated: Minutes, cast: Cast) -> None:
    entry = Event.get(Event.verb == "circulated", Event.subject == "paper_version")
    assert (entry.actor_id, entry.after["sha256"]) == (cast.chenjing.id, circulated.paper.latest.sha256)
    assert event.how_acting().channel == "system"


def test_nothing_new_is_due_before_the_meeting_that_agrees_it(minutes: Minutes, cast: Cast) -> None:
    ActionLine.update(due=date(2026, 2, 27)).where(ActionLine.meeting == minutes.meeting).execute()
    with pytest.raises(Incomplete) as refusal, use_language("zh"):
        Minutes.find(minutes.meeting.id, by=cast.chenjing).circulate(by=cast.chenjing)
    assert set(refusal.value.fields.values()) == {"会议日期是 2026-03-02，请选择当天或以后的日期。"}
