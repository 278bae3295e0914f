"""A whole project of four departments, from proposal to archive: the project manager in the browser, everybody else by
mail through the real servers."""

import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from urllib.parse import urljoin
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from coordination import clock
from coordination import database as db
from coordination.calendar import WorkingCalendar
from coordination.paper import Paper
from tests.cast import Cast, people
from tests.servers import programs
from tests.servers.desk import Manager
from tests.servers.dovecot import Dovecot
from tests.servers.postfix import Postfix
from tests.servers.product import Product
from tests.servers.staff import Staff

pytestmark = [pytest.mark.servers, pytest.mark.browser]
HEADS = {"zhangwei": "研发部", "wangfang": "市场部", "lina": "财务部", "chenjie": "采购部"}


def working_days_on(count: int) -> date:
    """The product runs by the real clock, so every date is told from today."""
    return WorkingCalendar().add_working_days(clock.today("Asia/Shanghai"), count)


@pytest.fixture
def four_departments(database) -> Cast:
    """The cast with a head in each of four departments."""
    company = people()
    for key in HEADS:
        company.project.add_member(getattr(company, key), "head", by=company.chenjing)
    db.database.close()
    return company


def test_a_project_from_proposal_to_archive(product: Product, four_departments: Cast, dovecot: Dovecot,
                                            postfix: Postfix, chinese_page: Page, tmp_path: Path) -> None:
    product.process.start()
    manager, staff = Manager(chinese_page, product, four_departments.project.id), Staff(dovecot, postfix)
    manager.log_in()
    kickoff(manager, staff)
    planning(manager, staff)
    weekly_meeting(manager, staff)
    one_issue_is_solved(manager, staff)
    one_issue_is_escalated(manager, staff)
    closeout(manager, staff)
    every_paper_prints(manager)
    the_archive_verifies(manager, tmp_path)


def kickoff(manager: Manager, staff: Staff) -> None:
    proposal = manager.begin("proposal")
    manager.text("background", "竞品已经上线，需要在二季度跟进。")
    manager.text("core_goals", "3 个月内完成新产品上线。")
    manager.text("expected_results", "首月用户量达 10 万。")
    manager.row("period", 0, starts_on=str(working_days_on(0)), ends_on=str(working_days_on(90)))
    manager.row("departments", 0, department="研发部")
    manager.row("departments", 1, department="市场部")
    manager.circulate()
    staff.answer("liu", "立项建议书", "批准", programs.outlook)
    staff.confirm("liu")
    manager.becomes_final(proposal)

    manager.begin("appointment")
    manager.text("authority", "统筹四个部门的资源，每周向决策层汇报。")
    manager.circulate()
    staff.answer("lina", "任命", "收到")

    consensus = manager.begin("goal_consensus")
    manager.row("goals", 0, goal="新产品上线", metric="首月用户量", target="10 万", by=str(working_days_on(90)))
    manager.row("milestones", 0, name="需求评审完成", due=str(working_days_on(15)))
    manager.row("milestones", 1, name="市场预热上线", due=str(working_days_on(45)))
    manager.circulate()
    for key in HEADS:
        staff.answer(key, "目标共识", "同意")
    manager.becomes_final(consensus)


def planning(manager: Manager, staff: Staff) -> None:
    table = manager.begin("responsibility")
    heads = {"研发部": "张伟", "市场部": "王芳", "财务部": "李娜", "采购部": "陈杰"}
    for n, (department, head) in enumerate(heads.items()):
        manager.row("rows", n, department=department, head=head, duties=f"{department}的工作",
                    deliverable=f"{department}交付物", due="2-4")
    manager.circulate()
    for key in HEADS:
        staff.answer(key, "职责分工", "没有异议，同意", programs.outlook)
    manager.becomes_final(table)
    expect(manager.page.locator("main")).to_contain_text("研发部交付物")

    manager.begin("communication_plan")
    for n, (often, way) in enumerate((("每周一 10:00", "会议"), ("有问题随时", "沟通群"), ("每月", "专项邮件"))):
        manager.row("rows", n, way=way, people="全体成员", rhythm=often, topics=f"第 {n + 1} 类沟通", owner="陈静")
    manager.circulate()
    staff.answer("chenjie", "沟通计划", "收到")

    manager.go(f"/projects/{manager.project}/resources")
    manager.press("form[action$='/questions'] button")
    due = working_days_on(20)
    said = ("1. 两名工程师，全程投入\n2. 预算 20 万\n3. 样机 5 台\n"
            f"4. 功能需求文档，{due.month} 月 {due.day} 日前，通过评审")
    for key in HEADS:
        staff.answer(key, "资源与交付物", said)
    plan = resource_plan(manager)
    for key in HEADS:
        staff.answer(key, "资源与交付计划", "同意")
    manager.becomes_final(plan)


def resource_plan(manager: Manager) -> int:
    """Begin the plan from the answers, once all have come, and complete its deliverables."""
    for _attempt in range(40):
        manager.go(f"/projects/{manager.project}/resources")
        if manager.page.locator("main").inner_text().count("样机 5 台") >= 4:
            break
        manager.page.wait_for_timeout(500)
    plan = manager.begin("resource_plan")
    expect(manager.page.locator("main")).to_contain_text("两名工程师")
    for n in range(4):
        manager.row("deliverables", n, due=str(working_days_on(20)), quality="通过评审")
    manager.circulate()
    return plan


def weekly_meeting(manager: Manager, staff: Staff) -> None:
    manager.go(f"/projects/{manager.project}/meetings/new")
    manager.page.fill("[name=title]", "第一次周例会")
    manager.page.click("main form button[type=submit]")
    manager.page.locator("[name^=topic-][name$=-title]").first.fill("需求评审进度")
    line = manager.page.locator("#lines [name$=-what]").first
    name = line.get_attribute("name").removesuffix("what")
    line.fill("整理评审意见")
    manager.page.fill(f"[name='{name}owner']", "张伟")
    manager.page.fill(f"[name='{name}due']", str(working_days_on(15)))
    manager.circulate()
    staff.answer("zhangwei", "周例会纪要", "1 完成")
    manager.go(f"/projects/{manager.project}")
    expect(manager.page.locator("table.actions tr", has_text="整理评审意见")).to_contain_text("已完成", timeout=20_000)


def one_issue_is_solved(manager: Manager, staff: Staff) -> None:
    staff.write("chenjie", "问题：显示屏物料延迟", "供应商通知显示屏要晚两周到货，影响样机装配。")
    open_issue(manager, "显示屏")
    manager.press("form:has(input[name=level][value=cross]) button")
    manager.press("form[action$='/workshop'] > button")
    staff.next("chenjie", "研讨会")
    open_issue(manager, "显示屏")
    manager.press("form[action$='/solution'] button")
    manager.text("solution", "启用备选供应商。")
    manager.row("measures", 0, what="联系备选供应商", department="采购部", owner="陈杰", due=str(working_days_on(15)))
    manager.circulate()
    staff.answer("chenjie", "问题解决方案", "同意", programs.outlook)
    open_issue(manager, "显示屏", until="联系备选供应商")
    manager.page.get_by_role("link", name="联系备选供应商").first.click()
    manager.page.select_option("form[action$='/reports'] select, form select[name=status]", "done")
    manager.press("form:has(select[name=status]) button[type=submit]")
    open_issue(manager, "显示屏")
    manager.press("form[action$='/confirmation'] button")
    staff.answer("chenjie", "是否解决", "已解决")
    open_issue(manager, "显示屏", until="已关闭")


def open_issue(manager: Manager, words: str, until: str = "") -> None:
    """The page of the issue with these words, once it shows `until`."""
    for _attempt in range(60):
        manager.go(f"/projects/{manager.project}/issues?all=yes")
        link = manager.page.locator("main a[href*='/issues/']", has_text=words)
        if link.count():
            link.first.click()
            if until in manager.page.locator("main").inner_text():
                return
        manager.page.wait_for_timeout(500)
    raise AssertionError(f"no issue with {words} {until}: {manager.page.locator('main').inner_text()[:500]}")


def one_issue_is_escalated(manager: Manager, staff: Staff) -> None:
    staff.write("wangfang", "问题：推广预算不足", "推广预算还差 8 万，两个部门意见不一致。")
    open_issue(manager, "推广预算")
    manager.press("form:has(input[name=level][value=cross]) button")
    manager.press("form[action$='/escalation'] button")
    manager.text("question", "是否追加推广预算？")
    manager.row("options", 0, text="追加 8 万")
    manager.row("options", 1, text="不追加，压缩投放")
    manager.circulate()
    staff.answer("liu", "请裁决", "批准 B")
    staff.confirm("liu")
    staff.next("wangfang", "裁决")
    open_issue(manager, "推广预算", until="压缩投放")


def closeout(manager: Manager, staff: Staff) -> None:
    report = manager.begin("acceptance")
    manager.text("conclusion", "同意验收。")
    complete(manager, "goals", actual="已达成", result="达成")
    complete(manager, "deliverables", actual="已交付", result="达成")
    manager.circulate()
    for key in HEADS:
        staff.answer(key, "请签字", "确认签字")
        staff.confirm(key)
    manager.becomes_final(report)

    manager.go(f"/projects/{manager.project}/retrospective")
    manager.press("form[action$='/questions'] button")
    staff.answer("lina", "复盘", "1. 沟通顺畅\n2. 跨部门等待时间长\n3. 物料延迟\n4. 每周例会有用")
    manager.begin("retrospective")
    manager.text("communication", "总体顺畅。")
    manager.row("lessons", 0, text="每周例会有用")
    manager.row("improvements", 0, text="备选供应商要提前定")
    manager.circulate()

    deal_with_the_triage(manager)
    manager.go(f"/projects/{manager.project}/closeout")
    manager.page.fill("form[action$='/archive'] [name=reason]", "异议期未满，先行归档")
    manager.page.on("dialog", lambda dialog: dialog.accept())
    manager.press("form[action$='/archive'] button")


def deal_with_the_triage(manager: Manager) -> None:
    """Nothing waits when a project is archived."""
    for _mail in range(20):
        manager.go("/triage")
        link = manager.page.locator("main a[href*='/triage/']")
        if not link.count():
            return
        link.first.click()
        manager.press("form[action$='/settled'] button")


def complete(manager: Manager, section: str, **cells: str) -> None:
    """Fill the same into every row that the paper was given."""
    filled = manager.page.locator(f"[data-rows={section}] textarea").evaluate_all(
        "cells => cells.filter(cell => /-(goal|deliverable)$/.test(cell.name) && cell.value).length")
    assert filled
    for n in range(filled):
        manager.row(section, n, **cells)


def every_paper_prints(manager: Manager) -> None:
    """The PDF of each paper holds what it is called and what was written."""
    db.connect(manager.product.database)
    for paper in Paper.select():
        path = f"/meetings/{paper.meeting_id}/minutes/pdf" if paper.kind == "minutes" else f"/papers/{paper.id}/pdf"
        if not paper.versions:
            continue
        answer = manager.page.request.get(manager.product.url + path)
        assert answer.ok, (paper.kind, answer.status)
        text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.body())).pages).replace(" ", "")
        assert paper.reference in text and "新品上线" in text, paper.kind


def the_archive_verifies(manager: Manager, folder: Path) -> None:
    """The bundle comes down and its own script finds every file whole."""
    for _attempt in range(120):
        manager.go(f"/projects/{manager.project}/closeout")
        link = manager.page.locator("a[download]")
        if link.count():
            break
        manager.page.wait_for_timeout(500)
    answer = manager.page.request.get(urljoin(manager.page.url, link.first.get_attribute("href")))
    with ZipFile(BytesIO(answer.body())) as bundle:
        bundle.extractall(folder / "bundle")
    root = next((folder / "bundle").rglob("SHA256SUMS")).parent
    subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=root, check=True)
    subprocess.run([sys.executable, "verify.py"], cwd=root, check=True)
    assert len(list(root.rglob("*.pdf"))) >= 12 and len(list(root.rglob("*.eml"))) >= 50
