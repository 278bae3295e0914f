"""A real PostgreSQL with a fresh cluster, and an empty database for each test that asks for one."""

import os
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
import pytest

from tests.servers.process import HOST, Process, free_port, program, unprivileged, workplace

USER = "huizhi"


@dataclass
class PostgreSQL:
    directory: Path
    port: int = field(default_factory=free_port)
    serial: Iterator[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        self.owner = unprivileged("postgres")
        os.chown(self.directory, self.owner.pw_uid, self.owner.pw_gid)
        cluster = self.directory / "cluster"
        self._make(cluster)
        where = ["-D", str(cluster), "-p", str(self.port), "-k", str(self.directory), "-h", HOST]
        # Nobody needs these rows after a power cut.
        haste = ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "autovacuum=off"]
        self.process = Process(
            [program("postgres", "postgresql"), *where, *haste],
            self.directory / "postgresql.log",
            self._answers,
            user=self.owner,
            stop_with=signal.SIGINT,  # SIGTERM would wait until every client has left
        )

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://{USER}@{HOST}:{self.port}/{database}"

    def new_database(self, template: str = "template1") -> str:
        """The name of a fresh database."""
        name = f"test_{next(self.serial)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def drop(self, database: str) -> None:
        self.run(f"DROP DATABASE {database} WITH (FORCE)")

    def run(self, statement: str) -> None:
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(statement)

    def _make(self, cluster: Path) -> None:
        how = ["--no-sync", "--auth=trust", f"--username={USER}", "--encoding=UTF8", "--locale=C.UTF-8"]
        command = [program("initdb", "postgresql"), "-D", str(cluster), *how]
        owner = {"user": self.owner.pw_uid, "group": self.owner.pw_gid} if os.geteuid() == 0 else {}
        done = subprocess.run(command, capture_output=True, text=True, cwd=self.directory, **owner)
        if done.returncode:
            pytest.fail(f"initdb: {done.stdout}{done.stderr}", pytrace=False)

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url(), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True


@pytest.fixture(scope="session")
def postgresql_session() -> Iterator[PostgreSQL]:
    program("initdb", "postgresql")
    with workplace("postgresql") as directory:
        server = PostgreSQL(directory)
        server.process.start()
        yield server
        server.process.stop()


@pytest.fixture
def postgresql_server(postgresql_session: PostgreSQL) -> PostgreSQL:
    """The session's PostgreSQL, running, whatever the test before did to it."""
    if postgresql_session.process.running is None:
        postgresql_session.process.start()
    return postgresql_session


@pytest.fixture
def postgresql_url(postgresql_server: PostgreSQL) -> Iterator[str]:
    """The address of an empty database that is this test's alone."""
    name = postgresql_server.new_database()
    yield postgresql_server.url(name)
    postgresql_server.drop(name)
