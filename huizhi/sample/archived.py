"""After phase 5 in the sample: an archived project, whose lessons a later proposal of the same departments shows."""

from coordination import archive, documents
from coordination.milestone import Deliverable, Milestone
from coordination.project import Project
from huizhi.sample import prelude, steps
from huizhi.sample.company import Company, back, iso
from huizhi.sample.prelude import Charter

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
    charter = _charter(company)
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


def _charter(company: Company) -> Charter:
    unit, who = company.unit, company.who
    return Charter(
        background="官网打开慢，手机上无法使用，客服每天接到约 30 个查询类来电。",
        core_goals="官网全面改版，支持手机浏览，常见问题可以自助查询。",
        expected_results="首页打开时间缩短到 1.5 秒以内，查询类来电减少一半。",
        starts=iso(-118),
        ends=iso(-70),
        departments={"信息部": "开发与迁移", "客服部": "常见问题内容"},
        authority="项目经理协调两个部门，召集会议，跟踪待办，必要时提请决策层裁定。",
        goals=steps.rows({"goal": "加快首页打开速度", "metric": "打开时间", "target": "1.5 秒以内", "by": iso(-76)}),
        milestones=steps.rows({"name": "电脑端上线", "due": iso(-90)}, {"name": "移动端上线", "due": iso(-80)}),
        escalation="部门间达不成一致的，一个工作日内提请决策层裁定。",
        duties=steps.rows(
            {
                "department": unit("信息部"),
                "head": who("huangbo"),
                "duties": "开发与迁移",
                "deliverable": "新官网",
                "due": iso(-80),
            },
            {
                "department": unit("客服部"),
                "head": who("linxia"),
                "duties": "常见问题",
                "deliverable": "常见问题 120 条",
                "due": iso(-95),
            },
        ),
        occasions=steps.rows(
            {
                "occasion": "sync",
                "way": "mail",
                "people": "全体成员",
                "rhythm": "每周一",
                "topics": "进展",
                "output": "周报",
                "owner": who("xumin"),
            }
        ),
        resources=steps.rows({"department": unit("信息部"), "kind": "people", "what": "前端 2 人、后端 1 人"}),
        deliverables=steps.rows(
            {"department": unit("信息部"), "deliverable": "内容迁移清单", "due": iso(-92), "quality": "逐页核对"}
        ),
    )
