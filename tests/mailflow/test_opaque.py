"""What is only signed is read; what nobody can read is told."""

import struct
import time
from base64 import encodebytes

import pytest

from mailflow.enclosed import enclosed
from mailflow.mail import parse
from mailflow.opaque import DATA, SIGNED_DATA, NotSigned, clear_text, signed_content
from mailflow.tnef import NotReadable, bodies

HEAD = b"From: wangfang@corp.example\r\nTo: huizhi@corp.example\r\nSubject: x\r\n"
INNER = b"Content-Type: text/plain; charset=utf-8\r\n\r\n\xe6\x94\xb6\xe5\x88\xb0\r\n"
P7M = (b"Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\r\n"
       b"Content-Transfer-Encoding: base64\r\n\r\n")
ARMOURED = """你好

-----BEGIN PGP SIGNED MESSAGE-----
Hash: SHA256

收到
- --
王芳
-----BEGIN PGP SIGNATURE-----

iQEzBAEBCAAdFiEE
-----END PGP SIGNATURE-----
"""


def _der(tag: int, content: bytes) -> bytes:
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    return bytes([tag, 0x83]) + size.to_bytes(3) + content


def _ber(tag: int, content: bytes) -> bytes:
    return bytes([tag, 0x80]) + content + b"\0\0"


def _signed(content: bytes, kind: bytes = SIGNED_DATA, outer=_der) -> bytes:
    """A SignedData without certificates; in BER the content comes in chunks, as programs stream it."""
    octets = _der(0x04, content) if outer is _der else _ber(0x24, b"".join(_der(0x04, content[at : at + 5])
                                                             for at in range(0, len(content), 5)))
    inner = outer(0x30, _der(0x06, DATA) + outer(0xA0, octets))
    data = outer(0x30, _der(0x02, b"\1") + _der(0x31, b"") + inner + _der(0x31, b""))
    return outer(0x30, _der(0x06, kind) + outer(0xA0, data))


@pytest.mark.parametrize("outer", [_der, _ber])
def test_a_mail_inside_a_signature_is_read(outer) -> None:
    mail = parse(HEAD + P7M + encodebytes(_signed(INNER, outer=outer)))
    assert ((mail.text or "").strip(), mail.encrypted, mail.defects) == ("收到", "", ["signature-unchecked"])
    assert not mail.attachments


def test_files_inside_a_signature_are_handed_out() -> None:
    inner = (b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n\r\nhello\r\n--b\r\n'
             b"Content-Type: application/pdf; name=a.pdf\r\n\r\n%PDF\r\n--b--\r\n")
    assert enclosed(HEAD + P7M + encodebytes(_signed(inner))) == [("a.pdf", b"%PDF")]


def test_what_is_encrypted_stays_closed() -> None:
    enveloped = bytes.fromhex("2a864886f70d010703")
    mail = parse(HEAD + P7M + encodebytes(_signed(INNER, kind=enveloped)))
    assert (mail.text, mail.encrypted) == (None, "smime")


def test_a_readable_mail_with_an_encrypted_file_is_read() -> None:
    raw = (HEAD + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n\r\nhello\r\n--b\r\n'
           + P7M + b"MAA=\r\n--b--\r\n")
    assert (parse(raw).text, parse(raw).encrypted) == ("hello", "")


@pytest.mark.parametrize("raw", [
    b"", b"0", b"0\x80", b"0\x84\xff\xff\xff\xff", b"0\x85" + b"\xff" * 9, b"0\x80" * 200_000,
    _signed(INNER)[:-9], _ber(0x30, _der(0x06, SIGNED_DATA) + b"\xa0\x80" * 100_000), b"\0" * 1_000_000,
])
def test_bytes_that_only_look_like_a_signature_cost_nothing(raw: bytes) -> None:
    began = time.process_time()
    with pytest.raises(NotSigned):
        signed_content(raw)
    assert time.process_time() - began < 0.5


def test_a_signature_in_a_signature_is_opened_too() -> None:
    raw = INNER
    for _ in range(3):
        raw = P7M + encodebytes(_signed(raw))
    assert (parse(HEAD + raw).text or "").strip() == "收到"


def test_clear_signed_text_loses_its_armour() -> None:
    mail = parse(HEAD + b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + ARMOURED.encode())
    assert mail.text == "你好\n\n收到\n--\n王芳\n"
    assert mail.defects == ["signature-unchecked"]


def test_quoted_or_broken_armour_is_left_alone() -> None:
    assert clear_text("> " + ARMOURED.replace("\n", "\n> ")) is None
    assert clear_text(ARMOURED.replace("END PGP", "AND PGP")) is None


def test_endless_armour_takes_linear_time() -> None:
    began = time.process_time()
    assert clear_text("-----BEGIN PGP SIGNED MESSAGE-----\n\n" * 30_000 + "-----END PGP SIGNATURE-----") is None
    assert time.process_time() - began < 0.5


def test_an_encrypted_text_is_known_in_html_too() -> None:
    markup = b"<html><body><pre>-----BEGIN PGP MESSAGE-----\n\nhQEM</pre></body></html>"
    assert parse(HEAD + b"Content-Type: text/html\r\n\r\n" + markup).encrypted == "pgp"


def _winmail(*attributes: tuple[int, bytes]) -> bytes:
    packed = (struct.pack("<BII", 1, kind, len(value)) + value + b"\0\0" for kind, value in attributes)
    return struct.pack("<IH", 0x223E9F78, 1) + b"".join(packed)


def _property(kind: int, number: int, value: bytes) -> bytes:
    return struct.pack("<HHII", kind, number, 1, len(value)) + value + b"\0" * (-len(value) % 4)


def _message(winmail: bytes) -> bytes:
    return HEAD + b"Content-Type: application/ms-tnef; name=winmail.dat\r\n\r\n" + winmail


def test_text_that_is_only_in_winmail_dat_is_read() -> None:
    named = struct.pack("<HH", 0x03, 0x8001) + b"\0" * 16 + struct.pack("<II", 0, 7) + b"\0" * 4
    properties = struct.pack("<I", 2) + named + _property(0x1F, 0x1000, "收到，谢谢\0".encode("utf-16-le"))
    mail = parse(_message(_winmail((0x00069003, properties))))
    assert (mail.text, mail.encrypted) == ("收到，谢谢", "")
    assert [file.name for file in mail.attachments] == ["winmail.dat"]


def test_old_outlooks_write_text_beside_the_properties() -> None:
    assert bodies(_winmail((0x0002800C, b"noted\0"))) == (b"noted", None)


def test_html_in_winmail_dat_is_read() -> None:
    properties = struct.pack("<I", 1) + _property(0x102, 0x1013, b"<p>noted</p>")
    assert parse(_message(_winmail((0x00069003, properties)))).html == "<p>noted</p>"


def test_winmail_dat_with_nothing_to_read_is_told() -> None:
    assert parse(_message(_winmail((0x00069003, struct.pack("<I", 0))))).encrypted == "winmail"
    assert parse(_message(b"nothing of the kind")).encrypted == "winmail"


@pytest.mark.parametrize("raw", [
    b"", b"\x78\x9f\x3e\x22", _winmail((0x00069003, b"\xff\xff\xff\xff" + b"\x1e\x10" * 9)),
    _winmail((0x00069003, struct.pack("<IHHI", 1, 0x1003, 1, 0xFFFFFFFF))), _winmail((1, b"x"))[:-1] + b"\1" * 40,
    _winmail((0x00069003, struct.pack("<I", 0xFFFFFFFF) + _property(0x1E, 1, b"") * 40_000)),
])
def test_broken_winmail_dat_costs_nothing(raw: bytes) -> None:
    began = time.process_time()
    try:
        assert bodies(raw) == (None, None)
    except NotReadable:
        pass
    assert time.process_time() - began < 0.5

