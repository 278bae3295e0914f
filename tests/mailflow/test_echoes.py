"""What the echo says, so that people see how their words were understood."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from coordination import triage
from coordination.action import ActionItem
from coordination.agenda import NoMeetingAhead
from coordination.ask import Ask
from coordination.inbound import Inbound
from coordination.letter import Letter
from coordination.minutes import Minutes
from mailflow.desk import Desk
from tests.cast import CIRCULATED, Cast
from tests.mailflow import papers
from tests.mailflow.desk import OURS, letter_to, processed, reply


@pytest.fixture(autouse=True)
def an_hour_later() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(CIRCULATED + timedelta(hours=1), tick=False) as traveller:
        yield traveller


@pytest.mark.parametrize("said, told", [
    ("1 延期到3月5日", "进行中，您承诺3月5日（周四）完成（期限3月5日）"),
    ("1 周三完成，已做了70%", "进行中 70%，您承诺3月4日（周三）完成（期限3月5日）"),
    ("1 延期到3月9日", "延期到3月9日（周一）"), ("1 按时完成", "完成用户登录功能测试 – 进行中\n")])
def test_a_day_in_time_is_told_beside_the_due_date(desk: Desk, company: Cast, said: str, told: str) -> None:
    processed(desk, reply(letter_to(company.zhangwei), said))
    assert told in letter_to(company.zhangwei, "echo").text


def test_whoever_agreed_takes_it_back_before_saying_something_else(desk: Desk, cast: Cast) -> None:
    papers.consensus(cast)
    letter = letter_to(cast.lina, "paper")
    processed(desk, reply(letter, "同意"))
    echo = letter_to(cast.lina, "echo")
    assert "先回复“撤销”取消，再重新答复" in echo.text
    processed(desk, reply(echo, "撤销"))
    processed(desk, reply(letter, "有异议，因为日期太紧"))
    assert Ask.get((Ask.person == cast.lina) & (Ask.kind == "agree")).answer_given == "reject"


def by_hand(mail: Inbound, cast: Cast, *answers: tuple[Ask, str]) -> Letter:
    """陈静 reads the mail and records what it means; what 张伟 is told of it."""
    for ask, answer in answers:
        triage.record(mail, ask.id, answer, by=cast.chenjing)
    triage.settle(Inbound.get_by_id(mail.id), by=cast.chenjing)
    return letter_to(cast.zhangwei, "echo")


def test_what_the_project_manager_records_is_told_and_can_be_taken_back(desk: Desk, company: Cast) -> None:
    letter = letter_to(company.zhangwei)
    mail = processed(desk, reply(letter, "1 这个差不多了吧？"))
    told = by_hand(mail, company, (letter.lines[0].ask, "done"), (letter.receipt, "acknowledged"))
    assert "陈静已阅读您的邮件，并代您记录如下" in told.text
    assert "1. 完成用户登录功能测试 – 已完成" in told.text and "撤销" in told.text
    undone = processed(desk, reply(told, "撤销"))
    assert (undone.state, undone.reason) == ("held", "record-undone")
    assert {action.status for action in ActionItem.select()} == {"open"}


def test_taking_back_what_was_recorded_by_hand_leaves_what_the_mail_said_clearly(desk: Desk, company: Cast) -> None:
    letter = letter_to(company.zhangwei)
    mail = processed(desk, reply(letter, "1 完成。2 这个账号找谁开通？"))
    told = by_hand(mail, company, (letter.lines[1].ask, "blocked"))
    processed(desk, reply(told, "撤销"))
    assert [action.status for action in ActionItem.select().order_by(ActionItem.number)] == ["open", "done", "open"]


def test_a_receipt_recorded_by_hand_gets_no_echo(desk: Desk, company: Cast) -> None:
    letter = letter_to(company.zhangwei)
    mail = processed(desk, reply(letter, "这是什么？"))
    before = Letter.select().count()
    triage.record(mail, letter.receipt.id, "acknowledged", by=company.chenjing)
    triage.settle(Inbound.get_by_id(mail.id), by=company.chenjing)
    assert Letter.select().count() == before


def test_a_fresh_mail_recorded_by_hand_is_told_too(desk: Desk, company: Cast) -> None:
    mail = processed(desk, reply(letter_to(company.zhangwei), "测试做完了", To=OURS, In_Reply_To="", References=""))
    assert mail.reason == "no-key"
    ask = Ask.get((Ask.person == company.zhangwei) & (Ask.kind == "report"))
    told = by_hand(mail, company, (ask, "done"))
    assert "1. " in told.text and "已完成" in told.text
    assert processed(desk, reply(told, "撤销")).reason == "record-undone"
    assert ActionItem.get_by_id(ask.action_id).status == "open"


def test_a_confirmed_hand_over_is_told_and_can_be_taken_back(desk: Desk, company: Cast) -> None:
    letter = letter_to(company.zhangwei)
    mail, ask = processed(desk, reply(letter, "1 转交王芳")), letter.lines[0].ask
    triage.hand_over(mail, ask.id, company.wangfang, by=company.chenjing)
    told = letter_to(company.zhangwei, "echo")
    assert "1. 完成用户登录功能测试 – 已转交王芳负责" in told.text
    processed(desk, reply(told, "撤销"))
    assert ActionItem.get_by_id(ask.action_id).owner == company.zhangwei
    assert [row.person for row in Ask.select().where((Ask.action == ask.action_id) & Ask.withdrawn_at.is_null())] == [
        company.zhangwei]


def test_what_goes_to_the_next_agenda_is_told(desk: Desk, company: Cast) -> None:
    mail = processed(desk, reply(letter_to(company.zhangwei), "供应商的合同是不是该讨论一下？"))
    with pytest.raises(NoMeetingAhead):
        triage.put_on_agenda(mail, by=company.chenjing)
    assert Inbound.get_by_id(mail.id).triaged_at is None
    starts = CIRCULATED + timedelta(days=7)
    nxt = Minutes.begin(company.project, by=company.chenjing, title="周例会", kind="weekly", starts_at=starts,
                        ends_at=starts + timedelta(hours=1))
    triage.put_on_agenda(mail, by=company.chenjing)
    [topic] = nxt.meeting.topics
    assert (topic.title, topic.inbound_id) == ("张伟: 供应商的合同是不是该讨论一下？", mail.id)
    assert Inbound.get_by_id(mail.id).triaged_by == company.chenjing
    assert "已列入3月9日（周一）“周例会”的议程" in letter_to(company.zhangwei, "echo").text


def test_who_takes_over_gets_the_item_by_mail_and_answers_it(desk: Desk, company: Cast) -> None:
    letter = letter_to(company.zhangwei)
    mail = processed(desk, reply(letter, "1 转交王芳"))
    triage.hand_over(mail, letter.lines[0].ask.id, company.wangfang, by=company.chenjing)
    told = letter_to(company.wangfang, "handover")
    assert told.subject == "[新品上线] 转由您负责：完成用户登录功能测试"
    assert "张伟转交了以下事项，经陈静确认，今后由您负责" in told.text
    assert "1. 完成用户登录功能测试 – 3月5日（周四）前\n" in told.text
    assert processed(desk, reply(told, "1 完成")).state == "applied"
    assert ActionItem.get(ActionItem.number == 2).status == "done"
