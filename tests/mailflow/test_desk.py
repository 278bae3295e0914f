"""A mail's way over the desk, from its bytes to its one final state."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from peewee import OperationalError

from coordination import clock
from coordination.action import ActionItem
from coordination.ask import Ask
from coordination.event import Event
from coordination.inbound import Inbound
from coordination.letter import Letter
from coordination.minutes import Minutes
from coordination.rules import rules
from mailflow import compose, understood
from mailflow.child import Child, ChildLost, Children, NoChild
from mailflow.claim import LEASE
from mailflow.desk import Desk, LostClaim
from mailflow.protocol import Answer, Bounds, Failed, Parse, Request
from tests.cast import CIRCULATED, Cast, draft
from tests.mailflow.desk import echoes, letter_to, processed, put, reply
from tests.statements import statements


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(CIRCULATED + timedelta(hours=1), tick=False) as traveller:
        yield traveller


@pytest.fixture
def zhangwei(circulated: Minutes, cast: Cast) -> Letter:
    """The minutes as 张伟 got them, with two lines."""
    return letter_to(cast.zhangwei)


def action(n: int) -> ActionItem:
    return ActionItem.get(ActionItem.number == n)


def stage(mail: Inbound, name: str) -> dict:
    return next(found for found in reversed(mail.trace) if found["stage"] == name)


def test_a_bare_receipt_is_recorded_and_gets_no_echo(desk: Desk, circulated: Minutes, cast: Cast) -> None:
    letter = letter_to(cast.lina)
    mail = processed(desk, reply(letter, "收到"))
    assert (mail.state, mail.reason, mail.person, mail.letter) == ("applied", "", cast.lina, letter)
    ask = Ask.get(Ask.person == cast.lina, Ask.kind == "acknowledge")
    assert (ask.channel, ask.inbound_id) == ("mail", mail.id)
    assert echoes(cast.lina) == []


def test_statuses_are_recorded_and_echoed_with_their_dates(desk: Desk, zhangwei: Letter, cast: Cast) -> None:
    mail = processed(desk, reply(zhangwei, "1 完成, 2 延期到3月10日"))
    assert (mail.state, action(2).status, action(3).status) == ("applied", "done", "delayed")
    [echo] = echoes(cast.zhangwei)
    assert echo.data["recorded"] == [
        {"n": 1, "title": "完成用户登录功能测试", "status": "done", "due": None, "percent": None, "to": None},
        {"n": 2, "title": "准备测试账号", "status": "delayed", "due": "2026-03-10", "percent": None, "to": None}]
    assert (echo.answers_inbound_id, echo.in_reply_to) == (mail.id, f"<{mail.message_id}>")


def test_every_change_names_the_mail_that_made_it(desk: Desk, zhangwei: Letter) -> None:
    mail = processed(desk, reply(zhangwei, "1 完成"))
    changes = Event.select().where(Event.inbound_id == mail.id)
    assert {(event.verb, event.channel) for event in changes} == {("reported", "mail"), ("answered", "mail")}


def test_what_is_clear_is_recorded_and_the_rest_waits_for_the_pm(desk: Desk, zhangwei: Letter, cast: Cast) -> None:
    mail = processed(desk, reply(zhangwei, "1 完成。2 这个账号找谁开通？"))
    assert (mail.state, mail.reason, action(2).status) == ("held", "attention", "done")
    assert mail.meaning["attention"]
    assert len(echoes(cast.zhangwei)) == 1


def test_the_same_mail_through_two_mailboxes_counts_once(desk: Desk, zhangwei: Letter, cast: Cast) -> None:
    raw = reply(zhangwei, "1 完成")
    first, second = processed(desk, raw), processed(desk, b"Received: from elsewhere\r\n" + raw, "other")
    assert (first.state, second.state, second.reason) == ("applied", "ignored", "duplicate")
    assert stage(second, "match")["duplicate_of"] == first.id
    assert len(echoes(cast.zhangwei)) == 1


def test_a_message_id_used_again_for_other_words_counts_and_is_flagged(desk: Desk, zhangwei: Letter) -> None:
    processed(desk, reply(zhangwei, "1 完成", Message_ID="<one@corp.example>"))
    second = processed(desk, reply(zhangwei, "2 完成", Message_ID="<one@corp.example>"))
    assert (second.state, action(3).status) == ("applied", "done")
    assert stage(second, "match")["message_id_used_again"]


def test_saying_it_twice_is_one_effect(desk: Desk, zhangwei: Letter) -> None:
    for _time in range(2):
        assert processed(desk, reply(zhangwei, "1 完成")).state == "applied"
    assert Event.select().where(Event.verb == "reported").count() == 1


def test_undo_in_reply_to_the_echo_takes_it_back(desk: Desk, zhangwei: Letter, cast: Cast) -> None:
    first = processed(desk, reply(zhangwei, "1 完成"))
    mail = processed(desk, reply(letter_to(cast.zhangwei, "echo"), "撤销"))
    assert (mail.state, mail.reason, action(2).status) == ("applied", "undone", "open")
    assert echoes(cast.zhangwei)[-1].data["undo_of"] == first.id


def test_undo_is_told_by_the_numbers_of_the_letter(desk: Desk, zhangwei: Letter, cast: Cast) -> None:
    processed(desk, reply(zhangwei, "1 完成，2 完成"))
    processed(desk, reply(letter_to(cast.zhangwei, "echo"), "撤销"))
    told = echoes(cast.zhangwei)[-1]
    lines = [(row["n"], row["title"]) for row in told.data["recorded"] if row["n"]]
    assert lines == [(1, action(2).what), (2, action(3).what)]
    processed(desk, reply(told, "1 完成"))
    assert (action(2).status, action(3).status) == ("done", "open")


def test_undo_says_that_the_receipt_is_taken_back_too(desk: Desk, zhangwei: Letter, cast: Cast) -> None:
    processed(desk, reply(zhangwei, "1 完成"))
    processed(desk, reply(letter_to(cast.zhangwei, "echo"), "撤销"))
    assert zhangwei.receipt.is_open
    assert "周例会纪要 2026-03-02 – 请回复已收到" in compose.write(echoes(cast.zhangwei)[-1]).text


def test_undo_in_reply_to_the_minutes_takes_back_the_last_reply(desk: Desk, zhangwei: Letter) -> None:
    processed(desk, reply(zhangwei, "1 完成"))
    processed(desk, reply(zhangwei, "2 完成"))
    assert processed(desk, reply(zhangwei, "撤销")).reason == "undone"
    assert (action(2).status, action(3).status) == ("done", "open")


def test_undo_leaves_what_was_changed_since_to_the_pm(desk: Desk, zhangwei: Letter, cast: Cast) -> None:
    processed(desk, reply(zhangwei, "1 完成"))
    action(2).report("blocked", by=cast.chenjing)
    mail = processed(desk, reply(letter_to(cast.zhangwei, "echo"), "撤销"))
    assert (mail.state, mail.reason, action(2).status) == ("held", "undo-changed-since", "blocked")


def test_an_answer_to_the_echo_means_the_same_lines(desk: Desk, zhangwei: Letter, cast: Cast) -> None:
    processed(desk, reply(zhangwei, "1 完成"))
    mail = processed(desk, reply(letter_to(cast.zhangwei, "echo"), "2 也完成了"))
    assert (mail.state, action(3).status) == ("applied", "done")


def test_a_refusal_is_mailed_once_a_day_for_a_reason(desk: Desk, zhangwei: Letter, cast: Cast,
                                                     at_noon: time_machine.Traveller) -> None:
    wrong = zhangwei.key[:-2] + ("aa" if zhangwei.key[-2:] != "aa" else "ba")
    misdirected = {"To": f"huizhi+{wrong}@corp.example", "In_Reply_To": "", "References": ""}
    for state in ("refused", "held", "held"):  # what is not told again is read by a person
        mail = processed(desk, reply(zhangwei, "收到", **misdirected))
        assert (mail.state, mail.reason) == (state, "unknown-key")
    assert [letter.kind for letter in echoes(cast.zhangwei)] == ["refusal"]
    at_noon.shift(timedelta(days=1))
    processed(desk, reply(zhangwei, "收到", **misdirected))
    assert len(echoes(cast.zhangwei)) == 2


def test_a_key_expires(desk: Desk, zhangwei: Letter, at_noon: time_machine.Traveller) -> None:
    at_noon.shift(timedelta(days=rules().letter_days + 1))
    assert processed(desk, reply(zhangwei, "1 完成")).reason == "expired-key"
    assert action(2).status == "open"


def test_a_receipt_for_an_earlier_version_is_refused(desk: Desk, circulated: Minutes, cast: Cast) -> None:
    old = letter_to(cast.lina)
    circulated.correct(by=cast.chenjing)
    revision = circulated.meeting.revision
    circulated.write(draft(cast, place="302 会议室"), by=cast.chenjing, editor="page", revision=revision)
    circulated.circulate(by=cast.chenjing, note="换了会议室")
    mail = processed(desk, reply(old, "收到"))
    assert (mail.state, mail.reason) == ("refused", "withdrawn")
    assert "新版本" in echoes(cast.lina)[0].data["sentence"]


def test_old_mail_counts_but_is_not_answered(desk: Desk, zhangwei: Letter, cast: Cast,
                                             at_noon: time_machine.Traveller) -> None:
    raw = reply(zhangwei, "1 完成")
    at_noon.shift(timedelta(hours=25))
    assert (processed(desk, raw).state, action(2).status, echoes(cast.zhangwei)) == ("applied", "done", [])


def test_an_automatic_reply_marks_the_person_as_away(desk: Desk, zhangwei: Letter, cast: Cast) -> None:
    mail = processed(desk, reply(zhangwei, "我在休假，3月9日返回。", Auto_Submitted="auto-replied"))
    assert (mail.state, cast.zhangwei.get_by_id(cast.zhangwei.id).away_until) == ("ignored", date(2026, 3, 9))
    assert echoes(cast.zhangwei) == []


def test_a_mail_of_nothing_is_ignored(desk: Desk, cast: Cast) -> None:
    mail = processed(desk, b"")
    assert (mail.state, mail.reason) == ("ignored", "empty")


def test_a_mail_too_large_is_declined_with_the_reason(desk: Desk, zhangwei: Letter, cast: Cast) -> None:
    row = put(reply(zhangwei, "1 完成").partition(b"\n\n")[0])
    Inbound.update(size=60 << 20).where(Inbound.id == row.id).execute()
    assert desk.process(row.id) == "refused"
    assert [letter.data["reason"] for letter in echoes(cast.zhangwei)] == ["too-large"]


def test_a_mail_that_kills_its_reader_three_times_is_put_aside(desk: Desk, zhangwei: Letter,
                                                               monkeypatch: pytest.MonkeyPatch,
                                                               at_noon: time_machine.Traveller) -> None:
    monkeypatch.setattr(Child, "ask", _dies)
    row = put(reply(zhangwei, "1 完成"))
    for _attempt in range(4):
        desk.sweep()
        at_noon.shift(LEASE)
    mail = Inbound.get_by_id(row.id)
    assert (mail.state, mail.reason, [found["attempt"] for found in mail.trace]) == (
        "quarantined", "three-attempts", [1, 2, 3])
    assert Event.select().where((Event.verb == "quarantined") & (Event.subject_id == mail.id)).count() == 1


def test_a_mail_that_kills_its_reader_holds_up_no_other(desk: Desk, zhangwei: Letter, cast: Cast,
                                                        monkeypatch: pytest.MonkeyPatch) -> None:
    ask = Child.ask

    def deadly(child: Child, requests: list[Request]) -> list[Answer]:
        return _dies() if any(b"deadly" in request.raw for request in requests if isinstance(request, Parse)) else ask(
            child, requests)

    monkeypatch.setattr(Child, "ask", deadly)
    rows = [put(reply(zhangwei, text, Subject=subject)) for text, subject in (("x", "deadly"), ("1 完成", "harmless"))]
    desk.sweep()
    assert [Inbound.get_by_id(row.id).state for row in rows] == ["received", "applied"]


def test_a_mail_that_its_reader_stumbles_over_is_tried_again_alone(desk: Desk, zhangwei: Letter,
                                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    ask = Child.ask

    def stumbling(child: Child, requests: list[Request]) -> list[Answer]:
        return [Failed("IndexError") if isinstance(request, Parse) and b"odd" in request.raw else answer
                for request, answer in zip(requests, ask(child, requests), strict=True)]

    monkeypatch.setattr(Child, "ask", stumbling)
    rows = [put(reply(zhangwei, text, Subject=subject)) for text, subject in (("1 完成", "odd"), ("2 完成", "even"))]
    desk.process(rows[0].id)
    found = [Inbound.get_by_id(row.id) for row in rows]
    assert [(mail.state, mail.attempts) for mail in found] == [("received", 1), ("applied", 1)]
    assert found[0].trace[-1]["error"] == "IndexError"


def test_a_worker_that_was_overtaken_cannot_commit(desk: Desk, zhangwei: Letter,
                                                   at_noon: time_machine.Traveller) -> None:
    late = Inbound.claim(put(reply(zhangwei, "1 完成")).id, LEASE)
    with desk.children.borrow() as child:
        case = desk.consider(late, child)
    at_noon.shift(LEASE + timedelta(seconds=1))
    assert desk.process(late.id) == "applied"
    with pytest.raises(LostClaim):
        desk.settle(case)


def test_two_workers_take_a_mail_once(desk: Desk, zhangwei: Letter) -> None:
    row = put(reply(zhangwei, "1 完成"))
    Inbound.claim(row.id, LEASE)
    assert desk.process(row.id) is None


def test_a_database_that_fails_costs_no_attempt(desk: Desk, zhangwei: Letter, monkeypatch: pytest.MonkeyPatch) -> None:
    row = put(reply(zhangwei, "1 完成"))
    with monkeypatch.context() as failing:
        failing.setattr(understood, "asked_in", _disk_full)
        with pytest.raises(OperationalError):
            desk.process(row.id)
    assert (Inbound.get_by_id(row.id).attempts, action(2).status) == (0, "open")
    assert desk.process(row.id) == "applied"


def test_a_reader_that_cannot_start_costs_no_attempt(desk: Desk, zhangwei: Letter,
                                                     monkeypatch: pytest.MonkeyPatch) -> None:
    row = put(reply(zhangwei, "1 完成"))
    with monkeypatch.context() as failing:
        failing.setattr("sys.executable", "/bin/false")
        with pytest.raises(NoChild):
            Desk(Children(Bounds(), count=1)).process(row.id)
    assert Inbound.get_by_id(row.id).attempts == 0
    assert desk.process(row.id) == "applied"


def test_reading_it_again_does_nothing_twice(desk: Desk, zhangwei: Letter, cast: Cast) -> None:
    mail = processed(desk, reply(zhangwei, "1 完成。2 这个账号找谁开通？"))
    mail.read_again(by=cast.chenjing)
    assert desk.process(mail.id) == "held"
    assert Event.select().where(Event.verb == "reported").count() == len(echoes(cast.zhangwei)) == 1


def test_the_outbox_is_nudged_after_the_commit(desk: Desk, zhangwei: Letter, cast: Cast) -> None:
    nudged: list[tuple[str, int, int]] = []
    desk.nudge = lambda table, id: nudged.append((table, id, Letter.select().where(Letter.id == id).count()))
    processed(desk, reply(zhangwei, "1 完成"))
    assert nudged == [("letter", echoes(cast.zhangwei)[0].id, 1)]


def test_a_date_counts_from_the_mails_date_where_its_author_is(desk: Desk, zhangwei: Letter) -> None:
    # 23:30 on Thursday in UTC is Friday in Shanghai, where "tomorrow" is Saturday.
    with time_machine.travel("2026-03-05T23:30:00+00:00", tick=False):
        processed(desk, reply(zhangwei, "2 延期到明天"))
    assert action(3).expected_due == date(2026, 3, 7)
    assert clock.now().day == 2


def _dies(*_arguments: object, **_named: object) -> None:
    raise ChildLost("killed")


def _disk_full(*_arguments: object) -> None:
    raise OperationalError("database or disk is full")


def test_who_answers_anothers_letter_is_read_without_effect(desk: Desk, zhangwei: Letter) -> None:
    mail = processed(desk, reply(zhangwei, "1 完成。状态", sender="王芳 <wangfang@corp.example>"))
    assert (mail.state, mail.reason, action(2).status) == ("held", "other-sender", "open")
    assert (stage(mail, "read")["new_text"], stage(mail, "match")["letter_of"]) == ("1 完成。状态", "张伟")
    assert mail.meaning["updates"] == [] and mail.meaning["wants"] is None


def test_administrators_are_told_once_a_day_of_mails_that_cannot_be_read(desk: Desk, zhangwei: Letter,
                                                                         cast: Cast) -> None:
    bomb = b"From: a@b.example\r\nSubject: " + b"x" * 20_000 + b"\r\n\r\n"
    assert [processed(desk, bomb + number).state for number in (b"1", b"2")] == ["quarantined"] * 2
    [told] = Letter.select().where(Letter.kind == "alert")
    assert told.person == cast.administrator
    assert "3月2日（周一） 18:30收到的一封邮件无法读取" in letter_to(cast.administrator, "alert").text


def test_a_status_and_the_receipt_cost_28_statements_at_most(desk: Desk, zhangwei: Letter) -> None:
    mail = put(reply(zhangwei, "1 完成"))
    with statements() as said:
        assert desk.process(mail.id) == "applied"
    assert len(said) <= 28, "\n".join(said)
