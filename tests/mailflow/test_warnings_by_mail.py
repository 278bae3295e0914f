"""The early warning and its answers by mail: on time, late by so many days because …, or in need of help."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from coordination import early_warning
from coordination.action import ActionItem
from coordination.ask import Ask
from coordination.execution import RiskReport
from coordination.letter import Letter
from coordination.milestone import Milestone
from mailflow.desk import Desk
from tests.cast import CIRCULATED, Cast
from tests.mailflow import papers
from tests.mailflow.desk import echoes, letter_to, processed, reply


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(CIRCULATED, tick=False) as traveller:
        yield traveller


def say(desk: Desk, cast: Cast, text: str) -> tuple[str, ActionItem, Ask]:
    """What became of the mail, the item due on 4 March and the ask."""
    papers.warned(cast, cast.chenjie)
    mail = processed(desk, reply(letter_to(cast.chenjie, "warning"), text))
    return mail.state, ActionItem.get(ActionItem.what == "物料采购"), Ask.get(Ask.kind == "warn")


@pytest.mark.parametrize("text", ["1", "1 按时", "能按时完成", "没问题，按时完成", "on time", "1 on time"])
def test_in_time_is_in_progress(desk: Desk, cast: Cast, text: str) -> None:
    state, action, ask = say(desk, cast, text)
    assert (state, action.status, action.expected_due, ask.answer_given) == ("applied", "in_progress", None, "on_time")


@pytest.mark.parametrize("text, day, reason", [
    ("2 延期 3 天，因为供应链问题", 7, "供应链问题"), ("2 3天 因为供应链问题", 7, "供应链问题"),
    ("2. 推迟三天，原因是缺料。\n陈杰", 7, "缺料"), ("延期到3月10日，因为供应商发货晚", 10, "供应商发货晚"),
    ("2 late by 3 days because of customs", 7, "customs"), ("Late until 10 March, due to customs.", 10, "customs"),
    ("不能按时，要晚3天", 7, None), ("因供应链问题，物料采购延迟3天", 7, "因供应链问题，物料采购延迟3天")])
def test_late_is_delayed_to_its_day_with_its_reason(desk: Desk, cast: Cast, text: str, day: int,
                                                    reason: str | None) -> None:
    state, action, ask = say(desk, cast, text)
    assert (action.status, action.expected_due, ask.answer_given) == ("delayed", date(2026, 3, day), "late")
    assert (state, action.reason) == ("applied", reason)


def test_the_answer_fills_the_draft_of_the_risk_report(desk: Desk, cast: Cast) -> None:
    say(desk, cast, "2 延期 3 天，因为供应链问题")
    document = RiskReport.begin(cast.project, by=cast.chenjing)
    [row] = document.paper.values["risks"]
    assert (row["cause"], row["due"]) == ("供应链问题", "2026-03-07")


@pytest.mark.parametrize("text", ["2", "2 延期 天，因为", "延期，什么时候还不知道"])
def test_late_without_a_day_waits_for_the_pm_as_well(desk: Desk, cast: Cast, text: str) -> None:
    state, action, _ask = say(desk, cast, text)
    assert (state, action.status, action.expected_due) == ("held", "delayed", None)


@pytest.mark.parametrize("text", [
    "3 需要帮助：缺一名测试", "需要研发部支援", "3 needs help: one tester", "Please help, customs is stuck"])
def test_whoever_needs_help_is_read_by_the_pm(desk: Desk, cast: Cast, text: str) -> None:
    state, action, ask = say(desk, cast, text)
    assert (state, action.status, ask.answer_given) == ("held", "blocked", "help")


@pytest.mark.parametrize("text", ["1 按时 2 延期", "能按时吗？", "OK", "3天前就说过了"])
def test_what_is_not_clear_changes_nothing(desk: Desk, cast: Cast, text: str) -> None:
    state, action, ask = say(desk, cast, text)
    assert (state, action.status, ask.answered_at) == ("held", "open", None)


def test_done_is_done_and_the_warning_is_over(desk: Desk, cast: Cast) -> None:
    state, action, ask = say(desk, cast, "已经完成了")
    assert (state, action.status, ask.is_open) == ("applied", "done", False)
    assert Ask.open_of(cast.chenjie) == []


def test_the_echo_has_the_day_and_undo_takes_it_back(desk: Desk, cast: Cast) -> None:
    say(desk, cast, "2 延期 3 天，因为供应链问题")
    assert "3月7日（周六）" in letter_to(cast.chenjie, "echo").text
    assert processed(desk, reply(letter_to(cast.chenjie, "echo"), "撤销")).reason == "undone"
    action = ActionItem.get()
    assert (action.status, action.expected_due, Ask.get(Ask.kind == "warn").answered_at) == ("open", None, None)


def test_a_hand_over_waits_for_the_pm(desk: Desk, cast: Cast) -> None:
    state, action, _ask = say(desk, cast, "转交 张伟")
    assert (state, action.status, action.handed_to, action.owner) == ("held", "handed_over", "张伟", cast.chenjie)


def test_a_milestone_is_warned_about_too(desk: Desk, cast: Cast) -> None:
    milestone = Milestone.create(project=cast.project, key="m", name="需求评审完成", due=date(2026, 3, 4))
    Letter.post("warning", cast.chenjing, cause="warning:m", project=cast.project,
                asks=[Ask.for_warning(milestone, cast.chenjing)])
    letter = letter_to(cast.chenjing, "warning")
    assert processed(desk, reply(letter, "2")).state == "held"
    assert Milestone.get().expected_due is None
    processed(desk, reply(letter, "2 延期两天，因为评审人出差"))
    assert Milestone.get().expected_due == date(2026, 3, 6)
    assert echoes(cast.chenjing)[-1].data["recorded"][0]["due"] == "2026-03-06"


def test_several_warnings_in_one_mail_are_answered_by_their_numbers(desk: Desk, cast: Cast) -> None:
    for what in ("物料采购", "样机显示屏 50 套"):
        ActionItem.agree(cast.project, what, cast.zhangwei, date(2026, 3, 4), by=cast.chenjing)
    early_warning.warn_all()
    letter = letter_to(cast.zhangwei, "warning")
    assert "2. 样机显示屏 50 套 – 3月4日（周三）前" in letter.text
    assert "有 2 项即将到期" in letter.subject
    mail = processed(desk, reply(letter, "1 按时，2 延期 3 天，因为供应商发货晚"))
    assert mail.state == "applied"
    assert [action.status for action in ActionItem.select().order_by(ActionItem.id)] == ["in_progress", "delayed"]


@pytest.mark.parametrize("name, example, statuses", [
    ("zhangwei", "1 按时；2 延期 3 天，因为供应商发货晚；3 需要帮助…", ["in_progress", "delayed", "blocked"]),
    ("sofia", "1 on time; 2 late by 3 days, because the supplier is late; 3 needs help…",
     ["in_progress", "delayed", "blocked"])])
def test_the_example_of_several_warnings_shows_each_answer_and_is_read(
        desk: Desk, cast: Cast, name: str, example: str, statuses: list[str],
) -> None:
    person = getattr(cast, name)
    for what in ("物料采购", "样机显示屏 50 套", "签约"):
        ActionItem.agree(cast.project, what, person, date(2026, 3, 4), by=cast.chenjing)
    early_warning.warn_all()
    letter = letter_to(person, "warning")
    assert f"◇ {example}" in letter.text
    processed(desk, reply(letter, example))
    assert [action.status for action in ActionItem.select().order_by(ActionItem.id)] == statuses
