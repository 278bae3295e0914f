"""Takes the text out of winmail.dat (TNEF, MS-OXTNEF), for mails that have it nowhere else; files in it stay there."""

import struct
from collections.abc import Iterator

SIGNATURE = 0x223E9F78
MOST_ATTRIBUTES = 1_000
MOST_PROPERTIES = 2_000

_BODY, _PROPERTIES = 0x0002800C, 0x00069003
_TEXT_BODY, _HTML_BODY = 0x1000, 0x1013
_STRING8, _UNICODE, _OBJECT, _BINARY = 0x1E, 0x1F, 0x0D, 0x102
_FIXED = {
    0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16,
}  # bytes of a value, padded to four
_MANY = 0x1000
_FIRST_NAMED = 0x8000


class NotReadable(Exception):
    """The bytes are no TNEF, or end too early."""


def bodies(raw: bytes) -> tuple[bytes | None, bytes | None]:
    """Text and HTML as they stand in it, each None where it is missing; text is UTF-8 where it says its charset.

    Raises NotReadable.
    """
    text = markup = None
    for kind, value in _attributes(raw):
        if kind == _BODY:
            text = text or value.rstrip(b"\0")
        elif kind == _PROPERTIES:
            for number, value_type, content in _properties(value):
                if number == _TEXT_BODY:
                    text = _as_utf8(content, value_type) or text
                elif number == _HTML_BODY:
                    markup = content.rstrip(b"\0")
    return text or None, markup or None


def _attributes(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """Each attribute's tag and value: a byte for its level, the tag, the length, the value, a checksum."""
    if len(raw) < 6 or struct.unpack_from("<I", raw)[0] != SIGNATURE:
        raise NotReadable
    at = 6
    for _ in range(MOST_ATTRIBUTES):
        if at + 9 > len(raw):
            return
        _level, kind, length = struct.unpack_from("<BII", raw, at)
        at += 9
        if at + length > len(raw):
            raise NotReadable
        yield kind, raw[at : at + length]
        at += length + 2


def _properties(raw: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Number, type and first value of each MAPI property (MS-OXTNEF, section 2.1.3.4)."""
    reader = _Reader(raw)
    for _ in range(min(reader.number(), MOST_PROPERTIES)):
        value_type, number = reader.short(), reader.short()
        if number >= _FIRST_NAMED:
            reader.skip_name()
        many, value_type = bool(value_type & _MANY), value_type & ~_MANY
        if value_type in _FIXED:
            reader.take(_FIXED[value_type] * (reader.number() if many else 1))
        elif value_type in (_STRING8, _UNICODE, _OBJECT, _BINARY):
            values = [reader.take(reader.number()) for _ in range(min(reader.number(), MOST_PROPERTIES))]
            yield number, value_type, values[0] if values else b""
        else:
            raise NotReadable


def _as_utf8(content: bytes, value_type: int) -> bytes:
    if value_type == _UNICODE:
        return content.decode("utf-16-le", "replace").rstrip("\0").encode("utf-8", "replace")
    return content.rstrip(b"\0")


class _Reader:
    """Reads little-endian numbers, and values padded to four bytes."""

    def __init__(self, raw: bytes) -> None:
        self._raw, self._at = raw, 0

    def take(self, size: int) -> bytes:
        if self._at + size > len(self._raw):
            raise NotReadable
        value = self._raw[self._at : self._at + size]
        self._at += size + -size % 4
        return value

    def number(self) -> int:
        return int.from_bytes(self.take(4), "little")

    def short(self) -> int:
        if self._at + 2 > len(self._raw):
            raise NotReadable
        self._at += 2
        return int.from_bytes(self._raw[self._at - 2 : self._at], "little")

    def skip_name(self) -> None:
        self.take(16)
        if self.number():
            self.take(self.number())  # a name in letters
        else:
            self.take(4)
