"""The IMAP side of the try-out post office: pymap over the try-out mailboxes, with their passwords."""

import ssl
from argparse import Namespace
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

from proxyprotocol.result import ProxyResultLocal
from proxyprotocol.sock import SocketInfo
from pymap.backend.maildir import Config, FilterSet, Login, Session
from pymap.backend.maildir import Identity as MaildirIdentity
from pymap.backend.maildir.io import FileWriteable
from pymap.backend.maildir.layout import MaildirLayout
from pymap.backend.maildir.mailbox import MailboxSet, Maildir
from pymap.concurrent import Event, Subsystem
from pymap.exceptions import InvalidAuth
from pymap.imap import IMAPServer
from pymap.selected import SelectedMailbox
from pysasl.creds.server import ServerCredentials
from pysasl.hashing import Cleartext
from pysasl.identity import Identity

from huizhi.tryout.mailboxes import Mailboxes

LAYOUT = "++"


def connection_handler(mailboxes: Mailboxes) -> Callable[[StreamReader, StreamWriter], Awaitable[None]]:
    """What serves one connection, for asyncio.start_server; all of them in that loop's thread."""
    mailboxes.unlock()
    config = OfficeConfig(mailboxes)
    server = IMAPServer(OfficeLogin(config, mailboxes), config)

    async def serve(reader: StreamReader, writer: StreamWriter) -> None:
        config.apply_context()
        await server(reader, writer, SocketInfo.get(writer, ProxyResultLocal(), unique_id=uuid4().bytes))

    return serve


class OfficeConfig(Config):
    def __init__(self, mailboxes: Mailboxes) -> None:
        arguments = Namespace(proxy_protocol=None, passlib_cfg=None, inherited_sockets=None)
        in_the_loop = Subsystem.for_asyncio()
        super().__init__(
            arguments, host=None, port=0, base_dir=str(mailboxes.folder), layout=LAYOUT, colon=None,
            subsystem=in_the_loop, cpu_subsystem=in_the_loop, hash_context=Cleartext(),
            tls_enabled=False, ssl_context=ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER),
        )

    @property
    def greeting(self) -> bytes:
        # pymap's own asks the DNS for this machine's name, which may take long.
        return b"Huizhi try-out post office"


class OfficeLogin(Login):
    """Whoever has a mailbox's password may open it, also that of a person who was added a moment ago."""

    def __init__(self, config: Config, mailboxes: Mailboxes) -> None:
        super().__init__(config)
        self.mailboxes = mailboxes

    async def authenticate(self, credentials: ServerCredentials) -> "Owner":
        if not credentials.verify(Account(credentials.authcid, self.mailboxes)):
            raise InvalidAuth()
        return Owner(self, credentials.authcid)

    async def authorize(self, authenticated: "Owner", authzid: str) -> "Owner":
        await super().authorize(authenticated, authzid)
        return authenticated


class Account(Identity):
    """What pysasl compares a log-in with."""

    def __init__(self, name: str, mailboxes: Mailboxes) -> None:
        self.name, self.mailboxes = name, mailboxes

    @property
    def authcid(self) -> str:
        return self.name

    def compare_authcid(self, authcid: str) -> bool:
        return authcid == self.name

    def compare_secret(self, value: str) -> bool:
        return self.mailboxes.has_password(self.name, value)

    def get_clear_secret(self) -> str | None:
        return None


class Owner(MaildirIdentity):
    """Somebody who has logged in to their mailbox."""

    def __init__(self, login: OfficeLogin, name: str) -> None:
        super().__init__(login.config, login.tokens, name, None, set())
        self.mailboxes = login.mailboxes

    @asynccontextmanager
    async def new_session(self) -> AsyncIterator[Session]:
        maildir = str(self.mailboxes.open(self.name))
        layout = MaildirLayout.get(maildir, LAYOUT, ExactMaildir)
        folders = MailboxSet(ExactMaildir(maildir, create=False), layout)
        yield PromptSession(self.name, self.config, folders, FilterSet(layout.path))


class PromptSession(Session):
    """Tells an idling program of new mail at once; pymap's own takes up to two seconds."""

    async def check_mailbox(self, selected: SelectedMailbox, *, wait_on: Event | None = None,
                            housekeeping: bool = False) -> SelectedMailbox:
        if wait_on is not None:
            await self._change(wait_on)
        return await super().check_mailbox(selected, housekeeping=housekeeping)

    async def _change(self, done: Event) -> None:
        # Looks at the inbox all the same after a second: two changes in one tick of the clock look like one.
        before = self._changed_at()
        for _ in range(10):
            await done.wait(timeout=0.1)
            if done.is_set() or self._changed_at() != before:
                return

    def _changed_at(self) -> tuple[int, ...]:
        inbox = Path(self.mailbox_set._path)
        return tuple((inbox / part).stat().st_mtime_ns for part in ("new", "cur"))


class ExactMaildir(Maildir):
    """Serves the bytes that were delivered; pymap's own parses them and writes them anew."""

    def get_message(self, key: str) -> bytes:
        return self.get_bytes(key)


def _write_beside(self: FileWriteable) -> None:
    path = Path(self.get_file(self.path))
    draft = path.with_name(path.name + ".new")
    with draft.open("w", encoding="utf-8") as file:
        self.write(file)
    draft.replace(path)
    self._touched = False


# pymap writes its lists into the folder for temporary files and renames them from there, which fails where
# that folder is on another file system.
FileWriteable.file_write = _write_beside
