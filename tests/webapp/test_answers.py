"""Answers to papers on the pages: the matrix, what was said by phone, one's own signature, and news of them."""

import re

import pytest
from playwright.sync_api import Page, expect

from coordination import documents
from coordination.ask import Ask
from coordination.delegation import Delegation
from coordination.document import Document
from coordination.event import Event
from tests.cast import Cast, Stages
from tests.webapp.test_papers import GOALS
from tests.webapp.test_project_page import queries
from tests.webapp.visit import in_own_language
from tests.webapp.world import Browser


@pytest.fixture
def consensus(stages: Stages, cast: Cast) -> Document:
    """A circulated goal consensus: 李娜, the only head, is asked to agree, everybody else for a receipt."""
    return documents.find(stages.play(send_round, cast), by=cast.chenjing)


def send_round(cast: Cast) -> int:
    document = documents.begin("goal_consensus", cast.project, by=cast.chenjing, values=GOALS)
    document.circulate(by=cast.chenjing)
    return document.paper.id


@pytest.fixture
def ask(consensus: Document, cast: Cast) -> Ask:
    return Ask.get((Ask.kind == "agree") & (Ask.person == cast.lina))


@pytest.fixture
def head_browser(browse, cast: Cast) -> Browser:
    """李娜's browser; she has a log-in and manages nothing."""
    cast.lina.set_password("twelve letters", by=None)
    return in_own_language(browse(cast.lina))


def test_an_answer_by_phone_is_noted_with_reason_and_for_whom(pm_browser: Browser, ask: Ask, cast: Cast):
    answer = pm_browser.post(f"/answers/{ask.id}", {"answer": "reject", "reason": "预算不够", "channel": "phone"})
    assert answer.location == f"/papers/{ask.paper_version.paper_id}"
    event = Event.select().where(Event.verb == "answered").order_by(Event.id.desc()).get()
    assert (event.channel, event.actor_id, event.on_behalf_of_id) == ("phone", cast.chenjing.id, cast.lina.id)
    page = pm_browser.get(answer.location).text
    assert "预算不够" in page and "有异议" in page and "由陈静记录" in page


def test_an_answer_without_words_is_refused(pm_browser: Browser, ask: Ask):
    assert pm_browser.post(f"/answers/{ask.id}", {"answer": "maybe", "channel": "phone"}).status_code == 422
    assert pm_browser.post(f"/answers/{ask.id}", {"answer": "approve", "channel": "pigeon"}).status_code == 422
    assert Ask.get_by_id(ask.id).answered_at is None


def test_a_receipt_by_phone_is_one_click_and_brings_its_row(pm_browser: Browser, consensus: Document, cast: Cast):
    receipt = Ask.get((Ask.kind == "acknowledge") & (Ask.person == cast.zhangwei))
    answer = pm_browser.htmx(f"/answers/{receipt.id}", {"answer": "acknowledged", "channel": "phone"})
    assert re.search(rf'id="answer-{receipt.id}"[^>]*is-given[^>]*hx-swap-oob', answer.text)


def test_a_head_with_a_log_in_agrees_herself(head_browser: Browser, ask: Ask):
    page = head_browser.get(f"/answers/{ask.id}").text
    assert "您的答复" in page and "新产品上线" in page and 'name="channel"' not in page
    assert head_browser.post(f"/answers/{ask.id}", {"answer": "approve"}).location == f"/answers/{ask.id}"
    answered = Ask.get_by_id(ask.id)
    assert (answered.channel, answered.assurance, answered.answered_by_id) == ("page", "page", ask.person_id)
    assert answered.paper_version.paper.state == "final"


def test_a_head_finds_what_is_asked_of_her_from_the_first_page(head_browser: Browser, ask: Ask):
    assert 'href="/answers"' in head_browser.get("/").text
    page = head_browser.get("/answers").text
    assert f"/answers/{ask.id}" in page and "同意或提出异议" in page
    head_browser.post(f"/answers/{ask.id}", {"answer": "approve"})
    assert "目前没有需要您答复的事项" in head_browser.get("/answers").text


def test_a_deputy_finds_what_is_asked_of_the_one_stood_in_for(member_browser: Browser, ask: Ask, cast: Cast):
    today = cast.lina.today()
    Delegation.name(cast.lina, cast.zhangwei, today, today, by=cast.chenjing)
    assert f"/answers/{ask.id}" in member_browser.get("/answers").text
    assert "您代李娜答复" in member_browser.get(f"/answers/{ask.id}").text


def test_a_head_sees_nothing_that_was_asked_of_others(head_browser: Browser, consensus: Document, cast: Cast):
    other = Ask.get((Ask.kind == "acknowledge") & (Ask.person == cast.zhangwei))
    assert head_browser.get(f"/answers/{other.id}").status_code == 404
    assert head_browser.post(f"/answers/{other.id}", {"answer": "acknowledged"}).status_code == 404


def test_an_answer_to_an_older_version_is_refused(head_browser: Browser, consensus: Document, ask: Ask, cast: Cast):
    consensus.correct(by=cast.chenjing)
    consensus.write({**GOALS, "escalation": "新"}, by=cast.chenjing, editor="e", revision=consensus.paper.revision)
    consensus.circulate(by=cast.chenjing)
    assert head_browser.post(f"/answers/{ask.id}", {"answer": "approve"}).status_code == 409


def test_a_decision_names_its_option(browse, pm_browser: Browser, cast: Cast):
    dossier = documents.begin("escalation", cast.project, by=cast.chenjing, values={
        "question": "预算", "options": [{"key": "1", "text": "加钱"}, {"key": "2", "text": "延期"}]})
    dossier.circulate(by=cast.chenjing)
    decide = Ask.get(Ask.kind == "decide")
    assert "延期" in pm_browser.get(f"/answers/{decide.id}").text
    assert pm_browser.post(f"/answers/{decide.id}", {"answer": "approve", "channel": "phone"}).status_code == 422
    pm_browser.post(f"/answers/{decide.id}", {"answer": "approve", "option": "B", "channel": "phone"})
    assert Ask.get_by_id(decide.id).option == "B"


def test_news_are_the_rows_that_changed_and_nothing_where_nothing_did(pm_browser: Browser, consensus: Document,
                                                                      ask: Ask, cast: Cast):
    page = pm_browser.get(f"/papers/{consensus.paper.id}").text
    news = re.search(r'hx-get="([^"]+/answers\?since=\d+)"', page)[1]
    assert pm_browser.get(news).status_code == 204
    documents.answer(ask, "approve", by=cast.lina)
    text = pm_browser.get(news).text
    assert re.findall(r'id="answer-(\d+)"', text) == [str(ask.id)] and "已答复 1 / 1" in text and "定稿" in text


def test_the_project_page_renews_its_papers_after_an_answer(pm_browser: Browser, consensus: Document, ask: Ask,
                                                            cast: Cast):
    page = pm_browser.get("/projects/1").text
    assert "等待李娜答复" in page
    since = re.search(r"news\?since=([\d-]+)", page)[1]
    documents.answer(ask, "reject", by=cast.lina)
    news = pm_browser.get(f"/projects/1/news?since={since}").text
    assert 'id="papers"' in news and "李娜未同意" in news


def test_the_queries_of_a_project_page_do_not_grow_with_its_papers(pm_browser: Browser, consensus: Document,
                                                                   cast: Cast):
    before = queries(pm_browser, "/projects/1"), queries(pm_browser, "/projects/1/papers")
    for _n in range(5):
        documents.begin("notice", cast.project, by=cast.chenjing, values={"text": "x"})
    assert (queries(pm_browser, "/projects/1"), queries(pm_browser, "/projects/1/papers")) == before


def test_an_open_page_shows_an_answer_that_comes_by_mail(pm_page, served_pages: str, chinese_page: Page,
                                                         consensus: Document, ask: Ask, cast: Cast):
    page = pm_page(chinese_page)
    page.goto(f"{served_pages}/papers/{consensus.paper.id}")
    expect(page.locator(f"#answer-{ask.id}")).to_contain_text("尚未答复")
    documents.answer(ask, "approve", by=cast.lina)
    expect(page.locator(f"#answer-{ask.id}")).to_contain_text("同意")
    expect(page.locator("#paper-state")).to_have_text("定稿")
