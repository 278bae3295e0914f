"""The page "post office" of a try-out: a mailbox as its owner's mail program shows it."""

from collections.abc import Callable

import pytest
from flask import Flask

from huizhi.tryout.office import PostOffice
from tests.webapp.world import Browser

ZHANGWEI = "zhangwei@corp.example"
LETTER = """\
From: =?utf-8?b?5Zue5omn?= <huizhi@corp.example>
Subject: =?utf-8?b?5ZGo5L6L5Lya57qq6KaB?=
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: 8bit

<p>请回复“收到”</p><script>alert(1)</script>
<a href="mailto:huizhi+k@corp.example?subject=x&amp;body=%E6%94%B6%E5%88%B0%0A&lt;">收到</a>
""".replace("\n", "\r\n").encode()


@pytest.fixture
def office(pages: Flask) -> PostOffice:
    office = pages.config["POST_OFFICE"]
    for _key, file in office.mailboxes.mails(ZHANGWEI):
        file.unlink()
    return office


@pytest.fixture
def letter(office: PostOffice) -> str:
    """The address of the page of a letter in 张伟's mailbox."""
    office.mailboxes.deliver(ZHANGWEI, LETTER)
    [(key, _file)] = office.mailboxes.mails(ZHANGWEI)
    return f"/post-office/{ZHANGWEI}/{key}"


@pytest.fixture
def browser(browse: Callable[..., Browser], cast) -> Browser:
    return browse(cast.chenjing)


def test_every_mailbox_is_listed_with_its_password(browser, office):
    page = browser.get("/post-office").text
    assert office.mailboxes.password(ZHANGWEI) in page
    assert "port 1143" in page and "port 2525" in page


def test_an_empty_mailbox_says_what_to_do(browser, office):
    assert "No mail yet" in browser.get(f"/post-office/{ZHANGWEI}").text


def test_an_open_mailbox_asks_for_its_list_alone(browser, letter):
    answer = browser.get(f"/post-office/{ZHANGWEI}/news?count=0").text
    assert answer.startswith('<div class="card" id="mails"') and "周例会纪要" in answer
    assert browser.get(f"/post-office/{ZHANGWEI}/news?count=1").status_code == 204


def test_a_button_of_the_mail_fills_in_the_answer(browser, letter):
    assert f'href="{letter}?answer=%E6%94%B6%E5%88%B0' in browser.get(letter).text
    assert ">收到\n&lt;</textarea>" in browser.get(f"{letter}?answer=收到%0A<").text


def test_the_mail_itself_is_shown_where_nothing_runs(browser, letter):
    shown = browser.get(f"{letter}/html")
    assert "请回复" in shown.text
    assert "sandbox" in shown.headers["Content-Security-Policy"]


def test_nobody_is_said_to_have_no_mailbox(browser, office):
    assert browser.get("/post-office/stranger@elsewhere.example").status_code == 404


def test_an_empty_answer_is_refused_in_words(browser, letter):
    answer = browser.post(f"{letter}/answers", {"answer": " "})
    assert answer.status_code == 422 and "Please type an answer first" in answer.text
