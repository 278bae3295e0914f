"""The people of the sample company, and when something was there: so many working days ago."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import Context
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Self
from zoneinfo import ZoneInfo

from coordination import clock, event
from coordination.person import Department, Person
from coordination.rules import rules

DOMAIN = "corp.example"
MANAGER = f"chenjing@{DOMAIN}"

DEPARTMENTS = ("项目管理部", "研发部", "市场部", "财务部", "采购部", "总经理办公室", "销售部", "信息部", "客服部")

# Mailbox, name, department, language, time zone.
PEOPLE = (
    ("zhangwei", "张伟", "研发部", "zh", ""),
    ("wangfang", "王芳", "市场部", "zh", ""),
    ("lina", "李娜", "财务部", "zh", ""),
    ("chenjie", "陈杰", "采购部", "zh", ""),
    ("liu", "刘总", "总经理办公室", "zh", ""),
    ("sofia.rossi", "Sofia Rossi", "研发部", "en", ""),
    ("zhaolei", "赵磊", "研发部", "zh", ""),
    ("zhouting", "周婷", "市场部", "zh", ""),
    ("maqiang", "马强", "采购部", "zh", ""),
    ("sunyue", "孙悦", "销售部", "zh", ""),
    ("gaofei", "高飞", "销售部", "zh", ""),
    ("huangbo", "黄波", "信息部", "zh", ""),
    ("xumin", "徐敏", "信息部", "zh", ""),
    ("linxia", "林霞", "客服部", "zh", ""),
    ("anna.schmidt", "Anna Schmidt", "客服部", "en", "Europe/Berlin"),
    ("zhaomin", "赵敏", "项目管理部", "zh", ""),
)


@dataclass(frozen=True)
class Company:
    """`people` by mailbox, `departments` by name; `manager` is 陈静."""

    manager: Person
    people: dict[str, Person]
    departments: dict[str, Department]

    @classmethod
    def found(cls, password: str) -> Self:
        """陈静 manages the projects, administers, and logs in with `password`."""
        departments = {name: Department.add(name, by=None) for name in DEPARTMENTS}
        manager = Person.add("陈静", [MANAGER], by=None, administrator=True, department=departments["项目管理部"])
        manager.set_password(password, by=None)
        people = {box: Person.add(name, [f"{box}@{DOMAIN}"], by=None, language=language,
                                  department=departments[department], time_zone=zone or rules().time_zone)
                  for box, name, department, language, zone in PEOPLE}
        return cls(manager, people | {"chenjing": manager}, departments)

    def who(self, box: str) -> str:
        """A person as a cell of a paper keeps one."""
        return str(self.people[box].id)

    def unit(self, name: str) -> str:
        """A department as a cell of a paper keeps one."""
        return str(self.departments[name].id)


def day(working_days: int) -> date:
    """The local date so many working days from today; before today where negative."""
    # In a context of its own, so that it is counted from today inside `back` as well.
    today, calendar = Context().run(clock.today, rules().time_zone), rules().calendar
    if working_days < 0:
        return calendar.working_days_before(today, -working_days)
    return calendar.add_working_days(today, working_days)


def iso(working_days: int) -> str:
    """`day` as a cell of a paper keeps it."""
    return day(working_days).isoformat()


def moment(working_days_ago: int, at: str) -> datetime:
    """The instant of that day at a local time such as "9:30"."""
    hour, minute = map(int, at.split(":"))
    return datetime.combine(day(-working_days_ago), time(hour, minute), ZoneInfo(rules().time_zone))


@contextmanager
def back(working_days_ago: int, at: str = "9:30", channel: str = "page") -> Iterator[None]:
    """What happens in the block happened then, by this channel."""
    with clock.as_of(moment(working_days_ago, at)), event.acting(channel=channel):
        yield
