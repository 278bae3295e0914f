"""Action items on the pages: how each stands, why, and what the project manager writes down for its owner."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from coordination.action import ActionItem
from coordination.ask import Ask
from coordination.event import acting
from coordination.minutes import Minutes
from tests.cast import Cast
from tests.webapp.sound import faults
from tests.webapp.world import Browser, held

PAGES = ["/projects/1", "/projects/1/meetings/new", "/projects/1/meetings", "/projects/1/actions", "/actions/1",
         "/meetings/1/minutes", "/meetings/2/edit", "/meetings/2/minutes", "/meetings/2/minutes/mail",
         "/meetings/2/circulation"]


def item_of(person) -> ActionItem:
    return ActionItem.get(ActionItem.owner == person)


def test_the_history_says_who_and_leads_to_the_mail(circulated: Minutes, pm_browser: Browser, cast: Cast):
    item, mail = item_of(cast.wangfang), held()
    with acting(channel="mail", inbound_id=mail.id):
        Ask.get(Ask.action == item).report("blocked", by=cast.wangfang, reason="物料未到")
    page = pm_browser.get(f"/actions/{item.id}").text
    assert "状态：未完成 → 受阻" in page and "原因：– → 物料未到" in page
    assert f'href="/received/{mail.id}"' in page


def test_what_the_owner_says_by_phone_is_marked_as_such(circulated: Minutes, pm_browser: Browser, cast: Cast):
    item = item_of(cast.wangfang)
    answer = pm_browser.post(f"/actions/{item.id}/reports",
                             {"status": "delayed", "due": "2026-03-20", "channel": "phone"})
    assert (answer.status_code, answer.location) == (303, f"/actions/{item.id}")
    item = ActionItem.get_by_id(item.id)
    assert (item.status, item.expected_due.isoformat()) == ("delayed", "2026-03-20")
    assert "电话 · 代王芳" in pm_browser.get(f"/actions/{item.id}").text


@pytest.mark.parametrize("form", [{"status": ""}, {"status": "finished"}, {"status": "in_progress", "percent": "101"},
                                  {"status": "in_progress", "percent": "many"}, {"status": "delayed", "due": "soon"},
                                  {"status": "done", "channel": "mail"}])
def test_what_cannot_be_is_refused_and_changes_nothing(
        circulated: Minutes, pm_browser: Browser, cast: Cast, form: dict,
):
    item = item_of(cast.wangfang)
    assert pm_browser.post(f"/actions/{item.id}/reports", form).status_code == 422
    assert ActionItem.get_by_id(item.id).status == "open"


def test_an_item_is_cancelled_and_opened_again(circulated: Minutes, pm_browser: Browser, cast: Cast):
    item = item_of(cast.wangfang)
    pm_browser.post(f"/actions/{item.id}/cancellation")
    assert ActionItem.get_by_id(item.id).status == "cancelled"
    pm_browser.post(f"/actions/{item.id}/reopening")
    assert ActionItem.get_by_id(item.id).status == "open"


def test_an_item_is_handed_to_somebody_else(circulated: Minutes, pm_browser: Browser, cast: Cast):
    item = item_of(cast.wangfang)
    pm_browser.post(f"/actions/{item.id}/owner", {"owner": cast.lina.id})
    assert ActionItem.get_by_id(item.id).owner == cast.lina
    assert "责任人：王芳 → 李娜" in pm_browser.get(f"/actions/{item.id}").text


def test_members_do_not_see_action_items_on_pages(circulated: Minutes, member_browser: Browser, cast: Cast):
    item = item_of(cast.zhangwei)
    assert member_browser.get(f"/actions/{item.id}").status_code == 404
    assert member_browser.post(f"/actions/{item.id}/reports", {"status": "done"}).status_code == 404


# Accessibility of every page of this part, on a desk and on a phone


@pytest.fixture
def full(circulated: Minutes, cast: Cast) -> Iterator[None]:
    """A circulated meeting, and the next one with what it carried over."""
    Minutes.begin(cast.project, by=cast.chenjing, title="周例会", kind="weekly", series="周例会",
                  starts_at=circulated.meeting.starts_at.replace(day=9),
                  ends_at=circulated.meeting.ends_at.replace(day=9))
    Ask.get((Ask.kind == "acknowledge") & (Ask.person == cast.lina)).answer_for("acknowledged", by=cast.chenjing)
    Ask.get(Ask.action == item_of(cast.zhangwei)).report("in_progress", by=cast.zhangwei, percent=40)
    yield


def test_axe_finds_nothing_and_no_page_is_wider_than_a_phone(full, pm_page, served_pages: str, open_page):
    found: list[str] = []
    for size in ({"width": 1200, "height": 900}, {"width": 360, "height": 740}):
        page: Page = pm_page(open_page(locale="zh-CN", viewport=size))
        for address in PAGES:
            page.goto(served_pages + address)
            found += faults(page)
    assert found == []


def test_how_far_it_is_stands_only_beside_what_goes_on(circulated: Minutes, pm_browser: Browser, cast: Cast):
    item = ActionItem.get(ActionItem.owner == cast.wangfang)
    item.report("in_progress", percent=40, by=cast.chenjing)
    assert "40%" in pm_browser.get("/projects/1").text
    item.report("delayed", percent=40, due=item.due.replace(day=20), by=cast.chenjing)
    assert "40%" not in pm_browser.get("/projects/1").text
