"""Where the mail server knows no plus addressing, a button's mail names its letter in the text alone."""

from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from selectolax.lexbor import LexborHTMLParser

from coordination import clock
from coordination.action import ActionItem
from coordination.letter import Letter
from mailflow import compose
from mailflow.desk import Desk
from mailflow.identity import Identity, appear_as
from tests.cast import CIRCULATED, Cast
from tests.mailflow.desk import OURS, letter_to, processed, reply

_STYLE = "<style>" + "p.MsoNormal { margin: 0cm }\n" * 100 + "</style>"


@pytest.fixture(autouse=True)
def plain(desk: Desk) -> Iterator[None]:
    appear_as(Identity(address=OURS, plus_addressing=False))
    with time_machine.travel(CIRCULATED, tick=False):
        yield


def sent_off(letter: Letter, text: str | None, html: str | None) -> bytes:
    """A new mail, as a program writes it when a button is pressed: it threads under nothing."""
    mail = EmailMessage()
    mail["From"], mail["To"] = letter.address, OURS
    mail["Subject"], mail["Date"] = f"Re: {letter.subject}", format_datetime(clock.now())
    mail["Message-ID"] = make_msgid(domain="mail.corp.example")
    if text is not None:
        mail.set_content(text)
    if html is not None:
        (mail.add_alternative if text else mail.set_content)(html, subtype="html")
    return mail.as_bytes()


@pytest.mark.parametrize("who", ["zhangwei", "sofia"])
@pytest.mark.parametrize("form", ["text", "both", "html", "one line", "signed", "quoted"])
def test_the_button_is_understood_however_the_program_writes_it(desk: Desk, company: Cast, who: str, form: str) -> None:
    letter = letter_to(getattr(company, who))
    tree = LexborHTMLParser(compose.write(letter).html)
    link = next(node.attributes["href"] for node in tree.css("a"))
    assert urlsplit(link).path == OURS
    body = parse_qs(urlsplit(link).query)["body"][0]
    html = "".join(f"<div>{line or '<br>'}</div>" for line in body.split("\r\n"))
    quote = "\n".join(f"> {line}" for line in letter.text.splitlines())
    text, markup = {
        "text": (body, None), "both": (body, html), "html": (None, _STYLE + html),
        "one line": (body.replace("\r\n\r\n", " "), None), "signed": (f"{body}\n\n发自我的iPhone", None),
        "quoted": (f"{body}\n\n在 2026年3月2日，回执 写道：\n{quote}", None)}[form]
    mail = processed(desk, sent_off(letter, text, markup))
    assert (mail.state, mail.letter, mail.meaning["acknowledged"]) == ("applied", letter, True)
    assert not mail.meaning["attention"]


def test_a_status_button_is_understood(desk: Desk, company: Cast) -> None:
    letter = letter_to(company.wangfang)
    processed(desk, sent_off(letter, f"1 完成\n\n邮件编号：{letter.key}", None))
    assert ActionItem.get(ActionItem.number == 1).status == "done"


def test_a_plain_reply_is_known_by_its_thread(desk: Desk, company: Cast) -> None:
    letter = letter_to(company.wangfang)
    assert processed(desk, reply(letter, "1 完成")).letter == letter


def test_a_key_that_only_a_quotation_names_is_none(desk: Desk, company: Cast) -> None:
    letter = letter_to(company.wangfang)
    for text in (f"1 完成\n\n> 邮件编号：{letter.key}", f"1 完成\n\n-----原始邮件-----\n邮件编号：{letter.key}"):
        assert processed(desk, sent_off(letter, text, None)).reason == "no-key"
    html = f"<div>1 完成</div><blockquote><p>邮件编号：{letter.key}</p></blockquote>"
    assert processed(desk, sent_off(letter, None, html)).reason == "no-key"
