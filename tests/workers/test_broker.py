"""The nudge and the crew: quick when it works, and nothing depends on it."""

import threading

import pytest

from workers.actors import Sending
from workers.broker import Crew

pytestmark = pytest.mark.slow


@pytest.fixture
def crew():
    crew = Crew(threads=2)
    yield crew
    crew.stop()


def test_a_nudge_reaches_the_work_of_its_table(crew):
    done, arrived = [], threading.Event()
    crew.employ("letter", lambda id: (done.append(id), arrived.set()))
    crew.employ("inbound", lambda id: done.append("wrong"))
    crew.start()
    crew.nudge("letter", 7)
    assert arrived.wait(5) and done == [7]


def test_a_nudge_for_nobody_raises_nothing(crew):
    crew.start()
    crew.nudge("nowhere", 1)


def test_work_that_fails_stops_nobody(crew, caplog):
    arrived = threading.Event()
    crew.employ("letter", lambda id: arrived.set() if id else 1 / 0)
    crew.start()
    crew.nudge("letter", 0)
    crew.nudge("letter", 1)
    assert arrived.wait(5)


def test_nothing_is_kept_of_work_that_failed(crew, caplog):
    crew.employ("letter", lambda id: 1 / 0)
    crew.start()
    for id in range(5):
        crew.nudge("letter", id)
    crew.broker.join("huizhi", timeout=10_000)
    assert crew.broker.dead_letters == []


class SlowOutbox:
    """Sends when it is told to go on."""

    def __init__(self):
        self.begun, self.go_on, self.rounds = threading.Semaphore(0), threading.Event(), 0

    def send_due(self):
        self.rounds += 1
        self.begun.release()
        self.go_on.wait(5)


def test_a_letter_posted_while_all_lanes_are_busy_is_not_forgotten():
    outbox = SlowOutbox()
    sending = Sending(outbox)
    lanes = [threading.Thread(target=sending) for _lane in range(2)]
    for lane in lanes:
        lane.start()
        outbox.begun.acquire(timeout=5)
    sending()
    assert outbox.rounds == 2
    outbox.go_on.set()
    for lane in lanes:
        lane.join(5)
    assert outbox.rounds == 3
