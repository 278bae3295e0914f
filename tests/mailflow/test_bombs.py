"""Mails that are made to break a reader end in quarantine at once, or are read as far as it is safe."""

import resource
import time
from collections.abc import Callable

import pytest

from mailflow import mime
from mailflow.child import Child, ChildLost
from mailflow.mail import parse
from mailflow.protocol import Beyond, Bounds, Parsed

HEAD = b"From: a@corp.example\r\nTo: huizhi@corp.example\r\nSubject: x\r\n"


def _nested(depth: int) -> bytes:
    """Multiparts in multiparts, each with a boundary of its own."""
    opening = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(depth))
    return HEAD + opening + b"\r\ntext\r\n"


def _nested_messages(depth: int) -> bytes:
    return HEAD + b"Content-Type: message/rfc822\r\n\r\n" * depth + b"text"


def _empty_parts(count: int) -> bytes:
    return HEAD + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + b"--b\r\n\r\n\r\n" * count


BOMBS: dict[str, Callable[[], bytes]] = {
    "encoded words in Subject": lambda: HEAD + b"Subject: " + b"=?utf-8?B?YWFh?= " * 52_000 + b"\r\n\r\nx",
    "dots in From": lambda: b"From: " + b"." * 65_536 + b"@b.example\r\n\r\nx",
    "brackets in From": lambda: b"From: " + b"(" * 1_000 + b"a@b.example\r\n\r\nx",
    "addresses in From": lambda: b"From: " + b"a@b.example, " * 65_536 + b"\r\n\r\nx",
    "a million headers": lambda: HEAD + b"X: y\r\n" * 1_000_000 + b"\r\nx",
    "a header of 13 MiB": lambda: HEAD + b"X: " + b"y" * (13 << 20) + b"\r\n\r\nx",
    "1,000 nested multiparts": lambda: _nested(1_000),
    "100,000 empty parts": lambda: _empty_parts(100_000),
    "300 nested messages": lambda: _nested_messages(300),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_before_it_is_parsed(name: str) -> None:
    raw, began = BOMBS[name](), time.process_time()
    with pytest.raises(mime.BeyondLimits):
        parse(raw)
    assert time.process_time() - began < 0.5


def test_a_header_block_without_end_is_refused() -> None:
    with pytest.raises(mime.BeyondLimits):
        parse(b"From: a@b.example\r\n" + b"X: y\r\n" * 30_000)


@pytest.mark.parametrize("line", [b"On ", b"-" * 76, b" " * 76, b"--b", b"--b--x", b"\n", b"\r", b">" * 76,
                                  b"=?utf-8?B?"])
def test_a_megabyte_of_anything_takes_linear_time(line: bytes) -> None:
    raw = HEAD + b"\r\n" + (line + b"\n") * (1_000_000 // (len(line) + 1))
    began = time.process_time()
    assert parse(raw).from_address == "a@corp.example"
    assert time.process_time() - began < 0.5


def test_a_large_attachment_is_not_decoded() -> None:
    raw = (HEAD + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n\r\nhello\r\n--b\r\n'
           b'Content-Type: application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n'
           + b"QUFB" * 19 * 300_000 + b"\r\n--b--\r\n")
    began = time.process_time()
    mail = parse(raw)
    assert (mail.text, [file.name for file in mail.attachments]) == ("hello", ["a.zip"])
    assert time.process_time() - began < 1


def test_three_hundred_attachments_are_listed_up_to_a_hundred() -> None:
    part = b"--b\r\nContent-Type: image/png; name=p.png\r\n\r\nx\r\n"
    mail = parse(HEAD + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + part * 300 + b"--b--\r\n")
    assert (len(mail.attachments), mail.defects) == (100, ["more-attachments"])


@pytest.fixture(scope="module")
def child() -> Child:
    child = Child(Bounds())
    yield child
    child.stop()


@pytest.mark.slow
def test_a_mail_of_25_mib_fits_into_the_childs_memory(child: Child) -> None:
    part = b"--b\r\nContent-Type: application/zip\r\n\r\n" + b"x" * (24 << 20) + b"\r\n"
    text = b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n\r\nhello\r\n'
    answer = child.parse(HEAD + text + part + b"--b--")
    assert isinstance(answer, Parsed)
    assert answer.mail.text == "hello"


@pytest.mark.slow
def test_a_bomb_leaves_the_child_alive(child: Child) -> None:
    child.warm()
    process = child.process
    assert isinstance(child.parse(BOMBS["a header of 13 MiB"]()), Beyond)
    assert isinstance(child.parse(HEAD + b"\r\nhello"), Parsed)
    assert child.process is process


@pytest.mark.slow
def test_a_child_out_of_memory_is_replaced(child: Child) -> None:
    child.warm()
    resource.prlimit(child.process.pid, resource.RLIMIT_AS, (80 << 20, 80 << 20))
    with pytest.raises(ChildLost):
        child.parse(HEAD + b"\r\n" + b"x" * (60 << 20))
    assert isinstance(child.parse(HEAD + b"\r\nhello"), Parsed)


@pytest.mark.slow
def test_a_child_that_hangs_is_replaced() -> None:
    child = Child(Bounds(), wall_seconds=0.2)
    child.warm()
    child.process.send_signal(19)  # SIGSTOP
    with pytest.raises(ChildLost):
        child.parse(HEAD + b"\r\nhello")
    child.wall_seconds = 5
    assert isinstance(child.parse(HEAD + b"\r\nhello"), Parsed)
    child.stop()


@pytest.mark.slow
def test_a_child_ends_with_its_parent() -> None:
    child = Child(Bounds())
    child.warm()
    child.connection.close()
    assert child.process.wait(5) == 0
    child.connection = None
    child.stop()


