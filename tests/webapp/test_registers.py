"""Action items and issues that come from a spreadsheet: looked at first, then all or nothing."""

import io
import re
from datetime import date
from html import unescape

import pytest
import time_machine
from openpyxl import load_workbook

from coordination import shapes
from coordination.action import ActionItem
from coordination.ask import Ask
from coordination.issue import Issue
from coordination.language import use_language
from coordination.minutes import Minutes
from coordination.register import ACTION_COLUMNS, ActionRegister
from papers.sheet import preview
from tests.cast import Cast
from tests.webapp.world import Browser

ACTIONS = "编号,事项,责任人,完成时限,预计完成,状态,进度\n"
ISSUES = "编号,提出日期,提出部门/人,问题等级,问题描述,影响范围,期望解决方案,协同部门\n"


def look(browser: Browser, register: str, text: str) -> str:
    file = (io.BytesIO(text.encode()), "表.csv")
    return browser.post(f"/projects/1/{register}/import/preview", {"file": file}).text


def take(browser: Browser, register: str, text: str):
    rows = unescape(re.search(r'name="rows" value="([^"]*)"', look(browser, register, text))[1])
    return browser.post(f"/projects/1/{register}/import", {"rows": rows})


def items() -> list[tuple[str, str, str, str]]:
    rows = ActionItem.select().order_by(ActionItem.id)
    return [(item.what, item.owner.name, item.due.isoformat(), item.status) for item in rows]


def test_action_items_go_to_excel(circulated: Minutes, pm_browser: Browser):
    answer = pm_browser.get("/projects/1/actions/xlsx")
    rows = list(load_workbook(io.BytesIO(answer.data)).active.iter_rows(values_only=True))
    assert rows[0][:3] == ("编号", "事项", "责任人") and rows[1][0] == "NPL-A2" and len(rows) == 4


def test_rows_without_a_number_become_action_items_whose_owners_are_asked(cast: Cast, pm_browser: Browser):
    text = f"{ACTIONS},核对预算,李娜,2026-05-08,,进行中,40\n,换供应商,采购部 陈杰,2026-05-09,,,\n"
    answer = take(pm_browser, "actions", text)
    assert answer.location == "/projects/1/actions"
    assert items() == [("核对预算", "李娜", "2026-05-08", "in_progress"), ("换供应商", "陈杰", "2026-05-09", "open")]
    assert {ask.person.name for ask in Ask.select().where(Ask.kind == "report")} == {"李娜", "陈杰"}


def test_a_row_with_a_number_changes_its_item_and_the_others_stay(circulated: Minutes, pm_browser: Browser):
    take(pm_browser, "actions", f"{ACTIONS}NPL-A1,提交推广物料清单,陈杰,2026-05-08,,已完成,\n")
    assert items()[0] == ("提交推广物料清单", "陈杰", "2026-05-08", "done")
    assert [item[3] for item in items()[1:]] == ["open", "open"]


@pytest.mark.parametrize(("word", "status"), [
    ("完成", "done"), ("进行中", "in_progress"), ("延期", "delayed"), ("Done", "done"), ("In Progress", "in_progress"),
    ("delayed", "delayed"), ("未开始", "open"), ("取消", "cancelled"), ("搁置", "blocked")])
def test_the_usual_words_for_a_status_are_read(circulated: Minutes, pm_browser: Browser, word: str, status: str):
    take(pm_browser, "actions", f"{ACTIONS}NPL-A1,提交推广物料清单,陈杰,2026-05-08,,{word},\n")
    assert items()[0][3] == status


@pytest.mark.parametrize(("today", "typed", "due"), [
    ("2026-11-22", "12月5日", "2026-12-05"), ("2026-11-22", "1月8日", "2027-01-08"),
    ("2026-01-05", "12/28", "2025-12-28"), ("2026-11-22", "5 Dec", "2026-12-05"),
    ("2026-11-22", "12-05", "2026-12-05")])
def test_a_day_without_its_year_is_the_nearest_and_the_preview_shows_it(cast: Cast, today: str, typed: str, due: str):
    register = ActionRegister(cast.project)
    rows = [ACTIONS.strip().split(","), ["", "核对预算", "李娜", typed, "", "", ""]]
    with time_machine.travel(f"{today}T04:00:00Z", tick=False), use_language("zh"):
        found = preview(register.kind, "actions", rows, cast.project, check=register.check)
    assert (found.problems, found.shown[0][3], found.values[0]["due"]) == ([], due, due)


def test_a_day_that_may_be_two_days_is_not_guessed(cast: Cast):
    with use_language("en"):
        assert shapes.with_year(ACTION_COLUMNS[3], "12/5", cast.project) == "12/5"


def test_a_word_or_day_that_there_is_not_is_named_as_before(cast: Cast, pm_browser: Browser):
    page = look(pm_browser, "actions", f"{ACTIONS},核对预算,李娜,2月30日,,差不多,\n")
    assert "D2" in page and "F2" in page


def test_what_went_out_comes_back_without_a_change(circulated: Minutes, pm_browser: Browser, cast: Cast):
    ActionItem.get_by_id(1).report("delayed", by=cast.chenjing, due=items_due())
    before = items()
    sheet = pm_browser.get("/projects/1/actions/xlsx").data
    page = pm_browser.post("/projects/1/actions/import/preview", {"file": (io.BytesIO(sheet), "待办.xlsx")}).text
    rows = unescape(re.search(r'name="rows" value="([^"]*)"', page)[1])
    pm_browser.post("/projects/1/actions/import", {"rows": rows})
    assert items() == before and len(ActionItem.get_by_id(1).history()) == 2


def test_what_a_kickoff_meeting_handed_out_comes_back_though_it_is_due_before_the_start(
        circulated: Minutes, pm_browser: Browser, cast: Cast):
    cast.project.runs(date(2026, 12, 1), date(2027, 3, 1))
    sheet = pm_browser.get("/projects/1/actions/xlsx").data
    page = pm_browser.post("/projects/1/actions/import/preview", {"file": (io.BytesIO(sheet), "待办.xlsx")}).text
    assert 'name="rows"' in page and "2026-12-01" not in page


@pytest.mark.parametrize("row, cell", [
    (",,李娜,2026-05-08,,,", "B2"), (",核对,张三,2026-05-08,,,", "C2"), (",核对,李娜,月底,,,", "D2"),
    ("NPL-A99,核对,李娜,2026-05-08,,,", "A2"), (",核对,李娜,2026-05-08,,好了,", "F2"),
    (",核对,李娜,2026-05-08,,,140", "G2"), (",核对,李娜,2026-05-08,2026-05-20,进行中,", "E2"),
    (",核对,李娜,2026-05-08,,,\n,再核对,,2026-05-08,,,", "C3")])
def test_every_bad_cell_of_the_action_items_is_named_and_nothing_comes_in(
        cast: Cast, pm_browser: Browser, row: str, cell: str):
    page = look(pm_browser, "actions", f"{ACTIONS}{row}\n")
    assert f"<code>{cell}</code>" in page and "导入这" not in page and items() == []


def test_the_same_number_twice_is_named(circulated: Minutes, pm_browser: Browser):
    row = "NPL-A1,提交,王芳,2026-05-08,,,\n"
    assert "<code>A3</code>" in look(pm_browser, "actions", ACTIONS + row + row)


def test_a_preview_changes_nothing(circulated: Minutes, pm_browser: Browser, fingerprint):
    before = fingerprint()
    assert "导入这 1 行" in look(pm_browser, "actions", f"{ACTIONS},核对预算,李娜,2026-05-08,,,\n")
    assert fingerprint() == before


def test_one_bad_row_keeps_all_out(cast: Cast, pm_browser: Browser):
    rows = '[{"what": "好", "owner": "李娜", "due": "2026-05-08"}, {"what": "坏", "owner": "李娜", "due": "从不"}]'
    assert pm_browser.post("/projects/1/actions/import", {"rows": rows}).status_code == 422
    assert items() == []


def test_issues_come_in_with_their_raisers_and_levels(cast: Cast, pm_browser: Browser):
    take(pm_browser, "issues", f"{ISSUES},2026-03-02,采购部 陈杰,跨部门,物料延迟,样机,备选供应商,研发部、采购部\n")
    issue = Issue.get()
    assert (issue.what, issue.raiser, issue.level, len(issue.departments)) == ("物料延迟", cast.chenjie, "cross", 2)
    assert issue.raised_at.date().isoformat() == "2026-03-02"


def test_the_log_comes_back_and_what_it_derives_stays_out(cast: Cast, pm_browser: Browser):
    Issue.raise_one(cast.project, "物料延迟", by=cast.zhangwei)
    sheet = pm_browser.get("/projects/1/issues/xlsx").data
    page = pm_browser.post("/projects/1/issues/import/preview", {"file": (io.BytesIO(sheet), "跟踪表.xlsx")}).text
    assert "导入这 1 行" in page and "解决措施" in page


def test_every_bad_cell_of_the_issues_is_named(cast: Cast, pm_browser: Browser):
    page = look(pm_browser, "issues", f"{ISSUES},2099-03-02,某人,很大,,样机,,月球部\n")
    for cell in ("B2", "C2", "D2", "E2", "H2"):
        assert f"<code>{cell}</code>" in page, cell


def items_due():
    return ActionItem.get_by_id(1).due.replace(month=4)
