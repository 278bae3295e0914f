"""The nudge: tells a worker thread, here or through Redis on another machine, that a row waits.

It may be lost: rows and sweeps do the work. So it carries a table's name and an id, and never stops anybody.
"""

import logging
from collections.abc import Callable

import dramatiq
from dramatiq.broker import Broker
from dramatiq.brokers.stub import StubBroker

from workers.actors import fresh

Work = Callable[[int], object]

log = logging.getLogger(__name__)


class Crew:
    """Worker threads and the way to them; `url` is a Redis URL, or empty for this process alone."""

    def __init__(self, url: str = "", threads: int = 4) -> None:
        self.broker = _redis(url) if url else StubBroker(middleware=[])
        self._actors: dict[str, dramatiq.Actor] = {}
        self._worker = dramatiq.Worker(self.broker, worker_threads=threads, worker_timeout=100)

    def employ(self, table: str, work: Work) -> None:
        """Say what a nudge for a row of this table does with its id; before `start`."""
        work = fresh(work)

        def run(id: int) -> None:
            work(id)

        self._actors[table] = dramatiq.actor(run, broker=self.broker, actor_name=table, queue_name="huizhi")

    def start(self) -> None:
        self._worker.start()

    def stop(self, seconds: float = 5) -> None:
        """Let the threads finish what they are at, for so long; what is left the rows remember."""
        self._worker.stop(timeout=round(seconds * 1000))
        self.broker.close()

    def nudge(self, table: str, id: int) -> None:
        """Best effort, never raises: the caller has committed, and the next sweep finds the row anyway."""
        try:
            self._actors[table].send(id)
        except Exception as error:
            log.warning("no nudge for %s %s: %s", table, id, error)


def _redis(url: str) -> Broker:
    # Imported here because one machine needs no Redis.
    from dramatiq.brokers.redis import RedisBroker

    # A request waits for the nudge, so a Redis that does not answer may not hold it up.
    # No middleware of theirs either: retries, limits and times are the rows' affair.
    return RedisBroker(url=url, middleware=[], namespace="huizhi", socket_connect_timeout=1, socket_timeout=2)
