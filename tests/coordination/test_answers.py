"""Asks and their answers, by mail or by page."""

from datetime import date

import pytest

from coordination.action import ActionItem, NotYours
from coordination.ask import Ask
from coordination.event import Event, acting
from coordination.letter import Letter
from coordination.minutes import Minutes
from coordination.refusal import Invalid, NotAllowed
from coordination.undo import take_back
from tests.cast import Cast


def action(number: int) -> ActionItem:
    return ActionItem.get(ActionItem.number == number)


def test_a_receipt_counts_once(circulated: Minutes, cast: Cast) -> None:
    ask = Letter.get(Letter.person == cast.lina).receipt
    assert (ask.acknowledge(by=cast.lina), ask.acknowledge(by=cast.lina)) == (True, False)
    assert [receipt.person.name for receipt in circulated.receipts() if receipt.given] == ["李娜", "陈静"]
    assert Event.of(ask).where(Event.verb == "answered").count() == 1


def test_a_receipt_by_mail_knows_its_mail(circulated: Minutes, cast: Cast) -> None:
    with acting(channel="mail", inbound_id=7):
        Letter.get(Letter.person == cast.lina).receipt.acknowledge(by=cast.lina)
    ask = Letter.get(Letter.person == cast.lina).receipt
    assert (ask.channel, ask.inbound_id, ask.answered_by) == ("mail", 7, cast.lina)


def test_the_manager_may_answer_for_somebody_and_it_shows(circulated: Minutes, cast: Cast) -> None:
    ask = Letter.get(Letter.person == cast.lina).receipt
    with acting(channel="phone", on_behalf_of_id=cast.lina.id):
        ask.acknowledge(by=cast.chenjing)
    [answered] = Event.of(ask).where(Event.verb == "answered")
    assert (ask.answered_by, answered.on_behalf_of_id) == (cast.chenjing, cast.lina.id)


def test_nobody_else_may_answer(circulated: Minutes, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        Letter.get(Letter.person == cast.lina).receipt.acknowledge(by=cast.zhangwei)


def test_a_report_changes_the_item_and_its_history(circulated: Minutes, cast: Cast) -> None:
    assert action(1).report("delayed", by=cast.wangfang, due=date(2026, 3, 11))
    item = action(1)
    assert (item.status, item.due, item.expected_due) == ("delayed", date(2026, 3, 6), date(2026, 3, 11))
    assert [entry.verb for entry in item.history()] == ["agreed", "reported"]


def test_the_same_report_twice_is_one_event(circulated: Minutes, cast: Cast) -> None:
    assert action(1).report("done", by=cast.wangfang)
    assert not action(1).report("done", by=cast.wangfang)
    assert action(1).percent == 100


def test_only_the_owner_or_the_manager_reports(circulated: Minutes, cast: Cast) -> None:
    with pytest.raises(NotYours):
        action(1).report("done", by=cast.zhangwei)
    assert action(1).report("done", by=cast.chenjing)


@pytest.mark.parametrize(("status", "percent"), [("nonsense", None), ("in_progress", 101), ("in_progress", -1)])
def test_a_report_that_makes_no_sense_is_refused(circulated: Minutes, cast: Cast, status: str, percent: int) -> None:
    with pytest.raises(Invalid):
        action(1).report(status, by=cast.wangfang, percent=percent)


def test_undo_takes_back_what_one_mail_did(circulated: Minutes, cast: Cast) -> None:
    with acting(channel="mail", inbound_id=7):
        Letter.get(Letter.person == cast.wangfang).receipt.acknowledge(by=cast.wangfang)
        Ask.get(Ask.action == action(1)).answer("done", by=cast.wangfang)
    restored, left = take_back(7, by=cast.wangfang)
    assert (len(restored), left) == (3, [])
    assert (action(1).status, action(1).closed_at) == ("open", None)
    assert [receipt.person for receipt in circulated.receipts() if receipt.given] == [cast.chenjing]
    assert take_back(7, by=cast.wangfang) == ([], [])


def test_undo_leaves_what_was_changed_later(circulated: Minutes, cast: Cast) -> None:
    with acting(channel="mail", inbound_id=7):
        Ask.get(Ask.action == action(1)).answer("done", by=cast.wangfang)
    action(1).report("blocked", by=cast.chenjing)
    _restored, left = take_back(7, by=cast.wangfang)
    assert [type(record).__name__ for record in left] == ["ActionItem"]
    assert action(1).status == "blocked"


def test_open_asks_of_a_person_are_receipts_and_unfinished_items(circulated: Minutes, cast: Cast) -> None:
    assert [ask.kind for ask in Ask.open_of(cast.zhangwei)] == ["acknowledge", "report", "report"]
    action(2).report("done", by=cast.zhangwei)
    Letter.get(Letter.person == cast.zhangwei).receipt.acknowledge(by=cast.zhangwei)
    assert [ask.action.what for ask in Ask.open_of(cast.zhangwei)] == ["准备测试账号"]


def test_who_circulates_a_paper_has_read_it(circulated: Minutes, cast: Cast) -> None:
    ask = Ask.get((Ask.person == cast.chenjing) & (Ask.kind == "acknowledge"))
    assert (ask.answer_given, ask.answered_by, ask.is_open) == ("acknowledged", cast.chenjing, False)
