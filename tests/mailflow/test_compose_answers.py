"""What our letters offer as an answer is understood when it comes back: every button, every example."""

from datetime import date, datetime
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
import time_machine
from selectolax.lexbor import LexborHTMLParser

from coordination.draft import LineDraft
from coordination.letter import Letter
from coordination.minutes import Minutes
from coordination.rules import rules
from mailflow import compose
from mailflow.interpreting import interpret
from mailflow.letters import answers
from mailflow.meaning import Item, Question
from mailflow.reading import read
from tests.cast import CIRCULATED, Cast, Stages, draft

SENT = datetime(2026, 3, 3, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def letters(stages: Stages, minutes: Minutes, cast: Cast) -> dict[str, Letter]:
    """The letters of 张伟 and Sofia Rossi as they were sent; each has two items, due on 5 and 6 March."""
    with time_machine.travel(CIRCULATED, tick=False):
        stages.play(send, minutes, cast)
    return {"zh": Letter.get(Letter.person == cast.zhangwei), "en": Letter.get(Letter.person == cast.sofia)}


def send(minutes: Minutes, cast: Cast) -> None:
    lines = (LineDraft("a1", "完成用户登录功能测试", cast.zhangwei.id, date(2026, 3, 5)),
             LineDraft("a2", "准备测试账号", cast.zhangwei.id, date(2026, 3, 6)),
             LineDraft("a3", "Finish login testing", cast.sofia.id, date(2026, 3, 5)),
             LineDraft("a4", "Prepare test accounts", cast.sofia.id, date(2026, 3, 6)))
    minutes.write(draft(cast, lines=lines), by=cast.chenjing, editor="page", revision=1)
    minutes.circulate(by=cast.chenjing)
    for letter in Letter.select():
        Letter.update(text=compose.write(letter).text).where(Letter.id == letter.id).execute()


def question_of(letter):
    items = tuple(Item(row.n, row.ask.action.what, row.ask.action.due, "open") for row in letter.lines)
    return Question("minutes", letter.language, "acknowledge", items, letter.date, letter.text)


def meaning(letter, reply):
    question = question_of(letter)
    reading = read(reply, None, question)
    return interpret(question, reading.new_text, reading.inline, SENT, rules().calendar)


def updates(letter, reply):
    return [(update.item, update.status, update.due) for update in meaning(letter, reply).updates]


def buttons(letter):
    tree = LexborHTMLParser(compose.write(letter).html)
    return [parse_qs(urlsplit(node.attributes["href"]).query)["body"][0] for node in tree.css("a")]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_first_button_is_a_receipt_and_nothing_else(letters, language):
    understood = meaning(letters[language], buttons(letters[language])[0])
    assert (understood.acknowledged, understood.updates, understood.attention) == (True, (), False)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_second_button_says_that_all_is_done(letters, language):
    assert updates(letters[language], buttons(letters[language])[1]) == [(1, "done", None), (2, "done", None)]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_items_button_says_that_it_is_done(letters, language):
    assert updates(letters[language], buttons(letters[language])[2]) == [(1, "done", None)]


@pytest.mark.parametrize("language, day", [("zh", "3月12日"), ("zh", "下周三"), ("en", "12 March")])
def test_the_beginning_of_a_delay_goes_on_with_a_day(letters, language, day):
    found = updates(letters[language], buttons(letters[language])[3] + day)
    assert [(item, status) for item, status, due in found] == [(1, "delayed")]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_delay_sent_off_without_a_day_is_no_guess(letters, language):
    understood = meaning(letters[language], buttons(letters[language])[3])
    assert understood.attention and all(update.due is None for update in understood.updates)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_example_means_what_it_says(letters, language):
    [example] = [line.strip(" ◇") for line in letters[language].text.splitlines() if line.startswith("    ")]
    assert updates(letters[language], example) == [(1, "done", None), (2, "delayed", date(2026, 3, 10))]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_quote_of_the_whole_letter_adds_nothing(letters, language):
    quoted = "\n".join(f"> {line}" for line in letters[language].text.splitlines())
    understood = meaning(letters[language], f"{answers.WORDS[language]['received']}\n\n{quoted}")
    assert (understood.acknowledged, understood.updates, understood.attention) == (True, (), False)


HEADINGS = ("", "在 2026年3月2日，下午5:30，回执 &lt;huizhi@corp.example&gt; 写道：",
            "On Mon, 2 Mar 2026 at 10:30, Huizhi &lt;huizhi@corp.example&gt; wrote:")


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_reply_in_html_alone_with_the_letter_below_it_adds_nothing(letters, language, heading):
    letter, said = letters[language], answers.WORDS[language]["received"]
    with time_machine.travel(CIRCULATED, tick=False):
        quoted = LexborHTMLParser(compose.write(letter).html).css_first("div").html
    reading = read(None, f"<div>{said}</div><div>{heading}</div>{quoted}", question_of(letter))
    assert (reading.new_text, reading.inline) == (said, ())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_example_that_is_not_known_again_is_still_no_answer(letters, language):
    other_day = letters[language].text.replace("10", "17")
    assert updates(letters[language], f"{answers.WORDS[language]['received']}\n\n{other_day}") == []


TYPED = {"zh": ("延期到3月13日", date(2026, 3, 13)), "en": ("delayed to 13 March", date(2026, 3, 13))}


@pytest.mark.parametrize("mark", ["> ", ""])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_answers_under_the_lines_are_found_though_they_look_like_the_example(letters, language, mark):
    words, day = TYPED[language]
    quoted = []
    for line in letters[language].text.splitlines():
        quoted += [mark + line] + [{"1. ": answers.WORDS[language]["done"], "2. ": words}.get(line[:3], mark)]
    assert updates(letters[language], "\n".join(quoted)) == [(1, "done", None), (2, "delayed", day)]


@pytest.mark.parametrize("name, wanted", [("undo", "undo"), ("status", "status")])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_words_of_command_are_understood(letters, language, name, wanted):
    understood = meaning(letters[language], answers.WORDS[language][name])
    assert understood.undo if wanted == "undo" else understood.wants == wanted
