"""Starts and stops the processes of test servers; none outlives the tests, even when these are killed."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from glob import glob
from pathlib import Path

import pytest

HOST = "127.0.0.1"
PLACES = [os.environ.get("PATH", ""), "/usr/sbin", *glob("/usr/lib/postgresql/*/bin")]


def unavailable(reason: str) -> None:
    """Skips the test; where nothing may be skipped, fails it."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def program(name: str, package: str) -> str:
    """The path of a program, also of those that only root has on their PATH."""
    found = shutil.which(name, path=":".join(PLACES))
    if found is None:
        unavailable(f"{name} is missing; install the Debian package {package}")
    return found


def unprivileged(*candidates: str) -> pwd.struct_passwd:
    """Whom a server runs as that refuses root: the first candidate there is; without root, oneself."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return next(known[name] for name in (*candidates, "nobody") if name in known)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


@contextmanager
def workplace(name: str) -> Iterator[Path]:
    """A directory for a server: readable by its own user, and with a path short enough for Unix sockets."""
    directory = Path(tempfile.mkdtemp(prefix=f"huizhi-{name}-"))
    directory.chmod(0o755)
    try:
        yield directory
    finally:
        shutil.rmtree(directory, ignore_errors=True)


class Process:
    """One server's process. `ready` is asked again and again until it answers True."""

    def __init__(
        self,
        command: list[str],
        log: Path,
        ready: Callable[[], bool],
        user: pwd.struct_passwd | None = None,
        stop_with: signal.Signals = signal.SIGTERM,
    ) -> None:
        self.command, self.log, self.ready, self.user, self.stop_with = command, log, ready, user, stop_with
        self.running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(
                self._guarded(), stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        self._wait()

    def stop(self) -> None:
        """Asks politely, and not for long."""
        if self.running is None:
            return
        self.running.send_signal(self.stop_with)
        try:
            self.running.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()
        self.running = None

    def kill(self) -> None:
        """As a power cut does."""
        if self.running is not None:
            os.killpg(self.running.pid, signal.SIGKILL)
            self.running.wait()
            self.running = None

    def restart(self) -> None:
        self.stop()
        self.start()

    def _guarded(self) -> list[str]:
        # setpriv rather than preexec_fn, which Python warns about in a process with threads.
        guard = ["setpriv", "--pdeathsig", self.stop_with.name.removeprefix("SIG")]
        if self.user is not None and os.geteuid() == 0:
            guard += ["--reuid", str(self.user.pw_uid), "--regid", str(self.user.pw_gid), "--clear-groups"]
        return [*guard, *self.command]

    def _wait(self, seconds: float = 20) -> None:
        deadline = time.monotonic() + seconds
        while not self.ready():
            if self.running.poll() is not None or time.monotonic() > deadline:
                self.stop()
                said = self.log.read_text(errors="replace")[-3000:]
                pytest.fail(f"{self.command[0]} did not start:\n{said}", pytrace=False)
            time.sleep(0.01)


def answers(port: int, greeting: bytes = b"", say: bytes = b"") -> bool:
    """Does something on this port begin with the greeting, once it was told `say`?"""
    try:
        with socket.create_connection((HOST, port), timeout=1) as peer:
            peer.sendall(say)
            return peer.recv(len(greeting)) == greeting if greeting else True
    except OSError:
        return False
