"""Proves the test ground itself: every server starts, answers, and can be misused as the fault tests need."""

import smtplib
import time

import psycopg
import pytest
from imapclient import IMAPClient
from imapclient.exceptions import LoginError
from redis import Redis

from tests.servers.dovecot import PASSWORD

MAIL = "From: zhangwei@corp.example\r\nTo: chenjing@corp.example\r\nSubject: hello\r\n\r\n收到\r\n".encode()


def submit(postfix, recipient, mail=MAIL):
    with smtplib.SMTP(postfix.host, postfix.port, timeout=10) as smtp:
        smtp.sendmail("zhangwei@corp.example", [recipient], mail)


def test_a_mail_for_postfix_wakes_dovecots_idle_within_a_second(dovecot, postfix):
    with dovecot.connect("chenjing@corp.example") as client:
        client.select_folder("INBOX")
        client.idle()
        # The quickest of three: a busy machine says nothing about the servers.
        assert min(seconds_until_noticed(client, postfix, number) for number in (1, 2, 3)) < 1
        client.idle_done()
    assert b"Delivered-To: chenjing+key@corp.example" in dovecot.mails("chenjing@corp.example")[0]


def test_dovecot_moves_and_says_the_new_uid(dovecot):
    dovecot.put("chenjing@corp.example", MAIL)
    with dovecot.connect("chenjing@corp.example") as client:
        assert {b"MOVE", b"UIDPLUS", b"IDLE"} <= set(client.capabilities())
        client.create_folder("Archive")
        client.select_folder("INBOX")
        client.move(client.search(), "Archive")
    assert dovecot.mails("chenjing@corp.example", "Archive") == [MAIL]


def test_a_mail_laid_into_the_inbox_keeps_its_bytes(dovecot):
    dovecot.put("chenjing@corp.example", MAIL)
    assert dovecot.mails("chenjing@corp.example") == [MAIL]


def test_dovecot_speaks_tls_with_the_tests_own_authority(dovecot, certificates):
    context = certificates.client_context()
    with IMAPClient("localhost", port=dovecot.tls_port, ssl_context=context) as client:
        client.login("chenjing@corp.example", PASSWORD)


def test_dovecot_refuses_a_wrong_password_at_once(dovecot):
    with pytest.raises(LoginError):
        dovecot.connect("chenjing@corp.example", "wrong")
    dovecot.connect("chenjing@corp.example").logout()


def test_a_renumbered_inbox_has_another_uidvalidity(dovecot):
    dovecot.put("chenjing@corp.example", MAIL)
    with dovecot.connect("chenjing@corp.example") as client:
        before = client.select_folder("INBOX")[b"UIDVALIDITY"]
    dovecot.renumber("chenjing@corp.example")
    with dovecot.connect("chenjing@corp.example") as client:
        after = client.select_folder("INBOX")
    assert after[b"UIDVALIDITY"] != before and after[b"EXISTS"] == 1


def test_postfix_refuses_an_unknown_recipient(postfix):
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        submit(postfix, "nobody@corp.example")


def test_a_closed_mailbox_bounces_to_the_sender(dovecot, postfix):
    submit(postfix, "gone@corp.example")
    bounce = wait_for_mail(dovecot, "zhangwei@corp.example")
    assert b"Status: 5.1.1" in bounce and b"Return-Path: <>" in bounce


def test_nothing_leaves_the_machine(postfix):
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        submit(postfix, "someone@elsewhere.test")


def test_postfix_takes_a_password_over_tls(dovecot, postfix, certificates):
    context = certificates.client_context()
    with smtplib.SMTP_SSL("localhost", postfix.tls_port, context=context, timeout=10) as smtp:
        assert smtp.login("chenjing@corp.example", PASSWORD)[0] == 235


def test_redis_comes_back_empty_on_the_same_port(redis_server):
    client = Redis.from_url(redis_server.url)
    client.set("key", "value")
    redis_server.process.restart()
    assert client.get("key") is None
    client.close()


def test_each_postgresql_test_has_its_own_database(postgresql_url):
    with psycopg.connect(postgresql_url) as connection:
        connection.execute("CREATE TABLE paper (title text)")
        connection.execute("INSERT INTO paper VALUES ('会议纪要')")
        assert connection.execute("SELECT * FROM paper").fetchall() == [("会议纪要",)]


def test_postgresql_survives_a_kill(postgresql_server):
    postgresql_server.process.kill()
    postgresql_server.process.start()
    postgresql_server.run("SELECT 1")


def test_the_browser_shows_chinese_in_a_chinese_font(chinese_page):
    chinese_page.set_content("<p style='font-family: \"Noto Sans CJK SC\"'>会议纪要</p>")
    assert chinese_page.locator("p").bounding_box()["height"] > 0
    assert chinese_page.evaluate("navigator.language") == "zh-CN"
    assert chinese_page.evaluate("document.fonts.check('12px \"Noto Sans CJK SC\"')")


def test_a_phone_is_narrow(phone_page):
    phone_page.set_content("<meta name='viewport' content='width=device-width'>")
    assert phone_page.evaluate("innerWidth") == 360


def test_an_english_page_asks_for_english(english_page):
    assert english_page.evaluate("navigator.language") == "en-GB"


def seconds_until_noticed(client, postfix, number):
    submit(postfix, "chenjing+key@corp.example")
    accepted = time.monotonic()
    while (number, b"EXISTS") not in client.idle_check(timeout=5):
        assert time.monotonic() - accepted < 10
    return time.monotonic() - accepted


def wait_for_mail(dovecot, address, seconds=5):
    deadline = time.monotonic() + seconds
    while not (found := dovecot.mails(address)):
        assert time.monotonic() < deadline, f"no mail for {address}"
        time.sleep(0.05)
    return found[0]
