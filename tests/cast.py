"""The fixed cast: the people, the project and the meeting that tests play with, in a fresh database each."""

import shutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import TypeVar

import pytest
import time_machine

from coordination import clock, rules, schema
from coordination import database as db
from coordination.draft import Draft, LineDraft, TopicDraft
from coordination.language import current_language
from coordination.meeting import Meeting
from coordination.minutes import Minutes
from coordination.person import Department, Person
from coordination.project import Project

MEETING_BEGAN = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
MEETING_ENDED = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
CIRCULATED = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
RULES = rules.Rules(mail_domain="corp.example")
T = TypeVar("T")


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


@pytest.fixture(scope="session", autouse=True)
def hasty_commits() -> Iterator[None]:
    """Nobody needs these rows after a power cut. Processes that tests start and kill keep the real setting."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(db.PRAGMAS, "synchronous", "off")
        yield


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with tables and no rows, to be copied."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    db.connect(f"sqlite:///{path}")
    schema.migrate()
    db.database.close()  # SQLite leaves the journal alone on a connection that dropped a column
    # Small pages, of which most tables need one: less to copy.
    for step in ("PRAGMA journal_mode = delete", "PRAGMA page_size = 1024", "VACUUM", "PRAGMA journal_mode = wal"):
        db.database.execute_sql(step)
    close_whole()
    return path


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One after the other; for each `tmp_path`, pytest looks through all that were made before."""
    place = tmp_path_factory.mktemp("databases")
    return (place / str(n) for n in count())


@pytest.fixture
def database(empty_database: Path, folders: Iterator[Path]) -> Iterator[Path]:
    """A fresh SQLite database to which the records are bound; the path of its file, alone in its folder."""
    path = next(folders) / "huizhi.db"
    path.parent.mkdir()
    shutil.copyfile(empty_database, path)
    db.connect(f"sqlite:///{path}")
    rules.follow(RULES)
    yield path
    db.database.close()
    rules.follow(rules.Rules())


@pytest.fixture(scope="session")
def peopled_database(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Cast]:
    """A database file with the cast in it, to be copied, and who they are."""
    path = tmp_path_factory.mktemp("template") / "peopled.db"
    shutil.copyfile(empty_database, path)
    db.connect(f"sqlite:///{path}")
    people()
    cast = assembled()
    close_whole()
    return path, cast


@pytest.fixture
def cast(peopled_database: tuple[Path, Cast], database: Path) -> Cast:
    """The cast in a fresh database; the file is put in place before anything has opened it."""
    path, cast = peopled_database
    shutil.copyfile(path, database)
    return deepcopy(cast)


class Stages:
    """What many tests begin with is played once a session and copied for every other test.

    A stage is known by the scenes that led to it, each with its clock and language. After anything else was written,
    or with other rules, a scene is played anew, so that a copy is always what playing would have made.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: dict[tuple, tuple[Path, object]] = {}

    def open(self, database: Path) -> None:
        """A test begins, with the cast in its database."""
        self._database, self._played, self._changes = database, (), 0

    def play(self, scene: Callable[..., T], *taking_part: object) -> T:
        """Bring the database to where it is after the scene. Those who take part come from the scenes before. What the
        scene returns comes back too; it is no record, for that would be the same one for every test."""
        pristine = self._is_as_played()
        now = clock.now() if time_machine.escape_hatch.is_travelling() else None
        parts = [part if isinstance(part, str) else getattr(part, "id", None) for part in taking_part]
        self._played += (scene, now, current_language(), *parts)
        if pristine and self._played in self._kept:
            return self._restore(*self._kept[self._played])
        result = scene(*taking_part)
        if pristine:
            self._kept[self._played] = self._keep(), result
        else:
            self._played += (object(),)
        return result

    def _is_as_played(self) -> bool:
        written = not db.database.is_closed() and db.database.connection().total_changes != self._changes
        return rules.rules() is RULES and not written

    def _keep(self) -> Path:
        kept = self._folder / f"{len(self._kept)}.db"
        db.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copyfile(self._database, kept)
        self._changes = db.database.connection().total_changes
        return kept

    def _restore(self, kept: Path, result: T) -> T:
        db.database.close()
        shutil.copyfile(kept, self._database)
        self._changes = 0
        return result


@pytest.fixture(scope="session")
def all_stages(tmp_path_factory: pytest.TempPathFactory) -> Stages:
    return Stages(tmp_path_factory.mktemp("stages"))


@pytest.fixture
def stages(all_stages: Stages, database: Path, cast: Cast) -> Stages:
    """`stages.play(scene, cast)` does what `scene(cast)` does, and is quicker from the second time on."""
    all_stages.open(database)
    return all_stages


@pytest.fixture
def minutes(stages: Stages, cast: Cast) -> Minutes:
    """A draft of the weekly meeting's minutes of 2 March 2026, with one item for 王芳 and two for 张伟."""
    stages.play(weekly, cast)
    return the_minutes()


@pytest.fixture
def circulated(stages: Stages, minutes: Minutes, cast: Cast) -> Minutes:
    """The same minutes, circulated."""
    stages.play(circulate, minutes, cast)
    return the_minutes()


def close_whole() -> None:
    """Close the database with everything in its one file, so that the file can be copied."""
    db.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    db.database.close()


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
             "liu": ("刘总", "总经理办公室", "zh", "decision_layer"),
             "sofia": ("Sofia Rossi", "Engineering", "en", "member")}
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


def circulate(minutes: Minutes, cast: Cast) -> None:
    minutes.circulate(by=cast.chenjing)


def the_minutes() -> Minutes:
    """Of the only meeting."""
    return Minutes(Meeting.get())


def draft(cast: Cast, **changed: object) -> Draft:
    """What 陈静 has typed; `changed` replaces fields of it."""
    typed = {
        "title": "周例会", "kind": "weekly", "place": "301 会议室",
        "starts_at": MEETING_BEGAN, "ends_at": MEETING_ENDED, "minute_taker_id": cast.chenjing.id,
        "attendance": {cast.chenjing.id: "present", cast.zhangwei.id: "present", cast.wangfang.id: "late",
                       cast.lina.id: "excused"},
        "topics": (TopicDraft("t1", "登录功能进度", "研发反馈测试已完成八成。", "按计划 3 月 5 日完成测试。"),),
        "lines": (LineDraft("a1", "提交推广物料清单", cast.wangfang.id, date(2026, 3, 6)),
                  LineDraft("a2", "完成用户登录功能测试", cast.zhangwei.id, date(2026, 3, 5)),
                  LineDraft("a3", "准备测试账号", cast.zhangwei.id, date(2026, 3, 6))),
    }
    return Draft(**{**typed, **changed})
