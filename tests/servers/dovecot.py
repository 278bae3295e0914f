"""A real Dovecot: IMAP with IDLE, MOVE and UIDPLUS over Maildirs, plain, STARTTLS and TLS."""

import grp
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
from imapclient import IMAPClient
from imapclient.exceptions import LoginError

from tests.servers.certificates import Certificates
from tests.servers.process import HOST, Process, answers, free_port, program, unprivileged, workplace

PASSWORD = "correct-horse"

CONFIGURATION = """
base_dir = {directory}/run
state_dir = {directory}/state
log_path = {directory}/dovecot.log
protocols = imap
listen = {host}
default_internal_user = {internal}
default_internal_group = {group}
default_login_user = {login}
ssl = yes
ssl_cert = <{certificate}
ssl_key = <{key}
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
mail_location = maildir:~/Maildir
mail_fsync = never
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={directory}/mails/%Ld/%Ln allow_all_users=yes
}}
namespace inbox {{
  inbox = yes
  separator = /
}}
service imap-login {{
  chroot =
  service_count = 0
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  # no waiting after a wrong password
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service auth {{
  unix_listener auth-client {{
    mode = 0666
  }}
}}
"""


@dataclass
class Dovecot:
    """The server and its mailboxes: every address has one, and all have the same password."""

    directory: Path
    certificates: Certificates
    host: str = HOST
    port: int = field(default_factory=free_port)
    tls_port: int = field(default_factory=free_port)
    serial: Iterator[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        self.owner = unprivileged("nobody")
        for name in ("run", "state", "mails"):
            (self.directory / name).mkdir()
        os.chown(self.directory / "mails", self.owner.pw_uid, self.owner.pw_gid)
        configuration = self.directory / "dovecot.conf"
        configuration.write_text(self._configuration())
        command = [program("dovecot", "dovecot-imapd"), "-F", "-c", str(configuration)]
        log = self.directory / "dovecot.log"
        self.process = Process(command, log, lambda: answers(self.port, b"* OK"))

    @property
    def auth_socket(self) -> Path:
        """Where another server asks whether a password is right."""
        return self.directory / "run" / "auth-client"

    def delivery(self, mailbox: str) -> str:
        """The command that lays a mail from its standard input into a mailbox, named "domain/local"."""
        where = f"mail_location=maildir:{self.directory}/mails/{mailbox}/Maildir"
        options = (where, "log_path=/dev/stderr", "stats_writer_socket_path=", "mail_fsync=never")
        return "/usr/lib/dovecot/dovecot-lda -e -o " + " -o ".join(options)

    def home(self, address: str) -> Path:
        local, _, domain = address.lower().partition("@")
        return self.directory / "mails" / domain / local

    def connect(self, address: str, password: str = PASSWORD) -> IMAPClient:
        """A client of the kind that the product uses, logged in."""
        client = IMAPClient(self.host, port=self.port, ssl=False, timeout=10)
        try:
            client.login(address, password)
        except LoginError:
            client.shutdown()
            raise
        return client

    def put(self, address: str, raw: bytes) -> None:
        """Lays a mail into the inbox as a delivery agent does, byte for byte."""
        maildir = self.home(address) / "Maildir"
        for name in ("tmp", "new", "cur"):
            (maildir / name).mkdir(parents=True, exist_ok=True)
        name = f"{time.time():.6f}.{next(self.serial)}.test"
        (maildir / "tmp" / name).write_bytes(raw)
        self._give_away(self.home(address).parent)
        (maildir / "tmp" / name).rename(maildir / "new" / name)

    def mails(self, address: str, folder: str = "INBOX") -> list[bytes]:
        """Every mail in a folder, as a mail program would fetch it."""
        with self.connect(address) as client:
            client.select_folder(folder, readonly=True)
            found = client.search()
            return [mail[b"BODY[]"] for _, mail in sorted(client.fetch(found, ["BODY.PEEK[]"]).items())]

    def empty(self) -> None:
        """No mail, as on the first day."""
        for domain in (self.directory / "mails").iterdir():
            shutil.rmtree(domain, ignore_errors=True)

    def renumber(self, address: str) -> None:
        """Gives the inbox another UIDVALIDITY, as a restored or moved mailbox has."""
        maildir = self.home(address) / "Maildir"
        # dovecot-uidvalidity stays: it makes the next number higher than the last, even within a second.
        for trace in (maildir / "dovecot-uidlist", *maildir.glob("dovecot.index*")):
            trace.unlink(missing_ok=True)

    def _give_away(self, top: Path) -> None:
        for path in (top, *top.rglob("*")):
            with suppress(FileNotFoundError):  # somebody reads the mailbox at the same time and moves its mails
                os.chown(path, self.owner.pw_uid, self.owner.pw_gid)

    def _configuration(self) -> str:
        root = os.geteuid() == 0
        return CONFIGURATION.format(
            directory=self.directory,
            host=self.host,
            port=self.port,
            tls_port=self.tls_port,
            internal="dovecot" if root else self.owner.pw_name,
            login="dovenull" if root else self.owner.pw_name,
            group="dovecot" if root else grp.getgrgid(self.owner.pw_gid).gr_name,
            certificate=self.certificates.good.certificate,
            key=self.certificates.good.key,
            password=PASSWORD,
            uid=self.owner.pw_uid,
            gid=self.owner.pw_gid,
        )


@pytest.fixture(scope="session")
def dovecot_server(certificates: Certificates) -> Iterator[Dovecot]:
    program("dovecot", "dovecot-imapd")
    with workplace("dovecot") as directory:
        server = Dovecot(directory, certificates)
        server.process.start()
        yield server
        server.process.stop()


@pytest.fixture
def dovecot(dovecot_server: Dovecot) -> Dovecot:
    """The session's Dovecot with no mail in it."""
    dovecot_server.empty()
    return dovecot_server
