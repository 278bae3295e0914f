"""The early warning: 48 h before a due date its owner is asked, once, and the answer marks the Gantt chart."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from coordination import documents, early_warning, rules, schedule
from coordination.action import ActionItem
from coordination.ask import Ask
from coordination.calendar import WorkingCalendar
from coordination.delegation import Delegation
from coordination.event import acting
from coordination.letter import Letter
from coordination.milestone import Deliverable, Milestone
from coordination.project import Project
from coordination.refusal import Missing
from coordination.rules import Rules
from coordination.undo import take_back
from tests.cast import Cast

FRIDAY = date(2026, 3, 6)
WEDNESDAY = datetime(2026, 3, 4, 1, 0, tzinfo=UTC)  # 9:00 in Shanghai


@pytest.fixture
def item(cast: Cast) -> ActionItem:
    """张伟's, due on Friday, 6 March."""
    agreed = ActionItem.agree(cast.project, "完成登录测试", cast.zhangwei, FRIDAY, by=cast.chenjing)
    return ActionItem.get_by_id(agreed.id)


@pytest.fixture
def milestone(cast: Cast) -> Milestone:
    return Milestone.create(project=cast.project, key="m1", name="需求评审完成", due=FRIDAY)


@pytest.fixture
def deliverable(cast: Cast) -> Deliverable:
    """Of 李娜's department, whose head she is; nobody owns it."""
    return Deliverable.create(project=cast.project, key="D-1", name="功能需求文档", due=FRIDAY,
                              department=cast.lina.department)


@pytest.fixture
def wednesday():
    with time_machine.travel(WEDNESDAY, tick=False) as clock:
        yield clock


def warned(moment: datetime) -> list[str]:
    with time_machine.travel(moment, tick=False):
        early_warning.warn_all()
    return [letter.person.name for letter in Letter.select().where(Letter.kind == "warning").order_by(Letter.id)]


def bar(cast: Cast) -> schedule.Bar:
    return schedule.bars(cast.project)[0]


def test_the_owner_is_asked_48_hours_before_the_morning_of_the_day(item: ActionItem):
    assert warned(WEDNESDAY - timedelta(minutes=1)) == []
    assert warned(WEDNESDAY) == ["张伟"]


def test_what_becomes_due_at_once_is_one_mail_with_numbered_lines(item: ActionItem, cast: Cast):
    website = Project.start("官网改版", "WEB", by=cast.chenjing)
    ActionItem.agree(website, "首页定稿", cast.zhangwei, FRIDAY, by=cast.chenjing)
    assert warned(WEDNESDAY) == ["张伟"]
    letter = Letter.get(Letter.kind == "warning")
    assert [(line.n, line.ask.action.what) for line in letter.lines] == [(1, "完成登录测试"), (2, "首页定稿")]
    assert letter.project is None and warned(WEDNESDAY + timedelta(hours=1)) == ["张伟"]


def test_a_warning_of_the_first_release_is_not_repeated(item: ActionItem, cast: Cast):
    Letter.post("warning", cast.zhangwei, cause=f"warning:action_item:{item.id}:2026-03-06", project=cast.project,
                asks=[Ask.for_warning(item, cast.zhangwei)], data={"due": "2026-03-06"})
    assert len(warned(WEDNESDAY)) == 1


def test_once_for_a_date(item: ActionItem):
    assert warned(WEDNESDAY) == warned(WEDNESDAY + timedelta(hours=30)) == ["张伟"]


def test_not_after_the_day(item: ActionItem):
    assert warned(datetime(2026, 3, 6, 16, 1, tzinfo=UTC)) == []


@pytest.mark.parametrize("status", ["done", "declined"])
def test_not_about_what_is_done_or_with_the_manager(item: ActionItem, cast: Cast, status: str):
    item.report(status, by=cast.zhangwei)
    assert warned(WEDNESDAY) == []


def test_what_is_due_on_monday_is_asked_about_on_friday(cast: Cast):
    ActionItem.agree(cast.project, "上线", cast.zhangwei, date(2026, 3, 9), by=cast.chenjing)
    assert warned(datetime(2026, 3, 6, 0, 59, tzinfo=UTC)) == []
    assert warned(datetime(2026, 3, 6, 1, 0, tzinfo=UTC)) == ["张伟"]


def test_on_a_make_up_day_it_is_asked_as_on_any_other(cast: Cast):
    rules.follow(Rules(calendar=WorkingCalendar("CN", workdays=[date(2026, 3, 7)])))
    ActionItem.agree(cast.project, "上线", cast.zhangwei, date(2026, 3, 9), by=cast.chenjing)
    assert warned(datetime(2026, 3, 6, 1, 0, tzinfo=UTC)) == []
    assert warned(datetime(2026, 3, 7, 1, 0, tzinfo=UTC)) == ["张伟"]


def test_in_working_hours_it_is_asked_days_earlier(item: ActionItem):
    rules.follow(Rules(working_hours=True, day_begins=9, day_ends=17, early_warning_hours=24))
    assert warned(datetime(2026, 3, 3, 0, 59, tzinfo=UTC)) == []
    assert warned(datetime(2026, 3, 3, 1, 0, tzinfo=UTC)) == ["张伟"]


def test_the_hours_are_a_setting(item: ActionItem):
    rules.follow(Rules(early_warning_hours=72))
    assert warned(WEDNESDAY - timedelta(days=1)) == ["张伟"]


def test_in_time_is_recorded(item: ActionItem, cast: Cast, wednesday):
    early_warning.warn_all()
    documents.answer(Ask.get(Ask.kind == "warn"), "on_time", by=cast.zhangwei)
    assert ActionItem.get().status == "in_progress" and bar(cast).state == "at_risk"


def test_late_moves_it_on_the_gantt_and_is_asked_again_before_the_new_day(item: ActionItem, cast: Cast, wednesday):
    early_warning.warn_all()
    documents.answer(Ask.get(Ask.kind == "warn"), "late", by=cast.zhangwei, due=date(2026, 3, 12), reason="服务器故障")
    assert (bar(cast).expected_due, bar(cast).state) == (date(2026, 3, 12), "at_risk")
    assert warned(datetime(2026, 3, 10, 1, 0, tzinfo=UTC)) == ["张伟", "张伟"]
    assert Ask.get(Ask.kind == "warn").is_open


def test_help_is_marked_and_offered_to_the_risk_report(item: ActionItem, cast: Cast, wednesday):
    early_warning.warn_all()
    documents.answer(Ask.get(Ask.kind == "warn"), "help", by=cast.zhangwei, reason="缺测试机")
    assert bar(cast).needs_help
    [risk] = documents.begin("risk_report", cast.project, by=cast.chenjing).paper.values["risks"]
    assert (risk["cause"], risk["owner"]) == ("缺测试机", str(cast.zhangwei.id))


def test_a_milestone_is_asked_of_the_project_manager(milestone: Milestone):
    assert warned(WEDNESDAY) == ["陈静"]


def test_a_deliverable_is_asked_of_its_owner_else_of_the_departments_head(deliverable: Deliverable, cast: Cast):
    assert early_warning.owner(deliverable) == cast.lina
    deliverable.owner = cast.zhangwei
    assert early_warning.owner(deliverable) == cast.zhangwei


def test_a_deliverable_of_a_department_without_head_is_the_project_managers(deliverable: Deliverable, cast: Cast):
    deliverable.department = cast.wangfang.department
    assert early_warning.owner(deliverable) == cast.chenjing


def test_a_late_deliverable_shows_on_the_gantt_and_in_the_risk_report(deliverable: Deliverable, cast: Cast, wednesday):
    early_warning.warn_all()
    ask = Ask.get(Ask.kind == "warn")
    with pytest.raises(Missing):
        documents.answer(ask, "late", by=cast.lina)
    documents.answer(ask, "late", by=cast.lina, due=date(2026, 3, 10), reason="供应链问题")
    assert bar(cast).expected_due == date(2026, 3, 10)
    [risk] = documents.begin("risk_report", cast.project, by=cast.chenjing).paper.values["risks"]
    assert (risk["what"], risk["cause"], risk["due"]) == ("功能需求文档", "供应链问题", "2026-03-10")


def test_a_deliverable_that_needs_help_is_marked(deliverable: Deliverable, cast: Cast, wednesday):
    early_warning.warn_all()
    documents.answer(Ask.get(Ask.kind == "warn"), "help", by=cast.lina)
    assert bar(cast).needs_help
    documents.answer(Ask.get(Ask.kind == "warn"), "on_time", by=cast.lina)
    assert not bar(cast).needs_help


def test_what_a_mail_said_of_a_deliverable_can_be_taken_back(deliverable: Deliverable, cast: Cast, wednesday):
    early_warning.warn_all()
    with acting(channel="mail", inbound_id=7):
        documents.answer(Ask.get(Ask.kind == "warn"), "late", by=cast.lina, due=date(2026, 3, 10))
    take_back(7, by=cast.lina)
    assert Deliverable.get().expected_due is None and Ask.get(Ask.kind == "warn").is_open


def test_a_deputy_is_asked_and_may_answer(item: ActionItem, cast: Cast, wednesday):
    Delegation.name(cast.zhangwei, cast.wangfang, FRIDAY - timedelta(days=4), FRIDAY, by=cast.zhangwei)
    early_warning.warn_all()
    letter = Letter.get(Letter.kind == "warning")
    assert (letter.person, letter.behalf) == (cast.wangfang, cast.zhangwei)
    documents.answer(Ask.get(Ask.kind == "warn"), "on_time", by=cast.wangfang)
    assert ActionItem.get().status == "in_progress"


def test_what_was_done_meanwhile_is_asked_about_no_more(item: ActionItem, milestone: Milestone, cast: Cast, wednesday):
    early_warning.warn_all()
    item.report("done", by=cast.zhangwei)
    milestone.reach(by=cast.chenjing)
    early_warning.warn_all()
    assert [ask for ask in Ask.select() if ask.is_open] == []


def test_an_archived_project_warns_nobody(item: ActionItem, cast: Cast):
    cast.project.archived_at = WEDNESDAY
    cast.project.save()
    assert warned(WEDNESDAY) == []
