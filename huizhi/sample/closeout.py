"""Phase 5 in the sample: an acceptance report that half of the heads have signed, a retrospective being collected."""

from coordination import documents
from coordination.letter import Letter
from coordination.milestone import Deliverable, Milestone
from coordination.project import Project
from huizhi.sample import prelude, steps
from huizhi.sample.company import Company, back, iso
from huizhi.sample.prelude import Charter

TEAM = {
    "liu": "decision_layer",
    "sunyue": "head",
    "zhouting": "head",
    "lina": "head",
    "linxia": "head",
    "gaofei": "liaison",
    "wangfang": "member",
    "zhaomin": "pmo",
}

LOOKING_BACK = {
    "gaofei": {
        "communication": "周例会准时，纪要当天就能收到。",
        "pains": "前两周区域与总部的联系人不清楚。",
        "causes": "目标都已达到。",
        "lessons": "经销商培训先录视频，再现场答疑。",
    },
    "wangfang": {
        "communication": "邮件回复即可，不用再填表。",
        "pains": "物料确认来回了三次。",
        "causes": "首月签约少两家，是因为当地展会延期。",
        "lessons": "物料清单一次列全，附样张。",
    },
    "linxia": {
        "communication": "问题当天有人牵头。",
        "pains": "客服排班通知太晚。",
        "causes": "无。",
        "lessons": "提前两周通知排班。",
    },
}


def begin(company: Company) -> list[Letter]:
    """华南渠道拓展; returns the letters to the heads who have not signed yet."""
    project = steps.start(company, "华南渠道拓展", "HNQD", "销售部", TEAM, ago=65)
    charter = _charter(company)
    project = prelude.kick_off(company, project, charter, ago=64)
    project = prelude.plan(company, project, charter, ago=58)
    _carried_out(company, project)
    steps.request_and_provide(company, project, "retrospective", project, LOOKING_BACK, ago=2)
    return _being_signed(company, project)


def _carried_out(company: Company, project: Project) -> None:
    steps.hold(
        company,
        project,
        "项目月会",
        "other",
        [
            ("签约进度", "广州、深圳、东莞各签约 6、5、3 家。", "佛山由高飞跟进，月底前签约 2 家。"),
        ],
        [("签约佛山经销商 2 家", "gaofei", -20), ("寄送门店物料", "wangfang", -22)],
        ago=35,
    )
    for box in ("gaofei", "wangfang"):
        steps.report(company.people[box], project, "done", ago=21)
    with back(8, "16:30"):
        for kind in (Milestone, Deliverable):
            for promise in kind.select().where(kind.project == project):
                promise.reach(by=company.manager)
    for name in ("execution", "issues"):
        steps.close(company, project, name, ago=6)


def _being_signed(company: Company, project: Project) -> list[Letter]:
    """One head signed by mail, one on paper."""
    with back(1, "9:30"):
        report = documents.begin("acceptance", project, by=company.manager)
        offered = report.paper.values
        actual = ("签约 16 家", "首季销售额 820 万元")
        goals = [
            {**row, "actual": text, "result": result}
            for row, text, result in zip(offered["goals"], actual, ("partly", "met"), strict=True)
        ]
        report.write(
            {
                "goals": goals,
                "deliverables": [{**row, "actual": "已交付"} for row in offered["deliverables"]],
                "conclusion": "项目达到预期目标，签约数差两家，由销售部在下季度补足。",
            },
            by=company.manager,
            editor="sample",
            revision=report.paper.revision,
        )
        version = report.circulate(by=company.manager)
    steps.answer(report, ago=1, at="11:00", but=("李娜", "林霞", "周婷"))
    with back(1, "15:20"):
        by_hand = next(ask for ask in report.answers() if ask.kind == "sign" and ask.person.name == "周婷")
        documents.note(by_hand, "approve", by=company.manager, channel="paper")
    people = [company.people["lina"], company.people["linxia"]]
    return list(Letter.select().where((Letter.paper_version == version) & Letter.person.in_(people)))


def _charter(company: Company) -> Charter:
    unit, who = company.unit, company.who
    return Charter(
        background="华南地区销售额占比不足 8%，主要城市没有经销商。",
        core_goals="一个季度内在华南四市建立经销网络。",
        expected_results="签约经销商 18 家，首季销售额 800 万元。",
        starts=iso(-63),
        ends=iso(1),
        departments={
            "销售部": "经销商签约",
            "市场部": "门店物料与推广",
            "财务部": "账期与返利",
            "客服部": "经销商支持",
        },
        authority="项目经理协调四个部门，召集会议，跟踪待办，必要时提请决策层裁定。",
        goals=steps.rows(
            {"goal": "签约经销商", "metric": "签约数", "target": "18 家", "by": iso(-10)},
            {"goal": "首季销售额", "metric": "销售额", "target": "800 万元", "by": iso(-5)},
        ),
        milestones=steps.rows({"name": "首批签约", "due": iso(-40)}, {"name": "四市覆盖", "due": iso(-10)}),
        escalation="部门间达不成一致的，一个工作日内提请决策层裁定。",
        duties=steps.rows(
            {
                "department": unit("销售部"),
                "head": who("sunyue"),
                "duties": "经销商签约",
                "deliverable": "经销合同",
                "due": iso(-12),
            },
            {
                "department": unit("市场部"),
                "head": who("zhouting"),
                "duties": "门店物料",
                "deliverable": "门店物料",
                "due": iso(-20),
            },
            {
                "department": unit("财务部"),
                "head": who("lina"),
                "duties": "账期与返利",
                "deliverable": "返利办法",
                "due": iso(-45),
            },
            {
                "department": unit("客服部"),
                "head": who("linxia"),
                "duties": "经销商支持",
                "deliverable": "服务热线",
                "due": iso(-30),
            },
        ),
        occasions=steps.rows(
            {
                "occasion": "sync",
                "way": "mail",
                "people": "全体成员",
                "rhythm": "每周五",
                "topics": "签约进度",
                "output": "周报",
                "owner": who("gaofei"),
            }
        ),
        resources=steps.rows({"department": unit("市场部"), "kind": "budget", "what": "门店物料 45 万元"}),
        deliverables=steps.rows(
            {"department": unit("销售部"), "deliverable": "经销商名录", "due": iso(-11), "quality": "资质齐全"}
        ),
    )
