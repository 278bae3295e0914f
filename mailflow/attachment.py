"""Names what is attached, safely; nothing attached is ever opened."""

import re
from email.message import Message

import msgspec

from mailflow import charset, header
from mailflow.mime import Part

SHOWN = 100
NAME_LENGTH = 120

_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


class Attachment(msgspec.Struct, frozen=True):
    """What is listed of an attachment; `size` is in bytes, roughly where it is base64."""

    name: str
    kind: str
    size: int


def is_attached(part: Part) -> bool:
    """Everything that is not a text to be read; a text with a file name is a file."""
    if not part.kind.startswith("text/") or part.kind == "text/calendar":
        return True
    disposition = (part.first("content-disposition") or b"").lstrip().lower()
    return disposition.startswith(b"attachment") or bool(_named(part))


def describe(part: Part, number: int) -> Attachment:
    """The attachment under a name that no file system and no reader can misunderstand."""
    encoded = b"base64" in (part.first("content-transfer-encoding") or b"").lower()
    size = len(part.body) * 3 // 4 if encoded else len(part.body)
    return Attachment(safe_name(_named(part), number), part.kind, size)


def safe_name(name: str, number: int) -> str:
    """Without path, control and direction characters, and short; the ending is kept."""
    name = _FORBIDDEN.sub("", re.split(r"[/\\]", name)[-1]).strip(" .")
    return _shortened(name) or f"attachment-{number}"


def _shortened(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    if len(name) <= NAME_LENGTH or not dot or len(ending) > 10:
        return name[:NAME_LENGTH]
    return f"{stem[: NAME_LENGTH - len(ending) - 1]}.{ending}"


def _named(part: Part) -> str:
    for field in ("content-disposition", "content-type"):
        value = part.first(field)
        if value and (name := _parameter(value, field)):
            return name
    return ""


def _parameter(value: bytes, field: str) -> str:
    """`filename` or `name`, in the forms of RFC 2231, of RFC 2047 and of programs that follow neither."""
    if b"name" not in value.lower():
        return ""
    message = Message()
    message[field] = charset.guess(value)[0]  # Chinese programs also write raw GBK
    name = message.get_filename("") or ""
    return header.text(name.encode("utf-8", "replace")) if name else ""
