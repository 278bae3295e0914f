"""Short numbered questions that are answered in plain words, whether an issue is solved, and invitations."""

import email
import email.policy
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from coordination import closing, request
from coordination.action import ActionItem
from coordination.ask import Ask
from coordination.issue import Issue
from mailflow.desk import Desk
from tests.cast import CIRCULATED, Cast
from tests.mailflow import papers
from tests.mailflow.desk import echoes, letter_to, processed, reply

FOUR = {"done": "登录功能完成", "next": "联调", "help": "测试服务器一台", "risks": "无"}


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(CIRCULATED, tick=False) as traveller:
        yield traveller


def texts(minutes) -> dict[str, str]:
    return request.answers("weekly", minutes.meeting)[0].texts


@pytest.mark.parametrize("said", [
    "1 登录功能完成；2 联调；3 测试服务器一台；4 无",
    "1. 登录功能完成\n2. 联调\n3. 测试服务器一台\n4. 无\n\n陈杰\n采购部",
    "陈静你好：\n①登录功能完成\n②联调\n③测试服务器一台\n④无\n谢谢！",
    "1：登录功能完成\n2：联调\n3：测试服务器一台\n4：无",
    "登录功能完成\n联调\n测试服务器一台\n无",
    "一、登录功能完成\n二、联调\n三、测试服务器一台\n四、无",
    "1 登录功能完成，2 联调，3 测试服务器一台，4 无",
])
def test_the_four_questions_are_answered_in_any_style(desk: Desk, cast: Cast, said: str) -> None:
    minutes = papers.weekly_questions(cast, cast.chenjie)
    assert processed(desk, reply(letter_to(cast.chenjie, "request"), said)).state == "applied"
    assert texts(minutes) == FOUR


def test_an_answer_under_each_quoted_line_counts(desk: Desk, cast: Cast) -> None:
    minutes = papers.weekly_questions(cast, cast.chenjie)
    letter = letter_to(cast.chenjie, "request")
    quoted = "".join(f"> {line}\n" + (f"{FOUR['next']}\n" if line.startswith("2. ") else "")
                     + (f"{FOUR['risks']}\n" if line.startswith("4. ") else "") for line in letter.text.splitlines())
    mail = email.message_from_bytes(reply(letter, ""), policy=email.policy.default)
    mail.set_content(f"见下\n\n{quoted}")
    processed(desk, mail.as_bytes())
    assert texts(minutes) == {"done": "", "next": "联调", "help": "", "risks": "无"}


def test_english_answers_and_a_later_change(desk: Desk, cast: Cast) -> None:
    minutes = papers.weekly_questions(cast, cast.sofia)
    letter = letter_to(cast.sofia, "request")
    processed(desk, reply(letter, "1) Login finished\n2) Testing\n3) none\n4) Supplier may be 3 days late\n\nSofia"))
    assert texts(minutes)["risks"] == "Supplier may be 3 days late"
    processed(desk, reply(letter, "4: none any more"))
    assert texts(minutes) == {"done": "Login finished", "next": "Testing", "help": "none", "risks": "none any more"}


@pytest.mark.parametrize("said", ["登录功能完成，下周联调", "谁来回答这个？", "请李雷回答"])
def test_words_without_numbers_are_not_guessed(desk: Desk, cast: Cast, said: str) -> None:
    minutes = papers.weekly_questions(cast, cast.chenjie)
    assert processed(desk, reply(letter_to(cast.chenjie, "request"), said)).state == "held"
    assert set(texts(minutes).values()) == {""}


def test_the_echo_repeats_the_answers_and_undo_takes_them_back(desk: Desk, cast: Cast) -> None:
    minutes = papers.weekly_questions(cast, cast.chenjie)
    processed(desk, reply(letter_to(cast.chenjie, "request"), "2 联调；4 无"))
    assert "联调" in letter_to(cast.chenjie, "echo").text
    assert processed(desk, reply(letter_to(cast.chenjie, "echo"), "撤销")).reason == "undone"
    assert set(texts(minutes).values()) == {""}


def test_a_bare_receipt_is_no_answer(desk: Desk, cast: Cast) -> None:
    minutes = papers.weekly_questions(cast, cast.chenjie)
    assert processed(desk, reply(letter_to(cast.chenjie, "request"), "收到")).state == "applied"
    assert set(texts(minutes).values()) == {""} and echoes(cast.chenjie) == []


def test_resources_keep_their_lines(desk: Desk, cast: Cast) -> None:
    request.ask("resources", cast.project, [cast.lina], cast.project, by=cast.chenjing)
    processed(desk, reply(letter_to(cast.lina, "request"),
                          "1 两名会计，到6月底\n2 无\n3 无\n4 预算表，3月20日，经审计\n   结算单，6月30日"))
    [found] = request.answers("resources", cast.project)
    assert found.texts["people"] == "两名会计，到6月底"
    assert found.texts["deliverables"] == "预算表，3月20日，经审计\n结算单，6月30日"


@pytest.fixture
def issue(cast: Cast) -> Issue:
    """Solved, 张伟 is asked to confirm."""
    issue = Issue.raise_one(cast.project, "付款流程太长", by=cast.zhangwei)
    issue.grade("minor", by=cast.chenjing)
    issue.add_measure("缩短付款审批", cast.lina, CIRCULATED.date() + timedelta(days=3), by=cast.chenjing)
    ActionItem.get(ActionItem.what == "缩短付款审批").report("done", by=cast.lina)
    closing.ask_raiser(Issue.get_by_id(issue.id), by=cast.chenjing)
    return Issue.get_by_id(issue.id)


@pytest.mark.parametrize("said", ["已解决", "解决了，谢谢", "solved", "1 已解决", "可以关闭"])
def test_the_raiser_closes_an_issue_in_a_word(desk: Desk, cast: Cast, issue: Issue, said: str) -> None:
    assert processed(desk, reply(letter_to(cast.zhangwei, "request"), said)).state == "applied"
    assert Issue.get_by_id(issue.id).state == "closed"


@pytest.mark.parametrize("said", ["没有解决，因为还要等三天", "还没解决", "not solved, because it takes too long"])
def test_not_solved_takes_it_back_to_work(desk: Desk, cast: Cast, issue: Issue, said: str) -> None:
    mail = processed(desk, reply(letter_to(cast.zhangwei, "request"), said))
    assert (mail.state, mail.reason, Issue.get_by_id(issue.id).state) == ("held", "issue-not-solved", "solving")
    assert Ask.get(Ask.kind == "confirm").answer_given == "reject"


@pytest.mark.parametrize("said", ["部分解决了", "解决了吗？", "如果下周不再出现就算解决"])
def test_half_solved_is_not_solved_and_not_unsolved(desk: Desk, cast: Cast, issue: Issue, said: str) -> None:
    assert processed(desk, reply(letter_to(cast.zhangwei, "request"), said)).state == "held"
    assert Issue.get_by_id(issue.id).state == "solved"
