"""A real Redis that keeps nothing on disk."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from redis import Redis as Client

from tests.servers.process import HOST, Process, answers, free_port, program, workplace


@dataclass
class Redis:
    directory: Path
    port: int = field(default_factory=free_port)

    def __post_init__(self) -> None:
        where = ["--bind", HOST, "--port", str(self.port), "--dir", str(self.directory)]
        command = [program("redis-server", "redis-server"), *where, "--save", "", "--appendonly", "no"]
        log = self.directory / "redis.log"
        self.process = Process(command, log, lambda: answers(self.port, b"+PONG", say=b"PING\r\n"))

    @property
    def url(self) -> str:
        return f"redis://{HOST}:{self.port}/0"

    def flush(self) -> None:
        with Client.from_url(self.url) as client:
            client.flushall()


@pytest.fixture(scope="session")
def redis_session() -> Iterator[Redis]:
    with workplace("redis") as directory:
        server = Redis(directory)
        server.process.start()
        yield server
        server.process.stop()


@pytest.fixture
def redis_server(redis_session: Redis) -> Redis:
    """The session's Redis, running and empty, whatever the test before did to it."""
    if redis_session.process.running is None:
        redis_session.process.start()
    redis_session.flush()
    return redis_session
