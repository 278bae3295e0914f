"""The four questions to liaisons before a weekly meeting, and how their answers fill the draft of its minutes."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from coordination import documents, reports, request, rules
from coordination.ask import Ask
from coordination.calendar import WorkingCalendar
from coordination.letter import Letter
from coordination.meeting import Meeting, Topic
from coordination.minutes import Minutes
from coordination.refusal import NotAllowed
from coordination.rules import Rules
from tests.cast import MEETING_BEGAN, Cast, draft

FRIDAY = MEETING_BEGAN - timedelta(days=3)  # the meeting is on Monday, 2 March, at 10:00 in Shanghai


@pytest.fixture
def planned(cast: Cast) -> Meeting:
    """The meeting of 2 March in whose draft nobody has written yet; 陈杰 and 张伟 are liaisons."""
    rules.follow(Rules(calendar=WorkingCalendar("")))
    cast.project.add_member(cast.zhangwei, "liaison", by=cast.chenjing)
    with time_machine.travel(FRIDAY - timedelta(days=1), tick=False):
        return Minutes.begin(cast.project, by=None, title="周例会", kind="weekly", starts_at=MEETING_BEGAN,
                             ends_at=MEETING_BEGAN + timedelta(hours=1), series="周例会").meeting


@pytest.fixture
def asked(planned: Meeting):
    """Friday, 10:00: both have been asked."""
    with time_machine.travel(FRIDAY, tick=False) as clock:
        reports.ask_all()
        yield clock


def say(person, question: str, text: str) -> None:
    documents.answer(Ask.get((Ask.person == person) & (Ask.question == question)), text, by=person)


def topics(meeting: Meeting) -> dict[str, str]:
    return {topic.title: topic.discussion for topic in Meeting.get_by_id(meeting.id).topics}


@pytest.mark.parametrize("late, asked", [(timedelta(minutes=-1), 0), (timedelta(0), 2), (timedelta(days=1), 2),
                                         (timedelta(days=3), 0)])
def test_a_mondays_questions_go_out_on_friday_and_not_after_it_began(planned: Meeting, late: timedelta, asked: int):
    with time_machine.travel(FRIDAY + late, tick=False):
        assert reports.ask_all() == asked
        assert reports.ask_all() == 0


def test_the_hours_are_a_setting(planned: Meeting):
    rules.follow(Rules(questions_hours=48, calendar=WorkingCalendar("")))
    with time_machine.travel(FRIDAY - timedelta(days=1), tick=False):
        assert reports.ask_all() == 2


def test_before_a_holiday_the_questions_go_out_earlier(planned: Meeting):
    rules.follow(Rules(calendar=WorkingCalendar("", [date(2026, 2, 27)])))
    with time_machine.travel(FRIDAY - timedelta(days=1), tick=False):
        assert reports.ask_all() == 2


def test_where_the_saturday_is_a_make_up_day_they_go_out_then(planned: Meeting):
    rules.follow(Rules(calendar=WorkingCalendar("CN")))  # 28 February 2026 is worked for the Spring Festival
    with time_machine.travel(FRIDAY + timedelta(hours=23), tick=False):
        assert reports.ask_all() == 0
    with time_machine.travel(FRIDAY + timedelta(hours=24), tick=False):
        assert reports.ask_all() == 2


def test_without_liaisons_nobody_is_asked(cast: Cast):
    cast.project.remove_member(cast.chenjie, "liaison", by=cast.chenjing)
    Minutes.begin(cast.project, by=None, title="周例会", kind="weekly", starts_at=MEETING_BEGAN,
                  ends_at=MEETING_BEGAN, series="周例会")
    with time_machine.travel(FRIDAY, tick=False):
        assert reports.ask_all() == 0 and Letter.select().count() == 0


def test_a_liaison_who_comes_later_is_asked_alone(asked, planned: Meeting, cast: Cast):
    cast.project.add_member(cast.wangfang, "liaison", by=cast.chenjing)
    assert reports.ask_all() == 1
    assert len(request.answers("weekly", planned)) == 3


def test_a_report_fills_the_draft_as_it_comes(asked, planned: Meeting, cast: Cast):
    say(cast.chenjie, "done", "物料已下单")
    assert topics(planned) == {"采购部 · 汇报": "本周完成：物料已下单"}
    say(cast.chenjie, "risks", "供应商可能延迟")
    assert topics(planned) == {"采购部 · 汇报": "本周完成：物料已下单\n风险点：供应商可能延迟"}


def test_once_somebody_has_written_nothing_changes_by_itself(asked, planned: Meeting, cast: Cast):
    say(cast.chenjie, "done", "物料已下单")
    minutes = Minutes.find(planned.id, by=cast.chenjing)
    minutes.write(draft(cast, lines=()), by=cast.chenjing, editor="page", revision=minutes.meeting.revision)
    say(cast.zhangwei, "done", "登录完成")
    assert list(topics(planned)) == ["登录功能进度"]


def test_a_page_that_was_open_before_notices(asked, planned: Meeting, cast: Cast):
    say(cast.chenjie, "done", "物料已下单")
    with pytest.raises(Exception, match="Somebody else has changed"):
        Minutes.find(planned.id, by=cast.chenjing).write(draft(cast), by=cast.chenjing, editor="page", revision=0)


def test_taking_over_by_hand_keeps_what_was_typed(asked, planned: Meeting, cast: Cast):
    say(cast.chenjie, "done", "物料已下单")
    say(cast.zhangwei, "done", "登录完成")
    Topic.update(discussion="陈静改写").where(Topic.key == f"report-{cast.chenjie.id}").execute()
    Meeting.update(editor="page").execute()
    say(cast.chenjie, "next", "跟催")
    say(cast.zhangwei, "next", "联调")
    assert reports.take_over(Minutes.find(planned.id, by=cast.chenjing), by=cast.chenjing) == 1
    assert topics(planned) == {"采购部 · 汇报": "陈静改写", "研发部 · 汇报": "本周完成：登录完成\n下周计划：联调"}


def test_a_report_that_was_taken_away_comes_back_by_hand(asked, planned: Meeting, cast: Cast):
    say(cast.chenjie, "done", "物料已下单")
    Topic.delete().execute()
    minutes = Minutes.find(planned.id, by=cast.chenjing)
    assert reports.take_over(minutes, by=cast.chenjing) == 1
    assert reports.take_over(minutes, by=cast.chenjing) == 0


def test_two_liaisons_of_one_department_are_told_apart(asked, planned: Meeting, cast: Cast):
    cast.chenjie.department = cast.zhangwei.department
    cast.chenjie.save()
    say(cast.chenjie, "done", "物料已下单")
    say(cast.zhangwei, "done", "登录完成")
    assert "研发部 张伟 · 汇报" in topics(planned)


def test_members_cannot_take_over(asked, planned: Meeting, cast: Cast):
    with pytest.raises(NotAllowed):
        reports.take_over(Minutes(planned), by=cast.wangfang)


def test_after_the_minutes_nobody_waits_for_a_report(asked, planned: Meeting, cast: Cast):
    asked.move_to(datetime(2026, 3, 2, 4, 0, tzinfo=UTC))
    Minutes.find(planned.id, by=cast.chenjing).circulate(by=cast.chenjing)
    assert request.answers("weekly", planned) == []
