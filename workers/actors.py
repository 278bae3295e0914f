"""What a nudge or a sweep sets going, and how it goes on after trouble."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from peewee import PeeweeException

from coordination.database import database
from mailflow.outbox import Outbox

LANES = 2


@dataclass
class Sending:
    """Sends what is due, in two lanes at most: a server that takes minutes to answer blocks nobody else."""

    outbox: Outbox
    _lanes: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(LANES))
    _wanted: threading.Event = field(default_factory=threading.Event)

    def __call__(self, id: int = 0) -> None:
        """The id is but the occasion. Where all lanes are busy, one of them comes back for what was added."""
        self._wanted.set()
        while self._wanted.is_set() and self._lanes.acquire(blocking=False):
            try:
                self._wanted.clear()
                self.outbox.send_due()
            finally:
                self._lanes.release()


def fresh(job: Callable[..., object]) -> Callable[..., None]:
    """The job; after trouble with the database (PostgreSQL restarted) this thread opens a new connection."""
    def run(*arguments: int) -> None:
        try:
            job(*arguments)
        except PeeweeException:
            database.close()
            raise

    return run
