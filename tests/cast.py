"""The fixed cast: the people, the project and the meeting that tests play with, in a fresh database each."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from coordination import database as db
from coordination import rules, schema
from coordination.draft import Draft, LineDraft, TopicDraft
from coordination.minutes import Minutes
from coordination.person import Department, Person
from coordination.project import Project

MEETING_BEGAN = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
MEETING_ENDED = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
CIRCULATED = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Cast:
    """陈静 is PM, 刘总 the decision layer, Sofia Rossi reads English; the stranger is nobody we know."""

    chenjing: Person
    zhangwei: Person
    wangfang: Person
    lina: Person
    chenjie: Person
    liu: Person
    sofia: Person
    administrator: Person
    project: Project
    stranger: str = "stranger@elsewhere.example"


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with tables and no rows, to be copied."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    db.connect(f"sqlite:///{path}")
    schema.migrate()
    db.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    db.database.close()
    return path


@pytest.fixture
def database(empty_database: Path, tmp_path: Path) -> Iterator[Path]:
    """A fresh SQLite database to which the records are bound; the path of its file."""
    path = tmp_path / "huizhi.db"
    shutil.copy(empty_database, path)
    db.connect(f"sqlite:///{path}")
    rules.follow(rules.Rules(mail_domain="corp.example"))
    yield path
    db.database.close()
    rules.follow(rules.Rules())


@pytest.fixture(scope="session")
def peopled_database(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the cast in it, to be copied."""
    path = tmp_path_factory.mktemp("template") / "peopled.db"
    shutil.copy(empty_database, path)
    db.connect(f"sqlite:///{path}")
    people()
    db.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    db.database.close()
    return path


@pytest.fixture
def cast(peopled_database: Path, database: Path) -> Cast:
    """The cast in a fresh database; the file is put in place before anything has opened it."""
    shutil.copy(peopled_database, database)
    return assembled()


@pytest.fixture
def minutes(cast: Cast) -> Minutes:
    """A draft of the weekly meeting's minutes of 2 March 2026, with one item for 王芳 and two for 张伟."""
    return weekly(cast)


@pytest.fixture
def circulated(minutes: Minutes, cast: Cast) -> Minutes:
    """The same minutes, circulated."""
    minutes.circulate(by=cast.chenjing)
    return minutes


def assembled() -> Cast:
    """The cast as the database has it."""
    people = {person.primary_address.partition("@")[0]: person for person in Person.select()}
    people["administrator"] = people.pop("admin")
    return Cast(project=Project.get(), **people)


def people() -> Cast:
    """Write the cast into the database that the records are bound to."""
    company = {name: Department.add(name, by=None)
               for name in ("项目管理部", "研发部", "市场部", "财务部", "采购部", "总经理办公室", "Engineering")}
    chenjing = Person.add("陈静", ["chenjing@corp.example"], by=None, department=company["项目管理部"])
    chenjing.set_password("correct horse", by=None)
    staff = {"zhangwei": ("张伟", "研发部", "zh", "member"), "wangfang": ("王芳", "市场部", "zh", "member"),
             "lina": ("李娜", "财务部", "zh", "head"), "chenjie": ("陈杰", "采购部", "zh", "liaison"),
             "liu": ("刘总", "总经理办公室", "zh", "decision_layer"), "sofia": ("Sofia Rossi", "Engineering", "en", "member")}
    project = Project.start("新品上线", "NPL", by=chenjing)
    people = {}
    for key, (name, department, language, role) in staff.items():
        people[key] = Person.add(name, [f"{key}@corp.example"], by=None, department=company[department],
                                 language=language)
        project.add_member(people[key], role, by=chenjing)
    administrator = Person.add("管理员", ["admin@corp.example"], by=None, administrator=True)
    administrator.set_password("battery staple", by=None)
    return Cast(chenjing=chenjing, project=project, administrator=administrator, **people)


def weekly(cast: Cast) -> Minutes:
    """Draft the weekly meeting's minutes."""
    minutes = Minutes.begin(cast.project, by=cast.chenjing, title="周例会", kind="weekly", starts_at=MEETING_BEGAN,
                            ends_at=MEETING_ENDED, place="301 会议室", series="周例会")
    minutes.write(draft(cast), by=cast.chenjing, editor="page", revision=0)
    return minutes


def draft(cast: Cast, **changed: object) -> Draft:
    """What 陈静 has typed; `changed` replaces fields of it."""
    typed = {
        "title": "周例会", "kind": "weekly", "starts_at": MEETING_BEGAN, "ends_at": MEETING_ENDED, "place": "301 会议室",
        "minute_taker_id": cast.chenjing.id,
        "attendance": {cast.chenjing.id: "present", cast.zhangwei.id: "present", cast.wangfang.id: "late",
                       cast.lina.id: "excused"},
        "topics": (TopicDraft("t1", "登录功能进度", "研发反馈测试已完成八成。", "按计划 3 月 5 日完成测试。"),),
        "lines": (LineDraft("a1", "提交推广物料清单", cast.wangfang.id, date(2026, 3, 6)),
                  LineDraft("a2", "完成用户登录功能测试", cast.zhangwei.id, date(2026, 3, 5)),
                  LineDraft("a3", "准备测试账号", cast.zhangwei.id, date(2026, 3, 6))),
    }
    return Draft(**{**typed, **changed})
