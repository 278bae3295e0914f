"""How a long-running command behaves as a process: what it logs, and how it ends."""

import ctypes
import logging
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from types import FrameType

# These tell at "info" what only their own programmers want to know.
CHATTY = ("peewee", "apscheduler", "dramatiq", "waitress.queue", "imapclient", "pymap", "asyncio")
# mallopt(3)
M_ARENA_MAX, ARENAS = -8, 1
M_MMAP_THRESHOLD, LARGE = -3, 256 * 1024


def log(level: str) -> None:
    """Log to standard error, from `level` on."""
    logging.basicConfig(level=level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    if level != "debug":
        for name in CHATTY:
            logging.getLogger(name).setLevel(logging.WARNING)


def share_memory() -> None:
    """Before there are threads. glibc gives each of them a heap of its own, and what one has freed no other can use;
    and it keeps what was large and freed, such as the 19 MB that a password is checked with."""
    _tell_glibc("mallopt", M_ARENA_MAX, ARENAS)
    _tell_glibc("mallopt", M_MMAP_THRESHOLD, LARGE)


def give_memory_back() -> None:
    """Now and then: whole pages of what a large mail or paper took go back to the system."""
    _tell_glibc("malloc_trim", 0)


def _tell_glibc(function: str, *numbers: int) -> None:
    with suppress(AttributeError):  # another C library
        getattr(ctypes.CDLL(None), function)(*numbers)


@contextmanager
def until_told() -> Iterator[ExitStack]:
    """Run until Ctrl-C or SIGTERM raises SystemExit in the main thread; what the stack holds is then closed
    in order, and the process ends there. An error passes through."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    share_memory()
    try:
        with ExitStack() as running:
            yield running
    except SystemExit:
        pass
    _leave()


def _leave() -> None:
    # The interpreter would wait for threads that wait minutes for a mail server; their rows have a lease.
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _stop(number: int, frame: FrameType | None) -> None:
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN)
    sys.exit(0)
