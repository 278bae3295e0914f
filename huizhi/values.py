"""The rules for settings whose type says too little: zones, addresses of servers, mail addresses."""

import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from coordination.language import N_


@dataclass(frozen=True)
class Rule:
    """`expected` completes the sentence “… must be …”."""

    holds: Callable[[Any], bool]
    expected: str
    may_be_empty: bool = False


def is_zone(value: str) -> bool:
    try:
        return ZoneInfo(value) is not None
    except (KeyError, ValueError, OSError):  # unknown; outside of the database; a folder of it
        return False


def is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        plain = parts.port != 0 and not (parts.query or parts.fragment or parts.username)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and plain


def is_database(value: str) -> bool:
    return value.startswith(("sqlite:///", "postgresql://"))


def is_queue(value: str) -> bool:
    return value.startswith(("redis://", "rediss://"))


def is_mail_address(value: str) -> bool:
    return re.fullmatch(r"[A-Za-z0-9._-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", value) is not None


def is_country(value: str) -> bool:
    return len(value) == 2 and value.isalpha() and value.isupper()


def is_secret(value: str) -> bool:
    return len(value) >= 32


def is_one_line(value: str) -> bool:
    return bool(value) and value.isprintable()


def is_loopback(host: str) -> bool:
    """Whether a host is this machine by its very name."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def usual_port(protocol: str, security: str) -> int:
    """The port of RFC 8314 (implicit TLS) or of the plain protocol."""
    tls = {"imap": 993, "smtp": 465}
    plain = {"imap": 143, "smtp": 587 if security == "starttls" else 25}
    return tls[protocol] if security == "tls" else plain[protocol]


RULES = {
    "time_zone": Rule(is_zone, N_("a time zone such as Asia/Shanghai")),
    "secret_key": Rule(is_secret, N_("a text of at least 32 characters"), may_be_empty=True),
    "server.base_url": Rule(
        is_web_address, N_("an address such as https://corp.example/huizhi"), may_be_empty=True),
    "database.url": Rule(
        is_database, N_("sqlite:///path or postgresql://user:password@host/name"), may_be_empty=True),
    "queue.url": Rule(
        is_queue, N_("redis://host:port/0"), may_be_empty=True),
    "mail.address": Rule(
        is_mail_address, N_("a mail address such as huizhi@corp.example, without “+”"), may_be_empty=True),
    "mail.name": Rule(is_one_line, N_("a name in one line")),
    "mail.imap.folder": Rule(is_one_line, N_("the name of a mail folder")),
    "mail.imap.archive": Rule(is_one_line, N_("the name of a mail folder"), may_be_empty=True),
    "calendar.country": Rule(
        is_country, N_("a country code of two capital letters such as CN"), may_be_empty=True),
}
