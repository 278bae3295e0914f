"""The hand-over to the mail server, against one that misbehaves."""

import pytest

from mailflow import smtp

MAIL = b"Subject: hello\r\n\r\n.a line with a dot\r\nand another\r\n"
HUIZHI, ZHANGWEI = "huizhi+key@corp.example", "zhangwei@corp.example"


def connection(server, **settings):
    settings = {"security": "none", "timeout": 5, **settings}
    return smtp.Connection(smtp.Server(server.host, server.port, **settings))


def send(server, raw=MAIL, **settings):
    with connection(server, **settings) as wire:
        wire.offer(HUIZHI, ZHANGWEI, len(raw))
        return wire.hand_over(raw)


def test_a_mail_arrives_byte_for_byte(faulty_smtp):
    assert send(faulty_smtp) == "250 2.0.0 kept"
    [kept] = faulty_smtp.kept
    assert (kept.sender, kept.recipients, kept.raw) == (HUIZHI, (ZHANGWEI,), MAIL)


def test_a_burst_uses_one_connection(faulty_smtp):
    with connection(faulty_smtp) as wire:
        for _mail in range(3):
            wire.offer(HUIZHI, ZHANGWEI, len(MAIL))
            wire.hand_over(MAIL)
    assert (len(faulty_smtp.kept), faulty_smtp.connections) == (3, 1)


def test_the_server_may_end_the_connection_between_two_mails(faulty_smtp):
    faulty_smtp.next(replies={".": "250 2.0.0 kept", "RSET": "421 4.3.2 enough"})
    with connection(faulty_smtp) as wire:
        wire.offer(HUIZHI, ZHANGWEI, len(MAIL))
        wire.withdraw()
        wire.offer(HUIZHI, ZHANGWEI, len(MAIL))
        wire.hand_over(MAIL)
    assert (len(faulty_smtp.kept), faulty_smtp.connections) == (1, 2)


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA", "."])
@pytest.mark.parametrize("reply", ["421 4.3.2 closing", "451 4.7.1 greylisted", "450 4.2.1 busy"])
def test_a_reply_of_400_means_later(faulty_smtp, verb, reply):
    faulty_smtp.next(replies={verb: reply})
    with pytest.raises(smtp.NotHandedOver, match=reply[4:]):
        send(faulty_smtp)
    assert faulty_smtp.kept == []


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA", "."])
def test_a_reply_of_500_means_never(faulty_smtp, verb):
    faulty_smtp.next(replies={verb: "554 5.7.1 spam"})
    with pytest.raises(smtp.Refused, match="554 5.7.1 spam"):
        send(faulty_smtp)


def test_after_a_refused_recipient_the_next_mail_goes_over_the_same_connection(faulty_smtp):
    faulty_smtp.always = faulty_smtp.always.__class__(refuse={"lina@corp.example": "550 5.1.1 no such user"})
    with connection(faulty_smtp) as wire:
        with pytest.raises(smtp.Refused):
            wire.offer(HUIZHI, "lina@corp.example", len(MAIL))
        wire.offer(HUIZHI, ZHANGWEI, len(MAIL))
        wire.hand_over(MAIL)
    assert (len(faulty_smtp.kept), faulty_smtp.connections) == (1, 1)


@pytest.mark.parametrize("moment", ["CONNECT", "EHLO", "MAIL", "RCPT", "DATA"])
def test_a_connection_lost_before_the_dot_means_later(faulty_smtp, moment):
    faulty_smtp.next(drop=moment)
    with pytest.raises(smtp.NotHandedOver):
        send(faulty_smtp)
    assert faulty_smtp.kept == []


@pytest.mark.slow
def test_a_connection_lost_in_the_middle_of_a_long_mail_means_later(faulty_smtp):
    faulty_smtp.next(drop="body")
    with pytest.raises(smtp.NotHandedOver):
        send(faulty_smtp, MAIL + b"x" * 998 + b"\r\n" * 8_000_000)


def test_a_connection_lost_in_a_short_mail_cannot_be_told_from_one_lost_after_the_dot(faulty_smtp):
    faulty_smtp.next(drop="body")
    with pytest.raises(smtp.Undelivered):
        send(faulty_smtp)


def test_a_connection_lost_after_the_dot_leaves_a_doubt(faulty_smtp):
    faulty_smtp.next(drop="dot")
    with pytest.raises(smtp.Doubtful):
        send(faulty_smtp)
    assert len(faulty_smtp.kept) == 1


@pytest.mark.slow
def test_the_final_answer_may_take_its_time(faulty_smtp):
    faulty_smtp.next(late=0.6)
    assert send(faulty_smtp, timeout=0.3, answer_timeout=5) == "250 2.0.0 kept"


@pytest.mark.slow
def test_no_final_answer_at_all_leaves_a_doubt(faulty_smtp):
    faulty_smtp.next(late=5)
    with pytest.raises(smtp.Doubtful):
        send(faulty_smtp, answer_timeout=0.2)


def test_nobody_listening_is_unreachable():
    with pytest.raises(smtp.Unreachable):
        smtp.Connection(smtp.Server("127.0.0.1", 1, security="none")).offer(HUIZHI, ZHANGWEI, 1)


def test_a_wrong_password_is_no_fault_of_the_mail(faulty_smtp):
    faulty_smtp.next(replies={"AUTH": "535 5.7.8 wrong password"})
    with pytest.raises(smtp.Unreachable, match="535 5.7.8 wrong password"):
        send(faulty_smtp, user="huizhi", password="secret")


def test_a_server_that_asks_for_a_login_first_is_no_fault_of_the_mail(faulty_smtp):
    faulty_smtp.next(replies={"MAIL": "530 5.7.0 authentication required"})
    with pytest.raises(smtp.NotHandedOver):
        send(faulty_smtp)


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_verified_server_gets_the_mail_encrypted(faulty_smtp, certificates, security):
    faulty_smtp.next(**{security: certificates.good})
    send(faulty_smtp, security=security, ca_file=str(certificates.authority))
    assert len(faulty_smtp.kept) == 1


@pytest.mark.parametrize("security", ["tls", "starttls"])
@pytest.mark.parametrize("which", ["wrong_host", "stranger"])
def test_a_wrong_certificate_gets_nothing(faulty_smtp, certificates, security, which):
    faulty_smtp.next(**{security: getattr(certificates, which)})
    with pytest.raises(smtp.Unreachable, match="CERTIFICATE_VERIFY_FAILED"):
        send(faulty_smtp, security=security, ca_file=str(certificates.authority))
    assert faulty_smtp.kept == []


def test_a_server_without_starttls_never_sees_the_password(faulty_smtp):
    with pytest.raises(smtp.Unreachable, match="STARTTLS"):
        send(faulty_smtp, security="starttls", user="huizhi", password="secret")
    assert not any(command.startswith(("AUTH", "MAIL")) for command in faulty_smtp.commands)


def test_a_bare_line_feed_is_never_put_on_the_wire(faulty_smtp):
    with connection(faulty_smtp) as wire:
        wire.offer(HUIZHI, ZHANGWEI, 20)
        with pytest.raises(ValueError, match="CRLF"):
            wire.hand_over(b"Subject: x\r\n\r\na\n.\nMAIL FROM:<a@b>\r\n")
    assert faulty_smtp.kept == []
