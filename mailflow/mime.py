"""Splits a raw mail into header fields and parts, within byte limits and in linear time.

The limits refuse no real mail that we know of and every bomb that a MIME parser could be made to choke on,
so they come before anything is decoded. What is within them is read tolerantly: a mail without its closing
boundary, with bare line ends or with no boundary at all still gives what can be read.
"""

import re
from binascii import Error, a2b_base64, a2b_qp
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message

from mailflow.opaque import NotSigned, signed_content

FIELD_BYTES = 16 * 1024
HEADER_BYTES = 128 * 1024
FIELDS = 500
BOUNDARIES = 50
DELIMITERS = 1_000
NESTED_MESSAGES = 50
SMIME = ("application/pkcs7-mime", "application/x-pkcs7-mime")
OPENED = "multipart/x-opened"  # stands in for an S/MIME file whose signed content was taken out

_NEXT_FIELD = re.compile(rb"\n(?![ \t])")
_NAME = re.compile(rb"([!-9;-~]+)[ \t]*:[ \t]*")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")


class BeyondLimits(Exception):
    """The mail is not parsed; `limit` names what it exceeds."""

    def __init__(self, limit: str) -> None:
        super().__init__(limit)
        self.limit = limit


@dataclass(slots=True)
class Part:
    """One part: its fields as (lower-case name, unfolded bytes), and its body or its children."""

    fields: list[tuple[str, bytes]]
    body: bytes
    children: list["Part"] = field(default_factory=list)
    kind: str = "text/plain"
    content_type: Message | None = None

    def first(self, name: str) -> bytes | None:
        return next((value for field_name, value in self.fields if field_name == name), None)

    def all(self, name: str) -> list[bytes]:
        return [value for field_name, value in self.fields if field_name == name]

    def decoded(self) -> bytes:
        """The body without its transfer encoding."""
        encoding = (self.first("content-transfer-encoding") or b"").strip().lower()
        if encoding == b"quoted-printable":
            return a2b_qp(self.body)
        return _from_base64(self.body) if encoding == b"base64" else self.body

    def walk(self) -> Iterator["Part"]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(slots=True)
class _Seen:
    """What has been counted so far in one mail."""

    boundaries: int = 0
    delimiters: int = 0
    messages: int = 0


def split(raw: bytes) -> Part:
    """The parts of a raw mail. Raises BeyondLimits."""
    if b"\r" in raw:
        raw = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return _part(raw, _Seen(), inside="")


def split_headers(raw: bytes) -> Part:
    """The header fields of a mail too large to be read. Raises BeyondLimits."""
    start = raw[: HEADER_BYTES + 4].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    header, _body = _header_and_body(start)
    return Part(_fields(header), b"")


def _part(raw: bytes, seen: _Seen, inside: str) -> Part:
    header, body = _header_and_body(raw)
    part = Part(_fields(header), body)
    _set_kind(part, default="message/rfc822" if inside == "multipart/digest" else "text/plain")
    if part.kind.startswith("multipart/"):
        _split_children(part, seen)
    elif part.kind == "message/rfc822":
        _open_message(part, seen)
    elif part.kind in SMIME:
        _open_signed(part, seen)
    return part


def _header_and_body(raw: bytes) -> tuple[bytes, bytes]:
    if raw[:1] == b"\n":
        return b"", raw[1:]
    end = raw.find(b"\n\n", 0, HEADER_BYTES + 2)
    if end < 0 and len(raw) > HEADER_BYTES:
        raise BeyondLimits("header block")
    return (raw, b"") if end < 0 else (raw[:end], raw[end + 2:])


def _fields(header: bytes) -> list[tuple[str, bytes]]:
    if header.count(b"\n") > FIELD_BYTES:
        raise BeyondLimits("header lines")
    lines = _NEXT_FIELD.split(header)
    if len(lines) > FIELDS:
        raise BeyondLimits("header fields")
    fields = []
    for line in lines:
        if len(line) > FIELD_BYTES:
            raise BeyondLimits("header field")
        if name := _NAME.match(line):
            value = line[name.end():].replace(b"\n", b"") if b"\n" in line else line[name.end():]
            fields.append((name[1].decode("ascii").lower(), value))
    return fields


def _set_kind(part: Part, default: str) -> None:
    value = part.first("content-type")
    if value is None:
        part.kind = default
        return
    message = Message()
    message["Content-Type"] = value.decode("latin-1")
    part.content_type = message
    part.kind = message.get_content_type()


def _split_children(part: Part, seen: _Seen) -> None:
    boundary = part.content_type.get_boundary() if part.content_type else None
    segments = list(_segments(part.body, boundary, seen)) if boundary else []
    if not segments:
        part.kind = "text/plain"  # no boundary, or one that never comes: the body is all there is to read
        return
    part.children = [_part(segment, seen, part.kind) for segment in segments]
    part.body = b""


def _segments(body: bytes, boundary: str, seen: _Seen) -> Iterator[bytes]:
    """What stands between the delimiter lines (RFC 2046, section 5.1.1); a missing last one is forgiven."""
    seen.boundaries += 1
    if seen.boundaries > BOUNDARIES:
        raise BeyondLimits("boundaries")
    delimiter = b"--" + boundary.encode("latin-1", "replace")
    start = None
    for at, end, closing in _delimiters(body, delimiter, seen):
        if start is not None:
            yield body[start:max(start, at - 1)]
        start = None if closing else end
        if closing:
            return
    if start is not None:
        yield body[start:]


def _delimiters(body: bytes, delimiter: bytes, seen: _Seen) -> Iterator[tuple[int, int, bool]]:
    at = 0 if body.startswith(delimiter) else _next(body, delimiter, 0)
    while at >= 0:
        seen.delimiters += 1
        if seen.delimiters > DELIMITERS:
            raise BeyondLimits("delimiter lines")
        after = at + len(delimiter)
        line_end = body.find(b"\n", after)
        line_end = len(body) if line_end < 0 else line_end
        rest = body[after:line_end].rstrip()
        if rest in (b"", b"--"):
            yield at, min(line_end + 1, len(body)), rest == b"--"
        at = _next(body, delimiter, line_end)


def _next(body: bytes, delimiter: bytes, start: int) -> int:
    """Where the next line that begins with the delimiter begins, or -1."""
    before = body.find(b"\n" + delimiter, start)
    return before + 1 if before >= 0 else -1


def _open_message(part: Part, seen: _Seen) -> None:
    seen.messages += 1
    if seen.messages > NESTED_MESSAGES:
        raise BeyondLimits("nested messages")
    part.children = [_part(part.body, seen, part.kind)]


def _open_signed(part: Part, seen: _Seen) -> None:
    """What is signed and not encrypted is a mail of its own; anything else stays the file that it is."""
    try:
        content = signed_content(part.decoded())
    except NotSigned:
        return
    part.body = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    _open_message(part, seen)
    part.kind, part.body = OPENED, b""


def _from_base64(body: bytes) -> bytes:
    """What can be read of base64, also where a gateway broke its lines or a program forgot the padding."""
    try:
        return a2b_base64(body)
    except Error:
        body = _NOT_BASE64.sub(b"", body)
        body = body[: len(body) - 1] if len(body) % 4 == 1 else body
        return a2b_base64(body + b"=" * (-len(body) % 4))
