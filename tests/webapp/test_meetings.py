"""Planning a meeting and writing its minutes, with and without scripts."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from coordination.action import ActionItem
from coordination.meeting import Meeting
from coordination.minutes import Minutes
from coordination.session import Session
from tests.cast import Cast
from tests.webapp.world import Browser

MEETING = {"title": "周例会", "kind": "weekly", "date": "2026-03-02", "begins": "10:00", "ends": "11:00",
           "place": "301"}


def form_of(browser: Browser, id: int = 1, **changes: object) -> dict[str, object]:
    """What a browser without scripts sends when the editor is saved as it is."""
    page = browser.get(f"/meetings/{id}/edit").text
    form: dict[str, object] = {}
    pattern = page.partition("<template")[0].partition('id="editor"')[2]
    for tag in re.findall(r"<input[^>]*>", pattern):
        name, value = (re.search(rf'{key}="([^"]*)"', tag) for key in ("name", "value"))
        if name and name[1] in ("topic", "line", "person"):
            form.setdefault(name[1], []).append(value[1])
        elif name and name[1] != "csrf_token":
            form[name[1]] = value[1] if value else ""
    for name, text in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>([^<]*)</textarea>', pattern):
        form[name] = text
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', pattern, re.S):
        form[name] = (re.findall(r'value="([^"]*)" selected', options) or [""])[0]
    return {**form, **changes}


def lines(id: int = 1) -> list[tuple[str, str, str]]:
    return [(row.what, row.owner.name if row.owner else "", row.due.isoformat() if row.due else "")
            for row in Meeting.get_by_id(id).lines]


def test_a_new_meeting_opens_its_editor(pm_browser: Browser, cast: Cast):
    answer = pm_browser.post("/projects/1/meetings", {**MEETING, "series": "周例会"})
    assert (answer.status_code, answer.location) == (303, "/meetings/1/edit")
    meeting = Meeting.get()
    assert meeting.starts_at.isoformat() == "2026-03-02T02:00:00+00:00"


@pytest.mark.parametrize("field, value", [("date", ""), ("date", "2026-02-30"), ("begins", "25:00"), ("ends", "09:00"),
                                          ("title", " "), ("kind", "party")])
def test_what_cannot_be_a_meeting_is_refused_in_a_sentence(pm_browser: Browser, field: str, value: str):
    answer = pm_browser.post("/projects/1/meetings", {**MEETING, field: value})
    assert answer.status_code == 422 and Meeting.select().count() == 0


def test_saving_the_page_as_it_is_changes_nothing(minutes: Minutes, pm_browser: Browser):
    before = (lines(), [(row.title, row.decision) for row in minutes.meeting.topics])
    answer = pm_browser.post("/meetings/1", form_of(pm_browser))
    assert (answer.status_code, answer.location) == (303, "/meetings/1/edit")
    assert (lines(), [(row.title, row.decision) for row in minutes.meeting.topics]) == before


def test_blank_rows_become_topics_and_items_without_scripts(minutes: Minutes, pm_browser: Browser):
    form = form_of(pm_browser)
    topic, line = form["topic"][-1], form["line"][-1]
    pm_browser.post("/meetings/1", {**form, f"topic-{topic}-title": "预算", f"action-{line}-what": "核对预算",
                                    f"action-{line}-owner": "李娜", f"action-{line}-due": "2026-03-09"})
    assert lines()[-1] == ("核对预算", "李娜", "2026-03-09")
    assert minutes.meeting.topics[-1].title == "预算"


@pytest.mark.parametrize("then, leads", [("preview", "/meetings/1/minutes"), ("mail", "/meetings/1/minutes/mail"),
                                         ("circulate", "/meetings/1/circulation")])
def test_the_buttons_of_the_editor_lead_on_without_scripts(
        minutes: Minutes, pm_browser: Browser, then: str, leads: str):
    assert pm_browser.post("/meetings/1", form_of(pm_browser, then=then)).location == leads


def test_a_repeated_save_doubles_nothing(minutes: Minutes, pm_browser: Browser):
    form = form_of(pm_browser)
    form[f"action-{form['line'][-1]}-what"] = "核对预算"
    for _time in range(2):
        assert 'id="save-state"' in pm_browser.htmx("/meetings/1", form).text
    assert [what for what, _owner, _due in lines()].count("核对预算") == 1


def test_autosave_answers_with_the_state_alone(minutes: Minutes, pm_browser: Browser):
    answer = pm_browser.htmx("/meetings/1", form_of(pm_browser))
    assert re.fullmatch(r'<p id="save-state" class="save-state is-saved" data-revision="2">已保存 \d\d:\d\d</p>\n?',
                        answer.text)


def test_a_save_over_somebody_elses_change_is_refused(minutes: Minutes, pm_browser: Browser):
    mine, theirs = form_of(pm_browser, title="我的"), form_of(pm_browser, title="别人的")
    assert pm_browser.htmx("/meetings/1", theirs).status_code == 200
    answer = pm_browser.htmx("/meetings/1", mine)
    assert answer.status_code == 409 and "这份文书刚被别人修改过" in answer.text
    assert Meeting.get().title == "别人的"


def test_the_beginning_of_one_name_is_enough(minutes: Minutes, pm_browser: Browser):
    form = form_of(pm_browser)
    form[f"action-{form['line'][0]}-owner"] = "李"
    pm_browser.post("/meetings/1", form)
    assert lines()[0][1] == "李娜"


@pytest.mark.parametrize("name", ["赵六", "陈"])
def test_an_owner_who_is_nobody_or_two_is_said_and_the_rest_is_saved(
        minutes: Minutes, pm_browser: Browser, name: str,
):
    form = form_of(pm_browser)
    form[f"action-{form['line'][0]}-owner"], form["place"] = name, "302"
    answer = pm_browser.htmx("/meetings/1", form).text
    assert f"项目中没有“{name}”" in answer
    assert lines()[0][1] == "" and Meeting.get().place == "302"


@pytest.mark.parametrize("button", ["", "circulate"])
def test_an_owner_whom_nobody_knows_stays_in_its_field_and_is_told_beside_it(
        minutes: Minutes, pm_browser: Browser, button: str,
):
    form = form_of(pm_browser)
    field = f"action-{form['line'][0]}-owner"
    answer = pm_browser.post("/meetings/1", {**form, field: "王五", "then": button})
    assert answer.status_code == 303
    page = pm_browser.get(answer.location).text
    assert re.search(rf'name="{field}" value="王五"[^>]*aria-invalid', page)
    assert re.search(rf'id="{field}-problem">项目中没有“王五”', page)


def test_open_items_of_the_last_meeting_come_along_with_their_status(
        circulated: Minutes, pm_browser: Browser, cast: Cast,
):
    following = Minutes.begin(cast.project, by=cast.chenjing, title="周例会", kind="weekly", series="周例会",
                              starts_at=circulated.meeting.starts_at.replace(day=9),
                              ends_at=circulated.meeting.ends_at.replace(day=9))
    page = pm_browser.get(f"/meetings/{following.meeting.id}/edit").text
    assert "上次会议遗留" in page
    assert page.count("-status-before") == 3


def test_what_the_meeting_hears_of_a_carried_item_is_noted(
        circulated: Minutes, pm_browser: Browser, cast: Cast,
):
    item = ActionItem.get(ActionItem.owner == cast.wangfang)
    Minutes.begin(cast.project, by=cast.chenjing, title="周例会", kind="weekly", series="周例会",
                  starts_at=circulated.meeting.starts_at.replace(day=9),
                  ends_at=circulated.meeting.ends_at.replace(day=9))
    form = form_of(pm_browser, 2)
    key = next(key for key in form["line"] if form[f"action-{key}-what"] == item.what)
    pm_browser.post("/meetings/2", {**form, f"action-{key}-status": "done"})
    assert ActionItem.get_by_id(item.id).status == "done"


def test_circulating_leads_to_the_fields_that_are_missing(minutes: Minutes, pm_browser: Browser):
    form = form_of(pm_browser)
    key = form["line"][1]
    pm_browser.post("/meetings/1", {**form, f"action-{key}-owner": "", f"action-{key}-due": ""})
    answer = pm_browser.get("/meetings/1/circulation")
    assert answer.location == "/meetings/1/edit?check=yes"
    page = pm_browser.get(answer.location).text
    assert re.search(rf'id="action-{key}-owner-problem">“责任人”不能为空', page)
    assert re.search(rf'id="action-{key}-due-problem">“完成时限”不能为空', page)


def test_circulated_minutes_have_no_editor(circulated: Minutes, pm_browser: Browser):
    assert pm_browser.get("/meetings/1/edit").location == "/meetings/1/minutes"
    assert pm_browser.htmx("/meetings/1", {**MEETING, "revision": 1, "editor": "page"}).status_code == 409


def test_markup_in_minutes_stays_text(minutes: Minutes, pm_browser: Browser):
    form = form_of(pm_browser)
    form[f"topic-{form['topic'][0]}-discussion"] = "</textarea><script>alert(1)</script>{{7*7}}"
    pm_browser.post("/meetings/1", form)
    for address in ("/meetings/1/edit", "/meetings/1/minutes"):
        page = pm_browser.get(address).text
        assert "<script>alert" not in page and "{{7*7}}" in page


# With scripts


@pytest.fixture
def editor(minutes: Minutes, pm_page, served_pages: str, chinese_page: Page) -> Page:
    page = pm_page(chinese_page)
    page.goto(f"{served_pages}/meetings/1/edit")
    return page


@pytest.fixture
def cut_off(minutes: Minutes, pm_page, served_pages: str, new_context) -> Page:
    """The editor in a browser whose failed requests are part of the test."""
    page = pm_page(new_context(locale="zh-CN").new_page())
    page.goto(f"{served_pages}/meetings/1/edit")
    return page


def saved(page: Page, milliseconds: int = 5000) -> None:
    expect(page.locator("#save-state")).to_have_class(re.compile("is-saved"), timeout=milliseconds)


def test_minutes_are_typed_with_the_keyboard_alone_and_saved_meanwhile(editor: Page, cast: Cast):
    editor.keyboard.press("Alt+KeyA")
    editor.keyboard.type("核对预算")
    editor.keyboard.press("Tab")
    editor.keyboard.type("李")
    editor.keyboard.press("Enter")
    editor.keyboard.type("再核对一次")
    editor.keyboard.press("Alt+KeyT")
    editor.keyboard.type("预算")
    editor.keyboard.press("Enter")
    editor.keyboard.type("差两万")
    saved(editor)
    assert lines()[-2:] == [("核对预算", "李娜", ""), ("再核对一次", "", "")]
    topic = Meeting.get().topics[-1]
    assert (topic.title, topic.discussion) == ("预算", "差两万")


def test_tab_leads_through_a_topic_before_it_leads_to_its_removal(editor: Page):
    editor.locator("[data-row=topic] input[name$=-title]").first.focus()
    for field in ("-discussion", "-decision"):
        editor.keyboard.press("Tab")
        expect(editor.locator(":focus")).to_have_attribute("name", re.compile(field + "$"))
    editor.keyboard.press("Tab")
    expect(editor.locator(":focus")).to_have_attribute("data-remove", "")


def test_what_was_missing_is_no_longer_said_once_it_is_written(editor: Page, served_pages: str):
    editor.locator("[data-row=line] input[name$=-what]").last.fill("没有责任人的事")
    saved(editor)
    editor.goto(f"{served_pages}/meetings/1/edit?check=yes")
    problem = editor.locator("[id$=-owner-problem]")
    expect(problem).to_be_visible()
    editor.locator("[data-row=line] input[aria-invalid][name$=-owner]").fill("李娜")
    expect(problem).to_have_count(0)


def test_enter_in_the_last_row_adds_a_row(editor: Page):
    rows = editor.locator("[data-row=line]")
    before = rows.count()
    rows.last.locator("input[name$=-what]").focus()
    editor.keyboard.press("Enter")
    expect(rows).to_have_count(before + 1)
    expect(rows.last.locator("input[name$=-what]")).to_be_focused()


def test_a_name_that_fits_two_people_waits_for_more(editor: Page):
    owner = editor.locator("[data-row=line] input[name$=-owner]").last
    owner.fill("陈")
    owner.press("Enter")
    expect(owner).to_be_focused()
    owner.press("End")
    editor.keyboard.type("杰")
    owner.press("Enter")
    expect(owner).not_to_be_focused()


def test_nothing_is_lost_when_the_connection_drops(cut_off: Page):
    cut_off.route("**/meetings/1", lambda route: route.abort())
    cut_off.locator("[data-row=topic] textarea").first.fill("断线时写的")
    expect(cut_off.locator("#save-state")).to_contain_text("未能保存", timeout=5000)
    cut_off.unroute("**/meetings/1")
    saved(cut_off)
    assert Meeting.get().topics[0].discussion == "断线时写的"


def test_text_that_was_not_saved_comes_back_after_a_reload(cut_off: Page):
    cut_off.route("**/meetings/1", lambda route: route.abort())
    cut_off.keyboard.press("Alt+KeyA")
    cut_off.keyboard.type("没来得及保存的事")
    expect(cut_off.locator("#save-state")).to_contain_text("未能保存", timeout=5000)
    cut_off.unroute("**/meetings/1")
    cut_off.reload()
    saved(cut_off)
    assert lines()[-1][0] == "没来得及保存的事"


def test_a_save_whose_answer_was_lost_is_no_conflict(cut_off: Page):
    lose = {"left": 1}

    def drop_the_answer(route) -> None:
        if lose["left"]:
            lose["left"] -= 1
            route.fetch()
            route.abort()
        else:
            route.continue_()

    cut_off.route("**/meetings/1", drop_the_answer)
    cut_off.keyboard.press("Alt+KeyA")
    cut_off.keyboard.type("只写一次")
    saved(cut_off)
    assert [what for what, _owner, _due in lines()].count("只写一次") == 1


def test_after_a_log_in_in_another_tab_the_open_page_goes_on(cut_off: Page, served_pages: str, pm_page):
    Session.delete().execute()
    cut_off.locator("[data-row=topic] textarea").first.fill("登出之后写的")
    expect(cut_off.locator("#save-state")).to_have_class(re.compile("is-bad"), timeout=5000)
    pm_page(cut_off.context.new_page())
    saved(cut_off, 15_000)
    assert Meeting.get().topics[0].discussion == "登出之后写的"


def test_somebody_elses_change_stops_the_page_and_keeps_the_text(pm_browser: Browser, editor: Page, minutes: Minutes):
    pm_browser.post("/meetings/1", form_of(pm_browser, place="别处"))
    editor.locator("[data-row=topic] textarea").first.fill("我写的")
    expect(editor.locator("#save-state")).to_contain_text("刚被别人修改过", timeout=5000)
    assert Meeting.get().place == "别处"
    editor.locator("#save-state a").click()
    expect(editor.locator(".left-text textarea")).to_have_value(re.compile("我写的"))


def test_preview_saves_first(editor: Page):
    editor.locator("[data-row=topic] textarea").first.fill("最后一句")
    editor.locator("button[value=preview]").click()
    editor.wait_for_url("**/meetings/1/minutes")
    expect(editor.locator("#paper")).to_contain_text("最后一句")


def test_due_dates_are_kept(editor: Page):
    editor.locator("[data-row=line] input[type=date]").first.fill("2026-03-20")
    saved(editor)
    assert date.fromisoformat(lines()[0][2]) == date(2026, 3, 20)


def test_a_slow_press_reaches_its_button_from_a_field_far_below(editor: Page):
    editor.set_viewport_size({"width": 1280, "height": 400})
    editor.locator("[data-row=line] input[type=date]").last.focus()
    box = editor.locator("button[value=circulate]").bounding_box()
    editor.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    editor.mouse.down()
    editor.wait_for_timeout(200)
    editor.mouse.up()
    editor.wait_for_url("**/circulation")


def test_nothing_leads_on_while_an_owner_is_nobody_and_the_name_outlives_the_page(editor: Page):
    owner = editor.locator("[data-row=line] input[name$=-owner]").first
    owner.fill("王五")
    editor.locator("button[value=circulate]").click()
    expect(owner).to_have_attribute("aria-invalid", "true")
    expect(editor.locator("#save-state")).to_contain_text("项目中没有“王五”")
    editor.reload()
    expect(owner).to_have_value("王五")


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_whatever_is_said_about_saving(editor: Page, width: int):
    editor.set_viewport_size({"width": width, "height": 900})
    places = "[...document.querySelectorAll('.editor-buttons, #topics')].map((box) => box.getBoundingClientRect().top)"
    state = editor.locator("#save-state")
    seen = set()
    for sentence in ("", "已保存 10:22", "未能保存，稍后会自动重试。您的文字保存在本浏览器中。",
                     "Saved 10:22 · Nobody here is called 张三丰: choose the owner from the list."):
        state.evaluate("(line, sentence) => { line.textContent = sentence; }", sentence)
        seen.add(tuple(editor.evaluate(places)))
    assert len(seen) == 1


def test_a_new_meeting_is_called_after_its_kind_until_somebody_types_a_title(pm_page, cast: Cast, served_pages: str,
                                                                             chinese_page: Page):
    page = pm_page(chinese_page)
    page.goto(f"{served_pages}/projects/1/meetings/new")
    fields = page.locator("[name=title], [name=series]")
    seen = []
    for kind in ("kickoff", "weekly"):
        page.select_option("[name=kind]", kind)
        seen.append([fields.nth(n).input_value() for n in (0, 1)])
    page.fill("[name=title]", "项目启动大会")
    page.select_option("[name=kind]", "kickoff")
    seen.append([fields.nth(n).input_value() for n in (0, 1)])
    assert seen == [["启动会", ""], ["周例会", "周例会"], ["项目启动大会", ""]]
