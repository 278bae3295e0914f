"""The crew on Redis: a nudge travels through it, and nothing waits for it when it is gone."""

import threading
import time

import pytest

from workers.broker import Crew

pytestmark = pytest.mark.servers


@pytest.fixture
def crew(redis_server):
    crew = Crew(redis_server.url, threads=2)
    yield crew
    crew.stop()


def test_a_nudge_from_one_process_reaches_the_crew_of_another(crew, redis_server):
    arrived = threading.Event()
    crew.employ("letter", lambda id: arrived.set() if id == 7 else None)
    crew.start()
    elsewhere = Crew(redis_server.url)
    elsewhere.employ("letter", lambda id: None)
    elsewhere.nudge("letter", 7)
    assert arrived.wait(10)
    elsewhere.broker.close()


def test_a_redis_that_is_down_holds_nobody_up(crew, redis_server, caplog):
    crew.employ("letter", lambda id: None)
    redis_server.process.stop()
    begun = time.monotonic()
    crew.nudge("letter", 7)
    assert time.monotonic() - begun < 2
    assert "no nudge for letter 7" in caplog.text


def test_a_redis_that_comes_back_is_used_again(crew, redis_server, caplog):
    arrived = threading.Event()
    crew.employ("letter", lambda id: arrived.set())
    crew.start()
    redis_server.process.stop()
    crew.nudge("letter", 1)
    redis_server.process.start()
    crew.nudge("letter", 2)
    assert arrived.wait(20)
