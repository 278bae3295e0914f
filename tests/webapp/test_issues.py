"""Issues on the pages: the log, and each step of one, by the buttons that a page offers."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO

import pytest
import time_machine
from openpyxl import load_workbook
from playwright.sync_api import Page

from coordination import clock, closing, documents, issue_log, request
from coordination.ask import Ask
from coordination.event import acting
from coordination.issue import Issue, MeasureRow
from coordination.letter import Letter
from coordination.meeting import Meeting
from coordination.paper import Paper
from papers import document
from tests.cast import Cast
from tests.issues import RAISED, dossier, finish
from tests.webapp.sound import faults
from tests.webapp.test_project_page import queries
from tests.webapp.world import Browser, held

WORKSHOP = {"title": "问题研讨会", "date": "2026-03-03", "begins": "15:00", "ends": "16:00", "place": "301"}


@pytest.fixture(autouse=True)
def on_that_day() -> Iterator[None]:
    with time_machine.travel(RAISED + timedelta(hours=3)):
        yield


def again(issue: Issue) -> Issue:
    return Issue.get_by_id(issue.id)


def test_an_issue_is_raised_by_form_for_whoever_noticed_it(pm_browser: Browser, team: Cast):
    answer = pm_browser.post("/projects/1/issues", {"what": "物料不足", "impact": "停线", "wish": "补货",
                                                    "raiser": team.lina.id, "department": [team.lina.department_id]})
    found = Issue.get()
    assert (answer.status_code, answer.location) == (303, f"/issues/{found.id}")
    assert (found.raiser, found.impact, found.departments) == (team.lina, "停线", [team.lina.department_id])
    assert "物料不足" in pm_browser.get("/projects/1").text


def test_an_issue_without_words_is_refused_with_a_sentence(pm_browser: Browser, team: Cast):
    answer = pm_browser.post("/projects/1/issues", {"what": " ", "raiser": team.lina.id})
    assert answer.status_code == 422 and "“问题描述”不能为空" in answer.text


def test_the_page_shows_the_clock_and_what_comes_next(pm_browser: Browser, issue: Issue):
    page = pm_browser.get(f"/issues/{issue.id}").text
    assert "还剩 20 小时" in page or "还剩 21 小时 00 分" in page
    assert "召集：03-03 周二 14:00" in page and "编写解决方案" in page
    assert "请陈杰确认" not in page
    assert 'id="clock"' in pm_browser.get(f"/issues/{issue.id}/clock").text


def test_one_click_convenes_the_workshop_and_invites(pm_browser: Browser, issue: Issue, team: Cast):
    pm_browser.post(f"/issues/{issue.id}/workshop", WORKSHOP)
    meeting = Meeting.get()
    assert (again(issue).meeting, meeting.place, meeting.kind) == (meeting, "301", "workshop")
    assert {letter.person.name for letter in Letter.select().where(Letter.kind == "invitation")} == {
        "陈静", "张伟", "王芳", "陈杰"}
    assert f'href="/issues/{issue.id}"' in pm_browser.get(f"/meetings/{meeting.id}/edit").text
    assert "NPL-I1" in pm_browser.get(f"/meetings/{meeting.id}/minutes").text


def test_another_workshop_is_offered_after_the_one_convened(pm_browser: Browser, issue: Issue):
    pm_browser.post(f"/issues/{issue.id}/workshop", WORKSHOP)
    assert "召集：03-03 周二 16:00" in pm_browser.get(f"/issues/{issue.id}").text


def test_that_it_is_not_solved_is_told_once_and_its_lines_stay_lines(pm_browser: Browser, solved: Issue, team: Cast):
    Issue.update(what="芯片交期推迟三周\n供应商停产\n陈杰").where(Issue.id == solved.id).execute()
    documents.answer(Ask.get(Ask.kind == "confirm"), "reject", by=team.chenjie, reason="又停产了")
    page = pm_browser.get(f"/issues/{solved.id}").text
    assert page.count("提出人认为尚未解决") == 1 and page.count("又停产了") == 1
    content = documents.begin("solution", team.project, by=team.chenjing, issue=again(solved)).content()
    html = document.as_html(content, "zh", "screen")
    assert "芯片交期推迟三周<br>" in html.replace("<br/>", "<br>") and "<br>陈杰" in html.replace("\n", "")


def test_triage_and_dismissal(pm_browser: Browser, issue: Issue):
    pm_browser.post(f"/issues/{issue.id}/level", {"level": "minor"})
    assert "无需研讨会" in pm_browser.get(f"/issues/{issue.id}").text
    assert pm_browser.post(f"/issues/{issue.id}/dismissal", {"reason": ""}).status_code == 422
    pm_browser.post(f"/issues/{issue.id}/dismissal", {"reason": "重复"})
    assert again(issue).state == "rejected"


def test_the_solution_is_written_in_the_editor_of_papers(pm_browser: Browser, issue: Issue):
    answer = pm_browser.post(f"/issues/{issue.id}/solution")
    paper = Paper.get(Paper.kind == "solution")
    assert (paper.issue, answer.location) == (issue, f"/papers/{paper.id}/edit")
    assert pm_browser.post(f"/issues/{issue.id}/solution").location == answer.location
    assert f"/papers/{paper.id}/edit" in pm_browser.get(f"/issues/{issue.id}").text


def test_measures_show_how_they_stand_and_lead_to_the_raiser(pm_browser: Browser, agreed: Issue, team: Cast):
    page = pm_browser.get(f"/issues/{agreed.id}").text
    assert "启用备选供应商" in page and "已完成 0 / 2" in page and "请陈杰确认" not in page
    finish(agreed, team)
    assert "解决措施已全部完成" in pm_browser.get(f"/issues/{agreed.id}").text
    pm_browser.post(f"/issues/{agreed.id}/confirmation")
    assert (again(agreed).state, Letter.get(Letter.kind == "request").person) == ("solved", team.chenjie)


def test_what_is_not_done_cannot_be_confirmed_and_says_why(pm_browser: Browser, agreed: Issue):
    answer = pm_browser.post(f"/issues/{agreed.id}/confirmation")
    assert answer.status_code == 409 and "还有未完成的解决措施" in answer.text


def test_the_raisers_word_is_noted_for_them(pm_browser: Browser, solved: Issue, team: Cast):
    pm_browser.post(f"/issues/{solved.id}/word", {"answer": "approve", "channel": "phone"})
    assert (again(solved).state, again(solved).closed_by) == ("closed", team.chenjie)
    assert "电话 · 代陈杰" in pm_browser.get(f"/issues/{solved.id}").text


@pytest.mark.parametrize("form", [{"answer": "perhaps"}, {"answer": "approve", "channel": "mail"}, {}])
def test_what_is_no_word_of_the_raiser_changes_nothing(pm_browser: Browser, solved: Issue, form: dict):
    assert pm_browser.post(f"/issues/{solved.id}/word", form).status_code == 422
    assert again(solved).state == "solved"


def test_a_no_takes_it_back_to_work(pm_browser: Browser, solved: Issue):
    pm_browser.post(f"/issues/{solved.id}/word", {"answer": "reject", "reason": "物料还没到"})
    assert again(solved).state == "solving" and "物料还没到" in pm_browser.get(f"/issues/{solved.id}").text


def test_a_minor_issue_is_closed_with_how_it_was_solved(pm_browser: Browser, issue: Issue, team: Cast):
    issue.grade("minor", by=team.chenjing)
    pm_browser.post(f"/issues/{issue.id}/measures", {"measure": "换货", "owner": team.chenjie.id, "due": "2026-03-09"})
    assert pm_browser.post(f"/issues/{issue.id}/closing", {"remedy": "换了"}).status_code == 409
    finish(issue, team)
    pm_browser.post(f"/issues/{issue.id}/closing", {"remedy": "采购部已换货"})
    assert again(issue).state == "closed" and "采购部已换货" in pm_browser.get(f"/issues/{issue.id}").text


@pytest.mark.parametrize("form", [{"measure": "换货", "due": "2026-03-09"}, {"measure": "换货", "owner": "2"},
                                  {"owner": "2", "due": "2026-03-09"},
                                  {"measure": "换货", "owner": "2", "due": "soon"}])
def test_a_measure_is_what_who_and_when(pm_browser: Browser, issue: Issue, team: Cast, form: dict):
    issue.grade("minor", by=team.chenjing)
    assert pm_browser.post(f"/issues/{issue.id}/measures", form).status_code == 422
    assert issue.measures == []


def test_who_has_not_stated_a_position_is_visible(pm_browser: Browser, issue: Issue, team: Cast):
    request.ask("position", issue, request.audience("position", issue, team.project), team.project, by=team.chenjing)
    assert "等待张伟、王芳" in pm_browser.get(f"/issues/{issue.id}").text.replace("王芳、张伟", "张伟、王芳")
    mail = held()
    with acting(channel="mail", inbound_id=mail.id):
        position = Ask.get((Ask.person == team.wangfang) & (Ask.question == "position"))
        documents.answer(position, "不同意", by=team.wangfang)
    page = pm_browser.get(f"/issues/{issue.id}").text
    assert "等待张伟" in page and f'href="/received/{mail.id}"' in page


def test_an_escalated_issue_says_whose_position_is_missing_and_that_no_workshop_was_called(
        pm_browser: Browser, issue: Issue, team: Cast,
):
    request.ask("position", issue, request.audience("position", issue, team.project), team.project, by=team.chenjing)
    documents.answer(Ask.get((Ask.person == team.wangfang) & (Ask.question == "position")), "不同意", by=team.wangfang)
    dossier(issue, team)
    page = pm_browser.get(f"/issues/{issue.id}").text
    assert "已答复 1 / 2" in page and "升级时张伟未表态" in page and "等待张伟" not in page
    assert "未召集研讨会即升级" in page and "按时" not in page


def test_a_ruled_issue_offers_no_escalation_and_opens_only_on_the_decision_layers_word(
        pm_browser: Browser, ruled: Issue, team: Cast,
):
    assert "B – 追加 20 万空运" in pm_browser.get(f"/issues/{ruled.id}").text
    assert pm_browser.post(f"/issues/{ruled.id}/escalation").status_code == 409
    assert pm_browser.post(f"/issues/{ruled.id}/reopening").status_code == 409
    assert pm_browser.post(f"/issues/{ruled.id}/reopening", {"word_of": team.chenjie.id}).status_code == 409
    pm_browser.post(f"/issues/{ruled.id}/reopening", {"word_of": team.liu.id, "channel": "phone", "reason": "预算变化"})
    assert again(ruled).ruling is None
    assert "电话 · 代刘总" in pm_browser.get(f"/issues/{ruled.id}").text


def test_an_issue_that_was_escalated_without_a_workshop_shows_no_time_of_one(
        pm_browser: Browser, issue: Issue, team: Cast,
):
    cell = re.compile(r'data-label="专题会时间">(.*?)</td>', re.S)
    assert "clock" in cell.search(pm_browser.get("/projects/1/issues").text)[1]
    Issue.update(state="escalated", escalated_at=clock.now()).where(Issue.id == issue.id).execute()
    assert not re.search(r"\w", re.sub("<[^>]*>", "", cell.search(pm_browser.get("/projects/1/issues").text)[1]))


def test_what_the_decision_layer_does_with_a_dossier_is_called_a_ruling_everywhere(
        pm_browser: Browser, ruled: Issue, team: Cast,
):
    dossier = documents.about(ruled, "escalation")
    page = pm_browser.get(f"/papers/{dossier.paper.id}").text
    assert "决策层裁决" in page and "决策意见" not in page
    Ask.update(answered_at=None).where(Ask.kind == "decide").execute()
    page = pm_browser.get(f"/waiting?person={team.liu.id}").text
    assert ">裁决</a>" in page and "审批" not in page


def test_the_log_filters_prints_and_goes_to_excel(pm_browser: Browser, issue: Issue, team: Cast):
    Issue.raise_one(team.project, "=1+1", by=team.sofia).dismiss(by=team.chenjing, reason="重复")
    assert "=1+1" in pm_browser.get("/projects/1/issues").text
    assert "=1+1" not in pm_browser.get("/projects/1/issues?open=yes").text
    both = pm_browser.get("/projects/1/issues/print?language=both").text
    assert "关闭确认人" in both and "Closing confirmed by" in both
    assert "/projects/1/issues/docx" in both and "/projects/1/issues/pdf" in both
    assert pm_browser.get("/projects/1/issues/docx?language=both").data.startswith(b"PK")
    sheet = load_workbook(BytesIO(pm_browser.get("/projects/1/issues/xlsx?language=zh").data)).active
    assert [cell.value for cell in sheet[1]] == [
        "编号", "提出日期", "提出部门/人", "问题等级", "问题描述", "影响范围", "期望解决方案", "协同部门",
        "专题会时间", "解决措施",
        "责任部门/责任人", "完成时限", "状态", "升级", "决策意见", "实际完成", "关闭确认人"]
    assert (sheet.cell(3, 5).value, sheet.cell(3, 5).data_type) == ("=1+1", "s")


def test_the_log_takes_as_many_queries_for_many_issues(pm_browser: Browser, issue: Issue, team: Cast):
    before = queries(pm_browser, "/projects/1/issues")
    for n in range(20):
        more = Issue.raise_one(team.project, f"问题 {n}", by=team.sofia, departments=[team.lina.department_id])
        more.solve_by([MeasureRow("m", "做", team.lina, date(2026, 4, 1))], by=None, source="NPL-S9")
    assert queries(pm_browser, "/projects/1/issues") == before


def test_members_do_not_see_issues_on_pages(member_browser: Browser, issue: Issue):
    assert member_browser.get(f"/issues/{issue.id}").status_code == 404
    assert member_browser.get("/projects/1/issues").status_code == 404


def test_an_archived_project_shows_its_issues_without_buttons(pm_browser: Browser, issue: Issue, team: Cast):
    type(team.project).update(archived_at=RAISED).execute()
    page = pm_browser.get(f"/issues/{issue.id}").text
    assert "芯片交期推迟三周" in page and "编写解决方案" not in page
    assert pm_browser.post(f"/issues/{issue.id}/level", {"level": "minor"}).status_code == 409


# Accessibility, on a desk and on a phone


def test_axe_finds_nothing_and_no_page_of_issues_is_wider_than_a_phone(
        ruled: Issue, team: Cast, pm_page, served_pages: str, open_page,
):
    other = Issue.raise_one(team.project, "推广预算超支", by=team.wangfang, departments=[team.lina.department_id])
    third = Issue.raise_one(team.project, "测试环境争用", by=team.sofia)
    third.solve_by([MeasureRow("m", "错峰", team.lina, date(2026, 4, 1))], by=None, source="NPL-S9")
    finish(third, team)
    closing.ask_raiser(again(third), by=team.chenjing)
    assert len(issue_log.rows(team.project)) == 3
    addresses = ["/projects/1/issues", "/projects/1/issues/new", "/projects/1/issues/print", "/projects/1",
                 *(f"/issues/{one.id}" for one in (ruled, other, third))]
    found: list[str] = []
    for size in ({"width": 1200, "height": 900}, {"width": 360, "height": 740}):
        page: Page = pm_page(open_page(locale="zh-CN", viewport=size))
        for address in addresses:
            page.goto(served_pages + address)
            found += faults(page)
    assert found == []
