"""Phase 3 in the sample: the project of the first steps, with a meeting just held whose minutes are ready."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from coordination import clock, early_warning
from coordination.ask import Ask
from coordination.draft import Draft, LineDraft, TopicDraft
from coordination.issue import Issue
from coordination.milestone import Deliverable, Milestone
from coordination.minutes import Minutes
from coordination.project import Project
from coordination.rules import rules
from huizhi.sample import prelude, steps
from huizhi.sample.company import Company, back, day

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

# Mailbox, role in the project, state of attendance.
TEAM = (
    ("zhangwei", "member", "present"),
    ("wangfang", "member", "late"),
    ("lina", "head", "present"),
    ("chenjie", "liaison", "present"),
    ("liu", "decision_layer", "excused"),
    ("sofia.rossi", "member", "present"),
    ("zhaolei", "head", "present"),
    ("zhouting", "head", "excused"),
    ("maqiang", "head", "present"),
)

TOPICS = (
    ("登录功能进度", "用户登录功能的测试已完成八成，剩余的是短信验证码。", "按计划完成，不调整上线日期。"),
    ("样机到货", "显示屏供应商提出交期可能推迟三天，采购部正在确认。", "本周内书面确认交期，同时联系备选供应商。"),
    ("市场预热", "推广物料清单待补充英文版本。", "市场部整理清单，Sofia Rossi 审校英文文案。"),
)

# What, whose, and in how many working days it is due.
ITEMS = (
    ("完成用户登录功能测试", "zhangwei", 3),
    ("准备测试账号", "zhangwei", 4),
    ("提交推广物料清单", "wangfang", 3),
    ("确认首批采购预算", "lina", 5),
    ("确认显示屏供应商交期", "chenjie", 2),
    ("审校英文推广文案", "sofia.rossi", 6),
)


def begin(company: Company) -> None:
    """新品上线: goals and plans agreed, one meeting behind it, two issues, and the draft of today's minutes."""
    project = steps.start(company, "新品上线", "XPSX", "研发部", {box: role for box, role, _state in TEAM}, ago=28)
    charter = prelude.charter(company, "launch")
    charter.occasions[0]["rhythm"] = _rhythm()
    project = prelude.kick_off(company, project, charter, ago=27)
    project = prelude.plan(company, project, charter, ago=21)
    _last_meeting(company, project)
    _promises(company, project)
    _issues(company, project)
    _todays_meeting(company, project)


def _last_meeting(company: Company, project: Project) -> None:
    steps.hold(
        company,
        project,
        "周例会",
        "weekly",
        [
            ("需求评审", "需求评审已通过，遗留两条意见本周关闭。", "按评审稿开发。"),
            ("市场预热", "预热方案初稿完成，预算待财务部确认。", "预热分两批投放。"),
        ],
        [("关闭需求评审遗留意见", "zhangwei", -2), ("提交市场预热预算", "wangfang", -2)],
        ago=6,
        series="周例会",
        missing={"liu": "excused"},
    )
    steps.report(company.people["zhangwei"], project, "done", ago=3)
    steps.report(company.people["wangfang"], project, "done", ago=2, at="10:40")


def _promises(company: Company, project: Project) -> None:
    """Two things are there; the display is late, as its owner has said in answer to the early warning."""
    with back(8, "11:00"):
        Milestone.get((Milestone.project == project) & (Milestone.name == "需求评审完成")).reach(by=company.manager)
        Deliverable.get((Deliverable.project == project) & (Deliverable.name == "《功能需求文档》")).reach(
            by=company.manager
        )
    display = Deliverable.get((Deliverable.project == project) & (Deliverable.name == "样机显示屏 50 套"))
    with back(2, "9:05"):
        early_warning.warn(display)
    with back(2, "11:20", channel="mail"):
        asked = Ask.get((Ask.kind == "warn") & (Ask.subject == "deliverable") & (Ask.subject_id == display.id))
        steps.say(asked, "late", due=day(2), reason="因供应链问题，显示屏到货延迟 3 天")


def _issues(company: Company, project: Project) -> None:
    with back(9, "10:15", channel="mail"):
        minor = Issue.raise_one(
            project,
            "测试环境的短信额度已用完",
            by=company.people["zhangwei"],
            impact="登录功能测试暂停",
            wish="本周内续费",
        )
    with back(9, "11:00"):
        minor.grade("minor", by=company.manager)
    with back(8, "15:30"):
        minor.settle_minor("研发部已续费一年，额度提高到每月 2 万条。", by=company.manager)


def _todays_meeting(company: Company, project: Project) -> None:
    began = _held_just_now()
    head = {
        "title": "周例会",
        "kind": "weekly",
        "starts_at": began,
        "ends_at": began + timedelta(hours=1),
        "place": "三楼会议室",
    }
    minutes = Minutes.begin(project, by=company.manager, series="周例会", **head)
    attendance = {company.people[box].id: state for box, _role, state in TEAM} | {company.manager.id: "present"}
    topics = tuple(TopicDraft(f"t{n}", *topic) for n, topic in enumerate(TOPICS, 1))
    lines = tuple(
        LineDraft(f"a{n}", what, company.people[box].id, day(due)) for n, (what, box, due) in enumerate(ITEMS, 1)
    )
    draft = Draft(**head, minute_taker_id=company.manager.id, attendance=attendance, topics=topics, lines=lines)
    minutes.write(draft, by=company.manager, editor="sample", revision=minutes.meeting.revision)


def _held_just_now() -> datetime:
    """The start of an hour that ended less than an hour ago: the clock of its minutes has just begun."""
    return clock.now().replace(minute=0, second=0, microsecond=0) - timedelta(hours=1)


def _rhythm() -> str:
    """That of today's meeting, so that the next one is a week away; on a day off that of the last working day."""
    began = _held_just_now().astimezone(ZoneInfo(rules().time_zone))
    day = rules().calendar.last_working_day(began.date())
    return f"weekly {WEEKDAYS[day.weekday()]} {began:%H}:00"
