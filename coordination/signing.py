"""Signing on paper: the short code beside each signature line, by which a scan that comes back is known."""

import hashlib
from base64 import b32encode

LENGTH = 8


def signature_code(sha256: str, ask_id: int) -> str:
    """The code of one person's signature under one frozen version, such as `K7QD-3MXA`."""
    digest = hashlib.sha256(f"{sha256}:{ask_id}".encode()).digest()
    code = b32encode(digest).decode()[:LENGTH]
    return f"{code[:4]}-{code[4:]}"
