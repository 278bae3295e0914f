"""The outbox against a real Postfix, and the faults of a mail server from the outbox's side."""

import email
import email.policy
import time
from datetime import timedelta

import pytest
import time_machine

from coordination import clock
from coordination.letter import Letter
from mailflow import identity, smtp
from mailflow.identity import Identity
from mailflow.outbox import Outbox
from tests.servers.faulty_smtp import Behaviour

pytestmark = pytest.mark.servers


@pytest.fixture(autouse=True)
def appearance():
    identity.appear_as(Identity(address="huizhi@corp.example"))
    yield
    identity.appear_as(Identity())


@pytest.fixture
def office(postfix, certificates):
    return Outbox(smtp.Server("localhost", postfix.port, security="starttls", timeout=10,
                              ca_file=str(certificates.authority)))


def delivered(postfix, dovecot, address):
    for _turn in range(100):
        if not postfix.waiting():
            break
        time.sleep(0.1)
    return [email.message_from_bytes(raw, policy=email.policy.default) for raw in dovecot.mails(address)]


def test_everybody_finds_their_own_mail_in_their_mailbox(office, circulated, postfix, dovecot):
    office.send_due()
    [mail] = delivered(postfix, dovecot, "zhangwei@corp.example")
    assert mail["Subject"] == "[新品上线] 周例会纪要 2026-03-02"
    assert mail["To"].addresses[0].addr_spec == "zhangwei@corp.example"
    assert "1. 完成用户登录功能测试" in mail.get_body(["plain"]).get_content()
    assert len(delivered(postfix, dovecot, "sofia@corp.example")) == 1


def test_what_arrives_is_what_was_kept(office, circulated, postfix, dovecot):
    office.send_due()
    delivered(postfix, dovecot, "lina@corp.example")
    [raw] = dovecot.mails("lina@corp.example")
    kept = Letter.get(Letter.address == "lina@corp.example").raw
    assert raw.replace(b"\r\n", b"\n").endswith(bytes(kept).replace(b"\r\n", b"\n"))


def test_one_refused_recipient_keeps_nobody_elses_mail_back(office, circulated, postfix, cast):
    Letter.update(address="nobody@corp.example").where(Letter.person == cast.lina).execute()
    office.send_due()
    assert Letter.get(Letter.person == cast.lina).state == "failed"
    assert Letter.get(Letter.person == cast.lina).error.startswith("550 5.1.1")
    assert Letter.select().where(Letter.state == "sent").count() == 6


def test_tls_from_the_first_byte_works_as_well(circulated, postfix, certificates):
    server = smtp.Server("localhost", postfix.tls_port, security="tls", ca_file=str(certificates.authority))
    assert Outbox(server).send_due() == 7
    assert Letter.select().where(Letter.state == "sent").count() == 7


def test_a_certificate_nobody_vouches_for_stops_the_mail_and_says_so(circulated, postfix):
    Outbox(smtp.Server("localhost", postfix.port, security="starttls")).send_due()
    waiting = list(Letter.select().order_by(Letter.attempts.desc()))
    assert {letter.state for letter in waiting} == {"queued"}
    assert "CERTIFICATE_VERIFY_FAILED" in waiting[0].error


def test_a_mail_server_that_was_down_gets_everything_when_it_is_back(office, circulated, postfix):
    postfix.process.stop()
    office.send_due()
    postfix.process.start()
    with time_machine.travel(clock.now() + timedelta(minutes=2), tick=False):
        office.send_due()
    assert Letter.select().where(Letter.state == "sent").count() == 7


def test_an_answer_that_comes_late_is_still_the_answer(circulated, cast, faulty_smtp):
    Letter.delete().where(Letter.person != cast.lina).execute()
    faulty_smtp.always = Behaviour(late=1)
    patient = smtp.Server(faulty_smtp.host, faulty_smtp.port, security="none", timeout=0.5, answer_timeout=10)
    Outbox(patient).send_due()
    assert {letter.state for letter in Letter.select()} == {"sent"}


def test_a_body_cut_off_is_never_silent(circulated, faulty_smtp):
    faulty_smtp.always = Behaviour(drop="body")
    server = smtp.Server(faulty_smtp.host, faulty_smtp.port, security="none", timeout=5)
    Outbox(server).send_due()
    assert all(letter.error for letter in Letter.select())
    faulty_smtp.always = Behaviour()
    with time_machine.travel(clock.now() + timedelta(minutes=11), tick=False):
        Outbox(server).send_due()
    assert {letter.state for letter in Letter.select()} == {"sent"}
    assert len(faulty_smtp.kept) == 7
