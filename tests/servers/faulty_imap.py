"""A misbehaving line between a mail client and Dovecot: a TCP proxy, two threads a connection.

    line.hide = {"MOVE", "UIDPLUS"}                  capabilities that the server seems not to have
    line.answers["LOGIN"] = "NO [AUTHENTICATIONFAILED] wrong password"
    line.answers["UID MOVE"] = "NO [OVERQUOTA] full"   commands that are answered here and never reach Dovecot
    line.cut_literal_after(100)                      the next mail breaks off after so many bytes
    line.freeze()                                    half-open: every open connection is silent for ever
    line.drop()                                      every open connection ends
    line.refuse = True                               new connections end at once
"""

import re
import socket
import threading
from collections.abc import Callable, Iterator
from typing import BinaryIO

import pytest

from tests.servers.dovecot import Dovecot
from tests.servers.process import HOST

LITERAL = re.compile(rb"\{(\d+)\+?\}\r\n$")


class FaultyIMAP:
    """Listens on its own port, in front of the one it is given; `commands` has what clients said."""

    def __init__(self, upstream_port: int) -> None:
        self.upstream_port = upstream_port
        self.hide: set[str] = set()
        self.answers: dict[str, str] = {}
        self.refuse = False
        self.commands: list[str] = []
        self.connections = 0
        self._cut: int | None = None
        self._lines: list[Line] = []
        self._listener = socket.create_server((HOST, 0))
        self.host, self.port = self._listener.getsockname()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def cut_literal_after(self, count: int) -> None:
        self._cut = count

    def freeze(self) -> None:
        for line in self._lines:
            line.frozen.set()

    def drop(self) -> None:
        for line in self._lines:
            line.close()
        self._lines.clear()

    def stop(self) -> None:
        _close(self._listener)
        self.drop()
        self._thread.join(5)

    def take_cut(self) -> int | None:
        """The wanted cut, once."""
        cut, self._cut = self._cut, None
        return cut

    def _listen(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            if self.refuse:
                _close(client)
                continue
            self._lines.append(Line(self, client))


class Line:
    """One connection, both ways."""

    def __init__(self, proxy: FaultyIMAP, client: socket.socket) -> None:
        self.proxy, self.client = proxy, client
        self.server = socket.create_connection((HOST, proxy.upstream_port))
        self.frozen = threading.Event()
        self.speaking = threading.Lock()  # both threads may speak to the client
        for way in (self._to_server, self._to_client):
            threading.Thread(target=self._carry, args=(way,), daemon=True).start()

    def close(self) -> None:
        _close(self.client)
        _close(self.server)

    def _carry(self, way: Callable[[], None]) -> None:
        try:
            way()
        except OSError:
            pass  # one side has gone
        finally:
            if not self.frozen.is_set():
                self.close()

    def _to_server(self) -> None:
        with self.client.makefile("rb") as said:
            while line := said.readline():
                if self.frozen.is_set():
                    return
                self.proxy.commands.append(line.decode("utf-8", "replace").rstrip("\r\n"))
                if not self._answer(line):
                    self.server.sendall(line)
                    self._pass_literal(line, said, self.server)

    def _answer(self, line: bytes) -> bool:
        """Answers in Dovecot's place, where that is wanted."""
        tag, _, command = line.decode("utf-8", "replace").strip().partition(" ")
        for verb, answer in self.proxy.answers.items():
            if f"{command} ".upper().startswith(f"{verb} "):
                self._tell_client(f"{tag} {answer}\r\n".encode())
                return True
        return False

    def _to_client(self) -> None:
        with self.server.makefile("rb") as said:
            while line := said.readline():
                if self.frozen.is_set():
                    return
                self._tell_client(self._without_hidden(line))
                self._pass_literal(line, said, self.client)

    def _pass_literal(self, line: bytes, source: BinaryIO, target: socket.socket) -> None:
        """A line that ends in {n} goes on with n bytes that are no lines (RFC 9051, 4.3)."""
        found = LITERAL.search(line)
        if not found:
            return
        left = int(found[1])
        cut = self.proxy.take_cut() if target is self.client else None
        if cut is not None:
            target.sendall(source.read(min(cut, left)))
            raise ConnectionAbortedError
        while left and (part := source.read1(min(left, 65536))):
            target.sendall(part)
            left -= len(part)

    def _without_hidden(self, line: bytes) -> bytes:
        if b"CAPABILITY" not in line:
            return line
        for name in self.proxy.hide:
            line = re.sub(rb" " + name.encode() + rb"(?=[ \]\r])", b"", line)
        return line

    def _tell_client(self, line: bytes) -> None:
        with self.speaking:
            self.client.sendall(line)


def _close(peer: socket.socket) -> None:
    try:
        peer.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass  # it is closed already
    peer.close()


@pytest.fixture
def faulty_imap(dovecot: Dovecot) -> Iterator[FaultyIMAP]:
    proxy = FaultyIMAP(dovecot.port)
    yield proxy
    proxy.stop()
