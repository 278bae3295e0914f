"""The try-out mailboxes: one Maildir an address, made when the first mail or the first log-in comes."""

import base64
import hashlib
import hmac
import os
import re
import secrets
import socket
import time
from collections.abc import Iterator
from pathlib import Path

_NAME = re.compile(r"[a-z0-9.!#$%&'*=?^_`{|}~-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)*")
_KEY = re.compile(r"[0-9]+\.[A-Za-z0-9_.-]+")


class Mailboxes:
    """Maildirs below `folder`; `secret` is what their passwords are made from."""

    def __init__(self, folder: Path, secret: str) -> None:
        self.folder, self._secret = folder, secret.encode()

    def password(self, address: str) -> str:
        """The password of one mailbox, the same after every start."""
        digest = hmac.digest(self._secret, b"mailbox " + mailbox_of(address).encode(), hashlib.sha256)
        return base64.b32encode(digest)[:16].decode().lower()

    def has_password(self, address: str, password: str) -> bool:
        return is_address(address) and hmac.compare_digest(self.password(address).encode(), password.encode())

    def maildir(self, address: str) -> Path:
        """The Maildir of an address; raises ValueError for what is no address, and so no file name either."""
        if not is_address(address):
            raise ValueError(address)
        return self.folder / mailbox_of(address)

    def open(self, address: str) -> Path:
        """The Maildir, made where it does not exist."""
        maildir = self.maildir(address)
        for part in ("tmp", "new", "cur"):
            (maildir / part).mkdir(mode=0o700, parents=True, exist_ok=True)
        return maildir

    def deliver(self, address: str, raw: bytes) -> None:
        """Store a mail durably: after this returns it may be answered for (RFC 5321, section 4.5.5)."""
        maildir, name = self.open(address), _unique_name()
        draft = maildir / "tmp" / name
        with draft.open("xb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(maildir / "new" / name)

    def mails(self, address: str) -> Iterator[tuple[str, Path]]:
        """The mails of a mailbox's inbox as (key, file), newest first."""
        maildir = self.maildir(address)
        files = [*maildir.glob("new/*"), *maildir.glob("cur/*")]
        keyed = ((file.name.partition(":")[0], file) for file in files)
        return iter(sorted(keyed, key=lambda pair: pair[0], reverse=True))

    def find(self, address: str, key: str) -> Path | None:
        """The file of one mail: a mail program moves it from new to cur and changes its flags."""
        if not _KEY.fullmatch(key):
            return None
        maildir = self.maildir(address)
        return next((file for part in ("new", "cur") for file in maildir.glob(f"{part}/{key}*")
                     if file.name.partition(":")[0] == key), None)

    def unlock(self) -> None:
        """Remove the locks of an IMAP server that was killed; only while none runs."""
        for lock in self.folder.glob("*/**/*.lock"):
            lock.unlink(missing_ok=True)


def is_address(address: str) -> bool:
    """Whether it can have a mailbox here: in practice every address of a company."""
    return _NAME.fullmatch(mailbox_of(address)) is not None


def mailbox_of(address: str) -> str:
    """The address without +detail, in lower case (RFC 5233)."""
    local, _at, domain = address.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def _unique_name() -> str:
    # Sorts by time of arrival; a Maildir name has no colon, which begins the flags.
    host = re.sub(r"[^A-Za-z0-9-]", "-", socket.gethostname())
    return f"{time.time_ns() // 1000}.{secrets.token_hex(6)}.{host}"
