"""The pages with a record for every kind of address, and browsers without scripts that visit them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from argon2 import PasswordHasher
from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from coordination import database as records
from coordination import documents, request
from coordination.action import ActionItem
from coordination.ask import Ask
from coordination.delegation import Delegation
from coordination.inbound import Inbound, Mailbox
from coordination.issue import Issue
from coordination.language import set_language
from coordination.letter import Letter
from coordination.meeting import Meeting
from coordination.milestone import Deliverable, Milestone
from coordination.minutes import Minutes
from coordination.paper import Paper
from coordination.person import Department, Person
from coordination.project import Project
from coordination.scan import Scan
from coordination.session import Session
from huizhi.tryout.mailboxes import Mailboxes
from huizhi.tryout.office import PostOffice
from mailflow.enclosed import enclosed
from tests.cast import Cast, Stages, weekly
from webapp import create_app

BASE_URL = "http://localhost"
SECRET = "a secret for tests"
CSRF = "c" * 40
OCCASION = {"key": "r0", "occasion": "sync", "way": "meeting", "people": "全体成员", "rhythm": "weekly mon 10:00",
            "topics": "进度", "output": ""}
ANSWER = b"From: zhangwei@corp.example\r\nSubject: =?utf-8?b?5Zue5aSN?=\r\n\r\n1 might slip\r\n"


class Browser:
    """A browser without scripts; `person` is logged in, None is nobody."""

    def __init__(self, pages: Flask, person: Person | None = None, token: str = "") -> None:
        self.client = pages.test_client()
        self.site = urljoin(pages.config["BASE_URL"], "/").rstrip("/")
        self.token = token or (log_in(person) if person else "")
        with self.client.session_transaction(base_url=self.site) as cookie:
            cookie["csrf_token"], cookie["language"] = CSRF, "en"
            if self.token:
                cookie["_user_id"] = self.token

    def get(self, path: str, **more: Any) -> TestResponse:
        return self.client.get(path, buffered=True, **{"base_url": self.site, **more})

    def post(self, path: str, form: dict[str, object] | None = None, **more: Any) -> TestResponse:
        """With the CSRF token and the Origin that a browser sends."""
        headers = {"Origin": self.site, **more.pop("headers", {})}
        return self.client.post(path, data={"csrf_token": csrf_token(), **(form or {})}, headers=headers,
                                base_url=self.site, **more)

    def htmx(self, path: str, form: dict[str, object] | None = None, **headers: str) -> TestResponse:
        """Post as htmx does."""
        return self.post(path, form, headers={"HX-Request": "true", "X-CSRFToken": csrf_token(), **headers})


@dataclass(frozen=True)
class World:
    """Records of 陈静's project for every kind of address; `taker` takes minutes there, `rival` manages another."""

    project: Project
    minutes: Minutes
    mail: Inbound
    letter: Letter
    action: ActionItem
    paper: Paper
    issue: Issue
    receipt: Ask
    department: Department
    taker: Person
    rival: Person


def log_in(person: Person) -> str:
    return Session.start(person, "192.0.2.7", "Firefox/128.0 Windows")


def csrf_token() -> str:
    return URLSafeTimedSerializer(SECRET, salt="wtf-csrf-token").dumps(CSRF)


def pages_at(base_url: str, **more: Any) -> Flask:
    """The application as it is reached at an address."""
    made = create_app(secret_key=SECRET, base_url=base_url, language="en",
                      mail_preview=lambda meeting, person: ("subject", "text", "<p>html</p>"),
                      enclosed=enclosed, **more)
    made.testing = True
    return made


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Hashing is meant to be slow; here it only has to be right."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("coordination.person._hasher",
                      cache(lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)))
        yield


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The pages as run.py serves them, with the try-out post office."""
    mailboxes = Mailboxes(Path(tmp_path_factory.mktemp("mailboxes")), "secret")
    return pages_at(BASE_URL, post_office=PostOffice(mailboxes, "huizhi@corp.example", 2525, 1143))


@pytest.fixture
def browse(pages: Flask, stages: Stages, cast: Cast) -> Iterator[Callable[..., Browser]]:
    """`browse(cast.chenjing)` is a browser in which she is logged in; `browse()` one in which nobody is."""
    yield lambda person=None: Browser(pages, person, stages.play(log_in, person) if person else "")
    set_language("en")


@pytest.fixture
def world(stages: Stages, cast: Cast) -> World:
    stages.play(furnish, cast)
    return found(cast)


def found(cast: Cast) -> World:
    """The world as the database has it."""
    letter = Letter.get((Letter.person == cast.zhangwei) & (Letter.kind == "minutes"))
    return World(project=cast.project, minutes=Minutes(Meeting.get()), mail=Inbound.get(), letter=letter,
                 taker=Person.get_by_id(cast.chenjie.id), rival=Person.get_by_id(cast.lina.id),
                 action=ActionItem.get(ActionItem.owner == cast.zhangwei), department=cast.zhangwei.department,
                 paper=Paper.get(Paper.kind == "communication_plan"), issue=Issue.get(),
                 receipt=Ask.get((Ask.person == cast.wangfang) & (Ask.paper_version == 1)))


def furnish(cast: Cast) -> None:
    """The minutes and a communication plan are circulated; 张伟 stands in for 王芳, is asked for resources, has raised
    an issue, and a reply of his waits; 李娜 manages another project, 陈杰 takes minutes."""
    weekly(cast).circulate(by=cast.chenjing)
    documents.begin("communication_plan", cast.project, by=cast.chenjing,
                    values={"rows": [OCCASION | {"owner": str(cast.chenjing.id)}]}).circulate(by=cast.chenjing)
    documents.begin("notice", cast.project, by=cast.chenjing, values={"text": "周五停电"})
    request.ask("resources", cast.project, [cast.zhangwei], cast.project, by=cast.chenjing)
    Issue.raise_one(cast.project, "物料采购延迟", by=cast.zhangwei)
    Delegation.name(cast.wangfang, cast.zhangwei, date(2026, 3, 2), date(2036, 3, 2), by=cast.chenjing)
    for person in (cast.lina, cast.chenjie):
        person.password_hash = cast.chenjing.password_hash
        person.save()
    cast.project.remove_member(cast.lina, "head", by=cast.chenjing)
    cast.project.add_member(cast.chenjie, "minute_taker", by=cast.chenjing)
    Milestone.create(project=cast.project, key="m1", name="需求评审完成", due=date(2026, 3, 13))
    Deliverable.create(project=cast.project, key="D-1", name="功能需求文档", due=date(2026, 3, 20))
    Project.start("另一个项目", "OTHER", by=cast.lina)
    Scan.keep(Ask.get(Ask.person == cast.zhangwei), "签字页.pdf", b"%PDF-1.7", by=cast.chenjing)
    held(Letter.get((Letter.person == cast.zhangwei) & (Letter.kind == "minutes")))


@pytest.fixture
def fingerprint(database: Path) -> Callable[[], str]:
    """The checksum of everything in the database, but the log-ins that the tests arrange themselves."""
    def compute() -> str:
        rows = records.database.obj.connection().iterdump()
        return sha256("\n".join(row for row in rows if not _is_log_in(row)).encode()).hexdigest()
    return compute


def held(letter: Letter | None = None, **columns: object) -> Inbound:
    """A mail that waits in the triage, a reply to the letter where there is one."""
    mailbox, _new = Mailbox.get_or_create(name="huizhi@corp.example")
    id = Inbound.store(mailbox, 1, Inbound.select().count() + 1, ANSWER)
    about = {"letter": letter, "person": letter.person, "project": letter.project} if letter else {}
    trace = [{"stage": "screen", "kind": "person", "text": "1 might slip\n> 1. quoted"},
             {"stage": "read", "new_text": "1 might slip"}]
    values = {"state": "held", "reason": "attention", "subject": "Re: minutes", "trace": trace,
              "from_address": "zhangwei@corp.example", **about, **columns}
    Inbound.update(**values).where(Inbound.id == id).execute()
    return Inbound.get_by_id(id)


def _is_log_in(row: str) -> bool:
    return row.startswith(('INSERT INTO "session"', 'INSERT INTO "sqlite_sequence"')) or "'logged in'" in row
