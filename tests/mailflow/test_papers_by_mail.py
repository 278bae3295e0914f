"""Papers that are agreed to, decided, objected to and sent back by plain mail."""

from collections.abc import Iterator

import pytest
import time_machine

from coordination.ask import Ask
from coordination.document import Document
from coordination.event import Event
from coordination.inbound import Inbound
from coordination.issue import Issue
from coordination.paper import Paper
from coordination.person import Person
from mailflow.authenticate import Trust
from mailflow.desk import Desk
from tests.cast import CIRCULATED, Cast
from tests.mailflow import papers
from tests.mailflow.desk import echoes, letter_to, processed, reply

PROVEN = {"Authentication_Results": "mx.corp.example; dmarc=pass header.from=corp.example"}


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(CIRCULATED, tick=False) as traveller:
        yield traveller


@pytest.fixture
def sure(desk: Desk) -> Iterator[Desk]:
    """A desk whose mail server proves senders."""
    desk.authserv_id, desk.trust = "mx.corp.example", Trust("authres")
    return desk


def asked(person: Person, kind: str) -> Ask:
    return Ask.select().where((Ask.person == person) & (Ask.kind == kind)).order_by(Ask.id.desc()).get()


def state(document: Document) -> tuple[str, str | None]:
    paper = Paper.get_by_id(document.paper.id)
    return paper.state, paper.outcome


def say(desk: Desk, person: Person, text: str, kind: str = "paper") -> Inbound:
    return processed(desk, reply(letter_to(person, kind), text, **PROVEN))


@pytest.mark.parametrize("text", ["批准", "同意立项，请尽快推进。\n刘总", "批准！", "approved, go ahead"])
def test_the_decision_layer_approves_in_a_word(sure: Desk, cast: Cast, text: str) -> None:
    document = papers.proposal(cast)
    assert say(sure, cast.liu, text).state == "applied"
    ask = asked(cast.liu, "decide")
    assert (ask.answer_given, ask.assurance, ask.channel) == ("approve", "trusted", "mail")
    assert state(document) == ("final", "approve")


@pytest.mark.parametrize("text, reason", [
    ("不同意，因为预算太高", "预算太高"), ("Rejected, because the budget is too high.", "the budget is too high"),
    ("不批准，原因是没有测试计划。\n\n刘总", "没有测试计划")])
def test_a_refusal_keeps_the_reason_in_the_persons_own_words(sure: Desk, cast: Cast, text: str, reason: str) -> None:
    document = papers.proposal(cast)
    assert say(sure, cast.liu, text).state == "held"
    assert (asked(cast.liu, "decide").text, state(document)) == (reason, ("circulated", "reject"))


@pytest.mark.parametrize("text", [
    "退回修改", "请修改后再报", "退回修改，因为目标不清楚", "send back", "please revise the goals"])
def test_sent_back_it_is_a_draft_again(sure: Desk, cast: Cast, text: str) -> None:
    document = papers.proposal(cast)
    say(sure, cast.liu, text)
    assert state(document) == ("draft", "send_back")


@pytest.mark.parametrize("text", ["如果预算批下来就同意", "同意，但预算砍一半", "OK", "批准吗？", "既同意又不同意"])
def test_what_is_no_plain_yes_or_no_decides_nothing(sure: Desk, cast: Cast, text: str) -> None:
    document = papers.proposal(cast)
    assert say(sure, cast.liu, text).state == "held"
    assert (asked(cast.liu, "decide").answered_at, state(document)) == (None, ("circulated", None))


def test_the_echo_says_what_was_recorded(sure: Desk, cast: Cast) -> None:
    papers.consensus(cast)
    say(sure, cast.lina, "有异议，因为里程碑太紧")
    letter = letter_to(cast.lina, "echo")
    assert "项目目标共识书 – 有异议（里程碑太紧）" in letter.text


@pytest.mark.parametrize("text", ["批准 B", "B", "选方案二", "option b", "Approve B.", "go with B"])
def test_a_ruling_names_its_option(sure: Desk, cast: Cast, text: str) -> None:
    papers.escalation(cast)
    say(sure, cast.liu, text)
    assert asked(cast.liu, "decide").option == "B"
    assert Issue.get().ruling.startswith("B – 按期上线")


@pytest.mark.parametrize("text", ["批准", "批准 D", "A 或 B 都行", "批准 A 和 B", "A 好，不过 B 更稳"])
def test_no_option_two_options_or_an_unknown_one_decide_nothing(sure: Desk, cast: Cast, text: str) -> None:
    papers.escalation(cast)
    assert say(sure, cast.liu, text).state == "held"
    assert (asked(cast.liu, "decide").answered_at, Issue.get().ruling) == (None, None)


def test_a_ruling_goes_round_with_receipt(sure: Desk, cast: Cast) -> None:
    papers.escalation(cast)
    say(sure, cast.liu, "批准 A")
    assert say(sure, cast.lina, "收到").state == "applied"
    assert asked(cast.lina, "acknowledge").paper_version.paper.kind == "ruling"


def test_a_ruling_by_somebody_else_counts_nothing(sure: Desk, cast: Cast) -> None:
    papers.escalation(cast)
    forwarded = reply(letter_to(cast.liu, "paper"), "批准 B", sender="王芳 <wangfang@corp.example>", **PROVEN)
    mail = processed(sure, forwarded)
    assert (mail.state, mail.reason, asked(cast.liu, "decide").answered_at) == ("held", "other-sender", None)


def test_every_head_agrees_by_mail_and_it_is_final(desk: Desk, cast: Cast) -> None:
    document = papers.consensus(cast)
    say(desk, cast.lina, "没有异议。\n李娜\n财务部")
    assert state(document) == ("circulated", None)
    say(desk, cast.sofia, "I agree.\n\nBest regards\nSofia Rossi")
    assert state(document) == ("final", "approve")


def test_who_only_gets_a_paper_gives_a_receipt(desk: Desk, cast: Cast) -> None:
    papers.consensus(cast)
    assert say(desk, cast.chenjie, "收到，谢谢！").state == "applied"
    assert asked(cast.chenjie, "acknowledge").answer_given == "acknowledged"
    assert echoes(cast.chenjie) == []


def test_approving_twice_is_one_effect(sure: Desk, cast: Cast) -> None:
    papers.proposal(cast)
    for _time in range(2):
        assert say(sure, cast.liu, "批准").state == "applied"
    assert Event.select().where(Event.verb == "answered").count() == 1


def test_another_answer_after_the_decision_is_politely_refused(sure: Desk, cast: Cast) -> None:
    papers.proposal(cast)
    letter = letter_to(cast.liu, "paper")
    processed(sure, reply(letter, "批准", **PROVEN))
    mail = processed(sure, reply(letter, "不同意，因为预算太高", **PROVEN))
    assert (mail.state, mail.reason, asked(cast.liu, "decide").answer_given) == ("refused", "decidedalready", "approve")
    assert "2026-03-02" in echoes(cast.liu)[-1].data["sentence"]


def test_a_superseded_version_cannot_be_answered(desk: Desk, cast: Cast) -> None:
    document = papers.consensus(cast)
    old = letter_to(cast.lina, "paper")
    papers.correct(document, cast, escalation="直接报决策层。")
    mail = processed(desk, reply(old, "同意"))
    assert (mail.state, mail.reason) == ("refused", "withdrawn")
    assert echoes(cast.lina)[-1].kind == "refusal"
    assert asked(cast.lina, "agree").answered_at is None


def test_a_closed_project_cannot_be_answered(desk: Desk, cast: Cast) -> None:
    papers.consensus(cast)
    letter = letter_to(cast.lina, "paper")
    type(cast.project).update(archived_at=CIRCULATED).execute()
    assert processed(desk, reply(letter, "同意")).reason == "archived"
    assert asked(cast.lina, "agree").answered_at is None


def test_an_agreement_can_be_taken_back_while_others_are_out(desk: Desk, cast: Cast) -> None:
    document = papers.consensus(cast)
    say(desk, cast.lina, "同意")
    assert processed(desk, reply(letter_to(cast.lina, "echo"), "撤销")).reason == "undone"
    assert (asked(cast.lina, "agree").answered_at, state(document)) == (None, ("circulated", None))
    say(desk, cast.lina, "有异议，因为太紧")
    assert asked(cast.lina, "agree").answer_given == "reject"


def test_a_clear_no_is_called_recorded_and_one_with_a_question_unclear(desk: Desk, cast: Cast) -> None:
    papers.consensus(cast)
    letter = letter_to(cast.lina, "paper")
    assert processed(desk, reply(letter, "有异议，因为太紧")).reason == "said-no"
    assert processed(desk, reply(letter, "有异议，因为太紧，能推迟吗？")).reason == "attention"


def test_whoever_ruled_gets_a_copy_that_asks_nothing(sure: Desk, cast: Cast) -> None:
    papers.escalation(cast)
    say(sure, cast.liu, "就按B办吧")
    letter = letter_to(cast.liu, "paper")
    assert "无需回复，您的收阅已记录。" in letter.text and "◇" not in letter.text
    assert letter_to(cast.wangfang, "paper").text.count("收到") > 0


def test_a_decision_that_was_concluded_cannot_be_taken_back(sure: Desk, cast: Cast) -> None:
    document = papers.proposal(cast)
    say(sure, cast.liu, "批准")
    mail = processed(sure, reply(letter_to(cast.liu, "echo"), "撤销", **PROVEN))
    assert (mail.state, mail.reason, state(document)) == ("refused", "concluded", ("final", "approve"))


def test_a_correction_says_first_what_changed(cast: Cast) -> None:
    papers.correct(papers.consensus(cast), cast, escalation="直接报决策层。")
    text = letter_to(cast.lina, "paper").text
    assert text.index("直接报决策层。") < text.index("◇ 同意") < text.index("里程碑")


def test_an_empty_reply_decides_nothing(sure: Desk, cast: Cast) -> None:
    papers.proposal(cast)
    assert say(sure, cast.liu, "").state == "held"
    assert asked(cast.liu, "decide").answered_at is None
