"""A real Postfix: takes mail on loopback for every address under .example and hands it to Dovecot.

`name+any@` is delivered to `name@`; `nobody@…` is refused at RCPT; `gone@…` is accepted and bounces later.
Nothing leaves the machine: there is no client that could carry it.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.servers.dovecot import Dovecot
from tests.servers.process import HOST, Process, answers, free_port, program, unavailable, workplace

MAIN = r"""
compatibility_level = 3.6
queue_directory = {directory}/queue
data_directory = {directory}/data
maillog_file = {directory}/postfix.log
maillog_file_prefixes = {directory}
myhostname = mx.corp.example
mydestination =
inet_interfaces = {host}
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_recipient_restrictions =
disable_dns_lookups = yes
smtpd_peername_lookup = no
default_transport = error:mail does not leave this machine
relay_transport = error:mail does not leave this machine
alias_maps =
alias_database =
local_recipient_maps =
recipient_delimiter = +
message_size_limit = 104857600
mailbox_size_limit = 0
virtual_mailbox_domains = regexp:{directory}/etc/domains
virtual_mailbox_maps = regexp:{directory}/etc/mailboxes
virtual_transport = dovecot
dovecot_destination_recipient_limit = 1
transport_maps = regexp:{directory}/etc/transports
smtpd_tls_security_level = may
smtpd_tls_cert_file = {certificate}
smtpd_tls_key_file = {key}
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = {auth_socket}
smtpd_client_connection_count_limit = 0
"""

MASTER = """
{host}:{port} inet n - n - - smtpd
{host}:{tls_port} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
error unix - - n - - error
retry unix - - n - - error
dovecot unix - n n - - pipe flags=DORhu null_sender= user={owner} argv={lda}
closed unix - n n - - pipe user={owner} argv=/bin/sh -c {{exit 67}}
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
showq unix n - n - - showq
postlog unix-dgram n - n - 1 postlogd
"""

# master changes its user to and fro, and then forgets to die with its parent; a shell remembers.
GUARD = '"$@" & trap "kill $!" TERM; wait; wait'

DOMAINS = r"/^[a-z0-9.-]+\.example$/ ours" + "\n"
MAILBOXES = r"""
if !/^nobody[+@]/
/@[a-z0-9.-]+\.example$/ ours
endif
"""
TRANSPORTS = r"/^gone(\+[^@]*)?@/ closed:" + "\n"


@dataclass
class Postfix:
    directory: Path
    dovecot: Dovecot
    host: str = HOST
    port: int = field(default_factory=free_port)
    tls_port: int = field(default_factory=free_port)

    def __post_init__(self) -> None:
        etc = self.directory / "etc"
        for path in (etc, self.directory / "queue", self.directory / "data"):
            path.mkdir()
        shutil.chown(self.directory / "data", "postfix")
        (etc / "main.cf").write_text(self._main())
        (etc / "master.cf").write_text(self._master())
        (etc / "domains").write_text(DOMAINS)
        (etc / "mailboxes").write_text(MAILBOXES)
        (etc / "transports").write_text(TRANSPORTS)
        master = Path(self.command("postconf", "-h", "daemon_directory").strip()) / "master"
        command = ["sh", "-c", GUARD, "sh", str(master), "-c", str(etc), "-s"]
        self.process = Process(command, self.directory / "postfix.log", lambda: answers(self.port, b"220 "))
        self.command("postfix", "check")

    def command(self, name: str, *words: str) -> str:
        """Runs one of Postfix's commands on this instance."""
        environment = {**os.environ, "MAIL_CONFIG": str(self.directory / "etc")}
        command = [program(name, "postfix"), *words]
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        if done.returncode:
            pytest.fail(f"{' '.join(command)}: {done.stdout}{done.stderr}", pytrace=False)
        return done.stdout

    def waiting(self) -> list[str]:
        """The queue as Postfix lists it, one JSON text a mail; empty when everything is delivered."""
        return self.command("postqueue", "-j").splitlines()

    def log(self) -> str:
        return self.process.log.read_text(errors="replace")

    def empty(self) -> None:
        if self.waiting():
            self.command("postsuper", "-d", "ALL")

    def _main(self) -> str:
        return MAIN.format(
            directory=self.directory,
            host=self.host,
            certificate=self.dovecot.certificates.good.certificate,
            key=self.dovecot.certificates.good.key,
            auth_socket=self.dovecot.auth_socket,
        )

    def _master(self) -> str:
        return MASTER.format(
            host=self.host,
            port=self.port,
            tls_port=self.tls_port,
            owner=self.dovecot.owner.pw_name,
            lda=self.dovecot.delivery("${domain}/${user}"),
        )


@pytest.fixture(scope="session")
def postfix_server(dovecot_server: Dovecot) -> Iterator[Postfix]:
    program("postfix", "postfix")
    if os.geteuid() != 0:
        unavailable("Postfix's master process needs root; run the tests as root, or in a container")
    with workplace("postfix") as directory:
        server = Postfix(directory, dovecot_server)
        server.process.start()
        yield server
        server.process.stop()


@pytest.fixture
def postfix(postfix_server: Postfix, dovecot: Dovecot) -> Postfix:
    """The session's Postfix with an empty queue, in front of empty mailboxes."""
    postfix_server.empty()
    return postfix_server
