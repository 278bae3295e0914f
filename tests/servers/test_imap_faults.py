"""The watcher against a real Dovecot behind a misbehaving line: nothing lost, nothing doubled, always back."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import pytest

from coordination.inbound import Inbound, Mailbox
from mailflow import fetch, imap
from mailflow.child import Children
from mailflow.desk import Desk
from mailflow.fetch import Intake
from mailflow.imap import Account, Connection, UnsafeArgument
from tests.cast import Cast
from tests.servers.certificates import Certificates
from tests.servers.dovecot import Dovecot
from tests.servers.faulty_imap import FaultyIMAP
from tests.servers.inbound_process import EVERYTHING, OURS, account
from workers import watcher
from workers.watcher import Watcher


@dataclass
class Watched:
    """A watcher at work, and what it told of."""

    watcher: Watcher
    nudged: list[int] = field(default_factory=list)

    def subjects(self) -> list[str]:
        """The mails that are ours, by their subject, in the order they came."""
        return [bytes(row.raw).split(b"\r\n", 1)[0].decode() for row in Inbound.select().order_by(Inbound.id)]


@pytest.fixture
def watch(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Watched]]:
    """Start a watcher; it is stopped at the end. Pauses are short."""
    monkeypatch.setattr(watcher, "FIRST_PAUSE", 0.05)
    monkeypatch.setattr(watcher, "LONGEST_PAUSE", 0.2)
    threads: list[tuple[Watcher, threading.Thread]] = []

    def start(account: Account, intake: Intake = EVERYTHING, poll_seconds: float = 5) -> Watched:
        watched = Watched(Watcher(account, lambda table, id: None, intake, poll_seconds, pause=0.05))
        watched.watcher.nudge = lambda table, id: watched.nudged.append(id)
        threads.append((watched.watcher, watched.watcher.start()))
        return watched

    yield start
    for running, thread in threads:
        running.stop.set()
        thread.join(5)
        assert not thread.is_alive()


def until(found: Callable[[], object], seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < deadline, "it did not come to pass"
        time.sleep(0.02)


def mail(subject: str, size: int = 10) -> bytes:
    return f"Subject: {subject}\r\nFrom: a@corp.example\r\n\r\n".encode() + b"x" * size


def at(server: Dovecot | FaultyIMAP) -> Account:
    return account(server.host, server.port)


def test_a_new_mail_is_here_within_seconds_and_then_in_the_archive(watch: Callable, dovecot: Dovecot) -> None:
    watched = watch(at(dovecot), poll_seconds=60)
    until(lambda: Mailbox.select().where(Mailbox.checked_at.is_null(False)).exists())
    dovecot.put(OURS, mail("one"))
    until(lambda: len(watched.nudged) == 1, 3)
    until(lambda: (dovecot.mails(OURS), len(dovecot.mails(OURS, "Huizhi"))) == ([], 1))


def test_many_mails_in_a_burst_all_come_once(watch: Callable, dovecot: Dovecot) -> None:
    watched = watch(at(dovecot), poll_seconds=60)
    for n in range(30):
        dovecot.put(OURS, mail(f"{n:02}"))
        time.sleep(0.02)
    until(lambda: len(watched.nudged) == 30)
    assert sorted(watched.subjects()) == [f"Subject: {n:02}" for n in range(30)]


def test_what_lay_there_before_the_first_look_stays(watch: Callable, dovecot: Dovecot) -> None:
    dovecot.put(OURS, mail("old"))
    watched = watch(at(dovecot), Intake())
    until(lambda: Mailbox.select().where(Mailbox.checked_at.is_null(False)).exists())
    dovecot.put(OURS, mail("new"))
    until(lambda: watched.nudged)
    assert watched.subjects() == ["Subject: new"]


def test_a_mail_that_somebody_has_seen_counts_all_the_same(watch: Callable, dovecot: Dovecot) -> None:
    dovecot.put(OURS, mail("seen"))
    with dovecot.connect(OURS) as client:
        client.select_folder("INBOX")
        client.set_flags(client.search(), [rb"\Seen"])
    watched = watch(at(dovecot))
    until(lambda: watched.nudged)


def test_over_tls_the_servers_name_is_checked(watch: Callable, dovecot: Dovecot, certificates: Certificates) -> None:
    trusting = replace(at(dovecot), port=dovecot.tls_port, security="tls", tls=certificates.client_context())
    dovecot.put(OURS, mail("one"))
    watched = watch(trusting)
    until(lambda: watched.nudged)
    watch(replace(trusting, tls=None))
    until(lambda: Mailbox.select().where(Mailbox.error.contains("CERTIFICATE_VERIFY_FAILED")).exists())


def test_a_drop_in_the_middle_of_a_mail_loses_nothing(watch: Callable, faulty_imap: FaultyIMAP,
                                                     dovecot: Dovecot) -> None:
    faulty_imap.cut_literal_after(100)
    dovecot.put(OURS, mail("long", 50_000))
    watched = watch(at(faulty_imap))
    until(lambda: watched.nudged)
    assert len(bytes(Inbound.get().raw)) == len(mail("long", 50_000))
    assert faulty_imap.connections == 2


def test_a_dropped_connection_is_made_again(watch: Callable, faulty_imap: FaultyIMAP, dovecot: Dovecot) -> None:
    watched = watch(at(faulty_imap))
    until(lambda: any("IDLE" in command for command in faulty_imap.commands))
    faulty_imap.drop()
    dovecot.put(OURS, mail("after"))
    until(lambda: watched.nudged)
    until(lambda: Mailbox.get().error is None)


def test_a_dead_line_during_idle_is_noticed(watch: Callable, faulty_imap: FaultyIMAP, dovecot: Dovecot,
                                            monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imap, "READ_SECONDS", 1)
    watched = watch(at(faulty_imap), poll_seconds=1)
    until(lambda: any("IDLE" in command for command in faulty_imap.commands))
    faulty_imap.freeze()
    dovecot.put(OURS, mail("after"))
    until(lambda: watched.nudged, 6)
    # In service: a poll of 45 s, then 30 s without an answer.
    assert watcher.POLL_SECONDS + 30 <= 90


def test_a_wrong_password_is_shown_and_cured(watch: Callable, faulty_imap: FaultyIMAP, dovecot: Dovecot) -> None:
    faulty_imap.answers["LOGIN"] = "NO [AUTHENTICATIONFAILED] wrong password"
    dovecot.put(OURS, mail("one"))
    watched = watch(at(faulty_imap))
    until(lambda: Mailbox.select().where(Mailbox.error.contains("wrong password")).exists())
    until(lambda: faulty_imap.connections >= 3)
    faulty_imap.answers.clear()
    until(lambda: watched.nudged)
    until(lambda: Mailbox.get().error is None)


def test_another_uidvalidity_loses_and_doubles_nothing(watch: Callable, children: Children, dovecot: Dovecot) -> None:
    unmoving = replace(at(dovecot), archive="")
    for name in ("one", "two"):
        dovecot.put(OURS, mail(name))
    watched = watch(unmoving, poll_seconds=1)
    until(lambda: len(watched.nudged) == 2)
    watched.watcher.stop.set()
    dovecot.renumber(OURS)
    dovecot.put(OURS, mail("three"))
    again = watch(unmoving, poll_seconds=1)
    until(lambda: len(again.nudged) == 3)
    assert Mailbox.get().epoch == 2
    Desk(children).sweep()
    assert [row.reason for row in Inbound.select()].count("duplicate") == 2


def test_a_mail_that_somebody_removes_meanwhile_is_passed_over(cast: Cast, dovecot: Dovecot) -> None:
    for name in ("one", "two"):
        dovecot.put(OURS, mail(name))
    connection = Connection(at(dovecot))
    until(lambda: len(connection.new_mails(0)) == 2)
    found = connection.new_mails(0)
    with dovecot.connect(OURS) as client:
        client.select_folder("INBOX")
        client.delete_messages([found[0].uid])
        client.expunge()
    connection.new_mails = lambda after: list(found)
    mailbox = fetch.mailbox_named("test")
    fetch.begin(connection, mailbox, EVERYTHING)
    assert fetch.collect(connection, mailbox, EVERYTHING, lambda table, id: None, threading.Event()) == 1
    assert (Inbound.select().count(), mailbox.last_uid) == (1, found[1].uid)
    connection.close()


@pytest.mark.parametrize("missing", [{"MOVE"}, {"MOVE", "UIDPLUS"}, {"IDLE"}])
def test_a_server_that_can_do_less_loses_nothing(missing: set[str], watch: Callable, faulty_imap: FaultyIMAP,
                                                 dovecot: Dovecot) -> None:
    faulty_imap.hide = missing
    dovecot.put(OURS, mail("one"))
    watched = watch(at(faulty_imap), poll_seconds=1)
    until(lambda: watched.nudged)
    dovecot.put(OURS, mail("two"))
    until(lambda: len(watched.nudged) == 2)
    left = 2 if "UIDPLUS" in missing else 0
    until(lambda: len(dovecot.mails(OURS)) == left)
    assert watched.subjects() == ["Subject: one", "Subject: two"]


@pytest.mark.parametrize("command", ["CREATE", "UID MOVE"])
def test_an_archive_that_fails_is_harmless(command: str, watch: Callable, faulty_imap: FaultyIMAP,
                                           dovecot: Dovecot) -> None:
    faulty_imap.answers[command] = "NO [OVERQUOTA] quota exceeded"
    watched = watch(at(faulty_imap), poll_seconds=1)
    for name in ("one", "two"):
        dovecot.put(OURS, mail(name))
    until(lambda: len(watched.nudged) == 2)
    assert len(dovecot.mails(OURS)) == 2
    until(lambda: Mailbox.get().error is None)


def test_two_watchers_on_one_mailbox_take_each_mail_once(watch: Callable, dovecot: Dovecot) -> None:
    first, second = watch(at(dovecot), poll_seconds=1), watch(at(dovecot), poll_seconds=1)
    for n in range(10):
        dovecot.put(OURS, mail(f"{n}"))
    until(lambda: len(first.nudged) + len(second.nudged) == 10)
    time.sleep(0.5)
    assert sorted(first.nudged + second.nudged) == sorted({row.id for row in Inbound.select()})


def test_of_a_mail_that_is_too_large_only_the_header_is_taken(watch: Callable, dovecot: Dovecot) -> None:
    dovecot.put(OURS, mail("large", 60_000))
    watched = watch(at(dovecot), Intake(max_bytes=50_000, from_now=False))
    until(lambda: watched.nudged)
    kept = Inbound.get()
    assert bytes(kept.raw).startswith(b"Subject: large") and len(bytes(kept.raw)) < 1_000
    assert kept.size > 60_000


def test_a_stop_is_obeyed_within_a_second(watch: Callable, dovecot: Dovecot) -> None:
    watched = watch(at(dovecot), poll_seconds=60)
    until(lambda: Mailbox.select().where(Mailbox.checked_at.is_null(False)).exists())
    watched.watcher.stop.set()
    began = time.monotonic()
    until(lambda: not any(thread.name.startswith("watcher") for thread in threading.enumerate()))
    assert time.monotonic() - began < 1.5


def test_a_server_that_is_not_there_is_shown(watch: Callable) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    watch(account("127.0.0.1", port))
    until(lambda: Mailbox.select().where(Mailbox.error.is_null(False)).exists())


@pytest.mark.parametrize("bad", ["a\r\nLOGOUT", "a\0b", "a\nb"])
def test_a_line_break_never_becomes_a_command(bad: str) -> None:
    for name in ("user", "password", "folder", "archive"):
        with pytest.raises(UnsafeArgument):
            replace(account("127.0.0.1", 1), **{name: bad})
