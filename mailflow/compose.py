"""Makes a mail of a letter: its words in the person's language as text and HTML, and headers that thread.

No program answers such a mail by itself. The same letter always gives the same bytes.
"""

import re
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import css_inline
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from coordination.document import Document
from coordination.inbound import Inbound
from coordination.language import gettext, ngettext, use_language
from coordination.letter import Letter
from coordination.meeting import Meeting
from coordination.person import Person
from mailflow import calendar_entry
from mailflow.identity import identity
from mailflow.letters import (
    alert,
    answers,
    archive,
    confirmation,
    deputy,
    dismissal,
    echo,
    handover,
    help,
    invitation,
    minutes,
    paper,
    refusal,
    reminder,
    request,
    status,
    warning,
)
from mailflow.reading.marker import BUTTON_SIGN, REPLY_ABOVE

KINDS = {"minutes": minutes, "paper": paper, "request": request, "warning": warning, "invitation": invitation,
         "confirmation": confirmation, "reminder": reminder, "echo": echo, "refusal": refusal, "status": status,
         "help": help, "archive": archive, "dismissal": dismissal, "alert": alert,
         "handover": handover, "deputy": deputy}
LANGUAGE_TAGS = {"zh": "zh-CN", "en": "en"}

_PREFIXES = re.compile(r"^(?:(?:re|aw|回复|答复|回覆|fw|fwd|转发)\s*[:：]\s*)+", re.IGNORECASE)
_ID = re.compile(r"[!-;=?-~]{3,250}")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True)
class Mail:
    """What a person reads: `text` and `html` say the same."""

    subject: str
    text: str
    html: str


def render(letter: Letter) -> bytes:
    """The mail of a letter, ready for SMTP: CRLF, seven bits, no line over 998 bytes."""
    return pack(letter, write(letter))


def write(letter: Letter) -> Mail:
    """Subject and both bodies of a letter, in its language."""
    with use_language(letter.language):
        page = KINDS[letter.kind].page(letter)
        subject = one_line(_subject(letter, page))
        behalf = letter.behalf.name if letter.behalf_id else ""
        return written(letter.kind, letter.language, {**page, "subject": subject, "key": letter.key, "behalf": behalf})


def preview(meeting: Meeting, person: Person) -> tuple[str, str, str]:
    """Subject, text and HTML of the mail that circulating would bring this person; nothing is stored."""
    with use_language(person.language):
        return _previewed("minutes", person, minutes.preview_page(meeting, person))


def preview_paper(document: Document, person: Person) -> tuple[str, str, str]:
    """The same for any other paper."""
    with use_language(person.language):
        return _previewed("paper", person, paper.preview_page(document, person))


def pack(letter: Letter, mail: Mail) -> bytes:
    """The headers and the MIME structure around a written mail."""
    message = EmailMessage(policy=SMTP.clone(max_line_length=78))
    _address(message, letter)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(letter.date.astimezone(ZoneInfo(letter.person.time_zone)))
    message["Message-ID"] = letter.message_id
    _thread(message, letter)
    _say_that_a_machine_writes(message, letter)
    message.set_content(mail.text, cte=_encoding(mail.text))
    message.add_alternative(mail.html, subtype="html", cte=_encoding(mail.html))
    if letter.kind == "invitation":
        calendar_entry.attach(message, letter)
    if letter.kind == "archive":
        _enclose(message, letter)
    # After the content, which takes such headers away.
    message["Content-Language"] = LANGUAGE_TAGS[letter.language]
    for n, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{letter.key}{n or ''}")  # "=_" occurs in neither base64 nor quoted-printable
    return message.as_bytes()


def one_line(text: str, length: int = 200) -> str:
    """A header's value: no line breaks, control or direction characters, and not endless."""
    return " ".join(_UNSEEN.sub(" ", text).split())[:length]


def _enclose(message: EmailMessage, letter: Letter) -> None:
    name, content = archive.enclosed(letter)
    message.add_attachment(content, maintype="application", subtype="zip", filename=name)


def _address(message: EmailMessage, letter: Letter) -> None:
    ours = identity()
    local, _at, domain = letter.address.rpartition("@")
    message["From"] = Address(one_line(ours.name), addr_spec=ours.address)
    message["To"] = Address(one_line(letter.person.name), local, domain)
    message["Reply-To"] = Address(one_line(ours.name), addr_spec=ours.reply_address(letter.key))


def _thread(message: EmailMessage, letter: Letter) -> None:
    """A correction goes under what it corrects, an echo under the reply (RFC 5322, section 3.6.4)."""
    parents = [found for found in (_answered_letter(letter), letter.in_reply_to) if found]
    ids = [f"<{bare}>" for bare in (parent.strip().strip("<>") for parent in parents) if _ID.fullmatch(bare)]
    if ids:
        message["In-Reply-To"] = ids[-1]
        message["References"] = " ".join(dict.fromkeys(ids))


def _say_that_a_machine_writes(message: EmailMessage, letter: Letter) -> None:
    """RFC 3834, section 5, RFC 2919, and what Exchange looks at, so that no absence notice comes back."""
    message["Auto-Submitted"] = "auto-replied" if letter.answers_inbound_id else "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    domain = identity().domain
    if letter.project is not None:
        label = re.sub(r"[^a-z0-9-]+", "-", letter.project.code.lower()).strip("-") or f"p{letter.project_id}"
        message["List-Id"] = f"{_phrase(letter.project.name)} <{label}.huizhi.{domain}>"
    else:
        message["List-Id"] = f"<huizhi.{domain}>"


def _phrase(name: str) -> str:
    return re.sub(r'["\\<>()]', " ", one_line(name)).strip()


def _encoding(text: str) -> str:
    """Base64 where most of it is not ASCII, else quoted-printable, which stays legible."""
    return "base64" if sum(ord(character) > 127 for character in text) * 6 > len(text) else "quoted-printable"


def _previewed(kind: str, person: Person, page: dict) -> tuple[str, str, str]:
    subject = one_line(page["subject"])
    mail = written(kind, person.language, {**page, "subject": subject, "key": "", "behalf": ""})
    return mail.subject, mail.text, mail.html


def written(kind: str, language: str, page: dict) -> Mail:
    """Both bodies from the values of a kind's template, in the language in force."""
    values = {**page, "language": LANGUAGE_TAGS[language], "word": answers.word, "answer": _answers(page),
              "reply_above": REPLY_ABOVE[language], "button_sign": BUTTON_SIGN}
    text = _environment().get_template(f"{kind}.txt").render(values)
    html = _environment().get_template(f"{kind}.html").render(values)
    return Mail(page["subject"], _tidy(text), _inliner().inline(html))


def _answers(page: dict) -> answers.Answers:
    """Where the buttons of this letter go; a preview's lead nowhere but to our plain address."""
    key, subject = page["key"], _PREFIXES.sub("", page["subject"])
    named = "" if identity().plus_addressing or not key else gettext("Reference: %(key)s", key=key)
    address = identity().reply_address(key) if key else identity().address
    return answers.Answers(address, f"Re: {subject}", named)


def _subject(letter: Letter, page: dict) -> str:
    """A letter that asks something says so; what only answers a mail keeps that mail's subject."""
    return page["subject"] if letter.asks_something else _answered_subject(letter) or page["subject"]


def _answered_subject(letter: Letter) -> str:
    mail = _answered_mail(letter)
    if mail is None or not mail.subject.strip():
        return ""
    return f"Re: {_PREFIXES.sub('', mail.subject.strip())}"


def _answered_letter(letter: Letter) -> str | None:
    mail = _answered_mail(letter)
    return mail.letter.message_id if mail is not None and mail.letter is not None else None


def _answered_mail(letter: Letter) -> Inbound | None:
    if letter.answers_inbound_id is None:
        return None
    mails = Inbound.select(Inbound.id, Inbound.subject, Inbound.letter)
    return mails.where(Inbound.id == letter.answers_inbound_id).first()


def _tidy(text: str) -> str:
    """Without blanks at line ends and with one empty line at most."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.splitlines())).strip() + "\n"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=lambda name: bool(name) and name.endswith(".html"),
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(gettext, ngettext, newstyle=True)
    made.globals.update(done=answers.done, delayed=answers.delayed)
    return made


@cache
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(load_remote_stylesheets=False, keep_at_rules=True)
