"""Whoever agreed, signed or decided by phone or on paper gets one mail that says what was recorded, and by whom."""

from collections.abc import Iterator

import pytest
import time_machine

from coordination import documents
from coordination.ask import Ask
from coordination.letter import Letter
from coordination.person import Person
from mailflow.desk import Desk
from tests.cast import CIRCULATED, Cast
from tests.mailflow import papers
from tests.mailflow.desk import echoes, letter_to, processed, reply


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    with time_machine.travel(CIRCULATED, tick=False):
        yield


@pytest.fixture
def ask(cast: Cast) -> Ask:
    """李娜 is asked to agree to the goal consensus."""
    papers.consensus(cast)
    return Ask.get((Ask.kind == "agree") & (Ask.person == cast.lina))


def test_an_agreement_by_phone_is_told_with_who_noted_it(cast: Cast, ask: Ask) -> None:
    documents.record(ask, "approve", by=cast.chenjing, channel="phone")
    letter = letter_to(cast.lina, "echo")
    assert "陈静根据您的电话答复，代您记录如下：" in letter.text and "目标共识书 – 同意" in letter.text
    assert "直接回复本邮件即可，陈静会看到。" in letter.text and letter.subject.startswith("[新品上线] 已代您记录：")


def test_a_signature_on_paper_is_told_in_english_too(cast: Cast) -> None:
    Person.update(language="en").execute()
    papers.acceptance(cast)
    signed = Ask.get((Ask.kind == "sign") & (Ask.person == cast.lina))
    documents.record(signed, "reject", by=cast.chenjing, channel="paper", reason="no figures")
    text = letter_to(Person.get_by_id(cast.lina.id), "echo").text
    assert "陈静 has recorded for you what you gave on paper:" in text and "refused to sign (no figures)" in text


def test_what_was_noted_before_already_is_not_told_again(cast: Cast, ask: Ask) -> None:
    for _time in range(2):
        documents.record(ask, "approve", by=cast.chenjing, channel="phone")
    assert Letter.select().where((Letter.kind == "echo") & (Letter.person == cast.lina)).count() == 1


def test_what_one_answers_oneself_on_the_page_gets_no_such_mail(cast: Cast, ask: Ask) -> None:
    documents.record(ask, "approve", by=cast.lina, channel="phone")
    assert not Letter.select().where(Letter.kind == "echo").exists()


@pytest.mark.parametrize(("said", "reason"), [("撤销", "record-disputed"),
                                            ("不对，我没有同意，预算还没定。", "attention")])
def test_an_objection_waits_for_the_project_manager_and_changes_nothing(desk: Desk, cast: Cast, ask: Ask, said: str,
                                                                       reason: str) -> None:
    documents.record(ask, "approve", by=cast.chenjing, channel="phone")
    mail = processed(desk, reply(letter_to(cast.lina, "echo"), said))
    assert (mail.state, mail.reason, Ask.get_by_id(ask.id).answer_given) == ("held", reason, "approve")
    assert echoes(cast.lina)[-1].answers_inbound_id == mail.id
