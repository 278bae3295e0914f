"""Nobody's words are lost in silence: whoever cannot be answered once more today is read by the project manager."""

from collections.abc import Iterator

import pytest
import time_machine

from coordination import triage
from coordination.ask import Ask
from coordination.confirmation import Confirmation
from coordination.inbound import Inbound
from coordination.letter import Letter
from mailflow.desk import Desk
from tests.cast import CIRCULATED, Cast
from tests.mailflow import papers
from tests.mailflow.desk import echoes, letter_to, processed, reply


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    with time_machine.travel(CIRCULATED, tick=False):
        yield


def waits(mail: Inbound, reason: str) -> bool:
    return (mail.state, mail.reason, mail.triaged_at) == ("held", reason, None)


def superseded(desk: Desk, cast: Cast) -> Letter:
    """李娜 has agreed to a version that there is a newer one of, and was told so; that letter."""
    document = papers.consensus(cast)
    old = letter_to(cast.lina, "paper")
    papers.correct(document, cast, escalation="直接报决策层。")
    processed(desk, reply(old, "同意"))
    return letter_to(cast.lina, "refusal")


def test_a_second_refusal_of_the_day_waits_for_the_project_manager(desk: Desk, cast: Cast) -> None:
    told = superseded(desk, cast)
    assert waits(processed(desk, reply(told, "同意")), "withdrawn")
    assert [letter.kind for letter in echoes(cast.lina)] == ["refusal"]


def test_what_waits_can_be_recorded_for_the_newer_version(desk: Desk, cast: Cast) -> None:
    mail = processed(desk, reply(superseded(desk, cast), "同意"))
    [line] = [line for line in triage.lines(mail, by=cast.chenjing) if line.is_open]
    triage.record(mail, line.ask.id, "approve", by=cast.chenjing)
    assert (line.ask.paper_version.version, Ask.get_by_id(line.ask.id).answer_given) == (2, "approve")
    triage.settle(mail, by=cast.chenjing)
    assert "同意" in letter_to(cast.lina, "echo").text


def test_reading_a_refused_mail_again_leaves_it_refused(desk: Desk, cast: Cast) -> None:
    superseded(desk, cast)
    mail = Inbound.get()
    mail.read_again(by=cast.chenjing)
    desk.process(mail.id)
    assert Inbound.get_by_id(mail.id).state == "refused"


def test_taking_back_nothing_twice_needs_nobody(desk: Desk, company: Cast) -> None:
    letter = letter_to(company.zhangwei)
    assert [processed(desk, reply(letter, "撤销")).state for _time in range(2)] == ["refused", "refused"]


@pytest.mark.parametrize("who, told", [
    ("zhangwei", "您回复的那封邮件是发给刘总的"), ("sofia", "The mail you answered was sent to 刘总")])
def test_whoever_answers_a_colleagues_letter_is_told_whose_it_was(desk: Desk, cast: Cast, who: str, told: str) -> None:
    papers.proposal(cast)
    letter, person = letter_to(cast.liu, "paper"), getattr(cast, who)
    for _time in range(2):
        assert waits(processed(desk, reply(letter, "批准", person.primary_address)), "other-sender")
    [answer] = echoes(person)
    assert told in letter_to(person, "refusal").text and answer.kind == "refusal"
    assert Ask.get(Ask.kind == "decide").answered_at is None and echoes(cast.liu) == []


def test_a_stranger_who_answers_a_letter_is_told_nothing(desk: Desk, cast: Cast) -> None:
    papers.proposal(cast)
    before = Letter.select().count()
    assert waits(processed(desk, reply(letter_to(cast.liu, "paper"), "批准", cast.stranger)), "other-sender")
    assert Letter.select().count() == before


def test_a_mail_that_fails_dmarc_is_told_nothing_of_a_colleagues_letter(desk: Desk, cast: Cast) -> None:
    papers.proposal(cast)
    desk.authserv_id = "mx.corp.example"
    failed = {"Authentication-Results": "mx.corp.example; dmarc=fail header.from=corp.example"}
    letter = letter_to(cast.liu, "paper")
    assert waits(processed(desk, reply(letter, "批准", cast.zhangwei.primary_address, **failed)), "dmarc-fail")
    assert echoes(cast.zhangwei) == []


def test_what_is_sent_back_waits_for_its_code_alone(desk: Desk, cast: Cast) -> None:
    papers.proposal(cast)
    mail = processed(desk, reply(letter_to(cast.liu, "paper"), "先退回吧，预算没写清楚，改一下再报"))
    assert (mail.state, mail.reason, Confirmation.get().said) == ("applied", "code-sent", "send_back")


def test_while_a_code_is_out_the_project_manager_records_nothing_else(desk: Desk, cast: Cast) -> None:
    papers.proposal(cast)
    letter = letter_to(cast.liu, "paper")
    unclear = processed(desk, reply(letter, "OK"))
    processed(desk, reply(letter, "退回修改，因为预算没写清楚"))
    ask = Ask.get(Ask.kind == "decide")
    with pytest.raises(triage.AwaitsCode, match="send back for changes"):
        triage.record(unclear, ask.id, "approve", by=cast.chenjing)
    assert [line.is_open for line in triage.lines(unclear, by=cast.chenjing)] == [False]


def test_another_problem_beside_what_is_sent_back_is_read_by_the_project_manager(desk: Desk, cast: Cast) -> None:
    papers.proposal(cast)
    text = "退回修改，因为预算没写清楚。另外测试环境坏了，无法联调。"
    assert waits(processed(desk, reply(letter_to(cast.liu, "paper"), text)), "attention")
