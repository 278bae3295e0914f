"""Screens a mail before anybody asks what it means: machines and returned mail have other ways."""

import re
from datetime import UTC, date, datetime, timedelta

import msgspec

from mailflow import away, bounce
from mailflow.bounce import Bounce
from mailflow.mail import Mail
from mailflow.mime import Part
from mailflow.read_receipt import is_read_receipt

_MACHINE_HEADERS = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-response", "x-autoreply-from",
                    "x-mail-autoreply", "x-vacation", "x-fc-machinegenerated", "x-qq-autoreply")
_LIST_HEADERS = ("list-id", "list-post", "list-unsubscribe", "mailing-list")
_BULK = ("bulk", "junk", "auto_reply")
_SHOWN_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_MIXED_SCRIPTS = re.compile(r"(?:[a-zA-Z][^\W\d_]*[\u0370-\u052f]|[\u0370-\u052f][^\W\d_]*[a-zA-Z])")


class Verdict(msgspec.Struct, frozen=True):
    """`kind` is one of KINDS; `reason` a short code that the trace page explains."""

    kind: str
    reason: str = ""
    answerable: bool = True
    away_until: date | None = None
    bounce: Bounce | None = None


KINDS = ("person", "own", "bounce", "automatic", "away", "calendar", "unreadable", "unclear", "refused")


def screen(mail: Mail, top: Part, raw: bytes, own_address: str = "") -> Verdict:
    """What kind of mail this is; `own_address` is where our letters come from."""
    if not mail.from_address and mail.headers.get("return-path") != "<>":
        return Verdict("unreadable", "no-sender", answerable=False)
    if own_address and mail.from_address == own_address.lower():
        return Verdict("own", "own-mail", answerable=False)
    if (returned := bounce.read(mail, top, raw)) is not None:
        return Verdict("bounce", "bounce" if returned.permanent else "delayed", False, bounce=returned)
    return _machine(mail) or _doubtful(mail) or _person(mail)


def _machine(mail: Mail) -> Verdict | None:
    if is_read_receipt(mail):
        return Verdict("automatic", "read-receipt", answerable=False)
    if mail.kinds and mail.kinds[0] == "multipart/report":
        return Verdict("automatic", "delivery-report", answerable=False)
    if sign := _automatic_sign(mail):
        if away.is_absence(mail.subject, mail.text or mail.html or ""):
            return Verdict("away", sign, answerable=False, away_until=_back(mail))
        return Verdict("automatic", sign, answerable=False)
    if mail.invitation is not None and mail.invitation.method:
        return Verdict("calendar", f"calendar-{mail.invitation.method.lower()}"[:40], answerable=False)
    return None


def _automatic_sign(mail: Mail) -> str:
    """Which sign tells that no person wrote this (RFC 3834, section 2, and habits outside it)."""
    headers = mail.headers
    if headers.get("auto-submitted", "no").partition(";")[0].strip().lower() not in ("no", ""):
        return "auto-submitted"
    if headers.get("precedence", "").strip().lower() in _BULK:
        return "precedence"
    if any(name in headers for name in _MACHINE_HEADERS):
        return "autoreply-header"
    if headers.get("return-path") == "<>":
        return "null-return-path"
    if "autoresponder" in headers.get("x-post-messageclass", "").lower():
        return "autoreply-header"
    return "automatic-words" if away.looks_automatic(mail.subject, mail.text or "") else ""


def _back(mail: Mail) -> date:
    """The date of return; where it is not stated, tomorrow: away today is all we know."""
    sent = (mail.date or datetime.now(UTC)).date()
    stated = away.date_of_return(f"{mail.subject}\n{mail.text or mail.html or ''}", sent)
    return stated or sent + timedelta(days=1)


def _doubtful(mail: Mail) -> Verdict | None:
    if mail.doubts:
        return Verdict("unclear", mail.doubts[0])
    shown = _SHOWN_ADDRESS.findall(mail.from_name)
    if any(address.lower() != mail.from_address for address in shown):
        return Verdict("unclear", "name-shows-other-address")
    if _MIXED_SCRIPTS.search(mail.from_name) or _MIXED_SCRIPTS.search(mail.from_address):
        return Verdict("unclear", "look-alike")
    return None


def _person(mail: Mail) -> Verdict:
    from_list = any(name in mail.headers for name in _LIST_HEADERS)
    if mail.encrypted:
        reason = "winmail" if mail.encrypted == "winmail" else "encrypted"
        return Verdict("refused", reason, answerable=not from_list)
    return Verdict("person", "mailing-list" if from_list else "", answerable=not from_list)
