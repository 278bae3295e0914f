"""Phase 4 in the sample: issues in every state, one with a ruling, one whose solution is being agreed to."""

from datetime import timedelta

from coordination import clock, closing, documents, event, resolution, workshop
from coordination.issue import Issue
from coordination.letter import Letter
from coordination.minutes import Minutes
from coordination.project import Project
from huizhi.sample import prelude, steps
from huizhi.sample.company import Company, back, day, iso, moment

TEAM = {
    "liu": "decision_layer",
    "huangbo": "head",
    "lina": "head",
    "sunyue": "head",
    "maqiang": "head",
    "xumin": "liaison",
    "gaofei": "liaison",
    "chenjie": "member",
}


def begin(company: Company) -> list[Letter]:
    """ERP 系统升级; returns the letters that wait for an answer."""
    project = steps.start(company, "ERP 系统升级", "ERP", "信息部", TEAM, ago=43)
    charter = prelude.charter(company, "issues")
    project = prelude.kick_off(company, project, charter, ago=42)
    project = prelude.plan(company, project, charter, ago=36)
    _closed(company, project)
    _dismissed(company, project)
    _ruled(company, project)
    to_be_confirmed = _solved(company, project)
    to_be_agreed = _being_agreed(company, project)
    _just_raised(company, project)
    return [*to_be_confirmed, *to_be_agreed]


def _closed(company: Company, project: Project) -> None:
    """From the mail that raised it to the raiser's word that it is solved."""
    issue = _raised(
        company,
        project,
        "gaofei",
        "旧系统导出的客户编码有 3,200 条重复，订单无法迁移",
        "销售订单迁移停滞，影响里程碑“数据迁移完成”",
        "由信息部统一清洗，销售部核对",
        ("信息部", "销售部"),
        ago=20,
    )
    _workshop(
        company,
        issue,
        [("重复客户编码", "重复来自两个大区各自编码。", "以税号为准合并，销售部逐条核对金额前 200 名。")],
        ago=19,
    )
    _solution(
        company,
        issue,
        "以税号为主键合并客户编码，重点客户人工核对。",
        [("编写合并脚本并试跑", "信息部", "xumin", -14), ("核对金额前 200 名客户", "销售部", "gaofei", -12)],
        ago=18,
    )
    steps.report(company.people["xumin"], project, "done", ago=14)
    steps.report(company.people["gaofei"], project, "done", ago=12)
    with back(11, "9:20"):
        closing.ask_raiser(Issue.get_by_id(issue.id), by=company.manager)
    with back(11, "13:45", channel="mail"):
        steps.say(closing.asked(issue, by=issue.raiser), "approve")


def _dismissed(company: Company, project: Project) -> None:
    issue = _raised(company, project, "chenjie", "希望新系统增加车辆管理", "", "", ("采购部",), ago=15)
    with back(14, "9:40"):
        issue.dismiss(by=company.manager, reason="不在本项目范围内，已转给信息部列入明年计划。")


def _ruled(company: Company, project: Project) -> None:
    """Two departments cannot agree: positions, a dossier with options, and the decision layer's word."""
    issue = _raised(
        company,
        project,
        "maqiang",
        "上线日期与年终盘点冲突",
        "盘点期间无法停机切换，仓库和财务同时受影响",
        "推迟到盘点之后上线",
        ("信息部", "财务部", "采购部"),
        ago=12,
    )
    _workshop(
        company,
        issue,
        [("上线日期", "信息部坚持原定日期，财务部和采购部要求推迟到盘点之后。", "未达成一致，提请决策层裁决。")],
        ago=11,
    )
    steps.request_and_provide(
        company,
        project,
        "position",
        issue,
        {
            "huangbo": {"position": "按原定日期上线", "reasons": "供应商实施队伍下月撤场，推迟要多付 18 万元。"},
            "lina": {"position": "盘点之后上线", "reasons": "盘点期间切换，年终结账无法保证。"},
            "maqiang": {"position": "盘点之后上线", "reasons": "仓库盘点人手不足，无法同时培训。"},
        },
        ago=10,
    )
    with back(9, "10:00"):
        dossier = documents.begin_about(issue, "escalation", by=company.manager)
        dossier.write(
            {
                **dossier.paper.values,
                "question": "ERP 系统何时切换上线？",
                "options": steps.rows(
                    {"text": "按原定日期上线，盘点改为分仓进行", "effect": "无追加费用；盘点多用两天"},
                    {"text": "推迟到年终盘点之后上线", "effect": "追加实施费 18 万元；里程碑顺延四周"},
                    {"text": "财务模块按期，仓库模块盘点后上线", "effect": "追加实施费 6 万元；两个模块并行四周"},
                ),
            },
            by=company.manager,
            editor="sample",
            revision=dossier.paper.revision,
        )
        dossier.circulate(by=company.manager)
    with back(8, "16:10", channel="mail"):
        ask = next(ask for ask in dossier.answers() if ask.kind == "decide")
        steps.say(ask, "approve", option="C")
    ruling = documents.about(issue, "ruling")
    steps.answer(ruling, ago=7)
    issue = Issue.get_by_id(issue.id)
    with back(7, "11:00"):
        resolution.add_measure(
            issue, "与供应商签订分批上线补充协议", company.people["maqiang"], day(3), by=company.manager
        )
        resolution.add_measure(issue, "制定财务模块切换方案", company.people["xumin"], day(6), by=company.manager)


def _solved(company: Company, project: Project) -> list[Letter]:
    """Done, and whoever raised it has not said yet whether they are content."""
    issue = _raised(
        company, project, "xumin", "测试服务器磁盘空间不足", "压力测试无法进行", "扩容 2 TB", ("信息部",), ago=6
    )
    with back(6, "14:00"):
        issue.grade("minor", by=company.manager)
        resolution.add_measure(issue, "扩容测试服务器磁盘", company.people["huangbo"], day(-2), by=company.manager)
        measure = issue.measures[0]
    with back(3, "10:30", channel="phone"):
        measure.action.report("done", by=company.manager)
    with back(1, "10:00"):
        closing.ask_raiser(Issue.get_by_id(issue.id), by=company.manager)
    return list(
        Letter.select().where((Letter.person == issue.raiser) & Letter.cause.startswith(f"closing:issue:{issue.id}:"))
    )


def _being_agreed(company: Company, project: Project) -> list[Letter]:
    issue = _raised(
        company,
        project,
        "gaofei",
        "新系统的信用额度规则与现行合同不一致",
        "约 40 家经销商的订单会被系统拦截",
        "上线前统一规则",
        ("销售部", "财务部", "信息部"),
        ago=4,
    )
    _workshop(
        company,
        issue,
        [("信用额度规则", "系统按单笔订单控制，合同按季度累计控制。", "以合同为准，系统改为按季度累计。")],
        ago=3,
    )
    with back(1, "14:30"):
        solution = documents.begin_about(issue, "solution", by=company.manager)
        _write_measures(
            company,
            solution,
            "系统改为按季度累计控制信用额度，上线前逐家核对。",
            [
                ("修改额度控制参数并测试", "信息部", "xumin", 5),
                ("逐家核对 40 家经销商额度", "销售部", "gaofei", 7),
                ("确认超额审批权限", "财务部", "lina", 4),
            ],
        )
        version = solution.circulate(by=company.manager)
    steps.answer(solution, ago=1, at="15:10", but=("孙悦", "李娜"))
    people = [company.people["sunyue"], company.people["lina"]]
    return list(Letter.select().where((Letter.paper_version == version) & Letter.person.in_(people)))


def _just_raised(company: Company, project: Project) -> None:
    """Two hours ago, so that its clock runs whenever the newcomer looks."""
    with clock.as_of(clock.now() - timedelta(hours=2)), event.acting(channel="mail"):
        _raise(
            company,
            project,
            "chenjie",
            "供应商主数据缺少 300 家的开户行信息",
            "付款模块无法联调",
            "财务部提供开户行清单",
            ("采购部", "财务部"),
        )


def _raised(company: Company, project: Project, *about: object, ago: int) -> Issue:
    with back(ago, "10:30", channel="mail"):
        return _raise(company, project, *about)


def _raise(
    company: Company, project: Project, raiser: str, what: str, impact: str, wish: str, departments: tuple[str, ...]
) -> Issue:
    return Issue.raise_one(
        project,
        what,
        by=company.people[raiser],
        impact=impact,
        wish=wish,
        departments=[company.departments[name].id for name in departments],
    )


def _workshop(company: Company, issue: Issue, topics: list[tuple[str, str, str]], *, ago: int) -> None:
    """Convened the evening before, held in the morning."""
    with back(ago + 1, "17:00"):
        issue.grade("cross", by=company.manager)
        minutes = workshop.convene(
            issue,
            by=company.manager,
            title=workshop.title(issue),
            starts_at=moment(ago, "10:00"),
            ends_at=moment(ago, "11:00"),
            place="二楼小会议室",
        )
    steps.finish(company, Minutes.find(minutes.meeting.id, by=company.manager), topics, ago=ago)


def _solution(
    company: Company, issue: Issue, text: str, measures: list[tuple[str, str, str, int]], *, ago: int
) -> None:
    with back(ago, "9:30"):
        solution = documents.begin_about(Issue.get_by_id(issue.id), "solution", by=company.manager)
        _write_measures(company, solution, text, measures)
        solution.circulate(by=company.manager)
    steps.answer(solution, ago=ago)


def _write_measures(
    company: Company, solution: documents.Document, text: str, measures: list[tuple[str, str, str, int]]
) -> None:
    rows = steps.rows(
        *(
            {"what": what, "department": company.unit(unit), "owner": company.who(box), "due": iso(due)}
            for what, unit, box, due in measures
        )
    )
    solution.write(
        {"solution": text, "measures": rows}, by=company.manager, editor="sample", revision=solution.paper.revision
    )
