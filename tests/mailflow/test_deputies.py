"""Deputies: whoever stands in for somebody today answers for them, and the record says so."""

from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest
import time_machine

from coordination import reminder
from coordination.ask import Ask
from coordination.confirmation import Confirmation
from coordination.delegation import Delegation
from coordination.event import Event
from coordination.letter import Letter
from coordination.minutes import Minutes
from mailflow import compose
from mailflow.authenticate import Trust
from mailflow.desk import Desk
from tests.cast import CIRCULATED, Cast
from tests.mailflow import papers
from tests.mailflow.desk import letter_to, processed, reply


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(CIRCULATED, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def delegation(cast: Cast) -> Delegation:
    """王芳 stands in for 李娜, the head, and for 陈杰, the liaison, in the first week of March."""
    days = {"deputy": cast.wangfang, "starts_on": date(2026, 3, 1), "ends_on": date(2026, 3, 7)}
    Delegation.create(person=cast.chenjie, **days)
    return Delegation.create(person=cast.lina, **days)


def test_the_letter_says_for_whom(cast: Cast) -> None:
    papers.consensus(cast)
    letter = next(letter for letter in letters(cast) if letter.behalf == cast.lina)
    assert "您代李娜处理此事" in letter.text and "◇ 同意" in letter.text


def letters(cast: Cast) -> list[Letter]:
    """Those of 王芳 for others, as they are sent."""
    found = list(Letter.select().where((Letter.person == cast.wangfang) & Letter.behalf.is_null(False)))
    for letter in found:
        mail = compose.write(letter)
        letter.subject, letter.text = mail.subject, mail.text
        letter.save()
    return found


def for_lina(cast: Cast) -> Letter:
    return next(letter for letter in letters(cast) if letter.behalf == cast.lina)


def test_a_deputy_agrees_for_the_head(desk: Desk, cast: Cast) -> None:
    papers.consensus(cast)
    mail = processed(desk, reply(for_lina(cast), "同意"))
    ask = Ask.get((Ask.person == cast.lina) & (Ask.kind == "agree"))
    assert (mail.state, ask.answer_given, ask.answered_by) == ("applied", "approve", cast.wangfang)
    event = Event.get((Event.verb == "answered") & (Event.subject_id == ask.id))
    assert (event.actor_id, event.on_behalf_of_id, event.channel) == (cast.wangfang.id, cast.lina.id, "mail")


def test_the_echo_says_for_whom_the_deputy_answered(desk: Desk, cast: Cast) -> None:
    papers.consensus(cast)
    processed(desk, reply(for_lina(cast), "同意"))
    echo = letter_to(cast.wangfang, "echo")
    assert "（代李娜） – 同意" in echo.text
    processed(desk, reply(echo, "撤销"))
    assert "（代李娜） – " in letter_to(cast.wangfang, "echo").text


def test_a_deputy_signs_with_a_code_of_their_own(desk: Desk, cast: Cast) -> None:
    papers.acceptance(cast)
    processed(desk, reply(for_lina(cast), "确认签字"))
    letter = letter_to(cast.wangfang, "confirmation")
    assert "您代李娜处理此事" in letter.text
    processed(desk, reply(letter, f"确认 {Confirmation.get().code}"))
    ask = Ask.get((Ask.person == cast.lina) & (Ask.kind == "sign"))
    assert (ask.answer_given, ask.answered_by, ask.assurance) == ("approve", cast.wangfang, "code")
    assert Event.get((Event.verb == "answered") & (Event.subject_id == ask.id)).on_behalf_of_id == cast.lina.id


def test_a_deputy_gives_the_receipt_of_the_minutes(desk: Desk, cast: Cast, minutes: Minutes) -> None:
    minutes.circulate(by=cast.chenjing)
    assert processed(desk, reply(for_lina(cast), "收到")).state == "applied"
    assert Ask.get((Ask.person == cast.lina) & (Ask.kind == "acknowledge")).answered_by == cast.wangfang


def test_a_deputy_answers_the_questions(desk: Desk, cast: Cast) -> None:
    papers.weekly_questions(cast, cast.chenjie)
    letter = next(letter for letter in letters(cast) if letter.kind == "request")
    processed(desk, reply(letter, "1 完成\n2 付款\n3 无\n4 无"))
    assert [(ask.text, ask.answered_by) for ask in Ask.select().where(Ask.kind == "provide").order_by(Ask.id)][0] == (
        "完成", cast.wangfang)


def test_a_deputy_whose_days_are_over_is_politely_refused(desk: Desk, cast: Cast, delegation: Delegation) -> None:
    papers.consensus(cast)
    letter = for_lina(cast)
    Delegation.update(ends_on=date(2026, 3, 1)).execute()
    mail = processed(desk, reply(letter, "同意"))
    assert (mail.state, mail.reason) == ("refused", "notallowed")
    assert Ask.get((Ask.person == cast.lina) & (Ask.kind == "agree")).answered_at is None


def test_the_deputys_letter_is_answered_by_the_deputy_alone(desk: Desk, cast: Cast) -> None:
    papers.consensus(cast)
    raw = reply(for_lina(cast), "同意", sender="李娜 <lina@corp.example>")
    assert processed(desk, raw).reason == "other-sender"


def test_a_deputy_decides_where_the_mailbox_proves_it(desk: Desk, cast: Cast) -> None:
    desk.authserv_id, desk.trust = "mx.corp.example", Trust("authres")
    Delegation.create(person=cast.liu, deputy=cast.wangfang, starts_on=date(2026, 3, 1), ends_on=date(2026, 3, 7))
    papers.proposal(cast)
    [letter] = letters(cast)
    processed(desk, reply(letter, "批准", Authentication_Results="mx.corp.example; dmarc=pass"))
    ask = Ask.get(Ask.kind == "decide")
    assert (ask.person, ask.answered_by, ask.assurance) == (cast.liu, cast.wangfang, "trusted")


def test_the_deputy_is_reminded_in_place_of_whom_they_stand_in_for(desk: Desk, cast: Cast, minutes: Minutes,
                                                                   at_noon: time_machine.Traveller) -> None:
    minutes.circulate(by=cast.chenjing)
    at_noon.move_to(CIRCULATED + timedelta(days=2))
    reminder.remind_all(time(12))
    reminded = [letter.person for letter in Letter.select().where(Letter.kind == "reminder")]
    assert reminded.count(cast.wangfang) == 1 and not {cast.lina, cast.chenjie} & set(reminded)
    letter = letter_to(cast.wangfang, "reminder")
    mine = {row.ask.person.name: row.n for row in letter.lines if row.ask.kind == "acknowledge"}
    assert set(mine) == {"王芳", "李娜", "陈杰"}
    assert f"{mine['李娜']}. 周例会纪要 2026-03-02（代李娜）" in letter.text and "您目前代" in letter.text
    processed(desk, reply(letter, f"{mine['李娜']} 收到"))
    ask = Ask.get((Ask.person == cast.lina) & (Ask.kind == "acknowledge"))
    assert ask.answered_by == cast.wangfang
    assert Event.get((Event.verb == "answered") & (Event.subject_id == ask.id)).on_behalf_of_id == cast.lina.id


def test_once_the_deputys_days_are_over_everybody_is_reminded_themselves(cast: Cast, minutes: Minutes,
                                                                         at_noon: time_machine.Traveller) -> None:
    minutes.circulate(by=cast.chenjing)
    at_noon.move_to(CIRCULATED + timedelta(days=7))
    reminder.remind_all(time(12))
    letters = list(Letter.select().where(Letter.kind == "reminder"))
    assert {letter.person for letter in letters} >= {cast.lina, cast.chenjie, cast.wangfang}
    assert all(row.ask.person == letter.person for letter in letters for row in letter.lines)


def test_a_deputy_who_is_away_too_is_not_reminded_for_others(cast: Cast, minutes: Minutes,
                                                             at_noon: time_machine.Traveller) -> None:
    minutes.circulate(by=cast.chenjing)
    cast.wangfang.mark_away(date(2026, 3, 7))
    at_noon.move_to(CIRCULATED + timedelta(days=2))
    reminder.remind_all(time(12))
    reminded = {letter.person for letter in Letter.select().where(Letter.kind == "reminder")}
    assert cast.lina in reminded and cast.wangfang not in reminded
