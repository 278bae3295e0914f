"""An SMTP server that misbehaves as told: a plain socket, one thread a connection.

    server.next(drop="body")                                 the connection breaks in the middle of the mail
    server.next(replies={"RCPT": "451 4.7.1 greylisted"})    one reply; also to "CONNECT", "EHLO", "." …
    server.next(refuse={"lina@corp.example": "550 5.1.1 no such user"})
    server.next(late=9)                                      seconds before the answer to the final dot
    server.next(drop="dot")                                  the mail is kept, and nobody says so

`next` speaks of one connection, in turn; `always` of every connection for which nothing was said.
What was kept to the end is in `server.kept`.
"""

import socket
import ssl
import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

import pytest

from tests.servers.certificates import Certificate
from tests.servers.process import HOST

WELL_BEHAVED = {
    "CONNECT": "220 faulty.example ESMTP",
    "EHLO": "250-faulty.example\r\n{extensions}250 SIZE 104857600",
    "HELO": "250 faulty.example",
    "STARTTLS": "220 2.0.0 go ahead",
    "AUTH": "235 2.7.0 welcome",
    "MAIL": "250 2.1.0 sender is fine",
    "RCPT": "250 2.1.5 recipient is fine",
    "DATA": "354 end with a dot",
    ".": "250 2.0.0 kept",
    "RSET": "250 2.0.0 forgotten",
    "NOOP": "250 2.0.0 still here",
    "QUIT": "221 2.0.0 bye",
}


@dataclass(frozen=True)
class Behaviour:
    """What one connection lives through; `drop` is a key of the replies, or "body", or "dot" (after it)."""

    replies: dict[str, str] = field(default_factory=dict)
    refuse: dict[str, str] = field(default_factory=dict)
    drop: str = ""
    late: float = 0
    starttls: Certificate | None = None
    tls: Certificate | None = None


@dataclass(frozen=True)
class Kept:
    sender: str
    recipients: tuple[str, ...]
    raw: bytes


class Gone(Exception):
    """The connection is over."""


class FaultySMTP:
    def __init__(self) -> None:
        self.kept: list[Kept] = []
        self.commands: list[str] = []
        self.connections = 0
        self.always = Behaviour()
        self._planned: deque[Behaviour] = deque()
        self._stopping = threading.Event()
        self._peers: list[socket.socket] = []
        self._listener = socket.create_server((HOST, 0))
        self.host, self.port = self._listener.getsockname()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def next(self, **behaviour: object) -> None:
        self._planned.append(Behaviour(**behaviour))

    def stop(self) -> None:
        self._stopping.set()
        for peer in [self._listener, *self._peers]:
            _close(peer)
        self._thread.join(5)

    def _listen(self) -> None:
        while not self._stopping.is_set():
            try:
                peer, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._peers.append(peer)
            behaviour = self._planned.popleft() if self._planned else self.always
            threading.Thread(target=self._converse, args=(peer, behaviour), daemon=True).start()

    def _converse(self, peer: socket.socket, behaviour: Behaviour) -> None:
        try:
            if behaviour.tls:
                peer = self._encrypt(peer, behaviour.tls)
            Conversation(self, peer, behaviour).run()
        except (Gone, OSError):
            pass  # the client left, or we hung up on it
        finally:
            _close(peer)

    def _encrypt(self, peer: socket.socket, certificate: Certificate) -> ssl.SSLSocket:
        encrypted = certificate.server_context().wrap_socket(peer, server_side=True)
        self._peers.append(encrypted)
        return encrypted


class Conversation:
    """One connection, from the greeting to the end."""

    def __init__(self, server: FaultySMTP, peer: socket.socket, behaviour: Behaviour) -> None:
        self.server, self.behaviour = server, behaviour
        self.sender, self.recipients = "", []
        self._take(peer)

    def run(self) -> None:
        self.answer("CONNECT")
        while line := self.lines.readline():
            command = line.decode("utf-8", "replace").rstrip("\r\n")
            self.server.commands.append(command)
            self.obey(command)

    def obey(self, command: str) -> None:
        verb = command.split(" ")[0].upper()
        if verb == "RCPT":
            self.receive(_address(command))
        elif verb == "DATA":
            self.data()
        elif verb in WELL_BEHAVED:
            self.sender = _address(command) if verb == "MAIL" else self.sender
            self.answer(verb)
        else:
            self.say("502 5.5.2 unknown command")
        if verb == "STARTTLS":
            self._take(self.server._encrypt(self.peer, self.behaviour.starttls))
        if verb == "QUIT":
            raise Gone

    def receive(self, recipient: str) -> None:
        refusal = self.behaviour.refuse.get(recipient)
        if refusal:
            return self.say(refusal)
        if self.answer("RCPT").startswith("2"):
            self.recipients.append(recipient)

    def data(self) -> None:
        if not self.answer("DATA").startswith("3"):
            return
        raw = self.body()
        self.server._stopping.wait(self.behaviour.late)
        verdict = self.behaviour.replies.get(".", WELL_BEHAVED["."])
        if verdict.startswith("2"):
            self.server.kept.append(Kept(self.sender, tuple(self.recipients), raw))
        self.recipients = []
        self.drop_at("dot")
        self.answer(".")

    def body(self) -> bytes:
        """The mail without its final dot, the dots at its lines' beginnings unstuffed (RFC 5321, 4.5.2)."""
        found = []
        while (line := self.lines.readline()) != b".\r\n":
            if not line:
                raise Gone
            self.drop_at("body")
            found.append(line.removeprefix(b"."))
        return b"".join(found)

    def answer(self, verb: str) -> str:
        self.drop_at(verb)
        reply = self.behaviour.replies.get(verb, WELL_BEHAVED[verb])
        self.say(reply.replace("{extensions}", self.extensions()))
        if reply.startswith("421"):
            raise Gone
        return reply

    def extensions(self) -> str:
        encrypted = isinstance(self.peer, ssl.SSLSocket)
        offer = "250-STARTTLS\r\n" if self.behaviour.starttls and not encrypted else ""
        return offer + "250-AUTH PLAIN\r\n250-8BITMIME\r\n"

    def say(self, reply: str) -> None:
        self.peer.sendall(reply.encode() + b"\r\n")

    def drop_at(self, point: str) -> None:
        if self.behaviour.drop == point:
            raise Gone

    def _take(self, peer: socket.socket) -> None:
        self.peer = peer
        self.lines: BinaryIO = peer.makefile("rb")


def _address(command: str) -> str:
    return command.partition("<")[2].partition(">")[0]


def _close(peer: socket.socket) -> None:
    try:
        peer.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass  # it is closed already
    peer.close()


@pytest.fixture
def faulty_smtp() -> Iterator[FaultySMTP]:
    server = FaultySMTP()
    yield server
    server.stop()
