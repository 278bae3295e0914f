"""Phase 5 in the sample: an acceptance report that half of the heads have signed, a retrospective being collected."""

from coordination import documents
from coordination.letter import Letter
from coordination.milestone import Deliverable, Milestone
from coordination.project import Project
from huizhi.sample import prelude, steps
from huizhi.sample.company import Company, back

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
    charter = prelude.charter(company, "closeout")
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
