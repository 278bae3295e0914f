"""The pages in a real browser: for screen readers, on a phone, by keyboard, without scripts, and without a network."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from coordination.project import Project
from mailflow import compose
from tests.webapp.sound import faults

PATHS = ("/", "/projects/new", "/projects/1/members", "/projects/1/edit", "/people", "/people/2", "/people/2/edit",
         "/people/new", "/departments", "/account", "/triage", "/triage/1", "/received", "/received/1", "/sent",
         "/sent/1", "/search?q=测试", "/nowhere",
         "/projects/1/papers", "/papers/2", "/papers/3", "/papers/3/edit", "/papers/3/circulation", "/papers/3/mail",
         "/projects/1/resources", "/meetings/1/reports", "/answers", "/answers/8", "/projects/1", "/projects/1/actions",
         "/projects/1/actions/import", "/projects/1/issues/import", "/projects/1/milestones", "/issues/1", "/waiting")


@pytest.fixture
def administered(served_pages: str, cast) -> Callable[[Page], Page]:
    """Logs the administrator in on a page."""
    def log_in(page: Page) -> Page:
        page.goto(f"{served_pages}/login")
        page.get_by_role("textbox").first.fill("admin@corp.example")
        page.locator("#password").fill("battery staple")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{served_pages}/")
        return page
    return log_in


@pytest.mark.parametrize("language", ["zh", "en"])
def test_axe_finds_nothing_on_any_page(served_pages, world, administered, chinese_page, language):
    page = administered(chinese_page)
    page.locator(f"footer button[value={language}]").click()
    wrong = []
    for path in PATHS:
        page.goto(served_pages + path)
        wrong += faults(page)
    assert wrong == []


def test_axe_finds_nothing_before_the_log_in(served_pages, chinese_page):
    chinese_page.goto(f"{served_pages}/login")
    assert faults(chinese_page) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_page_is_wider_than_a_phone(served_pages, world, administered, phone_page, language):
    page = administered(phone_page)
    page.locator(f"footer button[value={language}]").click()
    wider = []
    for path in PATHS:
        page.goto(served_pages + path)
        if page.evaluate("document.documentElement.scrollWidth > 360"):
            wider.append(path)
    assert wider == []


def test_no_label_of_the_minutes_breaks_in_a_mail_on_a_phone(world, open_page):
    page = open_page(viewport={"width": 360, "height": 740})
    page.set_content(compose.write(world.letter).html)
    labels = page.locator("th[scope=row]").evaluate_all("all => all.map((one) => getComputedStyle(one).whiteSpace)")
    assert set(labels) == {"nowrap"}
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_first_tab_leads_past_the_menu(served_pages, world, administered, chinese_page):
    page = administered(chinese_page)
    page.goto(served_pages)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_class("skip-link")
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


def test_a_project_is_set_up_without_any_script(served_pages, world, administered, open_page):
    page = administered(open_page(locale="en-GB", java_script_enabled=False))
    page.goto(f"{served_pages}/projects/new")
    page.fill("#name", "Umzug")
    page.fill("#code", "NPL")
    page.click("main button[type=submit]")
    assert page.get_by_role("alert").is_visible()
    page.go_back()
    assert page.input_value("#name") == "Umzug"
    page.fill("#code", "UMZ")
    page.click("main button[type=submit]")
    assert page.get_by_role("status").is_visible()
    assert Project.get(Project.code == "UMZ").name == "Umzug"


def test_action_items_are_imported_without_any_script(served_pages, world, administered, open_page):
    page = administered(open_page(locale="en-GB", java_script_enabled=False))
    page.goto(f"{served_pages}/projects/1/actions")
    page.locator("main a[href$='/actions/import']").click()
    rows = "What,Owner,Due\n核对预算,张伟,2036-05-08\n".encode()
    page.locator("#file").set_input_files({"name": "items.csv", "mimeType": "text/csv", "buffer": rows})
    page.click("main form button[type=submit]")
    assert page.get_by_text("核对预算").is_visible()
    page.click("main form button[type=submit]")
    assert page.get_by_role("status").is_visible() and page.get_by_role("link", name="核对预算").is_visible()


def test_the_buttons_of_the_triage_work_without_any_script(served_pages, world, administered, open_page):
    page = administered(open_page(locale="en-GB", java_script_enabled=False))
    page.goto(f"{served_pages}/triage/1")
    page.locator("button[value=done]").first.click()
    assert page.get_by_role("status").is_visible()
    page.locator("form[action$='/settled'] button").click()
    assert page.url.endswith("/triage")


def test_a_refused_form_keeps_its_text_and_leads_to_the_field(served_pages, world, administered, chinese_page):
    page = administered(chinese_page)
    page.goto(f"{served_pages}/projects/new")
    page.fill("#name", "搬迁")
    page.fill("#code", "not a code!")
    page.click("main button[type=submit]")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("#code")).to_be_focused()
    assert page.input_value("#name") == "搬迁" and page.url.endswith("/projects/new")


def test_without_a_network_the_text_stays_and_a_sentence_says_so(served_pages, world, administered, new_context):
    page = administered(new_context(locale="zh-CN").new_page())
    page.goto(f"{served_pages}/projects/new")
    page.fill("#name", "搬迁")
    page.fill("#code", "MOVE")
    page.route("**/projects", lambda route: route.abort(), times=1)
    page.click("main button[type=submit]")
    expect(page.get_by_role("alert")).to_contain_text("暂时无法连接服务器")
    page.click("main button[type=submit]")
    page.wait_for_url("**/members")


def test_one_click_in_the_triage_records_and_stays_there(served_pages, world, administered, chinese_page):
    page = administered(chinese_page)
    page.goto(f"{served_pages}/triage/1")
    page.get_by_role("button", name="已完成").first.click()
    expect(page.get_by_role("status")).to_be_visible()
    expect(page.locator("#content")).to_contain_text("已完成")
