"""The clocks of the process in calendar hours and in working hours, over holidays and make-up days."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as some

from coordination import deciding, documents, objection, reminder, rhythm
from coordination.ask import Ask
from coordination.breach import Breach
from coordination.calendar import WorkingCalendar
from coordination.event import acting
from coordination.letter import Letter
from coordination.meeting import Meeting, Series
from coordination.minutes import Minutes
from coordination.paper import PaperVersion
from coordination.rules import Rules, follow, rules
from tests.cast import CIRCULATED, MEETING_BEGAN, MEETING_ENDED, Cast
from workers.timetable import look_ahead, watch_the_clocks

FRIDAY = datetime(2026, 3, 6, 8, 0, tzinfo=UTC)  # 16:00 in Shanghai
WORKING = {"working_hours": True, "day_begins": 9, "day_ends": 18}
PROPOSAL = {"background": "老产品停产", "goals": "新品上线", "results": "首月用户 10 万"}


def at(moment: datetime):
    return time_machine.travel(moment, tick=False)


def local(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+08:00")


@pytest.mark.parametrize("deadline", ["minutes_deadline", "objections_until", "decision_due"])
def test_a_clock_counts_all_hours_or_working_hours(deadline: str):
    hours = {"minutes_hours": 24, "objection_hours": 24, "decision_hours": 24}
    assert getattr(Rules(**hours), deadline)(FRIDAY) == FRIDAY + timedelta(hours=24)
    assert getattr(Rules(**hours, **WORKING), deadline)(FRIDAY) == local("2026-03-11 13:00")


def test_working_hours_pass_over_holidays_and_count_make_up_days():
    calendar = WorkingCalendar("", holidays=[date(2026, 3, 9)], workdays=[date(2026, 3, 7)])
    assert Rules(**WORKING, calendar=calendar).after_hours(FRIDAY, 12) == local("2026-03-10 10:00")


@given(hours=some.integers(0, 200), start=some.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)))
def test_counting_hours_back_undoes_counting_them_on(hours: int, start: datetime):
    rules = Rules(**WORKING)
    opened = rules.after_hours(start.replace(tzinfo=UTC), 1)  # within working time
    assert rules.before_hours(rules.after_hours(opened, hours), hours) == opened or hours == 0


def test_in_working_hours_the_breach_comes_later(minutes: Minutes):
    follow(Rules(**WORKING))
    with at(MEETING_ENDED + timedelta(hours=25)):
        watch_the_clocks()
        assert Breach.select().count() == 0
    with at(local("2026-03-04 17:01")):  # 11:00 on Monday and 24 working hours
        watch_the_clocks()
    assert [row.rule for row in Breach.select()] == ["minutes"]


@pytest.fixture
def proposed(cast: Cast) -> Ask:
    """刘总 was asked on Monday, 17:30 in Shanghai, to decide on a proposal."""
    with at(CIRCULATED):
        document = documents.begin("proposal", cast.project, by=cast.chenjing)
        values = {**document.paper.values, **PROPOSAL, "period": "2026-03-01 – 2026-06-30"}
        document.write(values, by=cast.chenjing, editor="page", revision=0)
        document.paper.become("circulated", by=cast.chenjing)
        version = PaperVersion.freeze(document.paper, document.content(), [], "", by=cast.chenjing)
        return Ask.for_paper("decide", version, cast.liu, cast.project)


def test_the_decision_layer_is_reminded_after_48_hours(proposed: Ask):
    with at(CIRCULATED + timedelta(hours=47)):
        assert not reminder.is_urgent(proposed, date(2026, 3, 4), proposed.person) and deciding.note_breaches() == 0
    with at(CIRCULATED + timedelta(hours=48)):
        assert reminder.is_urgent(proposed, date(2026, 3, 4), proposed.person) and deciding.note_breaches() == 1


def test_a_late_decision_is_recorded_once_and_none_that_was_taken(proposed: Ask, cast: Cast):
    with at(CIRCULATED + timedelta(hours=49)):
        watch_the_clocks()
        watch_the_clocks()
        assert [row.rule for row in Breach.select().where(Breach.rule == "decision")] == ["decision"]
    Ask.update(answered_at=CIRCULATED).execute()
    with at(CIRCULATED + timedelta(hours=49)):
        assert deciding.overdue() == []


def test_the_decision_hours_are_a_setting_and_may_be_working_hours(proposed: Ask):
    follow(Rules(decision_hours=9, **WORKING))
    with at(local("2026-03-03 17:29")):
        assert not deciding.is_due(proposed)
    with at(local("2026-03-03 17:30")):
        assert deciding.is_due(proposed)


# Objections

@pytest.fixture
def objected(circulated_on_monday: Minutes, cast: Cast):
    """王芳 objects by mail on Tuesday."""
    def say(text: str = "第二项决定有误", hours: int = 20) -> bool:
        with at(CIRCULATED + timedelta(hours=hours)), acting(channel="mail", inbound_id=5):
            return objection.raise_one(circulated_on_monday.paper.latest, text, by=cast.wangfang)
    return say


@pytest.fixture
def circulated_on_monday(minutes: Minutes, cast: Cast) -> Minutes:
    with at(CIRCULATED):
        minutes.circulate(by=cast.chenjing)
    Series.get().meet("weekly mon 10:00", 60, by=cast.chenjing)
    return Minutes.find(minutes.meeting.id, by=cast.chenjing)


def topics(meeting: Meeting) -> list[tuple[str, str, int]]:
    return [(topic.title, topic.discussion, topic.inbound_id) for topic in meeting.topics]


def test_an_objection_goes_to_the_next_agenda_with_its_mail(objected):
    assert objected()
    with at(MEETING_BEGAN + timedelta(days=2)):
        following = rhythm.prepare_next(Series.get()).meeting
    assert topics(following) == [("对上次纪要的异议：王芳", "第二项决定有误", 5)]


def test_an_objection_reaches_a_draft_that_waits_already(objected):
    with at(CIRCULATED + timedelta(hours=1)):
        following = rhythm.prepare_next(Series.get()).meeting
    assert objected() and not objected()
    assert len(topics(following)) == 1


def test_after_the_window_the_minutes_are_final(objected):
    with pytest.raises(objection.Final):
        objected(hours=48)


def test_in_working_hours_the_window_is_longer(objected):
    follow(Rules(**WORKING))
    assert objected(hours=72)


def test_the_timetable_prepares_invites_asks_and_warns(circulated_on_monday: Minutes, cast: Cast):
    cast.project.add_member(cast.zhangwei, "liaison", by=cast.chenjing)
    with at(local("2026-03-06 10:30")):  # Friday: questions for Monday; items are due today
        look_ahead()
        look_ahead()
    kinds = [letter.kind for letter in Letter.select().where(Letter.date >= local("2026-03-06 10:30"))]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {"invitation": 7, "request": 2, "warning": 2}
    assert rules().questions_hours == 24
