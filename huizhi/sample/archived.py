"""After phase 5 in the sample: an archived project, whose lessons a later proposal of the same departments shows."""

from coordination import archive, documents
from coordination.milestone import Deliverable, Milestone
from coordination.project import Project
from huizhi.sample import prelude, steps
from huizhi.sample.company import Company, back

TEAM = {"liu": "decision_layer", "huangbo": "head", "linxia": "head", "xumin": "liaison", "zhaomin": "pmo"}

SUMMARY = {
    "communication": "周例会与邮件回执配合良好；节假日前的通知偏晚。",
    "pains": "客服知识库与官网内容各自维护，改一处漏一处。",
    "causes": "移动端上线晚了一周：内容迁移的工作量估计不足。",
    "lessons": [{"text": "内容迁移先做十页样例，再估工作量。"}, {"text": "客服部提前参与验收，问题早两周发现。"}],
    "improvements": [
        {"text": "知识库与官网共用一份内容，指定一个责任部门。"},
        {"text": "节假日前五个工作日确认值班安排。"},
    ],
}


def begin(company: Company) -> None:
    """官网改版, closed in order and handed to the PMO."""
    project = steps.start(company, "官网改版", "GWGB", "信息部", TEAM, ago=120)
    charter = prelude.charter(company, "archived")
    project = prelude.kick_off(company, project, charter, ago=119)
    project = prelude.plan(company, project, charter, ago=112)
    steps.hold(
        company,
        project,
        "项目例会",
        "weekly",
        [("内容迁移", "已迁移 180 页，剩余 60 页。", "移动端推迟一周上线。")],
        ago=90,
    )
    with back(75, "16:30"):
        for kind in (Milestone, Deliverable):
            for promise in kind.select().where(kind.project == project):
                promise.reach(by=company.manager)
    for name in ("execution", "issues"):
        steps.close(company, project, name, ago=74)
    _accepted(company, project)
    _looked_back(company, project)
    steps.close(company, project, "closeout", ago=64)
    with back(63, "9:30"):
        archive.archive(Project.get_by_id(project.id), by=company.manager)


def _accepted(company: Company, project: Project) -> None:
    with back(72, "9:00"):
        from_plan = documents.begin("acceptance", project, by=company.manager)
        offered = from_plan.paper.values
        from_plan.write(
            {
                "goals": [{**row, "actual": "3.1 秒降到 1.2 秒", "result": "met"} for row in offered["goals"]],
                "deliverables": [{**row, "actual": "已交付"} for row in offered["deliverables"]],
                "conclusion": "项目目标达成，同意验收。",
            },
            by=company.manager,
            editor="sample",
            revision=from_plan.paper.revision,
        )
        from_plan.circulate(by=company.manager)
    steps.answer(from_plan, ago=72)


def _looked_back(company: Company, project: Project) -> None:
    values = {name: steps.rows(*value) if isinstance(value, list) else value for name, value in SUMMARY.items()}
    steps.circulate_and_answer(company, project, "retrospective", values, ago=69)
