"""Several workers on one PostgreSQL: the row's claim decides, and all of them share the minute."""

import threading
from collections.abc import Iterator

import pytest

from coordination import database as db
from coordination import rules, schema
from coordination.letter import Letter
from mailflow import smtp
from mailflow.outbox import Outbox
from tests.cast import people, weekly

pytestmark = pytest.mark.servers


@pytest.fixture
def circulated_there(postgresql_url: str) -> Iterator[None]:
    db.connect(postgresql_url)
    rules.follow(rules.Rules(mail_domain="corp.example"))
    schema.migrate()
    company = people()
    weekly(company).circulate(by=company.chenjing)
    yield
    db.database.close_all()
    rules.follow(rules.Rules())


def send_with(workers, office):
    def work():
        office.send_due()
        db.database.close()

    threads = [threading.Thread(target=work) for _worker in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)


def office(server, **settings):
    there = smtp.Server(server.host, server.port, security="none", timeout=5, answer_timeout=5)
    return Outbox(there, **settings)


def test_four_workers_send_every_letter_once(circulated_there, faulty_smtp):
    send_with(4, office(faulty_smtp))
    assert len(faulty_smtp.kept) == 7
    assert len({kept.recipients for kept in faulty_smtp.kept}) == 7
    assert Letter.select().where(Letter.state == "sent").count() == 7


def test_four_workers_together_keep_to_the_share_of_a_minute(circulated_there, faulty_smtp):
    send_with(4, office(faulty_smtp, per_minute=3))
    assert len(faulty_smtp.kept) == 3
