"""Keeps warm children that read mails: a mail that eats memory or time ends its child, never the house."""

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, LifoQueue

import msgspec

from mailflow import protocol
from mailflow.protocol import Answer, Beyond, Bounds, Failed, Interpret, Interpreted, Parse, Parsed, Request

WALL_SECONDS = 2.0
START_SECONDS = 20.0
_ROOT = Path(__file__).parent.parent


class ChildLost(Exception):
    """The child died or took too long over this mail; the next one gets a new child."""


class NoChild(Exception):
    """No child can be started: no memory, or a broken installation; no mail is to blame."""


class ReadingFailed(Exception):
    """A reader stumbled over this mail; its message is the child's traceback."""


class Child:
    """One child process, started by its first request and after each death."""

    def __init__(self, bounds: Bounds, wall_seconds: float = WALL_SECONDS) -> None:
        self.bounds = bounds
        self.wall_seconds = wall_seconds
        self.process: subprocess.Popen[bytes] | None = None
        self.connection: socket.socket | None = None

    def parse(self, raw: bytes, whole: bool = True) -> Parsed | Beyond:
        """Raises ChildLost, ReadingFailed, NoChild."""
        return told(self.ask([Parse(raw, whole)])[0])

    def interpret(self, request: Interpret) -> Interpreted:
        """Raises ChildLost, ReadingFailed, NoChild."""
        return told(self.ask([request])[0])

    def ask(self, requests: Sequence[Request]) -> list[Answer]:
        """The answers to all, within the time of one. Raises ChildLost, NoChild."""
        self.warm()
        try:
            self.connection.settimeout(self.wall_seconds)
            protocol.send(self.connection, requests)
        except OSError as error:
            self._lost(error)
        return self._receive(self.wall_seconds)

    def warm(self) -> None:
        """Start the process where it does not run. Raises NoChild where it cannot start."""
        if self.process is not None and self.process.poll() is None:
            return
        self.stop()
        self.connection, theirs = socket.socketpair()
        command = [sys.executable, "-m", "mailflow.readingroom", msgspec.json.encode(self.bounds).decode()]
        try:
            with theirs:
                self.process = subprocess.Popen(command, stdin=theirs, cwd=_ROOT)
            self._receive(START_SECONDS)
        except (OSError, ChildLost) as error:
            self.stop()
            raise NoChild(str(error)) from error

    def stop(self) -> None:
        """End the process, however busy it is."""
        if self.connection is not None:
            self.connection.close()
        if self.process is not None:
            self.process.kill()
            self.process.wait()
        self.connection = self.process = None

    def _receive(self, seconds: float) -> list[Answer]:
        deadline = time.monotonic() + seconds
        try:
            self.connection.settimeout(seconds)
            answers = [protocol.decode_answer(body) for body in protocol.receive(self.connection)]
        except (OSError, EOFError) as error:
            self._lost(error)
        if time.monotonic() > deadline:
            self._lost(TimeoutError())
        return answers

    def _lost(self, error: Exception) -> None:
        self.stop()
        raise ChildLost(type(error).__name__) from error


def told(answer: Answer) -> Parsed | Beyond | Interpreted:
    """The answer where there is one. Raises ReadingFailed."""
    if isinstance(answer, Failed):
        raise ReadingFailed(answer.error)
    return answer


class Children:
    """A few children, lent to one thread at a time."""

    def __init__(self, bounds: Bounds, count: int = 2, wall_seconds: float = WALL_SECONDS) -> None:
        self.bounds, self.wall_seconds = bounds, wall_seconds
        self._free: LifoQueue[Child] = LifoQueue()
        self._places = threading.BoundedSemaphore(count)

    @contextmanager
    def borrow(self) -> Iterator[Child]:
        """A warm child where one is free; waits where all are lent."""
        with self._places:
            child = self._take()
            try:
                yield child
            finally:
                self._free.put(child)

    def stop(self) -> None:
        """End every child that is not lent."""
        while True:
            try:
                self._free.get_nowait().stop()
            except Empty:
                return

    def _take(self) -> Child:
        try:
            return self._free.get_nowait()
        except Empty:
            return Child(self.bounds, self.wall_seconds)
