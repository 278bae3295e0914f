"""A whole project of four departments, from proposal to archive: the project manager in the browser, everybody else by
mail through the real servers."""

import pytest
from playwright.sync_api import Page, expect

from coordination import database as db
from coordination.person import Department, Person
from coordination.project import Project
from tests.cast import Cast, people
from tests.servers import programs
from tests.servers.desk import Manager
from tests.servers.dovecot import Dovecot
from tests.servers.postfix import Postfix
from tests.servers.product import Product
from tests.servers.staff import Staff

pytestmark = [pytest.mark.servers, pytest.mark.browser]
HEADS = {"zhangwei": "研发部", "wangfang": "市场部", "lina": "财务部", "chenjie": "采购部"}


@pytest.fixture
def four_departments(database) -> Cast:
    """The cast with a head in each of four departments."""
    company = people()
    for key in HEADS:
        company.project.add_member(getattr(company, key), "head", by=company.chenjing)
    db.database.close()
    return company


def test_a_project_from_proposal_to_archive(product: Product, four_departments: Cast, dovecot: Dovecot,
                                            postfix: Postfix, chinese_page: Page) -> None:
    product.process.start()
    manager, staff = Manager(chinese_page, product, four_departments.project.id), Staff(dovecot, postfix)
    manager.log_in()
    kickoff(manager, staff)
    planning(manager, staff)
    assert Project.get().starts_on is not None and Department.select().count() and Person.select().count()


def kickoff(manager: Manager, staff: Staff) -> None:
    proposal = manager.begin("proposal")
    manager.text("background", "竞品已经上线，需要在二季度跟进。")
    manager.text("core_goals", "3 个月内完成新产品上线。")
    manager.text("expected_results", "首月用户量达 10 万。")
    manager.row("period", 0, starts_on="2026-11-02", ends_on="2027-03-31")
    manager.row("departments", 0, department="研发部")
    manager.row("departments", 1, department="市场部")
    manager.circulate()
    staff.answer("liu", "立项建议书", "批准", programs.outlook)
    staff.confirm("liu")
    manager.becomes(proposal, "定稿")

    manager.begin("appointment")
    manager.text("authority", "统筹四个部门的资源，每周向决策层汇报。")
    manager.circulate()
    staff.answer("lina", "任命", "收到")

    consensus = manager.begin("goal_consensus")
    manager.row("goals", 0, goal="新产品上线", metric="首月用户量", target="10 万", by="2027-03-31")
    manager.row("milestones", 0, name="需求评审完成", due="2026-12-10")
    manager.row("milestones", 1, name="市场预热上线", due="2027-02-01")
    manager.circulate()
    for key in HEADS:
        staff.answer(key, "目标共识", "同意")
    manager.becomes(consensus, "定稿")


def planning(manager: Manager, staff: Staff) -> None:
    table = manager.begin("responsibility")
    heads = {"研发部": "张伟", "市场部": "王芳", "财务部": "李娜", "采购部": "陈杰"}
    for n, (department, head) in enumerate(heads.items()):
        manager.row("rows", n, department=department, head=head, duties=f"{department}的工作",
                    deliverable=f"{department}交付物", due="2-4")
    manager.circulate()
    for key in HEADS:
        staff.answer(key, "职责分工", "没有异议，同意", programs.outlook)
    manager.becomes(table, "定稿")
    expect(manager.page.locator("main")).to_contain_text("研发部交付物")
