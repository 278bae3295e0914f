"""Proves the kits that misbehave: what a fault test is told happened, did happen."""

import smtplib
import ssl
import time

import pytest
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError, LoginError

from tests.servers.dovecot import PASSWORD
from tests.servers.faulty_smtp import Kept

MAIL = b"Subject: hello\r\n\r\n.a line with a dot\r\nand another\r\n"
STAFF = "chenjing@corp.example"


def submit(server, *recipients, timeout=5):
    with smtplib.SMTP(server.host, server.port, timeout=timeout) as smtp:
        return smtp.sendmail("huizhi@corp.example", recipients or [STAFF], MAIL)


def connect(line):
    client = IMAPClient(line.host, port=line.port, ssl=False, timeout=1)
    client.login(STAFF, PASSWORD)
    return client


def test_a_well_behaved_server_keeps_the_mail_byte_for_byte(faulty_smtp):
    submit(faulty_smtp)
    assert faulty_smtp.kept == [Kept("huizhi@corp.example", (STAFF,), MAIL)]


def test_a_drop_in_the_body_keeps_nothing(faulty_smtp):
    faulty_smtp.next(drop="body")
    with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionError)):
        submit(faulty_smtp)
    assert faulty_smtp.kept == []


def test_a_drop_after_the_dot_keeps_the_mail_and_says_nothing(faulty_smtp):
    faulty_smtp.next(drop="dot")
    with pytest.raises(smtplib.SMTPServerDisconnected):
        submit(faulty_smtp)
    assert len(faulty_smtp.kept) == 1


@pytest.mark.parametrize("reply", ["421 4.3.2 closing", "451 4.7.1 greylisted", "554 5.7.1 spam"])
@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA", "."])
def test_a_reply_can_refuse_anywhere(faulty_smtp, verb, reply):
    faulty_smtp.next(replies={verb: reply})
    with pytest.raises(smtplib.SMTPException):
        submit(faulty_smtp)
    assert faulty_smtp.kept == []


def test_only_the_next_connection_is_faulty(faulty_smtp):
    faulty_smtp.next(replies={"CONNECT": "421 4.3.2 too busy"})
    with pytest.raises(smtplib.SMTPConnectError):
        submit(faulty_smtp)
    submit(faulty_smtp)
    assert len(faulty_smtp.kept) == 1


def test_one_of_two_recipients_is_refused(faulty_smtp):
    faulty_smtp.next(refuse={"lina@corp.example": "550 5.1.1 no such user"})
    assert list(submit(faulty_smtp, STAFF, "lina@corp.example")) == ["lina@corp.example"]
    assert faulty_smtp.kept[0].recipients == (STAFF,)


def test_a_late_answer_comes_after_the_client_gave_up(faulty_smtp):
    faulty_smtp.next(late=0.3)
    with pytest.raises(smtplib.SMTPServerDisconnected, match="timed out"):
        submit(faulty_smtp, timeout=0.1)


@pytest.mark.parametrize("kind", ["wrong_host", "stranger"])
def test_a_bad_certificate_is_noticed(faulty_smtp, certificates, kind):
    faulty_smtp.next(starttls=getattr(certificates, kind))
    with smtplib.SMTP("localhost", faulty_smtp.port, timeout=5) as smtp:
        with pytest.raises(ssl.SSLCertVerificationError):
            smtp.starttls(context=certificates.client_context())


def test_a_good_certificate_is_trusted(faulty_smtp, certificates):
    faulty_smtp.next(tls=certificates.good)
    context = certificates.client_context()
    with smtplib.SMTP_SSL("localhost", faulty_smtp.port, timeout=5, context=context) as smtp:
        assert smtp.noop()[0] == 250


def test_an_untouched_line_is_dovecot(dovecot, faulty_imap):
    with connect(faulty_imap) as client:
        client.append("INBOX", MAIL)
        client.select_folder("INBOX")
        assert client.fetch(1, ["BODY.PEEK[]"])[1][b"BODY[]"] == MAIL


def test_a_hidden_capability_is_not_there(faulty_imap):
    faulty_imap.hide = {"MOVE", "UIDPLUS", "IDLE"}
    with connect(faulty_imap) as client:
        assert not {b"MOVE", b"UIDPLUS", b"IDLE"} & set(client.capabilities())
        assert client.has_capability("NAMESPACE")


def test_a_login_is_refused_until_it_is_not(faulty_imap):
    faulty_imap.answers["LOGIN"] = "NO [AUTHENTICATIONFAILED] wrong password"
    with pytest.raises(LoginError, match="wrong password"):
        connect_and_close(faulty_imap)
    faulty_imap.answers.clear()
    connect_and_close(faulty_imap)


def test_an_archive_can_be_full(dovecot, faulty_imap):
    dovecot.put(STAFF, MAIL)
    faulty_imap.answers["UID MOVE"] = "NO [OVERQUOTA] full"
    with connect(faulty_imap) as client:
        client.select_folder("INBOX")
        with pytest.raises(IMAPClientError, match="full"):
            client.move([1], "Archive")
    assert len(dovecot.mails(STAFF)) == 1


def test_a_mail_breaks_off_in_the_middle_once(dovecot, faulty_imap):
    dovecot.put(STAFF, MAIL)
    client = connect(faulty_imap)
    client.select_folder("INBOX")
    faulty_imap.cut_literal_after(10)
    with pytest.raises(IMAPClientError):
        client.fetch(1, ["BODY.PEEK[]"])
    client.shutdown()
    with connect(faulty_imap) as client:
        client.select_folder("INBOX")
        assert client.fetch(1, ["BODY.PEEK[]"])[1][b"BODY[]"] == MAIL


def test_a_frozen_line_is_silent_and_does_not_end(dovecot, faulty_imap):
    client = connect(faulty_imap)
    client.select_folder("INBOX")
    client.idle()
    faulty_imap.freeze()
    dovecot.put(STAFF, MAIL)
    started = time.monotonic()
    assert client.idle_check(timeout=1) == []
    assert time.monotonic() - started > 0.9
    client.shutdown()
    connect_and_close(faulty_imap)


def connect_and_close(line):
    client = IMAPClient(line.host, port=line.port, ssl=False, timeout=1)
    try:
        client.login(STAFF, PASSWORD)
    finally:
        client.shutdown()
