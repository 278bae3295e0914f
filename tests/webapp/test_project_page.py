"""The page of a project and how it keeps itself up to date."""

import re
from datetime import date

import pytest
import time_machine
from playwright.sync_api import Page, expect

from coordination.action import ActionItem
from coordination.ask import Ask
from coordination.event import acting
from coordination.minutes import Minutes
from tests.cast import Cast
from tests.statements import statements
from tests.webapp.visit import in_own_language
from tests.webapp.world import Browser


def receipt_of(minutes: Minutes, person) -> Ask:
    return Ask.get((Ask.paper_version == minutes.paper.latest) & (Ask.person == person))


def since(page: str) -> str:
    return re.search(r"since=([0-9-]+)", page)[1]


def news(browser: Browser, page: str):
    return browser.get(f"/projects/1/news?since={since(page)}", headers={"HX-Request": "true"})


def test_the_page_shows_receipts_and_action_items(circulated: Minutes, pm_browser: Browser, cast: Cast):
    receipt_of(circulated, cast.zhangwei).acknowledge(by=cast.zhangwei)
    page = pm_browser.get("/projects/1").text
    assert "已回执 2 / 7" in page
    assert "提交推广物料清单" in page and "王芳" in page


def test_a_project_of_somebody_else_does_not_exist(circulated: Minutes, member_browser: Browser):
    assert member_browser.get("/projects/1").status_code == 404
    assert member_browser.get("/projects/1/news?since=0-0-0").status_code == 404


def test_without_news_there_is_no_answer(circulated: Minutes, pm_browser: Browser):
    answer = news(pm_browser, pm_browser.get("/projects/1").text)
    assert (answer.status_code, answer.text) == (204, "")


def test_a_status_by_mail_renews_its_row_alone_and_leads_to_the_mail(
        circulated: Minutes, pm_browser: Browser, cast: Cast,
):
    page = pm_browser.get("/projects/1").text
    item = ActionItem.get(ActionItem.owner == cast.wangfang)
    with acting(channel="mail", inbound_id=12):
        Ask.get(Ask.action == item).report("done", by=cast.wangfang)
    answer = news(pm_browser, page).text
    assert f'id="action-{item.id}" hx-swap-oob="true"' in answer and "已完成" in answer
    assert 'href="/received/12"' in answer
    assert 'id="actions"' not in answer and 'id="receipts"' not in answer


def test_a_receipt_renews_its_cell_and_the_count(circulated: Minutes, pm_browser: Browser, cast: Cast):
    page = pm_browser.get("/projects/1").text
    ask = receipt_of(circulated, cast.lina)
    ask.acknowledge(by=cast.lina)
    answer = news(pm_browser, page).text
    assert f'id="receipt-{ask.id}" class="receipt is-given" hx-swap-oob="true"' in answer
    assert "已回执 2 / 7" in answer and 'id="actions"' not in answer


def test_news_are_told_once(circulated: Minutes, pm_browser: Browser, cast: Cast):
    page = pm_browser.get("/projects/1").text
    receipt_of(circulated, cast.lina).acknowledge(by=cast.lina)
    first = news(pm_browser, page)
    assert news(pm_browser, first.text).status_code == 204


def test_circulating_renews_all_that_it_changes(minutes: Minutes, pm_browser: Browser, cast: Cast):
    page = pm_browser.get("/projects/1").text
    minutes.circulate(by=cast.chenjing)
    answer = news(pm_browser, page).text
    for part in ("head", "meetings", "receipts", "actions"):
        assert f'id="{part}"' in answer


@pytest.mark.parametrize("since", ["", "x", "9", "-1--", "1-2-3-4", "٣-0-0", "9" * 30])
def test_nonsense_for_since_is_answered_all_the_same(circulated: Minutes, pm_browser: Browser, since: str):
    assert pm_browser.get("/projects/1/news", query_string={"since": since}).status_code in (200, 204)


def test_the_clock_ticks_on_an_open_page(minutes: Minutes, browse, cast: Cast):
    with time_machine.travel("2026-03-02T08:00:00Z", tick=False):
        browser = in_own_language(browse(cast.chenjing))
        page = browser.get("/projects/1").text
        assert "还剩 19 小时 00 分" in page
        assert news(browser, page).status_code == 204
    with time_machine.travel("2026-03-02T08:01:30Z", tick=False):
        assert "还剩 18 小时 58 分" in news(browser, page).text


def test_the_end_of_a_meeting_starts_the_clock_on_an_open_page(minutes: Minutes, browse, cast: Cast):
    with time_machine.travel("2026-03-02T02:30:00Z", tick=False):
        browser = in_own_language(browse(cast.chenjing))
        page = browser.get("/projects/1").text
        assert "会议结束后开始计时" in page
    with time_machine.travel("2026-03-02T03:00:30Z", tick=False):
        assert "还剩 23 小时 59 分" in news(browser, page).text


def test_a_missed_clock_is_shown(minutes: Minutes, browse, cast: Cast):
    with time_machine.travel("2026-03-03T05:00:00Z", tick=False):
        assert "已超时 2 小时 00 分" in in_own_language(browse(cast.chenjing)).get("/projects/1").text


def test_the_number_of_queries_does_not_grow_with_the_data(
        circulated: Minutes, pm_browser: Browser, cast: Cast,
):
    before = queries(pm_browser, "/projects/1")
    for n in range(30):
        ActionItem.agree(cast.project, f"事项 {n}", cast.lina, date(2026, 4, 1), by=cast.chenjing)
    assert queries(pm_browser, "/projects/1") == before <= 12


def test_asking_for_news_is_cheap(circulated: Minutes, pm_browser: Browser):
    page = pm_browser.get("/projects/1").text
    assert queries(pm_browser, f"/projects/1/news?since={since(page)}") <= 3


def test_a_receipt_by_phone_is_noted_from_the_page(circulated: Minutes, pm_browser: Browser, cast: Cast):
    ask = receipt_of(circulated, cast.liu)
    fragment = pm_browser.htmx("/receipts", {"ask": ask.id}).text
    assert f'id="receipt-{ask.id}"' in fragment and "陈静代记" in fragment
    assert Ask.get_by_id(ask.id).channel == "phone"


def test_without_scripts_a_receipt_by_phone_leads_back_to_the_project(
        circulated: Minutes, pm_browser: Browser, cast: Cast,
):
    answer = pm_browser.post("/receipts", {"ask": receipt_of(circulated, cast.liu).id})
    assert (answer.status_code, answer.location) == (303, "/projects/1")


def test_members_cannot_note_receipts_for_others(circulated: Minutes, member_browser: Browser, cast: Cast):
    assert member_browser.post("/receipts", {"ask": receipt_of(circulated, cast.liu).id}).status_code == 404


def test_the_open_page_changes_by_itself(
        circulated: Minutes, pm_page, served_pages: str, chinese_page: Page, cast: Cast,
):
    page = pm_page(chinese_page)
    page.goto(f"{served_pages}/projects/1")
    item = ActionItem.get(ActionItem.owner == cast.wangfang)
    Ask.get(Ask.action == item).report("done", by=cast.wangfang)
    receipt_of(circulated, cast.lina).acknowledge(by=cast.lina)
    expect(page.locator(f"#action-{item.id} .state-done")).to_be_visible(timeout=3000)
    expect(page.locator("#receipt-count")).to_contain_text("2 / 7", timeout=3000)
    expect(page.locator("#told")).to_contain_text("李娜已确认收到")
    assert page.locator("table.actions tbody tr").count() == 3


def queries(browser: Browser, address: str) -> int:
    with statements() as said:
        assert browser.get(address).status_code in (200, 204)
    return len(said)
