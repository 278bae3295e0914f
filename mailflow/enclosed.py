"""The files in a received mail as they are, for a person who asks for one; nothing here opens them."""

from mailflow.attachment import SHOWN, describe, is_attached
from mailflow.mime import BeyondLimits, Part, split


def enclosed(raw: bytes) -> list[tuple[str, bytes]]:
    """Name and content of each, in the order of the mail; none where the mail is built too unusually to be read."""
    try:
        parts = list(_attached(split(raw)))[:SHOWN]
    except BeyondLimits:
        return []
    return [(describe(part, n).name, part.decoded()) for n, part in enumerate(parts, 1)]


def _attached(part: Part) -> list[Part]:
    if part.children and part.kind != "message/rfc822":
        return [found for child in part.children for found in _attached(child)]
    return [part] if is_attached(part) else []
