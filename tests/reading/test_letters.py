"""Our real letters, quoted as HTML or as the text that programs make of it, hold no answers of their own."""

import re

import pytest
import time_machine

from bench.wrappers import PROGRAMS, Sent
from coordination.letter import Letter
from mailflow import compose
from mailflow.meaning import Item, Question
from mailflow.reading import read
from tests.cast import CIRCULATED

LINK = re.compile(r'<a\b[^>]*href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)


@pytest.fixture
def letters(minutes, cast):
    with time_machine.travel(CIRCULATED, tick=False):
        minutes.circulate(by=cast.chenjing)
        mails = [(letter, compose.write(letter)) for letter in Letter.select()]
        yield [(_question(letter, mail.text), mail) for letter, mail in mails]


def _question(letter, text):
    """What the letter asks, by its numbered lines."""
    items = tuple(
        Item(int(found[1]), found[2], None) for found in re.finditer(r"(?m)^(\d+)\. (.+?) – ", text)
    )
    return Question("minutes", letter.language, "acknowledge", items, letter.date, text, letter.person.name)


def _body(html: str) -> str:
    return re.sub(r"(?s)^.*?<body[^>]*>|</body>.*$", "", html)


def _as_text(html: str, with_links: bool) -> list[str]:
    """The plain text that a mail program makes of our HTML."""
    html = LINK.sub(
        lambda found: f"{found[2].strip()} &lt;{found[1]}&gt;" if with_links else found[2], _body(html)
    )
    html = re.sub(
        r"(?s)<(?:style|title|head)\b.*?</(?:style|title|head)>|<br\s*/?>|</(?:p|div|tr|li|h\d|table|td)>",
        "\n",
        html,
    )
    text = (
        re.sub(r"<[^<>]*>", "", html)
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .replace("&nbsp;", " ")
    )
    return [line.strip() for line in text.split("\n")]


def test_the_quoted_html_of_a_letter_is_no_answer(letters):
    for question, mail in letters:
        for program in PROGRAMS:
            heading = "".join(
                f"<div>{line.replace('<', '&lt;')}</div>"
                for line in program.heading(Sent(mail.subject, "", {}))
            )
            begin, end = program.box
            found = read(None, f"<div>收到，谢谢</div><br>{heading}{begin}{_body(mail.html)}{end}", question)
            assert (found.new_text, found.inline) == ("收到，谢谢", ()), (program.name, mail.subject)


@pytest.mark.parametrize("with_links", [True, False])
def test_the_quoted_text_of_its_html_is_no_answer(letters, with_links):
    for question, mail in letters:
        for program in PROGRAMS:
            quoted = [program.marks + line for line in _as_text(mail.html, with_links)]
            body = "\n".join(["收到，谢谢", "", *program.heading(Sent(mail.subject, "", {})), *quoted])
            found = read(body, None, question)
            assert (found.new_text, found.inline) == ("收到，谢谢", ()), (program.name, mail.subject)


def test_an_answer_typed_under_a_real_line_is_found(letters):
    question, mail = next((question, mail) for question, mail in letters if question.items and question.text)
    item = question.items[0]
    at = next(at for at, line in enumerate(question.text.split("\n")) if line.startswith(f"{item.n}. "))
    for program in PROGRAMS:
        lines = [program.marks + line for line in question.text.split("\n")]
        lines.insert(at + 1, "已完成")
        found = read("\n".join([*program.heading(Sent(mail.subject, "", {})), *lines]), None, question)
        assert (found.new_text, found.inline) == ("", ((item.n, "已完成"),)), program.name
