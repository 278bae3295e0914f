"""The product itself, started as an administrator starts it, on real mail servers."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from coordination import database as db
from tests.cast import Cast, people
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.postfix import Postfix
from tests.servers.process import HOST, Process, answers, free_port

ROOT = Path(__file__).parents[2]
OURS = "huizhi@corp.example"

SETTINGS = """
language = "zh"
state_dir = "{state}"

[server]
host = "{host}"
port = {port}

[database]
url = "{database}"

[mail]
address = "{ours}"

[mail.imap]
host = "{host}"
port = {imap}
user = "{ours}"
password = "{password}"
ca_file = "{authority}"

[mail.smtp]
host = "{host}"
port = {smtp}
ca_file = "{authority}"
user = "{ours}"
password = "{password}"
rate_per_minute = 600
"""


@dataclass
class Product:
    """One process with pages, workers and watcher; mail goes over verified TLS to Postfix and comes from Dovecot."""

    directory: Path
    dovecot: Dovecot
    postfix: Postfix
    database: str
    port: int = field(default_factory=free_port)

    def __post_init__(self) -> None:
        settings = self.directory / "huizhi.toml"
        settings.write_text(SETTINGS.format(
            state=self.directory / "state", host=HOST, port=self.port, ours=OURS, database=self.database,
            imap=self.dovecot.tls_port, smtp=self.postfix.tls_port, password=PASSWORD,
            authority=self.dovecot.certificates.authority))
        self.command = [sys.executable, "-m", "huizhi", "--config", str(settings), "start"]
        self.process = Process(["env", f"PYTHONPATH={ROOT}", *self.command], self.directory / "huizhi.log",
                               lambda: answers(self.port, b"HTTP/1.", b"GET /login HTTP/1.0\r\n"
                                                      b"Host: localhost\r\n\r\n"))

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def resident_mib(self) -> float:
        """Memory of the one process that is in use now, in MiB."""
        status = Path(f"/proc/{self.process.running.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024


@pytest.fixture
def product(dovecot: Dovecot, postfix: Postfix, database: Path) -> Iterator[Product]:
    """Started on a company of the cast; the database file is `database`'s."""
    os.environ.pop("HUIZHI_CONFIG", None)
    made = Product(database.parent, dovecot, postfix, f"sqlite:///{database}")
    yield made
    made.process.stop()


@pytest.fixture
def company(database: Path) -> Cast:
    """The cast, written before the product starts."""
    cast = people()
    db.database.close()
    return cast
