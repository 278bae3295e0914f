"""The echo tells what is still open, what stood on record before, and promises “undo” only where it works."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from coordination.ask import Ask
from coordination.event import Event
from coordination.person import Person
from mailflow.authenticate import Trust
from mailflow.desk import Desk
from tests.cast import CIRCULATED, Cast
from tests.mailflow import papers
from tests.mailflow.desk import letter_to, processed, reply

PROVEN = {"X-MS-Exchange-Organization-AuthAs": "Internal"}
UNDO, ELSE = "回复“撤销”即可取消", "如有出入，请直接告诉项目经理。"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(CIRCULATED + timedelta(hours=1), tick=False) as traveller:
        yield traveller


@pytest.fixture
def sure(desk: Desk) -> Desk:
    desk.trust = Trust("exchange")
    return desk


def told(desk: Desk, person: Person, text: str, kind: str = "paper") -> str:
    """The echo of a reply to the newest letter of a kind."""
    processed(desk, reply(letter_to(person, kind), text, **PROVEN))
    return letter_to(person, "echo").text


def test_the_same_decision_again_is_told_with_the_day_of_the_first(sure: Desk, cast: Cast, clock) -> None:
    papers.proposal(cast)
    letter = letter_to(cast.liu, "paper")
    processed(sure, reply(letter, "批准", **PROVEN))
    clock.shift(timedelta(hours=15))  # past midnight in Shanghai
    processed(sure, reply(letter, "批准", **PROVEN))
    text = letter_to(cast.liu, "echo").text
    assert "已批准，此前已于3月2日（周一）记录" in text and UNDO not in text and ELSE in text


def test_undo_is_promised_of_an_agreement_but_not_of_the_last(desk: Desk, cast: Cast) -> None:
    papers.consensus(cast)
    assert "先回复“撤销”取消，再重新答复" in told(desk, cast.lina, "同意")
    english = told(desk, cast.sofia, "agree")
    assert "“undo”" not in english and "Should it be different? Please tell the project manager." in english


def test_undo_is_not_promised_of_an_issue_that_was_raised(desk: Desk, company: Cast) -> None:
    text = told(desk, company.zhangwei, "新问题：测试环境坏了，无法联调。", "minutes")
    assert "已登记为问题" in text and UNDO not in text


def test_an_objection_to_minutes_is_told_where_it_goes(desk: Desk, company: Cast) -> None:
    text = told(desk, company.wangfang, "有异议：决议写错了，应为 3 月 8 日完成测试。", "minutes")
    assert "您的异议已记下，将列入下次会议议程" in text and UNDO not in text
    assert Event.select().where(Event.verb == "objected").count() == 1


def test_after_the_window_the_sender_is_told_that_it_is_over(desk: Desk, company: Cast, clock) -> None:
    clock.shift(timedelta(hours=48))
    text = told(desk, company.wangfang, "有异议：决议写错了，应为 3 月 8 日完成测试。", "minutes")
    assert "异议期已过" in text and "将列入" not in text
    assert Ask.get((Ask.person == company.wangfang) & (Ask.kind == "acknowledge")).answered_at is not None


def test_what_neither_agrees_nor_objects_is_not_counted_and_says_so(desk: Desk, cast: Cast) -> None:
    papers.consensus(cast)
    text = told(desk, cast.lina, "我觉得10万单太高了，建议改成8万")
    assert "没有算作您对“项目目标共识书”的答复" in text and "◇ 有异议，因为…" in text
    assert "项目经理会亲自" in text and "记录您收到" not in text
    processed(desk, reply(letter_to(cast.lina, "echo"), "有异议，因为10万单太高"))
    assert Ask.get((Ask.person == cast.lina) & (Ask.kind == "agree")).answer_given == "reject"


def test_a_ruling_without_an_option_names_the_options(sure: Desk, cast: Cast) -> None:
    papers.escalation(cast)
    text = told(sure, cast.liu, "批准")
    assert "◇ 批准 A" in text and "◇ 批准 B" in text


def test_unnumbered_answers_name_the_questions_that_are_open(desk: Desk, cast: Cast) -> None:
    papers.weekly_questions(cast, cast.wangfang)
    text = told(desk, cast.wangfang, "本周完成市场调研；下周做方案；不需要协调；没啥风险", "request")
    assert "以下问题还没有答复" in text and "◇ 1 …；2 …；3 …；4 …" in text
    assert "记录您收到" not in text
    processed(desk, reply(letter_to(cast.wangfang, "echo"), "1 完成市场调研\n2 做方案\n3 无\n4 无"))
    assert not any(ask.is_open for ask in Ask.select().where(Ask.kind == "provide"))


def test_english_readers_are_told_of_open_questions_too(desk: Desk, cast: Cast) -> None:
    papers.weekly_questions(cast, cast.sofia)
    text = told(desk, cast.sofia, "We finished the login and go on with testing, nothing needed", "request")
    assert "These questions are still open." in text and "1 …; 2 …" in text
