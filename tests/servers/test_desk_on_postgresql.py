"""The desk on PostgreSQL, with several workers at once."""

import threading
from collections.abc import Iterator

import pytest
import time_machine

from coordination import database as db
from coordination import rules, schema
from coordination.event import Event
from coordination.inbound import Inbound
from coordination.letter import Letter
from mailflow.desk import Desk
from tests.cast import CIRCULATED, Cast, people, weekly
from tests.mailflow.desk import letter_to, processed, put, reply

pytestmark = pytest.mark.servers


@pytest.fixture
def there(postgresql_url: str, desk: Desk) -> Iterator[Cast]:
    """The cast and the circulated minutes on PostgreSQL."""
    db.connect(postgresql_url)
    travel = time_machine.travel(CIRCULATED, tick=True)
    travel.start()
    rules.follow(rules.Rules(mail_domain="corp.example"))
    schema.migrate()
    cast = people()
    weekly(cast).circulate(by=cast.chenjing)
    yield cast
    travel.stop()
    db.database.close_all()
    rules.follow(rules.Rules())


def together(desk: Desk, ids: list[int], workers: int = 4) -> None:
    """Every worker is nudged for every mail."""
    def work() -> None:
        for id in ids:
            desk.process(id)
        db.database.close()

    threads = [threading.Thread(target=work) for _worker in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)


def test_a_reply_is_recorded_and_echoed(there: Cast, desk: Desk) -> None:
    mail = processed(desk, reply(letter_to(there.zhangwei), "1 完成"))
    assert (mail.state, mail.person) == ("applied", there.zhangwei)
    assert Letter.select().where(Letter.kind == "echo").count() == 1


def test_four_workers_do_each_mail_once(there: Cast, desk: Desk) -> None:
    letter = letter_to(there.zhangwei)
    ids = [put(reply(letter, f"1 进行中，完成 {n}%")).id for n in range(10, 50, 5)]
    together(desk, ids)
    assert {mail.state for mail in Inbound.select()} == {"applied"}
    assert Event.select().where(Event.verb == "reported").count() == len(ids)
    assert Letter.select().where(Letter.kind == "echo").count() == len(ids)


def test_two_copies_at_the_same_moment_count_once(there: Cast, desk: Desk) -> None:
    raw = reply(letter_to(there.zhangwei), "1 完成")
    together(desk, [put(raw, mailbox).id for mailbox in ("one", "two", "three")])
    assert sorted(mail.reason for mail in Inbound.select()) == ["", "duplicate", "duplicate"]
    assert Letter.select().where(Letter.kind == "echo").count() == 1
