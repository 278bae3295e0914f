"""What the desk and its reading child say to each other: messages with their length before them, over a socket pair."""

import socket
import struct
from collections.abc import Sequence
from datetime import date

import msgspec

from mailflow.mail import Mail
from mailflow.meaning import Meaning, Question, Reading
from mailflow.screen import Verdict

LENGTH = struct.Struct(">I")


class Bounds(msgspec.Struct, frozen=True):
    """What the parent says at the start; the calendar is that of the rules."""

    own_address: str = ""
    memory_bytes: int = 256 * 1024 * 1024
    cpu_seconds: int = 2
    country: str = ""
    holidays: list[date] = []
    workdays: list[date] = []


class Parse(msgspec.Struct, frozen=True, tag="parse"):
    """First call: parse and screen. `whole` is False where `raw` is only the head of a mail that is too large."""

    raw: bytes
    whole: bool = True


class Interpret(msgspec.Struct, frozen=True, tag="interpret"):
    """Second call: read and interpret. `sent` is the mail's date in its author's time zone, in ISO 8601: MessagePack
    keeps of an instant no offset from UTC, which is what says whose "tomorrow" is meant. `subject` is that of a mail
    which answers no letter."""

    text: str | None
    html: str | None
    question: Question
    sent: str
    subject: str = ""


class Parsed(msgspec.Struct, frozen=True, tag="parsed"):
    mail: Mail
    verdict: Verdict


class Beyond(msgspec.Struct, frozen=True, tag="beyond"):
    """The mail is not read: `limit` names the byte limit that it exceeds."""

    limit: str


class Interpreted(msgspec.Struct, frozen=True, tag="interpreted"):
    reading: Reading
    meaning: Meaning


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """The child stumbled over this mail and lives on."""

    error: str


Request = Parse | Interpret
Answer = Parsed | Beyond | Interpreted | Failed

_encode = msgspec.msgpack.Encoder().encode
decode_request = msgspec.msgpack.Decoder(Request).decode
decode_answer = msgspec.msgpack.Decoder(Answer).decode


def send(connection: socket.socket, messages: Sequence[Request | Answer]) -> None:
    """Several at once: each side then works at a stretch, and they change turns less often."""
    bodies = [_encode(message) for message in messages]
    framed = b"".join(part for body in bodies for part in (LENGTH.pack(len(body)), body))
    connection.sendall(LENGTH.pack(len(framed)) + framed)


def receive(connection: socket.socket) -> list[memoryview]:
    """The bytes of each message; raises EOFError where the other side has gone."""
    framed = memoryview(_exactly(connection, *LENGTH.unpack(_exactly(connection, LENGTH.size))))
    bodies, at = [], 0
    while at < len(framed):
        begin = at + LENGTH.size
        at = begin + LENGTH.unpack_from(framed, at)[0]
        bodies.append(framed[begin:at])
    return bodies


def _exactly(connection: socket.socket, length: int) -> bytearray:
    buffer = bytearray(length)
    view, at = memoryview(buffer), 0
    while at < length:
        received = connection.recv_into(view[at:])
        if not received:
            raise EOFError("the other side has gone")
        at += received
    return buffer
