"""Takes the text out of what is only signed: S/MIME's SignedData, which hides a mail in a file, and PGP's clear text.

No signature is checked here: who wrote is decided by the letter's key and the mailbox's proofs, as for every mail.
"""

import re

SIGNED_DATA = bytes.fromhex("2a864886f70d010702")  # pkcs7-signedData (RFC 5652, section 5.1)
DATA = bytes.fromhex("2a864886f70d010701")
MOST_CHUNKS = 100_000

_SEQUENCE, _SET, _INTEGER, _OID, _OCTETS, _CHUNKS, _EXPLICIT = 0x30, 0x31, 0x02, 0x06, 0x04, 0x24, 0xA0
_BEGIN, _SIGNATURE, _END = (
    f"-----{words}-----" for words in ("BEGIN PGP SIGNED MESSAGE", "BEGIN PGP SIGNATURE", "END PGP SIGNATURE"))
_ESCAPED = re.compile(r"^- ", re.M)


class NotSigned(Exception):
    """The bytes are no signed content: encrypted, cut short, or something else."""


def signed_content(raw: bytes) -> bytes:
    """The mail inside a SignedData (RFC 5652, sections 3 and 5), in DER or BER. Raises NotSigned."""
    kind, rest = _sequence_with_oid(raw)
    if kind != SIGNED_DATA:
        raise NotSigned
    inside = _inside(_inside(rest, _EXPLICIT), _SEQUENCE)
    _version, at = _element(inside, 0, _INTEGER)
    _digests, at = _element(inside, at, _SET)
    kind, rest = _sequence_with_oid(inside[at:])
    if kind != DATA or not rest:
        raise NotSigned  # a detached signature has no content
    return _octets(_inside(rest, _EXPLICIT))


def clear_text(text: str) -> str | None:
    """The text without PGP's armour around it (RFC 4880, section 7), None where there is none."""
    begin = text.find(_BEGIN)
    start = text.find("\n\n", begin) if begin >= 0 else -1
    signature = text.find(f"\n{_SIGNATURE}", start) if start >= 0 else -1
    end = text.find(_END, signature) if signature >= 0 else -1
    if end < 0 or text[:begin].rpartition("\n")[2].strip():
        return None
    return text[:begin] + _ESCAPED.sub("", text[start + 2 : signature]) + text[end + len(_END) :]


def _sequence_with_oid(raw: bytes) -> tuple[bytes, bytes]:
    """The object identifier that begins a SEQUENCE, and what follows it."""
    inside = _inside(raw, _SEQUENCE)
    oid, at = _element(inside, 0, _OID)
    return oid, inside[at:]


def _inside(raw: bytes, tag: int) -> bytes:
    return _element(raw, 0, tag)[0]


def _octets(raw: bytes) -> bytes:
    """An OCTET STRING, whole or in chunks."""
    if raw[:1] == bytes([_OCTETS]):
        return _inside(raw, _OCTETS)
    chunks, inside, at = [], _inside(raw, _CHUNKS), 0
    while at < len(inside):
        chunk, at = _element(inside, at, _OCTETS)
        chunks.append(chunk)
        if len(chunks) > MOST_CHUNKS:
            raise NotSigned
    return b"".join(chunks)


def _element(raw: bytes, at: int, tag: int) -> tuple[bytes, int]:
    """The content of the element here, which must have this tag, and where the next one begins."""
    if at + 2 > len(raw) or raw[at] != tag:
        raise NotSigned
    start, length = _length(raw, at + 1)
    if length is None:
        end = _end_of_contents(raw, start)
        return raw[start:end], end + 2
    if start + length > len(raw):
        raise NotSigned
    return raw[start : start + length], start + length


def _length(raw: bytes, at: int) -> tuple[int, int | None]:
    """Where the content begins and how long it is; None for a length that is not stated."""
    first = raw[at]
    if first < 0x80:
        return at + 1, first
    if first == 0x80:
        return at + 1, None
    size = first & 0x7F
    if size > 4:
        raise NotSigned
    return at + 1 + size, int.from_bytes(raw[at + 1 : at + 1 + size])


def _end_of_contents(raw: bytes, at: int) -> int:
    """Where the two zero bytes stand that close a content without a stated length; nested ones are counted."""
    open_ones = 1
    while at + 2 <= len(raw):
        if raw[at] == raw[at + 1] == 0:
            open_ones -= 1
            if not open_ones:
                return at
            at += 2
            continue
        at, length = _length(raw, at + 1)
        if length is None:
            open_ones += 1
        else:
            at += length
    raise NotSigned
