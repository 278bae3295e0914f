"""What the desk and its reading child say to each other: length-prefixed MessagePack over a socket pair."""

import socket
import struct
from datetime import date, datetime

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
    """Second call: read and interpret. `zone` is its author's time zone: on the wire an instant keeps none."""

    text: str | None
    html: str | None
    question: Question
    sent: datetime
    zone: str


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

encode = msgspec.msgpack.Encoder().encode
decode_request = msgspec.msgpack.Decoder(Request).decode
decode_answer = msgspec.msgpack.Decoder(Answer).decode


def send(connection: socket.socket, message: Request | Answer) -> None:
    body = encode(message)
    connection.sendall(LENGTH.pack(len(body)) + body)


def receive(connection: socket.socket) -> bytearray:
    """One message's bytes; raises EOFError where the other side has gone."""
    (length,) = LENGTH.unpack(_exactly(connection, LENGTH.size))
    return _exactly(connection, length)


def _exactly(connection: socket.socket, length: int) -> bytearray:
    buffer = bytearray(length)
    view, at = memoryview(buffer), 0
    while at < length:
        received = connection.recv_into(view[at:])
        if not received:
            raise EOFError("the other side has gone")
        at += received
    return buffer
