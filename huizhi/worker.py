"""`huizhi worker`: workers, mailbox watcher and timetable alone, beside pages in other processes."""

from collections.abc import Callable
from contextlib import ExitStack

from huizhi.settings import Settings


def start(settings: Settings, running: ExitStack) -> Callable[[str, int], None] | None:
    return None
