"""Reads returned mail: delivery reports (RFC 3464), what flufl.bounce knows, and Chinese post offices."""

import email
import re
from email.errors import MessageError

import msgspec
from flufl.bounce import all_failures

from mailflow import header
from mailflow.mail import TEXT_BYTES, Mail
from mailflow.mime import Part

_DAEMON = re.compile(r"(mailer-?daemon|postmaster|mail-?delivery|mdaemon|mail[._-]?system)[^@]*@", re.I)
_SUBJECT = re.compile(r"undeliver|delivery (status|failure|has failed|notification)|returned mail"
                      r"|failure notice|mail delivery (failed|system)|could not be delivered|message delay"
                      r"|退信|(无法|未能?)(发送|投递|送达|传递)|投递失败|发送失败|邮件被退回"
                      r"|投递延迟|延迟投递|無法傳遞", re.I)
_TEMPORARY = re.compile(r"delayed|warning|will (be )?retr|延迟|稍后重试", re.I)
_BLOCK = re.compile(rb"\n[ \t]*\n")


class Bounce(msgspec.Struct, frozen=True):
    """Whom a mail could not reach, whether that is final, and what the post office said."""

    recipients: list[str]
    permanent: bool
    reason: str


def read(mail: Mail, top: Part, raw: bytes) -> Bounce | None:
    """None where this is no returned mail; a report of success is no bounce."""
    report = next((part for part in top.walk() if part.kind == "message/delivery-status"), None)
    if report is not None:
        return _from_report(report)
    if "x-failed-recipients" in mail.headers:
        return Bounce(header.addresses(mail.headers["x-failed-recipients"]), True, _words_of(mail))
    nobody = mail.headers.get("return-path") == "<>"
    if _DAEMON.search(mail.from_address) or (nobody and _SUBJECT.search(mail.subject)):
        return _from_words(mail, raw)
    return None


def _from_report(report: Part) -> Bounce | None:
    failed, delayed, reason = [], [], ""
    for block in _BLOCK.split(b"\n" + report.body)[:100]:
        fields = _report_fields(block)
        action = fields.get("action", "").lower()
        recipient = header.addresses(fields.get("original-recipient") or fields.get("final-recipient", ""))
        (failed if action == "failed" else delayed if action == "delayed" else []).extend(recipient)
        if action in ("failed", "delayed"):
            reason = reason or " ".join(filter(None, [fields.get("status"), fields.get("diagnostic-code")]))
    return Bounce(failed or delayed, bool(failed), reason[:500]) if failed or delayed else None


def _report_fields(block: bytes) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in re.split(rb"\n(?![ \t])", block):
        name, colon, value = line.partition(b":")
        if colon:
            fields[name.strip().lower().decode("latin-1")] = header.text(value.replace(b"\n", b""))
    return fields


def _from_words(mail: Mail, raw: bytes) -> Bounce | None:
    """A post office of its own kind: flufl.bounce knows many; else the subject says that it is one."""
    try:
        temporary, permanent = all_failures(email.message_from_bytes(raw[:TEXT_BYTES]))
    except (MessageError, ValueError, LookupError, AttributeError, TypeError):
        temporary, permanent = frozenset(), frozenset()  # a detector stumbled over a shape it does not know
    if permanent or temporary:
        recipients = sorted(address.decode("ascii", "replace").lower() for address in permanent or temporary)
        return Bounce(recipients, bool(permanent), _words_of(mail))
    if not _SUBJECT.search(mail.subject):
        return None
    return Bounce([], not _TEMPORARY.search(mail.subject), _words_of(mail))


def _words_of(mail: Mail) -> str:
    words = mail.text or re.sub(r"<[^>]{0,2000}>", " ", (mail.html or "")[:20_000])
    return " ".join(words[:2_000].split())[:500]
