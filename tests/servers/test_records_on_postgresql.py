"""The same records and rules on PostgreSQL: what is tested at length on SQLite holds there too."""

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playhouse.schema_diff import diff_models

from coordination import database as db
from coordination import rules, schema
from coordination.event import acting
from coordination.inbound import Inbound, Mailbox
from coordination.letter import Letter
from coordination.minutes import settle_all
from coordination.paper import Paper
from coordination.records import ALL
from coordination.undo import take_back
from tests.cast import Cast, people, weekly


@pytest.fixture
def company(postgresql_url: str) -> Iterator[Cast]:
    db.connect(postgresql_url)
    rules.follow(rules.Rules(mail_domain="corp.example"))
    schema.migrate()
    yield people()
    db.database.close_all()
    rules.follow(rules.Rules())


def test_the_migrations_make_the_same_tables(company: Cast) -> None:
    assert schema.pending() == []
    assert not any(diff_models(db.database.obj, ALL))


def test_minutes_go_round_and_answers_come_back(company: Cast) -> None:
    minutes = weekly(company)
    version = minutes.circulate(by=company.chenjing)
    assert version.is_whole
    letter = Letter.get(Letter.person == company.wangfang)
    with acting(channel="mail", inbound_id=7):
        letter.receipt.acknowledge(by=company.wangfang)
        letter.lines[0].ask.answer("done", by=company.wangfang)
    assert [receipt.given for receipt in minutes.receipts()].count(True) == 2
    restored, left = take_back(7, by=company.wangfang)
    assert (len(restored), left, settle_all()) == (3, [], 0)


def test_ten_workers_on_one_row_make_one_claim(company: Cast) -> None:
    mailbox = Mailbox.create(name="huizhi@corp.example")
    id = Inbound.store(mailbox, 1, 1, b"raw")
    assert Inbound.store(mailbox, 1, 1, b"raw") is None
    claims: list[Inbound | None] = []
    workers = [threading.Thread(target=_claim, args=(id, claims)) for _worker in range(10)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(claim is not None for claim in claims) == 1


def test_two_managers_at_once_number_their_papers_apart(company: Cast) -> None:
    threads = [threading.Thread(target=_draft, args=(company,)) for _manager in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(paper.number for paper in Paper.select()) == [1, 2, 3, 4]


def _claim(id: int, claims: list) -> None:
    claims.append(Inbound.claim(id, timedelta(minutes=5)))
    db.database.close()


def _draft(company: Cast) -> None:
    weekly(company)
    db.database.close()
