"""Phase 1 in the sample: a proposal with the decision layer, who have not answered yet."""

from coordination.letter import Letter
from huizhi.sample import prelude, steps
from huizhi.sample.company import Company, iso
from huizhi.sample.prelude import Charter

TEAM = {"liu": "decision_layer", "linxia": "head", "huangbo": "head", "zhaolei": "head", "xumin": "liaison"}


def begin(company: Company) -> list[Letter]:
    """智能客服平台; returns the letter that waits for an answer."""
    project = steps.start(company, "智能客服平台", "ZNKF", "客服部", TEAM, ago=3)
    proposal = steps.circulate(company, project, "proposal", prelude.proposal(company, _charter()), ago=1, at="15:40")
    return list(Letter.select().where(Letter.paper_version == proposal.paper.latest))


def _charter() -> Charter:
    return Charter(
        background="去年客服热线接听率 82%，旺季平均等待 6 分钟；六成来电是常见问题，可由机器人解答。",
        core_goals="1. 常见问题由智能客服自动解答\n2. 人工坐席只处理复杂问题\n3. 电话、网页、微信三个渠道共用知识库",
        expected_results="接听率提高到 95%，平均等待缩短到 1 分钟以内，每年节约外包坐席费用约 80 万元。",
        starts=iso(6),
        ends=iso(90),
        departments={
            "客服部": "整理知识库，培训坐席",
            "信息部": "系统选型、接口开发与上线",
            "研发部": "提供产品资料接口",
        },
        authority="",
        goals=[],
        milestones=[],
        escalation="",
        duties=[],
    )
