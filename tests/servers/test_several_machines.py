"""The product as it grows: PostgreSQL, Redis, one process with pages and two with workers, one of which is killed."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from coordination import database as db
from coordination import rules, schema
from coordination.event import Event
from coordination.inbound import Inbound
from coordination.letter import Letter
from tests.cast import Cast, people
from tests.servers import programs
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.postfix import Postfix
from tests.servers.process import HOST, Process, answers, free_port
from tests.servers.product import OURS, ROOT, SETTINGS
from tests.servers.redis import Redis
from tests.servers.test_end_to_end import circulate, log_in, mail_for, row, send, until, write_minutes

pytestmark = [pytest.mark.servers, pytest.mark.browser]

# Reminders and early warnings are due now, also on a Sunday, and about everything of this week.
MORE = """
[queue]
url = "{redis}"

[calendar]
workdays = [{today}]

[rules]
early_warning_hours = 120
reminder_time = "{time}"
"""
# A lease, a sweep and some of both to spare: what a killed worker had is read by the other one.
TAKEN_OVER = 60_000
CLOCKED = ("reminder", "warning")


@dataclass
class Machines:
    """Each process as on a machine of its own; they share settings, database, queue and mail servers."""

    settings: Path
    port: int

    def __post_init__(self) -> None:
        say = b"GET /login HTTP/1.0\r\nHost: localhost\r\n\r\n"
        self.web = self._process("web", lambda: answers(self.port, b"HTTP/1.", say))
        self.workers = [self._process("worker", lambda: True) for _n in range(2)]

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def _process(self, command: str, ready: Callable[[], bool]) -> Process:
        words = [sys.executable, "-m", "huizhi", "--config", str(self.settings), command]
        return Process(["env", f"PYTHONPATH={ROOT}", *words], self.settings.parent / f"{command}.log", ready)


@pytest.fixture
def on_postgresql(postgresql_url: str) -> Iterator[Cast]:
    """The cast, in a database that the test looks into as well."""
    db.connect(postgresql_url)
    schema.migrate()
    rules.follow(rules.Rules(mail_domain="corp.example"))
    yield people()
    db.database.close_all()
    rules.follow(rules.Rules())


@pytest.fixture
def machines(on_postgresql: Cast, postgresql_url: str, redis_server: Redis, dovecot: Dovecot, postfix: Postfix,
             tmp_path: Path) -> Iterator[Machines]:
    now, port = datetime.now(ZoneInfo("Asia/Shanghai")), free_port()
    settings = tmp_path / "huizhi.toml"
    settings.write_text(SETTINGS.format(
        state=tmp_path / "state", host=HOST, port=port, ours=OURS, database=postgresql_url, imap=dovecot.tls_port,
        smtp=postfix.tls_port, password=PASSWORD, authority=dovecot.certificates.authority,
    ) + MORE.format(redis=redis_server.url, today=now.date(), time=f"{max(0, now.hour - 1):02}:00"))
    made = Machines(settings, port)
    yield made
    for process in (made.web, *made.workers):
        process.stop()


def test_the_loop_goes_round_on_several_machines_though_one_is_killed(
        machines: Machines, on_postgresql: Cast, dovecot: Dovecot, postfix: Postfix, chinese_page: Page) -> None:
    page, (first, second) = chinese_page, machines.workers
    for process in (machines.web, first, second):
        process.start()
    log_in(page, machines)
    write_minutes(page, machines, on_postgresql)
    circulate(page)
    letters = {key: mail_for(dovecot, f"{key}@corp.example") for key in ("zhangwei", "wangfang", "sofia")}
    page.goto(f"{machines.url}/projects/{on_postgresql.project.id}")

    send(postfix, "zhangwei@corp.example", programs.qq(letters["zhangwei"], "1 完成，2 延期到下周五"))
    first.kill()
    send(postfix, "wangfang@corp.example", programs.outlook(letters["wangfang"], "收到\n物料清单做了一半"))
    send(postfix, "sofia@corp.example", programs.iphone(letters["sofia"], {"1": "done"}))
    for what, status in (("完成用户登录功能测试", "已完成"), ("准备测试账号", "已延期"), ("提交推广物料清单", "50%"),
                         ("Order display units", "已完成")):
        expect(row(page, what)).to_contain_text(status, timeout=TAKEN_OVER)

    echo = mail_for(dovecot, "zhangwei@corp.example", after=1)
    send(postfix, "zhangwei@corp.example", programs.qq(echo, "撤销"))
    expect(row(page, "完成用户登录功能测试")).to_contain_text("未完成", timeout=TAKEN_OVER)

    first.start()  # whatever is due by the clock is looked for at the start
    until(lambda: Letter.select().where(Letter.kind.in_(CLOCKED) & (Letter.state == "sent"))[1:], 150)
    assert_nothing_lost_and_nothing_doubled(dovecot)


def assert_nothing_lost_and_nothing_doubled(dovecot: Dovecot) -> None:
    assert Counter(mail.state for mail in Inbound.select()) == {"applied": 4}
    reported = Event.select().where((Event.subject == "action_item") & (Event.verb == "reported"))
    assert sorted(Counter(event.subject_id for event in reported).values()) == [1, 1, 1, 1]
    until(lambda: not Letter.select().where(Letter.state != "sent").exists() and [True], 60)
    letters = list(Letter.select())
    assert Counter(letter.kind for letter in letters if letter.kind in ("minutes", "echo")) == {"minutes": 7, "echo": 4}
    assert set(Counter(letter.person_id for letter in letters if letter.kind in CLOCKED).values()) == {1}
    for address, count in Counter(letter.address for letter in letters).items():
        ids = [programs.parsed(mail)["message-id"] for mail in dovecot.mails(address)]
        assert (len(ids), len(set(ids))) == (count, count), address
