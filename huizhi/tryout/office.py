"""What the page "post office" shows: everybody's mailbox, their mails, and an answer typed as that person."""

import smtplib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr, make_msgid
from itertools import islice
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from selectolax.lexbor import LexborHTMLParser

from coordination import clock
from coordination.language import N_
from coordination.person import Person
from coordination.refusal import NotFound, Refusal
from huizhi.tryout.mailboxes import Mailboxes
from huizhi.tryout.quoting import quoted
from mailflow.mail import Mail, parse, parse_headers
from mailflow.mime import BeyondLimits

SHOWN = 50


class NoSuchMail(NotFound):
    sentence = N_("This mail does not exist, or a mail program has moved it.")


class NothingTyped(Refusal):
    sentence = N_("Please type an answer first, for instance 收到 or noted.")


@dataclass(frozen=True)
class Mailbox:
    """`password` opens it in a mail program, by IMAP and SMTP."""

    person: Person
    address: str
    password: str
    mails: int


@dataclass(frozen=True)
class Button:
    """A mailto: link of the mail, with the answer that it has filled in."""

    label: str
    answer: str


@dataclass(frozen=True)
class OpenMail:
    """One mail as a mail program shows it."""

    key: str
    received: datetime
    mail: Mail
    buttons: tuple[Button, ...] = ()


class PostOffice:
    """The try-out mailboxes as their owners see them; `own` is Huizhi's address."""

    def __init__(self, mailboxes: Mailboxes, own: str, smtp_port: int, imap_port: int) -> None:
        self.mailboxes, self.own = mailboxes, own
        self.smtp_port, self.imap_port = smtp_port, imap_port

    def all(self) -> list[Mailbox]:
        """One a person, where their letters go."""
        people = Person.select().where(Person.active).order_by(Person.id)
        return [self._mailbox(person, person.primary_address) for person in people if person.primary_address]

    def mailbox(self, address: str) -> Mailbox:
        """Raises NotFound for an address that is nobody's."""
        person = Person.by_address(address)
        if person is None:
            raise NotFound()
        return self._mailbox(person, address.lower())

    def mails(self, mailbox: Mailbox) -> list[OpenMail]:
        """The newest mails of an inbox, their headers only."""
        newest = islice(self.mailboxes.mails(mailbox.address), SHOWN)
        return [mail for mail in (_opened(key, file, parse_headers) for key, file in newest) if mail]

    def open(self, mailbox: Mailbox, key: str) -> OpenMail:
        """Raises NoSuchMail."""
        file = self.mailboxes.find(mailbox.address, key)
        mail = _opened(key, file) if file else None
        if mail is None:
            raise NoSuchMail()
        return mail

    def answer(self, mailbox: Mailbox, key: str, text: str) -> str:
        """Sends the reply that this person's mail program would send; returns the name of who gets it."""
        if not text.strip():
            raise NothingTyped()
        mail = self.open(mailbox, key).mail
        reply = compose(mailbox, mail, text)
        with smtplib.SMTP("127.0.0.1", self.smtp_port, "localhost", timeout=10) as server:
            server.login(mailbox.address, mailbox.password)
            server.send_message(reply)
        return mail.from_name or mail.from_address

    def _mailbox(self, person: Person, address: str) -> Mailbox:
        count = sum(1 for _ in self.mailboxes.mails(address))
        return Mailbox(person, address, self.mailboxes.password(address), count)


def compose(mailbox: Mailbox, mail: Mail, text: str) -> EmailMessage:
    """A reply with the answer above the quoted mail, threaded as RFC 5322, section 3.6.4 has it."""
    person = mailbox.person
    sent = clock.now().astimezone(ZoneInfo(person.time_zone))
    reply = EmailMessage(policy=SMTP)
    reply["From"] = formataddr((person.name, mailbox.address))
    reply["To"] = _reply_to(mail)
    reply["Subject"] = _reply_subject(mail.subject, person.language)
    reply["Date"] = format_datetime(sent)
    reply["Message-ID"] = make_msgid(domain=mailbox.address.rpartition("@")[2])
    if mail.message_id:
        reply["In-Reply-To"] = f"<{mail.message_id}>"
        reply["References"] = " ".join([*mail.headers.get("references", "").split(), f"<{mail.message_id}>"])
    body = text.replace("\r\n", "\n").rstrip() + "\n\n\n" + quoted(mail, mailbox.address, person)
    reply.set_content(body, charset="utf-8")
    return reply


def buttons(html: str | None) -> Iterator[Button]:
    """The mailto: links of a mail that fill in an answer, each answer once."""
    seen = set()
    for link in LexborHTMLParser(html or "").css("a[href^='mailto:']"):
        answer = _body_of(link.attributes["href"] or "")
        if answer and answer not in seen:
            seen.add(answer)
            yield Button(" ".join(link.text().split()), answer)


def _opened(key: str, file: Path, read: Callable[[bytes], Mail] = parse) -> OpenMail | None:
    try:
        mail = read(file.read_bytes())
    except (FileNotFoundError, BeyondLimits):  # moved by a mail program just now; no mail that one could show
        return None
    received = datetime.fromtimestamp(int(key.partition(".")[0]) / 1_000_000, UTC)
    return OpenMail(key, received, mail, tuple(buttons(mail.html)))


def _reply_to(mail: Mail) -> str:
    return mail.headers.get("reply-to") or mail.from_address


def _reply_subject(subject: str, language: str) -> str:
    if subject.lower().startswith(("re:", "回复：", "回复:")):
        return subject
    return f"回复：{subject}" if language == "zh" else f"Re: {subject}"


def _body_of(mailto: str) -> str:
    """The body that a mailto: address fills in (RFC 6068: a plus sign is a plus sign)."""
    fields = dict(field.partition("=")[::2] for field in urlsplit(mailto).query.split("&"))
    return unquote(fields.get("body", "")).replace("\r\n", "\n").strip()
