"""A desk to put raw mails on, as if they had just been fetched, and what comes of them."""

from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

import pytest

from coordination import clock
from coordination.inbound import Inbound, Mailbox
from coordination.letter import Letter
from coordination.person import Person
from mailflow import compose
from mailflow.child import Children
from mailflow.desk import Desk
from mailflow.identity import Identity, appear_as, identity
from mailflow.protocol import Bounds

OURS = "huizhi@corp.example"


@pytest.fixture(scope="session")
def children() -> Iterator[Children]:
    """One warm child for all tests."""
    children = Children(Bounds(own_address=OURS), count=1, wall_seconds=10)
    yield children
    children.stop()


@pytest.fixture
def desk(children: Children) -> Iterator[Desk]:
    before = identity()
    appear_as(Identity(address=OURS))
    yield Desk(children)
    appear_as(before)


def put(raw: bytes, mailbox: str = "inbox") -> Inbound:
    """The row of a mail that was just fetched into a mailbox."""
    row, _new = Mailbox.get_or_create(name=mailbox, defaults={"uidvalidity": 1, "epoch": 1})
    uid = Inbound.select().where(Inbound.mailbox == row).count() + 1
    return Inbound.get_by_id(Inbound.store(row, 1, uid, raw))


def processed(desk: Desk, raw: bytes, mailbox: str = "inbox") -> Inbound:
    """The mail's row after the desk has dealt with it."""
    row = put(raw, mailbox)
    desk.process(row.id)
    return Inbound.get_by_id(row.id)


def letter_to(person: Person, kind: str = "minutes") -> Letter:
    """The newest letter to a person, sent: its text is what a reply would quote."""
    letter = (Letter.select().where((Letter.person == person) & (Letter.kind == kind))
              .order_by(Letter.id.desc()).get())
    mail = compose.write(letter)
    letter.subject, letter.text, letter.state = mail.subject, mail.text, "sent"
    letter.save(only=[Letter.subject, Letter.text, Letter.state])
    return letter


def reply(letter: Letter, text: str, sender: str | None = None, **headers: str) -> bytes:
    """A plain reply to a letter, as a simple mail program writes it; `headers` replace or add, "" leaves out."""
    mail = EmailMessage()
    fields = {
        "From": sender or f"{letter.person.name} <{letter.address}>",
        "To": identity().reply_address(letter.key),
        "Subject": f"Re: {letter.subject}", "Date": format_datetime(clock.now()),
        "Message-ID": make_msgid(domain="mail.corp.example"), "In-Reply-To": letter.message_id,
        "References": letter.message_id, **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    for name, value in fields.items():
        if value:
            mail[name] = value
    mail.set_content(text + "\n\n" + "".join(f"> {line}\n" for line in letter.text.splitlines()[:10]))
    return mail.as_bytes()


def echoes(person: Person) -> list[Letter]:
    """The answers that a person got, oldest first."""
    answers = Letter.kind.in_(("echo", "refusal", "status", "help"))
    return list(Letter.select().where((Letter.person == person) & answers).order_by(Letter.id))
