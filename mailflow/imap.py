"""Talks IMAP to one mailbox: finds new mails by cursor, fetches them, moves them away, waits for the next.

IMAPClient does the protocol. Its `idle_check` is not used: it loses lines that arrive in pieces and mail that comes
just before IDLE, and never notices a dead link. Here any word from the server ends the wait, and a search follows.
"""

import select
import ssl
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientError

from mailflow import crashpoint
from mailflow.mime import HEADER_BYTES

CONNECT_SECONDS = 15
READ_SECONDS = 30
SLICE_SECONDS = 0.5
WITHOUT_IDLE_SECONDS = 15
SIZES_AT_ONCE = 200

# What a broken link, a refused command or a server that talks nonsense raise.
MAILBOX_ERRORS = (OSError, IMAPClientError, EOFError)


class UnsafeArgument(ValueError):
    """A name or password with a line break or NUL would become another command (RFC 9051, section 9)."""


@dataclass(frozen=True)
class Account:
    """How to reach a mailbox. `security` "none" is for a server on this machine; `tls` replaces the system's trust."""

    host: str
    port: int
    user: str
    password: str
    security: Literal["tls", "starttls", "none"] = "tls"
    folder: str = "INBOX"
    archive: str = "Huizhi"
    tls: ssl.SSLContext | None = None

    def __post_init__(self) -> None:
        for argument in (self.user, self.password, self.folder, self.archive):
            if any(character in argument for character in "\r\n\0"):
                raise UnsafeArgument("a line break or NUL in the name, password or folder of the mailbox")

    @property
    def name(self) -> str:
        """How the mailbox's row is named."""
        return f"{self.user}@{self.host}:{self.port}/{self.folder}"


@dataclass(frozen=True)
class Found:
    """A new mail before it is fetched; `received_at` is the server's INTERNALDATE."""

    uid: int
    size: int
    received_at: datetime | None


class Connection:
    """One logged-in connection with the folder selected. Every method may raise MAILBOX_ERRORS."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.client = _logged_in(account)
        self.client.normalise_times = False
        try:
            self.uidvalidity, self.uidnext = self._select()
            self.has_archive = bool(account.archive) and self._prepare_archive()
        except BaseException:
            self.close()
            raise

    def new_mails(self, after: int) -> list[Found]:
        """The mails whose UID is above the cursor, oldest first; seen or not makes no difference."""
        self.client.noop()
        self._announced().pop("EXISTS", None)
        # "n:*" always names the last mail, also where its UID is below n (RFC 9051, section 9, seq-range).
        uids = sorted(uid for uid in self.client.search(["UID", f"{after + 1}:*"]) if uid > after)
        found: list[Found] = []
        for start in range(0, len(uids), SIZES_AT_ONCE):
            found += self._sizes(uids[start:start + SIZES_AT_ONCE])
        return found

    def mails_up_to(self, cursor: int) -> list[int]:
        """The UIDs that are still in the folder though they are behind the cursor."""
        return [uid for uid in self.client.search(["UID", f"1:{cursor}"]) if uid <= cursor] if cursor else []

    def fetch(self, uid: int) -> bytes | None:
        """The mail's bytes without marking it seen; None where somebody has removed it."""
        return self.client.fetch([uid], ["BODY.PEEK[]"]).get(uid, {}).get(b"BODY[]")

    def fetch_header(self, uid: int) -> bytes | None:
        """The header of a mail that is too large to be fetched whole."""
        item = f"BODY.PEEK[HEADER]<0.{HEADER_BYTES}>"
        answer = self.client.fetch([uid], [item]).get(uid, {})
        return answer.get(b"BODY[HEADER]<0>", answer.get(b"BODY[HEADER]"))

    def move_away(self, uids: list[int]) -> bool:
        """Move mails to the archive folder; False where the server cannot do it without touching other mails."""
        if not uids or not self.has_archive:
            return False
        if self.client.has_capability("MOVE"):
            self.client.move(uids, self.account.archive)
        elif self.client.has_capability("UIDPLUS"):
            self.client.copy(uids, self.account.archive)
            crashpoint.here("in-mid-move")
            self.client.add_flags(uids, [rb"\Deleted"], silent=True)
            self.client.uid_expunge(uids)
        else:
            return False
        return True

    def wait(self, seconds: float, stop: threading.Event) -> None:
        """Until the server says anything, `stop` is set, or the time is over; the caller searches in any case."""
        if "EXISTS" in self._announced():
            return  # said during another command since the search; the server will not say it again
        if not self.client.has_capability("IDLE"):
            stop.wait(min(seconds, WITHOUT_IDLE_SECONDS))
            return
        imap = self.client._imap
        tag = imap._new_tag()
        imap.send(tag + b" IDLE\r\n")
        if self._idling(tag):
            self._until_word(seconds, stop)
            imap.send(b"DONE\r\n")
            self._read_until(tag)

    def close(self) -> None:
        """Say goodbye if the server still listens."""
        with suppress(*MAILBOX_ERRORS):
            self.client.socket().settimeout(1)
            self.client.logout()
        with suppress(*MAILBOX_ERRORS):
            self.client.shutdown()

    def _select(self) -> tuple[int, int]:
        answer = self.client.select_folder(self.account.folder)
        return int(answer[b"UIDVALIDITY"]), int(answer.get(b"UIDNEXT", 0))

    def _prepare_archive(self) -> bool:
        """Whether the archive folder is there; a missing one is made, and where that fails mails stay."""
        try:
            if not self.client.folder_exists(self.account.archive):
                self.client.create_folder(self.account.archive)
        except IMAPClientError:
            return False
        return True

    def _sizes(self, uids: list[int]) -> list[Found]:
        answer = self.client.fetch(uids, ["RFC822.SIZE", "INTERNALDATE"])
        return [Found(uid, int(answer[uid].get(b"RFC822.SIZE", 0)), answer[uid].get(b"INTERNALDATE"))
                for uid in uids if uid in answer]

    def _announced(self) -> dict[str, list]:
        """What the server said beside the answers to our commands."""
        return self.client._imap.untagged_responses

    def _idling(self, tag: bytes) -> bool:
        """Whether the server waits now. Raises IMAPClientError where it refuses."""
        while True:
            line = self._line()
            if line.startswith(b"+"):
                return True
            if line.startswith(tag):
                raise IMAPClientError(f"IDLE was refused: {line[:200]!r}")

    def _until_word(self, seconds: float, stop: threading.Event) -> None:
        deadline = time.monotonic() + seconds
        # A word that came together with the "+" lies in the buffer, where no poll of the socket would see it.
        if self._has_buffered():
            return
        poll = select.poll()
        poll.register(self.client.socket(), select.POLLIN)
        while not stop.is_set() and time.monotonic() < deadline:
            if poll.poll(SLICE_SECONDS * 1_000):
                return

    def _has_buffered(self) -> bool:
        connection = self.client.socket()
        connection.settimeout(0)
        try:
            return bool(self.client._imap.file.peek(1))
        except (ssl.SSLWantReadError, BlockingIOError):
            return False
        finally:
            connection.settimeout(READ_SECONDS)

    def _read_until(self, tag: bytes) -> None:
        while not self._line().startswith(tag):
            pass

    def _line(self) -> bytes:
        """One whole line, however many pieces it comes in. Raises TimeoutError on a dead link."""
        return self.client._imap._get_line()


def _logged_in(account: Account) -> IMAPClient:
    timeout = SocketTimeout(connect=CONNECT_SECONDS, read=READ_SECONDS)
    client = IMAPClient(account.host, port=account.port, ssl=account.security == "tls",
                        ssl_context=account.tls or ssl.create_default_context(), timeout=timeout)
    try:
        if account.security == "starttls":
            client.starttls(account.tls or ssl.create_default_context())
        client.login(account.user, account.password)
    except BaseException:
        with suppress(*MAILBOX_ERRORS):
            client.shutdown()
        raise
    return client
