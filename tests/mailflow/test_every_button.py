"""Every button of every letter, sent off with the letter quoted below it in any form, means what it says."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
import time_machine
from selectolax.lexbor import LexborHTMLParser

from coordination import closing, invitation
from coordination.action import ActionItem
from coordination.ask import Ask
from coordination.confirmation import Confirmation
from coordination.documents import KINDS
from coordination.issue import Issue
from coordination.language import use_language
from coordination.letter import Letter
from coordination.person import Person
from coordination.rules import rules
from mailflow import compose
from mailflow.interpreting import interpret
from mailflow.letters import paper
from mailflow.meaning import Meaning, Question
from mailflow.question import question_of
from mailflow.reading import read
from tests.cast import CIRCULATED, Cast
from tests.mailflow import papers
from tests.papers.documents import content_of

pytestmark = pytest.mark.slow

SENT = datetime(2026, 3, 3, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
WHY = {"zh": "时间太紧", "en": "there is too little time"}
LATE = {"zh": "3 天，因为时间太紧", "en": "3 days, because there is too little time"}


@pytest.fixture(params=["zh", "en"])
def language(request: pytest.FixtureRequest, cast: Cast) -> Iterator[str]:
    """Everybody reads this language."""
    Person.update(language=request.param).execute()
    with time_machine.travel(CIRCULATED, tick=False):
        yield request.param


@pytest.fixture
def people(language: str, cast: Cast) -> Cast:
    for name in ("zhangwei", "lina", "liu", "chenjie", "sofia"):
        getattr(cast, name).language = language
    return cast


QUOTES = ("nothing", "marked", "html")


def answered(letter: Letter, words: str, quote: str) -> Meaning:
    """What these words mean in reply to the letter, quoted below them."""
    mail = compose.write(letter)
    letter.text = mail.text
    question = question_of(letter, letter)
    marked = "\n".join(f"> {line}" for line in mail.text.splitlines())
    body = LexborHTMLParser(mail.html).css_first("div").html
    reading = {
        "nothing": lambda: read(words, None, question), "marked": lambda: read(f"{words}\n\n{marked}", None, question),
        "html": lambda: read(None, f"<div>{words}</div><div><br></div>{body}", question),
    }[quote]()
    return interpret(question, reading.new_text, reading.inline, SENT, rules().calendar)


def buttons(letter: Letter) -> list[str]:
    tree = LexborHTMLParser(compose.write(letter).html)
    return [parse_qs(urlsplit(node.attributes["href"]).query)["body"][0] for node in tree.css("a")]


def to(person: Person, kind: str = "paper") -> Letter:
    return Letter.select().where((Letter.person == person) & (Letter.kind == kind)).order_by(Letter.id.desc()).get()


@pytest.mark.parametrize("quote", QUOTES)
def test_a_proposal_is_approved_rejected_or_sent_back(people: Cast, language: str, quote: str) -> None:
    papers.proposal(people)
    letter = to(people.liu)
    approve, reject, send_back = buttons(letter)
    assert answered(letter, approve, quote).decision == "approve"
    refused = answered(letter, reject + WHY[language], quote)
    assert (refused.decision, refused.send_back, refused.reason) == ("reject", False, WHY[language])
    returned = answered(letter, send_back + WHY[language], quote)
    assert (returned.send_back, returned.reason) == (True, WHY[language])


@pytest.mark.parametrize("quote", QUOTES)
def test_a_ruling_chooses_its_option(people: Cast, language: str, quote: str) -> None:
    papers.escalation(people)
    letter = to(people.liu)
    first, second, none, _send_back = buttons(letter)
    assert [answered(letter, words, quote).option for words in (first, second)] == ["A", "B"]
    assert answered(letter, none + WHY[language], quote).decision == "reject"


@pytest.mark.parametrize("quote", QUOTES)
@pytest.mark.parametrize("make", [papers.consensus, papers.acceptance])
def test_agreeing_and_signing(people: Cast, language: str, make, quote: str) -> None:
    make(people)
    letter = to(people.lina)
    yes, no = buttons(letter)
    assert answered(letter, yes, quote).decision == "approve"
    refused = answered(letter, no + WHY[language], quote)
    assert (refused.decision, refused.reason) == ("reject", WHY[language])


@pytest.mark.parametrize("quote", QUOTES)
def test_a_paper_to_be_read_gets_its_receipt(people: Cast, language: str, quote: str) -> None:
    papers.consensus(people)
    letter = to(people.chenjie)
    understood = answered(letter, buttons(letter)[0], quote)
    assert (understood.acknowledged, understood.decision, understood.attention) == (True, None, False)


@pytest.mark.parametrize("quote", QUOTES)
def test_the_form_of_a_request_is_filled_in(people: Cast, language: str, quote: str) -> None:
    papers.weekly_questions(people, people.chenjie)
    letter = to(people.chenjie, "request")
    filled = "\n".join(f"{line}{WHY[language]} {n}" for n, line in enumerate(buttons(letter)[0].split("\r\n"), 1))
    words = filled if quote != "html" else filled.replace("\n", "<br>")
    assert answered(letter, words, quote).texts == tuple((n, f"{WHY[language]} {n}") for n in range(1, 5))
    assert answered(letter, buttons(letter)[0].replace("\r\n", "\n"), quote).texts == ()


@pytest.mark.parametrize("quote", QUOTES)
def test_a_warning_has_three_buttons(people: Cast, language: str, quote: str) -> None:
    papers.warned(people, people.chenjie)
    letter = to(people.chenjie, "warning")
    on_time, late, help_ = buttons(letter)
    assert [answer.said for answer in answered(letter, on_time, quote).answers] == ["on_time"]
    [answer] = answered(letter, late + LATE[language], quote).answers
    assert (answer.said, answer.due, answer.text) == ("late", CIRCULATED.date() + timedelta(days=5), WHY[language])
    [answer] = answered(letter, help_ + WHY[language], quote).answers
    assert (answer.said, answer.text) == ("help", WHY[language])


@pytest.mark.parametrize("quote", QUOTES)
def test_an_issue_is_solved_or_not(people: Cast, language: str, quote: str) -> None:
    issue = Issue.raise_one(people.project, "付款流程太长", by=people.zhangwei)
    issue.grade("minor", by=people.chenjing)
    issue.add_measure("缩短付款审批", people.lina, CIRCULATED.date(), by=people.chenjing)
    ActionItem.get(ActionItem.what == "缩短付款审批").report("done", by=people.lina)
    closing.ask_raiser(Issue.get_by_id(issue.id), by=people.chenjing)
    letter = to(people.zhangwei, "request")
    solved, unsolved = buttons(letter)
    assert [answer.said for answer in answered(letter, solved, quote).answers] == ["approve"]
    [answer] = answered(letter, unsolved + WHY[language], quote).answers
    assert (answer.said, answer.text) == ("reject", WHY[language])


@pytest.mark.parametrize("quote", QUOTES)
def test_a_code_comes_back(people: Cast, language: str, quote: str) -> None:
    papers.proposal(people)
    asked = Confirmation.request(Ask.get(Ask.kind == "decide"), "approve", by=people.liu)
    letter = to(people.liu, "confirmation")
    assert answered(letter, buttons(letter)[0], quote).code == asked.code
    assert answered(letter, WHY[language], quote).code is None


@pytest.mark.parametrize("quote", QUOTES)
def test_an_invitation_is_accepted_or_declined(people: Cast, language: str, quote: str) -> None:
    minutes = papers.weekly_questions(people, people.chenjie)
    invitation.invite(minutes.meeting, by=people.chenjing)
    letter = to(people.chenjie, "invitation")
    accept, decline = buttons(letter)
    said = [answered(letter, words, quote).decision for words in (accept, decline + WHY[language])]
    assert said == ["approve", "reject"]


@pytest.mark.parametrize("quote", QUOTES)
def test_a_reminder_of_everything_is_answered_by_number(people: Cast, language: str, quote: str) -> None:
    papers.consensus(people), papers.acceptance(people)
    papers.weekly_questions(people, people.lina)
    Ask.for_report(ActionItem.agree(people.project, "结清尾款", people.lina, CIRCULATED.date(), by=people.chenjing))
    Letter.post("reminder", people.lina, cause="2026-03-03", asks=Ask.open_of(people.lina))
    letter = to(people.lina, "reminder")
    kinds = {row.ask.kind: row.n for row in letter.lines}
    said = {words.partition(" ")[0]: words for words in reversed(buttons(letter))}
    for kind, said_to_it in (("agree", "approve"), ("sign", "approve")):
        understood = answered(letter, said[str(kinds[kind])], quote)
        assert [(answer.item, answer.said) for answer in understood.answers] == [(kinds[kind], said_to_it)]
    assert [update.status for update in answered(letter, said[str(kinds["report"])], quote).updates] == ["done"]
    understood = answered(letter, f"{kinds['provide']} {WHY[language]}", quote)
    assert understood.texts == ((kinds["provide"], WHY[language]),)


@pytest.mark.parametrize("said", ["批准", "approve"])
@pytest.mark.parametrize("code", KINDS)
def test_the_tables_of_a_paper_quoted_without_any_mark_are_no_answer(cast: Cast, code: str, said: str) -> None:
    spoken = "zh" if said == "批准" else "en"
    with use_language(spoken):
        page = paper.page_of({"changes": [], "note": "", **content_of(code)}, cast.liu, "agree", "陈静")
        mail = compose.written("paper", spoken, {**page, "key": "a" * 26, "behalf": ""})
    question = Question("paper", spoken, "agree", (), SENT, mail.text, "刘总")
    body = LexborHTMLParser(mail.html).css_first("div").html
    assert read(None, f"<div>{said}</div><div><br></div>{body}", question).new_text == said
