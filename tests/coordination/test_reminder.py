"""Reminders: little mail, at the right time, to the right people."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine

from coordination import reminder, rules
from coordination.action import ActionItem
from coordination.ask import Ask
from coordination.calendar import WorkingCalendar
from coordination.letter import Letter
from coordination.project import Project
from coordination.rules import Rules

HALF_PAST_EIGHT = time(8, 30)
THURSDAY = datetime(2026, 3, 5, 0, 30, tzinfo=UTC)  # 8:30 in Shanghai; 张伟's items are due on 5 and 6 March
SATURDAY = THURSDAY + timedelta(days=2)


@pytest.fixture
def clock(minutes, cast):
    """Thursday 5 March, 8:30 in Shanghai, three days after the minutes went out."""
    with time_machine.travel(THURSDAY - timedelta(days=3), tick=False) as traveller:
        minutes.circulate(by=cast.chenjing)
        traveller.move_to(THURSDAY)
        yield traveller


def remind():
    return reminder.remind_all(HALF_PAST_EIGHT)


def lines(person):
    letter = Letter.get_or_none((Letter.person == person) & (Letter.kind == "reminder"))
    if letter is None:
        return None
    return [(row.n, row.ask.action.what if row.ask.action_id else "receipt") for row in letter.lines]


def ask(cast, who, what, due, project=None):
    Ask.for_report(ActionItem.agree(project or cast.project, what, who, due, by=cast.chenjing))


def test_everything_open_is_in_one_mail_numbered_through(clock, cast):
    remind()
    assert lines(cast.zhangwei) == [(1, "receipt"), (2, "完成用户登录功能测试"), (3, "准备测试账号")]


def test_one_mail_a_person_and_day_however_often_it_is_asked(clock, cast):
    assert remind() == 6
    clock.shift(timedelta(hours=2))
    assert remind() == 0


def test_the_next_working_day_brings_another_one(clock, cast):
    remind()
    clock.shift(timedelta(days=1))
    assert remind() == 6


def test_none_before_the_time_of_day_and_none_at_night(clock, cast):
    clock.move_to(THURSDAY - timedelta(minutes=1))
    assert remind() == 0
    clock.move_to(THURSDAY + timedelta(hours=8))
    assert remind() == 0


def test_the_time_of_day_is_that_of_where_the_person_is(clock, cast):
    cast.sofia.time_zone = "Europe/Berlin"
    cast.sofia.save()
    assert remind() == 5
    clock.shift(timedelta(hours=7))
    assert reminder.remind(cast.sofia, HALF_PAST_EIGHT) is not None


def test_none_on_a_weekend_and_one_on_a_make_up_day(clock, cast):
    clock.move_to(SATURDAY)
    assert remind() == 0
    rules.follow(Rules(calendar=WorkingCalendar(workdays=[date(2026, 3, 7)])))
    assert remind() == 6


def test_nobody_who_is_away_is_reminded(clock, cast):
    cast.zhangwei.mark_away(date(2026, 3, 9))
    assert remind() == 5
    assert lines(cast.zhangwei) is None


def test_nobody_is_reminded_of_a_receipt_that_is_out_for_less_than_a_day(clock, cast):
    Ask.update(created_at=THURSDAY - timedelta(hours=23)).where(Ask.kind == "acknowledge").execute()
    remind()
    assert lines(cast.lina) is None


def test_what_has_been_answered_is_left_out(clock, cast):
    for ask in Ask.open_of(cast.zhangwei)[:2]:
        ask.answer("done", by=cast.zhangwei)
    remind()
    assert lines(cast.zhangwei) == [(1, "准备测试账号")]


def test_with_nothing_open_there_is_no_mail(clock, cast):
    Ask.get((Ask.person == cast.lina) & (Ask.kind == "acknowledge")).answer("acknowledged", by=cast.lina)
    assert reminder.remind(cast.lina, HALF_PAST_EIGHT) is None


def test_an_item_that_is_due_in_a_week_can_wait(clock, cast):
    ask(cast, cast.chenjie, "更新采购预算表", date(2026, 3, 12))
    remind()
    assert lines(cast.chenjie) == [(1, "receipt")]


def test_on_friday_one_hears_of_what_is_due_on_tuesday(clock, cast):
    ask(cast, cast.chenjie, "更新采购预算表", date(2026, 3, 10))
    clock.shift(timedelta(days=1))
    remind()
    assert lines(cast.chenjie) == [(1, "receipt"), (2, "更新采购预算表")]


def test_what_was_declined_waits_for_the_project_manager(clock, cast):
    Ask.open_of(cast.zhangwei)[1].report("declined", by=cast.zhangwei)
    remind()
    assert lines(cast.zhangwei) == [(1, "receipt"), (2, "准备测试账号")]


def test_a_delay_that_was_announced_counts(clock, cast):
    Ask.open_of(cast.zhangwei)[1].report("delayed", by=cast.zhangwei, due=date(2026, 3, 20))
    remind()
    assert lines(cast.zhangwei) == [(1, "receipt"), (2, "准备测试账号")]


def test_two_projects_come_in_one_mail(clock, cast):
    website = Project.start("官网改版", "WEB", by=cast.chenjing)
    ask(cast, cast.zhangwei, "接口文档评审", date(2026, 3, 6), website)
    remind()
    assert len(lines(cast.zhangwei)) == 4
    assert Letter.get((Letter.person == cast.zhangwei) & (Letter.kind == "reminder")).project is None


def test_a_clock_a_day_ahead_and_put_right_again_reminds_nobody_twice(clock, cast):
    remind()
    clock.shift(timedelta(days=1))
    assert remind() == 6
    clock.shift(timedelta(days=-1))
    assert remind() == 0
    clock.shift(timedelta(days=1))
    assert remind() == 0
