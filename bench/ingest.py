"""Replies ingested per second, the whole durable way to the echo row, against a floor measured in the same run.

Floor: the standard library parses each mail (compat32), decodes seven headers and both bodies by hand, and one
WAL/FULL commit stores the raw bytes. Ours: raw row, claim, child, match, interpret, effects, echo row, final state.
Both are measured in turns, so that a busy moment of the machine hits both alike.
"""

import email
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from email.header import decode_header
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from coordination import clock, rules, schema
from coordination import database as db
from coordination.draft import Draft, LineDraft
from coordination.inbound import Inbound, Mailbox
from coordination.letter import Letter
from coordination.minutes import Minutes
from coordination.person import Person
from coordination.project import Project
from mailflow import compose, fetch
from mailflow.child import Child, Children
from mailflow.desk import Desk
from mailflow.fetch import Fetched
from mailflow.identity import Identity, appear_as, identity
from mailflow.protocol import Bounds

PEOPLE = 15
MAILS = 600
TURN = 200
THREADS = 2
SEVEN = ("From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References")
SAID = ("1 完成", "1 进行中，完成 {n}%", "1 延期到{day}", "收到，1 还在做，已完成一半")


def main() -> None:
    with tempfile.TemporaryDirectory() as directory:
        mails = world(Path(directory) / "huizhi.db")
        floor, ours = measure(Path(directory) / "floor.db", mails)
    print(f"{'ingest floor (stdlib parse + one commit)':44} {floor.told(len(mails))}")
    print(f"{'ingest, raw bytes to echo row':44} {ours.told(len(mails))}   "
          f"{floor.seconds / ours.seconds:.2f} of the floor (aim 0.30)")


@dataclass
class Cost:
    """Seconds by the clock, and of processors in this process and in its children."""

    seconds: float = 0.0
    here: float = 0.0
    children: float = 0.0

    def told(self, count: int) -> str:
        below = f" + {self.children / count * 1000:.2f} in children" if self.children else ""
        return f"{count / self.seconds:8.0f} mails/s   {self.here / count * 1000:.2f}{below} ms of a processor each"


def world(path: Path) -> list[bytes]:
    """A project whose minutes went out to many people, and their replies."""
    db.connect(f"sqlite:///{path}")
    schema.migrate()
    rules.follow(rules.Rules(mail_domain="corp.example"))
    appear_as(Identity(address="huizhi@corp.example"))
    manager = Person.add("陈静", ["chenjing@corp.example"], by=None)
    project = Project.start("新品上线", "NPL", by=manager)
    people = [Person.add(f"张伟{n}", [f"p{n}@corp.example"], by=None) for n in range(PEOPLE)]
    for person in people:
        project.add_member(person, "member", by=manager)
    _circulate(project, manager, people)
    letters = {letter.person_id: _sent(letter) for letter in Letter.select().where(Letter.kind == "minutes")}
    return [_reply(letters[people[n % PEOPLE].id], n) for n in range(MAILS)]


def measure(path: Path, mails: list[bytes]) -> tuple[Cost, Cost]:
    """The floor and ours, over the same mails in turns."""
    floor, ours = Cost(), Cost()
    children = Children(Bounds(own_address="huizhi@corp.example"), count=THREADS)
    desk, mailbox = Desk(children), Mailbox.create(name="bench", uidvalidity=1)
    with _store(path) as store, ThreadPoolExecutor(THREADS) as threads:
        warm = _warmed(children, THREADS)
        used = _processor_seconds(warm)
        for first in range(0, len(mails), TURN):
            turn = [Fetched(uid, raw, len(raw)) for uid, raw in enumerate(mails[first:first + TURN], first + 1)]
            with _counted(floor):
                _keep_parsed(store, turn)
            with _counted(ours):
                _through_the_desk(desk, mailbox, turn, threads)
        ours.children = _processor_seconds(warm) - used
    children.stop()
    _all_applied(len(mails))
    return floor, ours


def _keep_parsed(store: sqlite3.Connection, mails: list[Fetched]) -> None:
    for mail in mails:
        _parsed(mail.raw)
        store.execute("BEGIN IMMEDIATE")
        store.execute("INSERT INTO mail (raw) VALUES (?)", (mail.raw,))
        store.execute("COMMIT")


def _through_the_desk(desk: Desk, mailbox: Mailbox, mails: list[Fetched], threads: ThreadPoolExecutor) -> None:
    """Mails are stored as the watcher stores them, while worker threads process those they are nudged for."""
    nudged = []
    for first in range(0, len(mails), fetch.TOGETHER):
        for id in fetch.keep(mailbox, 1, mails[first:first + fetch.TOGETHER]):
            nudged.append(threads.submit(desk.process, id))
    wait(nudged)


@contextmanager
def _store(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as store:
        store.execute("PRAGMA journal_mode=WAL")
        store.execute("PRAGMA synchronous=FULL")
        store.execute("CREATE TABLE mail (id INTEGER PRIMARY KEY, raw BLOB)")
        yield store


@contextmanager
def _counted(cost: Cost) -> Iterator[None]:
    began, used = time.perf_counter(), time.process_time()
    yield
    cost.seconds += time.perf_counter() - began
    cost.here += time.process_time() - used


def _processor_seconds(children: list[Child]) -> float:
    """What they have used so far (proc(5): fields 14 and 15)."""
    fields = [Path(f"/proc/{child.process.pid}/stat").read_text().rpartition(")")[2].split() for child in children]
    return sum(int(ticks) for field in fields for ticks in field[11:13]) / os.sysconf("SC_CLK_TCK")


def _all_applied(count: int) -> None:
    applied = Inbound.select().where(Inbound.state == "applied").count()
    echoes = Letter.select().where(Letter.kind == "echo").count()
    if (applied, echoes) != (count, count):
        sys.exit(f"of {count} replies {applied} were applied and {echoes} echoed")


def _warmed(children: Children, count: int) -> list[Child]:
    """The children of a running installation are warm."""
    if not count:
        return []
    with children.borrow() as child:
        child.warm()
        return [child, *_warmed(children, count - 1)]


def _circulate(project: Project, manager: Person, people: list[Person]) -> None:
    began = clock.now() - timedelta(hours=3)
    minutes = Minutes.begin(project, by=manager, title="周例会", kind="weekly", starts_at=began,
                            ends_at=began + timedelta(hours=1), place="301 会议室", series="周例会")
    due = clock.now().date() + timedelta(days=20)
    lines = tuple(LineDraft(f"a{n}", f"提交第 {n} 份推广物料清单", person.id, due) for n, person in enumerate(people))
    minutes.write(Draft(title="周例会", kind="weekly", starts_at=began, ends_at=began + timedelta(hours=1),
                        place="301 会议室", minute_taker_id=manager.id, attendance={}, topics=(), lines=lines),
                  by=manager, editor="bench", revision=0)
    minutes.circulate(by=manager)


def _sent(letter: Letter) -> Letter:
    letter.text, letter.subject, letter.state = compose.write(letter).text, "[新品上线] 周例会纪要", "sent"
    letter.save(only=[Letter.text, Letter.subject, Letter.state])
    return letter


def _reply(letter: Letter, n: int) -> bytes:
    """Text and HTML of about 8 KB, as a mail program sends them."""
    day = (clock.now() + timedelta(days=25 + n % 9)).date().isoformat()
    said = SAID[n // PEOPLE % len(SAID)].format(n=10 + n % 80, day=day)
    mail = EmailMessage()
    mail["From"], mail["To"] = f"{letter.person.name} <{letter.address}>", identity().reply_address(letter.key)
    mail["Subject"], mail["Date"] = f"Re: {letter.subject}", format_datetime(clock.now())
    mail["Message-ID"] = f"<{n}@mail.corp.example>"
    mail["In-Reply-To"] = mail["References"] = letter.message_id
    quoted = letter.text[:1_500]
    mail.set_content(f"{said}\n\n在 2026-03-02 17:30，回执 <huizhi@corp.example> 写道：\n"
                     + "".join(f"> {line}\n" for line in quoted.splitlines()))
    head = f"<div>{said}</div><div>在 2026-03-02 17:30，回执 &lt;huizhi@corp.example&gt; 写道：</div>"
    lines = "".join(f"<p>{line}</p>" for line in quoted.splitlines())
    mail.add_alternative(f"{head}<blockquote>{lines}</blockquote>", subtype="html")
    return mail.as_bytes()


def _parsed(raw: bytes) -> None:
    message = email.message_from_bytes(raw)
    for name in SEVEN:
        [part.decode(charset or "ascii", "replace") if isinstance(part, bytes) else part
         for part, charset in decode_header(message[name] or "")]
    for part in message.walk():
        if not part.is_multipart():
            part.get_payload(decode=True).decode(part.get_content_charset("utf-8"), "replace")


if __name__ == "__main__":
    main()
