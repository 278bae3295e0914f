"""Explaining a mail says what would be done and changes nothing."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine

from coordination.action import ActionItem
from coordination.event import Event
from coordination.inbound import Inbound, Mailbox
from coordination.letter import Letter
from coordination.minutes import Minutes
from mailflow.desk import Desk
from mailflow.explain import explain
from tests.cast import CIRCULATED, Cast
from tests.mailflow.desk import letter_to, processed, reply


@pytest.fixture(autouse=True)
def an_hour_later() -> Iterator[None]:
    with time_machine.travel(CIRCULATED + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def letter(circulated: Minutes, cast: Cast) -> Letter:
    return letter_to(cast.zhangwei)


def counts() -> list[int]:
    return [table.select().count() for table in (Inbound, Mailbox, Event, Letter)]


def test_it_says_who_what_and_why(desk: Desk, letter: Letter) -> None:
    found = explain(reply(letter, "1 完成，2 延期到3月10日"), desk)
    assert (found["disposition"], found["person"]["name"], found["project"]["code"]) == ("applied", "张伟", "NPL")
    assert found["new_text"] == "1 完成，2 延期到3月10日"
    assert [(update["item"], update["status"], update["due"]) for update in found["updates"]] == [
        (1, "done", None), (2, "delayed", "2026-03-10")]
    assert (found["attention"], found["answer"]) == (False, "echo")
    assert [stage["stage"] for stage in found["stages"]] == [
        "screen", "match", "authenticate", "read", "interpret", "apply", "echo"]


def test_it_changes_nothing(desk: Desk, letter: Letter) -> None:
    before = counts()
    explain(reply(letter, "全部完成"), desk)
    assert counts() == before
    assert {action.status for action in ActionItem.select()} == {"open"}


def test_it_gives_every_key_also_for_a_machine(desk: Desk, letter: Letter) -> None:
    found = explain(reply(letter, "自动回复", Auto_Submitted="auto-replied"), desk)
    assert (found["disposition"], found["reason"], found["updates"]) == ("ignored", "auto-submitted", [])
    assert set(found) >= {"disposition", "person", "project", "new_text", "inline", "acknowledged", "updates",
                          "decision", "raises_issue", "correction", "attention", "reasons", "stages"}


@pytest.mark.parametrize("raw", [b"", b"\0", b"From: ", b"\r\n\r\n", b"From: a@b.example\r\nSubject: " + b"x" * 20_000])
def test_no_bytes_are_too_strange_to_be_explained(raw: bytes, desk: Desk, cast: Cast) -> None:
    assert explain(raw, desk)["disposition"] in ("ignored", "quarantined")


def test_it_agrees_with_what_is_done(desk: Desk, letter: Letter) -> None:
    raw = reply(letter, "1 完成。2 这个账号找谁开通？")
    explained, done = explain(raw, desk), processed(desk, raw)
    assert (explained["disposition"], explained["reason"]) == (done.state, done.reason)


def test_a_reply_is_read_against_the_items_as_they_were_mailed(desk: Desk, letter: Letter, cast: Cast) -> None:
    item = ActionItem.get(ActionItem.number == 2)
    with time_machine.travel(CIRCULATED + timedelta(hours=2), tick=False):
        item.agree_again("压测支付接口", cast.zhangwei, date(2026, 3, 20), by=cast.chenjing)
        item.agree_again("压测支付网关", cast.zhangwei, date(2026, 3, 27), by=cast.chenjing)
        found = explain(reply(letter, "登录功能测试推迟两天"), desk)
    assert [(update["item"], update["due"]) for update in found["updates"]] == [(1, "2026-03-07")]
