"""A company to try Huizhi out with: people, a project, and a meeting just held, ready to be circulated."""

from datetime import date, datetime, timedelta

from coordination import clock
from coordination.database import transaction
from coordination.draft import Draft, LineDraft, TopicDraft
from coordination.minutes import Minutes
from coordination.person import Department, Person
from coordination.project import Project
from coordination.rules import rules

DOMAIN = "corp.example"
MANAGER = f"chenjing@{DOMAIN}"

DEPARTMENTS = ("项目管理部", "研发部", "市场部", "财务部", "采购部", "总经理办公室")

# Mailbox, name, department, role in the project, language, state of attendance.
STAFF = (
    ("zhangwei", "张伟", "研发部", "member", "zh", "present"),
    ("wangfang", "王芳", "市场部", "member", "zh", "late"),
    ("lina", "李娜", "财务部", "head", "zh", "present"),
    ("chenjie", "陈杰", "采购部", "liaison", "zh", "present"),
    ("liu", "刘总", "总经理办公室", "decision_layer", "zh", "excused"),
    ("sofia.rossi", "Sofia Rossi", "研发部", "member", "en", "present"),
)

TOPICS = (
    ("登录功能进度", "用户登录功能的测试已完成八成，剩余的是短信验证码。", "按计划完成，不调整上线日期。"),
    ("样机到货", "显示屏供应商提出交期可能推迟三天，采购部正在确认。",
     "本周内书面确认交期，同时联系备选供应商。"),
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


def exists() -> bool:
    """Whether anybody is in the database already, sample or not."""
    return Person.select().exists()


def create(password: str) -> None:
    """Write the whole sample; 陈静 manages the project, administers, and logs in with `password`."""
    with transaction():
        departments = {name: Department.add(name, by=None) for name in DEPARTMENTS}
        manager = Person.add("陈静", [MANAGER], by=None, administrator=True,
                             department=departments["项目管理部"])
        manager.set_password(password, by=None)
        project = Project.start("新品上线", "XPSX", by=manager, lead_department=departments["研发部"])
        staff = {box: _join(project, manager, departments, box, name, department, role, language)
                 for box, name, department, role, language, _attendance in STAFF}
        _hold_meeting(project, manager, staff)


def _join(project: Project, manager: Person, departments: dict[str, Department], box: str, name: str,
          department: str, role: str, language: str) -> Person:
    person = Person.add(name, [f"{box}@{DOMAIN}"], by=None, language=language,
                        department=departments[department])
    project.add_member(person, role, by=manager)
    return person


def _hold_meeting(project: Project, manager: Person, staff: dict[str, Person]) -> None:
    began = _held_just_now()
    head = {"title": "周例会", "kind": "weekly", "starts_at": began, "ends_at": began + timedelta(hours=1),
            "place": "三楼会议室"}
    minutes = Minutes.begin(project, by=manager, series="周例会", **head)
    attendance = {staff[box].id: state for box, *_person, state in STAFF} | {manager.id: "present"}
    topics = tuple(TopicDraft(f"t{n}", *topic) for n, topic in enumerate(TOPICS, 1))
    lines = tuple(LineDraft(f"a{n}", what, staff[box].id, _due(days))
                  for n, (what, box, days) in enumerate(ITEMS, 1))
    draft = Draft(**head, minute_taker_id=manager.id, attendance=attendance, topics=topics, lines=lines)
    minutes.write(draft, by=manager, editor="sample", revision=0)


def _held_just_now() -> datetime:
    """The start of an hour that ended less than an hour ago: the clock of its minutes has just begun."""
    return clock.now().replace(minute=0, second=0, microsecond=0) - timedelta(hours=1)


def _due(working_days: int) -> date:
    return rules().calendar.add_working_days(clock.today(rules().time_zone), working_days)
