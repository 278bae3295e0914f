"""Reads a raw mail into what the desk needs to know: who, when, which letter, what text, what is attached."""

import hashlib
import re
from datetime import datetime
from html import unescape

import msgspec

from mailflow import charset, header, mime
from mailflow.attachment import SHOWN, Attachment, describe, is_attached
from mailflow.mime import BeyondLimits, Part
from mailflow.opaque import clear_text
from mailflow.tnef import NotReadable, bodies

TEXT_BYTES = 512 * 1024
FROM_COMMENTS = 50
KEY_WITHIN, KEY_WITHIN_HTML = 1_000, 32_000
RECIPIENT_FIELDS = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "to", "cc", "resent-to")

CALENDARS = ("text/calendar", "application/ics")
ANSWERS = ("REPLY", "COUNTER")
TNEF = ("application/ms-tnef", "application/vnd.ms-tnef")

# A letter's key: 128 bits in 26 characters of base32; the last one carries three bits.
_KEY = r"([a-z2-7]{25}[aeimquy4])"
_KEY_IN_ADDRESS = re.compile(r"[+-]" + _KEY + r"@", re.ASCII)
_KEY_IN_ID = re.compile(r"\A" + _KEY + r"@", re.ASCII)
_KEY_IN_TEXT = re.compile(
    r"(?:^|(?<=[\s>;]))[^\s<>:：;]{1,20}[ \t]?[:：](?:[ \t]|&nbsp;)*" + _KEY + r"(?![\w@])", re.I | re.M)
_QUOTED_BEFORE = re.compile(
    r"^[ \t]*(>|-{3,}|_{5,}|\*{5,})|原始邮件|发件人|写道|寫道|\bwrote:|^From:", re.M | re.I)
_QUOTED_BEFORE_IN_HTML = re.compile(r"<blockquote|<hr\b|原始邮件|发件人|写道|寫道|\bwrote:|\bFrom:", re.I)
_KEY_ANYWHERE = re.compile(rb"[<+]([a-zA-Z2-7]{26})@")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_EMPTY_LINE = re.compile(rb"\r?\n\r?\n")


class Invitation(msgspec.Struct, frozen=True):
    """A calendar part: its METHOD and, for a reply, who answers what."""

    method: str
    uid: str = ""
    attendee: str = ""
    answer: str = ""
    sequence: int = 0


class Mail(msgspec.Struct):
    """A mail as far as it was read. Addresses are lower case, `date` is UTC, `headers` holds first values, `repeated`
    the names of fields that occur more than once."""

    size: int
    logical_key: str
    message_id: str = ""
    subject: str = ""
    from_name: str = ""
    from_address: str = ""
    date: datetime | None = None
    recipients: list[str] = []
    keys_in_addresses: list[str] = []
    keys_in_text: list[str] = []
    keys_in_references: list[str] = []
    keys_in_bounce: list[str] = []
    text: str | None = None
    html: str | None = None
    attachments: list[Attachment] = []
    invitation: Invitation | None = None
    encrypted: str = ""  # "pgp" or "smime", or "winmail" for a file of Outlook's that cannot be read
    kinds: list[str] = []
    headers: dict[str, str] = {}
    repeated: list[str] = []
    authentication_results: list[str] = []
    doubts: list[str] = []
    defects: list[str] = []


def parse(raw: bytes) -> Mail:
    """Raises BeyondLimits; whatever else is wrong with the bytes is a defect of the Mail or a doubt about it."""
    return from_parts(mime.split(raw), raw)


def from_parts(top: Part, raw: bytes) -> Mail:
    """The Mail of parts that were split before."""
    mail = Mail(size=len(raw), logical_key="", kinds=[part.kind for part in top.walk()])
    _read_headers(mail, top)
    _read_bodies(mail, top)
    mail.logical_key = _logical_key(mail, top, raw)
    return mail


def parse_headers(raw: bytes) -> Mail:
    """Only what the header says: for a mail that is too large to be read. Raises BeyondLimits."""
    top = mime.split_headers(raw)
    mail = Mail(size=len(raw), logical_key="")
    _read_headers(mail, top)
    mail.logical_key = _logical_key(mail, top, raw)
    return mail


def keys_in_returned(raw: bytes, text: str | None) -> list[str]:
    """Letter keys anywhere: a returned mail quotes the one that could not be delivered, sometimes encoded."""
    quoted = unescape((text or "")[:TEXT_BYTES]).encode("utf-8", "replace")
    found = (key.decode("ascii").lower() for key in _KEY_ANYWHERE.findall(raw[:TEXT_BYTES] + b"\n" + quoted))
    return list(dict.fromkeys(key for key in found if key[-1] in "aeimquy4"))


def _read_headers(mail: Mail, top: Part) -> None:
    mail.headers, mail.repeated = {}, []
    for name, value in top.fields:
        if name in mail.headers and name not in mail.repeated:
            mail.repeated.append(name)
        mail.headers.setdefault(name, charset.guess(value)[0].replace("\0", "").strip())
    mail.message_id = next(iter(header.message_ids(top.first("message-id"))), "")
    mail.subject = header.text(top.first("subject"))[:500]
    mail.date = header.date(top.first("date"))
    mail.authentication_results = [charset.guess(value)[0] for value in top.all("authentication-results")]
    _read_sender(mail, top.all("from"))
    _read_keys(mail, top)


def _read_sender(mail: Mail, fields: list[bytes]) -> None:
    if not fields:
        return
    if fields[0].count(b"(") > FROM_COMMENTS:
        raise BeyondLimits("comments in From")
    mail.from_name, mail.from_address, plain = header.sender(fields[0])
    if len(fields) > 1:
        mail.doubts.append("two-from-lines")
    elif not plain:
        mail.doubts.append("unclear-from")


def _read_keys(mail: Mail, top: Part) -> None:
    for name in RECIPIENT_FIELDS:
        for value in top.all(name):
            mail.recipients += header.addresses(charset.guess(value)[0])
    found = (_KEY_IN_ADDRESS.search(address) for address in mail.recipients)
    mail.keys_in_addresses = list(dict.fromkeys(key[1] for key in found if key))
    answered = header.message_ids(top.first("in-reply-to"))
    thread = header.message_ids(top.first("references"))
    # The letter that is answered is named by In-Reply-To; References ends with it and begins with older ones.
    ids = (_KEY_IN_ID.search(id.lower()) for id in [*answered, *reversed(thread)])
    mail.keys_in_references = list(dict.fromkeys(key[1] for key in ids if key))


def _read_bodies(mail: Mail, top: Part) -> None:
    texts: list[str] = []
    htmls: list[str] = []
    _collect(top, mail, texts, htmls)
    winmail = None if any(text.strip() for text in [*texts, *htmls]) else _winmail(top)
    if winmail is not None:
        _read_winmail(winmail, mail, texts, htmls)
    mail.text = "\n".join(texts) if texts else None
    mail.html = "\n".join(htmls) if htmls else None
    if not mail.keys_in_addresses and "references" not in mail.headers and "in-reply-to" not in mail.headers:
        _read_key_in_text(mail)
    if len(mail.attachments) > SHOWN:
        mail.defects.append("more-attachments")
        mail.attachments = mail.attachments[:SHOWN]
    _open_armour(mail)


def _open_armour(mail: Mail) -> None:
    """PGP within the text: signed text is read, and not verified; encrypted text cannot be."""
    opened = clear_text(mail.text) if mail.text else None
    if opened is not None:
        mail.text, mail.html = opened, None
        mail.defects.append("signature-unchecked")
    shown = (mail.text or _TAG.sub("", (mail.html or "")[:KEY_WITHIN_HTML])).lstrip()
    if shown.startswith("-----BEGIN PGP MESSAGE-----"):
        mail.encrypted = "pgp"


def _read_key_in_text(mail: Mail) -> None:
    """Where the address cannot carry the key, our mailto: links write it under the answer; a quoted key is none.

    Some programs put both on one line, and some write HTML alone.
    """
    if mail.text:
        head, quotation = mail.text[:KEY_WITHIN], _QUOTED_BEFORE
    else:
        head, quotation = (mail.html or "")[:KEY_WITHIN_HTML], _QUOTED_BEFORE_IN_HTML
    found = _KEY_IN_TEXT.search(head)
    if found is None or quotation.search(head[:found.start()]):
        return
    mail.keys_in_text = [found[1].lower()]
    mail.text = mail.text.replace(found[0], "", 1) if mail.text else mail.text
    mail.html = mail.html.replace(found[0].strip(), "", 1) if mail.html else mail.html


def _collect(part: Part, mail: Mail, texts: list[str], htmls: list[str]) -> None:
    if not texts and not htmls:
        mail.encrypted = mail.encrypted or _encryption(part)
    if part.kind == mime.OPENED:
        mail.defects.append("signature-unchecked")
    if part.children and part.kind != "message/rfc822":
        for child in part.children:
            _collect(child, mail, texts, htmls)
        return
    if part.kind in CALENDARS:
        _read_calendar(part, mail)
    if is_attached(part):
        mail.attachments.append(describe(part, len(mail.attachments) + 1))
    elif part.kind == "text/html":
        htmls.append(_body_text(part, mail))
    elif part.kind == "text/plain" or not texts:
        texts.append(_unflowed(_body_text(part, mail), part))


def _read_calendar(part: Part, mail: Mail) -> None:
    """Inline it is what the mail is about; a file may be anything that somebody sends along, unless it is an answer."""
    said = _invitation(_body_text(part, mail))
    inline = part.kind == "text/calendar" and not _is_file(part)
    if mail.invitation is None and (inline or said.method in ANSWERS):
        mail.invitation = said


def _is_file(part: Part) -> bool:
    return (part.first("content-disposition") or b"").lstrip().lower().startswith(b"attachment")


def _encryption(part: Part) -> str:
    if part.kind == "multipart/encrypted":
        return "pgp"
    return "smime" if part.kind in mime.SMIME else ""


def _winmail(top: Part) -> Part | None:
    return next((part for part in top.walk() if part.kind in TNEF), None)


def _read_winmail(part: Part, mail: Mail, texts: list[str], htmls: list[str]) -> None:
    """Outlook's own format, where it is all there is to read."""
    try:
        text, markup = bodies(part.decoded())
    except NotReadable:
        text = markup = None
    if text:
        texts.append(charset.decode(text, "utf-8")[0].replace("\r\n", "\n").replace("\r", "\n"))
    if markup:
        htmls.append(charset.decode(markup, "utf-8")[0])
    if not text and not markup:
        mail.encrypted = "winmail"


def _body_text(part: Part, mail: Mail) -> str:
    if len(part.body) > TEXT_BYTES:
        mail.defects.append("text-cut")
        part.body = part.body[:TEXT_BYTES]
    text, whole = charset.decode(part.decoded(), _type_parameter(part, "charset"))
    if not whole:
        mail.defects.append("unreadable-characters")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\0", "") if "\0" in text else text


def _type_parameter(part: Part, name: str) -> str:
    if part.content_type is None:
        return ""
    value = part.content_type.get_param(name, "")
    return value[2] if isinstance(value, tuple) else str(value)


def _unflowed(text: str, part: Part) -> str:
    """Soft line breaks of format=flowed joined (RFC 3676); a quote keeps its marks, a signature its line."""
    if _type_parameter(part, "format").lower() != "flowed":
        return text
    without_space = _type_parameter(part, "delsp").lower() == "yes"
    lines: list[str] = []
    open_quote: str | None = None
    paragraph: list[str] = []
    for line in text.split("\n"):
        quote, content = _quote_and_content(line)
        if quote != open_quote:
            lines.append("".join(paragraph))
            paragraph = [quote]
        soft = content.endswith(" ") and content != "-- "
        paragraph.append(content[:-1] if soft and without_space else content)
        open_quote = quote if soft else None
    return "\n".join([*lines, "".join(paragraph)][1:])


def _quote_and_content(line: str) -> tuple[str, str]:
    content = line.lstrip(">")
    quote = line[: len(line) - len(content)]
    return quote, content[1:] if content.startswith(" ") and not quote else content


def _invitation(text: str) -> Invitation:
    """The lines of a calendar part that say who answers what (RFC 5546, section 3.2.3)."""
    found: dict[str, str] = {}
    for line in text.replace("\n ", "").replace("\n\t", "").split("\n")[:2_000]:
        name, _colon, value = line.partition(":")
        key = name.partition(";")[0].strip().upper()
        if key in ("METHOD", "UID", "SEQUENCE", "ATTENDEE") and key not in found:
            found[key] = line if key == "ATTENDEE" else value.strip()
    attendee = found.get("ATTENDEE", "")
    answer = re.search(r"PARTSTAT=([A-Z-]+)", attendee, re.I)
    sequence = found.get("SEQUENCE", "0")
    return Invitation(
        method=found.get("METHOD", "").upper(), uid=found.get("UID", ""),
        attendee="".join(header.addresses(attendee.lower().rpartition("mailto:")[2])[:1]),
        answer=answer[1].upper() if answer else "",
        sequence=int(sequence) if sequence.isdecimal() and len(sequence) < 10 else 0,
    )


def _logical_key(mail: Mail, top: Part, raw: bytes) -> str:
    """The same for one mail that came on two ways: they differ in what the header says of the way.

    Without a Message-ID more of the header has to tell two short answers from each other.
    """
    header_end = _EMPTY_LINE.search(raw)
    body = raw[header_end.end():].replace(b"\r", b"").strip() if header_end else b""
    named = ["from", "date"] if mail.message_id else ["from", "date", "subject", "to", "in-reply-to", "references"]
    fields = [mail.message_id.encode(), *(top.first(name) or b"" for name in named)]
    return hashlib.sha256(b"\n".join([*fields, body])).hexdigest()
