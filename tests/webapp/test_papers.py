"""The papers on their pages: begun, written with and without scripts, circulated, corrected, to Excel and back."""

import io
import json
import re
from datetime import timedelta
from html import unescape

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from coordination import documents, recurrence_words
from coordination.delegation import Delegation
from coordination.document import Document
from coordination.paper import Paper
from coordination.project import Project
from tests.cast import Cast
from tests.webapp.forms import filled
from tests.webapp.world import Browser

GOALS = {"goals": [{"key": "g1", "goal": "新产品上线", "metric": "首月用户量", "target": "10 万", "by": "2026-09-30"}],
         "milestones": [{"key": "m1", "name": "需求评审完成", "due": "2026-04-01"}],
         "departments": [{"key": "d4", "department": "4", "head": "4", "part": ""}]}
TABLES = ("goals", "milestones", "departments", "period", "rows", "chosen")


@pytest.fixture
def consensus(cast: Cast) -> Document:
    """A complete goal consensus, still a draft."""
    return documents.begin("goal_consensus", cast.project, by=cast.chenjing, values=GOALS)


@pytest.fixture
def edit(consensus: Document) -> str:
    return f"/papers/{consensus.paper.id}/edit"


def form_of(browser: Browser, path: str, **changes: object) -> dict[str, object]:
    return filled(browser, path, lists=TABLES, **changes)


def kept(document: Document) -> Paper:
    return Paper.get_by_id(document.paper.id)


# The list

def test_a_project_without_papers_says_what_comes_first_and_begins_it(pm_browser: Browser, cast: Cast):
    page = pm_browser.get("/projects/1/papers").text
    assert "项目从立项建议书开始" in page
    answer = pm_browser.post("/projects/1/papers", {"kind": "proposal"})
    assert (answer.status_code, answer.location) == (303, "/papers/1/edit")


@pytest.mark.parametrize(("often", "remarked"), [("每月最后一个工作日", True), ("每月最后一个工作日 16:00", False)])
def test_a_rhythm_that_makes_no_meetings_remarked_at_its_field_and_before_circulating(
        pm_browser: Browser, cast: Cast, often: str, remarked: bool):
    row = {"key": "r1", "occasion": "sync", "way": "meeting", "people": "全体成员", "topics": "进度", "output": "",
           "owner": str(cast.chenjing.id), "rhythm": recurrence_words.read(often) or often}
    plan = documents.begin("communication_plan", cast.project, by=cast.chenjing, values={"rows": [row]})
    pages = [pm_browser.get(f"/papers/{plan.paper.id}/{page}").text for page in ("edit", "circulation")]
    assert ['id="rows-r1-rhythm-remark"' in pages[0], "没有写明时间" in pages[1]] == [remarked, remarked]
    assert f'value="{often}"' in pages[0]


def test_a_second_click_opens_the_paper_that_was_begun(pm_browser: Browser, consensus: Document):
    answer = pm_browser.post("/projects/1/papers", {"kind": "goal_consensus"})
    assert answer.location == f"/papers/{consensus.paper.id}/edit" and Paper.select().count() == 1


def test_the_list_says_state_answers_and_whom_it_waits_for(pm_browser: Browser, consensus: Document, cast: Cast):
    consensus.circulate(by=cast.chenjing)
    page = pm_browser.get("/projects/1/papers").text
    row = page.partition(f'id="paper-{consensus.paper.id}"')[2].partition("</tr>")[0]
    assert "已分发" in row and "已答复 0 / 1" in row and "等待李娜答复" in row


@pytest.mark.parametrize("kind", documents.BY_HAND)
def test_every_kind_has_an_editor_and_a_preview(pm_browser: Browser, cast: Cast, kind: str):
    document = documents.begin(kind, cast.project, by=cast.chenjing)
    page = pm_browser.get(f"/papers/{document.paper.id}/edit").text
    assert all(f'id="section-{section.name}"' in page for section in document.kind.sections)
    assert pm_browser.get(f"/papers/{document.paper.id}").status_code == 200


def test_a_kind_that_there_is_not_is_not_begun(pm_browser: Browser, cast: Cast):
    assert pm_browser.post("/projects/1/papers", {"kind": "novel"}).status_code == 404


# Writing

def test_saving_the_page_as_it_is_changes_nothing(pm_browser: Browser, consensus: Document, edit: str):
    answer = pm_browser.post(f"/papers/{consensus.paper.id}", form_of(pm_browser, edit))
    assert (answer.status_code, answer.location) == (303, edit)
    assert kept(consensus).values == {**GOALS, "escalation": ""}


def test_a_blank_row_becomes_one_without_scripts(pm_browser: Browser, consensus: Document, edit: str):
    form = form_of(pm_browser, edit)
    form[f"milestones-{form['milestones'][-1]}-name"] = "开发测试启动"
    pm_browser.post(f"/papers/{consensus.paper.id}", form)
    assert [row["name"] for row in kept(consensus).values["milestones"]] == ["需求评审完成", "开发测试启动"]


def test_autosave_answers_with_the_state_alone(pm_browser: Browser, consensus: Document, edit: str):
    answer = pm_browser.htmx(f"/papers/{consensus.paper.id}", form_of(pm_browser, edit))
    assert re.fullmatch(r'<p id="save-state" class="save-state is-saved" data-revision="1">已保存 \d\d:\d\d</p>\n?',
                        answer.text)


def test_a_save_over_somebody_elses_change_is_refused(pm_browser: Browser, consensus: Document, edit: str):
    mine, theirs = form_of(pm_browser, edit, title="我的"), form_of(pm_browser, edit, title="别人的")
    assert pm_browser.htmx(f"/papers/{consensus.paper.id}", theirs).status_code == 200
    assert pm_browser.htmx(f"/papers/{consensus.paper.id}", mine).status_code == 409
    assert kept(consensus).title == "别人的"


def test_what_cannot_be_read_stays_as_typed_with_a_sentence_beside_it(pm_browser: Browser, consensus: Document,
                                                                      edit: str):
    form = form_of(pm_browser, edit, **{"milestones-m1-due": "月底", "goals-g1-metric": ""})
    answer = pm_browser.post(f"/papers/{consensus.paper.id}", {**form, "then": "circulate"})
    assert answer.location.endswith("/circulation")
    page = pm_browser.get(f"/papers/{consensus.paper.id}/circulation", follow_redirects=True).text
    assert 'id="milestones-m1-due-problem"' in page and 'id="goals-g1-metric-problem"' in page
    assert re.search(r'type="text" id="milestones-m1-due"[^>]*value="月底"', page)


def test_a_period_is_one_row_of_two_days(pm_browser: Browser, cast: Cast):
    document = documents.begin("proposal", cast.project, by=cast.chenjing)
    path = f"/papers/{document.paper.id}/edit"
    pm_browser.post(f"/papers/{document.paper.id}", form_of(pm_browser, path, **{
        "period-period-starts_on": "2026-03-02", "period-period-ends_on": "2026-09-30"}))
    assert kept(document).values["period"] == [{"key": "period", "starts_on": "2026-03-02", "ends_on": "2026-09-30"}]
    assert form_of(pm_browser, path)["period-period-ends_on"] == "2026-09-30"


def test_an_end_before_the_start_is_told_beside_the_field(pm_browser: Browser, cast: Cast):
    document = documents.begin("proposal", cast.project, by=cast.chenjing, values={
        "background": "背景", "core_goals": "目标", "expected_results": "成果",
        "period": [{"key": "period", "starts_on": "2026-03-10", "ends_on": "2026-03-01"}],
        "departments": [{"key": "d", "department": str(cast.wangfang.department_id), "part": ""}]})
    answer = pm_browser.get(f"/papers/{document.paper.id}/circulation")
    page = pm_browser.get(answer.location).text
    assert re.search(r'id="period-period-ends_on-problem">[^<]*2026-03-01[^<]*2026-03-10', page)


def test_a_notice_goes_to_those_ticked(pm_browser: Browser, cast: Cast):
    document = documents.begin("notice", cast.project, by=cast.chenjing)
    form = form_of(pm_browser, f"/papers/{document.paper.id}/edit", text="停电通知",
                   chosen=[cast.zhangwei.id, cast.lina.id])
    pm_browser.post(f"/papers/{document.paper.id}", form)
    assert kept(document).chosen == sorted((cast.zhangwei.id, cast.lina.id))
    assert "分发给 2 人" in pm_browser.get(f"/papers/{document.paper.id}/circulation").text


def test_a_notice_to_nobody_says_what_to_do(pm_browser: Browser, cast: Cast):
    document = documents.begin("notice", cast.project, by=cast.chenjing, values={"text": "停电通知"})
    page = pm_browser.get(f"/papers/{document.paper.id}/circulation").text
    assert "还没有勾选接收人" in page and "分发给" not in page


@pytest.fixture
def learnt(cast: Cast) -> Project:
    """An earlier project of 研发部 that left lessons."""
    earlier = Project.start("旧项目", "OLD", by=cast.chenjing)
    earlier.add_member(cast.zhangwei, "member", by=cast.chenjing)
    documents.begin("retrospective", earlier, by=cast.chenjing, values={
        "communication": "好", "lessons": [{"key": "1", "text": "早开会"}],
        "improvements": [{"key": "1", "text": "少开会"}]}).circulate(by=cast.chenjing)
    return earlier


def test_a_proposal_shows_what_earlier_projects_of_its_departments_learnt(pm_browser: Browser, learnt: Project,
                                                                         cast: Cast):
    proposal = documents.begin("proposal", cast.project, by=cast.chenjing, values={
        "departments": [{"key": "1", "department": str(cast.zhangwei.department_id), "part": ""}]})
    page = pm_browser.get(f"/papers/{proposal.paper.id}/edit").text
    assert "旧项目" in page and "早开会" in page and "少开会" in page


# Circulating

def test_the_last_look_lists_who_is_asked_what_and_who_stands_in(pm_browser: Browser, consensus: Document, cast: Cast):
    today = cast.lina.today()
    Delegation.name(cast.lina, cast.zhangwei, today, today + timedelta(days=1), by=cast.chenjing)
    page = pm_browser.get(f"/papers/{consensus.paper.id}/circulation").text.partition("recipients-title")[2]
    rows = [re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", row)) for row in page.split("<tr>")[2:]]
    assert "李娜" in rows[0] and "同意或提出异议" in rows[0] and "由张伟代理" in rows[0]
    assert all("确认收到" in row for row in rows[1:]) and len(rows) == 7


def test_circulating_freezes_it_and_a_correction_makes_a_new_version(pm_browser: Browser, consensus: Document,
                                                                     edit: str):
    id = consensus.paper.id
    assert pm_browser.post(f"/papers/{id}/circulation").location == f"/papers/{id}"
    assert pm_browser.post(f"/papers/{id}", {"title": "x"}).status_code == 409
    assert pm_browser.post(f"/papers/{id}/correction").location == edit
    pm_browser.post(f"/papers/{id}", form_of(pm_browser, edit, **{"goals-g1-target": "12 万"}))
    assert "“10 万” → “12 万”" in pm_browser.get(f"/papers/{id}/circulation").text
    pm_browser.post(f"/papers/{id}/circulation", {"note": "目标提高"})
    page = pm_browser.get(f"/papers/{id}").text
    assert "目标提高" in page and kept(consensus).latest.sha256 in page
    assert "已更新" in pm_browser.get(f"/papers/{id}/versions/1").text


def test_who_changes_a_paper_reads_what_was_said_against_it(pm_browser: Browser, consensus: Document, cast: Cast,
                                                             edit: str):
    consensus.circulate(by=cast.chenjing)
    ask = next(ask for ask in consensus.answers() if ask.person_id == cast.lina.id)
    documents.record(ask, "reject", by=cast.chenjing, channel="phone", reason="首月太早")
    pm_browser.post(f"/papers/{consensus.paper.id}/correction", {})
    assert "首月太早" in pm_browser.get(edit).text


def test_what_a_kind_forbids_is_said_before_the_button(pm_browser: Browser, cast: Cast):
    document = documents.begin("appointment", cast.project, by=cast.chenjing, values={"authority": "全权"})
    page = pm_browser.get(f"/papers/{document.paper.id}/circulation").text
    assert "尚未获决策层批准" in page and "分发给" not in page


def test_headings_come_in_the_language_chosen(pm_browser: Browser, consensus: Document):
    path = f"/papers/{consensus.paper.id}"
    assert "目标共识书" in pm_browser.get(path).text
    assert "Goal consensus" in pm_browser.get(f"{path}?language=en").text
    both = pm_browser.get(f"{path}?language=both").text
    assert "目标共识书" in both and "Goal consensus" in both


def test_it_can_be_had_for_word(pm_browser: Browser, consensus: Document):
    answer = pm_browser.get(f"/papers/{consensus.paper.id}/docx")
    assert answer.data.startswith(b"PK") and "NPL-G1-v1.docx" in answer.headers["Content-Disposition"]


# Spreadsheets

def upload(browser: Browser, document: Document, text: str, section: str = "milestones"):
    file = (io.BytesIO(text.encode()), "表.csv")
    return browser.post(f"/papers/{document.paper.id}/import/preview", {"section": section, "file": file})


def test_a_table_goes_to_excel(pm_browser: Browser, consensus: Document):
    answer = pm_browser.get(f"/papers/{consensus.paper.id}/xlsx?section=milestones")
    rows = list(load_workbook(io.BytesIO(answer.data)).active.iter_rows(values_only=True))
    assert rows[0] == ("里程碑", "完成时限") and rows[1][0] == "需求评审完成"


def test_an_import_shows_first_and_changes_nothing(pm_browser: Browser, consensus: Document, fingerprint):
    before = fingerprint()
    page = upload(pm_browser, consensus, "里程碑,完成时限\n需求评审完成,2026-04-08\n市场预热上线,2026-05-01\n").text
    assert "市场预热上线" in page and "用这 2 行替换表格" in page
    assert fingerprint() == before


def test_every_bad_cell_is_named_and_nothing_can_be_confirmed(pm_browser: Browser, consensus: Document):
    page = upload(pm_browser, consensus, "里程碑,完成时限,颜色\n需求评审完成,月底,红\n,2026-05-01,\n").text
    assert "<code>B2</code>" in page and "<code>A3</code>" in page and "颜色" in page
    assert "替换表格" not in page


def test_confirmed_rows_are_in_the_draft_and_keep_their_keys(pm_browser: Browser, consensus: Document, edit: str):
    page = upload(pm_browser, consensus, "里程碑,完成时限\n需求评审完成,2026-04-08\n市场预热上线,2026-05-01\n").text
    rows = filled_rows(page)
    answer = pm_browser.post(f"/papers/{consensus.paper.id}/import", {"section": "milestones", "rows": rows})
    assert answer.location == edit
    rows = kept(consensus).values["milestones"]
    assert [(row["due"], row["key"] == "m1") for row in rows] == [("2026-04-08", True), ("2026-05-01", False)]


@pytest.mark.parametrize("rows", ["", "no rows", "{}", "[]", "[1]", json.dumps([{"name": "x", "due": "月底"}])])
def test_rows_that_nobody_previewed_are_refused_whole(pm_browser: Browser, consensus: Document, rows: str):
    answer = pm_browser.post(f"/papers/{consensus.paper.id}/import", {"section": "milestones", "rows": rows})
    assert answer.status_code == 422 and kept(consensus).values == GOALS


def test_no_file_and_no_such_table_are_refused(pm_browser: Browser, consensus: Document):
    id = consensus.paper.id
    assert pm_browser.post(f"/papers/{id}/import/preview", {"section": "milestones"}).status_code == 422
    assert pm_browser.get(f"/papers/{id}/import?section=colours").status_code == 404


def filled_rows(page: str) -> str:
    return unescape(re.search(r'name="rows" value="([^"]*)"', page)[1])


# In a browser

def test_rows_are_typed_with_the_keyboard_and_saved_as_one_types(pm_page, consensus: Document, edit: str,
                                                                 served_pages: str, chinese_page: Page):
    page = pm_page(chinese_page)
    page.goto(served_pages + edit)
    page.locator("[name=milestones-m1-name]").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("开发测试启动")
    page.keyboard.press("Enter")
    page.keyboard.type("市场预热上线")
    page.keyboard.press("Enter")
    page.keyboard.type("发布")
    expect(page.locator("#save-state.is-saved")).to_be_visible()
    names = [row["name"] for row in kept(consensus).values["milestones"]]
    assert names == ["需求评审完成", "开发测试启动", "市场预热上线", "发布"]


def test_lessons_appear_as_soon_as_their_department_is_chosen(pm_page, learnt: Project, cast: Cast, served_pages: str,
                                                             chinese_page: Page):
    proposal = documents.begin("proposal", cast.project, by=cast.chenjing)
    page = pm_page(chinese_page)
    page.goto(f"{served_pages}/papers/{proposal.paper.id}/edit")
    page.locator("[name^=departments-][name$=-department]").first.select_option(label="研发部")
    expect(page.locator("#lessons")).to_contain_text("早开会")


def test_text_typed_without_a_network_is_put_back(pm_page, consensus: Document, edit: str, served_pages: str,
                                                  new_context):
    page = pm_page(new_context(locale="zh-CN").new_page())
    page.goto(served_pages + edit)
    page.route(f"**/papers/{consensus.paper.id}", lambda route: route.abort())
    page.locator("#escalation").fill("先找项目经理")
    expect(page.locator("#save-state.is-bad")).to_be_visible()
    page.unroute(f"**/papers/{consensus.paper.id}")
    page.goto(served_pages + "/")
    page.goto(served_pages + edit)
    expect(page.locator("#save-state.is-saved")).to_be_visible()
    assert kept(consensus).values["escalation"] == "先找项目经理"
