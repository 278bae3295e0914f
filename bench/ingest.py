"""Replies ingested per second, the whole durable way to the echo row, against a floor measured in the same run.

Floor: the standard library parses each mail (compat32), decodes seven headers and both bodies by hand, and one
WAL/FULL commit stores the raw bytes. Ours: raw row, claim, child, match, interpret, effects, echo row, final state.
"""

import email
import sqlite3
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
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
from mailflow.child import Children
from mailflow.desk import Desk
from mailflow.fetch import Fetched
from mailflow.identity import Identity, appear_as, identity
from mailflow.protocol import Bounds

PEOPLE = 15
MAILS = 600
THREADS = 2
SEVEN = ("From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References")
SAID = ("1 完成", "1 进行中，完成 {n}%", "1 延期到{day}", "收到，1 还在做，已完成一半")


def main() -> None:
    with tempfile.TemporaryDirectory() as directory:
        mails = world(Path(directory) / "huizhi.db")
        floor = measure_floor(Path(directory) / "floor.db", mails)
        ours = measure_desk(mails)
    print(f"{'ingest floor (stdlib parse + one commit)':44} {floor:8.0f} mails/s")
    print(f"{'ingest, raw bytes to echo row':44} {ours:8.0f} mails/s   {ours / floor:.2f} of the floor (aim 0.25)")


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


def measure_floor(path: Path, mails: list[bytes]) -> float:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE mail (id INTEGER PRIMARY KEY, raw BLOB)")
    began = time.perf_counter()
    for raw in mails:
        _parsed(raw)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO mail (raw) VALUES (?)", (raw,))
        connection.execute("COMMIT")
    elapsed = time.perf_counter() - began
    connection.close()
    return len(mails) / elapsed


def measure_desk(mails: list[bytes]) -> float:
    """Mails are stored as the watcher stores them, while worker threads process those they are nudged for."""
    children = Children(Bounds(own_address="huizhi@corp.example"), count=THREADS)
    desk = Desk(children)
    mailbox = Mailbox.create(name="bench", uidvalidity=1)
    _warm(children, THREADS)
    began = time.perf_counter()
    fetched = [Fetched(uid, raw, len(raw)) for uid, raw in enumerate(mails, 1)]
    with ThreadPoolExecutor(THREADS) as threads:
        for start in range(0, len(fetched), fetch.TOGETHER):
            for id in fetch.keep(mailbox, 1, fetched[start:start + fetch.TOGETHER]):
                threads.submit(desk.process, id)
    elapsed = time.perf_counter() - began
    children.stop()
    _all_applied(len(mails))
    return len(mails) / elapsed


def _all_applied(count: int) -> None:
    applied = Inbound.select().where(Inbound.state == "applied").count()
    echoes = Letter.select().where(Letter.kind == "echo").count()
    if (applied, echoes) != (count, count):
        sys.exit(f"of {count} replies {applied} were applied and {echoes} echoed")


def _warm(children: Children, count: int) -> None:
    """The children of a running installation are warm."""
    if count:
        with children.borrow() as child:
            child.warm()
            _warm(children, count - 1)


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
