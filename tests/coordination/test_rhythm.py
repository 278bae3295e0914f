"""Series of meetings: the next one prepares itself, on a working day, with what is carried over."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from coordination import documents, recurrence_words, reports, rhythm
from coordination.action import ActionItem
from coordination.ask import Ask
from coordination.calendar import WorkingCalendar
from coordination.letter import Letter
from coordination.meeting import Meeting, Series
from coordination.minutes import Minutes
from coordination.refusal import Invalid, NotAllowed
from coordination.rules import Rules, follow
from tests.cast import CIRCULATED, Cast, draft

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 3, 9, 2, 0, tzinfo=UTC)  # 10:00 in Shanghai
WEDNESDAY = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)  # three working days before


@pytest.fixture
def series(minutes: Minutes, cast: Cast) -> Series:
    """The weekly meeting, Mondays at 10:00; its last one is of 2 March."""
    found = Series.get()
    found.meet("weekly mon 10:00", 60, by=cast.chenjing)
    return found


def at(moment: datetime):
    return time_machine.travel(moment, tick=False)


def test_the_next_meeting_is_prepared_three_working_days_before(series: Series):
    with at(WEDNESDAY - timedelta(minutes=1)):
        assert rhythm.prepare_all() == 0
    with at(WEDNESDAY):
        assert rhythm.prepare_all() == 1
    meeting = Meeting.get(Meeting.planned_at == MONDAY)
    assert (meeting.title, meeting.kind, meeting.place) == ("周例会", "weekly", "301 会议室")


def test_it_is_prepared_once(series: Series):
    with at(WEDNESDAY):
        assert [rhythm.prepare_all() for _n in range(3)] == [1, 0, 0]
        assert rhythm.prepare_next(series).meeting == rhythm.coming(series)


def test_members_are_on_its_list(series: Series, cast: Cast):
    with at(WEDNESDAY):
        meeting = rhythm.prepare_next(series).meeting
    assert {row.person.name for row in meeting.attendance} == {person.name for person in cast.project.members()}


def test_a_holiday_puts_it_off_to_the_next_working_day(series: Series):
    follow(Rules(calendar=WorkingCalendar("CN", [date(2026, 3, 9)])))
    with at(WEDNESDAY):
        assert rhythm.next_start(series) == MONDAY + timedelta(days=1)


def test_one_that_was_put_off_is_still_to_come_on_its_new_day(series: Series):
    follow(Rules(calendar=WorkingCalendar("CN", [date(2026, 3, 9)])))
    with at(MONDAY + timedelta(hours=23)):
        assert rhythm.next_start(series) == MONDAY + timedelta(days=1)


def test_it_may_be_on_a_make_up_day(series: Series, cast: Cast):
    follow(Rules(calendar=WorkingCalendar("CN", workdays=[date(2026, 3, 7)])))
    series.meet("weekly sat 09:00", 60, by=cast.chenjing)
    with at(WEDNESDAY):
        assert rhythm.next_start(series) == datetime(2026, 3, 7, 1, 0, tzinfo=UTC)


def test_one_that_was_moved_is_not_prepared_again(series: Series, cast: Cast):
    with at(WEDNESDAY):
        moved = rhythm.prepare_next(series)
        earlier = MONDAY - timedelta(days=3)
        moved.write(draft(cast, starts_at=earlier, ends_at=earlier + timedelta(hours=1)), by=cast.chenjing,
                    editor="page", revision=0)
    with at(MONDAY - timedelta(days=1)):
        assert rhythm.prepare_next(series).meeting.starts_at == MONDAY + timedelta(weeks=1)


def test_a_paused_series_prepares_nothing(series: Series, cast: Cast):
    series.pause(by=cast.chenjing)
    with at(WEDNESDAY):
        assert rhythm.prepare_all() == 0
        Series.get().resume(by=cast.chenjing)
        assert rhythm.prepare_all() == 1


def test_an_archived_project_prepares_nothing(series: Series, cast: Cast):
    cast.project.archived_at = CIRCULATED
    cast.project.save()
    with at(WEDNESDAY):
        assert rhythm.prepare_all() == 0


def test_prepared_meetings_invite_by_themselves_once(series: Series, cast: Cast):
    with at(WEDNESDAY):
        rhythm.prepare_all()
        assert [rhythm.invite_all() for _n in range(2)] == [7, 0]
    assert Letter.select().where(Letter.kind == "invitation").count() == 7


def test_items_of_minutes_that_come_late_are_carried_into_the_draft_that_waits(
        series: Series, minutes: Minutes, cast: Cast):
    with at(WEDNESDAY):
        following = rhythm.prepare_next(series).meeting
        assert following.lines == []
        minutes.circulate(by=cast.chenjing)
    assert [line.action.number for line in following.lines] == [1, 2, 3]
    Minutes(following).carry_over()
    assert len(following.lines) == ActionItem.select().count() == 3


def test_only_the_manager_changes_a_rhythm(series: Series, cast: Cast):
    with pytest.raises(NotAllowed):
        series.meet("weekly tue 09:00", 60, by=cast.zhangwei)
    with pytest.raises(NotAllowed):
        series.pause(by=cast.zhangwei)


@pytest.mark.parametrize("when", [("", 60), ("每周一 24:00", 60), ("每周一", 60), ("每周一 9:00", 0),
                                  ("每周一 9:00", 1000)])
def test_a_rhythm_that_no_clock_knows_is_refused(series: Series, cast: Cast, when: tuple[str, int]):
    with pytest.raises(Invalid):
        series.meet(*when, by=cast.chenjing)


def planned(cast: Cast, rows: list[dict]) -> None:
    """The communication plan, circulated with these rows."""
    document = documents.begin("communication_plan", cast.project, by=cast.chenjing)
    if document.paper.state != "draft":
        document.correct(by=cast.chenjing)
    document.write({"rows": rows}, by=cast.chenjing, editor="page", revision=document.paper.revision)
    document.circulate(by=cast.chenjing)


@pytest.fixture
def weekly(cast: Cast) -> dict:
    """A row of the communication plan."""
    return {"key": "r1", "occasion": "sync", "way": "meeting", "people": "全体", "rhythm": "weekly mon 10:00",
            "topics": "周例会", "output": "", "owner": str(cast.chenjing.id)}


@pytest.mark.parametrize("change", [None, {"way": "chat"}])
def test_a_row_that_leaves_the_plan_takes_its_meetings_with_it(cast: Cast, weekly: dict, change: dict | None):
    review = {**weekly, "key": "r2", "rhythm": "weekly mon 09:00", "topics": "决策评审"}
    with at(WEDNESDAY):
        planned(cast, [weekly, review])
        assert (rhythm.prepare_all(), rhythm.invite_all()) == (2, 14)
        planned(cast, [review, *([{**weekly, **change}] if change else [])])
        assert [row.name for row in rhythm.going()] == ["决策评审"]
        gone = Meeting.get(Meeting.title == "周例会")
        letters = Letter.select().where(Letter.cause.startswith(f"meeting:{gone.id}:"))
        told = [letter.data["method"] for letter in letters]
        assert gone.cancelled_at is not None and (told.count("REQUEST"), told.count("CANCEL")) == (7, 7)
    with at(MONDAY + timedelta(minutes=1)):
        assert rhythm.coming(gone.series) is None and Meeting.get(Meeting.title == "决策评审").cancelled_at is None


def test_a_row_that_comes_back_takes_its_meetings_up_again(cast: Cast, weekly: dict):
    with at(WEDNESDAY):
        planned(cast, [weekly])
        planned(cast, [{**weekly, "way": "chat"}])
        assert rhythm.going() == []
        planned(cast, [{**weekly, "rhythm": "weekly fri 09:00"}])
        assert [(row.name, row.recurs) for row in rhythm.going()] == [("周例会", "weekly fri 09:00")]
        assert rhythm.prepare_all() == 1


def test_what_the_manager_paused_stays_so_when_the_plan_is_corrected(cast: Cast, weekly: dict):
    with at(WEDNESDAY):
        planned(cast, [weekly])
        Series.get().pause(by=cast.chenjing)
        planned(cast, [{**weekly, "topics": "进度"}])
        assert rhythm.going() == []


def test_a_meeting_planned_by_hand_outlives_the_next_plan(cast: Cast, weekly: dict):
    with at(WEDNESDAY):
        for rows in ([weekly], [{**weekly, "way": "chat"}]):
            planned(cast, rows)
        meeting = Minutes.begin(cast.project, by=cast.chenjing, title="周例会", kind="weekly", series="周例会",
                                starts_at=MONDAY, ends_at=MONDAY + timedelta(hours=1)).meeting
        planned(cast, [{**weekly, "way": "chat", "topics": "进度"}])
        assert Meeting.get_by_id(meeting.id).cancelled_at is None


@pytest.mark.parametrize(("words", "names"), [
    ("部门负责人", {"李娜", "陈静"}), ("各部门负责人、张伟", {"李娜", "张伟", "陈静"}),
    ("财务部；刘总", {"李娜", "刘总", "陈静"}), ("Department heads and liaisons", {"李娜", "陈杰", "陈静"}),
    ("全体", None), ("张伟，相关人员", None)])
def test_whom_the_plan_names_is_on_the_list(cast: Cast, weekly: dict, words: str, names: set[str] | None):
    with at(WEDNESDAY):
        planned(cast, [{**weekly, "people": words}])
        meeting = rhythm.prepare_next(Series.get()).meeting
    everybody = {person.name for person in cast.project.members()}
    assert {row.person.name for row in meeting.attendance} == (names or everybody)


def test_what_the_kickoff_left_open_comes_to_the_first_weekly_meeting(cast: Cast, minutes: Minutes, weekly: dict):
    with at(WEDNESDAY):
        minutes.circulate(by=cast.chenjing)
        Meeting.update(kind="kickoff", series=None).execute()
        planned(cast, [weekly])
        first = rhythm.prepare_next(Series.get(Series.plan_key == "r1")).meeting
    assert [line.action.number for line in first.lines] == [1, 2, 3]


def test_a_series_of_the_plan_has_a_short_name(cast: Cast, weekly: dict):
    long = "各部门汇报本周完成与下周计划，协调资源与风险"
    planned(cast, [{**weekly, "topics": long}, {**weekly, "key": "r2", "topics": long},
                   {**weekly, "key": "r3", "occasion": "other", "topics": "预算"}])
    names = [row.name for row in Series.select().order_by(Series.id)]
    assert names == ["周例会", "各部门汇报本周完成与下周计划", "预算"]


@pytest.mark.parametrize(("typed", "name", "kind", "starts"), [
    ("每两周周四下午3点半", "双周例会", "regular", ["03-05 15:30", "03-19 15:30", "04-02 15:30"]),
    ("每月第一个周一 14:00", "月度例会", "regular", ["04-07 14:00", "05-06 14:00", "06-01 14:00"]),
    ("on the 5th of each month 10:00", "月度例会", "regular", ["03-05 10:00", "04-07 10:00", "05-06 10:00"]),
    ("每月最后一个工作日 16:00", "月度例会", "regular", ["03-31 16:00", "04-30 16:00", "05-29 16:00"]),
    ("daily 9:15", "每日例会", "regular", ["03-05 09:15", "03-06 09:15", "03-09 09:15"]),
    ("每季度第一个周一 10:00", "季度例会", "regular", ["04-07 10:00", "07-06 10:00", "10-08 10:00"]),
    ("每周一 10:00", "周例会", "weekly", ["03-09 10:00", "03-16 10:00", "03-23 10:00"]),
])
def test_a_row_of_the_plan_meets_by_its_rhythm(
        cast: Cast, weekly: dict, typed: str, name: str, kind: str, starts: list[str]):
    follow(Rules(calendar=WorkingCalendar("CN")))
    with at(WEDNESDAY) as clock:
        planned(cast, [{**weekly, "rhythm": recurrence_words.read(typed)}])
        [series] = rhythm.going()
        for start in starts:
            meeting = rhythm.prepare_next(series).meeting
            assert f"{meeting.starts_at.astimezone(SHANGHAI):%m-%d %H:%M}" == start
            clock.move_to(meeting.starts_at)
    assert (series.name, series.kind, meeting.title, meeting.kind) == (name, kind, name, kind)


def test_whoever_meets_every_day_is_not_asked_by_mail_before(cast: Cast, weekly: dict):
    cast.project.add_member(cast.zhangwei, "liaison", by=cast.chenjing)
    with at(WEDNESDAY) as clock:
        planned(cast, [{**weekly, "rhythm": "daily 09:15"}])
        rhythm.prepare_all()
        clock.move_to(rhythm.coming(Series.get(Series.plan_key == "r1")).starts_at - timedelta(hours=1))
        assert reports.ask_all() == 0


def test_what_meets_monthly_is_prepared_invited_asked_about_and_carried_over(
        cast: Cast, minutes: Minutes, weekly: dict):
    cast.project.add_member(cast.zhangwei, "liaison", by=cast.chenjing)
    with at(WEDNESDAY) as clock:
        minutes.circulate(by=cast.chenjing)
        planned(cast, [{**weekly, "rhythm": "monthly 5 day 10:00"}])
        series = Series.get(Series.plan_key == "r1")
        Meeting.update(series=series).execute()
        assert (rhythm.prepare_all(), rhythm.invite_all()) == (1, 7)
        meeting = rhythm.coming(series)
        assert [line.action.number for line in meeting.lines] == [1, 2, 3]
        clock.move_to(meeting.starts_at - timedelta(hours=1))
        assert reports.ask_all() == 2
        clock.move_to(meeting.starts_at)
        assert rhythm.prepare_all() == 0
    questions = {ask.question for ask in Ask.select().where(Ask.subject_id == meeting.id, Ask.kind == "provide")}
    assert questions == {"since", "until", "needed", "threats"}
    documents.answer(Ask.get(Ask.question == "since"), "登录完成", by=cast.zhangwei)
    assert [topic.discussion for topic in meeting.topics] == ["上次会议以来完成：登录完成"]


def test_a_series_is_called_after_its_new_rhythm(series: Series, cast: Cast):
    with at(WEDNESDAY):
        series.meet("隔周周四 9:00", 60, by=cast.chenjing)
    assert (series.name, series.kind, series.recurs) == ("双周例会", "regular", "fortnightly thu 09:00 from 2026-03-04")


def test_fortnights_go_on_when_the_plan_is_corrected(cast: Cast, weekly: dict):
    fortnightly = {**weekly, "rhythm": "fortnightly thu 15:30"}
    with at(WEDNESDAY):
        planned(cast, [fortnightly])
    with at(WEDNESDAY + timedelta(weeks=1)):
        planned(cast, [{**fortnightly, "topics": "进度"}])
        assert rhythm.next_start(Series.get()).date() == date(2026, 3, 19)
