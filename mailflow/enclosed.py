"""The files in a received mail as they are, for a person who asks for one; nothing here opens them."""

from base64 import b64decode
from binascii import Error, a2b_qp

from mailflow.attachment import SHOWN, describe, is_attached
from mailflow.mime import BeyondLimits, Part, split


def enclosed(raw: bytes) -> list[tuple[str, bytes]]:
    """Name and content of each, in the order of the mail; none where the mail is built too unusually to be read."""
    try:
        parts = list(_attached(split(raw)))[:SHOWN]
    except BeyondLimits:
        return []
    return [(describe(part, n).name, _decoded(part)) for n, part in enumerate(parts, 1)]


def _attached(part: Part) -> list[Part]:
    if part.children and part.kind != "message/rfc822":
        return [found for child in part.children for found in _attached(child)]
    return [part] if is_attached(part) else []


def _decoded(part: Part) -> bytes:
    encoding = (part.first("content-transfer-encoding") or b"").strip().lower()
    if encoding == b"quoted-printable":
        return a2b_qp(part.body)
    if encoding != b"base64":
        return part.body
    try:
        return b64decode(part.body)
    except Error:  # a gateway cut its end off
        return b64decode(part.body + b"===")
