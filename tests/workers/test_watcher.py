"""The mailbox watcher on the try-out post office, whose IMAP server can do less than Dovecot."""

import smtplib
import time
from pathlib import Path

import pytest

from coordination.inbound import Inbound
from huizhi.tryout.mailboxes import Mailboxes
from huizhi.tryout.servers import Servers
from mailflow.fetch import Intake
from mailflow.imap import Account
from tests.cast import Cast
from workers.watcher import Watcher

OURS = "huizhi@corp.example"


@pytest.fixture
def post_office(tmp_path: Path):
    mailboxes = Mailboxes(tmp_path / "mailboxes", "secret")
    mailboxes.open(OURS)
    servers = Servers(mailboxes, 0, 0).start()
    yield servers, mailboxes.password(OURS)
    servers.stop()


@pytest.mark.slow
def test_what_is_sent_to_the_try_out_post_office_comes_in_within_seconds(post_office, cast: Cast) -> None:
    servers, password = post_office
    nudged: list[int] = []
    account = Account("127.0.0.1", servers.imap_port, OURS, password, security="none")
    watcher = Watcher(account, lambda table, id: nudged.append(id), Intake(from_now=False), poll_seconds=30)
    thread = watcher.start()
    try:
        for n in range(3):
            _send(servers.smtp_port, n)
            _until(lambda n=n: len(nudged) == n + 1)
    finally:
        watcher.stop.set()
        thread.join(5)
    kept = [bytes(row.raw) for row in Inbound.select().order_by(Inbound.id)]
    assert len(kept) == 3 and all(b"Subject: %d" % n in raw for n, raw in enumerate(kept))


def _send(port: int, n: int) -> None:
    with smtplib.SMTP("127.0.0.1", port) as smtp:
        smtp.sendmail("lina@corp.example", OURS, f"From: lina@corp.example\r\nSubject: {n}\r\n\r\nhello\r\n")


def _until(found) -> None:
    deadline = time.monotonic() + 10
    while not found():
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.02)
