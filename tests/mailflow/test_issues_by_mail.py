"""New issues by mail: beside an answer, or in a mail of its own; and objections that go to the next agenda."""

from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

import pytest
import time_machine

from coordination import clock, intake, triage
from coordination.event import Event
from coordination.inbound import Inbound
from coordination.issue import Issue
from coordination.minutes import Minutes
from coordination.project import Project
from coordination.refusal import NotFound
from mailflow.desk import Desk
from tests.cast import CIRCULATED, Cast
from tests.mailflow.desk import OURS, echoes, letter_to, processed, reply


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(CIRCULATED, tick=False) as traveller:
        yield traveller


def fresh(sender: str, subject: str, text: str, **headers: str) -> bytes:
    """A mail of its own to our plain address."""
    mail = EmailMessage()
    fields = {"From": sender, "To": OURS, "Subject": subject, "Date": format_datetime(clock.now()),
              "Message-ID": make_msgid(domain="mail.corp.example")}
    for name, value in {**fields, **{name.replace("_", "-"): value for name, value in headers.items()}}.items():
        mail[name] = value
    mail.set_content(text)
    return mail.as_bytes()


@pytest.mark.parametrize("who, said, what", [
    ("zhangwei", "1 完成。另外发现一个新问题：测试环境经常断线，影响联调。", "测试环境经常断线"),
    ("sofia", "Noted. New issue: the test server loses its connection.", "the test server loses its connection")])
def test_a_new_problem_beside_an_answer_is_raised(desk: Desk, circulated: Minutes, cast: Cast, who: str, said: str,
                                                  what: str) -> None:
    person = getattr(cast, who)
    mail = processed(desk, reply(letter_to(person), said))
    issue = Issue.get()
    assert (mail.state, issue.raiser, issue.inbound_id, issue.state) == ("held", person, mail.id, "raised")
    assert what in issue.what
    assert "NPL-I1" in letter_to(person, "echo").text


def test_the_echo_calls_an_issue_by_its_subject(desk: Desk, circulated: Minutes, cast: Cast) -> None:
    words = "陈经理：\n\n联调做不下去了。\n\n张伟\n研发部"
    processed(desk, fresh("zhangwei@corp.example", "问题：测试环境不稳定", words))
    echo = letter_to(cast.zhangwei, "echo").text
    assert "测试环境不稳定 – 已登记为问题 NPL-I1" in echo and "陈经理" not in echo
    assert Issue.get().what.splitlines()[:2] == ["测试环境不稳定", "陈经理："]


def test_a_mail_that_only_raised_an_issue_waits_until_that_is_graded(
        desk: Desk, circulated: Minutes, cast: Cast,
) -> None:
    mail = processed(desk, fresh("zhangwei@corp.example", "问题：测试环境不稳定", "联调做不下去了。"))
    also = processed(desk, reply(letter_to(cast.sofia), "New issue: the server is down. 1 might slip"))
    for issue in Issue.select():
        intake.grade(issue, "cross", by=cast.chenjing)
    assert mail.waits and not Inbound.get_by_id(mail.id).waits
    assert Inbound.get_by_id(also.id).waits


def test_reading_it_again_raises_it_once(desk: Desk, circulated: Minutes, cast: Cast) -> None:
    mail = processed(desk, reply(letter_to(cast.zhangwei), "收到。新问题：测试环境经常断线。"))
    mail.read_again(by=cast.chenjing)
    desk.process(mail.id)
    assert Issue.select().count() == 1


@pytest.mark.parametrize("subject, text", [
    ("问题：付款流程太长", "供应商已经停止供货。"), ("Issue: payment takes too long", "The supplier has stopped."),
    ("[新品上线] 问题反馈：付款流程太长", ""), ("付款", "问题：付款流程太长，供应商已经停止供货。"),
    ("problem", "Payment takes too long.")])
def test_a_mail_of_its_own_raises_one(desk: Desk, cast: Cast, subject: str, text: str) -> None:
    mail = processed(desk, fresh("李娜 <lina@corp.example>", subject, text))
    assert (mail.state, mail.reason, Issue.get().raiser) == ("held", "issue-raised", cast.lina)
    assert echoes(cast.lina)[-1].data["recorded"][0]["said"] == "NPL-I1"


@pytest.mark.parametrize("subject, text", [
    ("有个问题想请教", "什么时候开会？"), ("问题？", "什么时候开会"), ("Re: 问题：付款", "好的"),
    ("中午吃饭", "一起吗"),
    ("Issue NPL-I3", "is closed now"), ("问题", "")])
def test_another_mail_raises_nothing_and_waits(desk: Desk, cast: Cast, subject: str, text: str) -> None:
    assert processed(desk, fresh("李娜 <lina@corp.example>", subject, text)).state == "held"
    assert Issue.select().count() == 0


def test_whoever_is_in_two_projects_has_to_name_one(desk: Desk, cast: Cast) -> None:
    other = Project.start("官网改版", "WEB", by=cast.chenjing)
    other.add_member(cast.lina, "member", by=cast.chenjing)
    mail = processed(desk, fresh("李娜 <lina@corp.example>", "问题：付款流程太长", ""))
    assert (mail.state, mail.reason, Issue.select().count()) == ("held", "which-project", 0)
    assert "您参加的项目有：官网改版、新品上线。" in letter_to(cast.lina, "refusal").text
    processed(desk, fresh("李娜 <lina@corp.example>", "[官网改版] 问题：付款流程太长", ""))
    assert Issue.get().project == other


def test_a_project_may_be_named_anywhere_in_the_words(desk: Desk, cast: Cast) -> None:
    other = Project.start("官网改版", "WEB", by=cast.chenjing)
    other.add_member(cast.lina, "member", by=cast.chenjing)
    processed(desk, fresh("李娜 <lina@corp.example>", "问题", "WEB 项目的推广素材版权有麻烦"))
    assert Issue.get().project == other


def test_the_project_manager_raises_it_with_one_click_and_the_clock_runs_since_it_came(
        desk: Desk, cast: Cast, at_noon: time_machine.Traveller) -> None:
    other = Project.start("官网改版", "WEB", by=cast.chenjing)
    other.add_member(cast.lina, "member", by=cast.chenjing)
    mail = processed(desk, fresh("李娜 <lina@corp.example>", "问题：付款流程太长", "供应商已经停止供货。"))
    with pytest.raises(NotFound):
        triage.raise_issue(mail, by=cast.chenjing)
    mail.belongs_to(cast.lina, other, by=cast.chenjing)
    at_noon.shift(timedelta(hours=5))
    issue = triage.raise_issue(mail, by=cast.chenjing)
    assert (issue.what, issue.raiser, issue.inbound_id) == ("付款流程太长\n供应商已经停止供货。", cast.lina, mail.id)
    assert issue.raised_at == mail.received_at and Inbound.get_by_id(mail.id).triaged_by == cast.chenjing
    told = letter_to(cast.lina, "echo").text
    assert "陈静已阅读您的邮件" in told and issue.reference in told and "撤销" not in told


def test_read_again_after_its_project_is_known_it_raises_the_issue(desk: Desk, cast: Cast) -> None:
    other = Project.start("官网改版", "WEB", by=cast.chenjing)
    other.add_member(cast.lina, "member", by=cast.chenjing)
    mail = processed(desk, fresh("李娜 <lina@corp.example>", "问题：付款流程太长", ""))
    mail.belongs_to(cast.lina, other, by=cast.chenjing)
    mail.read_again(by=cast.chenjing)
    desk.process(mail.id)
    assert Issue.get().project == other


def test_a_stranger_raises_nothing(desk: Desk, cast: Cast) -> None:
    mail = processed(desk, fresh(cast.stranger, "[新品上线] 问题：付款流程太长", ""))
    assert (mail.state, mail.reason, Issue.select().count()) == ("held", "unknown-sender", 0)


def test_a_mail_that_fails_dmarc_raises_nothing(desk: Desk, cast: Cast) -> None:
    raw = fresh("李娜 <lina@corp.example>", "问题：付款流程太长", "", Authentication_Results="mx; dmarc=fail")
    assert (processed(desk, raw).reason, Issue.select().count()) == ("dmarc-fail", 0)


def test_status_and_help_still_work_without_a_letter(desk: Desk, cast: Cast) -> None:
    assert processed(desk, fresh("李娜 <lina@corp.example>", "x", "状态")).reason == "wants-status"
    assert processed(desk, fresh("Sofia <sofia@corp.example>", "x", "help")).reason == "wants-help"


@pytest.mark.parametrize("text", ["status?\n\nSofia Rossi\nEngineering, +39 02 555", "状态？\n\n李娜\n财务部 经理"])
def test_asking_for_the_status_above_a_signature_is_answered(desk: Desk, cast: Cast, text: str) -> None:
    assert processed(desk, fresh("李娜 <lina@corp.example>", "", text)).reason == "wants-status"


def test_a_word_in_the_subject_of_an_empty_mail_is_enough(desk: Desk, cast: Cast) -> None:
    assert processed(desk, fresh("李娜 <lina@corp.example>", "状态", "")).reason == "wants-status"


@pytest.mark.parametrize("text", ["李娜\n财务部经理\n电话 010-12345678", "您好！\n\n李娜", "Best regards\nLi Na",
                                  "-- \nLi Na | Finance\nTel. 010-12345678", "发自我的iPhone"])
def test_a_signature_does_not_hide_what_the_subject_asks_for(desk: Desk, cast: Cast, text: str) -> None:
    assert processed(desk, fresh("李娜 <lina@corp.example>", "状态", text)).reason == "wants-status"


def test_what_is_written_below_such_a_subject_is_read_first(desk: Desk, cast: Cast) -> None:
    row = processed(desk, fresh("李娜 <lina@corp.example>", "状态", "预算要晚三天。"))
    assert (row.state, row.reason) == ("held", "no-key")


def test_a_mail_about_a_project_is_read_by_a_person_and_its_writer_knows(desk: Desk, cast: Cast) -> None:
    raw = fresh("王芳 <wangfang@corp.example>", "[NPL] 素材版权的事", "素材版权下周到期，想跟您商量。")
    assert (row := processed(desk, raw)).state == "held" and row.reason == "no-key"
    text = letter_to(cast.wangfang, "echo").text
    assert "这不是对我们邮件的回复，因此没有记录任何内容。" in text and "素材版权下周到期" in text
    row.read_again(by=cast.chenjing)
    desk.process(row.id)
    assert len(echoes(cast.wangfang)) == 1


@pytest.mark.parametrize("headers", [
    {"Auto-Submitted": "auto-generated"}, {"Precedence": "bulk"}, {"To": "lina@corp.example", "Cc": OURS},
    {"Subject": "素材版权的事"}])
def test_neither_a_machine_nor_who_only_sends_a_copy_or_names_no_project_gets_that_mail(desk: Desk, cast: Cast,
                                                                                        headers: dict) -> None:
    subject = headers.pop("Subject", "[NPL] 素材版权的事")
    processed(desk, fresh("王芳 <wangfang@corp.example>", subject, "素材版权下周到期。", **headers))
    assert echoes(cast.wangfang) == []


@pytest.mark.parametrize(("subject", "text"), [
    ("help", "please send me the help"), ("帮助", "请问怎么回复你们的邮件？谢谢"),
    ("Help", "How do I answer these mails?\n\nLi Na")])
def test_who_asks_for_help_in_a_sentence_gets_it(desk: Desk, cast: Cast, subject: str, text: str) -> None:
    row = processed(desk, fresh("李娜 <lina@corp.example>", subject, text))
    assert (row.state, row.reason, echoes(cast.lina)[-1].kind) == ("applied", "wants-help", "help")


def test_what_is_said_beside_help_is_read_by_a_person(desk: Desk, cast: Cast) -> None:
    row = processed(desk, fresh("李娜 <lina@corp.example>", "帮助", "测试人员不够，需要采购部支持两个人。"))
    assert (row.state, row.reason, echoes(cast.lina)[-1].kind) == ("held", "help-and-more", "help")


@pytest.mark.parametrize(("text", "reason"), [
    ("问题：付款流程太长", "issue-raised"), ("1 完成，2 延期到周五", "no-key")])
def test_help_in_the_subject_does_not_hide_an_answer(desk: Desk, cast: Cast, text: str, reason: str) -> None:
    row = processed(desk, fresh("李娜 <lina@corp.example>", "帮助", text))
    assert (row.state, row.reason) == ("held", reason)


@pytest.mark.parametrize("said", ["第一条决议写错了，应为 3 月 6 日完成测试。", "我对登录功能的决议有异议，时间太紧。"])
def test_a_correction_or_objection_goes_to_the_next_agenda(desk: Desk, circulated: Minutes, cast: Cast,
                                                           said: str) -> None:
    mail = processed(desk, reply(letter_to(cast.lina), said))
    [objection] = Event.of(circulated.meeting).where(Event.verb == "objected")
    assert (mail.state, objection.actor_id, objection.inbound_id) == ("held", cast.lina.id, mail.id)
    nxt = Minutes.begin(cast.project, by=cast.chenjing, title="周例会", kind="weekly",
                        starts_at=circulated.meeting.starts_at + timedelta(days=7),
                        ends_at=circulated.meeting.ends_at + timedelta(days=7), series="周例会")
    assert any(topic.key.startswith("objection-") for topic in nxt.meeting.topics)


def test_after_the_window_an_objection_only_waits_for_the_pm(desk: Desk, circulated: Minutes, cast: Cast,
                                                             at_noon: time_machine.Traveller) -> None:
    at_noon.shift(timedelta(hours=49))
    assert processed(desk, reply(letter_to(cast.lina), "我对登录功能的决议有异议，时间太紧。")).state == "held"
    assert Event.select().where(Event.verb == "objected").count() == 0
