"""The try-out post office: real SMTP in, real IMAP out, and answers typed on its page."""

import smtplib
import threading
from email import message_from_bytes
from email.policy import default

import pytest
from imapclient import IMAPClient
from imapclient.exceptions import LoginError

from huizhi.tryout.mailboxes import Mailboxes, is_address
from huizhi.tryout.office import NoSuchMail, NothingTyped, PostOffice, buttons
from huizhi.tryout.servers import PortTaken, Servers

OWN = "huizhi@corp.example"
ZHANGWEI = "zhangwei@corp.example"
LETTER = """\
From: =?utf-8?b?5Zue5omn?= <huizhi@corp.example>
To: zhangwei@corp.example
Reply-To: huizhi+abcdefghijklmnopqrstuvwxya@corp.example
Message-ID: <abcdefghijklmnopqrstuvwxya@corp.example>
Date: Mon, 02 Mar 2026 17:30:00 +0800
Subject: =?utf-8?b?5ZGo5L6L5Lya57qq6KaB?=
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

1. 完成用户登录功能测试
""".replace("\n", "\r\n").encode()


@pytest.fixture
def mailboxes(tmp_path) -> Mailboxes:
    return Mailboxes(tmp_path / "post-office", "a secret that only this test knows")


@pytest.fixture
def servers(mailboxes):
    servers = Servers(mailboxes, 0, 0).start()
    yield servers
    servers.stop()


@pytest.fixture
def send(servers):
    def send(to: str, raw: bytes = LETTER) -> None:
        with smtplib.SMTP("127.0.0.1", servers.smtp_port, "localhost", timeout=5) as server:
            server.sendmail(OWN, [to], raw)

    return send


@pytest.fixture
def open_mailbox(servers, mailboxes):
    opened = []

    def open_mailbox(address: str) -> IMAPClient:
        client = IMAPClient("127.0.0.1", servers.imap_port, ssl=False, timeout=5)
        opened.append(client)
        client.login(address, mailboxes.password(address))
        client.select_folder("INBOX")
        return client

    yield open_mailbox
    for client in opened:
        client.shutdown()


@pytest.fixture
def office(servers, mailboxes, cast) -> PostOffice:
    return PostOffice(mailboxes, OWN, servers.smtp_port, servers.imap_port)


def fetch(client: IMAPClient) -> bytes:
    [found] = client.fetch(client.search(), ["BODY.PEEK[]"]).values()
    return found[b"BODY[]"]


@pytest.mark.servers
def test_a_mail_travels_through_smtp_and_imap_byte_by_byte(send, open_mailbox):
    raw = LETTER + b".a dot, \xff and a bare tab\t\r\n"
    send(ZHANGWEI, raw)
    assert fetch(open_mailbox(ZHANGWEI)).endswith(raw)


@pytest.mark.servers
def test_the_key_in_an_address_leads_to_the_base_mailbox_and_stays_readable(send, open_mailbox):
    send("Huizhi+abcdefgh@corp.example")
    assert fetch(open_mailbox(OWN)).startswith(
        b"Return-Path: <huizhi@corp.example>\r\nDelivered-To: Huizhi+abcdefgh@corp.example\r\n")


@pytest.mark.servers
def test_an_idling_program_hears_of_new_mail_within_two_seconds(send, open_mailbox):
    client = open_mailbox(OWN)
    client.idle()
    client.socket().settimeout(2)
    threading.Timer(0.1, send, [OWN]).start()
    heard = b""
    while b"* 1 EXISTS\r\n" not in heard:
        heard += client.socket().recv(100)


@pytest.mark.servers
def test_a_mail_moves_to_a_folder_that_is_made(send, open_mailbox):
    send(OWN)
    client = open_mailbox(OWN)
    client.create_folder("Huizhi")
    client.move(client.search(), "Huizhi")
    assert client.search() == []
    client.select_folder("Huizhi")
    assert fetch(client).endswith(LETTER)


@pytest.mark.servers
def test_numbers_of_mails_survive_a_restart(mailboxes, send, servers, open_mailbox):
    send(OWN)
    client = open_mailbox(OWN)
    before = client.folder_status("INBOX", ["UIDVALIDITY", "UIDNEXT"])
    again = Servers(mailboxes, 0, 0).start()
    other = IMAPClient("127.0.0.1", again.imap_port, ssl=False, timeout=5)
    other.login(OWN, mailboxes.password(OWN))
    assert other.folder_status("INBOX", ["UIDVALIDITY", "UIDNEXT"]) == before
    other.shutdown()
    again.stop()


@pytest.mark.servers
def test_a_wrong_password_opens_nothing(servers, mailboxes):
    client = IMAPClient("127.0.0.1", servers.imap_port, ssl=False, timeout=5)
    with pytest.raises(LoginError):
        client.login(OWN, mailboxes.password(ZHANGWEI))
    client.shutdown()
    with smtplib.SMTP("127.0.0.1", servers.smtp_port, "localhost", timeout=5) as server:
        with pytest.raises(smtplib.SMTPAuthenticationError):
            server.login(OWN, "password")


@pytest.mark.servers
def test_no_address_reaches_outside_of_the_folder(send, mailboxes):
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        send("../../etc@corp.example")
    assert list(mailboxes.folder.glob("*")) == []


@pytest.mark.servers
def test_a_port_in_use_is_told_at_once(servers, mailboxes):
    with pytest.raises(PortTaken, match="imap port .* in use"):
        Servers(mailboxes, 0, servers.smtp_port).start()


def test_a_folder_is_no_address():
    names = ("..@corp/x", "a/b@corp.example", "@corp.example", "a@", "a\0@corp")
    assert not [name for name in names if is_address(name)]


@pytest.mark.servers
def test_every_person_has_a_mailbox_and_a_password(office):
    boxes = {box.person.name: box for box in office.all()}
    assert {"陈静", "张伟", "Sofia Rossi"} <= set(boxes)
    assert len({box.password for box in boxes.values()}) == len(boxes)


@pytest.mark.servers
def test_a_typed_answer_goes_back_as_a_mail_program_would_send_it(office, send, open_mailbox):
    send(ZHANGWEI)
    owner = office.mailbox(ZHANGWEI)
    [mail] = office.mails(owner)
    assert office.answer(owner, mail.key, "1 完成\r\n谢谢") == "回执"
    reply = message_from_bytes(fetch(open_mailbox(OWN)), policy=default)
    assert reply["Subject"] == "回复：周例会纪要"
    assert reply["In-Reply-To"] == "<abcdefghijklmnopqrstuvwxya@corp.example>"
    assert reply["To"] == "huizhi+abcdefghijklmnopqrstuvwxya@corp.example"
    assert reply["From"].addresses[0].addr_spec == ZHANGWEI
    body = reply.get_content().replace("\r\n", "\n")
    assert body.startswith("1 完成\n谢谢\n")
    assert body.index("原始邮件") < body.index("1. 完成用户登录功能测试")


@pytest.mark.servers
def test_an_answer_in_english_quotes_with_angles(office, send, open_mailbox):
    send("sofia@corp.example")
    owner = office.mailbox("sofia@corp.example")
    office.answer(owner, office.mails(owner)[0].key, "1 done")
    reply = message_from_bytes(fetch(open_mailbox(OWN)), policy=default)
    body = reply.get_content().replace("\r\n", "\n")
    assert "2026 at 05:30 PM 回执 <huizhi@corp.example> wrote:\n" in body
    assert "\n> 1. 完成用户登录功能测试\n" in body


@pytest.mark.servers
def test_an_empty_answer_is_not_sent(office, send):
    send(ZHANGWEI)
    owner = office.mailbox(ZHANGWEI)
    with pytest.raises(NothingTyped):
        office.answer(owner, office.mails(owner)[0].key, " \n")


@pytest.mark.servers
@pytest.mark.parametrize("key", ["1.a", "../../secret", "*"])
def test_a_mail_that_is_not_there_is_said_to_be_gone(office, key):
    with pytest.raises(NoSuchMail):
        office.open(office.mailbox(ZHANGWEI), key)


def test_the_buttons_of_a_mail_fill_in_their_answers():
    html = '<a href="mailto:h@c?subject=x&amp;body=1%20%E5%AE%8C+">完成</a><a href="mailto:h@c">other</a>'
    assert [(button.label, button.answer) for button in buttons(html)] == [("完成", "1 完+")]
