"""Decodes header fields: encoded words, addresses, dates, message ids; tolerant, linear, never raising."""

import re
from binascii import Error, a2b_base64, a2b_qp
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from mailflow import charset

_WORD = re.compile(rb"=\?([\w.:+-]{1,60})(?:\*[\w-]*)?\?([bBqQ])\?([^?\s]*(?: [^?\s]+)*)\?=")
_BETWEEN_WORDS = re.compile(rb"\?=[ \t]+=\?")
# The look-behind starts a match only where a token starts, which keeps a long token without "@" linear.
_ADDRESS = re.compile(r"(?<![^\s<>()\[\]\",;:\\])[^\s<>()\[\]\",;:@\\]+@[^\s<>()\[\]\",;:@\\]+")
_ANGLE = re.compile(r"(?P<name>(?:\"(?:[^\"\\]|\\.)*\"|[^<>\"])*)"
                    r"<\s*(?P<address>[^\s<>@]+@[^\s<>@]+)\s*>\s*\Z")
_COMMENTED = re.compile(r"(?P<address>[^\s<>()\",;:@]+@[^\s<>()\",;:@]+)\s*(?:\((?P<name>[^()<>]*)\))?\s*\Z")
_ID = re.compile(r"<([^<>\s]{1,998})>")
_UNSEEN = re.compile("[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def text(raw: bytes | None) -> str:
    """A field as one line of text, its encoded words (RFC 2047) decoded, control characters taken out."""
    if not raw:
        return ""
    if b"=?" not in raw:
        return clean(charset.guess(raw)[0])
    return clean(_words(_BETWEEN_WORDS.sub(b"?==?", raw)))


def clean(line: str) -> str:
    """Without control, zero-width and direction characters, which only serve to deceive in a header."""
    return _UNSEEN.sub("", line.replace("\t", " ")).strip()


def addresses(field: str) -> list[str]:
    """Every addr-spec in a field, in lower case."""
    return [found.lower() for found in _ADDRESS.findall(field)]


def sender(raw: bytes) -> tuple[str, str, bool]:
    """The display name, the address in lower case, and whether the field is plainly that of one address.

    Two addresses, a route, a comment in the middle or half a bracket are not plain: a person has to look.
    """
    field = charset.guess(raw)[0].strip()
    shape = _ANGLE.match(field) or _COMMENTED.match(field)
    if shape and len(set(addresses(_unquoted(field)))) == 1:
        name = text((shape["name"] or "").strip().strip('"').encode("utf-8", "surrogateescape"))
        return name, shape["address"].lower(), True
    found = addresses(field)
    return text(raw), (found[0] if found else ""), False


def message_ids(raw: bytes | None) -> list[str]:
    """The ids in a References or In-Reply-To field, without their angle brackets."""
    return _ID.findall(charset.guess(raw)[0]) if raw else []


def date(raw: bytes | None) -> datetime | None:
    """The instant in UTC, or None where the field says none that exists (year 99999)."""
    try:
        found = parsedate_to_datetime(raw.decode("ascii", "replace")) if raw else None
        if found is None:
            return None
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _unquoted(field: str) -> str:
    return re.sub(r'"(?:[^"\\]|\\.)*"', '""', field)


def _words(raw: bytes) -> str:
    """Neighbouring words of one charset are joined before decoding: programs cut characters in two."""
    pieces: list[str] = []
    pending, label, at = b"", "", 0
    for word in _WORD.finditer(raw):
        gap = raw[at:word.start()]
        name = word[1].decode("ascii").lower()
        if pending and (gap or name != label):
            pieces.append(charset.decode(pending, label)[0])
            pending = b""
        if gap:
            pieces.append(charset.guess(gap)[0])
        pending, label, at = pending + _word_bytes(word), name, word.end()
    if pending:
        pieces.append(charset.decode(pending, label)[0])
    return "".join([*pieces, charset.guess(raw[at:])[0]])


def _word_bytes(word: re.Match[bytes]) -> bytes:
    if word[2] in b"qQ":
        return a2b_qp(word[3].replace(b"_", b" "), header=True)
    try:
        return a2b_base64(word[3] + b"=" * (-len(word[3]) % 4))
    except Error:
        return word[0]
