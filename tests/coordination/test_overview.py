"""What a project's page reads."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine

from coordination import overview
from coordination.ask import Ask
from coordination.draft import LineDraft
from coordination.event import Event, acting
from coordination.minutes import Minutes
from coordination.refusal import Invalid, NotFound
from tests import cast as plays
from tests.cast import Cast
from tests.statements import statements


def receipt_of(minutes: Minutes, person) -> Ask:
    return Ask.get((Ask.paper_version == minutes.paper.latest) & (Ask.person == person))


def count_queries(read) -> int:
    with statements() as said:
        read()
    return len(said)


def test_action_items_come_with_owner_and_department_most_urgent_first(circulated: Minutes, cast: Cast):
    rows = overview.actions(cast.project)
    assert [(row.owner, row.department, row.due.day) for row in rows] == [
        ("张伟", "研发部", 5), ("王芳", "市场部", 6), ("张伟", "研发部", 6)]


def test_the_mail_that_changed_an_item_last_is_on_its_row(circulated: Minutes, cast: Cast):
    item = overview.actions(cast.project)[0]
    with acting(channel="mail", inbound_id=77):
        Ask.get(Ask.action == item.id).report("in_progress", by=cast.zhangwei, percent=40)
    row, = overview.actions(cast.project, only={item.id})
    assert (row.status, row.percent, row.channel, row.inbound_id) == ("in_progress", 40, "mail", 77)


@time_machine.travel("2026-03-07T02:00:00Z", tick=False)
def test_an_item_is_late_past_the_date_that_counts(circulated: Minutes, cast: Cast):
    first = overview.actions(cast.project)[0]
    assert first.is_late
    Ask.get(Ask.action == first.id).report("delayed", by=cast.zhangwei, due=date(2026, 3, 9))
    row, = overview.actions(cast.project, only={first.id})
    assert not row.is_late and row.expected_due == date(2026, 3, 9)


def test_closed_items_leave_the_page_after_a_month(circulated: Minutes, cast: Cast):
    item = overview.actions(cast.project)[0]
    with time_machine.travel("2026-03-05T02:00:00Z", tick=False):
        Ask.get(Ask.action == item.id).report("done", by=cast.zhangwei)
    with time_machine.travel("2026-03-20T02:00:00Z", tick=False):
        assert overview.actions(cast.project)[-1].id == item.id
    with time_machine.travel("2026-04-20T02:00:00Z", tick=False):
        assert item.id not in [row.id for row in overview.actions(cast.project)]
        assert item.id in [row.id for row in overview.actions(cast.project, all_closed=True)]


def test_the_clock_of_minutes_runs_from_the_meetings_end_and_stops_when_they_go_out(minutes: Minutes, cast: Cast):
    with time_machine.travel("2026-03-02T08:00:00Z", tick=False):
        row, = overview.meetings(cast.project)
        assert row.is_running and row.remaining == timedelta(hours=19) and not row.is_missed
        minutes.circulate(by=cast.chenjing)
    with time_machine.travel("2026-03-05T08:00:00Z", tick=False):
        row, = overview.meetings(cast.project)
        assert not row.is_running and row.remaining == timedelta(hours=19)


def test_a_missed_clock_shows_also_after_the_minutes_went_out(minutes: Minutes, cast: Cast):
    with time_machine.travel("2026-03-03T05:00:00Z", tick=False):
        assert overview.meetings(cast.project)[0].is_missed
        minutes.circulate(by=cast.chenjing)
        row, = overview.meetings(cast.project)
        assert row.is_missed and row.remaining == timedelta(hours=-2)


def test_receipts_are_counted_for_the_latest_version_only(circulated: Minutes, cast: Cast):
    receipt_of(circulated, cast.zhangwei).acknowledge(by=cast.zhangwei)
    row, = overview.meetings(cast.project)
    assert (row.version, row.asked, row.receipts) == (1, 7, 2)


def test_a_receipt_by_phone_says_whose_it_is_and_who_wrote_it_down(circulated: Minutes, cast: Cast):
    assert receipt_of(circulated, cast.liu).answer_for("acknowledged", by=cast.chenjing)
    row, = [row for row in overview.receipts(circulated.paper.latest.id) if row.person == "刘总"]
    assert (row.channel, row.answered_by) == ("phone", "陈静")
    last = Event.select().where(Event.verb == "answered").order_by(Event.id.desc()).first()
    assert (last.actor_id, last.on_behalf_of_id) == (cast.chenjing.id, cast.liu.id)


def test_an_answer_for_somebody_comes_by_phone_or_paper_only(circulated: Minutes, cast: Cast):
    with pytest.raises(Invalid):
        receipt_of(circulated, cast.liu).answer_for("acknowledged", by=cast.chenjing, channel="mail")


def test_an_ask_of_another_project_is_not_found(circulated: Minutes, cast: Cast):
    with pytest.raises(NotFound):
        Ask.find(receipt_of(circulated, cast.liu).id, by=cast.zhangwei)


def test_what_the_meeting_hears_of_a_carried_item_becomes_its_status(circulated: Minutes, cast: Cast):
    following = next_meeting(cast)
    carried = following.meeting.lines[0]
    write(following, cast, status="done", status_before="open")
    carried.action = carried.action.get_by_id(carried.action_id)
    assert carried.action.status == "done"


def test_a_reply_that_came_while_the_page_was_open_is_not_overwritten(circulated: Minutes, cast: Cast):
    following = next_meeting(cast)
    carried = following.meeting.lines[0]
    carried.action.report("in_progress", by=carried.owner, percent=60)
    write(following, cast, status="open", status_before="open")
    assert carried.action.get_by_id(carried.action_id).status == "in_progress"


def test_the_pulse_of_a_project_moves_with_its_events(circulated: Minutes, cast: Cast):
    before = overview.pulse(cast.project)
    receipt_of(circulated, cast.lina).acknowledge(by=cast.lina)
    after = overview.pulse(cast.project)
    assert after.event_id > before.event_id and after.waiting == 0


def test_the_number_of_queries_does_not_grow_with_the_data(circulated: Minutes, cast: Cast):
    def read() -> None:
        overview.actions(cast.project)
        overview.meetings(cast.project)
        overview.receipts(1)

    before = count_queries(read)
    for day in range(4):
        next_meeting(cast, day).circulate(by=cast.chenjing)
    assert count_queries(read) == before == 3


def next_meeting(cast: Cast, day: int = 0) -> Minutes:
    later = timedelta(days=7 + day)
    return Minutes.begin(cast.project, by=cast.chenjing, title="周例会", kind="weekly", series="周例会",
                         starts_at=plays.MEETING_BEGAN + later, ends_at=plays.MEETING_ENDED + later)


def write(minutes: Minutes, cast: Cast, **of_first_line: object) -> None:
    lines = tuple(LineDraft(line.key, line.what, line.owner_id, line.due) for line in minutes.meeting.lines)
    lines = (replace(lines[0], **of_first_line), *lines[1:])
    minutes.write(plays.draft(cast, lines=lines), by=cast.chenjing, editor="p", revision=minutes.meeting.revision)
