"""Reminders: little mail, at the right time, to the right people."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine

from coordination import early_warning, reminder, rules
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
def clock(stages, minutes, cast):
    """Thursday 5 March, 8:30 in Shanghai, three days after the minutes went out. On Tuesday and Wednesday
    张伟 was asked whether he will be in time."""
    with time_machine.travel(THURSDAY, tick=False) as traveller:
        stages.play(three_days_before, minutes, cast)
        yield traveller


def three_days_before(minutes, cast):
    with time_machine.travel(THURSDAY - timedelta(days=3), tick=False) as traveller:
        minutes.circulate(by=cast.chenjing)
        for days in (2, 1):
            traveller.move_to(THURSDAY - timedelta(days=days, hours=-1))
            early_warning.warn_all()


def remind():
    return reminder.remind_all(HALF_PAST_EIGHT)


def lines(person):
    letter = Letter.get_or_none((Letter.person == person) & (Letter.kind == "reminder"))
    if letter is None:
        return None
    return [(row.n, row.ask.action.what if row.ask.action_id else "receipt") for row in letter.lines]


def reminded_of(person, what):
    letter = reminder.remind(person, HALF_PAST_EIGHT)
    return letter is not None and what in [row.ask.action.what for row in letter.lines if row.ask.action_id]


def ask(cast, who, what, due, project=None):
    Ask.for_report(ActionItem.agree(project or cast.project, what, who, due, by=cast.chenjing))


def test_everything_open_is_in_one_mail_numbered_through(clock, cast):
    remind()
    assert lines(cast.zhangwei) == [(1, "receipt"), (2, "完成用户登录功能测试")]


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
    clock.shift(timedelta(days=1))
    remind()
    assert lines(cast.zhangwei) == [(1, "准备测试账号")]


def test_with_nothing_open_there_is_no_mail(clock, cast):
    Ask.get((Ask.person == cast.lina) & (Ask.kind == "acknowledge")).answer("acknowledged", by=cast.lina)
    assert reminder.remind(cast.lina, HALF_PAST_EIGHT) is None


def test_an_item_that_is_due_in_a_week_can_wait(clock, cast):
    ask(cast, cast.chenjie, "更新采购预算表", date(2026, 3, 12))
    remind()
    assert lines(cast.chenjie) == [(1, "receipt")]


def test_what_is_not_late_is_the_early_warnings_to_ask_about_first(clock, cast):
    ask(cast, cast.chenjie, "更新采购预算表", date(2026, 3, 10))
    told = {}
    for day in range(1, 6):  # Friday to Tuesday: asked about on Friday, then named on the day itself
        clock.move_to(THURSDAY + timedelta(days=day))
        told[day] = reminded_of(cast.chenjie, "更新采购预算表")
        clock.shift(timedelta(hours=1))
        early_warning.warn_all()
    assert told == {1: False, 2: False, 3: False, 4: False, 5: True}
    assert Letter.select().where((Letter.person == cast.chenjie) & (Letter.kind == "warning")).count() == 1


def test_nobody_gets_two_mails_about_one_item_on_a_day_and_no_warning_is_lost(clock, cast):
    for day in range(6, 14):
        ask(cast, cast.chenjie, f"第 {day} 天的事", date(2026, 3, day))
    for hour in range(0, 24 * 9, 8):
        clock.move_to(THURSDAY + timedelta(hours=hour))
        for sweep in (remind, early_warning.warn_all) if hour % 3 else (early_warning.warn_all, remind):
            sweep()
    named = [(letter.kind, letter.date.date(), line.ask.action.what) for letter in Letter.select().where(
        (Letter.person == cast.chenjie) & Letter.kind.in_(("reminder", "warning")))
        for line in letter.lines if line.ask.action_id]
    assert len({row[1:] for row in named}) == len(named)
    assert sorted(what for kind, _day, what in named if kind == "warning") == sorted(
        f"第 {day} 天的事" for day in range(6, 14))


def test_whoever_answers_the_reminder_with_a_near_day_is_asked_again_a_day_later(clock, cast):
    clock.shift(timedelta(days=1))
    remind()
    Ask.open_of(cast.zhangwei)[1].report("delayed", by=cast.zhangwei, due=date(2026, 3, 9))
    clock.shift(timedelta(hours=1))
    assert early_warning.warn_all() == 0
    clock.shift(timedelta(days=1))
    assert early_warning.warn_all() == 1


def test_what_was_declined_waits_for_the_project_manager(clock, cast):
    Ask.open_of(cast.zhangwei)[1].report("declined", by=cast.zhangwei)
    clock.shift(timedelta(days=1))
    remind()
    assert lines(cast.zhangwei) == [(1, "receipt"), (2, "准备测试账号")]


def test_a_delay_that_was_announced_counts(clock, cast):
    Ask.open_of(cast.zhangwei)[1].report("delayed", by=cast.zhangwei, due=date(2026, 3, 20))
    clock.shift(timedelta(days=1))
    remind()
    assert lines(cast.zhangwei) == [(1, "receipt"), (2, "准备测试账号")]


def test_two_projects_come_in_one_mail(clock, cast):
    website = Project.start("官网改版", "WEB", by=cast.chenjing)
    ask(cast, cast.zhangwei, "接口文档评审", date(2026, 3, 4), website)
    remind()
    assert len(lines(cast.zhangwei)) == 3
    assert Letter.get((Letter.person == cast.zhangwei) & (Letter.kind == "reminder")).project is None


def test_a_clock_a_day_ahead_and_put_right_again_reminds_nobody_twice(clock, cast):
    remind()
    clock.shift(timedelta(days=1))
    assert remind() == 6
    clock.shift(timedelta(days=-1))
    assert remind() == 0
    clock.shift(timedelta(days=1))
    assert remind() == 0
