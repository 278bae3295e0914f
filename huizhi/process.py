"""How a long-running command behaves as a process: what it logs, and how it ends."""

import logging
import signal
import sys
from types import FrameType

# These tell at "info" what only their own programmers want to know.
CHATTY = ("peewee", "apscheduler", "dramatiq", "waitress.queue", "imapclient", "pymap", "asyncio")


def log(level: str) -> None:
    """Log to standard error, from `level` on."""
    logging.basicConfig(level=level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    if level != "debug":
        for name in CHATTY:
            logging.getLogger(name).setLevel(logging.WARNING)


def stop_when_told() -> None:
    """Ctrl-C and SIGTERM leave the main thread by SystemExit, once; what is open is then closed in order."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)


def _stop(number: int, frame: FrameType | None) -> None:
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN)
    sys.exit(0)
