"""Reopening an issue by mail: who may, how sure it has to be, and who is told."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from coordination import closing, triage
from coordination.confirmation import Confirmation
from coordination.issue import Issue
from coordination.project import Project
from mailflow.authenticate import Trust
from mailflow.desk import Desk
from tests.cast import Cast
from tests.issues import RAISED, word_of_raiser
from tests.mailflow.desk import OURS, echoes, letter_to, processed, reply


@pytest.fixture(autouse=True)
def later() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(RAISED + timedelta(hours=2), tick=False) as traveller:
        yield traveller


@pytest.fixture
def closed(solved: Issue, team: Cast) -> Issue:
    return word_of_raiser(solved, "approve", team.chenjie)


def now(issue: Issue) -> Issue:
    return Issue.get_by_id(issue.id)


FRESH = {"To": OURS, "In_Reply_To": "", "References": ""}


@pytest.mark.parametrize("said", [
    "重新打开，因为预算变化", "请重新打开 I1，因为预算变化。", "问题 NPL-I1 重新打开：预算变化",
    "reopen issue I1 because 预算变化"])
def test_the_decision_layer_lifts_its_ruling_with_a_code(desk: Desk, ruled: Issue, team: Cast, said: str) -> None:
    mail = processed(desk, reply(letter_to(team.liu, "paper"), said))
    assert (mail.state, mail.reason, now(ruled).ruled_at is None) == ("applied", "code-sent", False)
    letter = letter_to(team.liu, "confirmation")
    assert "重新打开问题" in letter.text and "预算变化" in letter.text
    processed(desk, reply(letter, f"确认 {Confirmation.get().code}"))
    assert (now(ruled).ruling, now(ruled).state) == (None, "accepted")
    assert "重新打开问题（预算变化" in letter_to(team.liu, "echo").text


def test_a_mailbox_that_proves_it_needs_no_code(desk: Desk, ruled: Issue, team: Cast) -> None:
    desk.authserv_id, desk.trust = "mx.corp.example", Trust("authres")
    raw = reply(letter_to(team.liu, "paper"), "重新打开 I1，因为预算变化",
                Authentication_Results="mx.corp.example; dmarc=pass")
    mail = processed(desk, raw)
    assert (mail.state, mail.reason, now(ruled).ruling) == ("held", "issue-reopened", None)
    assert [event.after["reason"] for event in now(ruled).history() if event.verb == "reopened"] == ["预算变化"]
    assert "问题 NPL-I1 已重新打开" in letter_to(team.liu, "echo").text


def test_nobody_else_lifts_a_ruling(desk: Desk, ruled: Issue, team: Cast) -> None:
    mail = processed(desk, reply(letter_to(team.chenjie, "paper"), "重新打开 I1，因为不合理"))
    assert (mail.state, mail.reason) == ("refused", "ruledalready")
    assert "决策层" in echoes(team.chenjie)[-1].data["sentence"] and now(ruled).ruling


@pytest.mark.parametrize("who, state", [("chenjie", "held"), ("liu", "held"), ("zhangwei", "refused")])
def test_a_closed_issue_is_reopened_by_its_raiser_or_the_decision_layer(desk: Desk, closed: Issue, team: Cast,
                                                                        who: str, state: str) -> None:
    letter = letter_to(team.chenjie, "request")
    raw = reply(letter, "又出现了", f"{who}@corp.example", Subject="[新品上线] 重新打开 I1", **FRESH)
    assert processed(desk, raw).state == state
    assert now(closed).state == ("solving" if state == "held" else "closed")


def test_what_only_asks_or_denies_reopens_nothing(desk: Desk, closed: Issue, team: Cast) -> None:
    for said in ("要不要重新打开 I1？", "不要重新打开 I1"):
        assert processed(desk, reply(letter_to(team.chenjie, "request"), said, **FRESH)).reason == "no-key"
    assert now(closed).state == "closed"


def test_a_reopening_says_what_was_recorded_and_names_its_issue(desk: Desk, closed: Issue, team: Cast) -> None:
    mail = processed(desk, reply(letter_to(team.chenjie, "request"), "重新打开 I1，因为又断了", **FRESH))
    assert (mail.reason, triage.issue_of(mail)) == ("issue-reopened", closed)


@pytest.mark.parametrize(("subject", "said"), [
    ("[新品上线] 重新打开", "又断了"), ("回复", "重新打开 I7，因为又断了"), ("重新打开 I7", "")])
def test_who_asks_to_reopen_an_issue_that_cannot_be_found_is_asked_which(desk: Desk, closed: Issue, team: Cast,
                                                                         subject: str, said: str) -> None:
    mail = processed(desk, reply(letter_to(team.chenjie, "request"), said, Subject=subject, **FRESH))
    assert (mail.state, mail.reason, now(closed).state) == ("held", "which-issue", "closed")
    text = letter_to(team.chenjie, "echo").text
    assert "请写明完整编号，例如“重新打开 NPL-I2，因为……”。" in text and "项目经理会亲自看" in text


@pytest.mark.parametrize("subject", ["NPL", "[NPL]", "新品上线的问题"])
def test_the_project_may_stand_in_the_subject_without_brackets(desk: Desk, closed: Issue, team: Cast,
                                                               subject: str) -> None:
    Project.start("ERP 系统升级", "ERP", by=team.chenjing).add_member(
        team.chenjie, "member", by=team.chenjing)
    raw = reply(letter_to(team.chenjie, "request"), "重新打开 I1，因为又断了", Subject=subject, **FRESH)
    assert (processed(desk, raw).reason, now(closed).state) == ("issue-reopened", "solving")


def test_an_issue_that_is_open_is_not_reopened(desk: Desk, issue: Issue, team: Cast) -> None:
    raw = reply(letter_to_raiser(issue, team), "重新打开 I1", **FRESH)
    assert processed(desk, raw).reason == "wrongstate"


def letter_to_raiser(issue: Issue, team: Cast):
    other = Issue.raise_one(team.project, "打印机没纸", by=team.chenjie)
    closing.dismiss(other, by=team.chenjing, reason="请找行政部。")
    return letter_to(team.chenjie, "dismissal")


def test_who_raised_what_is_none_is_told_why(issue: Issue, team: Cast, desk: Desk) -> None:
    letter = letter_to_raiser(issue, team)
    assert letter.subject == "[新品上线] 关于您提出的问题 NPL-I2"
    assert "陈静已了解情况" in letter.text and "请找行政部。" in letter.text
    assert processed(desk, reply(letter, "我不同意，这影响所有人")).state == "held"
