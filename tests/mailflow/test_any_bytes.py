"""Whatever bytes come in, reading them ends in a Mail and a verdict, or in the limits."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailflow import mime, protocol
from mailflow.desk import Desk
from mailflow.mail import from_parts
from mailflow.screen import KINDS, screen
from tests.cast import Cast
from tests.mailflow.desk import processed

pytestmark = pytest.mark.slow

HEADER = st.sampled_from([
    b"From", b"To", b"Subject", b"Date", b"Message-ID", b"References", b"Content-Type", b"Return-Path", b"Precedence",
    b"Content-Transfer-Encoding", b"Content-Disposition", b"Auto-Submitted", b"Authentication-Results"])
VALUE = st.one_of(st.binary(max_size=60), st.sampled_from([
    b"multipart/mixed; boundary=b", b"multipart/report; boundary=b", b"message/rfc822", b"text/html; charset=gb2312",
    b"text/plain; charset=utf-16; format=flowed", b"text/calendar; method=REPLY", b"base64", b"quoted-printable",
    b"=?gb2312?B?u9i4tA==?=", b"=?x?Q?=FF?=", b"a <a@b.example>", b"<>", b"MAILER-DAEMON@b.example",
    b"attachment; filename*=utf-8''%FF%00", b'attachment; filename="\xbc\xcd.pdf"', b"application/pkcs7-mime",
    b"application/ms-tnef", b"Tue, 3 Mar 99999 09:00:00 +9999", b"auto-replied"]))
FIELDS = st.lists(st.tuples(HEADER, VALUE), max_size=8).map(
    lambda fields: b"".join(name + b": " + value + b"\n" for name, value in fields))
BODY = st.lists(st.one_of(st.binary(max_size=40), FIELDS, st.sampled_from([b"--b\n", b"--b--\n", b"\n", b"\r", b"\0"])),
                max_size=12).map(b"".join)
MAILS = st.one_of(st.binary(max_size=400), st.tuples(FIELDS, BODY).map(b"\n".join))


@settings(max_examples=400, deadline=None)
@given(MAILS)
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        top = mime.split(raw)
        mail = from_parts(top, raw)
    except mime.BeyondLimits:
        return
    verdict = screen(mail, top, raw, "huizhi@corp.example")
    assert verdict.kind in KINDS
    # What the child says must survive the wire: no half characters.
    told = protocol.decode_answer(bytearray(protocol._encode(protocol.Parsed(mail, verdict))))
    assert told.mail == mail


@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(raw=MAILS)
def test_any_bytes_end_in_one_state_and_stay_as_they_came(desk: Desk, cast: Cast, raw: bytes) -> None:
    row = processed(desk, raw)
    assert row.state in ("applied", "held", "quarantined", "ignored", "refused")
    assert bytes(row.raw) == raw
